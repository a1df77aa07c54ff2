//! The test's own record of the township and its own sums: strings for days, hundredths for
//! points, and nothing of the domain's.

use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;

use super::PERIODS;

/// The day on which the boards are read.
const TODAY: &str = "2024-03-05";

/// A stay in a branch.
#[derive(Clone, Debug)]
pub(crate) struct Stay {
    pub(crate) branch: usize,
    pub(crate) from: String,
    pub(crate) to: Option<String>,
    pub(crate) exempt: bool,
}

/// A deed that was approved and not taken back.
#[derive(Clone, Debug)]
pub(crate) struct Deed {
    pub(crate) item: &'static str,
    pub(crate) asked: i64,
    pub(crate) on: &'static str,
}

/// A member, in roster order.
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(crate) id: Uuid,
    pub(crate) person: Uuid,
    pub(crate) name: String,
    pub(crate) category: &'static str,
    pub(crate) phone: String,
    pub(crate) stays: Vec<Stay>,
    pub(crate) base: i64,
    pub(crate) deeds: Vec<Deed>,
}

/// A branch, with those who act in it: the secretary and four members.
#[derive(Clone, Debug)]
pub(crate) struct Branch {
    pub(crate) id: Uuid,
    pub(crate) name: String,
    pub(crate) actors: Vec<Actor>,
}

/// Somebody who acts.
#[derive(Clone, Debug)]
pub(crate) struct Actor {
    /// Their place in the roster.
    pub(crate) at: usize,
    pub(crate) login: FixtureMember,
}

/// Everything that the test knows.
#[derive(Clone, Debug)]
pub(crate) struct Township {
    pub(crate) id: Uuid,
    pub(crate) clerk: FixtureMember,
    pub(crate) branches: Vec<Branch>,
    pub(crate) people: Vec<Person>,
    /// Ledger entries that the deeds and their corrections wrote, base points aside.
    pub(crate) entries: usize,
}

/// A line of a board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) rank: usize,
    pub(crate) at: usize,
    pub(crate) branch: usize,
    pub(crate) total: i64,
}

/// A branch's line: rank, branch, average, sum, members counted.
pub(crate) type Average = (usize, usize, i64, i64, i64);

fn bounds(period: &str) -> (&'static str, &'static str) {
    let (_, first, last) = PERIODS.into_iter().find(|(name, ..)| *name == period).expect("one of the periods");
    (first, last)
}

impl Person {
    /// What the period gives: months add up, a cap of a month binds in its month, and the yearly
    /// base stands in the year alone.
    pub(crate) fn total(&self, period: &str) -> i64 {
        let (first, last) = bounds(period);
        let months = ["2024-01", "2024-02", "2024-03"].into_iter();
        let within = months.filter(|month| *month >= &first[..7] && *month <= &last[..7]);
        let earned: i64 = within.map(|month| self.earned_in(month)).sum();
        earned + if period == "2024" { self.base } else { 0 }
    }

    fn earned_in(&self, month: &str) -> i64 {
        let of_month = || self.deeds.iter().filter(|deed| deed.on.starts_with(month));
        let capped: i64 = of_month().filter(|deed| deed.item == "fire_patrol").map(|deed| deed.asked).sum();
        let free: i64 = of_month().filter(|deed| deed.item != "fire_patrol").map(|deed| deed.asked).sum();
        capped.min(400) + free
    }

    /// Where the member stands for a period: as on its last day or today, who left as on their
    /// last day (invariant 8).
    pub(crate) fn stay(&self, period: &str) -> Option<&Stay> {
        let (first, last) = bounds(period);
        let day = last.min(TODAY);
        self.stays.iter().rev().find(|stay| stay.from.as_str() <= day && stay.to.as_deref().is_none_or(|to| to > first))
    }
}

impl Township {
    /// A board: of a branch or the township, of a category or all.
    pub(crate) fn board(&self, branch: Option<usize>, category: Option<&str>, period: &str) -> Vec<Line> {
        let mut lines: Vec<Line> = Vec::new();
        for (at, person) in self.people.iter().enumerate() {
            let Some(stay) = person.stay(period).filter(|stay| !stay.exempt) else { continue };
            let wanted = branch.is_none_or(|branch| branch == stay.branch);
            if wanted && category.is_none_or(|category| category == person.category) {
                lines.push(Line { rank: 0, at, branch: stay.branch, total: person.total(period) });
            }
        }
        let totals: Vec<i64> = lines.iter().map(|line| line.total).collect();
        for line in &mut lines {
            line.rank = 1 + totals.iter().filter(|total| **total > line.total).count();
        }
        lines.sort_by_key(|line| (line.rank, line.at));
        lines
    }

    /// The branches by average, rounded half up; equal averages share a rank.
    pub(crate) fn averages(&self, period: &str) -> Vec<Average> {
        let board = self.board(None, None, period);
        let mut rows: Vec<Average> = (0..self.branches.len())
            .map(|branch| {
                let own: Vec<i64> = board.iter().filter(|line| line.branch == branch).map(|line| line.total).collect();
                let (sum, count) = (own.iter().sum::<i64>(), i64::try_from(own.len()).expect("few"));
                (0, branch, (2 * sum + count) / (2 * count), sum, count)
            })
            .collect();
        let averages: Vec<i64> = rows.iter().map(|row| row.2).collect();
        for row in &mut rows {
            row.0 = 1 + averages.iter().filter(|average| **average > row.2).count();
        }
        rows.sort_by_key(|row| (row.0, row.1));
        rows
    }
}
