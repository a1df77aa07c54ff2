//! One entry with what is sealed.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::care::Entry;
use xianfeng_domain::ids::CareId;
use xianfeng_infra::care::{self as rows, Told};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, members};

use super::wire::{CareNamedOut, CareOut, named, named_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireDay;

/// So many steps are shown: two years of visits.
const LATEST: u64 = 24;

/// An entry in full.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareDetailOut {
    /// The entry.
    pub entry: CareOut,
    /// Whom it is for.
    pub member_name: String,
    /// The branch that keeps it.
    pub organization_name: String,
    /// Who helps.
    pub helper_name: Option<String>,
    /// Why.
    pub ground: Option<String>,
    /// What is given.
    pub given: Option<String>,
    /// What the helper is to do.
    pub task: Option<String>,
    /// The latest steps, the newest first.
    pub steps: Vec<CareStepOut>,
}

/// What happened with an entry.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareStepOut {
    /// Its id; of a payment also that of the fund's line.
    pub id: Uuid,
    /// `visit`, `review`, `helper`, `released`, `moved`, `paid`, `payment_reversed` or `ended`.
    pub kind: &'static str,
    /// The day.
    pub on: WireDay,
    /// What was done, found or decided.
    pub text: Option<String>,
    /// What is needed.
    pub needs: Option<String>,
    /// Of a helper named or released: who.
    pub helper_name: Option<String>,
    /// Of a payment, or of one taken back: how much, in fen.
    pub amount_fen: Option<i64>,
    /// Who put it on record.
    pub by: Option<String>,
}

/// Shows an entry of the register in full.
///
/// For the branch's secretary and committee and for the township; not what is for the caller. The audit log says who
/// read it.
#[utoipa::path(
    tag = "care",
    params(("id" = Uuid, Path, description = "The entry")),
    responses((status = 200, body = CareDetailOut, description = "The entry", example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "care.not_found"]))),
)]
#[get("/care/{id}")]
pub(super) async fn get_care_entry(
    app: Data<App>,
    permit: Permit<rights::Review>,
    id: PathId<CareId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let entry = rows::find(tx, &permit.reach, id.0).await?.filter(|entry| entry.person != permit.person);
        let entry = entry.ok_or(Code::CareNotFound)?;
        Ok((detail(tx, &app.vault, &entry).await?, entry.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "care.read", Some(("care", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}

async fn detail(tx: &Tx, vault: &Vault, entry: &Entry) -> StoreResult<CareDetailOut> {
    let texts = rows::texts(tx, vault, entry.id).await?;
    let told = rows::steps(tx, vault, entry.id, LATEST).await?;
    let persons = accounts::persons_behind(tx, told.iter().map(|told| told.step.by)).await?;
    let by: HashMap<_, _> = members::names(tx, persons.values().copied()).await?;
    let helpers = members::names_of(tx, told.iter().filter_map(|told| told.step.helper)).await?;
    let step_out = |told: Told| CareStepOut {
        id: told.step.id.0,
        kind: told.step.kind.code(),
        on: WireDay(told.step.on),
        helper_name: told.step.helper.and_then(|helper| helpers.get(&helper)).cloned(),
        amount_fen: told.step.fen,
        by: persons.get(&told.step.by).and_then(|person| by.get(person)).cloned(),
        text: told.text,
        needs: told.needs,
    };
    let named = named(tx, std::slice::from_ref(entry)).await?.pop();
    let CareNamedOut { entry, member_name, organization_name, helper_name } =
        named.ok_or_else(|| StoreError::corrupt("an entry of nobody"))?;
    Ok(CareDetailOut {
        entry,
        member_name,
        organization_name,
        helper_name,
        ground: texts.ground,
        given: texts.given,
        task: texts.task,
        steps: told.into_iter().map(step_out).collect(),
    })
}

fn detail_example() -> serde_json::Value {
    let mut example = named_example();
    example["ground"] = "患病，住院".into();
    example["given"] = "每季度慰问一次".into();
    example["task"] = "每月上门看一次".into();
    example["steps"] = serde_json::json!([{ "id": "018e0f6a-0000-7000-8000-000000000084", "kind": "visit", "on": "2024-03-01", "text": "送药上门", "needs": null,
        "helperName": null, "amountFen": null, "by": "王秀英" }]);
    example
}
