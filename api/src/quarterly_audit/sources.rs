//! What a quarterly audit gathers: each source is one function that answers what speaks against
//! members of the branch and stands in no audit yet.

use std::collections::HashSet;

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::dues::Standing;
use xianfeng_domain::ids::{AttendanceId, EntryId, MemberId, RuleBookId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::quarterly_audit::{Line, LineKind, LineSource, QuarterlyAudit};
use xianfeng_domain::rulebook::{Item, ItemKind, Way};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{dues, meetings, members, quarterly_audit as rows, rulebooks, villager_reports};

use crate::auth::Act;
use crate::declarations;
use crate::failure::Failure;

/// Something that the committee has to decide on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Whom it concerns.
    pub(super) member: MemberId,
    /// Where it comes from.
    pub(super) source: LineSource,
    /// The id of that.
    pub(super) source_id: Uuid,
    /// The deduction that is proposed, if the rule book has an item for it.
    pub(super) proposal: Option<Proposal>,
    /// The day of the deed.
    pub(super) deed_on: Day,
    /// What happened, as the member reads it, at most 300 characters.
    pub(super) what: String,
    /// The entry that is to be taken back, in the place of a deduction.
    pub(super) entry: Option<EntryId>,
}

/// A deduction under an item of a rule-book version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Proposal {
    pub(super) rule_book: RuleBookId,
    pub(super) item: String,
    pub(super) points: Points,
}

/// Everything that is new since the audit was gathered last.
pub(super) async fn found(tx: &Tx, act: &Act, audit: &QuarterlyAudit) -> Result<Vec<Found>, Failure> {
    let mut found = absences(tx, audit).await?;
    found.extend(unpaid_dues(tx, act, audit).await?);
    found.extend(reports_missing(tx, act, audit).await?);
    found.extend(founded_reports(tx, audit).await?);
    let lines = rows::all_lines(tx, audit.id).await?;
    let known: HashSet<(LineSource, Uuid)> = lines.iter().map(|line| (line.source, line.source_id)).collect();
    found.retain(|one| !known.contains(&(one.source, one.source_id)));
    Ok(found)
}

/// Writes what is new as lines; answers how many. The audit's turn has been taken.
pub(super) async fn gather(tx: &Tx, act: &Act, audit: &QuarterlyAudit) -> Result<usize, Failure> {
    let mut gathered = 0;
    for one in found(tx, act, audit).await? {
        let line = Line {
            id: Uuid::now_v7(),
            audit: audit.id,
            member: one.member,
            kind: if one.entry.is_some() { LineKind::CancelEntry } else { LineKind::Deduction },
            source: one.source,
            source_id: one.source_id,
            rule_book: one.proposal.as_ref().map(|proposal| proposal.rule_book),
            item: one.proposal.as_ref().map(|proposal| proposal.item.clone()),
            points: one.proposal.as_ref().map(|proposal| proposal.points),
            deed_on: one.deed_on,
            what: one.what,
            entry: one.entry,
            proposed_by: act.caller.account,
            decided: None,
            written: None,
        };
        // What another audit took in between is left to it.
        let taken = match one.source {
            LineSource::Dues => dues::take(tx, one.source_id, line.id).await?,
            LineSource::VillagerReport => villager_reports::take(tx, one.source_id, line.id).await?,
            LineSource::Absence | LineSource::Report | LineSource::Entry | LineSource::Hand => true,
        };
        if !taken {
            continue;
        }
        rows::insert_line(tx, &line, act.now).await.map_err(|error| match error {
            StoreError::Duplicate => StoreError::Race("a line of an audit"),
            error => error,
        })?;
        gathered += 1;
    }
    Ok(gathered)
}

/// Absences from the quarter's meetings without leave that were not made up for (S4-5, S1-4).
async fn absences(tx: &Tx, audit: &QuarterlyAudit) -> Result<Vec<Found>, Failure> {
    let within = Reach::under(audit.path.clone());
    let mut found = Vec::new();
    for absence in meetings::unsettled_absences(tx, &within, audit.period).await? {
        // Make-up study waits for the secretary: decided on first.
        if absence.make_up_asked {
            continue;
        }
        let book = rulebooks::find(tx, absence.rule_book).await?;
        let member = members::by_id(tx, &Reach::township_of(&audit.path), absence.member, absence.day).await?;
        let item =
            book.as_ref().and_then(|book| book.item(&absence.item)).filter(|item| concerns(item, member.as_ref()));
        let proposal =
            item.map(|item| Proposal { rule_book: absence.rule_book, item: item.code.clone(), points: item.min });
        found.push(Found {
            member: absence.member,
            source: LineSource::Absence,
            source_id: absence.attendance.0,
            proposal,
            deed_on: absence.day,
            what: format!("缺席“{}”", absence.title),
            entry: None,
        });
    }
    Ok(found)
}

