//! Declarations: a branch's, a member's, and what waits for a decision.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::declarations::{ALL_WAYS, DeclarationState};
use xianfeng_domain::ids::{DeclarationId, MemberId, OrganizationId};
use xianfeng_domain::rulebook::Way;
use xianfeng_infra::db::Tx;
use xianfeng_infra::declarations::{self as rows, DeclarationFilter};

use super::wire::{DeclarationOut, declaration_example, declarations_out};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;
use crate::organizations::find_visible;

/// Which declarations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DeclarationQuery {
    /// `review`: what waits for the caller's decision, at the places where the caller reviews and
    /// what nobody below may decide; never the caller's own. The oldest first.
    queue: Option<String>,
    /// Of this organization and what lies below.
    organization_id: Option<Uuid>,
    /// `open`, `registered`, `declined` or `withdrawn`.
    state: Option<String>,
    /// `declaration`, `report`, `honour`, `suggestion` or `training`.
    way: Option<String>,
    /// Of a member.
    member_id: Option<Uuid>,
    /// Counting by a day of a period: deeds done in it, reports on it.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
}

impl Check for DeclarationQuery {
    fn check(&self, faults: &mut Faults) {
        if self.queue.as_deref().is_some_and(|queue| queue != "review") {
            faults.add_limit("?queue", FaultCode::NotOneOf, "review");
        }
        check_state(faults, self.state.as_deref());
        if self.way.as_deref().is_some_and(|way| ALL_WAYS.iter().all(|known| known.code() != way)) {
            faults.add_limit("?way", FaultCode::NotOneOf, ALL_WAYS.map(Way::code).join(", "));
        }
    }
}

/// A state in a query.
pub(crate) fn check_state(faults: &mut Faults, state: Option<&str>) {
    if state.is_some_and(|state| DeclarationState::from_code(state).is_none()) {
        let states = DeclarationState::ALL.map(DeclarationState::code).join(", ");
        faults.add_limit("?state", FaultCode::NotOneOf, states);
    }
}

/// A page of declarations.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeclarationsOut {
    /// The declarations.
    pub items: Vec<DeclarationOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists declarations, the newest first; what waits for a decision, the oldest first.
///
/// Members see their own and what they brought forward as liaison; administrators, reviewers and
/// overseers those within reach, and the audit log says that they did.
#[utoipa::path(
    tag = "declarations",
    params(PageQuery, DeclarationQuery),
    responses((status = 200, body = DeclarationsOut, description = "A page",
        example = json!({ "items": [declaration_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/declarations")]
pub(super) async fn list_declarations(
    app: Data<App>,
    bound: Bound,
    list: ListParams<DeclarationQuery>,
) -> Result<HttpResponse, Problem> {
    let queue = list.filter.queue.is_some();
    let reach = bound.caller.reach(if queue { Right::Review } else { Right::Read });
    if queue && reach.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let own = bound.caller.member_id();
    let after = list.page.after::<Uuid>()?.map(DeclarationId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = find_visible(tx, &bound.caller, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let filter = DeclarationFilter {
            state: list.filter.state.as_deref().and_then(DeclarationState::from_code),
            way: list.filter.way.as_deref().and_then(Way::from_code),
            member: list.filter.member_id.map(MemberId),
            organization: organization.clone(),
            period: list.filter.period.map(|period| period.0),
            review_at: queue.then(|| reach.tops().iter().filter_map(|path| path.ids().next_back()).collect()),
            after,
            limit: u64::from(list.page.limit) + 1,
        };
        let found = rows::page(tx, &reach, own, Some(bound.caller.account), &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |declaration| declaration.id.0)?;
        let items = declarations_out(tx, &found).await?;
        let others = found.iter().any(|declaration| Some(declaration.member) != own);
        Ok((DeclarationsOut { items, next_cursor }, others.then_some(organization)))
    };
    let (out, others) = app.database.read(read).await?;
    if let Some(organization) = others {
        let subject = list.filter.member_id.map(|id| ("member", id));
        let subject = subject.or(list.filter.organization_id.map(|id| ("organization", id)));
        bound.disclosed(&app, "declarations.list", subject, Act::place_read(&reach, organization)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
