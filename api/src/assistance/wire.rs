//! Rights to act for somebody, as clients see them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::assistance::Assistance;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use crate::http::wire::WireDay;

/// A right to act for somebody.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AssistanceOut {
    /// Its id.
    pub id: Uuid,
    /// For which member: the value of the header `Acting-For`.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// Who acts.
    pub helper_id: Uuid,
    /// Their name.
    pub helper_name: String,
    /// `in_person` or `paper`: how the consent was given.
    pub how: &'static str,
    /// The last day on which it is good.
    pub until: WireDay,
    /// `member`, `helper`, `branch`, `expired` or `left`, once it has ended.
    pub ended: Option<&'static str>,
}

/// For the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn assistances_out(tx: &Tx, rows: &[Assistance]) -> StoreResult<Vec<AssistanceOut>> {
    let names = members::names(tx, rows.iter().flat_map(|row| [row.person, row.helper])).await?;
    let name = |person| names.get(person).cloned().unwrap_or_default();
    let out = rows.iter().map(|row| AssistanceOut {
        id: row.id.0,
        member_id: row.member.0,
        member_name: name(&row.person),
        helper_id: row.helper.0,
        helper_name: name(&row.helper),
        how: row.how.code(),
        until: WireDay(row.until),
        ended: row.ended.map(|ended| ended.code()),
    });
    Ok(out.collect())
}

/// The example in the document.
pub(super) fn assistance_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000051", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "张桂兰", "helperId": "018e0f6a-0000-7000-8000-000000000013", "helperName": "蒋远嘉",
        "how": "in_person", "until": "2024-12-31", "ended": null
    })
}
