//! Which lots pay, and where a refund goes.

use chrono::Days;

use super::{Amount, Late, Lot, Portion, Undone, Unfit};
use crate::Points;
use crate::ids::LotId;
use crate::time::Day;

/// So many days before a lot runs out its member is told.
pub const NOTICE_DAYS: u64 = 30;

/// The lots that can be spent do not hold that much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{missing} redemption points are missing")]
pub struct NotEnough {
    /// How much is missing.
    pub missing: Points,
}

/// What can be spent today.
pub fn spendable(lots: &[Lot], today: Day) -> Points {
    lots.iter().filter(|lot| !lot.is_over(today)).map(|lot| lot.free.points).sum()
}

/// Which parts of which lots pay for something: what runs out soonest first, then what was issued
/// first; lots that never run out come last, and those whose day has passed not at all (S0-9).
///
/// # Errors
/// [`NotEnough`], with what is missing. `points` of zero or less take nothing.
pub fn spend_plan(lots: &[Lot], points: Points, today: Day) -> Result<Vec<Portion>, NotEnough> {
    let mut usable: Vec<&Lot> =
        lots.iter().filter(|lot| !lot.is_over(today) && lot.free.points > Points::ZERO).collect();
    usable.sort_by_key(|lot| (lot.expires_on.is_none(), lot.expires_on, lot.issued_at, lot.id));
    let (mut left, mut portions) = (points, Vec::new());
    for lot in usable {
        if left <= Points::ZERO {
            break;
        }
        // A lot without a whole value could not be divided; none is ever issued.
        let Some(unit) = lot.unit_fen() else { continue };
        let amount = Amount::at(left.min(lot.free.points), unit);
        left = left - amount.points;
        portions.push(Portion { lot: lot.id, amount });
    }
    if left > Points::ZERO { Err(NotEnough { missing: left }) } else { Ok(portions) }
}

/// Gives the portions of an order that fell through back to the lots that they came from. Answers the lots
/// that changed, and what runs out in them at that moment (see [`Lot::cancel`]).
///
/// # Errors
/// [`Unfit`] when a lot is missing or holds no such reservation.
pub fn refund(lots: &[Lot], portions: &[Portion], today: Day, by: Undone) -> Result<Vec<(Lot, Portion, Late)>, Unfit> {
    let give_back = |portion: &Portion| {
        let mut lot = lots.iter().find(|lot| lot.id == portion.lot).cloned().ok_or(Unfit)?;
        let late = lot.cancel(portion.amount, today, by)?;
        Ok((lot, *portion, late))
    };
    portions.iter().map(give_back).collect()
}

/// What is free and runs out within [`NOTICE_DAYS`] days from today, the soonest first.
pub fn expiring(lots: &[Lot], today: Day) -> Vec<(LotId, Day, Amount)> {
    let until = today.checked_add_days(Days::new(NOTICE_DAYS)).unwrap_or(today);
    let mut soon: Vec<(LotId, Day, Amount)> = lots
        .iter()
        .filter(|lot| !lot.is_over(today) && !lot.free.is_zero())
        .filter_map(|lot| Some((lot.id, lot.expires_on.filter(|day| *day <= until)?, lot.free)))
        .collect();
    soon.sort_by_key(|(id, day, _)| (*day, *id));
    soon
}
