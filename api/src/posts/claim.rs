//! Claiming a post by skill (S1-2).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use uuid::Uuid;
use xianfeng_domain::ids::{HoldingId, PostId};
use xianfeng_domain::members::Member;
use xianfeng_domain::posts::{self, Holding, HoldingState, Origin, Refusal};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{grids, posts as rows};

use super::wire::{HoldingOut, holding_example, holding_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};

/// Claims a post for the caller.
///
/// It must be of the own branch, or of what lies above, and in the own grid where it has one. Takes
/// a place; the secretary confirms it, or ends it.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post")),
    responses((status = 201, body = HoldingOut, description = "The claim", example = json!(holding_example()))),
    extensions(("x-error-codes" = json!([
        "post.not_found", "post.closed", "post.not_eligible", "post.full", "post.already_held"
    ]))),
)]
#[post("/posts/{id}/claims")]
pub(super) async fn claim_post(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    id: PathId<PostId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "posts.claim", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let holding = claim(tx, &member, &member.member, id.0).await?;
        Ok(Done::created(holding_out(tx, &holding).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the member claims the post.
///
/// # Errors
/// What the post refuses.
pub async fn claim(tx: &Tx, act: &Act, member: &Member, id: PostId) -> Result<Holding, Failure> {
    let branch = &member.standing.branch_path;
    let post = rows::find_for_member(tx, branch, id).await?.ok_or(Code::PostNotFound)?;
    let grids = grids::of_member(tx, member.id, act.today()).await?;
    let live = rows::live(tx, id, member.id).await?;
    posts::claim(&post, branch, &grids, live.map(|holding| holding.state))?;
    let holding = Holding {
        id: HoldingId(Uuid::now_v7()),
        post: id,
        member: member.id,
        path: post.path,
        origin: Origin::Claimed,
        state: HoldingState::Claimed,
        from: None,
        to: None,
        term_until: None,
        end_reason: None,
    };
    take(tx, act, &holding).await?;
    act.audit(tx, "posts.claim", ("holding", holding.id.0), &holding.path).await?;
    Ok(holding)
}

/// Takes a place of the post and writes who took it.
pub(super) async fn take(tx: &Tx, act: &Act, holding: &Holding) -> Result<(), Failure> {
    if !rows::take_place(tx, holding.post).await? {
        return Err(Refusal::Full.into());
    }
    match rows::insert_holding(tx, holding, act.caller.account, act.now).await {
        // A second tap, or the secretary, was quicker: look again.
        Err(StoreError::Duplicate) => Err(StoreError::Race("a post").into()),
        other => Ok(other?),
    }
}
