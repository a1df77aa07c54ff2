//! The funds of a township's villages, or of one.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{funds, organizations};

use super::statement::statements;
use super::wire::{FundLineOut, FundSumsOut, line_example, sums_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};

/// The most funds on a page, since each brings its lines: pages stay under 64 KB.
const MOST: u32 = 25;

/// Which funds.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FundQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
}

impl Check for FundQuery {}

/// One fund.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundOut {
    /// Whose.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// Where the money is.
    pub sums: FundSumsOut,
    /// By settled period, the earliest first.
    pub periods: Vec<FundLineOut>,
}

/// A page of funds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundsOut {
    /// The funds.
    pub items: Vec<FundOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the funds of an organization and what lies below it.
///
/// Each with what was put in, promised, spent and lapsed, in fen and by settled period (S0-9). At most 25
/// on a page.
#[utoipa::path(
    tag = "funds",
    params(PageQuery, FundQuery),
    responses((status = 200, body = FundsOut, description = "A page", example = json!({ "items": [{
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
        "sums": sums_example(), "periods": [line_example()]
    }], "nextCursor": null }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "auth.not_bound", "auth.forbidden", "list.bad_cursor"
    ]))),
)]
#[get("/funds")]
pub(super) async fn list_funds(
    app: Data<App>,
    permit: Permit<rights::Read>,
    mut list: ListParams<FundQuery>,
) -> Result<HttpResponse, Problem> {
    list.page.limit = list.page.limit.min(MOST);
    let after = list.page.after::<Uuid>()?.map(OrganizationId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let asked = OrganizationId(list.filter.organization_id);
        let found = organizations::find(tx, &permit.reach, asked).await?.ok_or(Code::OrganizationNotFound)?;
        let limit = u64::from(list.page.limit) + 1;
        let rows = funds::within_reach(tx, &permit.reach, &found.path, after, limit).await?;
        let (rows, next_cursor) = list.page.cut(rows, |(id, _)| id.0)?;
        let statements = statements(tx, &rows).await?;
        let names: HashMap<OrganizationId, String> =
            organizations::under(tx, &found.path).await?.into_iter().map(|one| (one.id, one.name)).collect();
        let fund_out = |(id, _): &(OrganizationId, _)| {
            let statement = statements.get(id).cloned().unwrap_or_default();
            FundOut {
                organization_id: id.0,
                organization_name: names.get(id).cloned().unwrap_or_default(),
                sums: statement.fund.into(),
                periods: statement.lines.iter().map(Into::into).collect(),
            }
        };
        Ok(FundsOut { items: rows.iter().map(fund_out).collect(), next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
