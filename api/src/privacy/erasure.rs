//! Erasing who belongs to no branch any more: on the family's request, or the person's own in writing.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::privacy::ClosureKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::closure::{ClosureOut, allowed, begin, closure_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = MemberErasureIn)]
pub struct ErasureIn {
    /// Who asked for it and how, 1 to 200 characters; it goes with the rest.
    #[schema(example = "家属书面申请")]
    pub reason: String,
}

impl Check for ErasureIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Erases a former member.
///
/// For the township, of who died or left: the name becomes 已注销 and a number, everything in words and every
/// picture goes; entries, digests and editions stay, so that ledger and boards still add up. What proves
/// points waits until the last period is final. It is begun at once and carried out by the server. Who
/// belongs to a branch cannot be erased, and nobody erases themselves this way.
#[utoipa::path(
    tag = "privacy",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = ErasureIn,
    responses((status = 201, body = ClosureOut, description = "The erasure", example = json!(closure_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "privacy.still_member", "privacy.holds_roles", "privacy.closure_asked"
    ]))),
)]
#[post("/members/{id}/erasure")]
pub(super) async fn erase_member(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<ErasureIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "privacy.erase", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let kind = allowed(tx, &permit, member.person, Some(ClosureKind::Erasure)).await?;
        let closure = begin(tx, &permit, member.person, kind, 0, Some(body.reason.trim())).await?;
        Ok(Done::created(ClosureOut::from(&closure)).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}
