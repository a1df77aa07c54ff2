//! The freezing: member by member, then the ranks. Each step is a transaction of its own, so that what
//! was interrupted anywhere goes on with the same result, whoever does the next step.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::editions::{self as rules, Edition};
use xianfeng_domain::ids::{ClosingId, MemberId, OrganizationId};
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{boards, closings as rows, editions, ledger, rulebooks};

use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;

/// How many members are frozen in one step: others wait for their heads meanwhile.
const AT_ONCE: u64 = 20;

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many members more are frozen.
    Frozen(usize),
    /// The edition is ranked and sealed.
    Sealed,
    /// There was nothing to do.
    Done,
}

/// Does the next step of a closing.
///
/// # Errors
/// The store's fault; [`StoreError::Race`] when somebody else does the same step.
pub async fn step(tx: &Tx, id: ClosingId, now: DateTime<Utc>) -> Result<Progress, Failure> {
    let closing = rows::find_any(tx, id).await?;
    let Some(closing) = closing.filter(|closing| closing.state == State::Freezing) else {
        return Ok(Progress::Done);
    };
    let edition = editions::numbered(tx, id, 1).await?;
    let edition = edition.ok_or_else(|| StoreError::corrupt("a closing without its edition"))?;
    let (after, members) = rows::next_members(tx, &closing, AT_ONCE).await?;
    let Some(last) = members.last().copied() else {
        seal(tx, &closing, &edition, now).await?;
        return Ok(Progress::Sealed);
    };
    // First, so that whoever does the same step waits here and then begins again.
    rows::advance(tx, id, after, last).await?;
    freeze(tx, &closing, &edition, &members, now).await?;
    Ok(Progress::Frozen(members.len()))
}

/// Freezes some members: their rows with the heads of their chains, and their ledgers closed.
async fn freeze(
    tx: &Tx,
    closing: &Closing,
    edition: &Edition,
    members: &[MemberId],
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let mut heads = std::collections::HashMap::new();
    for member in members {
        // Their turn, in the order of ids: nobody writes to these ledgers until the step is done.
        heads.insert(*member, ledger::lock(tx, *member).await?);
    }
    let today = xianfeng_domain::time::day_of(now);
    let mut found = boards::to_freeze(tx, &closing.path, closing.period, members, today).await?;
    for row in &mut found {
        if let Some(head) = heads.get(&row.member) {
            (row.seq, row.hash) = (head.seq, head.hash);
        }
    }
    editions::insert_rows(tx, edition.id, &found).await?;
    if closing.unit {
        for member in members {
            ledger::close_through(tx, *member, closing.period.last_day()).await?;
        }
    }
    Ok(())
}

/// Ranks the frozen rows and seals the edition.
async fn seal(tx: &Tx, closing: &Closing, edition: &Edition, now: DateTime<Utc>) -> Result<(), Failure> {
    rows::closed(tx, closing, now).await?;
    let book = rulebooks::find(tx, closing.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("a closing under an unknown rule book"))?;
    let frozen = editions::rows(tx, edition.id).await?;
    let placed = rules::place(frozen, &book, closing.period.kind());
    let hash = rules::seal(edition, &placed);
    editions::replace_rows(tx, edition.id, &placed).await?;
    editions::seal(tx, edition.id, &hash, placed.len(), now).await?;
    Act::of_machine(now).audit(tx, "closings.closed", ("closing", closing.id.0), &closing.path).await?;
    Ok(())
}

/// Does what is left of the closing of a period.
///
/// # Errors
/// The store's fault; what is not done is left to the background work.
pub async fn run(app: &App, township: OrganizationId, period: Period, now: DateTime<Utc>) -> Result<(), Failure> {
    let find = async |tx: &Tx| rows::of_period(tx, township, period).await;
    let Some(closing) = app.database.read(find).await? else { return Ok(()) };
    while one_step(app, closing.id, now).await? != Progress::Done {}
    Ok(())
}

/// Does one step of each closing that was interrupted; answers how many steps.
///
/// # Errors
/// The store's fault.
pub async fn run_unfinished(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let unfinished = app.database.read(async |tx: &Tx| rows::unfinished(tx).await).await?;
    // One that cannot go on keeps no other township waiting.
    let mut failed = None;
    for id in &unfinished {
        failed = one_step(app, *id, now).await.err().or(failed);
    }
    failed.map_or(Ok(unfinished.len()), Err)
}

async fn one_step(app: &App, id: ClosingId, now: DateTime<Utc>) -> Result<Progress, Failure> {
    app.database.transact("closings.step", async |tx: &Tx| step(tx, id, now).await).await
}

/// The id of a next edition.
pub(super) fn edition_id() -> xianfeng_domain::ids::EditionId {
    xianfeng_domain::ids::EditionId(Uuid::now_v7())
}
