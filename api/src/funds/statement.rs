//! A fund's statement by settled period: the same for the township, the public and the notice board.

use std::collections::{BTreeMap, HashMap};

use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::funds;

/// So many periods have a line of their own; what is older stands in one line, so that the lines always
/// come to the whole.
const LINES: usize = 8;

/// A fund and the lines that make it up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Statement {
    /// The whole.
    pub(crate) fund: Fund,
    /// By period, the earliest first.
    pub(crate) lines: Vec<Line>,
}

/// What belongs to one settled period, or to all the earlier ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// The period; absent in the line of what is older.
    pub(crate) period: Option<Period>,
    /// Put in for it, still promised, spent and lapsed of it.
    pub(crate) fund: Fund,
    /// What its settlement issued, in fen: promised, spent and run out.
    pub(crate) issued: i64,
    /// Run out of what was issued, in fen: available again.
    pub(crate) released: i64,
}

/// The statements of some funds.
///
/// # Errors
/// The store's fault.
pub(crate) async fn statements(
    tx: &Tx,
    found: &[(OrganizationId, Fund)],
) -> StoreResult<HashMap<OrganizationId, Statement>> {
    let moved = funds::by_period(tx, found.iter().map(|(id, _)| *id)).await?;
    let mut lines: HashMap<OrganizationId, BTreeMap<Period, Line>> = HashMap::new();
    for (organization, period, step, fen) in moved {
        let line = lines.entry(organization).or_default().entry(period).or_default();
        line.period = Some(period);
        line.add(step, fen);
    }
    let statement = |(id, fund): &(OrganizationId, Fund)| {
        let own = lines.remove(id).unwrap_or_default();
        (*id, Statement { fund: *fund, lines: shortened(own.into_values().collect()) })
    };
    Ok(found.iter().map(statement).collect())
}

/// Several funds as one, such as those of a township's villages.
pub(crate) fn folded<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Statement {
    let (mut fund, mut lines) = (Fund::default(), BTreeMap::<Option<Period>, Line>::new());
    for statement in statements {
        fund = fund.plus(statement.fund);
        for line in &statement.lines {
            let sum = lines.entry(line.period).or_default();
            *sum = sum.plus(*line, line.period);
        }
    }
    Statement { fund, lines: shortened(lines.into_values().collect()) }
}

impl Line {
    fn add(&mut self, step: FundStep, fen: i64) {
        match step {
            FundStep::Allot => self.fund.allotted += fen,
            FundStep::Lapse => self.fund.lapsed += fen,
            FundStep::Commit => {
                self.issued += fen;
                self.fund.committed += fen;
            }
            FundStep::Spend => {
                self.fund.committed -= fen;
                self.fund.spent += fen;
            }
            FundStep::Refund => {
                self.fund.spent -= fen;
                self.fund.committed += fen;
            }
            FundStep::Release => {
                self.fund.committed -= fen;
                self.released += fen;
            }
        }
    }

    fn plus(self, other: Self, period: Option<Period>) -> Self {
        Self {
            period,
            fund: self.fund.plus(other.fund),
            issued: self.issued + other.issued,
            released: self.released + other.released,
        }
    }
}

/// The latest lines, and the older ones in one before them. Absent periods sort first.
fn shortened(mut lines: Vec<Line>) -> Vec<Line> {
    let older = lines.len().saturating_sub(LINES);
    if older < 2 {
        return lines;
    }
    let earlier = lines.drain(..older).fold(Line::default(), |sum, line| sum.plus(line, None));
    lines.insert(0, earlier);
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_come_to_the_whole_however_many_there_are() {
        let mut period: Period = "2020-Q1".parse().expect("a period");
        let mut lines = Vec::new();
        for number in 1..30 {
            let fund = Fund { allotted: number, spent: 1, ..Fund::default() };
            lines.push(Line { period: Some(period), fund, issued: number, released: 0 });
            period = period.next();
            let short = shortened(lines.clone());
            let sum = short.iter().fold(Fund::default(), |sum, line| sum.plus(line.fund));
            assert_eq!((sum.allotted, sum.spent), (number * (number + 1) / 2, number));
            assert!(short.len() <= LINES + 1 && short.last() == lines.last());
            let one = Statement { fund: sum, lines: short };
            let twice = folded([&one, &one]);
            assert_eq!(twice.fund, sum.plus(sum));
            assert_eq!(twice.lines.iter().map(|line| line.issued).sum::<i64>(), number * (number + 1));
        }
    }
}
