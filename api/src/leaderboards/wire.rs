//! Boards as clients see them.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::boards::Ranked;
use xianfeng_infra::boards::BoardRow;

use super::changes::PreviousPlaces;
use super::grades::{RowGradeOut, ShownGrades};
use crate::board::PlaceChange;
use crate::http::wire::WirePoints;

/// A member's row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberRowOut {
    /// From 1; equal totals share one.
    pub rank: u32,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// The branch in which the member counts for the period.
    pub branch_id: Uuid,
    /// Its name.
    pub branch_name: String,
    /// The category's code.
    pub category: String,
    /// The period's total.
    pub total: WirePoints,
    /// What was gained, base points included.
    pub additions: WirePoints,
    /// What was deducted; zero or below.
    pub deductions: WirePoints,
    /// Against the period before.
    pub change: ChangeOut,
    /// The grade (等次) in the township: on the township's board, for need-to-know, and on the own
    /// row; absent elsewhere and without grades for such a period.
    pub grade: Option<RowGradeOut>,
}

/// How a place moved since the period before.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChangeOut {
    /// `moved`, `new` (not on the board before) or `unknown` (no figures to compare with).
    pub kind: &'static str,
    /// So many places up; negative for down. Only where it `moved`.
    pub places: Option<i32>,
}

impl From<PlaceChange> for ChangeOut {
    fn from(change: PlaceChange) -> Self {
        match change {
            PlaceChange::Unknown => Self { kind: "unknown", places: None },
            PlaceChange::New => Self { kind: "new", places: None },
            PlaceChange::Up(places) => Self { kind: "moved", places: Some(places) },
        }
    }
}

/// A row for the wire.
pub(super) fn row_out(ranked: &Ranked<BoardRow>, previous: &PreviousPlaces, grades: &ShownGrades) -> MemberRowOut {
    let row = &ranked.row;
    MemberRowOut {
        rank: ranked.rank,
        member_id: row.member.0,
        name: row.name.clone(),
        branch_id: row.branch.0,
        branch_name: row.branch_name.clone(),
        category: row.category.clone(),
        total: row.total.into(),
        additions: row.additions.into(),
        deductions: row.deductions.into(),
        change: previous.change(row.member, ranked.rank).into(),
        grade: grades.of(row.member),
    }
}

/// The example of a row in the document.
pub(super) fn row_example() -> serde_json::Value {
    serde_json::json!({
        "rank": 2, "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋远嘉",
        "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "赤石桥村党支部",
        "category": "ordinary", "total": 12.5, "additions": 14.5, "deductions": -2,
        "change": { "kind": "moved", "places": 3 }, "grade": { "code": "excellent", "name": "优秀" }
    })
}
