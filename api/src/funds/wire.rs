//! Funds in JSON: money is whole fen.

use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::funds::Fund;

use super::statement::Line;
use crate::http::wire::WirePeriod;

/// Where the money of a fund is.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundSumsOut {
    /// Put in.
    pub allotted_fen: i64,
    /// Promised by redemption points that were issued and neither redeemed nor run out.
    pub committed_fen: i64,
    /// Redeemed.
    pub spent_fen: i64,
    /// Went back to the township, since it was not carried over.
    pub lapsed_fen: i64,
    /// Can be promised.
    pub available_fen: i64,
}

/// What belongs to one settled period.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FundLineOut {
    /// The period; absent in the first line, which sums up what is older.
    pub period: Option<WirePeriod>,
    /// Put in for it.
    pub allotted_fen: i64,
    /// What its settlement issued.
    pub issued_fen: i64,
    /// Of that, still promised.
    pub committed_fen: i64,
    /// Of that, redeemed.
    pub spent_fen: i64,
    /// Of that, run out: available again.
    pub released_fen: i64,
    /// Not carried over from it.
    pub lapsed_fen: i64,
}

impl From<Fund> for FundSumsOut {
    fn from(fund: Fund) -> Self {
        Self {
            allotted_fen: fund.allotted,
            committed_fen: fund.committed,
            spent_fen: fund.spent,
            lapsed_fen: fund.lapsed,
            available_fen: fund.available(),
        }
    }
}

impl From<&Line> for FundLineOut {
    fn from(line: &Line) -> Self {
        Self {
            period: line.period.map(WirePeriod),
            allotted_fen: line.fund.allotted,
            issued_fen: line.issued,
            committed_fen: line.fund.committed,
            spent_fen: line.fund.spent,
            released_fen: line.released,
            lapsed_fen: line.fund.lapsed,
        }
    }
}

/// An example for the document.
pub(crate) fn sums_example() -> serde_json::Value {
    serde_json::json!({
        "allottedFen": 250_000, "committedFen": 90_000, "spentFen": 60_000, "lapsedFen": 0, "availableFen": 100_000
    })
}

/// An example for the document.
pub(crate) fn line_example() -> serde_json::Value {
    serde_json::json!({
        "period": "2024-Q1", "allottedFen": 125_000, "issuedFen": 80_000, "committedFen": 30_000,
        "spentFen": 45_000, "releasedFen": 5_000, "lapsedFen": 0
    })
}
