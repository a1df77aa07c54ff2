//! Boards straight from the database: nothing to keep up to date.

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use futures_util::FutureExt;
use xianfeng_domain::ids::MemberId;

use super::leaderboards::{BoardsError, Leaderboards, sendable};
use super::members::board_of;
use super::pages::{BoardPage, OwnPlace};
use super::query::{BoardQuery, Position, Reader};
use super::scope::Tree;
use crate::db::{Database, StoreResult, Tx};
use crate::outbox::{self, Topic};

/// How many outbox rows go at once: SQLite has one writer, which others wait for.
const BATCH: u64 = 200;

/// Boards from SQL.
#[derive(Clone, Debug)]
pub struct SqlLeaderboards {
    db: Database,
}

impl SqlLeaderboards {
    /// On a database.
    pub fn new(db: Database) -> Self {
        Self { db }
    }
}

/// The place of a member on a board and on that of the period before.
async fn own_place(
    tx: &Tx,
    query: &BoardQuery,
    member: MemberId,
    around: u32,
    reader: Reader,
) -> StoreResult<OwnPlace> {
    let today = reader.today();
    let tree = Tree::load(tx, &query.organization, today).await?;
    let board = board_of(tx, &tree, query, today).await?;
    let size = board.size();
    if board.rank_of(member).is_none() {
        return Ok(OwnPlace { place: None, size, as_of: reader.now, edition: board.edition });
    }
    let previous = board_of(tx, &tree, &query.previous(), today).await?.rank_of(member);
    let place = board.place(member, around, previous);
    Ok(OwnPlace { place, size, as_of: reader.now, edition: board.edition })
}

async fn forget(tx: &Tx, now: DateTime<Utc>) -> StoreResult<usize> {
    let jobs = outbox::lease(tx, Topic::BoardMember, BATCH, now).await?;
    for job in &jobs {
        outbox::done(tx, *job).await?;
    }
    Ok(jobs.len())
}

#[async_trait]
impl Leaderboards for SqlLeaderboards {
    async fn page(
        &self,
        query: &BoardQuery,
        after: Option<Position>,
        limit: u32,
        reader: Reader,
    ) -> StoreResult<BoardPage> {
        let board = async |tx: &Tx| super::members_board(tx, query, reader.today()).await;
        Ok(self.db.read(board).await?.page(after, limit, reader.now))
    }

    async fn own_place(
        &self,
        query: &BoardQuery,
        member: MemberId,
        around: u32,
        reader: Reader,
    ) -> StoreResult<OwnPlace> {
        self.db.read(async |tx: &Tx| own_place(tx, query, member, around, reader).await).await
    }

    async fn drain(&self, now: DateTime<Utc>) -> Result<usize, BoardsError> {
        Ok(self.db.transact("forget_board_work", sendable(move |tx| forget(tx, now).boxed())).await?)
    }

    async fn refresh(&self, _now: DateTime<Utc>) -> Result<usize, BoardsError> {
        Ok(0)
    }

    async fn rebuild(
        &self,
        _now: DateTime<Utc>,
        _progress: &(dyn Fn(usize, usize) + Send + Sync),
    ) -> Result<(), BoardsError> {
        Ok(())
    }

    async fn check(&self) -> Result<(), BoardsError> {
        Ok(())
    }
}
