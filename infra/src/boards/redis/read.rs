//! Reading boards from Redis. None means that SQL must answer.

use xianfeng_domain::boards::{Ranked, rank};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::rulebook::TieRule;

use super::RedisLeaderboards;
use super::link::Connection;
use super::plan::{OwnPlan, Plan, own_plan, plan};
use super::window::{Seek, Window, look};
use crate::boards::members::{BoardRow, listed};
use crate::boards::query::{BoardQuery, Position, Reader};
use crate::boards::{BoardPage, BoardsError, OwnPlace, Placed};
use crate::db::{StoreResult, Tx};

type Found<T> = Result<Option<T>, BoardsError>;

impl RedisLeaderboards {
    pub(super) async fn page_in_redis(
        &self,
        query: &BoardQuery,
        after: Option<Position>,
        limit: u32,
        reader: Reader,
    ) -> Found<BoardPage> {
        let planned = self.db.read(async |tx: &Tx| plan(tx, self.terms(), query, reader).await).await?;
        let Some(plan) = planned else { return Ok(None) };
        let mut connection = self.link.connection().await?;
        let seek = after.map_or(Seek::Start, Seek::After);
        self.page_of(&mut connection, &plan, query, seek, limit, reader).await
    }

    async fn page_of(
        &self,
        connection: &mut Connection,
        plan: &Plan,
        query: &BoardQuery,
        seek: Seek,
        limit: u32,
        reader: Reader,
    ) -> Found<BoardPage> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX - 1);
        let Some(mut window) = look(connection, &plan.shards, seek, 0, limit.saturating_add(1)).await? else {
            return Ok(None);
        };
        let is_last = window.rows.len() <= limit;
        window.rows.truncate(limit);
        let members: Vec<MemberId> = window.rows.iter().map(|row| row.member).collect();
        let rows =
            self.db.read(async |tx: &Tx| listed(tx, &plan.scope, query, reader.today(), Some(&members)).await).await?;
        let Some(rows) = ranked(&window, seek, rows) else { return Ok(None) };
        let next = rows.last().filter(|_| !is_last).map(|last| last.row.position());
        Ok(Some(BoardPage { rows, next, size: count(window.size), as_of: plan.as_of, edition: None }))
    }

    pub(super) async fn own_place_in_redis(
        &self,
        query: &BoardQuery,
        member: MemberId,
        around: u32,
        reader: Reader,
    ) -> Found<OwnPlace> {
        let planned = async |tx: &Tx| own_plan(tx, self.terms(), query, member, reader).await;
        let Some(plan) = self.db.read(planned).await? else { return Ok(None) };
        let OwnPlan { current, own, previous, previous_own } = plan;
        let mut connection = self.link.connection().await?;
        let Some(own) = own else {
            let window = look(&mut connection, &current.shards, Seek::Start, 0, 0).await?;
            let as_of = current.as_of;
            let place = |window: Window| OwnPlace { place: None, size: count(window.size), as_of, edition: None };
            return Ok(window.map(place));
        };
        let around = usize::try_from(around).unwrap_or(usize::MAX);
        let seek = Seek::From(own.position());
        let Some(near) = look(&mut connection, &current.shards, seek, around, 1).await? else { return Ok(None) };
        let Some(at) = near.rows.iter().position(|row| *row == own.position()) else { return Ok(None) };
        let Some(first) = near.rows.get(at.saturating_sub(around)) else { return Ok(None) };
        let limit = count(at.min(around).saturating_add(around).saturating_add(1));
        let page = self.page_of(&mut connection, &current, query, Seek::From(*first), limit, reader).await?;
        let Some(page) = page else { return Ok(None) };
        let Some(row) = page.rows.iter().find(|row| row.row == own).cloned() else { return Ok(None) };
        let previous_rank = match previous_own {
            None => None,
            Some(row) => match rank_in(&mut connection, &previous, row.position()).await? {
                None => return Ok(None),
                rank => rank,
            },
        };
        let gap_to_next = near.next_better.map(|better| better - own.total);
        let placed = Placed { row, neighbours: page.rows, gap_to_next, previous_rank };
        Ok(Some(OwnPlace { place: Some(placed), size: page.size, as_of: page.as_of, edition: None }))
    }
}

/// The rank of the row at a position; none when Redis does not have it there.
async fn rank_in(connection: &mut Connection, plan: &Plan, position: Position) -> Found<u32> {
    let window = look(connection, &plan.shards, Seek::From(position), 0, 1).await?;
    Ok(window.filter(|window| window.rows.contains(&position)).map(|window| count(window.better) + 1))
}

/// Ranks a page by the rows before it, with what SQL says of the rows; none when SQL does not
/// say the same of every one: then somebody has changed meanwhile.
fn ranked(window: &Window, seek: Seek, rows: Vec<BoardRow>) -> Option<Vec<Ranked<BoardRow>>> {
    let ranked = rank(rows, TieRule::Skip, |row| row.total, |row| (row.roster_order, row.member));
    if !ranked.iter().map(|row| row.row.position()).eq(window.rows.iter().copied()) {
        return None;
    }
    let goes_on = match (seek, window.rows.first()) {
        (Seek::From(position) | Seek::After(position), Some(first)) => first.total == position.total,
        _ => false,
    };
    let first = count(if goes_on { window.better } else { window.before }) + 1;
    let before = count(window.before);
    let whole = |row: Ranked<BoardRow>| Ranked { rank: if row.rank == 1 { first } else { before + row.rank }, ..row };
    Some(ranked.into_iter().map(whole).collect())
}

fn count(rows: usize) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

impl RedisLeaderboards {
    /// What Redis answers, else what SQL does; says in the metrics which it was.
    pub(super) async fn or_sql<T>(
        &self,
        found: Found<T>,
        sql: impl Future<Output = StoreResult<T>> + Send,
    ) -> StoreResult<T> {
        let source = match found {
            Ok(Some(answer)) => {
                metrics::counter!("xianfeng_board_reads_total", "source" => "redis").increment(1);
                return Ok(answer);
            }
            Ok(None) => "sql",
            Err(BoardsError::Store(error)) => return Err(error),
            Err(BoardsError::Redis(error)) => {
                tracing::warn!(error, "boards are read from the database");
                self.link.forget().await;
                "sql_redis_failed"
            }
        };
        metrics::counter!("xianfeng_board_reads_total", "source" => source).increment(1);
        sql.await
    }
}
