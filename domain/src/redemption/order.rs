//! Orders (兑换): may this member order, and may this be handed out?

use chrono::{DateTime, Duration, Utc};

use crate::ids::{AccountId, MemberId, OrderId, PersonId, RewardId, ShopId};
use crate::organizations::OrganizationPath;
use crate::points::Points;
use crate::time::{Day, day_of, start_of};

use super::{OrderAction, OrderState, Refusal, Reward, RewardKind, RewardState, Shop, ShopState};

/// How many days after its day an order can be collected.
pub const LIFETIME_DAYS: i64 = 14;

/// How many days before its end the member is told.
pub const WARNING_DAYS: i64 = 3;

/// At most so many pieces in one order.
pub const MOST_AT_ONCE: u32 = 99;

/// An order of one reward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Its id; the pickup code is derived from it.
    pub id: OrderId,
    /// Who ordered.
    pub member: MemberId,
    /// The path of the member's branch at that time.
    pub path: OrganizationPath,
    /// Where it is handed out; nowhere for a coupon.
    pub shop: Option<ShopId>,
    /// The path of the shop's organization, of the reward's for a coupon.
    pub shop_path: OrganizationPath,
    /// What.
    pub reward: RewardId,
    /// The reward's name at that time.
    pub reward_name: String,
    /// The reward's unit at that time.
    pub unit: String,
    /// Goods or a coupon.
    pub kind: RewardKind,
    /// How many.
    pub quantity: u32,
    /// Redemption points for one, at that time.
    pub price: Points,
    /// Redemption points for all.
    pub points: Points,
    /// Where it stands.
    pub state: OrderState,
    /// Has the member set a PIN for a relative?
    pub has_pin: bool,
    /// When it was ordered.
    pub ordered_at: DateTime<Utc>,
    /// From when on it cannot be collected any more.
    pub expires_at: DateTime<Utc>,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Who ended it; nobody when it expired.
    pub ended_by: Option<AccountId>,
    /// Why it was cancelled, or the note of a list on paper.
    pub reason: Option<String>,
    /// Who collected it.
    pub collected_by: Option<CollectedBy>,
    /// How who collected it is related to the member.
    pub relation: Option<String>,
    /// The day on which it was handed out.
    pub collected_on: Option<Day>,
}

/// Who collected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CollectedBy {
    /// The member.
    Owner,
    /// A relative with the PIN, or known to the keeper.
    Relative,
    /// Signed for on the printed list.
    List,
}

impl CollectedBy {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Owner, Self::Relative, Self::List];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Relative => "relative",
            Self::List => "list",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|by| by.code() == code)
    }
}

/// Who orders, as far as the rules ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Buyer<'a> {
    /// The path of the member's branch.
    pub branch: &'a OrganizationPath,
    /// The member's points of the running year.
    pub year_points: Points,
    /// The member's grade in the latest closed edition.
    pub grade: Option<&'a str>,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// The reward.
    pub reward: &'a Reward,
    /// The shop; a coupon needs none.
    pub shop: Option<&'a Shop>,
    /// How many, from 1 to [`MOST_AT_ONCE`].
    pub quantity: u32,
}

/// What an order costs, if the member may order. Stock, limit and purse are proved where they are
/// written.
///
/// # Errors
/// The first [`Refusal`] that stands against it.
pub fn order(buyer: &Buyer<'_>, wanted: Wanted<'_>) -> Result<Points, Refusal> {
    let Wanted { reward, shop, quantity } = wanted;
    match (reward.kind, shop) {
        (RewardKind::Goods, Some(shop)) => at_shop(buyer, reward, shop)?,
        (RewardKind::Coupon, _) if reward.path.covers(buyer.branch) => {}
        _ => return Err(Refusal::NotHere),
    }
    if reward.state != RewardState::Offered {
        return Err(Refusal::NotOffered);
    }
    let threshold = &reward.threshold;
    if let Some(needed) = threshold.points.filter(|needed| buyer.year_points < *needed) {
        return Err(Refusal::BelowThreshold { needed });
    }
    let graded = |grade: &str| threshold.grades.iter().any(|enough| enough == grade);
    if !threshold.grades.is_empty() && !buyer.grade.is_some_and(graded) {
        return Err(Refusal::GradeTooLow);
    }
    if let Some(limit) = reward.limit.filter(|limit| quantity > limit.most) {
        return Err(Refusal::LimitReached { most: limit.most });
    }
    Ok(Points::from_hundredths(reward.price.hundredths().saturating_mul(quantity.into())))
}

fn at_shop(buyer: &Buyer<'_>, reward: &Reward, shop: &Shop) -> Result<(), Refusal> {
    if !shop.path.covers(buyer.branch) {
        return Err(Refusal::OtherVillage);
    }
    if shop.state != ShopState::Open {
        return Err(Refusal::ShopClosed);
    }
    if reward.is_at(shop) { Ok(()) } else { Err(Refusal::NotHere) }
}

/// When an order made now ends: with the last of its days, so that people can be told a date.
pub fn expires_at(ordered_at: DateTime<Utc>) -> DateTime<Utc> {
    start_of(day_of(ordered_at) + Duration::days(LIFETIME_DAYS + 1))
}

