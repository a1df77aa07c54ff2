//! Boards in Redis: sorted sets that are a copy of the totals and never decide a rank alone
//! (invariant 7).
//!
//! Each township has its own copy in its own hash slot, in generations. A generation is announced,
//! filled from one snapshot of the database, and then published with a stamp of what it was made
//! under: the day, the tree, the rule books. It is read only while a reader computes the same
//! stamp. Changes of members come through the outbox, one script a member, and go into the
//! generation that is read as well as the one being built.
//!
//! Whatever is in doubt is read from SQL: a cold, lagging or unreachable Redis, a row whose total
//! is not what SQL says, a caller who has just written. Redis must not evict (`noeviction`).

mod copy;
mod keys;
mod link;
mod plan;
mod read;
mod snapshot;
mod window;
mod worker;

use std::time::Duration;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use xianfeng_domain::ids::MemberId;

pub use link::{RedisServers, RedisSettings};

use super::leaderboards::{BoardsError, Leaderboards};
use super::pages::{BoardPage, OwnPlace};
use super::query::{BoardQuery, Position, Reader};
use super::sql::SqlLeaderboards;
use crate::db::{Database, StoreResult};
use link::Link;
use plan::Terms;

/// Boards from Redis, and from SQL where Redis is in doubt.
pub struct RedisLeaderboards {
    db: Database,
    sql: SqlLeaderboards,
    link: Link,
    prefix: String,
    max_lag: Duration,
}

impl RedisLeaderboards {
    /// On a database and a Redis, which need not be up yet.
    ///
    /// # Errors
    /// [`BoardsError::Redis`] when an address is none.
    pub fn new(db: Database, settings: &RedisSettings) -> Result<Self, BoardsError> {
        Ok(Self {
            sql: SqlLeaderboards::new(db.clone()),
            db,
            link: Link::new(settings)?,
            prefix: settings.key_prefix.clone(),
            max_lag: settings.max_lag,
        })
    }

    fn terms(&self) -> Terms<'_> {
        Terms { prefix: &self.prefix, max_lag: self.max_lag }
    }
}

#[async_trait]
impl Leaderboards for RedisLeaderboards {
    async fn page(
        &self,
        query: &BoardQuery,
        after: Option<Position>,
        limit: u32,
        reader: Reader,
    ) -> StoreResult<BoardPage> {
        let found = self.page_in_redis(query, after, limit, reader).await;
        self.or_sql(found, self.sql.page(query, after, limit, reader)).await
    }

    async fn own_place(
        &self,
        query: &BoardQuery,
        member: MemberId,
        around: u32,
        reader: Reader,
    ) -> StoreResult<OwnPlace> {
        let found = self.own_place_in_redis(query, member, around, reader).await;
        self.or_sql(found, self.sql.own_place(query, member, around, reader)).await
    }

    async fn drain(&self, now: DateTime<Utc>) -> Result<usize, BoardsError> {
        self.noticing(self.show_changes(now).await).await
    }

    async fn refresh(&self, now: DateTime<Utc>) -> Result<usize, BoardsError> {
        self.noticing(self.build_stale(now).await).await
    }

    async fn rebuild(
        &self,
        now: DateTime<Utc>,
        progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<(), BoardsError> {
        self.noticing(self.build_all(now, progress).await).await
    }

    async fn check(&self) -> Result<(), BoardsError> {
        let ping = async {
            let mut connection = self.link.connection().await?;
            redis::cmd("PING").query_async::<()>(&mut connection).await.map_err(|error| link::fault(&error))
        };
        self.noticing(ping.await).await
    }
}
