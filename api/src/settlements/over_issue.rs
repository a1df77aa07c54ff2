//! What an entry that turns out wrong after the settlement has cost. Reckoned anew whenever such an
//! entry is reversed or reinstated, for this member only: the others keep what they have.

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OverIssueId;
use xianfeng_domain::ledger::{Entry, EntryKind};
use xianfeng_domain::settlements::{
    Balance, Debt, Issued, Place, Settlement, Standing, grade_then, lowered_by, nominal, over_issued, reckon,
};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::ledger::{self, LedgerRow};
use xianfeng_infra::settlements::{self as rows, LineRow, OverIssue};
use xianfeng_infra::{editions, rulebooks};

use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_member};

/// Something was reversed; `original` is the entry at the beginning of the corrections. Where it counts
/// in a period that is settled, what the member got too much is put on record: it is taken off the next
/// settlement, never out of the wallet. Once a reversal.
///
/// # Errors
/// The store's fault.
pub(crate) async fn reversed(tx: &Tx, act: &Act, original: &Entry, written: &[LedgerRow]) -> Result<(), Failure> {
    let is_reversal = |row: &&LedgerRow| row.entry.draft.kind == EntryKind::Reversal;
    let Some(reversal) = written.iter().find(is_reversal) else { return Ok(()) };
    let Some((settlement, line)) = rows::settled_in(tx, original.member, original.counts_on).await? else {
        return Ok(());
    };
    let row = editions::of_member(tx, settlement.edition, original.member).await?;
    let counted = row.is_some_and(|row| row.owner == original.draft.owner) && original.counts_in(settlement.period);
    if !counted || line.line.share.by_rate().is_zero() || reversal.entry.counts_in(settlement.period) {
        return Ok(());
    }
    let mut trimmed = Vec::new();
    let reach = Reach::under(settlement.path.clone());
    for released in written.iter().filter_map(|row| row.entry.draft.releases) {
        trimmed.extend(ledger::entry(tx, &reach, released).await?.map(|row| row.entry));
    }
    let entries: Vec<Entry> = written.iter().map(|row| row.entry.clone()).collect();
    let lowered = lowered_by(&entries, &trimmed, settlement.period);
    if lowered <= Points::ZERO {
        return Ok(());
    }
    let over = OverIssue {
        id: OverIssueId(Uuid::now_v7()),
        member: original.member,
        organization: line.organization,
        path: line.path.clone(),
        settlement: settlement.id,
        entry: original.draft.id,
        reversal: reversal.entry.draft.id,
        lowered,
        debt: Debt::NEW,
        found_at: act.now,
        cancelled_at: None,
    };
    let before = balance(tx, &over).await?;
    rows::insert_over_issue(tx, &over).await?;
    let more = reckon_line(tx, &settlement, &line).await?.net() - before.net();
    act.audit(tx, "over_issues.found", ("over_issue", over.id.0), &over.path).await?;
    if more > Points::ZERO {
        let (period, points) = (settlement.period.to_string(), more.to_string());
        let params = [("period", period.as_str()), ("points", points.as_str())];
        let subject = Some(("over_issue", over.id.0));
        tell_member(tx, over.member, Kind::PointsOverIssued, subject, &params, act.now).await?;
    }
    Ok(())
}

/// A reversal was mended: what it made the member owe and was not recovered yet is owed no more, and what
/// was recovered comes back with the next settlement.
///
/// # Errors
/// The store's fault.
pub(crate) async fn mended(tx: &Tx, act: &Act, reversal: &Entry) -> Result<(), Failure> {
    let Some(over) = rows::of_reversal(tx, reversal.draft.id).await? else { return Ok(()) };
    let settlement = rows::find_any(tx, over.settlement).await?;
    let settlement = settlement.ok_or_else(|| StoreError::corrupt("an over-issue without its settlement"))?;
    let line = rows::of_member(tx, over.member).await?.into_iter().find(|line| line.settlement == settlement.id);
    let line = line.ok_or_else(|| StoreError::corrupt("an over-issue without its line"))?;
    let before = balance(tx, &over).await?;
    rows::cancel_over_issue(tx, &over, act.now).await?;
    let after = reckon_line(tx, &settlement, &line).await?;
    act.audit(tx, "over_issues.cancel", ("over_issue", over.id.0), &over.path).await?;
    let changes =
        [(Kind::PointsOwedNoMore, before.owed - after.owed), (Kind::PointsComeBack, after.due_back - before.due_back)];
    for (kind, points) in changes.into_iter().filter(|(_, points)| *points > Points::ZERO) {
        let (period, points) = (settlement.period.to_string(), points.to_string());
        let params = [("period", period.as_str()), ("points", points.as_str())];
        tell_member(tx, over.member, kind, Some(("over_issue", over.id.0)), &params, act.now).await?;
    }
    Ok(())
}

/// How the line that an over-issue was found in stands.
async fn balance(tx: &Tx, over: &OverIssue) -> StoreResult<Balance> {
    let found = rows::found_in(tx, over.settlement, over.member).await?;
    Ok(Balance::of(found.iter().map(|over| &over.debt)))
}

/// Brings what was found wrong in a line to what the member got too much because of all of it; answers how
/// it stands then.
async fn reckon_line(tx: &Tx, settlement: &Settlement, line: &LineRow) -> Result<Balance, Failure> {
    let found = rows::found_in(tx, settlement.id, line.line.member).await?;
    let lowered: Points = found.iter().filter(|over| over.debt.holds).map(|over| over.lowered).sum();
    let mut debts: Vec<Debt> = found.iter().map(|over| over.debt).collect();
    reckon(&mut debts, too_much(tx, settlement, line, lowered).await?);
    for (over, debt) in found.iter().zip(&debts) {
        rows::write_over_issue(tx, over, debt).await?;
    }
    Ok(Balance::of(&debts))
}

/// How much too much a line is if the total was so much too high.
async fn too_much(tx: &Tx, settlement: &Settlement, line: &LineRow, lowered: Points) -> Result<Points, Failure> {
    if lowered <= Points::ZERO {
        return Ok(Points::ZERO);
    }
    let book = rulebooks::find(tx, settlement.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("a settlement under an unknown rule book"))?;
    let rules = book.settlement.as_ref().ok_or_else(|| StoreError::corrupt("a settlement without its rules"))?;
    let rows = editions::rows(tx, settlement.edition).await?;
    let counted: Vec<_> = rows
        .iter()
        .filter(|row| !row.exempt)
        .map(|row| Place { key: (row.roster_order, row.member), total: row.total })
        .collect();
    let own = counted.iter().find(|place| place.key.1 == line.line.member);
    let own = own.ok_or_else(|| StoreError::corrupt("a paid line without its row"))?;
    let grade = grade_then(&counted, own.key, own.total - lowered, &book, settlement.period.kind());
    let standing = Standing { grade: grade.as_deref(), category: &line.line.category, exempt: false, kept_out: false };
    let issued = Issued { nominal: line.line.nominal, points: line.line.share.by_rate() };
    let statement = statement_of(tx, settlement, line).await?;
    Ok(over_issued(issued, nominal(standing, rules), &statement, settlement.fen_per_point))
}

/// The statement of the village that has paid.
async fn statement_of(
    tx: &Tx,
    settlement: &Settlement,
    line: &LineRow,
) -> StoreResult<xianfeng_domain::settlements::Statement> {
    let villages = rows::villages(tx, &Reach::under(line.path.clone()), settlement).await?;
    let village = villages.into_iter().find(|village| village.organization == line.organization);
    village.map(|village| village.statement).ok_or_else(|| StoreError::corrupt("a line without its village"))
}
