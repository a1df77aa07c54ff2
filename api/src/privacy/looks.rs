//! Who looked at my data (articles 44 and 50).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::audit::Line;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::privacy::looks::{self as rows, LooksAsked};
use xianfeng_infra::{accounts, members, organizations};

use super::look_names::{LISTS, SINGLE, name};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, NoFilter, PageQuery};
use crate::http::problem::Problem;
use crate::http::wire::WireTime;

/// A page of looks.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LooksOut {
    /// The looks.
    pub items: Vec<LookOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A look.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LookOut {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: WireTime,
    /// What was done, such as `members.reveal_phone`.
    pub action: String,
    /// The same in plain Chinese.
    pub what: &'static str,
    /// Whether it was a list that the caller is on, or something of the caller's alone.
    pub list: bool,
    /// The name of who looked; none for the system.
    pub name: Option<String>,
    /// The roles that they hold now.
    pub roles: Vec<LookerRoleOut>,
}

/// A role of who looked.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LookerRoleOut {
    /// The role.
    pub role: &'static str,
    /// The organization's name.
    pub organization: String,
}

/// Lists who looked at the caller's data, the newest first.
///
/// What the audit log holds of reads by others: of something of the caller's alone, and of lists that the
/// caller was on by their branch. Who looks at their own is not in it.
#[utoipa::path(
    tag = "privacy",
    params(PageQuery),
    responses((status = 200, body = LooksOut, description = "A page", example = json!({
        "items": [{
            "id": "018e0f6a-0000-7000-8000-000000000011", "at": "2024-03-05T18:00:00+08:00",
            "action": "members.reveal_phone", "what": "查看手机号", "list": false, "name": "王秀英",
            "roles": [{ "role": "branch_admin", "organization": "甲村党支部" }]
        }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/me/privacy/looks")]
pub(super) async fn list_my_looks(
    app: Data<App>,
    bound: Bound,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let [single, lists] = [SINGLE, LISTS].map(|table| table.iter().map(|(action, _)| *action).collect::<Vec<_>>());
    let asked = LooksAsked {
        person: bound.person,
        branch: bound.caller.branch(),
        single: &single,
        lists: &lists,
        before,
        limit: u64::from(list.page.limit) + 1,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (lines, next_cursor) = list.page.cut(rows::page(tx, &asked).await?, |line| line.id)?;
        let names = members::names(tx, lines.iter().filter_map(|line| line.person)).await?;
        let mut roles = HashMap::new();
        for person in names.keys() {
            roles.insert(*person, roles_of(tx, *person).await?);
        }
        let items = lines.into_iter().filter_map(|line| look(line, &names, &roles)).collect();
        Ok(LooksOut { items, next_cursor })
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

async fn roles_of(tx: &Tx, person: PersonId) -> StoreResult<Vec<LookerRoleOut>> {
    let mut roles = Vec::new();
    for grant in accounts::held_by(tx, person).await? {
        let organization = organizations::find_open(tx, grant.organization).await?;
        let organization = organization.map(|organization| organization.name).unwrap_or_default();
        roles.push(LookerRoleOut { role: grant.role.code(), organization });
    }
    Ok(roles)
}

fn look(
    line: Line,
    names: &HashMap<PersonId, String>,
    roles: &HashMap<PersonId, Vec<LookerRoleOut>>,
) -> Option<LookOut> {
    let what = name(&line.action)?;
    Some(LookOut {
        id: line.id,
        at: line.at.into(),
        what,
        list: LISTS.iter().any(|(action, _)| *action == line.action),
        action: line.action,
        name: line.person.and_then(|person| names.get(&person).cloned()),
        roles: line.person.and_then(|person| roles.get(&person).cloned()).unwrap_or_default(),
    })
}
