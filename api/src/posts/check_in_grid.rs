//! Posts of a grid, checked off by who leads it, where the branch lets them.

use std::collections::HashSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{GridId, HoldingId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::check::{ChecksIn, ChecksOut, check_all};
use crate::app::App;
use crate::auth::Bound;
use crate::command::{Command, Done};
use crate::grids::led;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};

/// Checks posts of a grid that the caller leads off for a period.
///
/// Only if the branch let the leader when it confirmed them, and only posts of this grid or its
/// micro-grids; otherwise as `POST /posts/checks`.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The grid")),
    request_body = ChecksIn,
    responses((status = 200, body = ChecksOut, description = "One result a check", example = json!({ "results": [
        { "holdingId": "018e0f6a-0000-7000-8000-000000000042", "outcome": "paid",
            "entryId": "018e0f6a-0000-7000-8000-000000000005", "points": 10, "askedPoints": 10,
            "code": null, "detail": null }
    ] }))),
    extensions(("x-error-codes" = json!([
        "grid.not_found", "grid_leader.may_not_check", "post.holding_not_found", "post.own", "post.wrong_period",
        "post.period_not_begun", "post.not_held", "post.already_checked", "post.no_item", "post.points_out_of_range"
    ]))),
)]
#[post("/me/grids/{id}/post-checks")]
pub(super) async fn check_my_grid_posts(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<GridId>,
    body: JsonBody<ChecksIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "posts.check_in_grid", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let led = led(tx, bound.person, id.0, bound.today()).await?;
        if !led.leadership.confirmation.as_ref().is_some_and(|term| term.checks_posts) {
            return Err(Code::GridLeaderMayNotCheck.into());
        }
        let grids: HashSet<GridId> = led.ids(tx).await?.into_iter().collect();
        let reach = Reach::township_of(&led.grid.path);
        let mut found = Vec::new();
        for (index, check) in body.checks.iter().enumerate() {
            let holding = rows::holding(tx, &reach, HoldingId(check.holding_id)).await?;
            let holding = holding.ok_or(Code::PostHoldingNotFound)?;
            let post = rows::find(tx, &reach, holding.post).await?.ok_or(Code::PostHoldingNotFound)?;
            // A post outside the grid is as if there were none.
            if !post.grid.is_some_and(|grid| grids.contains(&grid)) {
                return Err(Code::PostHoldingNotFound.into());
            }
            found.push((index, holding));
        }
        Ok(Done::ok(check_all(tx, &bound, bound.person, found, &body.0).await?))
    };
    Ok(command.run(work).await?.into())
}
