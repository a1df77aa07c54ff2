//! Closing the own account, with a week to think again (article 47).

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use chrono::Days;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{ClosureId, PersonId};
use xianfeng_domain::privacy::{COOLING_DAYS, Closure, ClosureKind, ClosureRefusal, ClosureState, ask as rule};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::privacy::closures as rows;
use xianfeng_infra::{accounts, members, organizations};

use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WireTime;
use crate::inbox::{self, Kind};

/// What is to be closed.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AccountClosureIn)]
pub struct ClosureIn {
    /// The account alone, also where the identity could go, too: for who will come back.
    #[serde(default)]
    pub account_only: bool,
}

impl Check for ClosureIn {}

/// A closure.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AccountClosureOut)]
pub struct ClosureOut {
    /// Its id.
    pub id: Uuid,
    /// `account`: the account goes. `erasure`: the identity goes, too; the ledger stays without it.
    pub kind: &'static str,
    /// `asked`, `working`, `waiting` (for the last period to be final), `done` or `taken_back`.
    pub state: &'static str,
    /// When it was asked.
    pub asked_at: WireTime,
    /// Until when it can be taken back, while it is asked.
    pub due_at: WireTime,
    /// When it was done or taken back.
    pub done_at: Option<WireTime>,
}

impl From<&Closure> for ClosureOut {
    fn from(closure: &Closure) -> Self {
        Self {
            id: closure.id.0,
            kind: closure.kind.code(),
            state: closure.state.code(),
            asked_at: closure.asked_at.into(),
            due_at: closure.due_at.into(),
            done_at: closure.done_at.map(Into::into),
        }
    }
}

/// Shows the caller's closure.
///
/// The one that is under way, else the newest.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, body = ClosureOut, description = "The closure", example = json!(closure_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "privacy.closure_not_found"]))),
)]
#[get("/me/privacy/closure")]
pub(super) async fn show_my_closure(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        Ok(rows::of_person(tx, bound.person).await?.ok_or(Code::PrivacyClosureNotFound)?)
    };
    let closure = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(ClosureOut::from(&closure)))
}

/// Asks for the caller's account to be closed.
///
/// It is done after seven days and can be taken back until then. Of a member the account goes: WeChat, phone,
/// sessions, messages; roster and ledger stay while the membership lasts, and the branch acts for them. Of
/// who belongs to no branch the identity goes, too. Who holds an office hands it over first.
#[utoipa::path(
    tag = "privacy",
    request_body = ClosureIn,
    responses((status = 201, body = ClosureOut, description = "The closure", example = json!(closure_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "privacy.closure_asked", "privacy.holds_roles"]))),
)]
#[post("/me/privacy/closure")]
pub(super) async fn ask_my_closure(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<ClosureIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.ask_closure", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let closure = ask_closure(tx, &bound, bound.person, body.0).await?;
        Ok(Done::created(ClosureOut::from(&closure)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `privacy.holds_roles`; `privacy.closure_asked`.
pub async fn ask_closure(tx: &Tx, act: &Act, person: PersonId, new: ClosureIn) -> Result<Closure, Failure> {
    let wanted = new.account_only.then_some(ClosureKind::Account);
    let kind = allowed(tx, act, person, wanted).await?;
    let closure = begin(tx, act, person, kind, COOLING_DAYS, None).await?;
    let until = day_of(closure.due_at).to_string();
    let subject = Some(("closure", closure.id.0));
    inbox::tell(tx, person, Kind::ClosureAsked, subject, &[("until", until.as_str())], act.now).await?;
    Ok(closure)
}

/// What may be done with a person.
///
/// # Errors
/// `privacy.holds_roles`; `privacy.still_member`.
pub(super) async fn allowed(
    tx: &Tx,
    act: &Act,
    person: PersonId,
    wanted: Option<ClosureKind>,
) -> Result<ClosureKind, Failure> {
    let is_member = rows::is_member(tx, person, act.today()).await?;
    rule(is_member, holds_office(tx, person).await?, wanted).map_err(|refusal| match refusal {
        ClosureRefusal::HoldsRoles => Code::PrivacyHoldsRoles.into(),
        ClosureRefusal::StillMember => Code::PrivacyStillMember.into(),
    })
}

/// Does the person hold a role that carries rights? It is handed over before the account goes.
pub(super) async fn holds_office(tx: &Tx, person: PersonId) -> StoreResult<bool> {
    let grants = accounts::held_by(tx, person).await?;
    Ok(grants.iter().any(|grant| Right::ALL.iter().any(|right| grant.role.allows(*right))))
}

/// Writes a closure that is due after some days.
///
/// # Errors
/// `privacy.closure_asked`.
pub(super) async fn begin(
    tx: &Tx,
    act: &Act,
    person: PersonId,
    kind: ClosureKind,
    days: u64,
    reason: Option<&str>,
) -> Result<Closure, Failure> {
    let township = members::township_of(tx, person).await?.ok_or(Code::PersonNotFound)?;
    let township = organizations::find_open(tx, township).await?.ok_or(Code::OrganizationNotFound)?;
    let closure = Closure {
        id: ClosureId(Uuid::now_v7()),
        person,
        path: township.path,
        kind,
        state: ClosureState::Asked,
        asked_at: act.now,
        due_at: act.now + Days::new(days),
        done_at: None,
    };
    rows::insert(tx, &closure, reason, act.caller.account).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::PrivacyClosureAsked),
        error => error.into(),
    })?;
    act.audit(tx, "privacy.ask_closure", ("closure", closure.id.0), &closure.path).await?;
    Ok(closure)
}

/// Takes the caller's closure back.
///
/// Until it is due; everything stays as it was.
#[utoipa::path(
    tag = "privacy",
    responses((status = 200, body = ClosureOut, description = "The closure now", example = json!(closure_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "privacy.closure_not_found"]))),
)]
#[post("/me/privacy/closure/withdraw")]
pub(super) async fn take_back_my_closure(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.take_back_closure", &key, "", &())?;
    let work = async |tx: &Tx| {
        if !rows::take_back(tx, bound.person, bound.now).await? {
            return Err(Code::PrivacyClosureNotFound.into());
        }
        let closure = rows::of_person(tx, bound.person).await?.ok_or(Code::PrivacyClosureNotFound)?;
        bound.audit(tx, "privacy.take_back_closure", ("closure", closure.id.0), &closure.path).await?;
        Ok(Done::ok(ClosureOut::from(&closure)))
    };
    Ok(command.run(work).await?.into())
}

/// The example in the document.
pub(super) fn closure_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000083", "kind": "account", "state": "asked",
        "askedAt": "2024-03-05T18:00:00+08:00", "dueAt": "2024-03-12T18:00:00+08:00", "doneAt": null
    })
}
