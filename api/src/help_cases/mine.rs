//! One's own cases, and those that one helps in.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use uuid::Uuid;
use xianfeng_domain::help::HelpCase;
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use super::list::HelpCasesOut;
use super::seen::View;
use super::wire::{case_example, cases_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::Problem;

/// Lists the caller's own help cases, and those that they help in.
///
/// The newest first; `seenAs` says which is which. A case is here from its confirmation on; where the
/// caller helps, while it is open.
#[utoipa::path(
    tag = "me",
    params(PageQuery),
    responses((status = 200, body = HelpCasesOut, description = "A page",
        example = json!({ "items": [case_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/help-cases")]
pub(super) async fn list_my_help_cases(
    app: Data<App>,
    bound: Bound,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?.map(HelpCaseId);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let cases = rows::of_person(tx, bound.person, before, u64::from(list.page.limit) + 1).await?;
        let (cases, next_cursor) = list.page.cut(cases, |case| case.proposal.id.0)?;
        let seen_as = |case: &HelpCase| if case.proposal.person == bound.person { View::Member } else { View::Helper };
        let with_view = |case: HelpCase| {
            let view = seen_as(&case);
            (case, view)
        };
        let cases: Vec<_> = cases.into_iter().map(with_view).collect();
        Ok(HelpCasesOut { items: cases_out(tx, &bound, &cases).await?, next_cursor })
    };
    let out = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(out))
}
