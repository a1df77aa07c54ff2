//! Who objected takes it back.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::ids::ObjectionId;
use xianfeng_domain::objections::{Objection, State, Step};
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections as rows;

use super::receipt::{ReceiptCode, ReceiptStateOut, by_code, receipt_example};
use super::tell;
use super::wire::{OwnObjectionOut, audit_unnamed, own_objection_example, own_objection_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Withdraws an objection of one's own.
///
/// While it is undecided. Nothing of it is published.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The objection")),
    responses((status = 200, body = OwnObjectionOut, description = "The objection now",
        example = json!(own_objection_example()))),
    extensions(("x-error-codes" = json!(["objection.not_found", "objection.wrong_state", "auth.not_bound"]))),
)]
#[post("/objections/{id}/withdraw")]
pub(super) async fn withdraw_objection(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<ObjectionId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "objections.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let objection = rows::own(tx, bound.person, id.0).await?.ok_or(Code::ObjectionNotFound)?;
        Ok(Done::ok(own_objection_out(&withdraw(tx, &bound, objection).await?)))
    };
    Ok(command.run(work).await?.into())
}

/// Withdraws an objection by its receipt code.
///
/// For who made it without an account, while it is undecided.
#[utoipa::path(
    tag = "objections",
    security(()),
    params(("code" = String, Path, description = "The receipt code, with or without the hyphen")),
    responses((status = 200, body = ReceiptStateOut, description = "The objection now",
        example = json!(receipt_example()))),
    extensions(("x-error-codes" = json!(["objection.not_found", "objection.wrong_state"]))),
)]
#[post("/public/objections/{code}/withdraw")]
pub(super) async fn withdraw_public_objection(
    app: Data<App>,
    key: IdempotencyKey,
    code: ReceiptCode,
) -> Result<HttpResponse, Problem> {
    let act = Act::of_machine(app.clock.now());
    let command = Command::new(&app, &act, "objections.withdraw_in_public", &key, &code, &())?;
    let work = async |tx: &Tx| {
        let objection = by_code(tx, &app.vault, &code).await?;
        Ok(Done::ok(ReceiptStateOut::from(&withdraw(tx, &act, objection).await?)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case, for who has proved that it is theirs.
///
/// # Errors
/// `objection.wrong_state` once it is decided.
async fn withdraw(tx: &Tx, act: &Act, objection: Objection) -> Result<Objection, Failure> {
    let (was, version) = (objection.state, objection.version);
    let now = Objection { state: was.after(Step::Withdraw)?, ..objection };
    if !rows::decided(tx, (was, version), &now).await? {
        return Err(Code::ObjectionWrongState.into());
    }
    audit_unnamed(tx, "objections.withdraw", &now, act.now).await?;
    if was == State::Admitted {
        tell::withdrawn(tx, &now, act.now).await?;
    }
    Ok(now)
}
