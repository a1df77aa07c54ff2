//! Reading the ledger: who reaches the entry's organization or the member's present one, and
//! everybody their own (invariant 9).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerFilter};

use super::wire::{EntryOut, entries_out, entry_example};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Problem};
use crate::http::wire::WirePeriod;
use crate::leaderboards::visible;

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct LedgerQuery {
    /// Done in this organization and what lies below.
    organization_id: Option<Uuid>,
    /// Of a member.
    member_id: Option<Uuid>,
    /// Counting in a period: what makes up its totals.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
}

impl Check for LedgerQuery {}

/// A page of the ledger.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerOut {
    /// The entries.
    pub items: Vec<EntryOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists ledger entries, the newest first.
///
/// Members see their own; administrators, reviewers and overseers those of the organizations
/// within reach, and those of the members who stand there at present; the audit log says that
/// they did.
#[utoipa::path(
    tag = "ledger",
    params(PageQuery, LedgerQuery),
    responses((status = 200, body = LedgerOut, description = "A page",
        example = json!({ "items": [entry_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "auth.not_bound"]))),
)]
#[get("/ledger")]
pub(super) async fn list_ledger(
    app: Data<App>,
    bound: Bound,
    list: ListParams<LedgerQuery>,
) -> Result<HttpResponse, Problem> {
    let reach = bound.caller.reach(Right::Read);
    let before = list.page.after::<Uuid>()?.map(EntryId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => Some(visible(tx, &bound.caller, OrganizationId(id)).await?.organization.path),
        };
        let filter = LedgerFilter {
            member: list.filter.member_id.map(MemberId),
            organization: organization.clone(),
            period: list.filter.period.map(|period| period.0),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let entries = rows::page(tx, &reach, bound.caller.member_id(), bound.today(), &filter).await?;
        let (entries, next_cursor) = list.page.cut(entries, |row| row.entry.draft.id.0)?;
        let others = entries.iter().any(|row| Some(row.entry.member) != bound.caller.member_id());
        let items = entries_out(tx, &bound, &entries).await?;
        Ok((LedgerOut { items, next_cursor }, others.then_some(organization)))
    };
    let (out, others) = app.database.read(read).await?;
    if let Some(organization) = others {
        let subject = list.filter.member_id.map(|id| ("member", id));
        let subject = subject.or(list.filter.organization_id.map(|id| ("organization", id)));
        bound.disclosed(&app, "ledger.list", subject, Act::place_read(&reach, organization)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
