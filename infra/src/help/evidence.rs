//! What pointed at the member, as a document: it is shown, never searched.

use serde::{Deserialize, Serialize};
use xianfeng_domain::Points;
use xianfeng_domain::boards::{Figures, Found, RunningPlace};
use xianfeng_domain::help::Ground;
use xianfeng_domain::ids::ZeroingId;
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult};

/// The document; points in hundredths.
#[derive(Serialize, Deserialize)]
struct Document {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    periods: Vec<PeriodDocument>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct PeriodDocument {
    period: String,
    total: i64,
    additions: i64,
    deductions: i64,
    base: i64,
    due: i64,
    rank: u32,
    counted: u32,
    grade: Option<String>,
    running: Option<RunningDocument>,
}

#[derive(Serialize, Deserialize)]
struct RunningDocument {
    from: String,
    total: i64,
    place: u32,
    counted: u32,
}

/// The evidence as text.
pub(super) fn written(ground: &Ground) -> StoreResult<String> {
    let document = match ground {
        Ground::Finding(found) => Document { periods: found.iter().map(period_document).collect(), day: None },
        Ground::Veto { day, .. } => Document { periods: Vec::new(), day: Some(day.to_string()) },
    };
    serde_json::to_string(&document).map_err(|error| StoreError::Other(error.to_string()))
}

/// The evidence from its text.
pub(super) fn read(ground: &str, zeroing: Option<ZeroingId>, text: &str) -> StoreResult<Ground> {
    let corrupt = || StoreError::corrupt("the evidence of a help case");
    let document: Document = serde_json::from_str(text).map_err(|_| corrupt())?;
    match (ground, zeroing) {
        ("finding", None) => {
            let found: Option<Vec<Found>> = document.periods.into_iter().map(found).collect();
            found.map(Ground::Finding).ok_or_else(corrupt)
        }
        ("veto", Some(zeroing)) => {
            let day: Option<Day> = document.day.and_then(|day| day.parse().ok());
            Ok(Ground::Veto { zeroing, day: day.ok_or_else(corrupt)? })
        }
        _ => Err(corrupt()),
    }
}

/// A list of texts, such as the rule book's steps.
pub(super) fn list(texts: &[String]) -> StoreResult<String> {
    serde_json::to_string(texts).map_err(|error| StoreError::Other(error.to_string()))
}

/// A list of texts from its text.
pub(super) fn read_list(text: &str) -> StoreResult<Vec<String>> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt("the measures of a help case"))
}

fn period_document(found: &Found) -> PeriodDocument {
    let figures = &found.figures;
    PeriodDocument {
        period: found.period.to_string(),
        total: figures.total.hundredths(),
        additions: figures.additions.hundredths(),
        deductions: figures.deductions.hundredths(),
        base: figures.base.hundredths(),
        due: figures.due.hundredths(),
        rank: figures.rank,
        counted: figures.counted,
        grade: figures.grade.clone(),
        running: found.running.as_ref().map(|running| RunningDocument {
            from: running.from.to_string(),
            total: running.total.hundredths(),
            place: running.place,
            counted: running.counted,
        }),
    }
}

fn found(document: PeriodDocument) -> Option<Found> {
    let running = match document.running {
        None => None,
        Some(running) => Some(RunningPlace {
            from: running.from.parse().ok()?,
            total: Points::from_hundredths(running.total),
            place: running.place,
            counted: running.counted,
        }),
    };
    Some(Found {
        period: document.period.parse().ok()?,
        figures: Figures {
            total: Points::from_hundredths(document.total),
            additions: Points::from_hundredths(document.additions),
            deductions: Points::from_hundredths(document.deductions),
            base: Points::from_hundredths(document.base),
            due: Points::from_hundredths(document.due),
            rank: document.rank,
            counted: document.counted,
            grade: document.grade,
        },
        running,
    })
}
