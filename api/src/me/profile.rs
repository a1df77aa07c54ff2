//! Who the caller is.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{inbox, members, organizations, rulebooks};

use crate::access::{RoleOut, roles_out};
use crate::app::App;
use crate::auth::Account;
use crate::http::problem::Problem;
use crate::http::wire::WireDay;
use crate::members::mask_phone;

/// Who the caller is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MeOut {
    /// The account.
    pub account_id: Uuid,
    /// The person that it is bound to; none for a visitor.
    pub person: Option<MyPersonOut>,
    /// The membership, for members.
    pub member: Option<MyMembershipOut>,
    /// The roles held.
    pub roles: Vec<RoleOut>,
    /// The township.
    pub township: Option<NamedOut>,
    /// Whose rule book scores the member, or is in force in the township.
    pub rule_book_owner_id: Option<Uuid>,
    /// How many messages of the inbox are unread.
    pub unread_messages: u64,
}

/// The person.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyPersonOut {
    /// The id.
    pub id: Uuid,
    /// The name.
    pub name: String,
    /// The phone, its middle hidden.
    pub phone: Option<String>,
}

/// The membership.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MyMembershipOut {
    /// The member's id.
    pub id: Uuid,
    /// The branch.
    pub branch: NamedOut,
    /// The category's code in the rule book.
    pub category: String,
    /// Exempt from the points system.
    pub exempt: bool,
    /// The date of joining the party.
    pub joined_on: WireDay,
    /// Probationary.
    pub probationary: bool,
}

/// An organization by name.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NamedOut {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

impl From<&Member> for MyMembershipOut {
    fn from(member: &Member) -> Self {
        let standing = &member.standing;
        Self {
            id: member.id.0,
            branch: NamedOut { id: standing.branch.0, name: standing.branch_name.clone() },
            category: standing.category.clone(),
            exempt: standing.exempt,
            joined_on: WireDay(member.joined_on),
            probationary: member.probationary,
        }
    }
}

/// Who the caller is.
///
/// Also for accounts that are bound to nobody yet: `person` is null then, and `/auth/bind` is the
/// way on.
#[utoipa::path(
    tag = "me",
    responses((status = 200, body = MeOut, description = "The caller", example = json!({
        "accountId": "018e0f6a-0000-7000-8000-000000000012",
        "person": { "id": "018e0f6a-0000-7000-8000-000000000013", "name": "蒋远嘉", "phone": "199****0001" },
        "member": { "id": "018e0f6a-0000-7000-8000-000000000004",
            "branch": { "id": "018e0f6a-0000-7000-8000-000000000002", "name": "甲村党支部" },
            "category": "ordinary", "exempt": false, "joinedOn": "2021-08-02", "probationary": false },
        "roles": [], "township": { "id": "018e0f6a-0000-7000-8000-000000000001", "name": "赤石桥乡党委" },
        "ruleBookOwnerId": "018e0f6a-0000-7000-8000-000000000001", "unreadMessages": 3
    }))),
)]
#[get("/me")]
pub(super) async fn get_me(app: Data<App>, account: Account) -> Result<HttpResponse, Problem> {
    let me = app.database.read(async |tx: &Tx| me(&app, tx, &account).await).await?;
    Ok(HttpResponse::Ok().json(me))
}

async fn me(app: &App, tx: &Tx, account: &Account) -> StoreResult<MeOut> {
    let caller = &account.caller;
    let person = match caller.person {
        Some(person) => members::person(tx, &app.vault, person).await?,
        None => None,
    };
    let township = match &person {
        Some(person) => organizations::find_open(tx, person.township).await?,
        None => None,
    };
    let place = caller.branch().or(township.as_ref().map(|township| &township.path));
    let book = match place {
        Some(path) => rulebooks::effective(tx, path, account.today()).await?,
        None => None,
    };
    let unread_messages = match caller.person {
        Some(person) => inbox::unread(tx, person).await?,
        None => 0,
    };
    Ok(MeOut {
        account_id: caller.account.0,
        person: person.map(|person| MyPersonOut {
            id: person.id.0,
            name: person.name,
            phone: person.phone.as_ref().map(mask_phone),
        }),
        member: caller.member.as_ref().map(Into::into),
        roles: roles_out(tx, &caller.grants).await?,
        township: township.map(|Organization { id, name, .. }| NamedOut { id: id.0, name }),
        rule_book_owner_id: book.map(|book| book.owner.0),
        unread_messages,
    })
}
