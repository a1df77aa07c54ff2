//! Months side by side, each a stack of what its deeds are: inline SVG in whole units, as in `chart`.

use askama::Template;

use super::text::Lang;

/// The chart's width in units; on a phone of 360 px one unit is about one pixel.
const WIDTH: i64 = 340;
/// The tallest column.
const TALLEST: i64 = 124;
/// The ground on which columns stand.
const GROUND: i64 = 154;
/// A column is no wider.
const WIDEST: i64 = 60;

/// What was done in a month: its number, and how often as service, good deed, consultation and other.
pub(super) struct Month {
    pub(super) number: u32,
    pub(super) counts: [u64; 4],
}

/// Deeds by month.
#[derive(Template)]
#[template(path = "months.svg", whitespace = "minimize")]
pub(super) struct MonthChart {
    title: &'static str,
    description: String,
    columns: Vec<Column>,
}

struct Column {
    x: i64,
    y: i64,
    width: i64,
    middle: i64,
    count: u64,
    label: u32,
    parts: Vec<Part>,
}

struct Part {
    kind: usize,
    y: i64,
    height: i64,
}

impl MonthChart {
    /// `None` where nothing was done, or in a single month, which its figures tell better.
    pub(super) fn new(months: &[Month], title: &'static str, kinds: [&'static str; 4], lang: Lang) -> Option<Self> {
        let most = months.iter().map(|month| month.counts.iter().sum::<u64>()).max().filter(|most| *most > 0)?;
        if months.len() < 2 {
            return None;
        }
        let pitch = WIDTH / whole(u64::try_from(months.len()).unwrap_or(1)).max(1);
        let columns = (0_i64..).zip(months).map(|(at, month)| column(at * pitch, pitch, month, most));
        Some(Self { title, description: describe(months, kinds, lang), columns: columns.collect() })
    }
}

fn whole(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn column(left: i64, pitch: i64, month: &Month, most: u64) -> Column {
    let width = (pitch - 4).min(WIDEST);
    let mut y = GROUND;
    let mut parts = Vec::new();
    for (kind, count) in month.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
        // One deed among hundreds is still to be seen.
        let height = (whole(*count).saturating_mul(TALLEST) / whole(most).max(1)).max(2);
        y -= height;
        parts.push(Part { kind, y, height });
    }
    let x = left + (pitch - width) / 2;
    Column { x, y, width, middle: left + pitch / 2, count: month.counts.iter().sum(), label: month.number, parts }
}

/// The chart in words, for those who hear the page.
fn describe(months: &[Month], kinds: [&'static str; 4], lang: Lang) -> String {
    let (says, between, end) = match lang {
        Lang::Chinese => ("月", "，", "；"),
        Lang::English => (": ", ", ", "; "),
    };
    let month = |month: &Month| {
        let counts = kinds.iter().zip(month.counts).filter(|(_, count)| *count > 0);
        let counts: Vec<String> = counts.map(|(kind, count)| format!("{kind} {count}")).collect();
        (!counts.is_empty()).then(|| format!("{}{says}{}", month.number, counts.join(between)))
    };
    months.iter().filter_map(month).collect::<Vec<_>>().join(end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KINDS: [&str; 4] = ["志愿服务", "好事", "技术咨询", "其他"];

    fn months(counts: &[[u64; 4]]) -> Vec<Month> {
        (1..).zip(counts).map(|(number, counts)| Month { number, counts: *counts }).collect()
    }

    #[test]
    fn says_in_words_what_the_columns_show() {
        let months = months(&[[3, 1, 0, 0], [0, 0, 0, 0], [0, 0, 2, 0]]);
        let chart = MonthChart::new(&months, "各月活动", KINDS, Lang::Chinese).expect("a chart");
        assert_eq!(chart.description, "1月志愿服务 3，好事 1；3月技术咨询 2");
        let svg = chart.render().expect("renders");
        assert_eq!(svg.matches("<rect").count(), 3);
        assert!(svg.contains("role=\"img\"") && svg.contains("<title") && svg.contains("<desc"));
        assert!(MonthChart::new(&[], "各月活动", KINDS, Lang::Chinese).is_none());
        assert!(MonthChart::new(&self::months(&[[0; 4]; 3]), "各月活动", KINDS, Lang::Chinese).is_none());
    }

    proptest! {
        #[test]
        fn columns_stay_in_the_frame(counts in prop::collection::vec(prop::array::uniform4(0u64..100_000), 2..=12)) {
            prop_assume!(counts.iter().flatten().any(|count| *count > 0));
            let chart = MonthChart::new(&months(&counts), "各月活动", KINDS, Lang::English).expect("a chart");
            for column in &chart.columns {
                prop_assert!(column.x >= 0 && column.x + column.width <= WIDTH);
                // A sliver each is the most that the four can be taller than the column.
                prop_assert!(column.y >= GROUND - TALLEST - 8);
                let parts: i64 = column.parts.iter().map(|part| part.height).sum();
                prop_assert_eq!(column.y + parts, GROUND);
            }
        }
    }
}
