//! What a declaration is.

use chrono::{DateTime, Utc};

use super::{DeclarationState, Refusal};
use crate::ids::{AccountId, DeclarationId, MemberId, OrganizationId, RuleBookId, SittingId};
use crate::organizations::OrganizationPath;
use crate::rulebook::Way;
use crate::time::{Day, Period, PeriodKind};
use crate::{Points, Quantity};

/// The ways that members and those who speak for them declare in.
pub const WAYS: [Way; 5] = [Way::Declaration, Way::Report, Way::Honour, Way::Suggestion, Way::Training];

/// The ways of every declaration: those, and deeds that a host brings forward by the member's points
/// card (S1-8).
pub const ALL_WAYS: [Way; 6] = [Way::Declaration, Way::Report, Way::Honour, Way::Suggestion, Way::Training, Way::Card];

/// Who gave an honour (S1-4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Level {
    /// The city (市).
    City,
    /// The district or county (区县).
    District,
    /// The town or township (乡镇).
    Town,
}

impl Level {
    /// All levels.
    pub const ALL: [Self; 3] = [Self::City, Self::District, Self::Town];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::District => "district",
            Self::Town => "town",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.code() == code)
    }
}

/// How a report reached who typed it (S2-6: by phone or in writing).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReportedBy {
    /// By phone.
    Phone,
    /// In writing.
    Writing,
}

impl ReportedBy {
    /// All ways.
    pub const ALL: [Self; 2] = [Self::Phone, Self::Writing];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Writing => "writing",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.code() == code)
    }
}

/// What is brought forward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDeclaration {
    /// The way: one of [`ALL_WAYS`].
    pub way: Way,
    /// The rule-book item, if the declarer knows it.
    pub item: Option<String>,
    /// The day of the deed; of a report, the day on which it was made.
    pub done_on: Day,
    /// Where.
    pub place: Option<String>,
    /// What happened.
    pub what: String,
    /// How much of it.
    pub quantity: Option<Quantity>,
    /// Of a report: its quarter.
    pub period: Option<Period>,
    /// Of an honour: who gave it.
    pub level: Option<Level>,
    /// Of a report that somebody else types: how it reached them (S2-6).
    pub reported_by: Option<ReportedBy>,
}

impl NewDeclaration {
    /// The day that it counts by: that of the deed; a report is its quarter's score (S2-6), so that
    /// one made after the quarter counts on the quarter's last day.
    ///
    /// # Errors
    /// [`Refusal::InFuture`]; [`Refusal::ReportPeriod`] for a report on anything but the running
    /// quarter or the one just ended.
    pub fn deed_on(&self, today: Day) -> Result<Day, Refusal> {
        if self.done_on > today {
            return Err(Refusal::InFuture);
        }
        if self.way != Way::Report {
            return Ok(self.done_on);
        }
        let quarter = self.period.filter(|period| period.kind() == PeriodKind::Quarter);
        let quarter = quarter.ok_or(Refusal::ReportPeriod)?;
        let is_due = quarter.contains(today) || quarter.next().contains(today);
        if !is_due || self.done_on < quarter.start() {
            return Err(Refusal::ReportPeriod);
        }
        Ok(self.done_on.min(quarter.last_day()))
    }
}

/// A declaration (申报).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declaration {
    /// Its id.
    pub id: DeclarationId,
    /// The way.
    pub way: Way,
    /// Whose deed it is.
    pub member: MemberId,
    /// The member's branch on the day that it counts by.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Where it waits for somebody other than the member.
    pub review_organization: OrganizationId,
    /// Who brought it forward: the member, or who acts for them.
    pub declared_by: AccountId,
    /// When.
    pub declared_at: DateTime<Utc>,
    /// The rule-book item, chosen by the declarer or by who registered it.
    pub item: Option<String>,
    /// The rule-book version that was in force on the day that it counts by.
    pub rule_book: RuleBookId,
    /// The day of the deed, or of the report.
    pub done_on: Day,
    /// The day that it counts by.
    pub deed_on: Day,
    /// Where.
    pub place: Option<String>,
    /// What happened.
    pub what: String,
    /// How much of it.
    pub quantity: Option<Quantity>,
    /// Of a report: its quarter.
    pub period: Option<Period>,
    /// Of an honour: who gave it.
    pub level: Option<Level>,
    /// Of a report that somebody else typed: how it reached them, on [`Self::done_on`].
    pub reported_by: Option<ReportedBy>,
    /// Its state.
    pub state: DeclarationState,
    /// Who decided on it.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What it was registered with, before caps.
    pub points: Option<Points>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// The sitting in which it was decided.
    pub sitting: Option<SittingId>,
    /// Grows with every change.
    pub version: u64,
}
