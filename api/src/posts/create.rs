//! Making a post or zone.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{GridId, OrganizationId, PostId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::posts::{Post, PostState};
use xianfeng_domain::rulebook::{Item, ItemKind, Way};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{grids, organizations, posts as rows, rulebooks};

use super::wire::{PostOut, WirePostKind, WirePostPeriod, post_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// A new post.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPostIn {
    /// Whose it is: a branch, or what lies above for all its branches.
    pub organization_id: Uuid,
    /// Only for who belongs to this grid or its micro-grids.
    pub grid_id: Option<Uuid>,
    /// A post or a zone.
    pub kind: WirePostKind,
    /// 1 to 100 characters; holders of posts with one name are compared.
    #[schema(example = "邻里纠纷调解岗")]
    pub name: String,
    /// The skill that it wants, at most 200 characters.
    pub skill_wanted: Option<String>,
    /// How many may hold it, 1 to 10,000.
    pub places: u32,
    /// The code of a rule-book item that adds points for posts.
    pub item: String,
    /// What one check is for.
    pub check_every: WirePostPeriod,
    /// What points are given for, once each check in it was kept; as `checkEvery` where absent.
    pub pays_per: Option<WirePostPeriod>,
}

impl NewPostIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.name.as_str()).chain(self.skill_wanted.as_deref())
    }
}

impl Check for NewPostIn {
    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name, self.skill_wanted.as_deref(), self.places);
        faults.text("/item", &self.item, 1..=40);
        let checked: PeriodKind = self.check_every.into();
        if self.pays_per.is_some_and(|paid| PeriodKind::from(paid) < checked) {
            faults.add_limit("/paysPer", FaultCode::NotOneOf, "quarter");
        }
    }
}

/// Checks what a post is called.
pub(super) fn check_name(faults: &mut Faults, name: &str, skill: Option<&str>, places: u32) {
    faults.text("/name", name, 1..=100);
    if let Some(skill) = skill {
        faults.text("/skillWanted", skill, 1..=200);
    }
    faults.range("/places", places, 1..=10_000);
}

/// Makes a post or responsibility zone, open to claims.
///
/// A zone that is checked every month and pays by the quarter gives the item's points once each
/// month of the quarter was kept.
#[utoipa::path(
    tag = "posts",
    request_body = NewPostIn,
    responses((status = 201, body = PostOut, description = "The post", example = json!(post_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "grid.not_found", "rulebook.not_found", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/posts")]
pub(super) async fn create_post(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<NewPostIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.create", &key, "", &body.0)?.shows(
        Subject::Post,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let post = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(PostOut::from(&post)).within(&post.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What organization, grid or rule book refuse.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewPostIn) -> Result<Post, Failure> {
    let (organization, grid) = place(tx, act, reach, new.organization_id, new.grid_id, &new.item).await?;
    let post = Post {
        id: PostId(Uuid::now_v7()),
        organization: organization.id,
        path: organization.path,
        grid,
        kind: new.kind.into(),
        area: None,
        name: new.name.trim().to_owned(),
        skill_wanted: new.skill_wanted.as_ref().map(|skill| skill.trim().to_owned()),
        places: new.places,
        taken: 0,
        item: new.item.clone(),
        check_every: new.check_every.into(),
        pays_per: new.pays_per.unwrap_or(new.check_every).into(),
        state: PostState::Open,
        version: 1,
    };
    rows::insert(tx, &post, act.caller.account, act.now).await?;
    act.audit(tx, "posts.create", ("post", post.id.0), &post.path).await?;
    Ok(post)
}

/// Where a post lies, if its item scores there.
///
/// # Errors
/// What organization, grid or rule book refuse.
pub(super) async fn place(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    organization: Uuid,
    grid: Option<Uuid>,
    item: &str,
) -> Result<(Organization, Option<GridId>), Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(organization)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let book = rulebooks::effective(tx, &organization.path, act.today()).await?.ok_or(Code::RulebookNotFound)?;
    if !book.book.item(item).is_some_and(pays_posts) {
        return Err(Failure::field("/item", FaultCode::Invalid));
    }
    let grid = grid.map(GridId);
    if let Some(id) = grid {
        // A grid of the organization itself, or one that lies around it.
        let grid = grids::find_open(tx, id).await?.filter(|grid| grid.path.covers(&organization.path));
        grid.ok_or(Code::GridNotFound)?;
    }
    Ok((organization, grid))
}

/// May a post that was kept score under the item?
pub(super) fn pays_posts(item: &Item) -> bool {
    item.kind == ItemKind::Addition && item.may_enter(Way::Post)
}
