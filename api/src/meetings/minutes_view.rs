//! Reading minutes: who may, and what they hold.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{Meeting, Minutes};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings as rows;
use xianfeng_infra::members;

use super::record::visible;
use super::statements::{StatementOut, statements_out};
use super::wire::{CountsOut, QuorumOut, quorum_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireTime;

/// The minutes of a meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MinutesOut {
    /// The meeting.
    pub meeting_id: Uuid,
    /// `draft` or `confirmed`.
    pub state: &'static str,
    /// What was said and done.
    pub text: String,
    /// Who chaired the meeting.
    pub chair_member_id: Uuid,
    /// The chair's name.
    pub chair_name: String,
    /// The writer's name.
    pub writer_name: String,
    /// When they were written.
    pub written_at: WireTime,
    /// When the chair confirmed them.
    pub confirmed_at: Option<WireTime>,
    /// Who came and who did not.
    pub counts: CountsOut,
    /// Whether enough members with a vote were present; absent where the meeting decides nothing.
    pub quorum: Option<QuorumOut>,
    /// What was decided.
    pub decisions: Vec<DecisionOut>,
    /// What grid leaders stated, as far as it has passed the content check (S3-6).
    pub statements: Vec<StatementOut>,
    /// What was added since they were confirmed.
    pub addenda: Vec<AddendumOut>,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DecisionOut {
    /// What was decided.
    pub text: String,
    /// For it.
    pub votes_for: u32,
    /// Against it.
    pub votes_against: u32,
    /// Neither.
    pub abstained: u32,
    /// Was it carried: by more than half of those who had a vote?
    pub carried: bool,
}

/// What was added to confirmed minutes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AddendumOut {
    /// Its id.
    pub id: Uuid,
    /// What it says.
    pub text: String,
    /// Who wrote it.
    pub writer_name: String,
    /// When.
    pub written_at: WireTime,
}

/// The example in the document.
pub(super) fn minutes_example() -> serde_json::Value {
    serde_json::json!({
        "meetingId": "018e0f6a-0000-7000-8000-000000000041", "state": "confirmed", "text": "学习条例；讨论河道清理。",
        "chairMemberId": "018e0f6a-0000-7000-8000-000000000004", "chairName": "蒋远嘉", "writerName": "秦月",
        "writtenAt": "2024-03-05T12:00:00+08:00", "confirmedAt": "2024-03-05T18:30:00+08:00",
        "counts": {
            "expected": 24, "open": 0, "present": 20, "guests": 1, "remote": 2, "excused": 2, "absent": 3, "madeUp": 0,
            "leaveAsked": 0, "makeUpAsked": 0, "pointsDue": 0, "pointsWaiting": 0
        },
        "quorum": { "permille": 500, "voters": 22, "present": 19, "reached": true },
        "decisions": [{ "text": "同意清理河道", "votesFor": 18, "votesAgainst": 0, "abstained": 1, "carried": true }],
        "statements": [], "addenda": [], "version": 2
    })
}

/// The minutes of a meeting.
///
/// Once they are confirmed, for who was on the meeting's list and who reads for the organization; a draft for the
/// committee and the chair.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MinutesOut, description = "The minutes", example = json!(minutes_example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found", "minutes.not_found"]))),
)]
#[get("/meetings/{id}/minutes")]
pub(super) async fn get_minutes(app: Data<App>, bound: Bound, id: PathId<MeetingId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (meeting, minutes) = readable(tx, &bound, id.0).await?;
        minutes_out(tx, &meeting, &minutes).await
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// The minutes that the caller may read.
///
/// # Errors
/// `meeting.not_found`, `minutes.not_found`.
pub(super) async fn readable(tx: &Tx, act: &Act, id: MeetingId) -> Result<(Meeting, Minutes), Failure> {
    let meeting = visible(tx, act, id).await?;
    let minutes = rows::minutes(tx, id).await?.ok_or(Code::MinutesNotFound)?;
    let member = act.caller.member_id();
    let writes = act.caller.reach(Right::Review).covers(&meeting.path) || member == Some(minutes.chair);
    let reads = match (minutes.confirmed_at, member) {
        _ if writes => true,
        (None, _) => false,
        (Some(_), _) if act.caller.reach(Right::Read).covers(&meeting.path) => true,
        (Some(_), Some(member)) => rows::of_member(tx, id, member).await?.is_some(),
        (Some(_), None) => false,
    };
    if reads { Ok((meeting, minutes)) } else { Err(Code::MinutesNotFound.into()) }
}

/// Minutes for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn minutes_out(tx: &Tx, meeting: &Meeting, minutes: &Minutes) -> Result<MinutesOut, Failure> {
    let addenda = rows::addenda(tx, meeting.id).await?;
    let writers = addenda.iter().map(|addendum| addendum.writer).chain([minutes.writer]);
    let names = members::names(tx, writers).await?;
    let chair = members::names_of(tx, [minutes.chair]).await?.remove(&minutes.chair);
    let statements = statements_out(tx, &rows::statements(tx, meeting.id).await?).await?;
    // Who registers sees in the list of statements what waits; minutes are for others too.
    let statements = statements.into_iter().filter(|(state, _)| state.is_shown());
    let turnout = meeting.turnout.unwrap_or_default();
    let decision = |decision: &xianfeng_domain::meetings::Decision| DecisionOut {
        text: decision.text.clone(),
        votes_for: decision.votes.for_it,
        votes_against: decision.votes.against,
        abstained: decision.votes.abstained,
        carried: decision.votes.carry(turnout),
    };
    Ok(MinutesOut {
        meeting_id: meeting.id.0,
        state: if minutes.confirmed_at.is_some() { "confirmed" } else { "draft" },
        text: minutes.text.clone(),
        chair_member_id: minutes.chair.0,
        chair_name: chair.unwrap_or_default(),
        writer_name: names.get(&minutes.writer).cloned().unwrap_or_default(),
        written_at: minutes.written_at.into(),
        confirmed_at: minutes.confirmed_at.map(Into::into),
        counts: rows::counts(tx, meeting.id).await?.into(),
        quorum: quorum_out(meeting),
        decisions: minutes.decisions.iter().map(decision).collect(),
        statements: statements.map(|(_, statement)| statement).collect(),
        addenda: addenda
            .into_iter()
            .map(|addendum| AddendumOut {
                id: addendum.id,
                text: addendum.text,
                writer_name: names.get(&addendum.writer).cloned().unwrap_or_default(),
                written_at: addendum.written_at.into(),
            })
            .collect(),
        version: minutes.version,
    })
}
