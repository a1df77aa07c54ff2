//! Rewards (奖品): what the catalogue holds.

use crate::ids::{OrganizationId, RewardId, ShopId};
use crate::organizations::OrganizationPath;
use crate::points::Points;
use crate::time::{Day, Period, PeriodKind};

use super::{Refusal, Shop};

/// A reward of the township's catalogue, or of one shop's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reward {
    /// Its id.
    pub id: RewardId,
    /// Whose catalogue.
    pub organization: OrganizationId,
    /// The path of whose.
    pub path: OrganizationPath,
    /// In this shop only; in every shop under the organization where none.
    pub shop: Option<ShopId>,
    /// Its name.
    pub name: String,
    /// What one of it is: `袋`, `桶`.
    pub unit: String,
    /// More words.
    pub description: String,
    /// Goods or a coupon.
    pub kind: RewardKind,
    /// Redemption points for one; above zero.
    pub price: Points,
    /// Below so many free codes the township is told; for coupons only.
    pub low_mark: Option<u32>,
    /// How many a member may have.
    pub limit: Option<Limit>,
    /// For whom.
    pub threshold: Threshold,
    /// Offered?
    pub state: RewardState,
    /// For edits that collide.
    pub version: u64,
}

/// What kind of reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RewardKind {
    /// Rice, flour, oil: handed out in a shop.
    Goods,
    /// Phone credit, fuel: a code from a pool.
    Coupon,
}

impl RewardKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Goods, Self::Coupon];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Goods => "goods",
            Self::Coupon => "coupon",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// The state of a reward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RewardState {
    /// Being prepared; members do not see it.
    Draft,
    /// To be had.
    Offered,
    /// No more; open orders go on.
    Withdrawn,
}

impl RewardState {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Draft, Self::Offered, Self::Withdrawn];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Offered => "offered",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Offers it, for the first time or again.
    ///
    /// # Errors
    /// [`Refusal::RewardWrongState`] when it is offered already.
    pub const fn offer(self) -> Result<Self, Refusal> {
        match self {
            Self::Draft | Self::Withdrawn => Ok(Self::Offered),
            Self::Offered => Err(Refusal::RewardWrongState { state: self }),
        }
    }

    /// Withdraws it.
    ///
    /// # Errors
    /// [`Refusal::RewardWrongState`] when it is not offered.
    pub const fn withdraw(self) -> Result<Self, Refusal> {
        match self {
            Self::Offered => Ok(Self::Withdrawn),
            Self::Draft | Self::Withdrawn => Err(Refusal::RewardWrongState { state: self }),
        }
    }
}

/// How many of a reward one member may have. Pieces count, not orders: an order of three would
/// otherwise be a way around.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// So many pieces, at least one.
    pub most: u32,
    /// In each of these.
    pub per: LimitPeriod,
}

/// The period of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LimitPeriod {
    /// A quarter.
    Quarter,
    /// A year.
    Year,
}

impl LimitPeriod {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Quarter, Self::Year];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|per| per.code() == code)
    }

    /// The period that holds a day.
    pub fn containing(self, day: Day) -> Period {
        let kind = match self {
            Self::Quarter => PeriodKind::Quarter,
            Self::Year => PeriodKind::Year,
        };
        Period::containing(kind, day)
    }
}

/// Who may have a reward (S4-4). Everybody where nothing is set.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Threshold {
    /// From so many points of the running year on.
    pub points: Option<Points>,
    /// With one of these grades in the latest closed edition; any where empty.
    pub grades: Vec<String>,
}

impl Reward {
    /// Does a shop hand it out?
    pub fn is_at(&self, shop: &Shop) -> bool {
        self.path.covers(&shop.path) && self.shop.is_none_or(|own| own == shop.id)
    }
}
