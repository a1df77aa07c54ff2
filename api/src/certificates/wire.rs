//! Certificates on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::certificates::CertificateKind;
use xianfeng_infra::certificates::Certificate;

use crate::http::wire::{WireDay, WireTime};

/// What a certificate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateKind)]
pub enum WireKind {
    /// 积分档案（一本通）.
    Archive,
    /// 服务证明.
    Service,
}

impl From<WireKind> for CertificateKind {
    fn from(kind: WireKind) -> Self {
        match kind {
            WireKind::Archive => Self::Archive,
            WireKind::Service => Self::Service,
        }
    }
}

impl From<CertificateKind> for WireKind {
    fn from(kind: CertificateKind) -> Self {
        match kind {
            CertificateKind::Archive => Self::Archive,
            CertificateKind::Service => Self::Service,
        }
    }
}

/// What a certificate is called.
pub(super) const fn kind_name(kind: CertificateKind) -> &'static str {
    match kind {
        CertificateKind::Archive => "党员积分一本通",
        CertificateKind::Service => "服务证明",
    }
}

/// A certificate without what is in it, and without its code.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CertificateOut {
    /// Its id.
    pub id: Uuid,
    /// What it is.
    pub kind: WireKind,
    /// Whose.
    pub member_id: Uuid,
    /// The period, such as `2024`, or `all`.
    pub period: String,
    /// The first day.
    pub from: WireDay,
    /// The last day.
    pub to: WireDay,
    /// When it was issued.
    pub issued_at: WireTime,
    /// The SHA-256 of the frozen content, in hexadecimal digits.
    pub digest: String,
    /// When it was withdrawn; while absent it is valid.
    pub withdrawn_at: Option<WireTime>,
    /// Why.
    pub withdraw_reason: Option<String>,
}

impl From<&Certificate> for CertificateOut {
    fn from(certificate: &Certificate) -> Self {
        let withdrawn = certificate.withdrawn.as_ref();
        Self {
            id: certificate.id.0,
            kind: certificate.kind.into(),
            member_id: certificate.member.0,
            period: certificate.period.clone(),
            from: WireDay(certificate.from),
            to: WireDay(certificate.to),
            issued_at: certificate.issued_at.into(),
            digest: hex(&certificate.digest),
            withdrawn_at: withdrawn.map(|(at, _)| (*at).into()),
            withdraw_reason: withdrawn.map(|(_, reason)| reason.clone()),
        }
    }
}

/// Bytes in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The example in the document.
pub(super) fn certificate_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000084", "kind": "archive",
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "period": "2024", "from": "2024-01-01",
        "to": "2024-12-31", "issuedAt": "2025-01-05T18:00:00+08:00",
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "withdrawnAt": null, "withdrawReason": null
    })
}
