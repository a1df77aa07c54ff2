//! Correcting base points that were granted: for who leaves in the middle of a period, and for
//! whom a committee withholds them (S2-1). A correction takes the whole grant back and grants the
//! rest anew, so that every step stays on record.

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_domain::ledger::{self, Draft, Entry, Source, base_points, base_source};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period, day_of};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, Grants};
use xianfeng_infra::{members, rulebooks};

use super::correction::{path_of, root, written};
use super::grant_base::{entitled, grant, what};
use super::turn::{Turn, Words};
use crate::auth::Act;
use crate::failure::Failure;
use crate::leaderboards::reference_day;
use crate::settlements;

/// Corrects what a member was granted for periods that reach beyond the day of leaving: with
/// `Leavers::ProRata` to the share of the days, with `Leavers::Keep` not at all, and for a period
/// in which the member never belonged to nothing either way.
///
/// # Errors
/// The store's fault.
pub async fn correct_base_of_leaver(
    tx: &Tx,
    act: &Act,
    member: &Member,
    left_on: Day,
    reason: &str,
) -> Result<(), Failure> {
    rows::lock(tx, member.id).await?;
    let granted = rows::grants_beyond(tx, member.id, left_on).await?;
    let correction = Correction { tx, act, reason };
    for standing in &granted.standing {
        let Some(period) = standing.draft.scope else { continue };
        let rest = rest(tx, member, left_on, standing, period).await?;
        if rest != standing.draft.points {
            correction.take_back(standing).await?;
            let source = after(&granted, standing.draft.owner, period);
            correction.grant_rest(standing, source, rest).await?;
        }
    }
    Ok(())
}

/// What is left of a grant; never more than it was.
async fn rest(tx: &Tx, member: &Member, left_on: Day, standing: &Entry, period: Period) -> Result<Points, Failure> {
    let draft = &standing.draft;
    let book = rulebooks::find(tx, draft.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("base points of an unknown rule book"))?;
    let history = members::history(tx, member.id).await?;
    let since = history.first().map_or(member.standing.from, |first| first.from);
    // The category that it was granted for: another one since does not make it more or less.
    let granted_on = reference_day(period, day_of(standing.recorded_at));
    let then = history.iter().rfind(|past| past.from <= granted_on);
    let category = then.map_or(member.standing.category.as_str(), |past| past.category.as_str());
    Ok(base_points(&book.base, category, period, since, Some(left_on)).min(draft.points))
}

/// Takes back whatever stands of a member's base points of a period; says whether anything did.
///
/// # Errors
/// `period.closed` when the period is closed and not final.
pub(super) async fn take_base_back(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    owner: OrganizationId,
    period: Period,
    reason: &str,
) -> Result<bool, Failure> {
    let granted = rows::grants(tx, member, base_source(owner, period).id).await?;
    let correction = Correction { tx, act, reason };
    for standing in &granted.standing {
        correction.take_back(standing).await?;
    }
    Ok(!granted.standing.is_empty())
}

/// Grants a member's base points of a period again, as of today, where nothing stands of them and
/// the period has begun; says whether it did.
///
/// # Errors
/// The store's fault.
pub(super) async fn grant_base_again(
    tx: &Tx,
    act: &Act,
    township: OrganizationId,
    member: MemberId,
    owner: OrganizationId,
    period: Period,
    reason: &str,
) -> Result<bool, Failure> {
    let granted = rows::grants(tx, member, base_source(owner, period).id).await?;
    if period.start() > act.today() || !granted.standing.is_empty() {
        return Ok(false);
    }
    let mut due = entitled(tx, act, township, period).await?;
    due.retain(|due| due.member.id == member && due.book.owner == owner);
    let Some(due) = due.pop() else { return Ok(false) };
    grant(tx, act, &due, after(&granted, owner, period), period, Some(reason)).await?;
    Ok(true)
}

/// The source of the next grant of an owner's period: one line after those there are.
fn after(granted: &Grants, owner: OrganizationId, period: Period) -> Source {
    let first = base_source(owner, period);
    let lines = granted.all.iter().map(|entry| entry.draft.source).filter(|source| source.id == first.id);
    lines.map(|source| source.line).max().map_or(first, |last| Source { line: last + 1, ..first })
}

/// Corrections one after another, each in the member's turn, so that zeroed periods stay as they are.
struct Correction<'a> {
    tx: &'a Tx,
    act: &'a Act,
    reason: &'a str,
}

impl Correction<'_> {
    async fn take_back(&self, standing: &Entry) -> Result<(), Failure> {
        let turn = Turn::of_all(self.tx, standing.member, standing.draft.owner, None).await?;
        let drafts = turn.plan(self.act).reverse(standing.draft.id)?;
        let taken = self.write(&turn, standing, drafts).await?;
        let path = path_of(self.tx, standing.draft.organization).await?;
        self.act.audit(self.tx, "ledger.reverse", ("entry", standing.draft.id.0), &path).await?;
        // Where the period is settled, what its settlement issued for them was too much, too (S0-9).
        let township = Reach::township_of(&path);
        let original = root(self.tx, &township, &written(self.tx, &township, standing.draft.id).await?).await?;
        let mut rows = Vec::with_capacity(taken.len());
        for entry in taken {
            rows.push(written(self.tx, &township, entry.draft.id).await?);
        }
        settlements::reversed(self.tx, self.act, &original, &rows).await
    }

    async fn grant_rest(&self, taken: &Entry, source: Source, rest: Points) -> Result<(), Failure> {
        if rest.is_zero() {
            return Ok(());
        }
        let (owner, book) = (taken.draft.owner, taken.draft.rule_book);
        let turn = Turn::for_deed(self.tx, taken.member, owner, None, book).await?;
        let draft = ledger::grant_rest(taken, source, rest, EntryId(Uuid::now_v7()), self.act.caller.account);
        let drafts = turn.plan(self.act).record(draft);
        self.write(&turn, taken, drafts).await?;
        let path = path_of(self.tx, taken.draft.organization).await?;
        Ok(self.act.audit(self.tx, "ledger.grant_base", ("member", taken.member.0), &path).await?)
    }

    async fn write(&self, turn: &Turn, grant: &Entry, drafts: Vec<Draft>) -> Result<Vec<Entry>, Failure> {
        let what = grant.draft.scope.map(what);
        let words = Words { what: what.as_deref(), reason: Some(self.reason), quantity: None };
        turn.write(self.tx, self.act, drafts, words).await
    }
}
