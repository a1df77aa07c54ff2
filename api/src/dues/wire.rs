//! Dues on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::dues::Dues;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;

use crate::auth::Act;
use crate::http::wire::{WireDay, WirePeriod};

/// One member's dues of a month.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DuesOut {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub member_id: Uuid,
    /// Their name.
    pub member_name: String,
    /// The branch that keeps the record.
    pub organization_id: Uuid,
    /// The month.
    #[schema(value_type = WirePeriod)]
    pub period: WirePeriod,
    /// The last day of paying in time.
    pub due_by: WireDay,
    /// When it was paid.
    pub paid_on: Option<WireDay>,
    /// How much is due, in fen.
    pub amount_fen: Option<i64>,
    /// `in_time`, `late`, `unpaid` or `waiting`.
    pub standing: &'static str,
    /// The ledger entry that it credited.
    pub entry_id: Option<Uuid>,
    /// The line of a quarterly audit that took it up.
    pub audit_line_id: Option<Uuid>,
}

/// Dues for the wire, in order, as they stand today.
///
/// # Errors
/// The store's fault.
pub async fn dues_out(tx: &Tx, act: &Act, dues: &[Dues]) -> StoreResult<Vec<DuesOut>> {
    let names = members::names_of(tx, dues.iter().map(|dues| dues.member)).await?;
    let out = dues.iter().map(|dues| DuesOut {
        id: dues.id,
        member_id: dues.member.0,
        member_name: names.get(&dues.member).cloned().unwrap_or_default(),
        organization_id: dues.organization.0,
        period: WirePeriod(dues.period),
        due_by: WireDay(dues.due_by),
        paid_on: dues.paid_on.map(WireDay),
        amount_fen: dues.amount_fen,
        standing: dues.standing(act.today()).code(),
        entry_id: dues.entry.map(Into::into),
        audit_line_id: dues.audit_line,
    });
    Ok(out.collect())
}

/// The example in the document.
pub(crate) fn dues_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000031", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "蒋远嘉", "organizationId": "018e0f6a-0000-7000-8000-000000000002", "period": "2024-03",
        "dueBy": "2024-03-31", "paidOn": "2024-03-05", "amountFen": 500, "standing": "in_time",
        "entryId": "018e0f6a-0000-7000-8000-000000000006", "auditLineId": null
    })
}
