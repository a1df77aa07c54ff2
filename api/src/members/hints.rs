//! Categories that speak for a member: the machine proposes, a person decides (S4-1).

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::{Evidence, Member, hints};
use xianfeng_domain::rulebook::Hint;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, MemberFilter};
use xianfeng_infra::rulebooks::{self, Effective};
use xianfeng_infra::{aways, organizations};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::{WireDay, WireMonth};

/// Where to look.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HintQuery {
    /// A branch, a township or what lies above, within reach.
    organization_id: Uuid,
}

impl Check for HintQuery {}

/// A page of hints.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HintsOut {
    /// The hints, in the order of the roster.
    pub items: Vec<HintOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A category that speaks for a member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HintOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch's name.
    pub branch_name: String,
    /// The present category's code.
    pub category: String,
    /// The code of the category that speaks for the member.
    pub proposed: String,
    /// Its name.
    pub proposed_name: String,
    /// `age` or `away`.
    pub ground: &'static str,
    /// Birth year and month, where age speaks.
    pub birth: Option<WireMonth>,
    /// Since when away, where that speaks.
    pub away_since: Option<WireDay>,
}

/// One hint with where it stands in the list.
struct Row {
    order: (i64, Uuid, usize),
    hint: HintOut,
}

/// Lists the categories that speak for members.
///
/// By the hints of the rule book: an age, or months away. Nothing changes until a person transfers
/// the member; what was put aside is not shown for a year. The reading is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(PageQuery, HintQuery),
    responses((status = 200, body = HintsOut, description = "A page", example = json!({
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉",
            "branchName": "甲村党支部", "category": "ordinary", "proposed": "aged", "proposedName": "年老",
            "ground": "age", "birth": "1958-11", "awaySince": null }], "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[get("/hints")]
pub(super) async fn list_hints(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    list: ListParams<HintQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid, usize)>()?;
    let organization = OrganizationId(list.filter.organization_id);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = organizations::find(tx, &permit.reach, organization).await?;
        let path = found.ok_or(Code::OrganizationNotFound)?.path;
        let filter = MemberFilter { organization: Some(path.clone()), ..MemberFilter::default() };
        let members = members::list(tx, &permit.reach, permit.today(), &filter).await?;
        Ok((proposed(tx, &members, permit.today()).await?, path))
    };
    let (rows, path) = app.database.read(read).await?;
    permit.disclosed(&app, "members.hints", Some(("organization", organization.0)), Some(path)).await?;
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let rest = rows.into_iter().filter(|row| after.is_none_or(|after| row.order > after));
    let (rows, next_cursor) = list.page.cut(rest.take(limit.saturating_add(1)).collect(), |row| row.order)?;
    Ok(HttpResponse::Ok().json(HintsOut { items: rows.into_iter().map(|row| row.hint).collect(), next_cursor }))
}

/// Every hint at some members, in roster order, with three statements for all and one a branch.
async fn proposed(tx: &Tx, found: &[Member], today: Day) -> StoreResult<Vec<Row>> {
    let ids: Vec<MemberId> = found.iter().map(|member| member.id).collect();
    let births = members::birth_months(tx, found.iter().map(|member| member.person)).await?;
    let aways = aways::away_since(tx, &ids, today).await?;
    let dismissed = members::dismissed_hints(tx, &ids, today).await?;
    let mut books: HashMap<OrganizationId, Option<Effective>> = HashMap::new();
    let mut rows = Vec::new();
    for member in found {
        let standing = &member.standing;
        if let Entry::Vacant(unread) = books.entry(standing.branch) {
            unread.insert(rulebooks::effective(tx, &standing.branch_path, today).await?);
        }
        let Some(Some(book)) = books.get(&standing.branch) else { continue };
        let known = Evidence { birth: births.get(&member.person).copied(), away_since: aways.get(&member.id).copied() };
        let categories = &book.book.categories;
        for (place, proposal) in hints(categories, &standing.category, &known, today).into_iter().enumerate() {
            if dismissed.contains(&(member.id, proposal.category.code.clone())) {
                continue;
            }
            let by_age = matches!(proposal.hint, Hint::AgeFrom(_));
            let hint = HintOut {
                member_id: member.id.0,
                name: member.name.clone(),
                branch_name: standing.branch_name.clone(),
                category: standing.category.clone(),
                proposed: proposal.category.code.clone(),
                proposed_name: proposal.category.name.clone(),
                ground: if by_age { "age" } else { "away" },
                birth: known.birth.filter(|_| by_age).map(WireMonth),
                away_since: known.away_since.filter(|_| !by_age).map(WireDay),
            };
            rows.push(Row { order: (member.roster_order, member.id.0, place), hint });
        }
    }
    Ok(rows)
}
