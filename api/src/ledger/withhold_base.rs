//! Withholding base points by a committee's decision (S2-1), before or after they are granted.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, PersonId, WithholdingId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, Withholding};
use xianfeng_infra::{members, rulebooks};

use super::correct_base::take_base_back;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::{WirePeriod, WireTime};
use crate::inbox::{Kind, tell};
use crate::leaderboards::reference_day;

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WithholdBaseIn {
    /// A period for which the rule book grants base points, begun or not.
    #[schema(value_type = String, example = "2024")]
    pub period: WirePeriod,
    /// Why, 1 to 500 characters; the member reads it.
    #[schema(example = "受到党内警告处分")]
    pub reason: String,
    /// The meeting that decided, 1 to 200 characters.
    #[schema(example = "2024年3月支委会")]
    pub meeting: String,
}

impl Check for WithholdBaseIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
        faults.text("/meeting", &self.meeting, 1..=200);
    }
}

/// A decision to withhold.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WithholdingOut {
    /// The id.
    pub id: Uuid,
    /// From whom.
    pub member_id: Uuid,
    /// Whose base points.
    pub period: WirePeriod,
    /// Why.
    pub reason: String,
    /// The meeting that decided.
    pub meeting: String,
    /// When it was recorded.
    pub decided_at: WireTime,
    /// When it was lifted; absent while it stands.
    pub lifted_at: Option<WireTime>,
    /// Why it was lifted.
    pub lift_reason: Option<String>,
}

impl From<Withholding> for WithholdingOut {
    fn from(withholding: Withholding) -> Self {
        Self {
            id: withholding.id.0,
            member_id: withholding.member.0,
            period: WirePeriod(withholding.period),
            reason: withholding.reason,
            meeting: withholding.meeting,
            decided_at: withholding.decided_at.into(),
            lifted_at: withholding.lifted_at.map(Into::into),
            lift_reason: withholding.lift_reason,
        }
    }
}

/// The decisions about a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct WithholdingsOut {
    /// The decisions, the oldest first.
    pub items: Vec<WithholdingOut>,
}

/// Withholds a member's base points of a period.
///
/// By the committee's decision, recorded with the meeting: what was granted is taken back by a
/// reversal, what was not is not granted while the decision stands. Nobody records one about
/// themselves.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = WithholdBaseIn,
    responses((status = 201, body = WithholdingOut, description = "The decision",
        example = json!(withholding_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.own_matter", "rulebook.not_found", "ledger.no_base_in_period",
        "ledger.already_withheld", "period.closed"
    ]))),
)]
#[post("/members/{id}/base-withholdings")]
pub(super) async fn withhold_base_points(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<WithholdBaseIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "ledger.withhold_base", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let withheld = withhold_base(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        Ok(Done::created(WithholdingOut::from(withheld)).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member or the period refuses.
pub async fn withhold_base(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: MemberId,
    new: &WithholdBaseIn,
) -> Result<Withholding, Failure> {
    let member = members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::MemberOwnMatter.into());
    }
    let (path, period) = (&member.standing.branch_path, new.period.0);
    let book = rulebooks::effective(tx, path, reference_day(period, act.today())).await?;
    let book = book.ok_or(Code::RulebookNotFound)?;
    if book.book.base.per != period.kind() {
        return Err(Code::LedgerNoBaseInPeriod.into());
    }
    // The member's turn first: a grant that waits for it finds the decision.
    rows::lock(tx, id).await?;
    let withholding = Withholding {
        id: WithholdingId(Uuid::now_v7()),
        member: id,
        owner: book.owner,
        period,
        reason: new.reason.trim().to_owned(),
        meeting: new.meeting.trim().to_owned(),
        decided_by: act.caller.account,
        decided_at: act.now,
        lifted_at: None,
        lift_reason: None,
    };
    rows::withhold(tx, &withholding).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::LedgerAlreadyWithheld),
        error => error.into(),
    })?;
    take_base_back(tx, act, id, book.owner, period, &withholding.reason).await?;
    act.audit(tx, "ledger.withhold_base", ("member", id.0), path).await?;
    let (period, subject) = (period.to_string(), Some(("member", id.0)));
    tell(tx, member.person, Kind::BaseWithheld, subject, &[("period", &period)], act.now).await?;
    Ok(withholding)
}

/// Lists the decisions to withhold base points from a member.
///
/// Lifted ones included. For who registers for the branch.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The member")),
    responses((status = 200, body = WithholdingsOut, description = "The decisions",
        example = json!({ "items": [withholding_example()] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found"]))),
)]
#[get("/members/{id}/base-withholdings")]
pub(super) async fn list_base_withholdings(
    app: Data<App>,
    permit: Permit<rights::Register>,
    id: PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        Ok((rows::withholdings_of(tx, member.id).await?, member.standing.branch_path))
    };
    let (found, path) = app.database.read(read).await?;
    permit.disclosed(&app, "ledger.withholdings", Some(("member", id.0.0)), Some(path)).await?;
    let items = found.into_iter().map(WithholdingOut::from).collect();
    Ok(HttpResponse::Ok().json(WithholdingsOut { items }))
}

/// The example in the document.
pub(super) fn withholding_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000021", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "period": "2024", "reason": "受到党内警告处分", "meeting": "2024年3月支委会",
        "decidedAt": "2024-03-05T17:00:00+08:00", "liftedAt": null, "liftReason": null
    })
}
