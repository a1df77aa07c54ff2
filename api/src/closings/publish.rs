//! The publicity notice (公示): the edition is posted and the term to object begins.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::Closing;
use xianfeng_domain::ids::{ClosingId, EditionId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions::{self, Publication};
use xianfeng_infra::{closings as rows, members, organizations, rulebooks};

use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell_each};

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
        "closing.not_found", "closing.wrong_state", "closing.published", "auth.forbidden", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
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
    let command = Command::new(&app, &permit, "closings.publish", &key, id.0, &body.0)?.shows(
        Subject::Edition,
        &permit.reach,
        [body.reason.as_str()],
    );
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
    let edition = editions::latest(tx, closing.township, closing.period).await?;
    let edition = edition.ok_or_else(|| StoreError::corrupt("a closed period without an edition"))?.edition.id;
    let township = organizations::find_open(tx, closing.township).await?;
    let township_name = township.map(|township| township.name).unwrap_or_default();
    let publication = Publication { edition, township_name, approval: reason.to_owned(), at: act.now };
    editions::publish(tx, closing.id, &publication).await?;
    tell_members(tx, &closing, edition, until, act.now).await?;
    act.audit(tx, "closings.publish", ("closing", id.0), &closing.path).await?;
    let version = closing.version + 1;
    Ok(Closing { published_on: Some(on), objections_until: Some(until), version, ..closing })
}

/// Tells every member who has a place on the edition their own result, and until when to object.
async fn tell_members(
    tx: &Tx,
    closing: &Closing,
    edition: EditionId,
    until: Day,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let rows = editions::rows(tx, edition).await?;
    let persons = members::persons_of(tx, rows.iter().map(|row| row.member)).await?;
    let (period, until) = (closing.period.to_string(), until.to_string());
    let messages = rows.iter().filter_map(|row| {
        // Ranked as on the boards: among those whom everybody sees, else among all.
        let rank = row.public.or(row.places)?.branch_rank;
        let params = [
            ("period", period.clone()),
            ("points", row.total.to_string()),
            ("rank", rank.to_string()),
            ("until", until.clone()),
        ];
        Some((*persons.get(&row.member)?, params.into()))
    });
    let messages: Vec<_> = messages.collect();
    tell_each(tx, Kind::EditionPublished, Some(("edition", edition.0)), messages, now).await
}
