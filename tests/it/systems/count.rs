//! A scenario's own record of what was earned and lost, and its own sums: days as text, points in
//! hundredths, nothing of the domain's.

use std::collections::BTreeMap;

/// What somebody got on a day, in hundredths of a point; for base points the period that they
/// belong to stands in the day's place (`2024`, `2024-Q1`, `2024-03`).
#[derive(Clone, Debug)]
struct Line {
    on: String,
    points: i64,
}

/// The record, by the member's place in the scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Count {
    lines: BTreeMap<usize, Vec<Line>>,
}

/// The months of a period, as `2024-03`.
fn months(period: &str) -> Vec<String> {
    match period.split_once('-') {
        None => (1..=12).map(|month| format!("{period}-{month:02}")).collect(),
        Some((year, rest)) => match rest.strip_prefix('Q') {
            Some(quarter) => {
                let first = (quarter.parse::<u32>().expect("a quarter") - 1) * 3;
                (first + 1..=first + 3).map(|month| format!("{year}-{month:02}")).collect()
            }
            None => vec![period.to_owned()],
        },
    }
}

/// Does what happened on that day, or in that period, count in the period? A period's points
/// count in their own and longer ones.
fn counts(on: &str, period: &str) -> bool {
    let own = if on.len() == 10 { vec![on[..7].to_owned()] } else { months(on) };
    let all = months(period);
    own.iter().all(|month| all.contains(month))
}

impl Count {
    /// Notes that somebody got something, or lost it.
    pub(super) fn add(&mut self, member: usize, on: &str, hundredths: i64) {
        self.lines.entry(member).or_default().push(Line { on: on.to_owned(), points: hundredths });
    }

    /// A member's total of a period, in hundredths.
    pub(super) fn total(&self, member: usize, period: &str) -> i64 {
        let lines = self.lines.get(&member).into_iter().flatten();
        lines.filter(|line| counts(&line.on, period)).map(|line| line.points).sum()
    }

    /// Everybody's together.
    pub(super) fn sum(&self, period: &str) -> i64 {
        self.lines.keys().map(|member| self.total(*member, period)).sum()
    }

    /// The rank of a member among some, 1, 2, 2, 4.
    pub(super) fn rank(&self, member: usize, among: &[usize], period: &str) -> usize {
        let own = self.total(member, period);
        1 + among.iter().filter(|other| self.total(**other, period) > own).count()
    }
}

#[test]
fn the_count_counts() {
    let mut count = Count::default();
    count.add(1, "2024", 6_000);
    count.add(1, "2024-03-31", 150);
    count.add(2, "2024-04-01", 100);
    count.add(2, "2024-Q2", 50);
    assert_eq!([count.total(1, "2024-03"), count.total(1, "2024-Q1"), count.total(1, "2024")], [150, 150, 6_150]);
    assert_eq!([count.total(2, "2024-04"), count.total(2, "2024-Q2"), count.sum("2024")], [100, 150, 6_300]);
    assert_eq!([count.rank(1, &[1, 2], "2024-Q2"), count.rank(2, &[1, 2], "2024-Q2")], [2, 1]);
}
