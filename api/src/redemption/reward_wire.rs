//! Rewards on the wire.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::redemption::{Limit, LimitPeriod, Reward, RewardKind, Threshold};

use crate::http::problem::{Check, FaultCode, Faults};
use crate::http::wire::WirePoints;

/// The dearest reward: 99 of it stay within what points can hold.
const DEAREST: Points = Points::whole(10_000);

/// What the catalogue says of a reward.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RewardIn {
    /// 1 to 100 characters.
    #[schema(example = "大米")]
    pub name: String,
    /// What one of it is, 1 to 10 characters.
    #[schema(example = "袋")]
    pub unit: String,
    /// More words, at most 500 characters.
    #[serde(default)]
    #[schema(example = "5公斤装")]
    pub description: String,
    /// Redemption points for one, 0.01 to 10,000. Orders keep the price that they were made at.
    pub price: WirePoints,
    /// How many a member may have; any number where absent.
    pub limit: Option<LimitIo>,
    /// From so many points of the running year on (S4-4).
    pub threshold_points: Option<WirePoints>,
    /// For these grades of the latest closed edition only, at most 10 codes of the rule book (S4-4).
    #[serde(default)]
    pub threshold_grades: Vec<String>,
    /// Below so many codes of a coupon the township is told, 1 to 100,000; never where absent.
    pub low_mark: Option<u32>,
}

/// How many a member may have. Pieces count, whatever orders they are in.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LimitIo {
    /// 1 to 1,000 pieces.
    pub most: u32,
    /// `quarter` or `year`.
    pub per: String,
}

impl RewardIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        [&self.name, &self.unit, &self.description].into_iter().map(String::as_str)
    }
}

impl Check for RewardIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/name", &self.name, 1..=100);
        faults.text("/unit", &self.unit, 1..=10);
        faults.text("/description", &self.description, 0..=500);
        faults.range("/price", self.price.0, Points::from_hundredths(1)..=DEAREST);
        if let Some(limit) = &self.limit {
            faults.range("/limit/most", limit.most, 1..=1_000);
            if LimitPeriod::from_code(&limit.per).is_none() {
                faults.add_limit("/limit/per", FaultCode::NotOneOf, "quarter, year");
            }
        }
        if let Some(points) = self.threshold_points {
            faults.range("/thresholdPoints", points.0, Points::from_hundredths(1)..=Points::LIMIT);
        }
        if let Some(mark) = self.low_mark {
            faults.range("/lowMark", mark, 1..=100_000);
        }
        faults.count("/thresholdGrades", self.threshold_grades.len(), 0..=10);
        for (index, grade) in self.threshold_grades.iter().enumerate() {
            let code = |sign: u8| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == b'_';
            if grade.is_empty() || grade.len() > 39 || !grade.bytes().all(code) {
                faults.add(format!("/thresholdGrades/{index}"), FaultCode::Invalid);
            }
        }
    }
}

impl RewardIn {
    /// Writes it into a reward.
    pub(super) fn write(&self, reward: &mut Reward) {
        reward.name = self.name.trim().to_owned();
        reward.unit = self.unit.trim().to_owned();
        reward.description = self.description.trim().to_owned();
        reward.price = self.price.0;
        reward.low_mark = self.low_mark;
        let limit = self.limit.as_ref();
        reward.limit =
            limit.and_then(|limit| Some(Limit { most: limit.most, per: LimitPeriod::from_code(&limit.per)? }));
        reward.threshold =
            Threshold { points: self.threshold_points.map(|points| points.0), grades: self.threshold_grades.clone() };
    }
}

/// A reward.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RewardOut {
    /// Its id.
    pub id: Uuid,
    /// Whose catalogue.
    pub organization_id: Uuid,
    /// The one shop that has it; every shop below where absent.
    pub shop_id: Option<Uuid>,
    /// Its name.
    pub name: String,
    /// What one of it is.
    pub unit: String,
    /// More words.
    pub description: String,
    /// `goods` or `coupon`.
    pub kind: &'static str,
    /// Redemption points for one.
    pub price: WirePoints,
    /// How many a member may have.
    pub limit: Option<LimitIo>,
    /// From so many points of the year on.
    pub threshold_points: Option<WirePoints>,
    /// For these grades only; for all where empty.
    pub threshold_grades: Vec<String>,
    /// `draft`, `offered` or `withdrawn`.
    pub state: &'static str,
    /// How many are free in the shop that was asked for.
    pub free: Option<u32>,
    /// Can a coupon be had now?
    pub available: Option<bool>,
    /// How many codes of a coupon can be handed out: for the township's administrators.
    pub coupons_left: Option<i64>,
    /// Below so many of them the township is told: for its administrators.
    pub low_mark: Option<u32>,
    /// Send it back as `If-Match` with an edit.
    pub version: u64,
}

impl From<&Reward> for RewardOut {
    fn from(reward: &Reward) -> Self {
        Self {
            id: reward.id.0,
            organization_id: reward.organization.0,
            shop_id: reward.shop.map(Into::into),
            name: reward.name.clone(),
            unit: reward.unit.clone(),
            description: reward.description.clone(),
            kind: reward.kind.code(),
            price: reward.price.into(),
            limit: reward.limit.map(|limit| LimitIo { most: limit.most, per: limit.per.code().to_owned() }),
            threshold_points: reward.threshold.points.map(Into::into),
            threshold_grades: reward.threshold.grades.clone(),
            state: reward.state.code(),
            free: None,
            available: None,
            coupons_left: None,
            low_mark: reward.low_mark,
            version: reward.version,
        }
    }
}

impl RewardOut {
    /// A reward as somebody sees it: how many codes are left is for its administrators, others see whether
    /// there are any.
    pub(super) fn seen(reward: &Reward, left: i64, administers: bool) -> Self {
        let coupon = reward.kind == RewardKind::Coupon;
        Self {
            available: coupon.then_some(left > 0),
            coupons_left: (coupon && administers).then_some(left),
            low_mark: reward.low_mark.filter(|_| administers),
            ..Self::from(reward)
        }
    }
}

/// The example in the document.
pub(super) fn reward_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000072", "organizationId": "018e0f6a-0000-7000-8000-000000000001",
        "shopId": null, "name": "大米", "unit": "袋", "description": "5公斤装", "kind": "goods", "price": 12.5,
        "limit": { "most": 2, "per": "quarter" }, "thresholdPoints": 60, "thresholdGrades": [], "state": "offered",
        "free": 8, "available": null, "couponsLeft": null, "lowMark": null, "version": 2
    })
}
