//! Lifting a zeroing or veto.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{PersonId, ZeroingId};
use xianfeng_domain::ledger::Entry;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;
use xianfeng_infra::zeroings::{self as rows, Lifted, ZeroingRow};

use super::wire::{ZeroingDoneOut, done_example, done_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::help_cases;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{Kind, tell_member};
use crate::ledger::{CorrectionIn, Turn, Words};

/// Lifts a zeroing or veto.
///
/// The periods that it stood in come to what they would without it; what is closed changes no more,
/// so that its share comes on the first open day. Once. Nobody decides on themselves.
#[utoipa::path(
    tag = "ledger",
    params(("id" = Uuid, Path, description = "The zeroing")),
    request_body = CorrectionIn,
    responses((status = 201, body = ZeroingDoneOut, description = "The zeroing and what the lifting wrote",
        example = json!(done_example()))),
    extensions(("x-error-codes" = json!([
        "zeroing.not_found", "zeroing.lifted", "ledger.own_entry", "auth.forbidden"
    ]))),
)]
#[post("/zeroings/{id}/lifting")]
pub(super) async fn lift_zeroing(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ZeroingId>,
    body: JsonBody<CorrectionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "zeroings.lift", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (zeroing, entries) = lift(tx, &permit, &permit.reach, permit.person, id.0, body.reason.trim()).await?;
        let out = done_out(tx, &permit, &zeroing, &entries).await?;
        let out = out.ok_or_else(|| StoreError::corrupt("a zeroing vanished"))?;
        Ok(Done::created(out).within(&zeroing.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the zeroing refuses.
pub async fn lift(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ZeroingId,
    reason: &str,
) -> Result<(ZeroingRow, Vec<Entry>), Failure> {
    let zeroing = rows::find(tx, reach, id).await?.ok_or(Code::ZeroingNotFound)?;
    if members::is_person(tx, zeroing.member, by).await? {
        return Err(Code::LedgerOwnEntry.into());
    }
    let turn = Turn::of_all(tx, zeroing.member, zeroing.owner, None).await?;
    let lifted = Lifted { at: act.now, by: act.caller.account, reason: reason.to_owned() };
    if !rows::lift(tx, id, &lifted).await? {
        return Err(Code::ZeroingLifted.into());
    }
    let drafts = turn.plan(act).lift(id.0).ok_or_else(|| StoreError::corrupt("a zeroing without its entries"))?;
    let entries = turn.write(tx, act, drafts, Words { reason: Some(reason), ..Words::default() }).await?;
    help_cases::veto_lifted(tx, act, zeroing.member, id, reason).await?;
    act.audit(tx, "zeroings.lift", ("zeroing", id.0), &zeroing.path).await?;
    tell_member(tx, zeroing.member, Kind::ZeroingLifted, Some(("zeroing", id.0)), &[], act.now).await?;
    Ok((ZeroingRow { lifted: Some(lifted), ..zeroing }, entries))
}
