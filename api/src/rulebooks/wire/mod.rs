//! A rule book on the wire.

mod filling;
mod further;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use self::further::{CandidacyOut, ColourBoardOut, ConsequenceOut, HintsOut, LayerLimitsOut, SettlementOut};
use crate::http::wire::{WireDay, WirePoints};

/// A rule book: one version of it, with all layers.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleBookOut {
    /// The adopted version's id.
    pub id: Uuid,
    /// Who adopted it.
    pub owner_id: Uuid,
    /// By whom totals are kept: the owner of the whole book at the bottom of the layers.
    pub root_owner_id: Uuid,
    /// Its number among the versions of who adopted it, from 1.
    pub edition: i64,
    /// From which day it is in force.
    pub effective_from: WireDay,
    /// The meeting that adopted it.
    pub meeting: String,
    /// Who signed; absent for what the command line founded.
    pub signatory: Option<String>,
    /// Its name.
    pub name: String,
    /// What is closed and made public as one: `month`, `quarter` or `year`.
    pub closing_unit: &'static str,
    /// The month in which the cycle starts, 1 to 12: a veto lasts to the cycle's end.
    pub cycle_start_month: u32,
    /// Categories of members.
    pub categories: Vec<CategoryOut>,
    /// Base points.
    pub base: BaseOut,
    /// Every way to earn or lose.
    pub items: Vec<ItemOut>,
    /// The same items by aspect, in the book's order.
    pub aspects: Vec<AspectOut>,
    /// Grades, best first.
    pub grades: Vec<GradeOut>,
    /// The kind of period that grades are given for; every kind where absent.
    pub grades_per: Option<&'static str>,
    /// The blue, yellow and red board.
    pub colours: Option<ColourBoardOut>,
    /// What a period's result is worth.
    pub settlement: Option<SettlementOut>,
    /// What the machine brings to the attention of people; it decides nothing.
    pub consequences: Vec<ConsequenceOut>,
    /// Who may stand for excellent member.
    pub candidacy: Option<CandidacyOut>,
    /// How many days objections to a notice may be made.
    pub days_to_object: u32,
    /// After a zeroing: do later additions count?
    pub additions_after_zeroing: bool,
    /// Equal totals share a rank; the next is skipped (`skip`: 1, 2, 2, 4) or not (`dense`).
    pub ties: &'static str,
    /// The kinds of organization whose members take part.
    pub organizations_in_scope: Vec<String>,
    /// What the layers below may add and narrow; absent where nothing.
    pub below: Option<LayerLimitsOut>,
    /// For `knownVersion`.
    pub version: i64,
}

/// A category of members (类别).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CategoryOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// Its members are exempt.
    pub exempt: bool,
    /// Its members report each quarter.
    pub report_due: bool,
    /// What makes the machine propose it for a member.
    pub hints: HintsOut,
}

/// Base points (基础分).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BaseOut {
    /// How many, unless the category says otherwise.
    pub points: WirePoints,
    /// For each `month`, `quarter` or `year`.
    pub per: &'static str,
    /// Joiners in the middle of a period get the share of their days (`pro_rata`), all (`full`) or
    /// `nothing`.
    pub joiners: &'static str,
    /// Leavers in the middle of a period keep the share of their days (`pro_rata`) or all (`keep`).
    pub leavers: &'static str,
    /// Other amounts.
    pub by_category: Vec<CategoryBaseOut>,
}

/// The base points of one category.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CategoryBaseOut {
    /// The category's code.
    pub category: String,
    /// How many.
    pub points: WirePoints,
}

/// An item (项目).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ItemOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// The aspect that it belongs to.
    pub aspect: String,
    /// `addition`, `deduction`, `zeroing` or `veto`.
    pub kind: &'static str,
    /// The least that one is worth.
    pub min: WirePoints,
    /// The most.
    pub max: WirePoints,
    /// What one of it is.
    pub unit: String,
    /// Several units are worth as many times the points.
    pub by_quantity: bool,
    /// At most so many points of it.
    pub caps: Vec<CapOut>,
    /// Category codes that may earn it; all where empty.
    pub categories: Vec<String>,
    /// The ways in which it may be entered: `task`, `declaration`, `attendance`, `dues`, `report`,
    /// `post`, `honour`, `suggestion`, `villager_report`, `training`, `card`, `direct`.
    pub ways: Vec<&'static str>,
    /// A photo is needed.
    pub evidence: bool,
    /// Not in use any more: nothing new is entered under it.
    pub retired: bool,
    /// The layers below may narrow it.
    pub narrowable: bool,
    /// What its deeds are in the statistics of activity: `service`, `good_deed`, `consultation` or `other`; other
    /// where absent.
    pub statistic: Option<&'static str>,
}

/// The items of an aspect (方面).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookAspectOut)]
pub struct AspectOut {
    /// Its name.
    pub name: String,
    /// The codes of its items, retired ones left out.
    pub items: Vec<String>,
}

/// A cap.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CapOut {
    /// In a `month`, `quarter` or `year`.
    pub per: &'static str,
    /// The most points that count; absent where entries are counted.
    pub points: Option<WirePoints>,
    /// The most entries that count; absent where points are counted.
    pub times: Option<u32>,
}

/// A grade (等次).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GradeOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// The share of the ranking down to which it reaches, in percent; absent where totals decide.
    pub down_to_percent: Option<u32>,
    /// The total from which up it reaches; absent where shares decide, and for the last grade, which
    /// reaches everybody.
    pub from_points: Option<WirePoints>,
}

/// The example in the document.
pub(super) fn rulebook_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000009", "ownerId": "018e0f6a-0000-7000-8000-000000000001",
        "rootOwnerId": "018e0f6a-0000-7000-8000-000000000001", "edition": 1, "effectiveFrom": "2024-01-01", "meeting": "乡党委会议",
        "signatory": "王秀英", "name": "沁源县党员积分管理台账",
        "closingUnit": "quarter", "cycleStartMonth": 1,
        "categories": [{ "code": "aged", "name": "年老", "exempt": false, "reportDue": false,
            "hints": { "ageFrom": 65, "awayMonths": null } }],
        "base": { "points": 60, "per": "year", "joiners": "pro_rata", "leavers": "keep", "byCategory": [] },
        "items": [{ "code": "hazard_check", "name": "排查地质灾害隐患点", "aspect": "志愿服务", "kind": "addition",
            "min": 1, "max": 1, "unit": "处", "byQuantity": false, "caps": [], "categories": [], "ways": ["task", "direct"],
            "evidence": true, "retired": false, "narrowable": false, "statistic": "service" }],
        "aspects": [{ "name": "志愿服务", "items": ["hazard_check"] }],
        "grades": [{ "code": "excellent", "name": "优秀", "downToPercent": 20, "fromPoints": null }],
        "gradesPer": null, "colours": null, "settlement": null, "consequences": [], "candidacy": null,
        "daysToObject": 7, "additionsAfterZeroing": true, "ties": "skip",
        "organizationsInScope": ["village"], "below": null, "version": 2000002
    })
}
