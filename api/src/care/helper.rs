//! Naming who helps from now on (S4-9).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, StepKind};
use xianfeng_domain::ids::{CareId, MemberId, PersonId};
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger;
use xianfeng_infra::privacy::Vault;

use super::create::LONGEST;
use super::people::{cared, helper, tell_of_helper, thank};
use super::seen::to_decide;
use super::step::{step, write};
use super::wire::{CareOut, care_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Faults, Problem};

/// Who helps from now on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CareHelperIn {
    /// A member: for a pairing of the same branch and not older.
    pub helper_id: Uuid,
    /// What they are to do, 1 to 300 characters. Sealed.
    pub task: String,
}

impl Check for CareHelperIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/task", &self.task, 1..=LONGEST);
    }
}

/// Names who helps a member on the register.
///
/// In the place of who helped before, who is thanked. The helper sees whom and what to do, never the list or the ground.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    request_body = CareHelperIn,
    responses((status = 200, body = CareOut, description = "The entry now", example = json!(care_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "care.not_found", "care.own", "care.ended", "care.helper_oneself", "care.helper_elsewhere",
        "care.helper_older", "care.helper_away", "care.helper_full"
    ]))),
)]
#[post("/care/{id}/helper")]
pub(super) async fn name_care_helper(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CareId>,
    body: JsonBody<CareHelperIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.helper", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let entry = name_helper(tx, &app.vault, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(CareOut::from(&entry)).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the entry or the helper refuses.
pub async fn name_helper(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CareId,
    new: &CareHelperIn,
) -> Result<Entry, Failure> {
    let entry = to_decide(tx, reach, by, id).await?;
    // The member's turn: a move or an end at this moment is done now.
    ledger::lock(tx, entry.member).await?;
    let mut entry = to_decide(tx, reach, by, id).await?;
    let member = cared(tx, act, &entry).await?;
    let helper = helper(tx, act, entry.kind, &member, MemberId(new.helper_id), Some(id)).await?;
    let before = entry.helper.replace(helper);
    let mut step = step(act, &entry, StepKind::Helper);
    step.helper = Some(helper.member);
    write(tx, act, &mut entry, "care.helper", &step, None).await?;
    rows::set_task(tx, vault, id, new.task.trim()).await?;
    if before.map(|before| before.person) != Some(helper.person) {
        thank(tx, act, before).await?;
        tell_of_helper(tx, act, &entry).await?;
    }
    Ok(entry)
}
