//! The eight ready posts for members without office (S3-5), and taking them over.

use std::collections::BTreeSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PostId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::posts::{Area, Post, PostKind, PostState};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::posts as rows;

use super::create::place;
use super::wire::{PostOut, WirePostPeriod, post_example};
use crate::app::App;
use crate::auth::{Act, Bound, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// The ready posts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadyPostsOut {
    /// The posts, in the order of the text that they come from.
    pub items: Vec<ReadyPostOut>,
    /// Always absent.
    pub next_cursor: Option<String>,
}

/// A ready post.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadyPostOut {
    /// Its code.
    pub area: &'static str,
    /// The name of the post as it is taken over.
    pub name: &'static str,
}

/// Lists the ready posts for members without office.
///
/// The eight that one township gives by age, schooling, skill and health (S3-5); take over what fits with
/// `POST /posts/ready`.
#[utoipa::path(
    tag = "posts",
    responses((status = 200, body = ReadyPostsOut, description = "The posts", example = json!({
        "items": [{ "area": "policy", "name": "政策宣传岗" }], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/posts/ready")]
pub(super) async fn list_ready_posts(_bound: Bound) -> Result<HttpResponse, Problem> {
    let items = Area::ALL.iter().map(|area| ReadyPostOut { area: area.code(), name: area.name() }).collect();
    Ok(HttpResponse::Ok().json(ReadyPostsOut { items, next_cursor: None }))
}

/// Which ready posts a branch takes over.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TakeOverIn {
    /// Whose the posts are.
    pub organization_id: Uuid,
    /// Only for who belongs to this grid or its micro-grids.
    pub grid_id: Option<Uuid>,
    /// The codes of the posts; all eight where absent or empty.
    #[serde(default)]
    #[schema(example = json!(["policy", "mediation"]))]
    pub areas: Vec<String>,
    /// How many may hold each, 1 to 10,000.
    pub places: u32,
    /// The code of a rule-book item that adds points for posts.
    pub item: String,
    /// What one check is for.
    pub check_every: WirePostPeriod,
    /// What points are given for, once each check in it was kept; as `checkEvery` where absent.
    pub pays_per: Option<WirePostPeriod>,
}

impl Check for TakeOverIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/areas", self.areas.len(), 0..=Area::ALL.len());
        for (index, area) in self.areas.iter().enumerate() {
            if Area::from_code(area).is_none() {
                let codes: Vec<&str> = Area::ALL.iter().map(|area| area.code()).collect();
                faults.add_limit(format!("/areas/{index}"), FaultCode::NotOneOf, codes.join(", "));
            }
        }
        faults.range("/places", self.places, 1..=10_000);
        faults.text("/item", &self.item, 1..=40);
        let checked: PeriodKind = self.check_every.into();
        if self.pays_per.is_some_and(|paid| PeriodKind::from(paid) < checked) {
            faults.add_limit("/paysPer", FaultCode::NotOneOf, "quarter");
        }
    }
}

/// What was taken over.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TakenOverOut {
    /// The new posts, open to claims.
    pub posts: Vec<PostOut>,
    /// How many the organization had taken over for this grid before.
    pub unchanged: usize,
}

/// Takes ready posts over for an organization, in one call.
///
/// Each once for an organization and grid; what was taken over before stays as it is. A post may be
/// renamed and closed afterwards like any other.
#[utoipa::path(
    tag = "posts",
    request_body = TakeOverIn,
    responses((status = 201, body = TakenOverOut, description = "The posts",
        example = json!({ "posts": [post_example()], "unchanged": 0 }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "grid.not_found", "rulebook.not_found", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/posts/ready")]
pub(super) async fn take_over_ready_posts(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<TakeOverIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.take_over", &key, "", &body.0)?.shows(
        Subject::Post,
        &permit.reach,
        body.areas.iter().map(String::as_str),
    );
    let work = async |tx: &Tx| {
        let (posts, unchanged) = take_over(tx, &permit, &permit.reach, &body.0).await?;
        let out = TakenOverOut { posts: posts.iter().map(PostOut::from).collect(), unchanged };
        Ok(Done::created(out).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the new posts, and how many were there.
///
/// # Errors
/// What organization, grid or rule book refuse.
pub async fn take_over(tx: &Tx, act: &Act, reach: &Reach, new: &TakeOverIn) -> Result<(Vec<Post>, usize), Failure> {
    let (organization, grid) = place(tx, act, reach, new.organization_id, new.grid_id, &new.item).await?;
    let mut areas = BTreeSet::new();
    for code in &new.areas {
        areas.insert(Area::from_code(code).ok_or(Code::RequestInvalid)?);
    }
    if areas.is_empty() {
        areas.extend(Area::ALL);
    }
    let (mut taken, mut unchanged) = (Vec::new(), 0);
    for area in areas {
        let post = Post {
            id: PostId(Uuid::now_v7()),
            organization: organization.id,
            path: organization.path.clone(),
            grid,
            kind: PostKind::Post,
            area: Some(area),
            name: area.name().to_owned(),
            skill_wanted: None,
            places: new.places,
            taken: 0,
            item: new.item.clone(),
            check_every: new.check_every.into(),
            pays_per: new.pays_per.unwrap_or(new.check_every).into(),
            state: PostState::Open,
            version: 1,
        };
        match rows::take_over(tx, &post, area).await {
            Err(StoreError::Duplicate) => {
                unchanged += 1;
                continue;
            }
            other => other?,
        }
        rows::insert(tx, &post, act.caller.account, act.now).await?;
        act.audit(tx, "posts.create", ("post", post.id.0), &post.path).await?;
        taken.push(post);
    }
    Ok((taken, unchanged))
}
