//! Lifting the decision to withhold base points (S2-1).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{PersonId, WithholdingId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, Withholding};
use xianfeng_infra::{members, organizations};

use super::correct_base::grant_base_again;
use super::correction::CorrectionIn;
use super::withhold_base::{WithholdingOut, withholding_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell};

/// Lifts the decision to withhold base points.
///
/// What the member is entitled to as of today is granted at once, unless the period has yet to
/// begin. Nobody lifts one about themselves.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The decision")),
    request_body = CorrectionIn,
    responses((status = 200, body = WithholdingOut, description = "The decision, lifted",
        example = json!(withholding_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "ledger.withholding_not_found", "ledger.withholding_lifted", "member.own_matter",
        "period.closed"
    ]))),
)]
#[post("/base-withholdings/{id}/lift")]
pub(super) async fn lift_base_withholding(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<WithholdingId>,
    body: JsonBody<CorrectionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "ledger.lift_withholding", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let lifted = lift_withholding(tx, &permit, &permit.reach, permit.person, id.0, body.reason.trim()).await?;
        let member = members::by_id(tx, &permit.reach, lifted.member, permit.today()).await?;
        let member = member.ok_or(Code::LedgerWithholdingNotFound)?;
        Ok(Done::ok(WithholdingOut::from(lifted)).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the decision or the period refuses.
pub async fn lift_withholding(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: WithholdingId,
    reason: &str,
) -> Result<Withholding, Failure> {
    let found = rows::withholding(tx, id).await?.ok_or(Code::LedgerWithholdingNotFound)?;
    let member = members::by_id(tx, reach, found.member, act.today()).await?.ok_or(Code::LedgerWithholdingNotFound)?;
    if member.person == by {
        return Err(Code::MemberOwnMatter.into());
    }
    let head = rows::lock(tx, member.id).await?;
    if !rows::lift(tx, id, reason, act.caller.account, act.now).await? {
        return Err(Code::LedgerWithholdingLifted.into());
    }
    let closed = head.closed_through.is_some_and(|closed| found.period.last_day() <= closed);
    if closed {
        // Its boards are frozen: what is due now is another entry in the open period.
        return Err(Code::PeriodClosed.into());
    }
    let path = &member.standing.branch_path;
    if let Some(township) = organizations::township(tx, path).await? {
        grant_base_again(tx, act, township.id, member.id, found.owner, found.period, reason).await?;
    }
    act.audit(tx, "ledger.lift_withholding", ("member", member.id.0), path).await?;
    let (period, subject) = (found.period.to_string(), Some(("member", member.id.0)));
    tell(tx, member.person, Kind::BaseLifted, subject, &[("period", &period)], act.now).await?;
    Ok(rows::withholding(tx, id).await?.ok_or(Code::LedgerWithholdingNotFound)?)
}
