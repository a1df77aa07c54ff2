//! Another liaison: who stays in touch from now on, and who did before.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{Away, AwayRefusal};
use xianfeng_domain::ids::{AwayId, MemberId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::aways::{self as rows, PastLiaison};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, members};

use super::refused::refused;
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};
use crate::inbox::{Kind, tell_member};

/// Who stays in touch from today on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LiaisonIn {
    /// A member of the same township, other than who is away.
    pub liaison_id: Uuid,
}

impl Check for LiaisonIn {}

/// Names another liaison of a member away.
///
/// From today on; who it was before stays on record. All three are told.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    request_body = LiaisonIn,
    responses((status = 200, body = AwayOut, description = "The time away now", example = json!(away_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "away.not_found", "away.already_back"]))),
)]
#[post("/aways/{id}/liaison")]
pub(super) async fn change_away_liaison(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<AwayId>,
    body: JsonBody<LiaisonIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "aways.liaison", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (away, path) = change_liaison(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::ok(away_out(tx, &away).await?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the time away and the path of the member's branch.
///
/// # Errors
/// What the time away or the liaison refuses.
pub async fn change_liaison(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: AwayId,
    new: &LiaisonIn,
) -> Result<(Away, OrganizationPath), Failure> {
    let next = MemberId(new.liaison_id);
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    let member = members::by_id(tx, reach, away.member, act.today()).await?.ok_or(Code::AwayNotFound)?;
    if away.back_on.is_some() {
        return Err(refused(AwayRefusal::AlreadyBack, "/liaisonId"));
    }
    if next == away.member {
        return Err(refused(AwayRefusal::OwnLiaison, "/liaisonId"));
    }
    let path = member.standing.branch_path;
    check_liaison(tx, act, &path, next).await?;
    // The liaison's turn: who leaves at this moment is no liaison.
    ledger::lock(tx, next).await?;
    check_liaison(tx, act, &path, next).await?;
    if away.liaison != Some(next) {
        replace(tx, act, &away, Some(next)).await?;
        tell_member(tx, away.member, Kind::AwayLiaisonChanged, Some(("away", id.0)), &[], act.now).await?;
        act.audit(tx, "aways.liaison", ("away", id.0), &path).await?;
    }
    Ok((Away { liaison: Some(next), ..away }, path))
}

/// Puts somebody, or nobody, in the place of who stayed in touch, with the history, and tells both.
///
/// # Errors
/// The store's fault.
pub(super) async fn replace(tx: &Tx, act: &Act, away: &Away, next: Option<MemberId>) -> Result<(), Failure> {
    rows::set_liaison(tx, away, next).await?;
    let past = PastLiaison { away: away.id, liaison: next, from: act.today() };
    rows::record_liaison(tx, &past, act.caller.account, act.now).await?;
    if let Some(before) = away.liaison {
        tell_member(tx, before, Kind::AwayLiaisonEnded, None, &[], act.now).await?;
    }
    if let Some(next) = next {
        tell_member(tx, next, Kind::AwayLiaison, Some(("away", away.id.0)), &[], act.now).await?;
    }
    Ok(())
}

/// A liaison is a member of the same township who has not left.
///
/// # Errors
/// The field is told.
pub(super) async fn check_liaison(
    tx: &Tx,
    act: &Act,
    path: &OrganizationPath,
    liaison: MemberId,
) -> Result<(), Failure> {
    let found = members::by_id(tx, &Reach::township_of(path), liaison, act.today()).await?;
    if found.is_none_or(|liaison| liaison.left_on.is_some()) {
        return Err(Failure::field("/liaisonId", FaultCode::Invalid));
    }
    Ok(())
}
