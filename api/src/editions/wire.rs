//! Editions as the API shows them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_infra::editions::{Shown, Stored};

use crate::http::wire::{WireDay, WirePeriod, WireTime};

/// The edition that a board, a page or an export is of.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionRefOut {
    /// Its id.
    pub id: Uuid,
    /// Its number in the closing, from 1.
    pub number: u32,
    /// The first eight digits of its hash, as they are printed.
    #[schema(example = "5f2a90c1")]
    pub short_hash: String,
}

impl From<&Shown> for EditionRefOut {
    fn from(shown: &Shown) -> Self {
        let stored = &shown.stored;
        Self { id: stored.edition.id.0, number: stored.edition.number, short_hash: stored.short_hash() }
    }
}

/// Are figures still provisional? All that are not of a published edition (invariant 12).
pub(crate) fn is_provisional(edition: Option<&Shown>) -> bool {
    edition.is_none_or(|shown| shown.publication.is_none())
}

/// The edition as everybody may cite it: once it is published.
pub(crate) fn public_ref(edition: Option<&Shown>) -> Option<EditionRefOut> {
    edition.filter(|shown| shown.publication.is_some()).map(EditionRefOut::from)
}

/// An edition without its rows.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EditionOut {
    /// Its id.
    pub id: Uuid,
    /// The closing that it is of.
    pub closing_id: Uuid,
    /// The township.
    pub organization_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// Its number in the closing, from 1.
    pub number: u32,
    /// The number of the latest edition: a greater one has superseded this.
    pub latest: u32,
    /// The SHA-256 hash over everything that it says, in hexadecimal.
    pub hash: String,
    /// The first eight digits, as they are printed.
    #[schema(example = "5f2a90c1")]
    pub short_hash: String,
    /// The hash of the edition before; none for the first.
    pub previous_hash: Option<String>,
    /// The rule book's version that grades and ranks are by.
    pub rule_book_id: Uuid,
    /// How many rows it has, exempt members included.
    pub size: u32,
    /// Why there is a next edition; none for the first.
    pub reason: Option<String>,
    /// When it was sealed.
    pub sealed_at: WireTime,
    /// The day on which it was posted; none while it is for the organisation alone.
    pub published_on: Option<WireDay>,
    /// The last day to object.
    pub objections_until: Option<WireDay>,
}

impl From<&Shown> for EditionOut {
    fn from(shown: &Shown) -> Self {
        let Stored { edition, hash, size, sealed_at, .. } = &shown.stored;
        let posted = shown.publication.as_ref();
        Self {
            id: edition.id.0,
            closing_id: edition.closing.0,
            organization_id: edition.township.0,
            period: WirePeriod(edition.period),
            number: edition.number,
            latest: shown.closing.edition,
            hash: hex(hash),
            short_hash: shown.stored.short_hash(),
            previous_hash: edition.previous.as_ref().map(|hash| hex(hash)),
            rule_book_id: edition.rule_book.0,
            size: *size,
            reason: edition.reason.clone(),
            sealed_at: (*sealed_at).into(),
            published_on: posted.map(|posted| WireDay(posted.day())),
            objections_until: posted.and(shown.closing.objections_until).map(WireDay),
        }
    }
}

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The example of the document.
pub(crate) fn edition_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000082",
        "closingId": "018e0f6a-0000-7000-8000-000000000081",
        "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "period": "2024-Q1",
        "number": 1,
        "latest": 1,
        "hash": "5f2a90c1e0b34f0f8a6f1f0f2b8d7c6e5d4c3b2a190817263544536271809fae",
        "shortHash": "5f2a90c1",
        "previousHash": null,
        "ruleBookId": "018e0f6a-0000-7000-8000-000000000003",
        "size": 454,
        "reason": null,
        "sealedAt": "2024-04-02T09:30:00+08:00",
        "publishedOn": "2024-04-02",
        "objectionsUntil": "2024-04-09"
    })
}
