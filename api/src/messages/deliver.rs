//! Bringing messages by WeChat, each once: claimed and committed, then sent, then written down.
//!
//! A message whose fate is unknown (a time-out, a crash between the call and its note) is marked and never sent again:
//! the reader finds it in the inbox anyhow. What certainly was not sent is tried again a few times. Nothing goes out
//! between nine in the evening and seven in the morning, nothing that is older than a day, and nothing to who has
//! read it already.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use xianfeng_domain::consents::Purpose;
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_domain::messages::not_before;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, Begun, DeliveryState, Due, Lease, Outcome};
use xianfeng_infra::wechat::{Sending, SubscribeMessage};
use xianfeng_infra::{accounts, consents, members};

use super::template::Template;
use crate::app::App;
use crate::failure::Failure;

/// How long a replica has for a call, its repetitions and its note.
const LEASE: TimeDelta = TimeDelta::minutes(3);

/// What is older is no news any more.
const STALE: TimeDelta = TimeDelta::days(1);

/// So long after another message to the same user.
const AFTER_ANOTHER: TimeDelta = TimeDelta::seconds(5);

/// So many tries of what certainly was not sent.
const TRIES: i64 = 5;

/// Small batches: the one writer of SQLite is for people first.
const AT_ONCE: u64 = 20;

/// How many are taken out in one step that no template sends.
const STALE_AT_ONCE: u64 = 200;

/// A call to make.
struct Ready {
    lease: Lease,
    account: AccountId,
    open_id: String,
    template: Template,
    page: Option<String>,
    fields: BTreeMap<String, String>,
}

/// Sends some of what is due; answers how many messages were handled, sent or not.
///
/// # Errors
/// The store's fault. The platform's is an outcome.
pub async fn deliver(app: &App, now: DateTime<Utc>) -> Result<usize, Failure> {
    let kinds = app.settings.templates.kinds();
    let look = async |tx: &Tx| -> Result<_, Failure> {
        let stale = rows::stale(tx, &kinds, now - STALE, STALE_AT_ONCE).await?;
        Ok((stale, rows::any_lost(tx, now).await?, rows::due(tx, now, AT_ONCE).await?))
    };
    let (stale, any_lost, mut due) = app.database.read(look).await?;
    if any_lost || !stale.is_empty() {
        let tidy = async |tx: &Tx| -> Result<u64, Failure> {
            rows::lapse(tx, &stale).await?;
            Ok(rows::expire(tx, now).await?)
        };
        let lost = app.database.transact("messages.tidy", tidy).await?;
        metrics::counter!("xianfeng_messages_total", "template" => "", "outcome" => "lost").increment(lost);
    }
    due.retain(|due| !stale.contains(&due.message.id));
    for due in &due {
        let begin = async |tx: &Tx| begin(tx, app, due, now).await;
        if let Some(ready) = app.database.transact("messages.begin", begin).await? {
            send(app, &ready).await?;
        }
    }
    Ok(stale.len() + due.len())
}

/// Claims a message and decides whether to call. What is left alone is postponed or taken out here.
async fn begin(tx: &Tx, app: &App, due: &Due, now: DateTime<Utc>) -> Result<Option<Ready>, Failure> {
    let message = &due.message;
    if !rows::claim(tx, due, now + LEASE).await? {
        return Ok(None);
    }
    let morning = not_before(now);
    if morning > now {
        rows::postpone(tx, message.id, morning).await?;
        return Ok(None);
    }
    let template = app.settings.templates.of_kind(&message.kind).filter(|_| message.read_at.is_none());
    let reader = match template {
        Some(template) => reader(tx, app, due.person, now).await?.map(|reader| (template, reader)),
        None => None,
    };
    let Some((template, (account, open_id))) = reader else {
        rows::finish(tx, message.id).await?;
        return Ok(None);
    };
    let fields = match template.fill(message) {
        Ok(fields) => fields,
        Err((field, broken)) => {
            count(&template.key, "broken_field");
            if app.settings.templates.is_new_fault(&template.key, 0) {
                tracing::error!(template = template.key, %field, %broken, "a field of a message breaks its rule");
            }
            rows::finish(tx, message.id).await?;
            return Ok(None);
        }
    };
    if !rows::take(tx, account, &template.template_id, now).await? {
        count(&template.key, "no_quota");
        rows::finish(tx, message.id).await?;
        return Ok(None);
    }
    match rows::begin(tx, message.id, account, &template.template_id, now + LEASE, now).await? {
        Begun::Yes(lease) => {
            let page = template.page_of(message);
            Ok(Some(Ready { lease, account, open_id, template: template.clone(), page, fields }))
        }
        Begun::Busy => {
            rows::give_back(tx, account, &template.template_id, now).await?;
            rows::postpone(tx, message.id, now + AFTER_ANOTHER).await?;
            Ok(None)
        }
        Begun::Over => {
            rows::give_back(tx, account, &template.template_id, now).await?;
            rows::finish(tx, message.id).await?;
            Ok(None)
        }
    }
}

