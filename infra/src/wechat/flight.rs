//! Single flight: callers who ask for the same thing at the same moment share one call.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use futures_util::{
    FutureExt as _,
    future::{BoxFuture, Shared},
};
use tracing::Instrument as _;

use super::error::WeChatError;

type Flight<T> = Shared<BoxFuture<'static, Result<T, WeChatError>>>;
type Flights<K, T> = Arc<Mutex<HashMap<K, Flight<T>>>>;

/// The calls under way in this process, by what they ask for.
///
/// Nothing is kept after the call: a later caller makes a new one.
pub(super) struct SingleFlight<K, T> {
    flights: Flights<K, T>,
}

impl<K, T> Default for SingleFlight<K, T> {
    fn default() -> Self {
        Self { flights: Arc::default() }
    }
}

impl<K, T> SingleFlight<K, T>
where
    K: Clone + Eq + Hash + Send + 'static,
    T: Clone + Send + Sync + 'static,
{
    /// Joins the call for `key` that is under way, or starts `call`.
    ///
    /// The call runs in a task of its own: when the caller that started it goes away (a phone
    /// that lost its signal), those who joined still get its result, and a code is not sent twice.
    pub(super) async fn run<F>(&self, key: K, call: F) -> Result<T, WeChatError>
    where
        F: Future<Output = Result<T, WeChatError>> + Send + 'static,
    {
        let flight = {
            let mut flights = lock(&self.flights);
            flights.get(&key).cloned().unwrap_or_else(|| {
                let landing = Landing { flights: Arc::clone(&self.flights), key: key.clone() };
                let task = tokio::spawn(
                    async move {
                        let _landing = landing;
                        call.await
                    }
                    .in_current_span(),
                );
                // The task ends without a result only when the runtime shuts down under it.
                let flight = task.map(|ended| ended.unwrap_or(Err(WeChatError::UnknownOutcome))).boxed().shared();
                flights.insert(key, flight.clone());
                flight
            })
        };
        flight.await
    }
}

/// Strikes a flight off the list, however its task ends.
struct Landing<K: Eq + Hash, T> {
    flights: Flights<K, T>,
    key: K,
}

impl<K: Eq + Hash, T> Drop for Landing<K, T> {
    fn drop(&mut self) {
        let landed = lock(&self.flights).remove(&self.key);
        // Dropped after the lock is free: the flight may hold the last reference to other things.
        drop(landed);
    }
}

/// No code that can panic runs under these locks, so a poisoned one is as good as new.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use futures_util::future::join_all;
    use tokio::sync::oneshot;

    use super::*;

    #[tokio::test]
    async fn callers_join_while_the_call_runs_and_start_anew_after_it() {
        let flights = SingleFlight::<&str, usize>::default();
        let calls = Arc::new(AtomicUsize::new(0));
        let (release, released) = oneshot::channel::<()>();
        let leader = flights.run("a", {
            let calls = Arc::clone(&calls);
            async move {
                released.await.unwrap();
                Ok(calls.fetch_add(1, Ordering::SeqCst))
            }
        });
        let followers = join_all((0..20).map(|_| flights.run("a", async { panic!("must join") })));
        let (leader, followers, ()) = futures_util::join!(leader, followers, async {
            release.send(()).unwrap();
        });
        assert_eq!(leader, Ok(0));
        assert!(followers.into_iter().all(|result| result == Ok(0)));

        assert_eq!(flights.run("a", async { Ok(7) }).await, Ok(7));
        assert!(lock(&flights.flights).is_empty());
    }

    #[tokio::test]
    async fn a_caller_that_goes_away_takes_nobody_with_it() {
        let flights = SingleFlight::<&str, u8>::default();
        let (release, released) = oneshot::channel::<()>();
        let mut leader = Box::pin(flights.run("a", async move {
            released.await.unwrap();
            Ok(1)
        }));
        assert!(leader.as_mut().now_or_never().is_none());
        let mut follower = Box::pin(flights.run("a", async { panic!("must join") }));
        assert!(follower.as_mut().now_or_never().is_none());
        drop(leader);
        release.send(()).unwrap();
        assert_eq!(follower.await, Ok(1));
    }

    #[tokio::test]
    async fn a_call_that_dies_is_an_unknown_outcome_and_blocks_nothing() {
        let flights = SingleFlight::<&str, u8>::default();
        assert_eq!(flights.run("a", async { panic!("died") }).await, Err(WeChatError::UnknownOutcome));
        assert_eq!(flights.run("a", async { Ok(1) }).await, Ok(1));
    }
}
