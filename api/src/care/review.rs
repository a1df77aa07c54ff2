//! Looking at an entry again: each year at least (S4-8).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, StepKind, due_on};
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;

use super::create::LONGEST;
use super::seen::to_decide;
use super::step::{check_past, step, write};
use super::wire::{CareOut, care_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// A review after which the entry goes on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReviewIn {
    /// The day; not in the future, and not before the entry's first day.
    pub on: WireDay,
    /// What was found and decided, with the meeting: 1 to 300 characters. Sealed.
    pub found: String,
    /// The last day that is planned now; without end where absent.
    pub until: Option<WireDay>,
}

impl Check for ReviewIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/found", &self.found, 1..=LONGEST);
        if self.until.is_some_and(|until| until.0 <= self.on.0) {
            faults.add_limit("/until", FaultCode::OutOfOrder, self.on.0);
        }
    }
}

/// Puts a review on record: the entry goes on.
///
/// The next is due a year later, or on the day until which it is planned. An entry that does not go on is ended.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = ReviewIn,
    responses((status = 200, body = CareOut, description = "The entry now", example = json!(care_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "care.not_found", "care.own", "care.ended"]))),
)]
#[post("/care/{id}/reviews")]
pub(super) async fn review_care_entry(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CareId>,
    body: JsonBody<ReviewIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.review", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let entry = review(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(CareOut::from(&entry)).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the entry or the day refuses.
pub async fn review(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CareId,
    new: &ReviewIn,
) -> Result<Entry, Failure> {
    let mut entry = to_decide(tx, reach, by, id).await?;
    check_past(act, &entry, new.on.0)?;
    entry.until = new.until.map(|until| until.0);
    if entry.kind.is_register() {
        entry.due_on = due_on(entry.kind, new.on.0, entry.until);
    }
    let mut step = step(act, &entry, StepKind::Review);
    step.on = new.on.0;
    let found = vault.seal_text(new.found.trim())?;
    write(tx, act, &mut entry, "care.review", &step, Some(found)).await?;
    Ok(entry)
}
