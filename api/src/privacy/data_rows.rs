//! All that one place holds on me, page by page (article 45).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::privacy::{Table, inventory};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::privacy::held::held;

use super::data::{ValueOut, row};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, Page, PageQuery};
use crate::http::problem::{Check, FaultCode, Faults, Problem};

/// Which place.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HeldRowsQuery {
    /// The code of a place, as `/me/privacy/data` names it.
    #[param(example = "declarations")]
    place: String,
}

impl HeldRowsQuery {
    fn table(&self) -> Option<&'static Table> {
        inventory().find(|table| table.name == self.place)
    }
}

impl Check for HeldRowsQuery {
    fn check(&self, faults: &mut Faults) {
        if self.table().is_none() {
            faults.add("?place", FaultCode::Invalid);
        }
    }
}

/// A page of what one place holds.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = HeldRowsOut)]
pub struct RowsOut {
    /// How many rows there are in all.
    pub count: u64,
    /// The rows, each with its values by name.
    pub items: Vec<Vec<ValueOut>>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Shows all that one place holds on the caller.
///
/// Page by page, where `/me/privacy/data` shows the first hundred rows. For the person only; of a place that holds
/// nothing of them, or of which nobody can say whose a row is, the page is empty.
#[utoipa::path(
    tag = "privacy",
    params(PageQuery, HeldRowsQuery),
    responses((status = 200, body = RowsOut, description = "A page", example = json!({
        "count": 1, "items": [[{ "name": "内容", "value": "清运自家门前垃圾" }, { "name": "数量", "value": "2" }]],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/privacy/data/rows")]
pub(super) async fn list_my_data_rows(
    app: Data<App>,
    bound: Bound,
    list: ListParams<HeldRowsQuery>,
) -> Result<HttpResponse, Problem> {
    let seen = list.page.after::<u32>()?.map_or(0, u64::from);
    let table = list.filter.table();
    let read = async |tx: &Tx| rows(tx, &app.vault, table, bound.person, (seen, &list.page)).await;
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Behind the rows that were seen. The place in the list is a count, not a row: the keys of the tables differ, and
/// what one person has of a place is little.
async fn rows(
    tx: &Tx,
    vault: &Vault,
    table: Option<&'static Table>,
    person: PersonId,
    (seen, page): (u64, &Page),
) -> Result<RowsOut, Failure> {
    let Some(table) = table else { return Ok(RowsOut { count: 0, items: Vec::new(), next_cursor: None }) };
    let (count, found) = held(tx, vault, table, person, (seen, u64::from(page.limit) + 1)).await?;
    let numbered: Vec<_> = (seen + 1..).zip(found).collect();
    // More than a cursor counts nobody has: the list ends there.
    let (numbered, next_cursor) = page.cut(numbered, |(number, _)| u32::try_from(*number).unwrap_or(u32::MAX))?;
    Ok(RowsOut { count, items: numbered.into_iter().map(|(_, held)| row(held)).collect(), next_cursor })
}
