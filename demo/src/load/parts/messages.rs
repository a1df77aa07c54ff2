//! Messages outside the app: most people have read theirs, some let WeChat bring them, and who never opens the
//! mini-program is called.

use std::collections::BTreeMap;

use xianfeng_api::auth::Act;
use xianfeng_api::messages::{CallOutcomeIn, OutcomeIn, ReportIn, deliver, fill_calls, record_call, report};
use xianfeng_api::{Failure, inbox};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{inbox as messages, messages as rows};

use super::Parts;
use crate::settings::TEMPLATE_KEYS;

/// So many members let WeChat bring messages; the last of them have taken it back in WeChat since.
const SUBSCRIBERS: usize = 45;

/// What came of the first calls.
const CALLS: [(OutcomeIn, Option<&str>); 3] = [
    (OutcomeIn::Reached, None),
    (OutcomeIn::NotReached, Some("无人接听，晚上再打")),
    (OutcomeIn::WrongNumber, Some("接听的不是本人")),
];

pub(super) async fn fill(parts: &Parts<'_>) -> Result<(), Failure> {
    let (app, now) = (parts.app, parts.ago(0));
    let read = async |tx: &Tx| read_and_agree(tx, parts).await;
    app.database.transact("demo.messages", read).await?;
    while deliver(app, now).await? > 0 {}
    fill_calls(app, now).await?;
    let call = async |tx: &Tx| call(tx, parts).await;
    app.database.transact("demo.calls", call).await
}

/// Everybody who uses the mini-program reads; some agree to messages.
async fn read_and_agree(tx: &Tx, parts: &Parts<'_>) -> Result<(), Failure> {
    let mut subscribers = 0;
    for caller in parts.world.callers.iter().flatten() {
        let Some(person) = caller.person else { continue };
        let act = Act { caller: caller.clone(), now: parts.ago(0), meta: None };
        // The newest three lie unread.
        let newest = messages::page(tx, person, Some(true), None, 4).await?;
        if let Some(last) = newest.get(3) {
            inbox::read(tx, &act, person, last.id, true).await?;
        }
        if caller.member.is_some() && subscribers < SUBSCRIBERS && !parts.app.settings.templates.all().is_empty() {
            let results: BTreeMap<String, String> =
                TEMPLATE_KEYS.iter().map(|key| ((*key).to_owned(), "accept".to_owned())).collect();
            report(tx, parts.app, &act, &ReportIn { results }).await?;
            subscribers += 1;
        }
    }
    Ok(())
}

/// A secretary goes through the first entries of the list.
async fn call(tx: &Tx, parts: &Parts<'_>) -> Result<(), Failure> {
    let act = parts.secretary(0, 0)?;
    let reach: Reach = act.caller.reach(Right::ManageMembers);
    let calls = rows::open_calls(tx, &reach, &[], None, None, 3).await?;
    for (call, (outcome, note)) in calls.into_iter().zip(CALLS) {
        let made = CallOutcomeIn { outcome, note: note.map(str::to_owned) };
        record_call(tx, parts.app, &act, call.id, &made).await?;
    }
    Ok(())
}
