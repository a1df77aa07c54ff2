//! The caller's own ledger.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::EntryId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerFilter};

use crate::app::App;
use crate::auth::AsMember;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};
use crate::http::wire::WirePeriod;
use crate::ledger::{LedgerOut, entries_out, entry_example};

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnLedgerQuery {
    /// Counting in a period: what makes up its totals.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
}

impl Check for OwnLedgerQuery {}

/// Lists the caller's own ledger entries, the newest first.
///
/// Each with a sentence that explains it.
#[utoipa::path(
    tag = "me",
    params(PageQuery, OwnLedgerQuery),
    responses((status = 200, body = LedgerOut, description = "A page",
        example = json!({ "items": [entry_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/ledger")]
pub(super) async fn list_my_ledger(
    app: Data<App>,
    member: AsMember,
    list: ListParams<OwnLedgerQuery>,
) -> Result<HttpResponse, Problem> {
    let own = member.member.id;
    let filter = LedgerFilter {
        member: Some(own),
        period: list.filter.period.map(|period| period.0),
        before: list.page.after::<Uuid>()?.map(EntryId),
        limit: u64::from(list.page.limit) + 1,
        ..LedgerFilter::default()
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let nothing_else = Reach::none();
        let entries = rows::page(tx, &nothing_else, Some(own), member.today(), &filter).await?;
        let (entries, next_cursor) = list.page.cut(entries, |row| row.entry.draft.id.0)?;
        Ok(LedgerOut { items: entries_out(tx, &member, &entries).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
