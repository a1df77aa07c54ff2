//! The one source of the present time. Everything below the handlers takes time as an argument.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Utc};
use xianfeng_domain::time::to_micros;

/// A clock; all clones tell the same time.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds since 1970 that a stopped clock shows.
    stopped_at: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// A clock that stands still until it is set, for scenarios that walk through a year.
    pub fn stopped(at: DateTime<Utc>) -> Self {
        Self { stopped_at: Some(Arc::new(AtomicI64::new(at.timestamp_micros()))) }
    }

    /// Sets a stopped clock; the system's cannot be set.
    pub fn set(&self, at: DateTime<Utc>) {
        if let Some(stopped_at) = &self.stopped_at {
            stopped_at.store(at.timestamp_micros(), Ordering::SeqCst);
        }
    }

    /// The present instant, to the microsecond as every database keeps it.
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
    pub fn now(&self) -> DateTime<Utc> {
        match &self.stopped_at {
            Some(stopped_at) => DateTime::from_timestamp_micros(stopped_at.load(Ordering::SeqCst)).unwrap_or_default(),
            None => to_micros(Utc::now()),
        }
    }
}
