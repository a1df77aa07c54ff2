//! Taking down what was passed.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CheckId, PersonId};
use xianfeng_domain::moderation::CheckState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, TextCheck};

use super::decide::settle;
use super::wire::{SafetyCheckOut, check_example, check_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Why something is taken down.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SafetyTakeDownIn {
    /// The version that was read.
    #[schema(example = 1)]
    pub version: i64,
    /// Why, 1 to 200 characters: the author reads it.
    pub reason: String,
}

impl Check for SafetyTakeDownIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Takes down a text or picture that was passed.
///
/// Nobody sees it any more from the next reading on, but its author and who manages it; the author is told why, and
/// may write it anew.
#[utoipa::path(
    tag = "moderation",
    params(("id" = Uuid, Path, description = "The check")),
    request_body = SafetyTakeDownIn,
    responses((status = 200, body = SafetyCheckOut, description = "The check, refused", example = json!(check_example()))),
    extensions(("x-error-codes" = json!([
        "moderation.not_found", "moderation.own", "moderation.changed", "moderation.in_place",
        "moderation.reason_missing", "auth.forbidden"
    ]))),
)]
#[post("/moderation/checks/{id}/take-down")]
pub(super) async fn take_check_down(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CheckId>,
    body: JsonBody<SafetyTakeDownIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "moderation.take_down", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let check = take_down(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let path = check.path.clone();
        Ok(Done::ok(check_out(&app, tx, check, permit.now).await?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// As [`decide`](super::decide()), where it is not passed in that version any more.
pub async fn take_down(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CheckId,
    why: &SafetyTakeDownIn,
) -> Result<TextCheck, Failure> {
    let check = rows::find(tx, reach, id).await?.ok_or(Code::ModerationNotFound)?;
    if check.subject.0.is_checked_first() {
        return Err(Code::ModerationInPlace.into());
    }
    let decided = (CheckState::Refused, Some(why.reason.as_str()), "moderation.take_down");
    settle(tx, act, by, check, (CheckState::Passed, why.version), decided).await
}
