//! Who meets a consequence of the rule book, and why (S0-11, S2-5). It only proposes: people
//! decide (invariant 12).

use std::collections::{BTreeMap, HashMap};

use crate::Points;
use crate::ids::MemberId;
use crate::rulebook::{Consequence, Trigger};
use crate::time::{Day, Period};

/// How a counted member stood in a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The total.
    pub total: Points,
    /// What was gained, base points included.
    pub additions: Points,
    /// What was deducted; zero or below.
    pub deductions: Points,
    /// The base points that the member holds in the period.
    pub base: Points,
    /// The base points of the member's category for the period, withheld or not.
    pub due: Points,
    /// The rank.
    pub rank: u32,
    /// Among so many.
    pub counted: u32,
    /// The code of the grade.
    pub grade: Option<String>,
}

/// A period with everybody who was counted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodFigures {
    /// The period.
    pub period: Period,
    /// The counted members.
    pub members: BTreeMap<MemberId, Figures>,
}

/// What running totals are made of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunningTotals {
    /// The totals of each period, the newest first; who has no entry is absent.
    pub periods: Vec<(Period, HashMap<MemberId, Points>)>,
    /// Since when each member belongs: who came later is compared with nobody over those years.
    pub since: HashMap<MemberId, Day>,
}

/// A running total with its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningPlace {
    /// The first period that it holds.
    pub from: Period,
    /// The total.
    pub total: Points,
    /// The place: one more than have a better total.
    pub place: u32,
    /// Among so many who belonged all the time.
    pub counted: u32,
}

/// A period that meets the trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The period.
    pub period: Period,
    /// How the member stood.
    pub figures: Figures,
    /// With the periods before, where the trigger asks for that.
    pub running: Option<RunningPlace>,
}

/// A member who meets a consequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The member.
    pub member: MemberId,
    /// Every period in a row, the newest first.
    pub periods: Vec<Found>,
}

/// How many periods before and with the newest a consequence looks at: those in a row, and those
/// that running totals hold.
pub fn periods_needed(consequence: &Consequence) -> (usize, usize) {
    let in_a_row = usize::try_from(consequence.in_a_row.max(1)).unwrap_or(usize::MAX);
    match consequence.trigger {
        Trigger::RunningTotal { periods, .. } => {
            (in_a_row, in_a_row + usize::try_from(periods.max(1)).unwrap_or(usize::MAX) - 1)
        }
        _ => (in_a_row, 0),
    }
}

/// Everybody who meets a consequence in the newest of `boards` (the newest first) and in as many
/// before it as must be in a row. A period in which nobody has an entry is no data and finds
/// nobody; neither does a period in which a member was not counted.
pub fn findings(consequence: &Consequence, boards: &[PeriodFigures], totals: &RunningTotals) -> Vec<Finding> {
    let (in_a_row, _) = periods_needed(consequence);
    let Some(boards) = boards.get(..in_a_row) else { return Vec::new() };
    let Some(newest) = boards.first() else { return Vec::new() };
    let tests: Vec<Test<'_>> =
        boards.iter().enumerate().map(|(at, board)| Test::new(&consequence.trigger, board, totals, at)).collect();
    let all = |member: &MemberId| tests.iter().map(|test| test.found(*member)).collect::<Option<Vec<Found>>>();
    newest.members.keys().filter_map(|member| Some(Finding { member: *member, periods: all(member)? })).collect()
}

/// One period's test, with what is the same for all members.
struct Test<'a> {
    trigger: &'a Trigger,
    board: &'a PeriodFigures,
    has_data: bool,
    /// The totals of the ranking, the lowest first.
    ranking: Vec<Points>,
    running: Option<(Period, HashMap<MemberId, Points>)>,
}

impl<'a> Test<'a> {
    fn new(trigger: &'a Trigger, board: &'a PeriodFigures, totals: &RunningTotals, at: usize) -> Self {
        let running = match trigger {
            Trigger::RunningTotal { periods, .. } => running(board, totals, at, *periods),
            _ => None,
        };
        let mut ranking: Vec<Points> = match &running {
            Some((_, totals)) => totals.values().copied().collect(),
            None => board.members.values().map(|figures| figures.total).collect(),
        };
        ranking.sort_unstable();
        let has_data = board.members.values().any(|one| !one.additions.is_zero() || !one.deductions.is_zero());
        Self { trigger, board, has_data, ranking, running }
    }

    fn found(&self, member: MemberId) -> Option<Found> {
        let figures = self.board.members.get(&member)?;
        let mut place = None;
        let meets = match self.trigger {
            Trigger::Grade(code) => figures.grade.as_ref() == Some(code),
            Trigger::BottomShare(percent) => self.is_bottom(figures.total, *percent),
            Trigger::BelowBase => figures.total < figures.due,
            Trigger::NoAdditions => figures.additions <= figures.base,
            Trigger::Deductions(points) => -figures.deductions >= *points,
            Trigger::RunningTotal { bottom_percent, .. } => {
                let (from, totals) = self.running.as_ref()?;
                let total = *totals.get(&member)?;
                let counted = count(self.ranking.len());
                place = Some(RunningPlace { from: *from, total, place: self.place(total), counted });
                self.is_bottom(total, *bottom_percent)
            }
        };
        (meets && self.has_data).then(|| Found { period: self.board.period, figures: figures.clone(), running: place })
    }

    /// One more than have a better total, whatever ties do to ranks.
    fn place(&self, total: Points) -> u32 {
        count(self.ranking.len() - self.ranking.partition_point(|other| *other <= total)) + 1
    }

    /// Among the last so many hundredths, rounded in the members' favour: of 33 members the last
    /// tenth are three, and a shared place that reaches out of them is not among them.
    fn is_bottom(&self, total: Points, percent: u32) -> bool {
        let counted = u64::try_from(self.ranking.len()).unwrap_or(u64::MAX);
        let bottom = counted * u64::from(percent.min(100)) / 100;
        u64::from(self.place(total)) > counted - bottom
    }
}

/// The running totals of the counted members who belonged all the time; none where the oldest
/// period has no data.
fn running(
    board: &PeriodFigures,
    totals: &RunningTotals,
    at: usize,
    periods: u32,
) -> Option<(Period, HashMap<MemberId, Points>)> {
    let periods = usize::try_from(periods.max(1)).ok()?;
    let window = totals.periods.get(at..at.checked_add(periods)?)?;
    let (from, oldest) = window.last()?;
    if oldest.is_empty() {
        return None;
    }
    let belonged = |member: &&MemberId| totals.since.get(member).is_some_and(|since| *since <= from.start());
    let sum = |member: &MemberId| window.iter().filter_map(|(_, totals)| totals.get(member).copied()).sum::<Points>();
    Some((*from, board.members.keys().filter(belonged).map(|member| (*member, sum(member))).collect()))
}

fn count(members: usize) -> u32 {
    u32::try_from(members).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
