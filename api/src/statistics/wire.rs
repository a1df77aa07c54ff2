//! Statistics on the wire.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::Points;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::rulebook::Statistic;
use xianfeng_domain::statistics::{Figures, tally};

use super::load::Statistics;
use crate::http::wire::WirePoints;

/// By what.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum By {
    /// A row an item.
    #[default]
    Item,
    /// A row a branch.
    Branch,
    /// A row a month.
    Month,
}

/// How much of something was done.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct MuchOut {
    /// How much.
    pub(crate) amount: WirePoints,
    /// Of what, such as `小时`.
    pub(crate) unit: String,
}

/// The figures of some activities.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FiguresOut {
    /// How often in all.
    pub(crate) times: u64,
    /// Of them, volunteer services.
    pub(crate) services: u64,
    /// Good deeds.
    pub(crate) good_deeds: u64,
    /// Consultations.
    pub(crate) consultations: u64,
    /// Anything else.
    pub(crate) others: u64,
    /// How many persons; null for the public where there are fewer than three.
    pub(crate) persons: Option<u32>,
    /// How much, where it was said, by unit.
    pub(crate) quantities: Vec<MuchOut>,
}

/// A row of the statistics.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StatisticRowOut {
    /// The item's code, the branch's id or the month.
    pub(crate) key: String,
    /// Its name.
    pub(crate) name: String,
    /// The aspect, of an item.
    pub(crate) aspect: Option<String>,
    /// What an item's deeds count as: `service`, `good_deed`, `consultation` or `other`.
    pub(crate) statistic: Option<&'static str>,
    /// The figures.
    pub(crate) figures: FiguresOut,
}

/// Figures for the wire.
pub(crate) fn figures_out(figures: &Figures, public: bool) -> FiguresOut {
    FiguresOut {
        times: figures.times,
        services: figures.as_kind(Statistic::Service),
        good_deeds: figures.as_kind(Statistic::GoodDeed),
        consultations: figures.as_kind(Statistic::Consultation),
        others: figures.as_kind(Statistic::Other),
        persons: if public { figures.public_persons() } else { Some(figures.persons) },
        quantities: quantities(figures)
            .map(|(amount, unit)| MuchOut { amount: amount.into(), unit: unit.to_owned() })
            .collect(),
    }
}

/// How much of what, by unit.
fn quantities(figures: &Figures) -> impl Iterator<Item = (Points, &str)> {
    figures.quantities.iter().map(|(unit, much)| (Points::from_hundredths(*much), unit.as_str()))
}

/// The rows by item, most first, by branch in the order of the tree, or by month.
pub(crate) fn rows_out(found: &Statistics, by: By, public: bool) -> Vec<StatisticRowOut> {
    match by {
        By::Item => by_item(found, public),
        By::Branch => by_branch(found, public),
        By::Month => by_month(found, public),
    }
}

fn by_item(found: &Statistics, public: bool) -> Vec<StatisticRowOut> {
    let mut rows: Vec<(&String, Figures)> = tally(&found.activities, |one| &one.item).into_iter().collect();
    // Those that are equal stay in the order of their codes.
    rows.sort_by_key(|(_, figures)| std::cmp::Reverse(figures.times));
    let row = |(code, figures): (&String, Figures)| {
        let item = found.items.get(code);
        StatisticRowOut {
            key: code.clone(),
            name: item.map_or_else(|| code.clone(), |item| item.name.clone()),
            aspect: item.map(|item| item.aspect.clone()),
            statistic: Some(item.map_or(Statistic::Other, |item| item.statistic).code()),
            figures: figures_out(&figures, public),
        }
    };
    rows.into_iter().map(row).collect()
}

fn by_branch(found: &Statistics, public: bool) -> Vec<StatisticRowOut> {
    let mut tallies = tally(&found.activities, |one| one.organization);
    let mut row = |organization: &Organization| {
        let figures = tallies.remove(&organization.id);
        // A branch where nothing was done stands there too.
        let figures = if organization.kind.is_branch() { Some(figures.unwrap_or_default()) } else { figures };
        Some(StatisticRowOut {
            key: organization.id.0.to_string(),
            name: organization.name.clone(),
            aspect: None,
            statistic: None,
            figures: figures_out(&figures?, public),
        })
    };
    found.tree.iter().filter_map(&mut row).collect()
}

fn by_month(found: &Statistics, public: bool) -> Vec<StatisticRowOut> {
    let mut tallies: BTreeMap<_, Figures> = tally(&found.activities, |one| one.month.start());
    months(found.period)
        .into_iter()
        .map(|month| StatisticRowOut {
            key: month.to_string(),
            name: month.to_string(),
            aspect: None,
            statistic: None,
            figures: figures_out(&tallies.remove(&month.start()).unwrap_or_default(), public),
        })
        .collect()
}

/// The months of a period.
fn months(period: xianfeng_domain::time::Period) -> Vec<xianfeng_domain::time::Period> {
    let parts = period.parts();
    if parts.is_empty() { vec![period] } else { parts.into_iter().flat_map(months).collect() }
}

/// The example in the document.
pub(crate) fn statistics_example() -> serde_json::Value {
    let figures = serde_json::json!({
        "times": 410, "services": 410, "goodDeeds": 0, "consultations": 0, "others": 0, "persons": 96,
        "quantities": [{ "amount": 1230.5, "unit": "小时" }]
    });
    serde_json::json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "organizationName": "赤石桥乡党委", "period": "2024-Q1", "by": "item",
        "totals": figures, "items": [{ "key": "volunteer_service", "name": "志愿服务", "aspect": "志愿服务",
            "statistic": "service", "figures": figures }], "nextCursor": null
    })
}
