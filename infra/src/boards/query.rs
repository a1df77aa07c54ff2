//! What is asked of a board, and by whom.

use chrono::{DateTime, Utc};
use xianfeng_domain::Points;
use xianfeng_domain::ids::{AccountId, MemberId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period, day_of};

/// Who will see the board (invariant 11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Everybody: organizations and categories marked sensitive are left out, without a mark.
    Everyone,
    /// Who needs to know: they are listed too.
    NeedToKnow,
}

/// Which board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardQuery {
    /// The organization whose members are listed, with all that lie below: a branch, a township,
    /// a county.
    pub organization: OrganizationPath,
    /// The period.
    pub period: Period,
    /// Only members of this category.
    pub category: Option<String>,
    /// Who will see it.
    pub audience: Audience,
}

impl BoardQuery {
    /// The same board of the period before, for the change of places.
    pub(super) fn previous(&self) -> Self {
        Self { period: self.period.previous(), ..self.clone() }
    }
}

/// Who asks, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reader {
    /// The account, which reads what it has just written; none for the public board.
    pub account: Option<AccountId>,
    /// The present.
    pub now: DateTime<Utc>,
}

impl Reader {
    /// The day in Asia/Shanghai.
    pub(super) fn today(&self) -> Day {
        day_of(self.now)
    }
}

/// The place of a row in the order of a board: what a cursor holds. It names no row number, so
/// that pages stay whole while others move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// The total.
    pub total: Points,
    /// The order of the roster.
    pub roster_order: i64,
    /// The member.
    pub member: MemberId,
}

impl Position {
    /// Orders positions as a board does: better totals first, then the roster's order.
    pub(super) fn key(&self) -> (std::cmp::Reverse<Points>, i64, MemberId) {
        (std::cmp::Reverse(self.total), self.roster_order, self.member)
    }
}
