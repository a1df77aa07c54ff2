//! Signing in to a meeting (签到).

use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{self, Attendance, MeetingState};
use xianfeng_domain::members::Member;
use xianfeng_infra::aways;
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self as rows, ATTEMPTS_SECONDS};

use super::code::is_good;
use super::record::{guest, insert};
use super::wire::{AttendanceOut, attendance_example, attendance_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// The code.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInIn {
    /// The code on the secretary's screen; case, spaces and hyphens do not matter.
    #[schema(example = "7KQ2M9")]
    pub code: String,
}

impl Check for SignInIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/code", &self.code, 1..=20);
    }
}

/// Signs the caller in to an open meeting.
///
/// With the code that is shown, or the one before it. Whoever is exempt may come too. After ten
/// tries in five minutes it is the secretary who calls the roll.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = SignInIn,
    responses((status = 201, body = AttendanceOut, description = "The attendance",
        example = json!(attendance_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "attendance.wrong_code", "attendance.too_many_tries",
        "attendance.not_expected", "attendance.already_present"
    ]))),
)]
#[post("/meetings/{id}/sign-in")]
pub(super) async fn sign_in_to_meeting(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<SignInIn>,
) -> Result<HttpResponse, Problem> {
    count_try(&app, &member, id.0).await?;
    let command = Command::new(&app, &member, "meetings.sign_in", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let from = SignedIn::OnTheSpot;
        let attendance = sign_in(tx, &app, &member, &member.member, id.0, (from, &body.code)).await?;
        Ok(Done::created(attendance_out(tx, &member, &attendance).await?))
    };
    Ok(command.run(work).await?.into())
}

/// Counts a try of the code, in a transaction of its own: a refusal must not undo it.
///
/// # Errors
/// `meeting.not_found`, `attendance.too_many_tries`.
pub(super) async fn count_try(app: &App, member: &AsMember, id: MeetingId) -> Result<(), Problem> {
    let count = async |tx: &Tx| -> Result<(), Failure> {
        let meeting = find(tx, &member.member, id).await?;
        let counts = meeting.state == MeetingState::Open;
        if counts && !rows::try_once(tx, meeting.id, member.caller.account, member.now).await? {
            let wait = Duration::from_secs(ATTEMPTS_SECONDS.unsigned_abs());
            return Err(Problem::new(Code::AttendanceTooManyTries).retry_after(wait).into());
        }
        Ok(())
    };
    app.database.transact("meetings.try_code", count).await?;
    Ok(())
}

async fn find(tx: &Tx, member: &Member, id: MeetingId) -> Result<meetings::Meeting, Failure> {
    let meeting = rows::find_for_member(tx, &member.standing.branch_path, member.id, id).await?;
    Ok(meeting.ok_or(Code::MeetingNotFound)?)
}

/// From where a member signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// At the meeting.
    OnTheSpot,
    /// From away.
    Remotely,
}

/// The use case: the member signs in with a code.
///
/// # Errors
/// What the meeting refuses; a wrong code.
pub async fn sign_in(
    tx: &Tx,
    app: &App,
    act: &Act,
    member: &Member,
    id: MeetingId,
    (from, code): (SignedIn, &str),
) -> Result<Attendance, Failure> {
    // The record before the meeting: a closing writes every record, so that what was read before it
    // cannot be written after it. The other way round a closing in between would go unnoticed.
    let record = rows::of_member(tx, id, member.id).await?;
    let meeting = find(tx, member, id).await?;
    meeting.require(&[MeetingState::Open])?;
    if !is_good(&app.vault, meeting.id, code, act.now) {
        return Err(Code::AttendanceWrongCode.into());
    }
    let by = act.caller.account;
    let away = match from {
        SignedIn::OnTheSpot => false,
        SignedIn::Remotely => !aways::away_since(tx, &[member.id], meeting.day()).await?.is_empty(),
    };
    let put = |attendance| match from {
        SignedIn::OnTheSpot => meetings::sign_in(&meeting, attendance, by, act.now),
        SignedIn::Remotely => meetings::sign_in_remotely(&meeting, attendance, away, by, act.now),
    };
    let after = match record {
        Some(before) => {
            let after = put(before.clone())?;
            rows::advance_attendance(tx, &before, &after).await?;
            after
        }
        None => {
            let guest = guest(tx, &meeting, member.id).await?;
            let after = put(guest)?;
            insert(tx, std::slice::from_ref(&after)).await?;
            after
        }
    };
    act.audit(tx, "attendances.sign_in", ("attendance", after.id.0), &after.path).await?;
    Ok(after)
}
