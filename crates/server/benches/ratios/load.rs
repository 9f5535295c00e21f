//! 压 — Asking as fast as answers come: eight connections, rounds in turn, medians.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

use crate::Outcome;
use crate::client::Client;

/// How many connections ask at once.
pub const CONNECTIONS: u32 = 8;
/// How often the two sides of a comparison take turns.
const ROUNDS: usize = 3;

/// How long a side asks in one round: `GONGDI_BENCH_MILLIS`, else three seconds.
pub fn period() -> Duration {
    let millis = std::env::var("GONGDI_BENCH_MILLIS").ok().and_then(|n| n.parse().ok());
    Duration::from_millis(millis.unwrap_or(3_000))
}

/// Answers per second to one request, sent again and again over all connections.
pub async fn rate(at: SocketAddr, request: &[u8]) -> Outcome<f64> {
    let mut tasks = JoinSet::new();
    let begun = Instant::now();
    let end = begun + period();
    for _ in 0..CONNECTIONS {
        let request = request.to_vec();
        tasks.spawn(async move {
            let mut client = Client::open(at).await?;
            let mut count = 0_u32;
            while Instant::now() < end {
                let status = client.ask(&request).await?;
                if status != 200 {
                    return Err(format!("answered with {status}").into());
                }
                count += 1;
            }
            Outcome::Ok(count)
        });
    }
    let count = sum(tasks).await?;
    Ok(f64::from(count) / begun.elapsed().as_secs_f64())
}

/// The sum of what all tasks counted.
pub async fn sum(mut tasks: JoinSet<Outcome<u32>>) -> Outcome<u32> {
    let mut all = 0;
    while let Some(one) = tasks.join_next().await {
        all += one??;
    }
    Ok(all)
}

/// Two sides of a comparison: the median of each over rounds in turn (A B A B …), so that what else the
/// machine does meets both.
pub async fn duel(
    mut ours: impl AsyncFnMut() -> Outcome<f64>,
    mut reference: impl AsyncFnMut() -> Outcome<f64>,
) -> Outcome<(f64, f64)> {
    let (mut a, mut b) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        a.push(ours().await?);
        b.push(reference().await?);
    }
    Ok((quantile(&mut a, 50), quantile(&mut b, 50)))
}

/// The value below which so many per cent lie; 0 of nothing.
pub fn quantile(values: &mut [f64], percent: usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let at = values.len().saturating_sub(1) * percent / 100;
    values.get(at).copied().unwrap_or_default()
}
