//! Members on the wire.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::members::{Member, Person};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, members, organizations};

use super::fields::{WireSex, mask_phone};
use crate::http::wire::{WireDay, WireMonth, WireTime};

/// A member in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberOut {
    /// The id.
    pub id: Uuid,
    /// The person's.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The category's code in the rule book.
    pub category: String,
    /// Exempt by decision (S2-7).
    pub exempt: bool,
    /// Probationary.
    pub probationary: bool,
}

impl From<&Member> for MemberOut {
    fn from(member: &Member) -> Self {
        Self {
            id: member.id.0,
            person_id: member.person.0,
            name: member.name.clone(),
            branch_id: member.standing.branch.0,
            branch_name: member.standing.branch_name.clone(),
            category: member.standing.category.clone(),
            exempt: member.standing.exempt,
            probationary: member.probationary,
        }
    }
}

/// A member with all that is kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberDetailOut {
    /// The id.
    pub id: Uuid,
    /// The person's.
    pub person_id: Uuid,
    /// The name.
    pub name: String,
    /// Sex.
    pub sex: Option<WireSex>,
    /// Birth year and month.
    pub birth: Option<WireMonth>,
    /// The phone, its middle hidden unless it was asked for.
    pub phone: Option<String>,
    /// Schooling.
    pub schooling: Option<String>,
    /// Skills.
    pub skills: Option<String>,
    /// The date of joining the party.
    pub joined_on: WireDay,
    /// Probationary.
    pub probationary: bool,
    /// The present branch, or the last.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The category's code in the rule book.
    pub category: String,
    /// Exempt by decision (S2-7).
    pub exempt: bool,
    /// The first day on which the membership is over.
    pub left_on: Option<WireDay>,
    /// Whether an account is bound to the person.
    pub bound: bool,
    /// Branches and categories over time, the oldest first.
    pub memberships: Vec<MembershipOut>,
    /// Grows with every edit.
    pub version: u64,
}

/// Branch and category for a while.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MembershipOut {
    /// The branch.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The category's code in the rule book.
    pub category: String,
    /// Exempt by decision (S2-7).
    pub exempt: bool,
    /// The first day.
    pub from: WireDay,
    /// The first day after; none for the present one.
    pub to: Option<WireDay>,
    /// Why it began.
    pub reason: Option<String>,
    /// The meeting that approved it, where one did (S4-1).
    pub meeting: Option<String>,
    /// Who recorded it; absent for the system.
    pub recorded_by: Option<String>,
    /// When.
    pub recorded_at: WireTime,
}

/// A member's version for edits: that of the person and that of the membership, each of which
/// only grows.
pub(super) const fn version(person: &Person, member: &Member) -> u64 {
    person.version + member.version - 1
}

/// A member with all that is kept, the phone in full or with its middle hidden.
///
/// # Errors
/// The store's fault.
pub(super) async fn detail(tx: &Tx, vault: &Vault, member: &Member, full_phone: bool) -> StoreResult<MemberDetailOut> {
    let person = members::person(tx, vault, member.person).await?;
    let person = person.ok_or_else(|| StoreError::corrupt(format!("member {} without a person", member.id)))?;
    let memberships = memberships(tx, member).await?;
    let version = version(&person, member);
    let show = |phone: &xianfeng_domain::roster::Phone| {
        if full_phone { phone.as_str().to_owned() } else { mask_phone(phone) }
    };
    Ok(MemberDetailOut {
        id: member.id.0,
        person_id: person.id.0,
        name: person.name,
        sex: person.sex.map(Into::into),
        birth: person.birth.map(WireMonth),
        phone: person.phone.as_ref().map(show),
        schooling: person.schooling,
        skills: person.skills,
        joined_on: WireDay(member.joined_on),
        probationary: member.probationary,
        branch_id: member.standing.branch.0,
        branch_name: member.standing.branch_name.clone(),
        category: member.standing.category.clone(),
        exempt: member.standing.exempt,
        left_on: member.left_on.map(WireDay),
        bound: accounts::of_person(tx, member.person).await?.is_some(),
        memberships,
        version,
    })
}

/// A member's branches and categories over time, the oldest first.
///
/// # Errors
/// The store's fault.
pub(super) async fn memberships(tx: &Tx, member: &Member) -> StoreResult<Vec<MembershipOut>> {
    let past = members::history(tx, member.id).await?;
    let mut names: HashMap<OrganizationId, String> = HashMap::new();
    for membership in &past {
        if let Some(branch) = organizations::find_open(tx, membership.branch).await? {
            names.insert(branch.id, branch.name);
        }
    }
    let accounts = accounts::persons_behind(tx, past.iter().filter_map(|membership| membership.recorded_by)).await?;
    let persons = members::names(tx, accounts.values().copied()).await?;
    let out = past.into_iter().map(|membership| MembershipOut {
        branch_id: membership.branch.0,
        branch_name: names.get(&membership.branch).cloned().unwrap_or_default(),
        category: membership.category,
        exempt: membership.exempt,
        from: WireDay(membership.from),
        to: membership.to.map(WireDay),
        reason: membership.reason,
        meeting: membership.meeting,
        recorded_by: membership.recorded_by.and_then(|by| persons.get(accounts.get(&by)?).cloned()),
        recorded_at: membership.recorded_at.into(),
    });
    Ok(out.collect())
}

/// The example of a list's row in the document.
pub(super) fn member_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000004", "personId": "018e0f6a-0000-7000-8000-000000000013",
        "name": "蒋远嘉", "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部",
        "category": "ordinary", "exempt": false, "probationary": false
    })
}

/// The example of a member in the document.
pub(super) fn detail_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000004", "personId": "018e0f6a-0000-7000-8000-000000000013",
        "name": "蒋远嘉", "sex": "female", "birth": "2000-05", "phone": "199****0001", "schooling": "大专",
        "skills": "电工", "joinedOn": "2021-08-02", "probationary": false,
        "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部", "category": "ordinary",
        "exempt": false, "leftOn": null, "bound": true, "memberships": [{
            "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部",
            "category": "ordinary", "exempt": false, "from": "2021-08-02", "to": null, "reason": null,
            "meeting": null, "recordedBy": "王秀英", "recordedAt": "2024-03-05T17:00:00+08:00"
        }], "version": 1
    })
}
