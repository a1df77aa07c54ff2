//! A rule book on the wire.

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::rulebook::{Cap, ItemKind, Joiners, Leavers, Limit, Threshold, TieRule};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::rulebooks::Effective;

use crate::http::wire::{WireDay, WirePoints};

/// The rule book in force.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RuleBookOut {
    /// The adopted version's id.
    pub id: Uuid,
    /// Who adopted it.
    pub owner_id: Uuid,
    /// Its number among the owner's, from 1.
    pub edition: i64,
    /// From which day it is in force.
    pub effective_from: WireDay,
    /// The meeting that adopted it.
    pub meeting: String,
    /// Its name.
    pub name: String,
    /// What is closed and made public as one: `month`, `quarter` or `year`.
    pub closing_unit: &'static str,
    /// Categories of members.
    pub categories: Vec<CategoryOut>,
    /// Base points.
    pub base: BaseOut,
    /// Every way to earn or lose.
    pub items: Vec<ItemOut>,
    /// Grades, best first.
    pub grades: Vec<GradeOut>,
    /// Equal totals share a rank; the next is skipped (`skip`: 1, 2, 2, 4) or not (`dense`).
    pub ties: &'static str,
    /// The kinds of organization whose members take part.
    pub organizations_in_scope: Vec<String>,
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
    /// At most so many points of it.
    pub caps: Vec<CapOut>,
    /// Category codes that may earn it; all where empty.
    pub categories: Vec<String>,
    /// A photo is needed.
    pub evidence: bool,
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

const fn per(kind: PeriodKind) -> &'static str {
    match kind {
        PeriodKind::Month => "month",
        PeriodKind::Quarter => "quarter",
        PeriodKind::Year => "year",
    }
}

impl RuleBookOut {
    /// The book for somebody who may or may not see sensitive categories (invariant 11).
    pub(super) fn new(effective: &Effective, version: i64, with_sensitive: bool) -> Self {
        let book = &effective.book;
        let shown = |code: &str| with_sensitive || book.category(code).is_none_or(|category| !category.sensitive);
        let categories = book.categories.iter().filter(|category| shown(&category.code)).map(|category| CategoryOut {
            code: category.code.clone(),
            name: category.name.clone(),
            exempt: category.exempt,
        });
        let by_category = book.base.by_category.iter().filter(|(code, _)| shown(code));
        let items = book.items.iter().map(|item| ItemOut {
            code: item.code.clone(),
            name: item.name.clone(),
            aspect: item.aspect.clone(),
            kind: match item.kind {
                ItemKind::Addition => "addition",
                ItemKind::Deduction => "deduction",
                ItemKind::Zeroing => "zeroing",
                ItemKind::Veto => "veto",
            },
            min: item.min.into(),
            max: item.max.into(),
            unit: item.unit.clone(),
            caps: item.caps.iter().map(cap_out).collect(),
            categories: item.categories.iter().filter(|code| shown(code)).cloned().collect(),
            evidence: item.evidence,
        });
        let grades = book.grades.iter().map(|grade| GradeOut {
            code: grade.code.clone(),
            name: grade.name.clone(),
            down_to_percent: match grade.threshold {
                Threshold::Share(percent) => Some(percent),
                Threshold::Score(_) => None,
            },
            from_points: match grade.threshold {
                Threshold::Score(from) if grade.threshold != Threshold::EVERYBODY => Some(from.into()),
                Threshold::Score(_) | Threshold::Share(_) => None,
            },
        });
        Self {
            id: effective.id.0,
            owner_id: effective.owner.0,
            edition: effective.version,
            effective_from: WireDay(effective.effective_from),
            meeting: effective.meeting.clone(),
            name: book.name.clone(),
            closing_unit: per(book.closing_unit),
            categories: categories.collect(),
            base: BaseOut {
                points: book.base.points.into(),
                per: per(book.base.per),
                joiners: match book.base.joiners {
                    Joiners::ProRata => "pro_rata",
                    Joiners::Full => "full",
                    Joiners::Nothing => "nothing",
                },
                leavers: match book.base.leavers {
                    Leavers::ProRata => "pro_rata",
                    Leavers::Keep => "keep",
                },
                by_category: by_category
                    .map(|(category, points)| CategoryBaseOut { category: category.clone(), points: (*points).into() })
                    .collect(),
            },
            items: items.collect(),
            grades: grades.collect(),
            ties: match book.ties {
                TieRule::Skip => "skip",
                TieRule::Dense => "dense",
            },
            organizations_in_scope: book.organizations_in_scope.clone(),
            version,
        }
    }
}

fn cap_out(cap: &Cap) -> CapOut {
    let (points, times) = match cap.limit {
        Limit::Points(points) => (Some(points.into()), None),
        Limit::Times(times) => (None, Some(times)),
    };
    CapOut { per: per(cap.per), points, times }
}

/// The example in the document.
pub(super) fn rulebook_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000009", "ownerId": "018e0f6a-0000-7000-8000-000000000001",
        "edition": 1, "effectiveFrom": "2024-01-01", "meeting": "乡党委会议", "name": "沁源县党员积分管理台账",
        "closingUnit": "quarter", "categories": [{ "code": "ordinary", "name": "普通", "exempt": false }],
        "base": { "points": 60, "per": "year", "joiners": "pro_rata", "leavers": "keep", "byCategory": [] },
        "items": [{ "code": "hazard_check", "name": "排查地质灾害隐患点", "aspect": "志愿服务", "kind": "addition",
            "min": 1, "max": 1, "unit": "处", "caps": [], "categories": [], "evidence": true }],
        "grades": [{ "code": "excellent", "name": "优秀", "downToPercent": 20, "fromPoints": null }], "ties": "skip",
        "organizationsInScope": ["village"], "version": 2000002
    })
}
