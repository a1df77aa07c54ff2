//! Carrying out what is due, table by table as the data list says. Every step may be repeated and is a
//! transaction of its own: what is killed in the middle is gone on with at the next turn.

use chrono::{DateTime, Days, Utc};
use xianfeng_domain::privacy::{Closure, ClosureKind, ClosureState, Erasure, Table, erasure_waits, inventory};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::{closures as rows, erase};

use super::closure::holds_office;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{self, Kind};

/// Few at a time: each is many small steps.
const BATCH: u64 = 5;

/// Carries out a few closures that are due; answers how many it looked at.
///
/// # Errors
/// The store's fault; what is not done stays to be done.
pub async fn close_due(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let due = app.database.read(async |tx: &Tx| rows::due(tx, now, BATCH).await).await?;
    for closure in &due {
        carry_out(app, closure, now).await?;
    }
    Ok(due.len())
}

async fn carry_out(app: &App, closure: &Closure, now: DateTime<Utc>) -> Result<(), Failure> {
    let act = Act::of_machine(now);
    let begin = async |tx: &Tx| -> Result<_, Failure> {
        // Who took up an office within the week hands it over first, as when asking.
        if closure.waited_its_week() && holds_office(tx, closure.person).await? {
            if rows::take_back(tx, closure.person, now).await? {
                act.audit(tx, "privacy.take_back_closure", ("closure", closure.id.0), &closure.path).await?;
                let subject = Some(("closure", closure.id.0));
                inbox::tell(tx, closure.person, Kind::ClosureTakenBack, subject, &[], now).await?;
            }
            return Ok(None);
        }
        Ok(rows::begin(tx, closure.id).await?)
    };
    let Some(number) = app.database.transact("closures.begin", begin).await? else { return Ok(()) };
    let step = async |table: &'static Table, erasure: Erasure| {
        let erase = async |tx: &Tx| erase::erase(tx, table, erasure, closure.person, number).await;
        app.database.transact("closures.erase", erase).await
    };
    let first = closure.state != ClosureState::Waiting;
    if first {
        for table in inventory() {
            if let Some(erasure) = table.on_closing {
                step(table, erasure).await?;
            }
        }
    }
    let look = async |tx: &Tx| -> Result<_, Failure> {
        let days = erase::last_day(tx, closure.person).await?;
        // Somebody who came back meanwhile is on a roster again: then only the account is closed.
        Ok((days, rows::is_member(tx, closure.person, day_of(now)).await?))
    };
    let ((last, through), is_member) = app.database.read(look).await?;
    if closure.kind == ClosureKind::Erasure && !is_member {
        let waits = erasure_waits(last, through, closure.asked_at, now);
        for table in inventory().filter(|table| if table.waits { !waits } else { first }) {
            step(table, table.on_erasure).await?;
        }
        if waits {
            let put_off = async |tx: &Tx| rows::put_off(tx, closure.id, now + Days::new(1)).await;
            return Ok(app.database.transact("closures.put_off", put_off).await?);
        }
    }
    let finish = async |tx: &Tx| -> Result<(), Failure> {
        if rows::finish(tx, closure.id, now).await? {
            act.audit(tx, "privacy.closed", ("closure", closure.id.0), &closure.path).await?;
        }
        Ok(())
    };
    app.database.transact("closures.finish", finish).await
}
