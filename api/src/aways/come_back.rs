//! A member comes back.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{self as rules, Away};
use xianfeng_domain::ids::AwayId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{aways as rows, ledger, members};

use super::host::tell_host_ended;
use super::refused::refused;
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell, tell_member};

/// Since when the member is back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AwayReturnIn)]
pub struct ReturnIn {
    /// The first day back; after the first day away, not in the future.
    pub back_on: WireDay,
}

impl Check for ReturnIn {}

/// Records that a member is back.
///
/// For the year-end appraisal for instance (S2-6, S2-11). What the host branch may see of the member ends with it;
/// member, liaison and host are told.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    request_body = ReturnIn,
    responses((status = 200, body = AwayOut, description = "The time away now", example = json!(away_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "away.not_found", "away.already_back"]))),
)]
#[post("/aways/{id}/return")]
pub(super) async fn record_return(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<AwayId>,
    body: JsonBody<ReturnIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "aways.return", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (away, path) = come_back(tx, &permit, &permit.reach, id.0, body.back_on).await?;
        let out = away_out(tx, &away).await?;
        Ok(Done::ok(out).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the time away and the path of the member's branch.
///
/// # Errors
/// What the time away refuses.
pub async fn come_back(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: AwayId,
    back_on: WireDay,
) -> Result<(Away, OrganizationPath), Failure> {
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    let member = members::by_id(tx, reach, away.member, act.today()).await?.ok_or(Code::AwayNotFound)?;
    // The member's turn: whoever was quicker with this member is done now.
    ledger::lock(tx, away.member).await?;
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    rules::come_back(&away, back_on.0, act.today()).map_err(|refusal| refused(refusal, "/backOn"))?;
    rows::come_back(tx, &away, back_on.0, act.caller.account, act.now).await?;
    let subject = Some(("away", id.0));
    tell(tx, member.person, Kind::AwayReturned, subject, &[("day", &back_on.0.to_string())], act.now).await?;
    if let Some(liaison) = away.liaison {
        tell_member(tx, liaison, Kind::AwayLiaisonEnded, None, &[], act.now).await?;
    }
    let path = member.standing.branch_path;
    tell_host_ended(tx, act, id, member.person).await?;
    act.audit(tx, "aways.return", ("away", id.0), &path).await?;
    Ok((Away { back_on: Some(back_on.0), ..away }, path))
}
