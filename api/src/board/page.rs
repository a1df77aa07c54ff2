//! A [`BoardView`] made ready for the template.

use askama::Template;
use xianfeng_domain::Points;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::{Period, PeriodKind};

use super::chart::{Histogram, Scale};
use super::qr;
use super::style::STYLE_SHEET;
use super::text::{Lang, Words};
use super::view::{BoardView, BranchRow, Level, PlaceChange, Standing};

/// The numbers of lines for which the style sheet knows how to fill one sheet (`.lines-…`).
const SHEET_LINES: [usize; 7] = [6, 8, 10, 12, 14, 16, 18];

#[derive(Template)]
#[template(path = "board.html", whitespace = "minimize")]
struct BoardPage<'a> {
    view: &'a BoardView,
    lang: Lang,
    words: &'static Words,
    css: &'static str,
    period: String,
    links: Links,
    branches: Vec<Branch<'a>>,
    histogram: Option<Histogram>,
    qr: Option<String>,
}

/// Addresses of the same board at other periods, relative to this one.
struct Links {
    previous: Option<String>,
    next: Option<String>,
    kinds: [KindLink; 3],
    other_language: String,
}

struct KindLink {
    label: &'static str,
    target: String,
    current: bool,
}

struct Branch<'a> {
    row: &'a BranchRow,
    bar: String,
}

/// The board as a whole page.
///
/// # Errors
/// Only what writing to a string can fail with.
pub fn render(view: &BoardView, lang: Lang) -> askama::Result<String> {
    let totals: Vec<Points> = view.rows.iter().map(|row| row.total).collect();
    let page = BoardPage {
        view,
        lang,
        words: lang.words(),
        css: STYLE_SHEET,
        period: lang.period(view.period),
        links: Links::of(view, lang),
        branches: branches(view)?,
        histogram: Histogram::new(&totals, lang),
        qr: qr::svg(&view.public_url),
    };
    page.render()
}

fn branches(view: &BoardView) -> askama::Result<Vec<Branch<'_>>> {
    let scale = Scale::over(view.branches.iter().filter_map(|row| row.average).chain(view.average));
    view.branches.iter().map(|row| Ok(Branch { row, bar: scale.bar(row.average, view.average).render()? })).collect()
}

impl Links {
    fn of(view: &BoardView, lang: Lang) -> Self {
        let (period, today) = (view.period, view.today);
        let address = |to: Period, lang: Lang| match lang {
            Lang::Chinese => format!("?period={to}"),
            Lang::English => format!("?period={to}&lang={}", lang.code()),
        };
        let has_data = |earlier: &Period| view.data_from.is_none_or(|first| first < earlier.end());
        // From a period gone by, another kind leads to where it ended; from the running one, to today.
        let day = if period.contains(today) { today } else { period.last_day() };
        Self {
            previous: Some(period.previous()).filter(has_data).map(|to| address(to, lang)),
            next: Some(period.next()).filter(|to| to.start() <= today).map(|to| address(to, lang)),
            kinds: PeriodKind::ALL.map(|kind| KindLink {
                label: lang.period_kind(kind),
                target: address(Period::containing(kind, day), lang),
                current: kind == period.kind(),
            }),
            other_language: address(period, lang.other()),
        }
    }
}

impl BoardPage<'_> {
    /// How the rows lie on paper: on one sheet with lines as high as it has room for, in one
    /// column or two; else on as many sheets as they need.
    fn paper(&self) -> String {
        let rows = self.view.rows.len();
        let (columns, lines) = if rows <= 10 { ("", rows) } else { (" two", rows.div_ceil(2)) };
        match SHEET_LINES.iter().find(|most| lines <= **most) {
            Some(most) if self.view.level == Level::Branch => format!("sheet lines-{most}{columns}"),
            _ => "sheets two".to_owned(),
        }
    }

    fn has_names(&self) -> bool {
        self.view.names != DisplayLevel::NumberOnly
    }

    /// The average to compare a branch with.
    fn average_above(&self) -> Option<Points> {
        self.view.above.as_ref().and_then(|above| above.average)
    }

    fn fingerprint(&self) -> Option<&str> {
        match &self.view.standing {
            Standing::Provisional => None,
            Standing::Edition { fingerprint, .. } => Some(fingerprint),
        }
    }
}

/// Points with a true minus sign: a hyphen is lost on paper and misread aloud.
pub(super) fn figure(points: &Points) -> String {
    points.to_string().replace('-', "−")
}

pub(super) fn signed(points: &Points) -> String {
    if points.is_negative() { figure(points) } else { format!("+{points}") }
}

/// The first three places stand out.
const fn among_first(rank: Option<u32>) -> bool {
    matches!(rank, Some(1..=3))
}

const fn direction(change: &PlaceChange) -> &'static str {
    match change {
        PlaceChange::New | PlaceChange::Up(1..) => "up",
        PlaceChange::Up(..0) => "down",
        PlaceChange::Unknown | PlaceChange::Up(0) => "same",
    }
}
