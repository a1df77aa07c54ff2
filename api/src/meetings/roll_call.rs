//! Calling the roll (点名).

use std::collections::{BTreeMap, HashMap};

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MeetingId, MemberId};
use xianfeng_domain::meetings::{self, Attendance, Meeting, MeetingState, Refusal, Seen};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, members};

use super::record::{guest, insert};
use super::wire::{MeetingDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Who is here and who is not; at most 500 together, nobody twice. Who is not named stays as they are.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RollCallIn {
    /// Members who are here, also without a phone; guests too.
    #[serde(default)]
    pub present: Vec<Uuid>,
    /// Members who are away with leave.
    #[serde(default)]
    pub leave: Vec<LeaveNoteIn>,
    /// Members who are away.
    #[serde(default)]
    pub absent: Vec<Uuid>,
}

/// A member who is away with leave.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LeaveNoteIn {
    /// The member.
    pub member_id: Uuid,
    /// Why, 1 to 200 characters.
    pub reason: String,
}

impl Check for LeaveNoteIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

impl Check for RollCallIn {
    fn check(&self, faults: &mut Faults) {
        let all = self.present.len() + self.leave.len() + self.absent.len();
        faults.count("/present", all, 1..=500);
        if seen(self).len() != all {
            faults.add("/present", FaultCode::Duplicate);
        }
        for (index, leave) in self.leave.iter().enumerate() {
            faults.nested(&format!("/leave/{index}"), leave);
        }
    }
}

/// What was seen of whom, in the order in which rows are locked.
fn seen(roll: &RollCallIn) -> BTreeMap<MemberId, Seen> {
    let present = roll.present.iter().map(|id| (MemberId(*id), Seen::Present));
    let leave = roll.leave.iter().map(|note| (MemberId(note.member_id), Seen::OnLeave(note.reason.trim().to_owned())));
    let absent = roll.absent.iter().map(|id| (MemberId(*id), Seen::Absent));
    present.chain(leave).chain(absent).collect()
}

/// Calls the roll of an open meeting.
///
/// For members without a phone, and to put right what is on record, until the meeting closes.
/// Nobody gives leave to themselves.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = RollCallIn,
    responses((status = 200, body = MeetingDetailOut, description = "The meeting now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "attendance.not_expected", "attendance.own"
    ]))),
)]
#[post("/meetings/{id}/attendance")]
pub(super) async fn call_roll(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<RollCallIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.roll_call", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let meeting = roll(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::ok(detail(tx, &permit, &meeting).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the meeting or a member's record refuses; nobody's record changes then.
pub async fn roll(tx: &Tx, act: &Act, reach: &Reach, id: MeetingId, wanted: &RollCallIn) -> Result<Meeting, Failure> {
    // Before the meeting, as at every sign-in: no closing comes in between unnoticed.
    let list = rows::attendances(tx, id).await?;
    let meeting = rows::find(tx, reach, id).await?.ok_or(Code::MeetingNotFound)?;
    write(tx, act, &meeting, list, wanted).await?;
    Ok(meeting)
}

async fn write(tx: &Tx, act: &Act, meeting: &Meeting, list: Vec<Attendance>, roll: &RollCallIn) -> Result<(), Failure> {
    meeting.require(&[MeetingState::Open])?;
    let mut list: HashMap<MemberId, _> = list.into_iter().map(|row| (row.member, row)).collect();
    let by = act.caller.account;
    let mut guests = Vec::new();
    for (member, seen) in seen(roll) {
        let own = match act.caller.person {
            Some(person) if matches!(seen, Seen::OnLeave(_)) => members::is_person(tx, member, person).await?,
            _ => false,
        };
        match list.remove(&member) {
            Some(before) => {
                let after = meetings::roll_call(meeting, before.clone(), seen, own, by, act.now)?;
                if after != before {
                    rows::advance_attendance(tx, &before, &after).await?;
                }
            }
            None if seen == Seen::Present => {
                let guest = guest(tx, meeting, member).await?;
                guests.push(meetings::roll_call(meeting, guest, seen, own, by, act.now)?);
            }
            None => return Err(Refusal::NotExpected.into()),
        }
    }
    insert(tx, &guests).await?;
    Ok(act.audit(tx, "meetings.roll_call", ("meeting", meeting.id.0), &meeting.path).await?)
}
