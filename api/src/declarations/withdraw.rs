//! Taking a declaration back before it is decided.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Right;
use xianfeng_domain::declarations::{self as rules, Declaration, DeclarationAction};
use xianfeng_domain::ids::DeclarationId;
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::declarations as rows;

use super::register::advance;
use super::wire::{DeclarationOut, declaration_example, declaration_out};
use crate::app::App;
use crate::assistance;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Takes a declaration back.
///
/// By the member, or by who brought it forward for them, until it is decided.
#[utoipa::path(
    tag = "declarations",
    params(("id" = Uuid, Path, description = "The declaration")),
    responses((status = 200, body = DeclarationOut, description = "The declaration now",
        example = json!(declaration_example()))),
    extensions(("x-error-codes" = json!(["declaration.not_found", "declaration.wrong_state"]))),
)]
#[post("/declarations/{id}/withdraw")]
pub(super) async fn withdraw_declaration(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<DeclarationId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "declarations.withdraw", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let declaration = withdraw(tx, &member, &member.member, id.0).await?;
        Ok(Done::ok(declaration_out(tx, &declaration).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the declaration refuses.
pub async fn withdraw(tx: &Tx, act: &Act, member: &Member, id: DeclarationId) -> Result<Declaration, Failure> {
    let (reach, by) = (act.caller.reach(Right::Register), act.caller.account);
    let before = rows::find(tx, &reach, Some(member.id), Some(by), id).await?;
    let before = before.filter(|found| found.member == member.id || found.declared_by == by);
    let before = before.ok_or(Code::DeclarationNotFound)?;
    if before.member != member.id {
        // What a helper entered is the member's: without the consent that led to it nobody touches it.
        let helped = match act.caller.person {
            Some(person) => assistance::had_a_hand(tx, person, id.0).await?,
            None => false,
        };
        if helped || act.caller.acting.is_some() {
            return Err(Code::DeclarationNotFound.into());
        }
    }
    let mut after = Declaration { state: rules::withdraw(&before)?, ..before.clone() };
    advance(tx, act, &before, &mut after, DeclarationAction::Withdraw).await?;
    Ok(after)
}
