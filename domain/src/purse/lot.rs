//! A lot: what one settlement issued to one member, and where each part of it is.

use chrono::{DateTime, Days, Utc};

use super::Amount;
use crate::Points;
use crate::ids::{LotId, MemberId, OrganizationId, SettlementId};
use crate::time::{Day, Period};

/// So many days a refund stays good when it comes back into a lot whose day has passed: always where the
/// order fell through by others, once a lot where the member let it fall, since by ordering before the last
/// day and calling off after it points would never run out.
pub const REFUND_DAYS: u64 = 30;

/// By whom an order falls through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undone {
    /// By the member, who called it off or did not collect it.
    ByMember,
    /// By others: the shop closed, there was nothing left, a coupon did not work. Nobody loses points by
    /// what others do.
    ByOthers,
}

/// What became of what an order had kept, beside that it came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Late {
    /// What was still free in the lot, and runs out before the order's part comes back.
    pub ran_out: Amount,
    /// The order's own part, where it comes back too late and runs out at once.
    pub too_late: Amount,
}

/// What one settlement issued to one member. `issued` is always the sum of the other four amounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lot {
    /// Its id.
    pub id: LotId,
    /// Whose.
    pub member: MemberId,
    /// The settlement that issued it: one lot a member and settlement.
    pub settlement: SettlementId,
    /// Whose fund pays: the branch of the period's last day (invariant 8).
    pub organization: OrganizationId,
    /// The period that was settled: the line of the fund's statement that it stands in.
    pub period: Period,
    /// What was issued.
    pub issued: Amount,
    /// What can be spent.
    pub free: Amount,
    /// What is kept for orders.
    pub reserved: Amount,
    /// What was redeemed.
    pub spent: Amount,
    /// What ran out.
    pub expired: Amount,
    /// The last day on which it can be spent; never runs out where absent.
    pub expires_on: Option<Day>,
    /// When it was issued.
    pub issued_at: DateTime<Utc>,
    /// Has an order that the member let fall after the last day been given [`REFUND_DAYS`] more?
    pub grace_used: bool,
}

/// A part of a lot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Portion {
    /// Which lot.
    pub lot: LotId,
    /// How much of it.
    pub amount: Amount,
}

/// The step does not fit what the lot holds: the caller's figures are of another moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the lot does not hold that much")]
pub struct Unfit;

/// The sums of a member's lots.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wallet {
    /// What can be spent, and what has run out but is not taken out yet.
    pub free: Points,
    /// What is kept for orders.
    pub reserved: Points,
}

impl Wallet {
    /// The sums of lots.
    pub fn of<'a>(lots: impl IntoIterator<Item = &'a Lot>) -> Self {
        lots.into_iter().fold(Self::default(), |sum, lot| Self {
            free: sum.free + lot.free.points,
            reserved: sum.reserved + lot.reserved.points,
        })
    }
}

impl Lot {
    /// How many fen each 0.01 point of it is worth.
    pub const fn unit_fen(&self) -> Option<i64> {
        self.issued.unit_fen()
    }

    /// Has its day passed?
    pub fn is_over(&self, today: Day) -> bool {
        self.expires_on.is_some_and(|day| day < today)
    }

    /// Do the parts make up the whole, in points and in fen, none of them below zero?
    pub fn is_exact(&self) -> bool {
        let parts = [self.free, self.reserved, self.spent, self.expired];
        let unit = self.unit_fen();
        parts.iter().all(|part| part.fen >= 0 && unit.is_some_and(|unit| *part == Amount::at(part.points, unit)))
            && parts.into_iter().sum::<Amount>() == self.issued
    }

    /// Keeps a part for an order.
    ///
    /// # Errors
    /// [`Unfit`] when so much is not free.
    pub fn reserve(&mut self, amount: Amount) -> Result<(), Unfit> {
        let amount = self.part(amount)?;
        shift(&mut self.free, &mut self.reserved, amount)
    }

    /// An order was handed out: its part is gone for good.
    ///
    /// # Errors
    /// [`Unfit`] when so much is not reserved.
    pub fn fulfil(&mut self, amount: Amount) -> Result<(), Unfit> {
        let amount = self.part(amount)?;
        shift(&mut self.reserved, &mut self.spent, amount)
    }

    /// An order fell through: its part comes back to the lot that it came from. Where the lot's day has
    /// passed, what was still free in it runs out first, and what comes back is good for [`REFUND_DAYS`]
    /// more: whenever it was by others, and once in the life of the lot where it was by the member.
    ///
    /// # Errors
    /// [`Unfit`] when so much is not reserved.
    pub fn cancel(&mut self, amount: Amount, today: Day, by: Undone) -> Result<Late, Unfit> {
        let amount = self.part(amount)?;
        let ran_out = self.expire(today);
        shift(&mut self.reserved, &mut self.free, amount)?;
        if !self.is_over(today) {
            return Ok(Late::default());
        }
        if by == Undone::ByMember && std::mem::replace(&mut self.grace_used, true) {
            return Ok(Late { ran_out, too_late: self.expire(today) });
        }
        self.expires_on = today.checked_add_days(Days::new(REFUND_DAYS));
        Ok(Late { ran_out, too_late: Amount::ZERO })
    }

    /// What an order had taken did not work: its part comes back to the lot that it came from, as when an
    /// order falls through by others ([`cancel`](Self::cancel)). Answers what runs out first.
    ///
    /// # Errors
    /// [`Unfit`] when so much was not spent.
    pub fn refund(&mut self, amount: Amount, today: Day) -> Result<Amount, Unfit> {
        let amount = self.part(amount)?;
        let mut after = self.clone();
        shift(&mut after.spent, &mut after.reserved, amount)?;
        let late = after.cancel(amount, today, Undone::ByOthers)?;
        *self = after;
        Ok(late.ran_out)
    }

    /// Takes out what is free once the day has passed; answers how much. What is reserved stays.
    pub fn expire(&mut self, today: Day) -> Amount {
        if !self.is_over(today) {
            return Amount::ZERO;
        }
        let lapsed = std::mem::take(&mut self.free);
        self.expired += lapsed;
        lapsed
    }

    /// The amount, if it is a part of this lot: more than nothing, at the lot's own value.
    fn part(&self, amount: Amount) -> Result<Amount, Unfit> {
        if amount.unit_fen().is_some() && amount.unit_fen() == self.unit_fen() { Ok(amount) } else { Err(Unfit) }
    }
}

fn shift(from: &mut Amount, to: &mut Amount, amount: Amount) -> Result<(), Unfit> {
    if from.points < amount.points || from.fen < amount.fen {
        return Err(Unfit);
    }
    *from -= amount;
    *to += amount;
    Ok(())
}
