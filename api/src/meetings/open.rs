//! Opening a meeting to sign-in.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{DateTime, Utc};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, MeetingId, MemberId};
use xianfeng_domain::meetings::{self, Attendance, Meeting};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members::MemberFilter;
use xianfeng_infra::{meetings as rows, members, rulebooks};

use super::record::{fresh, insert};
use super::wire::{MeetingDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Opens a meeting to sign-in.
///
/// On its day, or later to register one that was held. Who is expected is fixed now, by where
/// members stand on the meeting's day: moving to another branch afterwards loses nothing.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MeetingDetailOut, description = "The meeting now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "meeting.wrong_state", "meeting.too_early"]))),
)]
#[post("/meetings/{id}/open")]
pub(super) async fn open_meeting(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.open", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let meeting = open(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(detail(tx, &permit, &meeting).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the meeting refuses.
pub async fn open(tx: &Tx, act: &Act, reach: &Reach, id: MeetingId) -> Result<Meeting, Failure> {
    let planned = rows::find(tx, reach, id).await?.ok_or(Code::MeetingNotFound)?;
    let read = planned.version;
    let meeting = meetings::open(planned, act.now)?;
    save(tx, act, &meeting, read, None, "meetings.open").await?;
    fix_list(tx, &meeting).await?;
    Ok(meeting)
}

/// Writes who is expected. Records that asked leave has made already are put right.
async fn fix_list(tx: &Tx, meeting: &Meeting) -> Result<(), Failure> {
    // The exemption of a category is the rule book's, whether or not the meeting scores anything.
    let book = rulebooks::effective(tx, &meeting.path, meeting.day()).await?;
    let book = book.as_ref().map(|book| book.book.as_ref());
    let asked = rows::attendances(tx, meeting.id).await?;
    let mut asked: HashMap<MemberId, Attendance> = asked.into_iter().map(|row| (row.member, row)).collect();
    let within = Reach::under(meeting.path.clone());
    let mut new = Vec::new();
    for member in members::list(tx, &within, meeting.day(), &MemberFilter::default()).await? {
        if !meetings::expects(meeting, book, member.id, &member.standing) {
            continue;
        }
        let record = fresh(meeting, &member, true);
        match asked.remove(&member.id) {
            None => new.push(record),
            Some(before) => {
                let (branch, branch_path) = (record.branch, record.branch_path);
                let after =
                    Attendance { branch, branch_path, held_on: meeting.day(), expected: true, ..before.clone() };
                rows::advance_attendance(tx, &before, &after).await?;
            }
        }
    }
    for before in asked.into_values() {
        let after = Attendance { held_on: meeting.day(), expected: false, ..before.clone() };
        rows::advance_attendance(tx, &before, &after).await?;
    }
    insert(tx, &new).await
}

/// Writes a meeting that changed from the version that was read, and the line in the audit log.
pub(super) async fn save(
    tx: &Tx,
    act: &Act,
    meeting: &Meeting,
    read: u64,
    closed: Option<(AccountId, DateTime<Utc>)>,
    action: &'static str,
) -> Result<(), Failure> {
    if !rows::update(tx, meeting, read, closed).await? {
        return Err(StoreError::Race("a meeting").into());
    }
    Ok(act.audit(tx, action, ("meeting", meeting.id.0), &meeting.path).await?)
}
