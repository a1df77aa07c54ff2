//! Correcting the texts of an entry, and until when it is planned.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::CareId;
use xianfeng_infra::care::{self as rows, Texts};
use xianfeng_infra::db::Tx;

use super::create::LONGEST;
use super::seen::to_decide;
use super::wire::{CareOut, care_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// What is written in the place of what stood there; a text that is absent stays.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CareEditIn {
    /// Why, 1 to 300 characters.
    pub ground: Option<String>,
    /// What is given, 1 to 300 characters; not of a pairing.
    pub given: Option<String>,
    /// What the helper is to do, 1 to 300 characters.
    pub task: Option<String>,
    /// The last day that is planned; without end where absent.
    pub until: Option<WireDay>,
}

impl Check for CareEditIn {
    fn check(&self, faults: &mut Faults) {
        for (pointer, text) in [("/ground", &self.ground), ("/given", &self.given), ("/task", &self.task)] {
            if let Some(text) = text {
                faults.text(pointer, text, 1..=LONGEST);
            }
        }
    }
}

/// Corrects an entry.
///
/// Its texts, and until when it is planned. The answer holds no text: read the entry for them.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = CareEditIn,
    responses((status = 200, body = CareOut, description = "The entry now", example = json!(care_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "care.not_found", "care.own", "care.ended", "version.stale"
    ]))),
)]
#[put("/care/{id}")]
pub(super) async fn edit_care_entry(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CareId>,
    read: IfMatch,
    body: JsonBody<CareEditIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.edit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| -> Result<_, Failure> {
        let mut entry = to_decide(tx, &permit.reach, permit.person, id.0).await?;
        read.check(entry.version)?;
        if body.given.is_some() && !entry.kind.is_register() {
            return Err(Failure::field("/given", FaultCode::Unknown));
        }
        entry.until = body.until.map(|until| until.0);
        if entry.until.is_some_and(|until| until <= entry.from) {
            return Err(Failure::field("/until", FaultCode::OutOfRange));
        }
        // An earlier end calls for the review earlier; a review that was due stays due.
        if let Some(until) = entry.until.filter(|_| entry.kind.is_register()) {
            entry.due_on = entry.due_on.min(until);
        }
        let before = rows::texts(tx, &app.vault, entry.id).await?;
        let or = |text: &Option<String>, before| text.as_ref().map(|text| text.trim().to_owned()).or(before);
        let texts = Texts {
            ground: or(&body.ground, before.ground),
            given: or(&body.given, before.given),
            task: or(&body.task, before.task),
        };
        rows::edit(tx, &app.vault, &entry, &texts).await?;
        entry.version += 1;
        permit.audit(tx, "care.edit", ("care", entry.id.0), &entry.path).await?;
        Ok(Done::ok(CareOut::from(&entry)).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}
