//! 快慢 — Measures Gongdi against what this machine could do at best: ratios of one run, never promises.
//!
//! `cargo xtask bench`. Three houses are built (empty, small, large), served in this process on threads of
//! their own, and asked over real TCP on the loopback. What each figure means: `docs/benchmarks.md`.

mod bare;
mod chance;
mod client;
mod county;
mod fill;
mod house;
mod index;
mod load;
mod matter;
mod out;
mod pages;
mod raw;
mod record;
mod replay;
mod report;
mod rows;
mod table;
mod told;
mod words;

use std::process::ExitCode;
use std::sync::Arc;
use std::time::Instant;

use tokio::runtime::{Builder, Handle};

use crate::client::{Client, get};
use crate::county::{BUSY, COUNTY};
use crate::house::{House, Shelf};
use crate::load::{duel, rate};
use crate::replay::Replay;
use crate::table::{Aim, Table, say};

/// What may go wrong goes wrong aloud.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The small house has as many matters as a community may have in two years.
const SMALL: u32 = 1_000;

fn main() -> ExitCode {
    // `cargo test --benches` runs this file, too; it has nothing to test.
    if !std::env::args().any(|arg| arg == "--bench") {
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            let _ = say(&format!("the benchmark broke: {cause}"));
            ExitCode::FAILURE
        }
    }
}

fn run() -> Outcome {
    let matters = std::env::var("GONGDI_BENCH_MATTERS").ok().and_then(|n| n.parse().ok());
    let host = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let asker = Builder::new_current_thread().enable_all().build()?;
    let begun = Instant::now();
    let handle = host.handle().clone();
    asker.block_on(async {
        let shelf = Shelf::folder()?;
        let outcome = sqlite(&handle, &shelf, matters.unwrap_or(470_000)).await;
        shelf.clear().await?;
        let mut short = outcome?;
        if let Ok(server) = std::env::var("GONGDI_TEST_PG") {
            let shelf = Shelf::server(&server);
            let outcome = postgres(&handle, &shelf, matters.unwrap_or(470_000)).await;
            shelf.clear().await?;
            short += outcome?;
        }
        let took = begun.elapsed().as_secs();
        say(&format!("\n{short} aims missed; the whole took {took} s"))
    })?;
    host.shutdown_background();
    Ok(())
}

async fn sqlite(host: &Handle, shelf: &Shelf, matters: u32) -> Outcome<usize> {
    let empty = House::open(host, shelf, "empty", 0).await?;
    let small = House::open(host, shelf, "small", SMALL).await?;
    let large = House::open(host, shelf, "large", matters).await?;

    let public = public(host, &[&small, &large]).await?;
    let against = ["ours", "bare axum"];
    public.print("Public pages against a bare handler with the same bytes", against)?;

    let kept = kept(&large).await?;
    kept.print("The page cache", ["from the cache", "drawn"])?;

    let grown = pages::grow(&small, &large, pages::main, Aim::AtMost(2.0)).await?;
    let (many, few) = (format!("{matters} matters"), format!("{SMALL} matters"));
    let columns = [many.as_str(), few.as_str()];
    grown.print("Pages drawn fresh (median; signed in, so never from the cache)", columns)?;

    let reports = reports(&empty, &[&small, &large], "SQLite").await?;
    let against = ["ours", "raw inserts"];
    reports.print("A report posted against the same rows written raw", against)?;

    let middle = House::open(host, shelf, "middle", matters / 10).await?;
    found(&small, &[&middle, &large], "SQLite").await?;
    Ok(public.short() + grown.short() + reports.short())
}

/// How long finding takes as matters grow. Told only: more matters have more to find.
async fn found(small: &House, larger: &[&House], engine: &str) -> Outcome {
    for house in larger {
        let grown = pages::grow(small, house, pages::finding, Aim::None).await?;
        let (many, few) = (format!("{} matters", house.matters), format!("{SMALL} matters"));
        grown.print(&format!("Finding matters by words, {engine}"), [&many, &few])?;
    }
    Ok(())
}

async fn postgres(host: &Handle, shelf: &Shelf, matters: u32) -> Outcome<usize> {
    let empty = House::open(host, shelf, "empty", 0).await?;
    let small = House::open(host, shelf, "small", SMALL).await?;
    let reports = reports(&empty, &[&small], "PostgreSQL").await?;
    reports.print("The same on PostgreSQL", ["ours", "raw inserts"])?;
    let middle = House::open(host, shelf, "middle", matters / 10).await?;
    let large = House::open(host, shelf, "large", matters).await?;
    found(&small, &[&middle, &large], "PostgreSQL").await?;
    Ok(reports.short())
}

/// The pages everybody sees, as a visitor sees them.
fn visited(house: &House) -> [(&'static str, String); 3] {
    [
        ("board of a community", format!("/places/{BUSY}/board")),
        ("board of the county", format!("/places/{COUNTY}/board")),
        ("matter page", format!("/{COUNTY}/matters/{}", house.typical)),
    ]
}

/// Public pages against a handler that does nothing but answer the same bytes.
async fn public(host: &Handle, houses: &[&House]) -> Outcome<Table> {
    let mut table = Table::default();
    for house in houses {
        for (name, path) in visited(house) {
            let request = get(&path, "");
            let mut client = Client::open(house.at).await?;
            // Twice: the second answer comes from the cache and has its headers.
            client.ask(&request).await?;
            let status = client.ask(&request).await?;
            if status != 200 {
                return Err(format!("{path} answered with {status}").into());
            }
            let bare = bare::serve(host, &client).await?;
            let same = get("/", "");
            let (ours, reference) = duel(|| rate(house.at, &request), || rate(bare, &same)).await?;
            let kb = client.body().len().div_ceil(1024);
            let name = format!("{name}, {} matters ({kb} KB)", house.matters);
            table.add(&name, (ours, "/s"), (reference, "/s"), Aim::AtLeast(0.4));
        }
    }
    Ok(table)
}

/// What the cache is worth: a visitor's page against the same page drawn for somebody signed in.
async fn kept(house: &House) -> Outcome<Table> {
    let mut table = Table::default();
    for (name, path) in visited(house) {
        let (cached, drawn) = (get(&path, ""), get(&path, &house.cookies.worker));
        let (ours, reference) = duel(|| rate(house.at, &cached), || rate(house.at, &drawn)).await?;
        let name = format!("{name}, {} matters", house.matters);
        table.add(&name, (ours, "/s"), (reference, "/s"), Aim::None);
    }
    Ok(table)
}

/// Reports posted, against the rows they write.
async fn reports(empty: &House, houses: &[&House], engine: &str) -> Outcome<Table> {
    let written = rows::written(empty, &empty.url).await?;
    let replay = Arc::new(Replay::new(written, empty.url.starts_with("sqlite")));
    say(&format!("\n{engine}: {}", replay.told()))?;
    let mut table = Table::default();
    for house in houses {
        let (ours, reference) = duel(|| report::rate(house), || replay.rate(&house.copy)).await?;
        let name = format!("report, {} matters, {engine}", house.matters);
        table.add(&name, (ours, "/s"), (reference, "/s"), Aim::AtLeast(0.25));
    }
    Ok(table)
}