/// Quarterly reports of members away that are missing once the quarter's last day has come (S2-6).
async fn reports_missing(tx: &Tx, act: &Act, audit: &QuarterlyAudit) -> Result<Vec<Found>, Failure> {
    if act.today() < audit.period.last_day() {
        return Ok(Vec::new());
    }
    let within = Reach::under(audit.path.clone());
    let mut found = Vec::new();
    for due in declarations::reports_missing(tx, &within, audit.period, act.today()).await? {
        let (member, day) = (due.member.id, audit.period.last_day());
        found.push(Found {
            member,
            source: LineSource::Report,
            source_id: member.0,
            proposal: proposal(tx, &audit.path, member, Way::Report, None, day).await?,
            deed_on: day,
            what: format!("{}未交季度汇报", audit.period),
            entry: None,
        });
    }
    Ok(found)
}

/// Says that the signature has settled what a line came from; whether it still was what it was
/// when it was gathered: an absence that was made up for since deducts nothing.
pub(super) async fn settle(tx: &Tx, act: &Act, line: &Line) -> Result<bool, Failure> {
    match line.source {
        LineSource::Absence => Ok(meetings::mark_settled(tx, AttendanceId(line.source_id), line.audit, act.now).await?),
        // Taken up by the line already.
        LineSource::Dues | LineSource::VillagerReport | LineSource::Report | LineSource::Entry | LineSource::Hand => {
            Ok(true)
        }
    }
}

/// Dues that were due in the quarter, or in the year before it without an audit noticing, and
/// were paid late or not at all (S2-4).
async fn unpaid_dues(tx: &Tx, act: &Act, audit: &QuarterlyAudit) -> Result<Vec<Found>, Failure> {
    let due = audit.period.start() - chrono::Months::new(12)..=audit.period.last_day();
    let mut found = Vec::new();
    for dues in dues::failing(tx, audit.organization, due, act.today()).await? {
        let how = if dues.standing(act.today()) == Standing::Late { "逾期交纳" } else { "逾期未交" };
        found.push(Found {
            member: dues.member,
            source: LineSource::Dues,
            source_id: dues.id,
            proposal: proposal(tx, &audit.path, dues.member, Way::Dues, None, dues.due_by).await?,
            deed_on: dues.due_by,
            what: format!("{}党费{how}", dues.period),
            entry: None,
        });
    }
    Ok(found)
}

/// Villagers' reports that the committee found to be true, received until the quarter's end. The
/// line holds the committee's words, never the villager's.
async fn founded_reports(tx: &Tx, audit: &QuarterlyAudit) -> Result<Vec<Found>, Failure> {
    let mut found = Vec::new();
    for report in villager_reports::founded(tx, audit.organization, audit.period.last_day()).await? {
        let Some(member) = report.member else { continue };
        let deed_on = report.happened_on.unwrap_or(report.received_on);
        let proposal = match (&report.item, report.points) {
            (Some(item), points) => {
                let proposal = proposal(tx, &audit.path, member, Way::VillagerReport, Some(item), deed_on).await?;
                proposal.map(|proposal| Proposal { points: points.unwrap_or(proposal.points), ..proposal })
            }
            (None, _) => None,
        };
        found.push(Found {
            member,
            source: LineSource::VillagerReport,
            source_id: report.id,
            proposal,
            deed_on,
            what: report.reason.unwrap_or_default(),
            entry: report.entry,
        });
    }
    Ok(found)
}

/// Is the item for the category in which the member stood? Without one that is, the line can only be
/// noted or excused.
fn concerns(item: &Item, member: Option<&Member>) -> bool {
    member.is_none_or(|member| item.is_for(&member.standing.category))
}

/// What the rule book of a day deducts from a member in a way: the item asked for, else its first.
async fn proposal(
    tx: &Tx,
    branch: &OrganizationPath,
    member: MemberId,
    way: Way,
    item: Option<&str>,
    day: Day,
) -> Result<Option<Proposal>, Failure> {
    let member = members::by_id(tx, &Reach::township_of(branch), member, day).await?;
    let path = member.as_ref().map_or(branch, |member| &member.standing.branch_path);
    let Some(book) = rulebooks::effective(tx, path, day).await? else { return Ok(None) };
    let of_kind = |item: &&Item| item.kind == ItemKind::Deduction && concerns(item, member.as_ref());
    let mut deductions = book.book.items_by(way).filter(of_kind);
    let chosen = deductions.find(|one| item.is_none_or(|item| one.code == item));
    Ok(chosen.map(|item| Proposal { rule_book: book.id, item: item.code.clone(), points: item.min }))
}
