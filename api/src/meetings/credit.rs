//! Writing the points for coming (S1-4), a few members a transaction: no transaction is long, and what a
//! crash leaves is paid by closing again.

use xianfeng_domain::ids::PersonId;
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::meetings::{Attendance, Award, Credit, Meeting, SignInWay};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{meetings as rows, rulebooks};

use super::record::of_record;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell};
use crate::ledger::{Deed, record};

/// At most so many members in one transaction.
pub const BATCH: u64 = 25;

/// The line of an attendance's source that pays for coming.
const CAME: u32 = 0;

/// The line that pays for make-up study.
pub(super) const MADE_UP: u32 = 1;

/// One step of paying a closed meeting: up to a batch of members. The points of who acts wait for
/// another person, since nobody credits themselves, and those of who took part from away for somebody to confirm them. Answers how many it dealt with; 0 when none is left.
///
/// # Errors
/// The store's fault.
pub async fn pay(tx: &Tx, act: &Act, meeting: &Meeting, by: PersonId) -> Result<usize, Failure> {
    let due = rows::owed(tx, meeting.id, Credit::Due, BATCH).await?;
    for attendance in &due {
        let member = of_record(tx, act, attendance, meeting.day()).await?;
        if member.person == by || attendance.way == Some(SignInWay::Remote) {
            rows::claim_credit(tx, attendance.id, Credit::Due, Credit::Waiting).await?;
        } else {
            credit(tx, act, meeting, attendance, &member, Credit::Due).await?;
        }
    }
    Ok(due.len())
}

/// Pays one record, if nobody else has: the conditional update of its row decides who does, and
/// the ledger's unique source is the second bar.
pub(super) async fn credit(
    tx: &Tx,
    act: &Act,
    meeting: &Meeting,
    attendance: &Attendance,
    member: &Member,
    from: Credit,
) -> Result<(), Failure> {
    let award = meeting.attendance.as_ref();
    let earned = match award {
        Some(award) => earns(tx, meeting, award, member).await?,
        None => false,
    };
    let to = if earned { Credit::Credited } else { Credit::None };
    if !rows::claim_credit(tx, attendance.id, from, to).await? {
        return Ok(());
    }
    let (Some(award), Some(rule_book), true) = (award, meeting.rule_book, earned) else { return Ok(()) };
    let what = format!("参加{}", meeting.title);
    let deed = Deed {
        member,
        source: Source { kind: SourceKind::Attendance, id: attendance.id.0, line: CAME },
        item: &award.item,
        rule_book,
        asked: award.points,
        deed_on: meeting.day(),
        recorded_by: attendance.recorded_by,
        what: &what,
        reason: None,
        quantity: None,
        evidence: Vec::new(),
    };
    let entry = record(tx, act, deed).await?;
    act.audit(tx, "attendances.credit", ("attendance", attendance.id.0), &attendance.path).await?;
    let (points, subject) = (entry.draft.points.to_string(), Some(("attendance", attendance.id.0)));
    let params = [("title", meeting.title.as_str()), ("points", &points)];
    tell(tx, member.person, Kind::AttendanceCredited, subject, &params, act.now).await
}

/// Is the item for the member's category?
pub(super) async fn earns(tx: &Tx, meeting: &Meeting, award: &Award, member: &Member) -> Result<bool, Failure> {
    let unknown = || StoreError::corrupt(format!("meeting {} without its item", meeting.id));
    let book = rulebooks::find(tx, meeting.rule_book.ok_or_else(unknown)?).await?.ok_or_else(unknown)?;
    Ok(book.item(&award.item).ok_or_else(unknown)?.is_for(&member.standing.category))
}
