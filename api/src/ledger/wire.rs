//! Ledger entries as clients see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, ClaimId, DeclarationId, MemberId, PersonId, RuleBookId};
use xianfeng_domain::ledger::SourceKind;
use xianfeng_domain::members::Member;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::ledger::LedgerRow;
use xianfeng_infra::{accounts, members, rulebooks};

use super::sentence::{Facts, sentence};
use crate::auth::Act;
use crate::http::problem::Language;
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// A ledger entry.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EntryOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// Its place in the member's ledger, from 1.
    pub seq: u64,
    /// The entry in one sentence: what, when, by which item, by whom, and what is odd about it.
    pub sentence: String,
    /// `base`, `addition`, `deduction`, `reversal`, `reinstatement`, `cap_release`, `zeroing`, `veto` or
    /// `lifting`.
    pub kind: &'static str,
    /// The code of the rule-book item; absent for base points.
    pub item: Option<String>,
    /// The name of the item.
    pub item_name: Option<String>,
    /// What was done.
    pub what: Option<String>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// How much of it was done, with its unit: `200吨`.
    pub quantity: Option<String>,
    /// What counts.
    pub points: WirePoints,
    /// What was asked, before caps.
    pub asked_points: WirePoints,
    /// Whether a cap trimmed it.
    pub capped: bool,
    /// The day of the deed.
    pub deed_on: WireDay,
    /// The day that it counts on; later than the deed where its unit was closed by then.
    pub counts_on: WireDay,
    /// For base points and zeroings: the period that they belong to.
    #[schema(value_type = Option<WirePeriod>)]
    pub scope: Option<WirePeriod>,
    /// The member's branch on the day of the deed.
    pub organization_id: Uuid,
    /// When it was recorded.
    pub recorded_at: WireTime,
    /// Who recorded it; absent for the system.
    pub recorded_by: Option<String>,
    /// Who approved it; absent for the system.
    pub approved_by: Option<String>,
    /// The rule-book version that it was scored under.
    pub rule_book_id: Uuid,
    /// `claim`, `declaration`, `attendance`, `dues`, `post_check`, `direct`, `audit`, `base`, `reversal`,
    /// `reinstatement`, `cap_release`, `zeroing` or `lifting`.
    pub source: &'static str,
    /// The claim, entry or decision that caused it.
    pub source_id: Uuid,
    /// The entry that it takes back or reinstates.
    pub reverses: Option<Uuid>,
    /// The entry that takes it back.
    pub reversed_by: Option<Uuid>,
    /// The trimmed entry that it gives more to; for a zeroing, the correction that it evens out.
    pub releases: Option<Uuid>,
    /// The addresses of the photos, in order.
    pub photos: Vec<String>,
}

/// What the ids of some entries stand for.
#[derive(Debug)]
pub(crate) struct Names {
    /// The members.
    pub(crate) members: HashMap<MemberId, Member>,
    accounts: HashMap<AccountId, PersonId>,
    persons: HashMap<PersonId, String>,
    items: HashMap<(RuleBookId, String), String>,
    photos: HashMap<Holder, Vec<String>>,
}

impl Names {
    /// The name behind an account; none for the system's own.
    pub(crate) fn account(&self, account: AccountId) -> Option<&str> {
        self.persons.get(self.accounts.get(&account)?).map(String::as_str)
    }

    /// The name of an entry's item.
    pub(crate) fn item(&self, row: &LedgerRow) -> Option<&str> {
        let key = (row.entry.draft.rule_book, row.entry.draft.item.clone()?);
        self.items.get(&key).map(String::as_str)
    }

    fn photos(&self, row: &LedgerRow) -> &[String] {
        holder(row).and_then(|holder| self.photos.get(&holder)).map(Vec::as_slice).unwrap_or_default()
    }
}

/// What the photos of an entry belong to.
fn holder(row: &LedgerRow) -> Option<Holder> {
    let source = row.entry.draft.source;
    match source.kind {
        SourceKind::Claim => Some(Holder::Claim(ClaimId(source.id))),
        SourceKind::Declaration => Some(Holder::Declaration(DeclarationId(source.id))),
        _ => None,
    }
}