/// The account and WeChat user of who is to read: somebody who still belongs here, and who agrees to messages.
async fn reader(
    tx: &Tx,
    app: &App,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Option<(AccountId, String)>, Failure> {
    if !belongs(tx, person, now).await? || consents::active(tx, person, Purpose::WechatMessages, None).await?.is_none()
    {
        return Ok(None);
    }
    let Some(account) = accounts::of_person(tx, person).await? else { return Ok(None) };
    let open_id = accounts::open_id_of(tx, app.wechat.app_id(), account.id).await?;
    Ok(open_id.map(|open_id| (account.id, open_id)))
}

/// A member of today, or the holder of a role: nobody writes to who has left, or died.
pub(super) async fn belongs(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<bool, Failure> {
    let member = members::of_person(tx, person, day_of(now)).await?;
    Ok(member.is_some() || !accounts::held_by(tx, person).await?.is_empty())
}

/// Calls, and writes down what became of it.
async fn send(app: &App, ready: &Ready) -> Result<(), Failure> {
    let Ready { lease, account, open_id, template, page, fields } = ready;
    let template_id = &template.template_id;
    let message = SubscribeMessage { open_id, template_id, page: page.as_deref(), fields };
    let sending = app.wechat.send_subscribed(message).await;
    report(app, template, &sending);
    let now = app.clock.now();
    let write = async |tx: &Tx| -> Result<(), Failure> {
        let (outcome, again) = outcome(&sending, lease.attempt);
        if !rows::settle(tx, lease, outcome, now).await? {
            // The platform's event was quicker: it says more than the reply.
            return Ok(rows::finish(tx, lease.message).await?);
        }
        match &sending {
            Sending::NotSubscribed => rows::exhaust(tx, *account, template_id, now).await?,
            Sending::Fault { .. } | Sending::Later { .. } => {
                rows::give_back(tx, *account, template_id, now).await?;
            }
            Sending::Sent { .. } | Sending::Uncertain => {}
        }
        match again {
            Some(after) => rows::postpone(tx, lease.message, now + after).await?,
            None => rows::finish(tx, lease.message).await?,
        }
        Ok(())
    };
    app.database.transact("messages.settle", write).await
}

/// What is written, and after what time it is tried again.
fn outcome(sending: &Sending, attempt: i64) -> (Outcome<'_>, Option<TimeDelta>) {
    let plain = |state| Outcome { state, errcode: None, note: None, platform_id: None };
    match sending {
        Sending::Sent { platform_id } => {
            (Outcome { platform_id: platform_id.as_deref(), ..plain(DeliveryState::Sent) }, None)
        }
        Sending::NotSubscribed => (Outcome { errcode: Some(43101), ..plain(DeliveryState::Refused) }, None),
        Sending::Fault { errcode, field } => {
            let refused = plain(DeliveryState::Refused);
            (Outcome { errcode: Some(*errcode), note: field.as_deref(), ..refused }, None)
        }
        Sending::Later { errcode, .. } if attempt >= TRIES => {
            (Outcome { errcode: *errcode, ..plain(DeliveryState::Refused) }, None)
        }
        Sending::Later { after, errcode } => {
            (Outcome { errcode: *errcode, ..plain(DeliveryState::Waiting) }, Some(backoff(*after, attempt)))
        }
        Sending::Uncertain => (plain(DeliveryState::Uncertain), None),
    }
}

/// Twice as long after each try.
fn backoff(after: Duration, attempt: i64) -> TimeDelta {
    let doublings = u32::try_from(attempt.saturating_sub(1)).unwrap_or_default().min(8);
    let wait = after.saturating_mul(1 << doublings);
    TimeDelta::from_std(wait).unwrap_or(STALE).min(STALE)
}

/// A refusal is a normal outcome: counted, and said in the log once a process where a person must act (pitfall 36).
fn report(app: &App, template: &Template, sending: &Sending) {
    let outcome = match sending {
        Sending::Sent { .. } => "sent",
        Sending::NotSubscribed => "not_subscribed",
        Sending::Fault { .. } => "fault",
        Sending::Later { .. } => "later",
        Sending::Uncertain => "uncertain",
    };
    count(&template.key, outcome);
    if let Sending::Fault { errcode, field } = sending
        && app.settings.templates.is_new_fault(&template.key, *errcode)
    {
        tracing::error!(template = template.key, errcode, field, "WeChat refuses messages of a template");
    }
}

fn count(template: &str, outcome: &'static str) {
    metrics::counter!("xianfeng_messages_total", "template" => template.to_owned(), "outcome" => outcome).increment(1);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_sent_is_tried_again_ever_later_and_not_for_ever() {
        let later = Sending::Later { after: Duration::from_secs(60), errcode: Some(-1) };
        let waits: Vec<_> = (1..=TRIES).map(|attempt| outcome(&later, attempt).1).collect();
        let minutes = |minutes| Some(TimeDelta::minutes(minutes));
        assert_eq!(waits, [minutes(1), minutes(2), minutes(4), minutes(8), None]);
        assert_eq!(outcome(&later, TRIES).0.state, DeliveryState::Refused);
    }

    #[test]
    fn what_may_have_been_sent_is_never_tried_again() {
        let (outcome, again) = outcome(&Sending::Uncertain, 1);
        assert_eq!((outcome.state, again), (DeliveryState::Uncertain, None));
    }
}
