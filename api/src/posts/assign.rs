//! Giving a post to a member: confirming a claim, or assigning it (S3-5).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{HoldingId, MemberId, PersonId, PostId};
use xianfeng_domain::posts::{self, Holding, HoldingState, Origin, Post, Refusal};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, posts as rows};

use super::claim::take;
use super::wire::{HoldingOut, holding_example, holding_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// A term is at most so many days: ten years, leap days included.
const LONGEST_TERM_DAYS: i64 = 3_653;

/// Who holds the post from a day on.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssignIn {
    /// The member.
    pub member_id: Uuid,
    /// The first day, today or earlier.
    pub from: WireDay,
    /// The first day after the term, after today and at most ten years on; without it the post is held
    /// until somebody ends it.
    pub until: Option<WireDay>,
}

impl Check for AssignIn {
    fn check(&self, faults: &mut Faults) {
        if self.from.0.year() < 1921 {
            faults.add("/from", FaultCode::OutOfRange);
        }
    }
}

/// Confirms a member's claim of a post, or assigns the post to a member.
///
/// By age, schooling, skill and health, as the branch sees fit; nobody decides for themselves. With a term
/// the holding ends by itself, after a reminder (S3-5).
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post")),
    request_body = AssignIn,
    responses((status = 201, body = HoldingOut, description = "The holder", example = json!(holding_example()))),
    extensions(("x-error-codes" = json!([
        "post.not_found", "member.not_found", "post.own", "post.closed", "post.not_eligible", "post.full",
        "post.already_held"
    ]))),
)]
#[post("/posts/{id}/holders")]
pub(super) async fn assign_post(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<PostId>,
    body: JsonBody<AssignIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.assign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let post = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::PostNotFound)?;
        let holding = assign(tx, &permit, permit.person, post, &body.0).await?;
        Ok(Done::created(holding_out(tx, &holding).await?).within(&holding.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What member, day or post refuse.
pub async fn assign(tx: &Tx, act: &Act, by: PersonId, post: Post, wanted: &AssignIn) -> Result<Holding, Failure> {
    let (from, term_until) = (wanted.from.0, wanted.until.map(|until| until.0));
    let member = MemberId(wanted.member_id);
    let mut found = members::by_ids(tx, [member], act.today()).await?;
    let member = found.remove(&member).filter(|member| member.left_on.is_none());
    // Of another branch is as if there were none.
    let member = member.filter(|member| post.path.covers(&member.standing.branch_path));
    let member = member.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Refusal::Own.into());
    }
    if from > act.today() {
        return Err(Failure::field("/from", FaultCode::InTheFuture));
    }
    if term_until.is_some_and(|until| until <= act.today() || (until - from).num_days() > LONGEST_TERM_DAYS) {
        return Err(Failure::field("/until", FaultCode::OutOfRange));
    }
    let live = rows::live(tx, post.id, member.id).await?;
    posts::assign(&post, &member.standing.branch_path, live.as_ref().map(|holding| holding.state))?;
    let name = post.name;
    let holding = match live {
        Some(claim) => {
            rows::confirm(tx, claim.id, from, term_until, act.caller.account).await?;
            Holding { state: HoldingState::Held, from: Some(from), term_until, ..claim }
        }
        None => {
            let holding = Holding {
                id: HoldingId(Uuid::now_v7()),
                post: post.id,
                member: member.id,
                path: post.path,
                origin: Origin::Assigned,
                state: HoldingState::Held,
                from: Some(from),
                to: None,
                term_until,
                end_reason: None,
            };
            take(tx, act, &holding).await?;
            holding
        }
    };
    act.audit(tx, "posts.assign", ("holding", holding.id.0), &holding.path).await?;
    let (day, subject) = (from.to_string(), Some(("holding", holding.id.0)));
    tell(tx, member.person, Kind::PostAssigned, subject, &[("post", &name), ("day", &day)], act.now).await?;
    Ok(holding)
}
