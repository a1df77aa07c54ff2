//! Charts as inline SVG in whole units: no script, no float, no style attribute.

use std::iter::successors;

use askama::Template;
use xianfeng_domain::Points;

use super::text::Lang;

/// The chart's width in units; on a phone of 360 px one unit is about one pixel.
const WIDTH: i64 = 340;
/// The tallest column.
const COLUMN_HEIGHT: i64 = 130;
/// Room above a column for its figure.
const HEAD: i64 = 24;
/// More columns than this are too narrow for a finger or an old eye.
const MOST_COLUMNS: i64 = 8;
/// A lone column is no distribution: neighbours, though empty, make one.
const FEWEST_COLUMNS: i64 = 5;
/// The advance of one digit of a label.
const DIGIT: i64 = 11;

/// How many members have how many points: columns of equal, round width.
#[derive(Template)]
#[template(path = "histogram.svg", whitespace = "minimize")]
pub(super) struct Histogram {
    title: &'static str,
    description: String,
    columns: Vec<Column>,
    ticks: Vec<Tick>,
}

struct Column {
    x: i64,
    y: i64,
    width: i64,
    height: i64,
    middle: i64,
    count: usize,
}

struct Tick {
    x: i64,
    label: i64,
}

impl Histogram {
    /// `None` where there is nobody to count.
    pub(super) fn new(totals: &[Points], lang: Lang) -> Option<Self> {
        let (low, high) = (totals.iter().min()?.hundredths(), totals.iter().max()?.hundredths());
        let step = successors(Some(100_i64), |step| Some(next_round(*step)))
            .find(|step| high.div_euclid(*step) - low.div_euclid(*step) < MOST_COLUMNS)?;
        let (mut first, mut last) = (low.div_euclid(step), high.div_euclid(step));
        while last - first + 1 < FEWEST_COLUMNS {
            // Below zero only if somebody is there.
            let room_below = first > 0 || low < 0;
            if room_below && (last - first) % 2 == 0 { first -= 1 } else { last += 1 }
        }
        let counts: Vec<usize> = (first..=last)
            .map(|bin| totals.iter().filter(|total| total.hundredths().div_euclid(step) == bin).count())
            .collect();
        let points = step / 100;
        Some(Self {
            title: lang.words().distribution,
            description: describe(&counts, first * points, points, lang),
            columns: columns(&counts),
            ticks: ticks(first, last, points),
        })
    }
}

/// 1, 2, 5, 10, 20, 50 … points, in hundredths.
const fn next_round(step: i64) -> i64 {
    let mut leading = step;
    while leading >= 10 {
        leading /= 10;
    }
    if leading == 2 { step / 2 * 5 } else { step * 2 }
}

fn columns(counts: &[usize]) -> Vec<Column> {
    let whole = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let pitch = WIDTH / whole(counts.len()).max(1);
    let most = whole(counts.iter().copied().max().unwrap_or(0)).max(1);
    let column = |(at, count): (usize, &usize)| {
        let (x, height) = (whole(at) * pitch, whole(*count) * COLUMN_HEIGHT / most);
        // One member among hundreds is still to be seen.
        let height = height.max(whole(*count).min(2));
        let y = HEAD + COLUMN_HEIGHT - height;
        Column { x: x + 2, y, width: pitch - 4, height, middle: x + pitch / 2, count: *count }
    };
    counts.iter().enumerate().map(column).collect()
}

/// The edges between columns, as many as have room.
fn ticks(first: i64, last: i64, points: i64) -> Vec<Tick> {
    let pitch = WIDTH / (last - first + 1);
    let digits = |edge: i64| i64::try_from((edge * points).to_string().len()).unwrap_or(i64::MAX);
    let widest = (digits(first).max(digits(last + 1)) + 1) * DIGIT;
    let every = (widest + pitch - 1) / pitch;
    (first..=last + 1)
        .filter(|edge| (edge - first) % every == 0)
        .map(|edge| Tick { x: (edge - first) * pitch, label: edge * points })
        .collect()
}

/// The chart in words, for those who hear the page.
fn describe(counts: &[usize], low: i64, points: i64, lang: Lang) -> String {
    let edges = successors(Some(low), |edge| Some(edge + points));
    let parts: Vec<String> = counts
        .iter()
        .zip(edges)
        .filter(|(count, _)| **count > 0)
        .map(|(count, from)| match lang {
            Lang::Chinese => format!("{from}分至不满{}分{count}人", from + points),
            Lang::English => format!("{from} to under {}: {count}", from + points),
        })
        .collect();
    match lang {
        Lang::Chinese => parts.join("；"),
        Lang::English => parts.join("; "),
    }
}

