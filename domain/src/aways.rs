//! Times away (外出流动): dated, with a liaison who stays in touch (S2-6, S3-2, S4-12).

mod contacts;
mod host;

pub use contacts::{Contact, Late, Manner};
pub use host::{Host, NoteKind};

use crate::ids::{AwayId, MemberId};
use crate::members::Member;
use crate::time::{Day, Period};

/// A member's time away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Away {
    /// Its id.
    pub id: AwayId,
    /// Who is away.
    pub member: MemberId,
    /// The first day away.
    pub from: Day,
    /// The first day back; none while away.
    pub back_on: Option<Day>,
    /// Where to.
    pub destination: String,
    /// The member at home who stays in touch and may report for them.
    pub liaison: Option<MemberId>,
}

impl Away {
    /// Does it last the whole period? While it lasts, it counts as lasting on.
    pub fn covers(&self, period: Period) -> bool {
        self.from <= period.start() && self.back_on.is_none_or(|back_on| back_on >= period.end())
    }

    /// May a member at home speak for who is away, about a day? The liaison may, for the days away.
    pub fn is_spoken_for_by(&self, liaison: MemberId, day: Day) -> bool {
        self.liaison == Some(liaison) && self.holds(day)
    }
}

/// Why a time away is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AwayRefusal {
    /// The member has left for good.
    #[error("the member has left")]
    HasLeft,
    /// The day lies in the future.
    #[error("the day lies in the future")]
    InFuture,
    /// The member is away already.
    #[error("the member is away already")]
    AlreadyAway,
    /// The day lies inside another time away.
    #[error("the day lies inside another time away")]
    Overlaps,
    /// Nobody is their own liaison.
    #[error("nobody is their own liaison")]
    OwnLiaison,
    /// The member is back already.
    #[error("the member is back already")]
    AlreadyBack,
    /// The member cannot be back before going.
    #[error("back before going")]
    BackBeforeGoing,
    /// On that day the member was not away.
    #[error("not away on that day")]
    NotAwayThen,
}

/// May the member be recorded as away from a day on? `earlier` are the member's times away so far.
/// A day before the membership is fine: who joins may have been away long before.
///
/// # Errors
/// See [`AwayRefusal`].
pub fn go(
    member: &Member,
    earlier: &[Away],
    from: Day,
    liaison: Option<MemberId>,
    today: Day,
) -> Result<(), AwayRefusal> {
    if member.left_on.is_some() {
        return Err(AwayRefusal::HasLeft);
    }
    if from > today {
        return Err(AwayRefusal::InFuture);
    }
    if liaison == Some(member.id) {
        return Err(AwayRefusal::OwnLiaison);
    }
    if earlier.iter().any(|away| away.back_on.is_none()) {
        return Err(AwayRefusal::AlreadyAway);
    }
    if earlier.iter().any(|away| away.back_on.is_some_and(|back_on| from < back_on)) {
        return Err(AwayRefusal::Overlaps);
    }
    Ok(())
}

/// May the member be recorded as back from a day on?
///
/// # Errors
/// See [`AwayRefusal`].
pub fn come_back(away: &Away, back_on: Day, today: Day) -> Result<(), AwayRefusal> {
    if away.back_on.is_some() {
        return Err(AwayRefusal::AlreadyBack);
    }
    if back_on > today {
        return Err(AwayRefusal::InFuture);
    }
    if back_on <= away.from { Err(AwayRefusal::BackBeforeGoing) } else { Ok(()) }
}

/// May something that happened on a day be put on record about a time away: a contact, a note of the host,
/// another liaison?
///
/// # Errors
/// See [`AwayRefusal`].
pub fn happened(away: &Away, on: Day, today: Day) -> Result<(), AwayRefusal> {
    if on > today {
        return Err(AwayRefusal::InFuture);
    }
    if away.holds(on) { Ok(()) } else { Err(AwayRefusal::NotAwayThen) }
}
