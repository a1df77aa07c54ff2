//! The register on the wire.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::care::Entry;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{members, organizations};

use crate::http::wire::WireDay;

/// An entry of the register, without what is sealed: what a command answers, since first replies are kept.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareOut {
    /// Its id.
    pub id: Uuid,
    /// `care`, `encouragement`, `support` or `pairing`.
    pub kind: &'static str,
    /// Whom it is for.
    pub member_id: Uuid,
    /// The branch that keeps it.
    pub organization_id: Uuid,
    /// Who helps.
    pub helper_id: Option<Uuid>,
    /// Whether another helper is wanted: a pairing without one.
    pub helper_wanted: bool,
    /// The first day.
    pub from: WireDay,
    /// The last day that is planned.
    pub until: Option<WireDay>,
    /// The meeting that decided.
    pub meeting: String,
    /// Its day.
    pub decided_on: WireDay,
    /// By when the next visit of a pairing, or the next review, is due.
    pub due_on: WireDay,
    /// When it ended.
    pub ended_on: Option<WireDay>,
    /// How: `completed`, `stopped`, `left` or `deceased`.
    pub outcome: Option<&'static str>,
    /// Grows with every change.
    pub version: u64,
}

impl From<&Entry> for CareOut {
    fn from(entry: &Entry) -> Self {
        Self {
            id: entry.id.0,
            kind: entry.kind.code(),
            member_id: entry.member.0,
            organization_id: entry.branch.0,
            helper_id: entry.helper.filter(|_| entry.is_active()).map(|helper| helper.member.0),
            helper_wanted: entry.wants_helper(),
            from: WireDay(entry.from),
            until: entry.until.map(WireDay),
            meeting: entry.meeting.clone(),
            decided_on: WireDay(entry.decided_on),
            due_on: WireDay(entry.due_on),
            ended_on: entry.ended.map(|(on, _)| WireDay(on)),
            outcome: entry.ended.map(|(_, outcome)| outcome.code()),
            version: entry.version,
        }
    }
}

/// An entry with the names that belong to it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CareNamedOut {
    /// The entry.
    pub entry: CareOut,
    /// Whom it is for.
    pub member_name: String,
    /// The branch that keeps it.
    pub organization_name: String,
    /// Who helps.
    pub helper_name: Option<String>,
}

/// Entries with their names, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn named(tx: &Tx, entries: &[Entry]) -> StoreResult<Vec<CareNamedOut>> {
    let helpers = entries.iter().filter_map(|entry| entry.helper.map(|helper| helper.member));
    let everybody: Vec<MemberId> = entries.iter().map(|entry| entry.member).chain(helpers).collect();
    let names = members::names_of(tx, everybody).await?;
    let mut places: HashMap<OrganizationId, String> = HashMap::new();
    for entry in entries {
        if !places.contains_key(&entry.branch)
            && let Some(found) = organizations::find_open(tx, entry.branch).await?
        {
            places.insert(entry.branch, found.name);
        }
    }
    let out = entries.iter().map(|entry| {
        let out = CareOut::from(entry);
        CareNamedOut {
            member_name: names.get(&entry.member).cloned().unwrap_or_default(),
            organization_name: places.get(&entry.branch).cloned().unwrap_or_default(),
            helper_name: out.helper_id.and_then(|helper| names.get(&MemberId(helper))).cloned(),
            entry: out,
        }
    });
    Ok(out.collect())
}

/// The example of an entry in the document.
pub(super) fn care_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000081", "kind": "support",
        "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "helperId": "018e0f6a-0000-7000-8000-000000000008", "helperWanted": false,
        "from": "2024-02-01", "until": null, "meeting": "2024年1月支委会", "decidedOn": "2024-01-30",
        "dueOn": "2025-02-01", "endedOn": null, "outcome": null, "version": 1
    })
}

/// The example of an entry with its names.
pub(super) fn named_example() -> serde_json::Value {
    serde_json::json!({
        "entry": care_example(), "memberName": "蒋远嘉", "organizationName": "赤石桥村党支部", "helperName": "王秀英"
    })
}
