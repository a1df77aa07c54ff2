//! The caller's own declarations.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::ids::DeclarationId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::declarations::{self as rows, DeclarationFilter};

use crate::app::App;
use crate::auth::AsMember;
use crate::declarations::{DeclarationOut, check_state, declaration_example, declarations_out};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Faults, Problem};

/// Which declarations.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OwnDeclarationsQuery {
    /// In a state.
    state: Option<String>,
}

impl Check for OwnDeclarationsQuery {
    fn check(&self, faults: &mut Faults) {
        check_state(faults, self.state.as_deref());
    }
}

/// A page of the own declarations.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OwnDeclarationsOut {
    /// The declarations.
    pub items: Vec<DeclarationOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the caller's own declarations, the newest first.
///
/// Also those that somebody brought forward for the caller; whatever the caller may see of others.
#[utoipa::path(
    tag = "me",
    params(PageQuery, OwnDeclarationsQuery),
    responses((status = 200, body = OwnDeclarationsOut, description = "A page",
        example = json!({ "items": [declaration_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/declarations")]
pub(super) async fn list_my_declarations(
    app: Data<App>,
    member: AsMember,
    list: ListParams<OwnDeclarationsQuery>,
) -> Result<HttpResponse, Problem> {
    let own = member.member.id;
    let filter = DeclarationFilter {
        state: list.filter.state.as_deref().and_then(DeclarationState::from_code),
        member: Some(own),
        after: list.page.after::<Uuid>()?.map(DeclarationId),
        limit: u64::from(list.page.limit) + 1,
        ..DeclarationFilter::default()
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = rows::page(tx, &Reach::none(), Some(own), None, &filter).await?;
        let (found, next_cursor) = list.page.cut(found, |declaration| declaration.id.0)?;
        Ok(OwnDeclarationsOut { items: declarations_out(tx, &found).await?, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
