//! Wallets and their movements in JSON.

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{LotId, MemberId};
use xianfeng_domain::purse::{Lot, Movement, MovementKind, Wallet, expiring, spendable};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{organizations, purse as rows};

use super::sentence;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::extract::Page;
use crate::http::problem::Language;
use crate::http::wire::{WireDay, WirePeriod, WirePoints, WireTime};

/// A member's redemption points.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WalletOut {
    /// Whose.
    pub member_id: Uuid,
    /// What can be spent today.
    pub free: WirePoints,
    /// What is kept for orders.
    pub reserved: WirePoints,
    /// The same as a sentence.
    pub sentence: String,
    /// The lots that still hold something, those that run out soonest first: the order in which they pay.
    pub lots: Vec<LotOut>,
    /// What runs out within 30 days, the soonest first.
    pub expiring: Vec<ExpiringOut>,
}

/// What one settlement issued.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LotOut {
    /// Its id.
    pub id: Uuid,
    /// The settled period.
    pub period: WirePeriod,
    /// Whose fund pays: the branch of the period's last day.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// What was issued.
    pub issued: WirePoints,
    /// What can be spent.
    pub free: WirePoints,
    /// What is kept for orders.
    pub reserved: WirePoints,
    /// What was redeemed.
    pub spent: WirePoints,
    /// What ran out.
    pub expired: WirePoints,
    /// The last day on which it can be spent; never runs out where absent.
    pub expires_on: Option<WireDay>,
    /// When it was issued.
    pub issued_at: WireTime,
    /// Whether an order that the member called off or did not collect after the last day was given 30 more
    /// days. Once a lot: what another such order gives back late is lost.
    pub grace_used: bool,
}

/// What runs out soon.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ExpiringOut {
    /// The lot.
    pub lot_id: Uuid,
    /// Its last day.
    pub expires_on: WireDay,
    /// The days left after today; 0 on the last day.
    pub days_left: i64,
    /// How much.
    pub points: WirePoints,
}

/// A step of a wallet.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WalletMovementOut {
    /// Its id.
    pub id: Uuid,
    /// `issue`, `reserve`, `fulfil`, `cancel`, `refund` or `expire`.
    pub kind: &'static str,
    /// How it changed what can be spent; 0 where a kept part was handed out.
    pub points: WirePoints,
    /// How many points the step was about.
    pub amount: WirePoints,
    /// Which lot.
    pub lot_id: Uuid,
    /// The settled period of the lot.
    pub period: Option<WirePeriod>,
    /// The order, where it was for one.
    pub order_id: Option<Uuid>,
    /// When.
    pub at: WireTime,
    /// All of it as a sentence.
    pub sentence: String,
}

/// A page of movements.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WalletMovementsOut {
    /// The movements.
    pub items: Vec<WalletMovementOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member's wallet on the act's day. Whoever may see the member may see it.
///
/// # Errors
/// The store's fault.
pub(crate) async fn wallet_out(tx: &Tx, act: &Act, member: MemberId) -> Result<WalletOut, Failure> {
    let (today, mut lots) = (act.today(), rows::of_member(tx, member).await?);
    let (free, reserved) = (spendable(&lots, today), Wallet::of(&lots).reserved);
    let soon = expiring(&lots, today);
    let sentence = sentence::wallet(free, reserved, &soon, language(act));
    // What is used up is told by the movements.
    lots.retain(|lot| (!lot.is_over(today) && !lot.free.is_zero()) || !lot.reserved.is_zero());
    lots.sort_by_key(|lot| (lot.expires_on.is_none(), lot.expires_on, lot.issued_at, lot.id));
    let mut out = Vec::with_capacity(lots.len());
    let mut names = HashMap::new();
    for lot in &lots {
        if let std::collections::hash_map::Entry::Vacant(unknown) = names.entry(lot.organization) {
            let found = organizations::find_open(tx, lot.organization).await?;
            unknown.insert(found.map(|found| found.name).unwrap_or_default());
        }
        out.push(lot_out(lot, names.get(&lot.organization).cloned().unwrap_or_default()));
    }
    let expiring = soon.into_iter().map(|(lot, day, amount)| ExpiringOut {
        lot_id: lot.0,
        expires_on: WireDay(day),
        days_left: (day - today).num_days(),
        points: amount.points.into(),
    });
    Ok(WalletOut {
        member_id: member.0,
        free: free.into(),
        reserved: reserved.into(),
        sentence,
        lots: out,
        expiring: expiring.collect(),
    })
}

