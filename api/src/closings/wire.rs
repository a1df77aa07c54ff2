//! A closing as the API shows it.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::editions::{self, Stored};

use crate::http::wire::{WireDay, WirePeriod, WireTime};

/// The closing of a township's period.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClosingOut {
    /// Its id.
    pub id: Uuid,
    /// The township.
    pub organization_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// Is it the rule book's closing unit? Else a longer period, after the units inside it.
    pub closing_unit: bool,
    /// `freezing`: members are being frozen, look again in a moment; `closed`: edition 1 is sealed;
    /// `published`: the term to object began; `final`: nothing changes any more.
    #[schema(example = "published")]
    pub state: &'static str,
    /// The latest edition; none while members are being frozen.
    pub edition: Option<EditionHeadOut>,
    /// The day of its publication.
    pub published_on: Option<WireDay>,
    /// The last day to object.
    pub objections_until: Option<WireDay>,
    /// Grows with every change.
    pub version: u64,
}

/// An edition without its rows.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionHeadOut {
    /// Its id.
    pub id: Uuid,
    /// Its number in the closing, from 1.
    pub number: u32,
    /// The SHA-256 hash over everything that it says, in hexadecimal.
    pub hash: String,
    /// The first eight digits, as they are printed.
    #[schema(example = "5f2a90c1")]
    pub short_hash: String,
    /// How many rows it has, exempt members included.
    pub size: u32,
    /// Why there is a next edition; none for the first.
    pub reason: Option<String>,
    /// When it was sealed.
    pub sealed_at: WireTime,
}

impl From<&Stored> for EditionHeadOut {
    fn from(stored: &Stored) -> Self {
        Self {
            id: stored.edition.id.0,
            number: stored.edition.number,
            hash: stored.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
            short_hash: stored.short_hash(),
            size: stored.size,
            reason: stored.edition.reason.clone(),
            sealed_at: stored.sealed_at.into(),
        }
    }
}

/// A closing with its latest edition.
///
/// # Errors
/// The store's fault.
pub(crate) async fn closing_out(tx: &Tx, closing: &Closing) -> StoreResult<ClosingOut> {
    let edition = editions::latest(tx, closing.township, closing.period).await?;
    Ok(ClosingOut {
        id: closing.id.0,
        organization_id: closing.township.0,
        period: WirePeriod(closing.period),
        closing_unit: closing.unit,
        state: state_code(closing),
        edition: edition.as_ref().map(EditionHeadOut::from),
        published_on: closing.published_on.map(WireDay),
        objections_until: closing.objections_until.map(WireDay),
        version: closing.version,
    })
}

/// The state as people follow it.
const fn state_code(closing: &Closing) -> &'static str {
    match (closing.state, closing.published_on) {
        (State::Closed, Some(_)) => "published",
        (state, _) => state.code(),
    }
}

/// The example of the document.
pub(crate) fn closing_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000081",
        "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "period": "2024-Q1",
        "closingUnit": true,
        "state": "published",
        "edition": {
            "id": "018e0f6a-0000-7000-8000-000000000082",
            "number": 1,
            "hash": "5f2a90c1e0b34f0f8a6f1f0f2b8d7c6e5d4c3b2a190817263544536271809fae",
            "shortHash": "5f2a90c1",
            "size": 454,
            "reason": null,
            "sealedAt": "2024-04-02T09:30:00+08:00"
        },
        "publishedOn": "2024-04-02",
        "objectionsUntil": "2024-04-09",
        "version": 3
    })
}
