//! The caller's own claims.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::ClaimId;
use xianfeng_domain::tasks::ClaimState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::tasks::{self as rows, ClaimFilter};

use crate::app::App;
use crate::auth::AsMember;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::tasks::{ClaimOut, claim_example, claims_out};

/// Which claims.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnClaimsQuery {
    /// In a state.
    state: Option<String>,
}

impl Check for OwnClaimsQuery {
    fn check(&self, faults: &mut Faults) {
        if self.state.as_deref().is_some_and(|state| ClaimState::from_code(state).is_none()) {
            faults.add_limit("?state", FaultCode::NotOneOf, ClaimState::ALL.map(ClaimState::code).join(", "));
        }
    }
}

/// A page of the own claims.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnClaimsOut {
    /// The claims.
    pub items: Vec<ClaimOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the caller's own claims, the newest first.
///
/// Whatever the caller may see of others.
#[utoipa::path(
    tag = "me",
    params(PageQuery, OwnClaimsQuery),
    responses((status = 200, body = OwnClaimsOut, description = "A page",
        example = json!({ "items": [claim_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/claims")]
pub(super) async fn list_my_claims(
    app: Data<App>,
    member: AsMember,
    list: ListParams<OwnClaimsQuery>,
) -> Result<HttpResponse, Problem> {
    let own = member.member.id;
    let filter = ClaimFilter {
        state: list.filter.state.as_deref().and_then(ClaimState::from_code),
        member: Some(own),
        before: list.page.after::<Uuid>()?.map(ClaimId),
        limit: u64::from(list.page.limit) + 1,
        ..ClaimFilter::default()
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let claims = rows::claims(tx, &Reach::none(), Some(own), &filter).await?;
        let (claims, next_cursor) = list.page.cut(claims, |claim| claim.id.0)?;
        Ok(OwnClaimsOut { items: claims_out(tx, &claims).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
