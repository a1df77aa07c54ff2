//! What came of a call.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::CallId;
use xianfeng_domain::messages::CallOutcome;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, Call, Recorded};

use super::call_list::{CallOut, call_example, callable, calls_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell};

/// What came of a call.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CallOutcomeIn {
    /// What.
    #[schema(inline)]
    pub outcome: OutcomeIn,
    /// What is worth keeping of it, up to 200 characters; for who may see the list only.
    pub note: Option<String>,
}

/// What came of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = CallResult)]
pub enum OutcomeIn {
    /// The person was told.
    Reached,
    /// Nobody answered.
    NotReached,
    /// Not that person's number.
    WrongNumber,
}

impl From<OutcomeIn> for CallOutcome {
    fn from(outcome: OutcomeIn) -> Self {
        match outcome {
            OutcomeIn::Reached => Self::Reached,
            OutcomeIn::NotReached => Self::NotReached,
            OutcomeIn::WrongNumber => Self::WrongNumber,
        }
    }
}

impl Check for CallOutcomeIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(note) = &self.note {
            faults.text("/note", note, 1..=200);
        }
    }
}

/// Records what came of a call.
///
/// Reached, the message counts as told by phone and the person finds that in the inbox. Not reached, it stays on the
/// list. A wrong number stays too, and who manages the members is told to mend it.
#[utoipa::path(
    tag = "call-list",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = CallOutcomeIn,
    responses((status = 200, body = CallOut, description = "The entry now", example = json!(call_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "call.not_found", "call.over"
    ]))),
)]
#[post("/call-list/{id}/outcome")]
pub(super) async fn record_call_outcome(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<CallId>,
    body: JsonBody<CallOutcomeIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "calls.outcome", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let call = record_call(tx, &app, &bound, id.0, &body).await?;
        let mut out = calls_out(tx, &app, &bound, std::slice::from_ref(&call)).await?;
        let mut out = out.pop().ok_or(Code::CallNotFound)?;
        // The reply is stored: phone and note are shown by the list only.
        (out.phone, out.note) = (None, None);
        let done = Done::ok(out);
        // A liaison reaches the person through their time away, which no path says.
        let manages = bound.caller.reach(Right::ManageMembers).covers(&call.path);
        Ok(if manages { done.within(&call.path) } else { done })
    };
    Ok(command.run(work).await?.into())
}

/// The use case: writes what came of a call and tells whom it concerns.
///
/// # Errors
/// `call.not_found` for who may not see it, `call.over` when it is off the list.
pub async fn record_call(tx: &Tx, app: &App, act: &Act, id: CallId, made: &CallOutcomeIn) -> Result<Call, Failure> {
    let (reach, members) = callable(tx, act).await?;
    let call = rows::find_call(tx, &reach, &members, id).await?.ok_or(Code::CallNotFound)?;
    let note = made.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
    let note = note.map(|note| app.vault.seal_text(note)).transpose()?;
    let outcome = CallOutcome::from(made.outcome);
    let recorded = Recorded { outcome, note: note.as_deref(), by: act.caller.account };
    if !rows::record_call(tx, id, recorded, act.now).await? {
        return Err(Code::CallOver.into());
    }
    act.audit(tx, "calls.outcome", ("call", id.0), &call.path).await?;
    match outcome {
        CallOutcome::Reached => tell(tx, call.person, Kind::CallMade, Some(("call", id.0)), &[], act.now).await?,
        CallOutcome::WrongNumber => tell_managers(tx, act, &call).await?,
        CallOutcome::NotReached => {}
    }
    Ok(rows::find_call(tx, &reach, &members, id).await?.ok_or(Code::CallNotFound)?)
}

/// Tells who manages the members nearest to the person: the branch's secretary, else whoever is above.
async fn tell_managers(tx: &Tx, act: &Act, call: &Call) -> Result<(), Failure> {
    let grants = accounts::grants_on_path(tx, &call.path).await?;
    let others = || {
        let manages = grants.iter().filter(|grant| grant.role.allows(Right::ManageMembers));
        manages.filter(|grant| Some(grant.person) != act.caller.person && grant.person != call.person)
    };
    let nearest = others().map(|grant| grant.path.ids().count()).max();
    let told = others().filter(|grant| Some(grant.path.ids().count()) == nearest).map(|grant| grant.person).collect();
    crate::inbox::tell_all(tx, &told, Kind::CallWrongNumber, Some(("call", call.id.0)), &[], act.now).await
}