/// Loads what the ids of some entries stand for, with a few queries for all of them.
///
/// # Errors
/// The store's fault.
pub(crate) async fn names_of(tx: &Tx, act: &Act, rows: &[LedgerRow]) -> StoreResult<Names> {
    let drafts = || rows.iter().map(|row| &row.entry.draft);
    let members = members::by_ids(tx, rows.iter().map(|row| row.entry.member), act.today()).await?;
    let accounts = accounts::persons_behind(tx, drafts().flat_map(|draft| [draft.recorded_by, draft.approved_by]));
    let accounts = accounts.await?;
    let persons = members::names(tx, accounts.values().copied()).await?;
    let mut items = HashMap::new();
    for draft in drafts() {
        if let Some(item) = &draft.item
            && let Some(book) = rulebooks::find(tx, draft.rule_book).await?
            && let Some(found) = book.item(item)
        {
            items.insert((draft.rule_book, item.clone()), found.name.clone());
        }
    }
    let holders: Vec<Holder> = rows.iter().filter_map(holder).collect();
    let mut photos: HashMap<Holder, Vec<String>> = HashMap::new();
    for upload in evidence::of_all(tx, &holders).await? {
        if let Some(holder) = upload.holder {
            photos.entry(holder).or_default().push(format!("/api/v1/files/{}", upload.id));
        }
    }
    Ok(Names { members, accounts, persons, items, photos })
}

/// Entries for the wire, in order.
///
/// # Errors
/// The store's fault.
pub async fn entries_out(tx: &Tx, act: &Act, rows: &[LedgerRow]) -> StoreResult<Vec<EntryOut>> {
    let names = names_of(tx, act, rows).await?;
    let language = act.meta.map(|meta| meta.language).unwrap_or_default();
    Ok(rows.iter().map(|row| entry_out(row, &names, language)).collect())
}

fn entry_out(row: &LedgerRow, names: &Names, language: Language) -> EntryOut {
    let (entry, draft) = (&row.entry, &row.entry.draft);
    let member_name = names.members.get(&entry.member).map(|member| member.name.clone()).unwrap_or_default();
    let facts = Facts {
        row,
        member: &member_name,
        item: names.item(row),
        recorded_by: names.account(draft.recorded_by),
        approved_by: names.account(draft.approved_by),
        photos: names.photos(row).len(),
    };
    EntryOut {
        id: draft.id.0,
        member_id: entry.member.0,
        seq: entry.seq,
        sentence: sentence(&facts, language),
        kind: draft.kind.code(),
        item: draft.item.clone(),
        item_name: facts.item.map(str::to_owned),
        what: row.what.clone(),
        reason: row.reason.clone(),
        quantity: row.quantity.as_ref().map(ToString::to_string),
        points: draft.points.into(),
        asked_points: draft.asked.into(),
        capped: facts.is_capped(),
        deed_on: WireDay(draft.deed_on),
        counts_on: WireDay(entry.counts_on),
        scope: draft.scope.map(WirePeriod),
        organization_id: draft.organization.0,
        recorded_at: entry.recorded_at.into(),
        recorded_by: facts.recorded_by.map(str::to_owned),
        approved_by: facts.approved_by.map(str::to_owned),
        rule_book_id: draft.rule_book.0,
        source: draft.source.kind.code(),
        source_id: draft.source.id,
        reverses: draft.reverses.map(Into::into),
        reversed_by: row.reversed_by.map(Into::into),
        releases: draft.releases.map(Into::into),
        photos: names.photos(row).to_vec(),
        member_name,
    }
}

/// The example of an entry in the document.
pub(crate) fn entry_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000006", "memberId": "018e0f6a-0000-7000-8000-000000000004",
        "memberName": "蒋远嘉", "seq": 4,
        "sentence": "2024年3月5日，蒋远嘉：排查地质灾害隐患点，按“排查地质灾害隐患点”加1分。王秀英审核。附照片1张。",
        "kind": "addition", "item": "hazard_check", "itemName": "排查地质灾害隐患点",
        "what": "排查地质灾害隐患点", "reason": null, "quantity": null, "points": 1, "askedPoints": 1, "capped": false,
        "deedOn": "2024-03-05", "countsOn": "2024-03-05", "scope": null,
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "recordedAt": "2024-03-06T18:00:00+08:00",
        "recordedBy": "王秀英", "approvedBy": "王秀英", "ruleBookId": "018e0f6a-0000-7000-8000-000000000007",
        "source": "claim", "sourceId": "018e0f6a-0000-7000-8000-000000000003", "reverses": null,
        "reversedBy": null, "releases": null, "photos": ["/api/v1/files/018e0f6a-0000-7000-8000-000000000005"]
    })
}
