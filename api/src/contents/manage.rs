//! What is managed within reach.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::contents::State;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::contents::ContentFilter;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::gather::{Among, after, check, filter, gather};
use super::list::ContentsOut;
use super::wire::{Beside, line_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// Which contents.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ManagedContentQuery {
    /// `draft`, `submitted`, `returned`, `approved`, `published` or `taken_down`.
    state: Option<String>,
    /// `notice`, `document`, `study`, `case` or `story`.
    kind: Option<String>,
    /// Whose title or text holds this, of those that were handed in once.
    query: Option<String>,
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
}

impl Check for ManagedContentQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| State::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, State::ALL.map(State::code).join(", "));
        }
        check(faults, self.kind.as_deref(), self.query.as_deref());
    }
}

/// Lists contents within reach, the last begun first.
///
/// Of every state, with what content safety says of them; for committees, secretaries, the township and overseers.
#[utoipa::path(
    tag = "contents",
    params(PageQuery, ManagedContentQuery),
    responses((status = 200, body = ContentsOut, description = "A page",
        example = json!({ "items": [line_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "list.bad_cursor"]))),
)]
#[get("/contents/managed")]
pub(super) async fn list_managed_contents(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<ManagedContentQuery>,
) -> Result<HttpResponse, Problem> {
    let after = after(&list.page)?;
    let asked = &list.filter;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match asked.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let base = filter(&list.page, asked.kind.as_deref(), asked.query.as_deref());
        let state = asked.state.as_deref().and_then(State::from_code);
        let found =
            gather(tx, Among::Managed(&permit.reach), &ContentFilter { organization, state, ..base }, after).await?;
        let begun =
            |content: &xianfeng_domain::contents::Content| (content.created_at.timestamp_micros(), content.id.0);
        let (found, next_cursor) = list.page.cut(found, begun)?;
        let beside = Beside::load(tx, &permit, &found, true).await?;
        Ok(ContentsOut { items: found.iter().map(|content| beside.line(content)).collect(), next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
