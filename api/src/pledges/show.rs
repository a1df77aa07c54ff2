//! Showing a pledge to the public (亮诺).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{PersonId, PledgeId};
use xianfeng_domain::pledges::Pledge;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, pledges as rows};

use super::wire::{PledgeOut, pledge_example, pledge_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell_member};

/// Shows a pledge to the public.
///
/// From then on it stands in the public list of its organization, with what is noted on it, and
/// changes no more. Nobody shows their own: the secretary's is shown by the township.
#[utoipa::path(
    tag = "pledges",
    params(("id" = Uuid, Path, description = "The pledge")),
    responses((status = 200, body = PledgeOut, description = "The pledge, shown", example = json!(pledge_example()))),
    extensions(("x-error-codes" = json!(["pledge.not_found", "pledge.shown", "pledge.own", "auth.forbidden"]))),
)]
#[post("/pledges/{id}/show")]
pub(super) async fn show_pledge(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<PledgeId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "pledges.show", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let pledge = show(tx, &permit, &permit.reach, permit.person, id.0).await?;
        Ok(Done::ok(pledge_out(tx, &pledge).await?).within(&pledge.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `pledge.not_found`, `pledge.own`, `pledge.shown`.
pub async fn show(tx: &Tx, act: &Act, reach: &Reach, by: PersonId, id: PledgeId) -> Result<Pledge, Failure> {
    let pledge = rows::find(tx, reach, None, id).await?.ok_or(Code::PledgeNotFound)?;
    if members::is_person(tx, pledge.member, by).await? {
        return Err(Code::PledgeOwn.into());
    }
    if !rows::show(tx, id, act.caller.account, act.now).await? {
        return Err(Code::PledgeShown.into());
    }
    act.audit(tx, "pledges.show", ("pledge", id.0), &pledge.path).await?;
    let year = pledge.year.to_string();
    tell_member(tx, pledge.member, Kind::PledgeShown, Some(("pledge", id.0)), &[("year", &year)], act.now).await?;
    Ok(Pledge { shown: Some((act.caller.account, act.now)), ..pledge })
}
