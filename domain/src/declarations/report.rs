//! Who owes a quarterly report (S2-6, S3-2).

use crate::aways::Away;
use crate::members::Member;
use crate::rulebook::RuleBook;
use crate::time::Period;

/// Why a member owes a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ReportDuty {
    /// The rule book says so of the member's category.
    Category,
    /// The member was away the whole quarter.
    Away,
}

impl ReportDuty {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Category => "category",
            Self::Away => "away",
        }
    }
}

/// Does the member, as they stand for the quarter, owe a report on it? Who is exempt owes none, and
/// none is owed by who left before the quarter ended.
pub fn report_duty(member: &Member, book: &RuleBook, aways: &[Away], quarter: Period) -> Option<ReportDuty> {
    let category = book.category(&member.standing.category);
    let is_exempt = member.standing.exempt || category.is_some_and(|category| category.exempt);
    let has_left = member.left_on.is_some_and(|left_on| left_on < quarter.end());
    if is_exempt || has_left {
        return None;
    }
    if category.is_some_and(|category| category.report_due) {
        return Some(ReportDuty::Category);
    }
    let is_away = aways.iter().any(|away| away.member == member.id && away.covers(quarter));
    is_away.then_some(ReportDuty::Away)
}
