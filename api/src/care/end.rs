//! Ending an entry or a pairing.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, Outcome, StepKind};
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;

use super::create::LONGEST;
use super::people::{tell_own, thank};
use super::seen::to_decide;
use super::step::{check_past, step, write};
use super::wire::{CareOut, care_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// How an entry ends.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndIn {
    /// The last day; not in the future, and not before the first.
    pub on: WireDay,
    /// `completed` or `stopped`.
    #[schema(example = "completed")]
    pub outcome: String,
    /// Why, with the meeting: 1 to 300 characters. Sealed.
    pub reason: String,
}

impl Check for EndIn {
    fn check(&self, faults: &mut Faults) {
        if !Outcome::DECIDED.iter().any(|outcome| outcome.code() == self.outcome) {
            faults.add_limit("/outcome", FaultCode::NotOneOf, Outcome::DECIDED.map(Outcome::code).join(", "));
        }
        faults.text("/reason", &self.reason, 1..=LONGEST);
    }
}

/// Ends an entry or a pairing.
///
/// The member and the helper are told. It stays on record for who may read it.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = EndIn,
    responses((status = 200, body = CareOut, description = "The entry now", example = json!(care_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "care.not_found", "care.own", "care.ended"]))),
)]
#[post("/care/{id}/end")]
pub(super) async fn end_care_entry(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CareId>,
    body: JsonBody<EndIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.end", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let entry = end(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(CareOut::from(&entry)).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the entry or the day refuses.
pub async fn end(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CareId,
    new: &EndIn,
) -> Result<Entry, Failure> {
    let mut entry = to_decide(tx, reach, by, id).await?;
    check_past(act, &entry, new.on.0)?;
    let helper = entry.helper;
    entry.ended = Some((new.on.0, Outcome::from_code(&new.outcome).ok_or(Code::RequestInvalid)?));
    let mut step = step(act, &entry, StepKind::Ended);
    step.on = new.on.0;
    let reason = vault.seal_text(new.reason.trim())?;
    write(tx, act, &mut entry, "care.end", &step, Some(reason)).await?;
    thank(tx, act, helper).await?;
    tell_own(tx, act, &entry, Kind::CareEnded).await?;
    Ok(entry)
}
