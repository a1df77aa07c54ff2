//! The parts of a rule book that say what follows from points.

use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::rulebook::{
    Candidacy, Category, Colour, ColourBoard, Consequence, Hint, LayerLimits, Rate, Settlement, Trigger,
};

use super::filling::{item_kind, per, threshold};
use crate::http::wire::WirePoints;

/// What makes the machine propose a category for a member; a person decides.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookHintsOut)]
pub struct HintsOut {
    /// From so many years of age.
    pub age_from: Option<u32>,
    /// Away for so many months.
    pub away_months: Option<u32>,
}

/// The blue, yellow and red board (蓝黄红榜).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookColourBoardOut)]
pub struct ColourBoardOut {
    /// Made for each `month`, `quarter` or `year`.
    pub per: &'static str,
    /// Its colours, best first.
    pub colours: Vec<ColourOut>,
}

/// One colour.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookColourOut)]
pub struct ColourOut {
    /// `blue`, `yellow` or `red`.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// The share of the ranking down to which it reaches, in percent; absent where totals decide.
    pub down_to_percent: Option<u32>,
    /// The total from which up it reaches; absent where shares decide, and for the last one.
    pub from_points: Option<WirePoints>,
    /// Shown to everybody.
    pub public: bool,
}

/// Settlement (结算).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookSettlementOut)]
pub struct SettlementOut {
    /// Settled for each `month`, `quarter` or `year`.
    pub per: &'static str,
    /// The kinds of organization whose branches have a fund: `village`, `enterprise`, `office`.
    pub organizations: Vec<String>,
    /// What a branch has for one such period, in fen.
    pub fund_fen: i64,
    /// What one redemption point is worth, in fen.
    pub fen_per_point: i64,
    /// Redemption points by grade and category.
    pub rates: Vec<RateOut>,
    /// What is left goes to the next period.
    pub carry_over: bool,
    /// Redemption points expire after so many months; never where absent.
    pub expires_after_months: Option<u32>,
}

/// The redemption points of a grade and category.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookRateOut)]
pub struct RateOut {
    /// The grade's code.
    pub grade: String,
    /// The category's code; absent for every category without a rate of its own.
    pub category: Option<String>,
    /// How many.
    pub points: WirePoints,
}

/// A consequence: what the machine brings to the attention of people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = RulebookConsequenceOut)]
pub struct ConsequenceOut {
    /// Stable code.
    pub code: String,
    /// Name for people.
    pub name: String,
    /// What a period must look like.
    pub trigger: TriggerOut,
    /// The kind of period that is looked at.
    pub per: &'static str,
    /// In how many such periods in a row.
    pub in_a_row: u32,
    /// The steps that people may take, in order.
    pub steps: Vec<String>,
    /// The days within which the member is to improve.
    pub deadline_days: Option<u32>,
}

/// What a member's period must look like: `kind` says which, the field of that name how much.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TriggerOut {
    /// `grade`, `bottom_share`, `below_base`, `no_additions`, `deductions` or `running_total`.
    pub kind: &'static str,
    /// Graded with this code.
    pub grade: Option<String>,
    /// Among the last so many hundredths of the ranking.
    pub bottom_percent: Option<u32>,
    /// Deductions of so many points or more.
    pub deductions: Option<WirePoints>,
    /// Over so many periods together.
    pub periods: Option<u32>,
}

/// Who may stand for excellent member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CandidacyOut {
    /// Whoever holds a post may stand.
    pub post_holders: bool,
    /// Who holds none may stand from so many points of the year up.
    pub from_points: WirePoints,
}

/// What the layers below may do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LayerLimitsOut {
    /// How many items of its own each layer may add.
    pub most_items: u32,
    /// The most that an added item may be worth; no limit where absent.
    pub most_points: Option<WirePoints>,
    /// The kinds of item that may be added.
    pub kinds: Vec<&'static str>,
    /// The aspects that an added item may belong to; any where empty.
    pub aspects: Vec<String>,
}

impl HintsOut {
    pub(super) fn of(category: &Category) -> Self {
        let mut out = Self::default();
        for hint in &category.hints {
            match hint {
                Hint::AgeFrom(years) => out.age_from = Some(*years),
                Hint::AwayFor(months) => out.away_months = Some(*months),
            }
        }
        out
    }
}

impl From<&ColourBoard> for ColourBoardOut {
    fn from(board: &ColourBoard) -> Self {
        Self { per: per(board.per), colours: board.colours.iter().map(Into::into).collect() }
    }
}

impl From<&Colour> for ColourOut {
    fn from(colour: &Colour) -> Self {
        let (down_to_percent, from_points) = threshold(colour.threshold);
        let Colour { code, name, public, .. } = colour;
        Self { code: code.clone(), name: name.clone(), down_to_percent, from_points, public: *public }
    }
}

impl SettlementOut {
    /// The settlement, with the rates of the categories that are shown.
    pub(super) fn of(settlement: &Settlement, shown: impl Fn(&str) -> bool) -> Self {
        let rates = settlement.rates.iter().filter(|rate| rate.category.as_deref().is_none_or(&shown));
        Self {
            per: per(settlement.per),
            organizations: settlement.organizations.clone(),
            fund_fen: settlement.fund_fen,
            fen_per_point: settlement.fen_per_point,
            rates: rates.map(Into::into).collect(),
            carry_over: settlement.carry_over,
            expires_after_months: settlement.expires_after_months,
        }
    }
}

impl From<&Rate> for RateOut {
    fn from(rate: &Rate) -> Self {
        Self { grade: rate.grade.clone(), category: rate.category.clone(), points: rate.points.into() }
    }
}

impl From<&Consequence> for ConsequenceOut {
    fn from(consequence: &Consequence) -> Self {
        Self {
            code: consequence.code.clone(),
            name: consequence.name.clone(),
            trigger: (&consequence.trigger).into(),
            per: per(consequence.per),
            in_a_row: consequence.in_a_row,
            steps: consequence.steps.clone(),
            deadline_days: consequence.deadline_days,
        }
    }
}

impl From<&Trigger> for TriggerOut {
    fn from(trigger: &Trigger) -> Self {
        let of = |kind| Self { kind, ..Self::default() };
        match trigger {
            Trigger::Grade(code) => Self { grade: Some(code.clone()), ..of("grade") },
            Trigger::BottomShare(percent) => Self { bottom_percent: Some(*percent), ..of("bottom_share") },
            Trigger::BelowBase => of("below_base"),
            Trigger::NoAdditions => of("no_additions"),
            Trigger::Deductions(points) => Self { deductions: Some((*points).into()), ..of("deductions") },
            Trigger::RunningTotal { periods, bottom_percent } => {
                Self { periods: Some(*periods), bottom_percent: Some(*bottom_percent), ..of("running_total") }
            }
        }
    }
}

impl From<Candidacy> for CandidacyOut {
    fn from(candidacy: Candidacy) -> Self {
        Self { post_holders: candidacy.post_holders, from_points: candidacy.from_points.into() }
    }
}

impl LayerLimitsOut {
    /// The limits; none where nothing may be added.
    pub(super) fn of(limits: &LayerLimits) -> Option<Self> {
        (*limits != LayerLimits::default()).then(|| Self {
            most_items: limits.most_items,
            most_points: limits.most_points.map(Into::into),
            kinds: limits.kinds.iter().map(|kind| item_kind(*kind)).collect(),
            aspects: limits.aspects.clone(),
        })
    }
}
