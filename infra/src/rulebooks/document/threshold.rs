//! Down to where a grade or colour reaches: by score or by share, and the whole list covers everybody.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::Threshold;

use super::fault::{Faults, Path};
use super::scalars::{ANY, Decimal, Whole};
use super::words;

pub(super) type FromPoints = Option<Decimal<ANY>>;
pub(super) type DownToPercent = Option<Whole<1, 100>>;

/// What a row says of its threshold; `None` where that is faulty.
pub(super) struct Row {
    pub(super) from_points: Option<Option<Points>>,
    pub(super) down_to_percent: Option<Option<u32>>,
}

impl Row {
    pub(super) fn of(from_points: Option<FromPoints>, down_to_percent: Option<DownToPercent>) -> Self {
        Self {
            from_points: from_points.map(|from| from.map(|points| points.0)),
            down_to_percent: down_to_percent.map(|percent| percent.map(|percent| percent.0)),
        }
    }

    pub(super) fn build(&self) -> Option<Threshold> {
        match (self.from_points?, self.down_to_percent?) {
            (None, Some(percent)) => Some(Threshold::Share(percent)),
            (Some(points), None) => Some(Threshold::Score(points)),
            (None, None) => Some(Threshold::EVERYBODY),
            (Some(_), Some(_)) => None,
        }
    }
}

pub(super) fn of(threshold: Threshold) -> (Option<FromPoints>, Option<DownToPercent>) {
    match threshold {
        Threshold::Share(percent) => (Some(None), Some(Some(Whole(percent)))),
        Threshold::EVERYBODY => (Some(None), Some(None)),
        Threshold::Score(points) => (Some(Some(Decimal(points))), Some(None)),
    }
}

/// Names rows that are unclear, in the wrong order, of two kinds, and a list that misses somebody.
pub(super) fn check(rows: &[Option<Row>], at: &Path<'_>, faults: &mut Faults) {
    for (index, row) in rows.iter().enumerate() {
        if let Some(Row { from_points: Some(Some(_)), down_to_percent: Some(Some(_)) }) = row {
            faults.add(&at.index(index), words::threshold_unclear());
        }
    }
    let by_share = rows.iter().flatten().find_map(|row| match (row.from_points, row.down_to_percent) {
        (Some(Some(_)), Some(None)) => Some(false),
        (Some(None), Some(Some(_))) => Some(true),
        _ => None,
    });
    match by_share {
        Some(true) => check_shares(rows, at, faults),
        Some(false) => check_scores(rows, at, faults),
        None if rows.len() > 1
            && rows.iter().flatten().all(|row| matches!(row.build(), Some(Threshold::EVERYBODY))) =>
        {
            faults.add(at, words::threshold_unclear());
        }
        None => {}
    }
}

fn check_shares(rows: &[Option<Row>], at: &Path<'_>, faults: &mut Faults) {
    let mut before = 0;
    for (index, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let here = at.index(index);
        match (row.from_points, row.down_to_percent) {
            (Some(Some(_)), Some(None)) => faults.add(&here.key("from_points"), words::threshold_mixed()),
            (Some(None), Some(None)) => faults.add(&here.key("down_to_percent"), words::missing_key("down_to_percent")),
            (_, Some(Some(percent))) => {
                if percent <= before {
                    faults.add(&here.key("down_to_percent"), words::shares_must_rise());
                }
                before = percent;
            }
            _ => {}
        }
    }
    let last = rows.last().and_then(Option::as_ref).and_then(|row| row.down_to_percent.flatten());
    if last.is_some_and(|percent| percent != 100) {
        faults.add(at, words::last_share());
    }
}

fn check_scores(rows: &[Option<Row>], at: &Path<'_>, faults: &mut Faults) {
    let mut before: Option<Points> = None;
    for (index, row) in rows.iter().enumerate() {
        let Some(row) = row else { continue };
        let here = at.index(index);
        let last = index + 1 == rows.len();
        match (row.from_points, row.down_to_percent) {
            (Some(None), Some(Some(_))) => faults.add(&here.key("down_to_percent"), words::threshold_mixed()),
            (Some(None), Some(None)) if !last => {
                faults.add(&here.key("from_points"), words::missing_key("from_points"));
            }
            (Some(Some(_)), _) if last => faults.add(&here.key("from_points"), words::last_score()),
            (Some(Some(points)), _) => {
                if before.is_some_and(|before| points >= before) {
                    faults.add(&here.key("from_points"), words::scores_must_fall());
                }
                before = Some(points);
            }
            _ => {}
        }
    }
}
