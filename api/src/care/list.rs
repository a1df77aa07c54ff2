//! The register of a branch or a township.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::care::Kind;
use xianfeng_domain::ids::{CareId, OrganizationId};
use xianfeng_infra::care::{self as rows, EntryFilter};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::wire::{CareNamedOut, named, named_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which entries.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CareQuery {
    /// Of this organization and what lies below.
    organization_id: Uuid,
    /// `care`, `encouragement`, `support` or `pairing`.
    kind: Option<String>,
    /// `active` or `ended`.
    state: Option<String>,
}

impl Check for CareQuery {
    fn check(&self, faults: &mut Faults) {
        if self.kind.as_deref().is_some_and(|kind| Kind::from_code(kind).is_none()) {
            faults.add_limit("?kind", FaultCode::NotOneOf, Kind::ALL.map(Kind::code).join(", "));
        }
        if self.state.as_deref().is_some_and(|state| !matches!(state, "active" | "ended")) {
            faults.add_limit("?state", FaultCode::NotOneOf, "active, ended");
        }
    }
}

/// A page of the register.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CarePageOut {
    /// The entries, without what is sealed.
    pub items: Vec<CareNamedOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the care-and-help register and the pairings, the newest first.
///
/// For the branch's secretary and committee and for the township; never what is for the caller. Overseers see nothing of
/// it. The audit log says who read it.
#[utoipa::path(
    tag = "care",
    params(PageQuery, CareQuery),
    responses((status = 200, body = CarePageOut, description = "A page",
        example = json!({ "items": [named_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "list.bad_cursor"]))),
)]
#[get("/care")]
pub(super) async fn list_care_entries(
    app: Data<App>,
    permit: Permit<rights::Review>,
    list: ListParams<CareQuery>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(CareId);
    let id = OrganizationId(list.filter.organization_id);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        let filter = EntryFilter {
            organization: Some(found.path.clone()),
            kind: list.filter.kind.as_deref().and_then(Kind::from_code),
            active: list.filter.state.as_deref().map(|state| state == "active"),
            not_for: Some(permit.person),
            before,
            limit: u64::from(list.page.limit) + 1,
        };
        let entries = rows::page(tx, &permit.reach, &filter).await?;
        let (entries, next_cursor) = list.page.cut(entries, |entry| entry.id.0)?;
        Ok((CarePageOut { items: named(tx, &entries).await?, next_cursor }, found.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "care.list", Some(("organization", id.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