fn lot_out(lot: &Lot, organization_name: String) -> LotOut {
    LotOut {
        id: lot.id.0,
        period: WirePeriod(lot.period),
        organization_id: lot.organization.0,
        organization_name,
        issued: lot.issued.points.into(),
        free: lot.free.points.into(),
        reserved: lot.reserved.points.into(),
        spent: lot.spent.points.into(),
        expired: lot.expired.points.into(),
        expires_on: lot.expires_on.map(WireDay),
        issued_at: lot.issued_at.into(),
        grace_used: lot.grace_used,
    }
}

/// A page of a member's movements, the newest first. Whoever may see the member may see them.
///
/// # Errors
/// The store's fault; `list.bad_cursor`.
pub(crate) async fn movements_out(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    page: &Page,
) -> Result<WalletMovementsOut, Failure> {
    let before = page.after::<Uuid>()?;
    let found = rows::movements_page(tx, member, before, u64::from(page.limit) + 1).await?;
    let (found, next_cursor) = page.cut(found, |movement| movement.id)?;
    let lots: HashMap<LotId, Lot> = rows::of_member(tx, member).await?.into_iter().map(|lot| (lot.id, lot)).collect();
    let items = found.iter().map(|movement| movement_out(movement, lots.get(&movement.lot), language(act)));
    Ok(WalletMovementsOut { items: items.collect(), next_cursor })
}

fn movement_out(movement: &Movement, lot: Option<&Lot>, language: Language) -> WalletMovementOut {
    let amount = movement.amount.points;
    let points = match movement.kind {
        MovementKind::Issue | MovementKind::Cancel | MovementKind::Refund => amount,
        MovementKind::Reserve | MovementKind::Expire => -amount,
        MovementKind::Fulfil => Points::ZERO,
    };
    let of_order = !matches!(movement.kind, MovementKind::Issue | MovementKind::Expire);
    WalletMovementOut {
        id: movement.id,
        kind: movement.kind.code(),
        points: points.into(),
        amount: amount.into(),
        lot_id: movement.lot.0,
        period: lot.map(|lot| WirePeriod(lot.period)),
        order_id: of_order.then_some(movement.reference),
        at: movement.at.into(),
        sentence: sentence::movement(movement, lot, language),
    }
}

fn language(act: &Act) -> Language {
    act.meta.map_or(Language::Chinese, |meta| meta.language)
}

/// An example for the document.
pub(crate) fn wallet_example() -> serde_json::Value {
    serde_json::json!({
        "memberId": "018e0f6a-0000-7000-8000-000000000010", "free": 30, "reserved": 5,
        "sentence": "您有30兑换分可用，另有5兑换分已为兑换预留。其中30兑换分将于2024年6月30日到期，请在此前兑换。",
        "lots": [{
            "id": "018e0f6a-0000-7000-8000-0000000000a1", "period": "2024-Q1",
            "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部",
            "issued": 40, "free": 30, "reserved": 5, "spent": 5, "expired": 0, "expiresOn": "2024-06-30",
            "issuedAt": "2024-04-10T09:00:00+08:00", "graceUsed": false
        }],
        "expiring": [{
            "lotId": "018e0f6a-0000-7000-8000-0000000000a1", "expiresOn": "2024-06-30", "daysLeft": 12, "points": 30
        }]
    })
}

/// An example for the document.
pub(crate) fn movement_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-0000000000b1", "kind": "reserve", "points": -5, "amount": 5,
        "lotId": "018e0f6a-0000-7000-8000-0000000000a1", "period": "2024-Q1",
        "orderId": "018e0f6a-0000-7000-8000-0000000000c1", "at": "2024-04-12T10:00:00+08:00",
        "sentence": "2024年4月12日，兑换预留5兑换分（2024年第一季度发放）。"
    })
}
