//! A visit on record: what was done, and what is needed (S4-9).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::care::{Entry, Kind as List, Step, StepKind, due_on};
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;

use super::create::LONGEST;
use super::people::tell_secretaries;
use super::seen::to_visit;
use super::step::{check_past, step};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// A visit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VisitIn {
    /// The day; not in the future, and not before the entry's first day.
    pub on: WireDay,
    /// What was done, 1 to 300 characters. Sealed.
    pub done: String,
    /// What is needed, 1 to 300 characters: the secretary is told that there is something. Sealed.
    pub needs: Option<String>,
}

impl Check for VisitIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/done", &self.done, 1..=LONGEST);
        if let Some(needs) = &self.needs {
            faults.text("/needs", needs, 1..=LONGEST);
        }
    }
}

/// A visit on record, without what is sealed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitOut {
    /// Its id.
    pub id: Uuid,
    /// The entry.
    pub entry_id: Uuid,
    /// The day.
    pub on: WireDay,
    /// By when the next is due, of a pairing.
    pub next_due_on: Option<WireDay>,
}

/// Puts a visit on record.
///
/// By the helper, or by who registers for the branch. A pairing's next visit is due a month later.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = VisitIn,
    responses((status = 201, body = VisitOut, description = "The visit", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000082", "entryId": "018e0f6a-0000-7000-8000-000000000081",
        "on": "2024-03-01", "nextDueOn": "2024-04-01"
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "care.not_found", "care.own", "care.ended"]))),
)]
#[post("/care/{id}/visits")]
pub(super) async fn record_care_visit(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<CareId>,
    body: JsonBody<VisitIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "care.visit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (entry, step) = visit(tx, &app.vault, &bound, bound.person, id.0, &body.0).await?;
        let pairing = entry.kind == List::Pairing;
        let out = VisitOut {
            id: step.id.0,
            entry_id: entry.id.0,
            on: WireDay(step.on),
            next_due_on: pairing.then_some(WireDay(entry.due_on)),
        };
        let done = Done::created(out);
        let by_role = bound.caller.reach(Right::Register).covers(&entry.path);
        Ok(if by_role { done.within(&entry.path) } else { done })
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the caller, the entry or the day refuses.
pub async fn visit(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    by: PersonId,
    id: CareId,
    new: &VisitIn,
) -> Result<(Entry, Step), Failure> {
    let mut entry = to_visit(tx, act, by, id).await?;
    check_past(act, &entry, new.on.0)?;
    if entry.kind == List::Pairing {
        entry.due_on = entry.due_on.max(due_on(entry.kind, new.on.0, entry.until));
    }
    let mut step = step(act, &entry, StepKind::Visit);
    step.on = new.on.0;
    let needs = new.needs.as_deref().map(|needs| vault.seal_text(needs.trim())).transpose()?;
    let needed = needs.is_some();
    rows::save(tx, &entry).await?;
    entry.version += 1;
    rows::add_step(tx, &step, Some(vault.seal_text(new.done.trim())?), needs).await?;
    act.audit(tx, "care.visit", ("care", id.0), &entry.path).await?;
    if needed {
        tell_secretaries(tx, act, &entry, Kind::CareNeeds).await?;
    }
    Ok((entry, step))
}
