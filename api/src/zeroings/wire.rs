//! Zeroings as clients see them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::ledger::{self, LedgerRow};
use xianfeng_infra::zeroings::ZeroingRow;
use xianfeng_infra::{accounts, members, rulebooks};

use crate::auth::Act;
use crate::http::wire::{WireDay, WireTime};
use crate::ledger::{EntryOut, entries_out, entry_example};

/// A zeroing or veto.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ZeroingOut {
    /// Its id, the source of its ledger entries.
    pub id: Uuid,
    /// Whose points.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// `zeroing` or `veto`.
    pub kind: &'static str,
    /// The code of the rule-book item.
    pub item: String,
    /// The name of the item.
    pub item_name: Option<String>,
    /// The rule-book version that holds it.
    pub rule_book_id: Uuid,
    /// The day of what happened.
    pub day: WireDay,
    /// The day whose month, quarter and year are zeroed; later than the day where that was closed.
    pub counts_on: WireDay,
    /// Why.
    pub reason: String,
    /// Who decided it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: WireTime,
    /// For a veto: the last day on which the member is kept out of grades and settlement.
    pub keeps_out_until: Option<WireDay>,
    /// Whether it stands.
    pub standing: bool,
    /// When it was lifted.
    pub lifted_at: Option<WireTime>,
    /// Who lifted it.
    pub lifted_by: Option<String>,
    /// Why it was lifted.
    pub lift_reason: Option<String>,
}

/// A zeroing with the entries that a decision about it wrote.
#[derive(Debug, Serialize, ToSchema)]
pub struct ZeroingDoneOut {
    /// The zeroing as it is now.
    pub zeroing: ZeroingOut,
    /// What was written, in order.
    pub entries: Vec<EntryOut>,
}

/// Zeroings for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn zeroings_out(tx: &Tx, rows: &[ZeroingRow]) -> StoreResult<Vec<ZeroingOut>> {
    let by = rows.iter().flat_map(|row| [Some(row.decided_by), row.lifted.as_ref().map(|lifted| lifted.by)]);
    let accounts = accounts::persons_behind(tx, by.flatten()).await?;
    let persons = members::names(tx, accounts.values().copied()).await?;
    let names = members::names_of(tx, rows.iter().map(|row| row.member)).await?;
    let name = |account| persons.get(accounts.get(&account)?).cloned();
    let mut out = Vec::with_capacity(rows.len());
    for row in rows {
        let book = rulebooks::find(tx, row.rule_book).await?;
        let lifted = row.lifted.as_ref();
        out.push(ZeroingOut {
            id: row.id.0,
            member_id: row.member.0,
            member_name: names.get(&row.member).cloned().unwrap_or_default(),
            kind: row.kind.code(),
            item: row.item.clone(),
            item_name: book.and_then(|book| book.item(&row.item).map(|item| item.name.clone())),
            rule_book_id: row.rule_book.0,
            day: WireDay(row.day),
            counts_on: WireDay(row.counts_on),
            reason: row.reason.clone(),
            decided_by: name(row.decided_by),
            decided_at: row.decided_at.into(),
            keeps_out_until: row.keeps_out_until.map(WireDay),
            standing: lifted.is_none(),
            lifted_at: lifted.map(|lifted| lifted.at.into()),
            lifted_by: lifted.and_then(|lifted| name(lifted.by)),
            lift_reason: lifted.map(|lifted| lifted.reason.clone()),
        });
    }
    Ok(out)
}

/// A zeroing and what a decision about it wrote.
///
/// # Errors
/// The store's fault.
pub(super) async fn done_out(
    tx: &Tx,
    act: &Act,
    zeroing: &ZeroingRow,
    written: &[xianfeng_domain::ledger::Entry],
) -> StoreResult<Option<ZeroingDoneOut>> {
    let township = Reach::township_of(&zeroing.path);
    let mut rows: Vec<LedgerRow> = Vec::with_capacity(written.len());
    for entry in written {
        rows.extend(ledger::entry(tx, &township, entry.draft.id).await?);
    }
    let entries = entries_out(tx, act, &rows).await?;
    let zeroing = zeroings_out(tx, std::slice::from_ref(zeroing)).await?.pop();
    Ok(zeroing.map(|zeroing| ZeroingDoneOut { zeroing, entries }))
}

/// The example of a zeroing in the document.
pub(super) fn zeroing_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000009", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "蒋远嘉", "kind": "veto", "item": "discipline_case", "itemName": "受到党纪处分",
        "ruleBookId": "018e0f6a-0000-7000-8000-000000000007", "day": "2024-03-05", "countsOn": "2024-03-05",
        "reason": "乡纪委会议决定", "decidedBy": "办公室", "decidedAt": "2024-03-06T18:00:00+08:00",
        "keepsOutUntil": "2024-12-31", "standing": true, "liftedAt": null, "liftedBy": null, "liftReason": null
    })
}

/// The example of a decision in the document.
pub(super) fn done_example() -> serde_json::Value {
    serde_json::json!({ "zeroing": zeroing_example(), "entries": [entry_example()] })
}
