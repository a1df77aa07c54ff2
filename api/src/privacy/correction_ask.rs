//! Asking for a correction (article 46).

use std::collections::BTreeSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{CorrectionId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::privacy::{Correction, CorrectionState, Field};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::{Vault, corrections as rows};
use xianfeng_infra::{accounts, members, organizations};

use super::correction_wire::{CorrectionOut, WireField, Wish, correction_example, corrections_out, wish};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{self, Kind};

/// A new request.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = DataCorrectionIn)]
pub struct CorrectionIn {
    /// What is wrong.
    pub field: WireField,
    /// What it should be, at most 200 characters.
    #[schema(example = "蒋远嘉")]
    pub wished: String,
    /// Why, or how it can be seen, 1 to 200 characters.
    #[schema(example = "身份证上是“嘉”")]
    pub why: String,
}

impl Check for CorrectionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/wished", &self.wished, 0..=200);
        faults.text("/why", &self.why, 1..=200);
    }
}

/// Asks for a correction of what is held on the caller.
///
/// One about a field at once. The branch's secretary decides, of who is in no branch the township; who
/// holds the office asks somebody above.
#[utoipa::path(
    tag = "privacy",
    request_body = CorrectionIn,
    responses((status = 201, body = CorrectionOut, description = "The request", example = json!(correction_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "privacy.correction_waits"]))),
)]
#[post("/me/privacy/corrections")]
pub(super) async fn ask_my_correction(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<CorrectionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "privacy.ask_correction", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let request = ask(tx, &app.vault, &bound, bound.person, &body.0).await?;
        let out = corrections_out(tx, vec![request]).await?.pop();
        Ok(Done::created(out.ok_or_else(|| StoreError::corrupt("a request of nobody"))?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// A wish that cannot be read; `privacy.correction_waits`.
pub async fn ask(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    person: PersonId,
    new: &CorrectionIn,
) -> Result<Correction, Failure> {
    let held = members::person(tx, vault, person).await?.ok_or(Code::PersonNotFound)?;
    let field = Field::from(new.field);
    let branch = members::of_person(tx, person, act.today()).await?.map(|member| member.standing.branch_path);
    match wish(&held, field, &new.wished) {
        None => return Err(Failure::field("/wished", FaultCode::Invalid)),
        Some(Wish::Joined(day)) if day > act.today() => {
            return Err(Failure::field("/wished", FaultCode::InTheFuture));
        }
        // Who is no member joined nowhere.
        Some(Wish::Joined(_)) if branch.is_none() => return Err(Failure::field("/field", FaultCode::Invalid)),
        Some(_) => {}
    }
    let township = organizations::find_open(tx, held.township).await?.ok_or(Code::OrganizationNotFound)?;
    let request = Correction {
        id: CorrectionId(Uuid::now_v7()),
        person,
        path: branch.unwrap_or(township.path),
        field,
        wished: new.wished.trim().to_owned(),
        why: new.why.trim().to_owned(),
        state: CorrectionState::Waiting,
        asked_at: act.now,
        decided_by: None,
        decided_at: None,
        answer: None,
    };
    rows::insert(tx, vault, &request).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::PrivacyCorrectionWaits),
        error => error.into(),
    })?;
    let deciders = deciders(tx, &request.path, person).await?;
    let subject = Some(("correction", request.id.0));
    inbox::tell_all(tx, &deciders, Kind::CorrectionAsked, subject, &[("field", field.name())], act.now).await?;
    act.audit(tx, "privacy.ask_correction", ("correction", request.id.0), &request.path).await?;
    Ok(request)
}

/// Who manages members at the lowest place where somebody other than the person does.
async fn deciders(tx: &Tx, path: &OrganizationPath, person: PersonId) -> Result<BTreeSet<PersonId>, Failure> {
    let grants = accounts::grants_on_path(tx, path).await?;
    for place in path.ids().rev() {
        let there = grants.iter().filter(|grant| grant.organization == place);
        let may = there.filter(|grant| grant.role.allows(Right::ManageMembers) && grant.person != person);
        let persons: BTreeSet<PersonId> = may.map(|grant| grant.person).collect();
        if !persons.is_empty() {
            return Ok(persons);
        }
    }
    Ok(BTreeSet::new())
}
