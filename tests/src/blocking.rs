//! Asynchronous clean-up from `Drop`, which is not asynchronous and may run inside a runtime.

use std::future::Future;
use std::thread;

/// Runs `future` to its end on a thread with a runtime of its own.
pub(crate) fn run<F: Future + Send>(future: F)
where
    F::Output: Send,
{
    thread::scope(|scope| {
        scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime for the clean-up").block_on(future);
        });
    });
}
