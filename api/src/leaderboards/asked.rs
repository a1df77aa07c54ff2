//! The period that a request means.

use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::rulebooks;

use crate::failure::Failure;
use crate::http::problem::Code;
use crate::http::wire::WirePeriod;

/// The kind of period that is closed and made public as one at a path.
async fn closing_unit(tx: &Tx, path: &OrganizationPath, today: Day) -> StoreResult<PeriodKind> {
    let book = rulebooks::effective(tx, path, today).await?;
    Ok(book.map_or(PeriodKind::Quarter, |effective| effective.book.closing_unit))
}

/// The period asked for, or the running closing unit.
///
/// # Errors
/// `period.not_found` for one that has not begun.
pub(crate) async fn period_or_running(
    tx: &Tx,
    path: &OrganizationPath,
    asked: Option<WirePeriod>,
    today: Day,
) -> Result<Period, Failure> {
    match asked {
        Some(WirePeriod(period)) if period.start() > today => Err(Code::PeriodNotFound.into()),
        Some(WirePeriod(period)) => Ok(period),
        None => Ok(Period::containing(closing_unit(tx, path, today).await?, today)),
    }
}

/// The day that decides where members stand for a period: its last, today while it runs.
pub(crate) fn reference_day(period: Period, today: Day) -> Day {
    std::cmp::Ord::clamp(today, period.start(), period.last_day())
}
