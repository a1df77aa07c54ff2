//! Looking at a board in Redis: rows around a position, and how many stand before it.

use std::sync::LazyLock;

use redis::Script;
use xianfeng_domain::Points;

use super::keys::{Keys, board, position, text};
use super::link::{Connection, fault};
use crate::boards::BoardsError;
use crate::boards::query::Position;

static WINDOW: LazyLock<Script> = LazyLock::new(|| Script::new(include_str!("window.lua")));

/// A board's part in one township, and the stamp under which a copy of it may be read.
#[derive(Debug)]
pub(super) struct Shard {
    pub(super) keys: Keys,
    pub(super) stamp: String,
    pub(super) place: String,
}

/// Where to look.
#[derive(Clone, Copy, Debug)]
pub(super) enum Seek {
    /// From the best row on.
    Start,
    /// From the row at the position on.
    From(Position),
    /// Behind the row at the position.
    After(Position),
}

/// What is seen.
#[derive(Debug, Default)]
pub(super) struct Window {
    /// How many rows the board has.
    pub(super) size: usize,
    /// How many have a better total than the position.
    pub(super) better: usize,
    /// How many stand before where was looked.
    pub(super) before: usize,
    /// The rows asked for, in order.
    pub(super) rows: Vec<Position>,
    /// The next better total than the position's.
    pub(super) next_better: Option<Points>,
}

/// The rows `behind` a position and some `ahead` of it, over all parts of a board; none when one
/// part is cold.
pub(super) async fn look(
    connection: &mut Connection,
    shards: &[Shard],
    seek: Seek,
    ahead: usize,
    behind: usize,
) -> Result<Option<Window>, BoardsError> {
    let mut whole = Window::default();
    for shard in shards {
        let Some(part) = look_at(connection, shard, seek, ahead, behind).await? else { return Ok(None) };
        whole.size += part.size;
        whole.better += part.better;
        whole.before += part.before;
        whole.rows.extend(part.rows);
        whole.next_better = whole.next_better.into_iter().chain(part.next_better).min();
    }
    whole.rows.sort_by_key(Position::key);
    // The keys of an evicted board are gone; an empty one is read from SQL as quickly.
    Ok((whole.size > 0).then_some(whole))
}

type Answer = Option<(usize, usize, usize, Vec<String>, Option<String>)>;

async fn look_at(
    connection: &mut Connection,
    shard: &Shard,
    seek: Seek,
    ahead: usize,
    behind: usize,
) -> Result<Option<Window>, BoardsError> {
    let at =
        |position: Position| (position.total.hundredths().to_string(), text(position.roster_order, position.member));
    let ((score, text), mode) = match seek {
        Seek::Start => (("+inf".to_owned(), String::new()), "from"),
        Seek::From(position) => (at(position), "from"),
        Seek::After(position) => (at(position), "after"),
    };
    let mut call = WINDOW.prepare_invoke();
    call.key(shard.keys.ready()).arg(&shard.stamp).arg(shard.keys.generations()).arg(board(&shard.place));
    call.arg(score).arg(text).arg(mode).arg(ahead).arg(behind);
    let answer: Answer = call.invoke_async(connection).await.map_err(|error| fault(&error))?;
    let Some((size, better, before, rows, next_better)) = answer else { return Ok(None) };
    let rows: Option<Vec<Position>> = rows.chunks_exact(2).map(|pair| position(pair.first()?, pair.get(1)?)).collect();
    let Some(rows) = rows else { return Ok(None) };
    let next_better = next_better.and_then(|score| score.parse().ok()).map(Points::from_hundredths);
    Ok(Some(Window { size, better, before, rows, next_better }))
}
