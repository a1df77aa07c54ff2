//! The work of days that come and pass: notice before, then expiry.

use chrono::{DateTime, Days, Utc};
use xianfeng_domain::purse::NOTICE_DAYS;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse as rows;

use super::expire::expire;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{self, Kind};

/// Small batches: the one writer of SQLite is for people first.
const BATCH: u64 = 20;

/// Takes out a few lots whose day has passed, a member a transaction, and tells the members; answers
/// how many. What was done is not there to be done again, whoever tries.
///
/// # Errors
/// The store's fault.
pub async fn expire_lots(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let due = app.database.read(async |tx: &Tx| rows::due_before(tx, act.today(), BATCH).await).await?;
    let mut members: Vec<_> = due.iter().map(|lot| lot.member).collect();
    members.dedup();
    for member in members {
        let run_out = async |tx: &Tx| -> Result<(), Failure> {
            let lapsed = expire(tx, &act, member).await?;
            if lapsed.is_zero() {
                return Ok(());
            }
            let points = lapsed.points.to_string();
            let about = Some(("member", member.0));
            inbox::tell_member(tx, member, Kind::WalletExpired, about, &[("points", &points)], now).await
        };
        match app.database.transact("wallets.expire", run_out).await {
            // Somebody ordered at the same moment, again and again: the next round sees.
            Err(Failure::Store(StoreError::Race(_))) => return Ok(0),
            other => other?,
        }
    }
    Ok(due.len())
}

/// Tells the members of a few lots that they run out within 30 days, once a lot and day; answers how
/// many were looked at.
///
/// # Errors
/// The store's fault.
pub async fn notice_lots(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let today = act.today();
    let until = today.checked_add_days(Days::new(NOTICE_DAYS)).unwrap_or(today);
    let tell = async |tx: &Tx| -> Result<usize, Failure> {
        let lots = rows::unnoticed(tx, (today, until), BATCH).await?;
        for lot in &lots {
            let Some(day) = lot.expires_on else { continue };
            if !rows::notice(tx, lot).await? {
                continue;
            }
            let (points, day) = (lot.free.points.to_string(), day.to_string());
            let params = [("points", points.as_str()), ("day", day.as_str())];
            inbox::tell_member(tx, lot.member, Kind::WalletExpiring, Some(("member", lot.member.0)), &params, now)
                .await?;
        }
        Ok(lots.len())
    };
    app.database.transact("wallets.notice", tell).await
}
