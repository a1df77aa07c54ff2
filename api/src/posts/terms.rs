//! Terms of posts that are over (S3-5).

use chrono::{DateTime, Utc};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::posts as rows;

use super::end::tell_ended;
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;

/// What stands as the reason when the term ends it.
const TERM_OVER: &str = "任期届满";

/// How many end in one step of the worker.
const AT_ONCE: u64 = 50;

/// Ends the holdings whose term is over, on the day that it was; their places are free again. Answers how
/// many.
///
/// # Errors
/// The store's fault.
pub(crate) async fn end_terms(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let act = Act::of_machine(now);
    let work = async |tx: &Tx| -> Result<usize, Failure> {
        let over = rows::terms_ending(tx, day_of(now), AT_ONCE).await?;
        for holding in &over {
            let on = holding.term_until.unwrap_or_else(|| day_of(now));
            rows::end(tx, holding, on, TERM_OVER, act.caller.account).await?;
            rows::release_place(tx, holding.post).await?;
            act.audit(tx, "posts.end", ("holding", holding.id.0), &holding.path).await?;
            tell_ended(tx, &act, holding).await?;
        }
        Ok(over.len())
    };
    app.database.transact("posts.end_terms", work).await
}
