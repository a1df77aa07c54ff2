//! Doing the work over and over until the process stops.

use std::time::Duration;

use futures_util::future::join_all;
use tokio::sync::watch;

use super::Job;
use crate::app::App;

/// Between two steps while there is more to do: people's requests come first.
const BREATH: Duration = Duration::from_millis(20);

/// The longest wait after failures.
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Does all background work until `stop` becomes true (or its sender is gone); then ends after
/// the steps that are under way.
pub async fn run(app: App, stop: watch::Receiver<bool>) {
    join_all(Job::ALL.iter().map(|job| repeat(&app, *job, stop.clone()))).await;
}

async fn repeat(app: &App, job: Job, mut stop: watch::Receiver<bool>) {
    let mut failures = 0;
    loop {
        let wait = match job.step(app, app.clock.now()).await {
            Ok(done) => {
                failures = 0;
                if done == 0 { job.rest() } else { BREATH }
            }
            Err(error) => {
                failures += 1;
                let wait = after(job.rest(), failures);
                metrics::counter!("xianfeng_work_failures_total", "job" => job.name()).increment(1);
                tracing::warn!(job = job.name(), %error, retry_seconds = wait.as_secs(), "background work failed");
                wait
            }
        };
        let stopped = tokio::time::timeout(wait, stop.wait_for(|stopped| *stopped)).await;
        if stopped.is_ok() {
            return;
        }
    }
}

/// The wait after so many failures in a row: doubles each time.
fn after(rest: Duration, failures: u32) -> Duration {
    rest.saturating_mul(1 << failures.min(8)).min(LONGEST_WAIT.max(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_grows_and_stays_bearable() {
        let second = Duration::from_secs(1);
        assert_eq!(after(second, 1), Duration::from_secs(2));
        assert_eq!(after(second, 3), Duration::from_secs(8));
        assert_eq!(after(second, 1000), Duration::from_secs(256));
        assert_eq!(after(Duration::from_secs(60), 5), LONGEST_WAIT);
        assert_eq!(after(Duration::from_secs(3600), 1), Duration::from_secs(3600));
    }
}