/// May an order be handed out on a day by somebody? `keeper` is the person who does, `owner` the
/// person who ordered.
///
/// # Errors
/// The first [`Refusal`] that stands against it.
pub fn hand_out(order: &Order, owner: PersonId, keeper: PersonId, day: Day) -> Result<OrderState, Refusal> {
    let after = order.state.after(OrderAction::Fulfil)?;
    if day >= day_of(order.expires_at) {
        return Err(Refusal::Expired);
    }
    if day < day_of(order.ordered_at) {
        return Err(Refusal::DayInvalid);
    }
    if owner == keeper {
        return Err(Refusal::OwnPickup);
    }
    Ok(after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::super::{Limit, LimitPeriod, Threshold};
    use super::*;
    use crate::ids::OrganizationId;

    fn organization(number: u128) -> OrganizationId {
        OrganizationId(Uuid::from_u128(number))
    }

    fn township() -> OrganizationPath {
        OrganizationPath::root(organization(1))
    }

    fn shop(path: OrganizationPath) -> Shop {
        Shop {
            id: ShopId(Uuid::from_u128(10)),
            organization: organization(1),
            path,
            name: "先锋超市".to_owned(),
            place: "村委会".to_owned(),
            opening: "每天".to_owned(),
            state: ShopState::Open,
            version: 1,
        }
    }

    fn rice() -> Reward {
        Reward {
            id: RewardId(Uuid::from_u128(20)),
            organization: organization(1),
            path: township(),
            shop: None,
            name: "大米".to_owned(),
            unit: "袋".to_owned(),
            description: String::new(),
            kind: RewardKind::Goods,
            price: Points::from_hundredths(1250),
            low_mark: None,
            limit: Some(Limit { most: 3, per: LimitPeriod::Quarter }),
            threshold: Threshold { points: Some(Points::whole(60)), grades: Vec::new() },
            state: RewardState::Offered,
            version: 1,
        }
    }

    #[test]
    fn each_rule_refuses_by_itself() {
        let (own, other) = (township().child(organization(2)), township().child(organization(3)));
        let buyer = Buyer { branch: &own, year_points: Points::whole(60), grade: Some("good") };
        let (reward, here) = (rice(), shop(township()));
        let ask = |reward: &Reward, shop: &Shop, quantity| order(&buyer, Wanted { reward, shop: Some(shop), quantity });
        assert_eq!(ask(&reward, &here, 2), Ok(Points::whole(25)));
        assert_eq!(ask(&reward, &shop(own.clone()), 1), Ok(reward.price));
        assert_eq!(ask(&reward, &shop(other), 1), Err(Refusal::OtherVillage));
        assert_eq!(ask(&reward, &Shop { state: ShopState::Closed, ..here.clone() }, 1), Err(Refusal::ShopClosed));
        let elsewhere = Reward { shop: Some(ShopId(Uuid::from_u128(11))), ..reward.clone() };
        assert_eq!(ask(&elsewhere, &here, 1), Err(Refusal::NotHere));
        let withdrawn = Reward { state: RewardState::Withdrawn, ..reward.clone() };
        assert_eq!(ask(&withdrawn, &here, 1), Err(Refusal::NotOffered));
        let dear = Threshold { points: Some(Points::from_hundredths(6001)), grades: Vec::new() };
        let dear = Reward { threshold: dear, ..reward.clone() };
        assert_eq!(ask(&dear, &here, 1), Err(Refusal::BelowThreshold { needed: Points::from_hundredths(6001) }));
        let best = Threshold { points: None, grades: vec!["excellent".to_owned()] };
        let best = Reward { threshold: best, ..reward.clone() };
        assert_eq!(ask(&best, &here, 1), Err(Refusal::GradeTooLow));
        let graded = Buyer { grade: Some("excellent"), ..buyer.clone() };
        assert!(order(&graded, Wanted { reward: &best, shop: Some(&here), quantity: 1 }).is_ok());
        assert_eq!(ask(&reward, &here, 4), Err(Refusal::LimitReached { most: 3 }));
        let nowhere = |reward: &Reward| order(&buyer, Wanted { reward, shop: None, quantity: 1 });
        assert_eq!(nowhere(&reward), Err(Refusal::NotHere));
        let credit = Reward { kind: RewardKind::Coupon, ..reward.clone() };
        assert_eq!(nowhere(&credit), Ok(reward.price));
        let foreign = Reward { path: township().child(organization(3)), ..credit };
        assert_eq!(nowhere(&foreign), Err(Refusal::NotHere));
    }

    proptest! {
        /// An order can be collected on its day and the fourteen after it, whatever the hour.
        #[test]
        fn an_order_lives_fourteen_days(seconds in 1_600_000_000i64..1_900_000_000) {
            let ordered = DateTime::from_timestamp(seconds, 0).expect("an instant");
            let end = expires_at(ordered);
            prop_assert_eq!((day_of(end) - day_of(ordered)).num_days(), LIFETIME_DAYS + 1);
            prop_assert_eq!(start_of(day_of(end)), end);
            prop_assert!((end - ordered).num_days() >= LIFETIME_DAYS);
        }
    }
}
