//! Declarations as clients see them.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::declarations::Declaration;
use xianfeng_domain::ids::{AccountId, DeclarationId, FileId};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::declarations::{self as rows, Sitting};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{accounts, members, rulebooks};

use crate::assistance;
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// A declaration.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DeclarationOut {
    /// Its id.
    pub id: Uuid,
    /// `declaration`, `report`, `honour`, `suggestion` or `training`.
    pub way: &'static str,
    /// Whose deed.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The member's branch on the day that it counts by.
    pub organization_id: Uuid,
    /// The code of the rule-book item, once it is known.
    pub item: Option<String>,
    /// The name of the item.
    pub item_name: Option<String>,
    /// The rule-book version that was in force on the day that it counts by.
    pub rule_book_id: Uuid,
    /// The day of the deed, or of the report.
    pub done_on: WireDay,
    /// The day that it counts by: of a report made after its quarter, the quarter's last day.
    pub deed_on: WireDay,
    /// Where.
    pub place: Option<String>,
    /// What happened.
    pub what: String,
    /// How much of it.
    pub quantity: Option<WirePoints>,
    /// Of what unit.
    pub unit: Option<String>,
    /// Of a report: its quarter.
    #[schema(value_type = Option<WirePeriod>)]
    pub period: Option<WirePeriod>,
    /// Of an honour: `city`, `district` or `town`.
    pub level: Option<&'static str>,
    /// Of a report that somebody else typed: `phone` or `writing`; it reached `declaredBy` on `doneOn`.
    pub reported_by: Option<&'static str>,
    /// The photos, in order; get them from `/files/{id}`.
    pub photo_ids: Vec<Uuid>,
    /// Who brought it forward: the member, or who spoke for them.
    pub declared_by: Option<String>,
    /// Who acted for the member by their consent, where somebody did.
    pub acted_by: Option<String>,
    /// When.
    pub declared_at: WireTime,
    /// `open`, `registered`, `declined` or `withdrawn`.
    pub state: &'static str,
    /// Who decided on it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<WireTime>,
    /// What it was registered with, before caps; the ledger says what counts.
    pub points: Option<WirePoints>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// The sitting in which it was decided.
    pub sitting: Option<SittingOut>,
    /// Its entry in the ledger.
    pub entry_id: Option<Uuid>,
    /// Whether the entry was taken back since; the declaration stays registered.
    pub reversed: bool,
    /// Grows with every change.
    pub version: u64,
}

/// A sitting.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SittingOut {
    /// Its id.
    pub id: Uuid,
    /// The day.
    pub on: WireDay,
    /// Where.
    pub place: Option<String>,
    /// What it was, such as a party day.
    pub title: Option<String>,
}

impl From<&Sitting> for SittingOut {
    fn from(sitting: &Sitting) -> Self {
        let Sitting { id, on, place, title } = sitting;
        Self { id: id.0, on: WireDay(*on), place: place.clone(), title: title.clone() }
    }
}

/// A declaration for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn declaration_out(tx: &Tx, declaration: &Declaration) -> StoreResult<DeclarationOut> {
    let mut out = declarations_out(tx, std::slice::from_ref(declaration)).await?;
    out.pop().ok_or_else(|| StoreError::corrupt("a declaration without its words"))
}

