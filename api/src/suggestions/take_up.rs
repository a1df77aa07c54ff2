//! Taking a suggestion up.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{PersonId, SuggestionId};
use xianfeng_domain::suggestions::{Step, Suggestion, due_on, may_handle};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::suggestions as rows;

use super::wire::{SuggestionOut, suggestion_example, suggestions_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// Until when it will be answered.
#[derive(Clone, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeUpIn {
    /// An earlier last day for the answer: today or later, and no later than the term of 15 days.
    pub due_on: Option<WireDay>,
}

impl Check for TakeUpIn {}

/// Takes a suggestion up.
///
/// Who takes it up sees to its answer, and is reminded of it; anybody else who may handle it can answer it as well.
/// Nobody takes up their own.
#[utoipa::path(
    tag = "suggestions",
    params(("id" = Uuid, Path, description = "The suggestion")),
    request_body = TakeUpIn,
    responses((status = 200, body = SuggestionOut, description = "The suggestion now",
        example = json!(suggestion_example()))),
    extensions(("x-error-codes" = json!(["suggestion.not_found", "suggestion.own", "suggestion.wrong_state"]))),
)]
#[post("/suggestions/{id}/take-up")]
pub(super) async fn take_suggestion_up(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<SuggestionId>,
    body: JsonBody<TakeUpIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "suggestions.take_up", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let due = body.0.due_on.map(|day| day.0);
        let suggestion = take_up(tx, &permit, &permit.reach, permit.person, id.0, due).await?;
        done(tx, &permit, &suggestion).await
    };
    Ok(command.run(work).await?.into())
}

/// A suggestion that was handled, as the answer to the command.
pub(super) async fn done(tx: &Tx, act: &Act, suggestion: &Suggestion) -> Result<Done<SuggestionOut>, Failure> {
    let out = suggestions_out(tx, std::slice::from_ref(suggestion), act.today()).await?.pop();
    Ok(Done::ok(out.ok_or(Code::SuggestionNotFound)?).within(&suggestion.review_path))
}

/// The use case.
///
/// # Errors
/// `suggestion.not_found` outside reach, `suggestion.own`, `suggestion.wrong_state`; a fault at a day outside the term.
pub async fn take_up(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: SuggestionId,
    due: Option<xianfeng_domain::time::Day>,
) -> Result<Suggestion, Failure> {
    let before = rows::find(tx, reach, id).await?.ok_or(Code::SuggestionNotFound)?;
    may_handle(before.person, by)?;
    if due.is_some_and(|due| due < act.today() || due > due_on(before.made_on)) {
        return Err(Failure::field("/dueOn", FaultCode::OutOfRange));
    }
    let after = Suggestion {
        state: before.state.after(Step::TakeUp)?,
        due_on: due.unwrap_or(before.due_on),
        taken_by: Some(by),
        taken_at: Some(act.now),
        version: before.version + 1,
        ..before.clone()
    };
    save(tx, &before, &after).await?;
    act.audit(tx, "suggestions.take_up", ("suggestion", id.0), &after.review_path).await?;
    if let Some(author) = after.person {
        let day = after.due_on.to_string();
        let params = [("what", after.text.as_str()), ("day", day.as_str())];
        tell(tx, author, Kind::SuggestionTakenUp, Some(("suggestion", id.0)), &params, act.now).await?;
    }
    Ok(after)
}

/// Writes a suggestion that moved on.
///
/// # Errors
/// A race when somebody else moved it first: the transaction starts again and finds what they did.
pub(super) async fn save(tx: &Tx, before: &Suggestion, after: &Suggestion) -> Result<(), Failure> {
    let saved = rows::update(tx, (before.state, before.version), after).await?;
    if saved { Ok(()) } else { Err(StoreError::Race("a suggestion").into()) }
}
