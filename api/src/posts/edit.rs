//! Changing a post.

use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::PostId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::posts::Refusal;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::posts as rows;

use super::create::check_name;
use super::wire::{PostOut, WirePostState, post_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// What may change. Item, periods and place are what people hold the post for: to change those,
/// close it and make another.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditPostIn {
    /// 1 to 100 characters.
    pub name: String,
    /// The skill that it wants, at most 200 characters.
    pub skill_wanted: Option<String>,
    /// How many may hold it, 1 to 10,000.
    pub places: u32,
    /// Does it take more people?
    pub state: WirePostState,
}

impl EditPostIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.name.as_str()).chain(self.skill_wanted.as_deref())
    }
}

impl Check for EditPostIn {
    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name, self.skill_wanted.as_deref(), self.places);
    }
}

/// Changes a post, closes it to claims or opens it again.
///
/// The places cannot fall below those taken. Who holds a closed post goes on holding it.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post")),
    request_body = EditPostIn,
    responses((status = 200, body = PostOut, description = "The post now", example = json!(post_example()))),
    extensions(("x-error-codes" = json!([
        "post.not_found", "post.places_below_taken", "version.stale", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[put("/posts/{id}")]
pub(super) async fn edit_post(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<PostId>,
    version: IfMatch,
    body: JsonBody<EditPostIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "posts.edit", &key, id.0, &body.0)?.shows(
        Subject::Post,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let mut post = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::PostNotFound)?;
        version.check(post.version)?;
        if body.places < post.taken {
            return Err(Refusal::PlacesBelowTaken { taken: post.taken }.into());
        }
        post.name = body.name.trim().to_owned();
        post.skill_wanted = body.skill_wanted.as_ref().map(|skill| skill.trim().to_owned());
        post.places = body.places;
        post.state = body.state.into();
        if !rows::update(tx, &post, post.version).await? {
            return Err(StoreError::Race("a post").into());
        }
        post.version += 1;
        permit.audit(tx, "posts.edit", ("post", post.id.0), &post.path).await?;
        Ok(Done::ok(PostOut::from(&post)).within(&post.path))
    };
    Ok(command.run(work).await?.into())
}