/// Declarations for the wire, in order, with a few queries for all of them.
///
/// # Errors
/// The store's fault.
pub(crate) async fn declarations_out(tx: &Tx, declarations: &[Declaration]) -> StoreResult<Vec<DeclarationOut>> {
    let ids: Vec<DeclarationId> = declarations.iter().map(|declaration| declaration.id).collect();
    let holders: Vec<Holder> = ids.iter().copied().map(Holder::Declaration).collect();
    let mut photos: HashMap<Uuid, Vec<FileId>> = HashMap::new();
    for upload in evidence::of_all(tx, &holders).await? {
        if let Some(holder) = upload.holder {
            photos.entry(holder.id()).or_default().push(upload.id);
        }
    }
    let names = members::names_of(tx, declarations.iter().map(|declaration| declaration.member)).await?;
    let mut hands = assistance::names_of_hands(tx, ids.iter().map(|id| id.0)).await?;
    let by = declarations.iter().flat_map(|declaration| [Some(declaration.declared_by), declaration.decided_by]);
    let persons = accounts::persons_behind(tx, by.flatten()).await?;
    let by_names = members::names(tx, persons.values().copied()).await?;
    let name_of = |account: AccountId| persons.get(&account).and_then(|person| by_names.get(person)).cloned();
    let sittings = rows::sittings(tx, declarations.iter().filter_map(|declaration| declaration.sitting)).await?;
    let counted = rows::counted(tx, &ids).await?;
    let mut out = Vec::with_capacity(declarations.len());
    for declaration in declarations {
        let book = rulebooks::find(tx, declaration.rule_book).await?;
        let item = declaration.item.as_deref().and_then(|code| book.as_ref()?.item(code));
        let counted = counted.get(&declaration.id);
        let quantity = declaration.quantity.as_ref();
        out.push(DeclarationOut {
            id: declaration.id.0,
            way: declaration.way.code(),
            member_id: declaration.member.0,
            member_name: names.get(&declaration.member).cloned().unwrap_or_default(),
            organization_id: declaration.organization.0,
            item: declaration.item.clone(),
            item_name: item.map(|item| item.name.clone()),
            rule_book_id: declaration.rule_book.0,
            done_on: WireDay(declaration.done_on),
            deed_on: WireDay(declaration.deed_on),
            place: declaration.place.clone(),
            what: declaration.what.clone(),
            quantity: quantity.map(|much| Points::from_hundredths(much.hundredths()).into()),
            unit: quantity.map(|much| much.unit().to_owned()),
            period: declaration.period.map(WirePeriod),
            level: declaration.level.map(|level| level.code()),
            reported_by: declaration.reported_by.map(|way| way.code()),
            photo_ids: photos.remove(&declaration.id.0).unwrap_or_default().into_iter().map(Into::into).collect(),
            declared_by: name_of(declaration.declared_by),
            acted_by: hands.remove(&declaration.id.0),
            declared_at: declaration.declared_at.into(),
            state: declaration.state.code(),
            decided_by: declaration.decided_by.and_then(name_of),
            decided_at: declaration.decided_at.map(Into::into),
            points: declaration.points.map(Into::into),
            reason: declaration.reason.clone(),
            sitting: declaration.sitting.and_then(|sitting| sittings.get(&sitting)).map(Into::into),
            entry_id: counted.map(|counted| counted.entry.0),
            reversed: counted.is_some_and(|counted| counted.reversed),
            version: declaration.version,
        });
    }
    Ok(out)
}

/// The example of a declaration in the document.
pub(crate) fn declaration_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000021", "way": "declaration",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉",
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "item": "good_deed",
        "itemName": "为群众办好事", "ruleBookId": "018e0f6a-0000-7000-8000-000000000007",
        "doneOn": "2024-03-05", "deedOn": "2024-03-05", "place": "河东", "what": "帮邻居抢收玉米",
        "quantity": 2, "unit": "亩", "period": null, "level": null, "reportedBy": null,
        "photoIds": ["018e0f6a-0000-7000-8000-000000000005"], "declaredBy": "蒋远嘉", "actedBy": null,
        "declaredAt": "2024-03-05T19:00:00+08:00", "state": "registered", "decidedBy": "王秀英",
        "decidedAt": "2024-03-08T10:00:00+08:00", "points": 1, "reason": null,
        "sitting": { "id": "018e0f6a-0000-7000-8000-000000000022", "on": "2024-03-08", "place": "村委会",
            "title": "三月主题党日" },
        "entryId": "018e0f6a-0000-7000-8000-000000000006", "reversed": false, "version": 2
    })
}