/// The bar of one branch in the comparison, on the scale that all of them share.
#[derive(Template)]
#[template(path = "bar.svg", whitespace = "minimize")]
pub(super) struct Bar {
    x: i64,
    width: i64,
    below: bool,
    mark: Option<i64>,
}

/// The scale that a comparison's bars share: zero is always on it, so lengths do not deceive.
pub(super) struct Scale {
    low: i64,
    high: i64,
}

impl Scale {
    /// A bar's length in units.
    const UNITS: i64 = 1000;

    pub(super) fn over(values: impl Iterator<Item = Points>) -> Self {
        let (low, high) = values
            .fold((0, 0), |(low, high): (i64, i64), value| (low.min(value.hundredths()), high.max(value.hundredths())));
        Self { low, high }
    }

    fn place(&self, value: i64) -> i64 {
        (value.clamp(self.low, self.high) - self.low) * Self::UNITS / (self.high - self.low).max(1)
    }

    pub(super) fn bar(&self, value: Option<Points>, mark: Option<Points>) -> Bar {
        let (zero, end) = (self.place(0), self.place(value.unwrap_or(Points::ZERO).hundredths()));
        Bar {
            x: zero.min(end),
            width: (end - zero).abs(),
            below: end < zero,
            mark: mark.map(|mark| self.place(mark.hundredths())),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn histogram(totals: &[i32]) -> Histogram {
        let totals: Vec<Points> = totals.iter().map(|total| Points::whole(*total)).collect();
        Histogram::new(&totals, Lang::Chinese).expect("somebody to count")
    }

    #[test]
    fn steps_are_one_two_five_ten() {
        let steps: Vec<i64> = successors(Some(100), |step| Some(next_round(*step))).take(7).collect();
        assert_eq!(steps, [100, 200, 500, 1000, 2000, 5000, 10000]);
    }

    #[test]
    fn says_in_words_what_the_columns_show() {
        let chart = histogram(&[61, 64, 65, 78, 93]);
        assert_eq!(chart.description, "60分至不满65分2人；65分至不满70分1人；75分至不满80分1人；90分至不满95分1人");
        let svg = chart.render().expect("renders");
        assert!(svg.starts_with("<svg") && svg.ends_with("</svg>"), "{svg}");
        assert_eq!(svg.matches("<rect").count(), 7, "one column for each step");
        assert!(svg.contains("role=\"img\"") && svg.contains("<title") && svg.contains("<desc"));
    }

    #[test]
    fn all_zero_and_negative_totals_are_charts_too() {
        let zero = histogram(&[0, 0, 0]);
        assert_eq!(zero.columns.iter().map(|column| column.count).collect::<Vec<_>>(), [3, 0, 0, 0, 0]);
        assert_eq!(zero.ticks.first().map(|tick| tick.label), Some(0), "no negative scale for nobody");
        assert!(histogram(&[-30, -1, 12]).description.starts_with("-30分"));
        assert!(Histogram::new(&[], Lang::Chinese).is_none());
    }

    #[test]
    fn bars_start_at_zero_and_go_both_ways() {
        let scale = Scale::over([Points::whole(-50), Points::whole(150)].into_iter());
        let (plus, minus) = (scale.bar(Some(Points::whole(150)), None), scale.bar(Some(Points::whole(-50)), None));
        assert_eq!((plus.x, plus.width, plus.below), (250, 750, false));
        assert_eq!((minus.x, minus.width, minus.below), (0, 250, true));
        let nothing = Scale::over(std::iter::empty()).bar(None, Some(Points::ZERO));
        assert_eq!((nothing.x, nothing.width, nothing.mark), (0, 0, Some(0)));
    }

    proptest! {
        #[test]
        fn everybody_is_counted_once_inside_the_frame(
            totals in prop::collection::vec(-100_000_000i64..=100_000_000, 1..80),
        ) {
            let totals: Vec<Points> = totals.into_iter().map(Points::from_hundredths).collect();
            let chart = Histogram::new(&totals, Lang::English).expect("somebody to count");
            prop_assert_eq!(chart.columns.iter().map(|column| column.count).sum::<usize>(), totals.len());
            prop_assert!(chart.columns.len() <= 8);
            for column in &chart.columns {
                prop_assert!(column.x >= 0 && column.x + column.width <= WIDTH);
                prop_assert!(column.y >= HEAD && column.y + column.height == HEAD + COLUMN_HEIGHT);
            }
            for pair in chart.ticks.windows(2) {
                prop_assert!(pair[1].x - pair[0].x >= DIGIT * 2, "labels overlap");
            }
        }
    }
}
