//! Writing the minutes (会议记录) of a meeting.

use actix_web::web::Data;
use actix_web::{HttpResponse, post, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MeetingId, MemberId};
use xianfeng_domain::meetings::{self, AttendanceState, Decision, Meeting, Minutes, TooManyVotes, Votes};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::meetings as rows;
use xianfeng_infra::members;

use super::minutes_view::{MinutesOut, minutes_example, minutes_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{Kind, tell_member};

/// A decision, with the votes of those who were present.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MinutesDecisionIn)]
pub struct DecisionIn {
    /// What was decided, 1 to 500 characters.
    #[schema(example = "同意接收李明为预备党员")]
    pub text: String,
    /// For it.
    pub votes_for: u32,
    /// Against it.
    pub votes_against: u32,
    /// Neither.
    pub abstained: u32,
}

/// The minutes of a meeting.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinutesIn {
    /// What was said and done, 1 to 8000 characters.
    pub text: String,
    /// Who chaired the meeting, was present and confirms: another person than the writer.
    pub chair_member_id: Uuid,
    /// What was decided, at most 20: only where enough members with a vote were present.
    #[serde(default)]
    pub decisions: Vec<DecisionIn>,
}

impl Check for DecisionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=500);
        for (pointer, votes) in
            [("/votesFor", self.votes_for), ("/votesAgainst", self.votes_against), ("/abstained", self.abstained)]
        {
            faults.range(pointer, votes, 0..=100_000);
        }
    }
}

impl Check for MinutesIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=8000);
        faults.count("/decisions", self.decisions.len(), 0..=20);
        for (index, decision) in self.decisions.iter().enumerate() {
            faults.nested(&format!("/decisions/{index}"), decision);
        }
    }
}

/// Writes the minutes of a closed meeting.
///
/// By the secretary or another of the branch committee; a draft until its chair confirms it. Decisions stand with
/// their votes, and only where the quorum was reached.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = MinutesIn,
    responses((status = 201, body = MinutesOut, description = "The minutes", example = json!(minutes_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "meeting.no_quorum", "minutes.exists", "minutes.own",
        "member.not_found"
    ]))),
)]
#[post("/meetings/{id}/minutes")]
pub(super) async fn write_minutes(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<MinutesIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "minutes.write", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (meeting, minutes) = write(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(minutes_out(tx, &meeting, &minutes).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// Writes a draft of minutes anew.
///
/// The whole of it, until it is confirmed; whoever writes it last is its writer.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = MinutesIn,
    responses((status = 200, body = MinutesOut, description = "The minutes now", example = json!(minutes_example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.no_quorum", "minutes.not_found", "minutes.confirmed", "minutes.own",
        "member.not_found", "version.stale"
    ]))),
)]
#[put("/meetings/{id}/minutes")]
pub(super) async fn rewrite_minutes(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    read: IfMatch,
    body: JsonBody<MinutesIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "minutes.rewrite", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let meeting = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::MeetingNotFound)?;
        let before = rows::minutes(tx, meeting.id).await?.ok_or(Code::MinutesNotFound)?;
        read.check(before.version)?;
        let minutes = before.rewritten(drafted(tx, &permit, &meeting, &body.0).await?)?;
        rows::rewrite_minutes(tx, &minutes, before.version).await?;
        permit.audit(tx, "minutes.rewrite", ("meeting", meeting.id.0), &meeting.path).await?;
        if before.chair != minutes.chair {
            tell_chair(tx, &permit, &meeting, &minutes).await?;
        }
        Ok(Done::ok(minutes_out(tx, &meeting, &minutes).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the first draft.
///
/// # Errors
/// What the meeting, the chair or the votes refuse; `minutes.exists`.
pub async fn write(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: MeetingId,
    new: &MinutesIn,
) -> Result<(Meeting, Minutes), Failure> {
    let meeting = rows::find(tx, reach, id).await?.ok_or(Code::MeetingNotFound)?;
    let minutes = drafted(tx, act, &meeting, new).await?;
    match rows::insert_minutes(tx, &minutes).await {
        Err(StoreError::Duplicate) => return Err(Code::MinutesExist.into()),
        other => other?,
    }
    act.audit(tx, "minutes.write", ("meeting", meeting.id.0), &meeting.path).await?;
    tell_chair(tx, act, &meeting, &minutes).await?;
    Ok((meeting, minutes))
}

async fn tell_chair(tx: &Tx, act: &Act, meeting: &Meeting, minutes: &Minutes) -> Result<(), Failure> {
    let subject = Some(("meeting", meeting.id.0));
    tell_member(tx, minutes.chair, Kind::MinutesToConfirm, subject, &[("title", &meeting.title)], act.now).await
}

/// A draft as it is asked for.
async fn drafted(tx: &Tx, act: &Act, meeting: &Meeting, new: &MinutesIn) -> Result<Minutes, Failure> {
    let writer = act.caller.person.ok_or(Code::AuthNotBound)?;
    let decisions: Vec<Decision> = new.decisions.iter().map(decision).collect();
    if let Err(TooManyVotes(index)) = meetings::decided(meeting, &decisions)? {
        let mut faults = Faults::default();
        faults.add(format!("/decisions/{index}"), FaultCode::OutOfRange);
        return Err(Problem::invalid(Code::RequestInvalid, faults).into());
    }
    // Whoever chairs a meeting is at it.
    let chair = rows::of_member(tx, meeting.id, MemberId(new.chair_member_id)).await?;
    let chair = chair.filter(|record| record.state == AttendanceState::Present).ok_or(Code::MemberNotFound)?.member;
    if members::is_person(tx, chair, writer).await? {
        return Err(Code::MinutesOwn.into());
    }
    Ok(Minutes {
        meeting: meeting.id,
        text: new.text.trim().to_owned(),
        chair,
        writer,
        written_by: act.caller.account,
        written_at: act.now,
        decisions,
        confirmed_at: None,
        version: 1,
    })
}

fn decision(decision: &DecisionIn) -> Decision {
    let votes = Votes { for_it: decision.votes_for, against: decision.votes_against, abstained: decision.abstained };
    Decision { text: decision.text.trim().to_owned(), votes }
}
