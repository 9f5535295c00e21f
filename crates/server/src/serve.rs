//! 服务 — Serves pages and works off what follows from facts, until told to stop.

use std::future::{Future, IntoFuture as _};
use std::io;
use std::sync::Arc;
use std::time::Duration;

use kernel::days;
use tokio::net::TcpListener;
use tokio::sync::watch;
use web::App;

use crate::guard;

/// How long open requests may take to end after we were told to stop; with the rest below 10 s.
const GRACE: Duration = Duration::from_secs(7);
/// How long the worker and the database may take to end after that.
const LAST: Duration = Duration::from_secs(1);
/// A retry within a week is the same act; older keys are forgotten.
const KEYS_KEPT: i64 = days(7);
/// How long the worker rests after it broke.
const PAUSE: Duration = Duration::from_secs(5);
/// How often old keys are looked for.
const TIDY_EVERY: Duration = Duration::from_hours(6);

/// Serves the program on a socket until `shutdown` is ready, then ends within 10 seconds: open requests
/// are answered, the job at hand is done or undone, the database is closed.
///
/// # Errors
/// The socket's error.
pub async fn serve(
    listener: TcpListener,
    app: App,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stop, stopped) = watch::channel(false);
    let stop = Arc::new(stop);
    let worker = tokio::spawn(work(app.clone(), stopped.clone()));
    let tidier = tokio::spawn(forget_old_keys(app.clone(), until(stopped.clone())));
    let signal = stop.clone();
    tokio::spawn(async move {
        shutdown.await;
        signal.send_replace(true);
    });
    let patterns = app.slices.iter().flat_map(|slice| &slice.verbs).map(|verb| verb.path).collect();
    let router = guard::around(web::router(&app), patterns, guard::LIMIT);
    let pages = axum::serve(listener, router).with_graceful_shutdown(until(stopped.clone()));
    let patience = async {
        until(stopped).await;
        tokio::time::sleep(GRACE).await;
    };
    let outcome = tokio::select! {
        ended = pages.into_future() => ended,
        () = patience => {
            tracing::warn!("some requests did not end in time and were cut off");
            Ok(())
        }
    };
    stop.send_replace(true);
    for task in [worker, tidier] {
        if tokio::time::timeout(LAST, task).await.is_err() {
            tracing::warn!("a job did not end in time: it is undone and will be tried again");
        }
    }
    if tokio::time::timeout(LAST, app.db.close()).await.is_err() {
        tracing::warn!("the database did not close in time");
    }
    outcome
}

async fn until(mut stopped: watch::Receiver<bool>) {
    // An error means that nobody can tell us to stop any more: that is a stop, too.
    let _ = stopped.wait_for(|stop| *stop).await;
}

/// Works off what follows from facts. A flow that breaks must not stop the others for good.
async fn work(app: App, stopped: watch::Receiver<bool>) {
    loop {
        let stop = until(stopped.clone());
        let work = store::work_until(app.db.clone(), app.clock.clone(), app.rng, stop);
        let Err(cause) = tokio::spawn(work).await else { return };
        tracing::error!(%cause, "the worker broke and begins again");
        let pause = tokio::time::sleep(PAUSE);
        tokio::select! {
            () = until(stopped.clone()) => return,
            () = pause => {}
        }
    }
}

async fn forget_old_keys(app: App, stop: impl Future<Output = ()>) {
    tokio::pin!(stop);
    loop {
        if let Err(cause) = store::forget_old(&app.db, app.clock.now().plus(-KEYS_KEPT)).await {
            tracing::error!(%cause, "old act keys could not be forgotten");
        }
        tokio::select! {
            () = &mut stop => return,
            () = tokio::time::sleep(TIDY_EVERY) => {}
        }
    }
}
