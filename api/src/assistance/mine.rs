//! For whom the caller may act, and who may act for them.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::assistance::Assistance;
use xianfeng_infra::assistance as rows;
use xianfeng_infra::db::{StoreResult, Tx};

use super::wire::{AssistanceOut, assistance_example, assistances_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::problem::Problem;

/// The caller's own rights to act, from both sides.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyAssistanceOut {
    /// For whom the caller may act.
    pub acts_for: Vec<AssistanceOut>,
    /// Who may act for the caller.
    pub acted_for_by: Vec<AssistanceOut>,
}

/// For whom the caller may act, and who may act for them.
///
/// Only what is good today. Not to be read with the header `Acting-For`.
#[utoipa::path(
    tag = "me",
    responses((status = 200, body = MyAssistanceOut, description = "Both sides",
        example = json!({ "actsFor": [assistance_example()], "actedForBy": [] }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/assistance")]
pub(super) async fn list_my_assistance(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let helps = good(tx, &bound, rows::of_helper(tx, bound.person).await?).await?;
        let helped = good(tx, &bound, rows::of_person(tx, bound.person).await?).await?;
        Ok(MyAssistanceOut {
            acts_for: assistances_out(tx, &helps).await?,
            acted_for_by: assistances_out(tx, &helped).await?,
        })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Those that are good today; a handful.
async fn good(tx: &Tx, bound: &Bound, all: Vec<Assistance>) -> StoreResult<Vec<Assistance>> {
    let mut good = Vec::new();
    for one in all {
        if rows::good(tx, one.helper, one.member, bound.today()).await?.is_some() {
            good.push(one);
        }
    }
    Ok(good)
}
