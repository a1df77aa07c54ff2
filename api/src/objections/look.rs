//! A person looks at what a stranger sent, before anything of it is shown.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ObjectionId, PersonId};
use xianfeng_domain::objections::{self as rules, Objection, Step, may_decide};
use xianfeng_infra::db::Tx;
use xianfeng_infra::objections as rows;

use super::tell;
use super::wire::{ObjectionOut, objection_example, objections_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Problem};

/// Why an objection is not taken up.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ground {
    /// It insults.
    Insult,
    /// It is not about points.
    NotAboutPoints,
    /// The same was said already.
    Double,
}

impl From<Ground> for rules::Ground {
    fn from(ground: Ground) -> Self {
        match ground {
            Ground::Insult => Self::Insult,
            Ground::NotAboutPoints => Self::NotAboutPoints,
            Ground::Double => Self::Double,
        }
    }
}

/// What is not taken up, and why.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetAsideIn {
    /// Why; who holds the receipt code reads it.
    pub ground: Ground,
}

impl Check for SetAsideIn {}

/// Admits a held objection.
///
/// From now on it is heard, and the member concerned is told that there is one: not by whom, and not
/// its text. Nobody looks at what concerns their own points.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The objection")),
    responses((status = 200, body = ObjectionOut, description = "The objection now",
        example = json!(objection_example()))),
    extensions(("x-error-codes" = json!([
        "objection.not_found", "objection.own", "objection.wrong_state", "auth.forbidden"
    ]))),
)]
#[post("/objections/{id}/admit")]
pub(super) async fn admit_objection(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ObjectionId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "objections.admit", &key, id.0, &())?;
    let work = async |tx: &Tx| done(tx, admit(tx, &permit, &permit.reach, permit.person, id.0).await?).await;
    Ok(command.run(work).await?.into())
}

/// Sets a held objection aside.
///
/// For what insults, is not about points, or was said already. It is shown nowhere; who holds the
/// receipt code reads the ground.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The objection")),
    request_body = SetAsideIn,
    responses((status = 200, body = ObjectionOut, description = "The objection now",
        example = json!(objection_example()))),
    extensions(("x-error-codes" = json!([
        "objection.not_found", "objection.own", "objection.wrong_state", "auth.forbidden"
    ]))),
)]
#[post("/objections/{id}/set-aside")]
pub(super) async fn set_objection_aside(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ObjectionId>,
    body: JsonBody<SetAsideIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "objections.set_aside", &key, id.0, &body.0)?;
    let ground = body.ground.into();
    let work =
        async |tx: &Tx| done(tx, set_aside(tx, &permit, &permit.reach, permit.person, id.0, ground).await?).await;
    Ok(command.run(work).await?.into())
}

/// The use case of admitting.
///
/// # Errors
/// `objection.not_found` outside reach, `objection.own`, `objection.wrong_state`.
pub async fn admit(tx: &Tx, act: &Act, reach: &Reach, by: PersonId, id: ObjectionId) -> Result<Objection, Failure> {
    let objection = decidable(tx, reach, by, id).await?;
    let was = (objection.state, objection.version);
    let now = Objection { state: was.0.after(Step::Admit)?, version: was.1 + 1, ..objection };
    if !rows::decided(tx, was, &now).await? {
        return Err(Code::ObjectionWrongState.into());
    }
    act.audit(tx, "objections.admit", ("objection", id.0), &now.review_path).await?;
    tell::admitted(tx, &now, act.now).await?;
    Ok(now)
}

/// The use case of setting aside.
///
/// # Errors
/// As [`admit`].
pub async fn set_aside(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ObjectionId,
    ground: rules::Ground,
) -> Result<Objection, Failure> {
    let objection = decidable(tx, reach, by, id).await?;
    let was = (objection.state, objection.version);
    let now = Objection {
        state: was.0.after(Step::SetAside)?,
        ground: Some(ground),
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        version: was.1 + 1,
        ..objection
    };
    if !rows::decided(tx, was, &now).await? {
        return Err(Code::ObjectionWrongState.into());
    }
    act.audit(tx, "objections.set_aside", ("objection", id.0), &now.review_path).await?;
    Ok(now)
}

/// An objection within reach that is not the caller's own concern.
pub(super) async fn decidable(tx: &Tx, reach: &Reach, by: PersonId, id: ObjectionId) -> Result<Objection, Failure> {
    let objection = rows::find(tx, reach, id).await?.ok_or(Code::ObjectionNotFound)?;
    may_decide(objection.person, objection.objector, by)?;
    Ok(objection)
}

/// The reply, for who still reaches where it is decided.
pub(super) async fn done(tx: &Tx, objection: Objection) -> Result<Done<ObjectionOut>, Failure> {
    let out = objections_out(tx, std::slice::from_ref(&objection)).await?.pop();
    Ok(Done::ok(out.ok_or(Code::ObjectionNotFound)?).within(&objection.review_path))
}
