//! Whom a post might suit (S3-5): a list to decide on, never a decision (invariant 12).

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::Datelike;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId, PostId};
use xianfeng_domain::members::{Member, Person};
use xianfeng_domain::posts::{Known, Post, Reason, propose};
use xianfeng_domain::roster::YearMonth;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::MemberFilter;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::rulebooks::Effective;
use xianfeng_infra::{grids, members, posts as rows, rulebooks};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// How many are proposed at most.
const MOST: usize = 20;

/// Persons are read so many at a time.
const AT_ONCE: usize = 500;

/// Whom a post might suit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HolderProposalsOut {
    /// At most 20, who suits best first.
    pub items: Vec<HolderProposalOut>,
    /// Always absent.
    pub next_cursor: Option<String>,
}

/// Somebody whom a post might suit.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HolderProposalOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch_name: String,
    /// Why: `skill`, `in_grid`, `schooling`, `age` (the age suits), `no_post` (holds none yet). Health is never
    /// among them.
    #[schema(example = json!(["skill", "no_post"]))]
    pub reasons: Vec<&'static str>,
    /// How many posts the member holds or has claimed.
    pub posts: usize,
}

/// Proposes members for a post, with the reasons for each.
///
/// By the skills, schooling and age on the roster, the grid, and the posts that somebody holds already. Who is
/// exempt, for whatever ground, and who holds the post are not proposed; the branch may still decide
/// otherwise. Reading it is written to the audit log.
#[utoipa::path(
    tag = "posts",
    params(("id" = Uuid, Path, description = "The post")),
    responses((status = 200, body = HolderProposalsOut, description = "The proposals", example = json!({
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋志嘉",
            "branchName": "甲村党支部", "reasons": ["skill", "no_post"], "posts": 0 }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["post.not_found"]))),
)]
#[get("/posts/{id}/proposals")]
pub(super) async fn propose_holders(
    app: Data<App>,
    permit: Permit<rights::Register>,
    id: PathId<PostId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let post = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::PostNotFound)?;
        Ok((proposals(tx, &app.vault, &post, permit.today()).await?, post.path))
    };
    let (items, path) = app.database.read(read).await?;
    permit.disclosed(&app, "posts.proposals", Some(("post", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(HolderProposalsOut { items, next_cursor: None }))
}

/// The best, in order.
async fn proposals(tx: &Tx, vault: &Vault, post: &Post, today: Day) -> Result<Vec<HolderProposalOut>, Failure> {
    let around = Reach::under(post.path.clone());
    let mut found = members::list(tx, &around, today, &MemberFilter::default()).await?;
    found.retain(|member| member.left_on.is_none());
    drop_exempt(tx, &mut found, today).await?;
    let ids: Vec<MemberId> = found.iter().map(|member| member.id).collect();
    let (in_grid, counts) = (in_grid(tx, post, today).await?, rows::live_counts(tx, &ids).await?);
    let holders: HashSet<MemberId> =
        rows::held(tx, &[post.id], today).await?.into_iter().map(|holding| holding.member).collect();
    let mut persons: HashMap<PersonId, Person> = HashMap::new();
    for some in found.chunks(AT_ONCE) {
        let ids: Vec<PersonId> = some.iter().map(|member| member.person).collect();
        persons.extend(members::persons(tx, vault, &ids).await?);
    }
    let mut proposed: Vec<(u32, HolderProposalOut)> = Vec::new();
    for member in found.into_iter().filter(|member| !holders.contains(&member.id)) {
        let Some(person) = persons.get(&member.person) else { continue };
        let posts = counts.get(&member.id).copied().unwrap_or_default();
        let known = Known {
            skills: person.skills.clone(),
            schooling: person.schooling.clone(),
            years: person.birth.and_then(|birth| years(birth, today)),
            posts,
            in_grid: in_grid.contains(&member.id),
        };
        let reasons = propose(post, &known);
        let weight: u32 = reasons.iter().copied().map(Reason::weight).sum();
        if weight == 0 {
            continue;
        }
        let reasons = reasons.into_iter().map(Reason::code).collect();
        let (name, branch_name) = (member.name, member.standing.branch_name);
        proposed.push((weight, HolderProposalOut { member_id: member.id.0, name, branch_name, reasons, posts }));
    }
    // The roster's order stays among equals.
    proposed.sort_by_key(|(weight, one)| (std::cmp::Reverse(*weight), one.posts));
    Ok(proposed.into_iter().take(MOST).map(|(_, one)| one).collect())
}

/// Leaves out who is exempt, by decision or category, whatever for.
async fn drop_exempt(tx: &Tx, found: &mut Vec<Member>, today: Day) -> Result<(), Failure> {
    let mut books: HashMap<OrganizationId, Option<Effective>> = HashMap::new();
    for member in found.iter() {
        let standing = &member.standing;
        if let Entry::Vacant(unread) = books.entry(standing.branch) {
            unread.insert(rulebooks::effective(tx, &standing.branch_path, today).await?);
        }
    }
    found.retain(|member| {
        let standing = &member.standing;
        let book = books.get(&standing.branch).and_then(Option::as_ref);
        !book.map_or(standing.exempt, |book| book.book.exempts(standing.exempt, &standing.category))
    });
    Ok(())
}

/// Who belongs to the post's grid or its micro-grids.
async fn in_grid(tx: &Tx, post: &Post, today: Day) -> Result<HashSet<MemberId>, Failure> {
    let Some(grid) = post.grid else { return Ok(HashSet::new()) };
    let parts = grids::parts_of(tx, &[grid]).await?;
    let ids: Vec<_> = std::iter::once(grid).chain(parts.into_iter().map(|part| part.id)).collect();
    Ok(grids::belonging(tx, &ids, today).await?.into_iter().map(|(_, member)| member).collect())
}

/// Full years of age at the beginning of the month: the birth day is not kept.
fn years(birth: YearMonth, today: Day) -> Option<u32> {
    let months = i64::from(today.year()) * 12 + i64::from(today.month0())
        - i64::from(birth.year()) * 12
        - (i64::from(birth.month()) - 1);
    u32::try_from(months / 12).ok()
}
