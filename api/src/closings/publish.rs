//! The publicity notice (公示): the edition is posted and the term to object begins.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Days;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::Closing;
use xianfeng_domain::ids::ClosingId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{closings as rows, rulebooks};

use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// The approval.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PublishIn {
    /// The meeting that approved it, or why, 1 to 500 characters.
    #[schema(example = "乡党委 2024 年第 6 次会议同意公示")]
    pub reason: String,
}

impl Check for PublishIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Publishes the edition of a closed period.
///
/// A machine counts, a person publishes: from now on the public page and the paper twin show it, and
/// objections may be made until the day that the rule book says, that day included.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The closing")),
    request_body = PublishIn,
    responses((status = 200, body = ClosingOut, description = "The closing now", example = json!(closing_example()))),
    extensions(("x-error-codes" = json!([
        "closing.not_found", "closing.wrong_state", "closing.published", "auth.forbidden"
    ]))),
)]
#[post("/closings/{id}/publication")]
pub(super) async fn publish_edition(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ClosingId>,
    body: JsonBody<PublishIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "closings.publish", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let closing = publish(tx, &permit, &permit.reach, id.0, body.reason.trim()).await?;
        Ok(Done::ok(closing_out(tx, &closing).await?).within(&closing.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the closing's state refuses.
pub async fn publish(tx: &Tx, act: &Act, reach: &Reach, id: ClosingId, reason: &str) -> Result<Closing, Failure> {
    let closing = rows::find(tx, reach, id).await?.ok_or(Code::ClosingNotFound)?;
    closing.may_publish()?;
    let book = rulebooks::find(tx, closing.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("a closing under an unknown rule book"))?;
    let (on, days) = (act.today(), u64::from(book.publicity.days_to_object));
    let until = on.checked_add_days(Days::new(days)).unwrap_or(on);
    rows::publish(tx, &closing, on, until, act.caller.account, reason).await?;
    act.audit(tx, "closings.publish", ("closing", id.0), &closing.path).await?;
    let version = closing.version + 1;
    Ok(Closing { published_on: Some(on), objections_until: Some(until), version, ..closing })
}
