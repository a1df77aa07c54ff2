//! The posts of an organization with who holds them: S1-2, S3-5, S4-7.

use std::collections::HashMap;
use std::time::Duration;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use chrono::DateTime;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::hidden::{is_sensitive, open_of};
use xianfeng_domain::ids::{GridId, HoldingId, MemberId, OrganizationId, PostId};
use xianfeng_domain::members::Member;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::posts::{Area, Holding, Post};
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{grids, organizations, posts as rows};

use super::figures::names;
use super::people::{PublicNames, seen_by_the_public};
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::{Cursor, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};
use crate::http::wire::WireTime;
use crate::posts::{ShownContact, shown_contacts};

/// How long anybody may keep the answer.
const KEPT: Duration = Duration::from_secs(60);

/// More posts than a township has.
const MOST: u64 = 5_000;

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicPostsQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicPostsQuery {}

/// A page of posts.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicPostsOut {
    /// Whose posts they are.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// How names are shown: `full`, or `masked` but for who agreed to their full name.
    pub names: &'static str,
    /// Everything written until then is in it.
    pub as_of: WireTime,
    /// Changes with everything else on this page.
    pub version: i64,
    /// The posts.
    pub items: Vec<PublicPostOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A post, without the id of a person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicPostOut {
    /// The post's number: names can be alike.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// `post` or `zone`.
    pub kind: &'static str,
    /// The ready post that it was taken over from.
    pub area: Option<&'static str>,
    /// The name of the grid that it lies in.
    pub grid: Option<String>,
    /// The organization's name.
    pub organization: String,
    /// Who holds it.
    pub holders: Vec<PublicHolderOut>,
}

/// Who holds a post.
// No photo of the card: names are masked here unless a basis for full ones is recorded, and a face would undo that.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicHolderOut {
    /// The name as the public may see it.
    pub name: Option<String>,
    /// The promise on the contact card, once it was checked.
    pub promise: Option<String>,
    /// The phone number, while the holder agrees.
    pub phone: Option<String>,
}

/// The public posts of an organization and of what lies below it, with who holds them.
///
/// For anybody, once the organization or its township has approved publication. Names are masked unless the
/// basis for full ones is recorded or their owner agreed; who is sensitive or exempt is left out without a mark. A promise stands there once it
/// was checked, a phone number while its holder agrees.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PageQuery, PublicPostsQuery),
    responses((status = 200, body = PublicPostsOut, description = "A page", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "甲村党支部",
        "names": "masked", "asOf": "2024-03-05T17:00:00+08:00", "version": 7,
        "items": [{ "number": 1, "name": "纠纷调解岗", "kind": "post", "area": "mediation", "grid": "第一网格",
            "organization": "甲村党支部",
            "holders": [{ "name": "蒋*嘉", "promise": "有事找我，随叫随到", "phone": "13800000000" }] }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "public.not_approved", "list.bad_cursor"]))),
)]
#[get("/public/organizations/{id}/posts")]
pub(super) async fn show_public_posts(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    list: ListParams<PublicPostsQuery>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let after: usize = list.page.after()?.unwrap_or_default();
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let read = async |tx: &Tx| posts(tx, &app.vault, id.0, (after, limit), day_of(now)).await;
    let (organization, level, items, more) = app.database.read(read).await?;
    let next_cursor = items.last().filter(|_| more).map(|last| Cursor::encode(&last.number)).transpose()?;
    let mut out = PublicPostsOut {
        organization_id: organization.id.0,
        organization_name: organization.name,
        names: if level == DisplayLevel::Full { "full" } else { "masked" },
        as_of: DateTime::UNIX_EPOCH.into(),
        version: 0,
        items,
        next_cursor,
    };
    out.version = version_of(&out)?;
    out.as_of = now.into();
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, list.filter.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

type Posts = (Organization, DisplayLevel, Vec<PublicPostOut>, bool);

/// The posts that the public sees, from behind a number on; and whether there are more.
async fn posts(
    tx: &Tx,
    vault: &Vault,
    id: OrganizationId,
    (after, limit): (usize, usize),
    today: Day,
) -> Result<Posts, Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::OrganizationNotFound)?;
    let on_path = organizations::on_path(tx, &organization.path).await?;
    if is_sensitive(&on_path) || organization.kind == OrganizationKind::Upper {
        return Err(Code::OrganizationNotFound.into());
    }
    let local: Vec<&Organization> = on_path.iter().filter(|one| one.kind != OrganizationKind::Upper).collect();
    if !local.iter().any(|one| one.publication_approved) {
        return Err(Code::PublicNotApproved.into());
    }
    let level = names(&organization, &local);
    let tree = organizations::under(tx, &organization.path).await?;
    let open: HashMap<OrganizationId, Organization> = open_of(tree).into_iter().map(|one| (one.id, one)).collect();
    let ids: Vec<OrganizationId> = open.keys().copied().collect();
    let all = rows::of_organizations(tx, &ids, MOST).await?;
    let page: Vec<Post> = all.iter().skip(after).take(limit).cloned().collect();
    let shown = Shown::load(tx, vault, &page, level, today).await?;
    let items = (after.saturating_add(1)..).zip(&page).map(|(number, post)| PublicPostOut {
        number,
        name: post.name.clone(),
        kind: post.kind.code(),
        area: post.area.map(Area::code),
        grid: post.grid.and_then(|grid| shown.grids.get(&grid).cloned()),
        organization: open.get(&post.organization).map(|one| one.name.clone()).unwrap_or_default(),
        holders: shown.holders(post.id),
    });
    Ok((organization, level, items.collect(), all.len() > after.saturating_add(limit)))
}

/// What is shown of some posts.
struct Shown {
    grids: HashMap<GridId, String>,
    holdings: Vec<Holding>,
    members: HashMap<MemberId, Member>,
    people: PublicNames,
    contacts: HashMap<HoldingId, ShownContact>,
}

impl Shown {
    /// Who is not to be named in public holds no post here, neither promise nor phone.
    async fn load(tx: &Tx, vault: &Vault, posts: &[Post], level: DisplayLevel, today: Day) -> Result<Self, Failure> {
        let ids: Vec<PostId> = posts.iter().map(|post| post.id).collect();
        let mut holdings = rows::held(tx, &ids, today).await?;
        let members = seen_by_the_public(tx, holdings.iter().map(|holding| holding.member), today).await?;
        let people = PublicNames::of_seen(tx, level, &members).await?;
        holdings.retain(|holding| members.contains_key(&holding.member));
        let contacts = shown_contacts(tx, vault, &holdings).await?;
        let mut names = HashMap::new();
        for id in posts.iter().filter_map(|post| post.grid) {
            if let Some(grid) = grids::find_open(tx, id).await? {
                names.insert(id, grid.name);
            }
        }
        Ok(Self { grids: names, holdings, members, people, contacts })
    }

    fn holders(&self, post: PostId) -> Vec<PublicHolderOut> {
        let own = self.holdings.iter().filter(|holding| holding.post == post);
        let holder = |holding: &Holding| {
            let contact = self.contacts.get(&holding.id).cloned().unwrap_or_default();
            let member = self.members.get(&holding.member);
            let name = member.and_then(|member| self.people.show(member.person, &member.name));
            PublicHolderOut { name, promise: contact.promise, phone: contact.phone }
        };
        own.map(holder).collect()
    }
}
