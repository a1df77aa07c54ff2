//! Exemption by a committee's decision, for a while (S2-7).

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ExemptionId, MemberId, PersonId};
use xianfeng_domain::members::{self as rules, Exemption, ExemptionGround, ExemptionRefusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, members};

use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WireTime};
use crate::inbox::{Kind, tell};

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExemptIn {
    /// The first day; behind what is closed.
    pub from: WireDay,
    /// The last day; open where absent.
    pub until: Option<WireDay>,
    /// `infirm` or `other`; for who needs to know alone.
    #[schema(example = "infirm")]
    pub ground: String,
    /// Why, 1 to 500 characters.
    #[schema(example = "长期卧病")]
    pub reason: String,
    /// The meeting that consented, 1 to 200 characters.
    #[schema(example = "2024年3月支委会")]
    pub meeting: String,
}

impl Check for ExemptIn {
    fn check(&self, faults: &mut Faults) {
        if ExemptionGround::from_code(&self.ground).is_none() {
            let codes = ExemptionGround::ALL.map(ExemptionGround::code);
            faults.add_limit("/ground", FaultCode::NotOneOf, codes.join(", "));
        }
        if self.until.is_some_and(|until| until < self.from) {
            faults.add("/until", FaultCode::OutOfRange);
        }
        faults.text("/reason", &self.reason, 1..=500);
        faults.text("/meeting", &self.meeting, 1..=200);
    }
}

/// An exemption.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExemptionOut {
    /// The id.
    pub id: Uuid,
    /// Who is exempt.
    pub member_id: Uuid,
    /// The first day.
    pub from: WireDay,
    /// The last day; absent while open.
    pub until: Option<WireDay>,
    /// `infirm` or `other`.
    pub ground: &'static str,
    /// Why.
    pub reason: String,
    /// The meeting that consented.
    pub meeting: String,
    /// When it was recorded.
    pub decided_at: WireTime,
    /// Why it ended before its time.
    pub end_reason: Option<String>,
}

impl From<Exemption> for ExemptionOut {
    fn from(exemption: Exemption) -> Self {
        Self {
            id: exemption.id.0,
            member_id: exemption.member.0,
            from: WireDay(exemption.from),
            until: exemption.to.and_then(|to| to.pred_opt()).map(WireDay),
            ground: exemption.ground.code(),
            reason: exemption.reason,
            meeting: exemption.meeting,
            decided_at: exemption.decided_at.into(),
            end_reason: exemption.end_reason,
        }
    }
}

/// The exemptions of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct ExemptionsOut {
    /// The exemptions, the oldest first.
    pub items: Vec<ExemptionOut>,
}

/// Exempts a member for a while.
///
/// With the committee's consent, recorded with the meeting: the member is on no public list and
/// in no average on those days. Base points that were granted stay. Nobody records one about
/// themselves.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = ExemptIn,
    responses((status = 201, body = ExemptionOut, description = "The exemption",
        example = json!(exemption_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.own_matter", "member.exemption_overlaps", "period.closed"
    ]))),
)]
#[post("/members/{id}/exemptions")]
pub(super) async fn exempt_member(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<ExemptIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.exempt", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let exemption = exempt(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        Ok(Done::created(ExemptionOut::from(exemption)).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member or the days refuse.
pub async fn exempt(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: MemberId,
    new: &ExemptIn,
) -> Result<Exemption, Failure> {
    let member = members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::MemberOwnMatter.into());
    }
    // The member's turn first: two decisions at once find each other.
    let head = ledger::lock(tx, id).await?;
    let (from, to) = (new.from.0, new.until.and_then(|until| until.0.succ_opt()));
    let others = members::exemptions(tx, id).await?;
    rules::exempt(from, to, &others, head.closed_through).map_err(refused)?;
    let exemption = Exemption {
        id: ExemptionId(Uuid::now_v7()),
        member: id,
        from,
        to,
        ground: ExemptionGround::from_code(&new.ground).ok_or(Code::RequestInvalid)?,
        reason: new.reason.trim().to_owned(),
        meeting: new.meeting.trim().to_owned(),
        decided_by: act.caller.account,
        decided_at: act.now,
        end_reason: None,
    };
    members::insert_exemption(tx, &exemption).await?;
    act.audit(tx, "members.exempt", ("member", id.0), &member.standing.branch_path).await?;
    // Without the ground, which is known to those concerned only.
    tell(tx, member.person, Kind::ExemptionDecided, Some(("member", id.0)), &[], act.now).await?;
    Ok(exemption)
}

/// Lists a member's exemptions.
///
/// With their grounds, for who registers for the branch. The reading is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    responses((status = 200, body = ExemptionsOut, description = "The exemptions",
        example = json!({ "items": [exemption_example()] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found"]))),
)]
#[get("/members/{id}/exemptions")]
pub(super) async fn list_exemptions(
    app: Data<App>,
    permit: Permit<rights::Register>,
    id: PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        Ok((members::exemptions(tx, member.id).await?, member.standing.branch_path))
    };
    let (found, path) = app.database.read(read).await?;
    permit.disclosed(&app, "members.exemptions", Some(("member", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(ExemptionsOut { items: found.into_iter().map(ExemptionOut::from).collect() }))
}

/// What the person is told of a refused exemption.
pub(super) fn refused(refusal: ExemptionRefusal) -> Failure {
    match refusal {
        ExemptionRefusal::Backwards => Failure::field("/until", FaultCode::OutOfRange),
        ExemptionRefusal::UnitClosed => Code::PeriodClosed.into(),
        ExemptionRefusal::Overlaps => Code::MemberExemptionOverlaps.into(),
        ExemptionRefusal::Ended => Code::MemberExemptionEnded.into(),
    }
}

/// The example in the document.
pub(super) fn exemption_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000022", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "from": "2024-03-01", "until": "2024-12-31", "ground": "infirm", "reason": "长期卧病",
        "meeting": "2024年3月支委会", "decidedAt": "2024-03-05T17:00:00+08:00", "endReason": null
    })
}
