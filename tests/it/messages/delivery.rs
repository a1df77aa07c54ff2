//! Each message once, or not at all.

use std::collections::BTreeMap;
use std::time::Duration;

use chrono::TimeDelta;
use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_api::Failure;
use xianfeng_api::inbox::{Kind, tell};
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_domain::consents::Purpose;
use xianfeng_infra::consents;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, Begun, DeliveryState};
use xianfeng_infra::wechat::{Sending, SubscribeMessage};

use super::{agreed, deliver, event, remaining, report, returned, sent, start, state};

/// Item 10: what goes out, with checked fields, and nothing twice under eight replicas.
#[tokio::test]
async fn once_by_eight_runners() {
    let server = start().await;
    let members = server.fixture.branches[0].members.clone();
    for member in &members[1..4] {
        agreed(&server, member, 3).await;
    }
    let mut messages = Vec::new();
    for member in &members[1..4] {
        for task in ["疫情防控走访，请带好口罩和登记表，到村口集合", "巡山", "修路"] {
            messages.push(returned(&server, member, task).await);
        }
    }
    // A user gets one at a time: the others wait a few seconds.
    for _ in 0..6 {
        let now = server.clock.now();
        for step in join_all((0..8).map(|_| Job::DeliverMessages.step(&server.app, now))).await {
            step.unwrap();
        }
        server.clock.set(now + TimeDelta::seconds(6));
    }
    assert_eq!(sent(&server), messages.len());
    for message in &messages {
        assert_eq!(state(&server, *message).await, Some(DeliveryState::Sent));
    }
    assert_eq!(remaining(&server, &members[1]).await, 0);
    let bodies: Vec<Value> = server.wechat.requests().into_iter().filter_map(|request| request.body).collect();
    let body = bodies.iter().find(|body| body["data"]["thing1"]["value"].as_str().is_some_and(|t| t.starts_with("疫")));
    let body = body.unwrap();
    assert_eq!(body["data"]["thing1"]["value"], "疫情防控走访，请带好口罩和登记表，到村…");
    assert_eq!(body["data"]["phrase3"]["value"], "请查看");
    assert!(body["data"]["time2"]["value"].as_str().unwrap().starts_with("2024-03-01 09:"));
    assert_eq!(body["page"], "pages/claim/index?id=00000000-0000-0000-0000-000000000007");
    assert_eq!(body["miniprogram_state"], "formal");
}

/// §6: not idempotent. Whatever came back that is no answer, the message is marked and never sent again.
#[tokio::test]
async fn uncertain_is_never_repeated() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 4).await;
    for (at, fault) in [Fault::Truncated, Fault::Html, Fault::Down].into_iter().enumerate() {
        let message = returned(&server, &member, "巡山").await;
        server.wechat.fail(Endpoint::SubscribeSend, fault, 1);
        deliver(&server).await;
        assert_eq!(state(&server, message).await, Some(DeliveryState::Uncertain), "{fault:?}");
        server.clock.set(server.clock.now() + TimeDelta::hours(2));
        deliver(&server).await;
        assert_eq!(sent(&server), at + 1, "not again");
    }
    assert_eq!(remaining(&server, &member).await, 1, "what may have been spent is spent");
    // The platform's event tells the truth later.
    let message = returned(&server, &member, "修路").await;
    server.wechat.fail(Endpoint::SubscribeSend, Fault::Html, 1);
    deliver(&server).await;
    let came = json!({ "TemplateId": "tmpl-review", "MsgID": "1700827132819554304", "ErrorCode": "0", "ErrorStatus": "success" });
    event(&server, &member, "subscribe_msg_sent_event", came).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Sent));
}

/// §9: the platform's word that a message was brought comes in by push, and counts once.
#[tokio::test]
async fn the_platform_confirms_what_it_brought() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 1).await;
    let message = returned(&server, &member, "巡山").await;
    deliver(&server).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Sent));
    let handled = async {
        while Job::HandlePushes.step(&server.app, server.clock.now()).await.unwrap() == 0 {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), handled).await.expect("the event comes in");
    // Another word on the same message changes nothing: the first confirmed it.
    let later =
        json!({ "TemplateId": "tmpl-review", "MsgID": "2000000001", "ErrorCode": "20001", "ErrorStatus": "failed" });
    event(&server, &member, "subscribe_msg_sent_event", later).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Sent));
}

/// A replica that dies between the call and its note: after the lease the message is marked, and nobody calls again.
#[tokio::test]
async fn a_crash_between_leaves_it_uncertain() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 2).await;
    let message = returned(&server, &member, "巡山").await;
    let now = server.clock.now();
    let until = now + TimeDelta::minutes(3);
    let die = async |tx: &Tx| -> Result<(), Failure> {
        let due = rows::due(tx, now, 1).await?;
        assert!(rows::claim(tx, &due[0], until).await?);
        assert!(!rows::claim(tx, &due[0], until).await?, "once");
        assert!(rows::take(tx, member.account, "tmpl-review", now).await?);
        let begun = rows::begin(tx, message, member.account, "tmpl-review", until, now).await?;
        assert!(matches!(begun, Begun::Yes(_)));
        Ok(())
    };
    server.app.database.transact("test.die", die).await.unwrap();
    // Another message to the same user waits, and goes out when the lease is over.
    let other = returned(&server, &member, "修路").await;
    deliver(&server).await;
    assert_eq!((sent(&server), state(&server, message).await), (0, Some(DeliveryState::Sending)));
    server.clock.set(now + TimeDelta::minutes(4));
    deliver(&server).await;
    deliver(&server).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Uncertain));
    assert_eq!((sent(&server), state(&server, other).await), (1, Some(DeliveryState::Sent)));
}

/// Item 10: the platform says that nothing is left: the local quota is zero, and what follows stays in the inbox.
#[tokio::test]
async fn used_up_is_used_up() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 3).await;
    // A modified app reports more than the user granted.
    server.wechat.fail(Endpoint::SubscribeSend, Fault::Errcode(43101), 1);
    let first = returned(&server, &member, "巡山").await;
    deliver(&server).await;
    assert_eq!(state(&server, first).await, Some(DeliveryState::Refused));
    assert_eq!((sent(&server), remaining(&server, &member).await), (1, 0));
    let second = returned(&server, &member, "修路").await;
    deliver(&server).await;
    assert_eq!((sent(&server), state(&server, second).await), (1, None), "the inbox only");
    agreed(&server, &member, 1).await;
    deliver(&server).await;
    assert_eq!(sent(&server), 1, "a message is not kept for a later agreement");
}

/// §6: what certainly was not sent is tried again, and costs nothing; a fault of ours is not.
#[tokio::test]
async fn later_and_never() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 2).await;
    for errcode in [43108, 45009, -1] {
        let message = returned(&server, &member, "巡山").await;
        // Busy is repeated by the transport itself first.
        server.wechat.fail(Endpoint::SubscribeSend, Fault::Errcode(errcode), 9);
        deliver(&server).await;
        server.wechat.recover();
        assert_eq!(state(&server, message).await, Some(DeliveryState::Waiting), "{errcode}");
        assert_eq!(remaining(&server, &member).await, 2, "given back");
        server.clock.set(server.clock.now() + TimeDelta::minutes(61));
        deliver(&server).await;
        assert_eq!(state(&server, message).await, Some(DeliveryState::Sent), "{errcode}");
        agreed(&server, &member, 1).await;
    }
    let message = returned(&server, &member, "巡山").await;
    server.wechat.fail(Endpoint::SubscribeSend, Fault::Errcode(40037), 1);
    deliver(&server).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Refused));
    assert_eq!(remaining(&server, &member).await, 2);
    let calls = sent(&server);
    server.clock.set(server.clock.now() + TimeDelta::hours(2));
    deliver(&server).await;
    assert_eq!(sent(&server), calls);
    // The token cannot be had: no call is begun, and the message waits.
    agreed(&server, &member, 1).await;
    server.wechat.revoke_tokens();
    server.wechat.fail(Endpoint::StableToken, Fault::Html, 9);
    let message = returned(&server, &member, "巡山").await;
    deliver(&server).await;
    assert_eq!(state(&server, message).await, Some(DeliveryState::Waiting));
}

/// The platform's word on a field is kept, and nothing of what was sent.
#[tokio::test]
async fn a_broken_field_is_named() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    server.wechat.allow_messages(&member.person.to_string(), "tmpl-review", 1);
    let open_id = server.wechat.open_id(&member.person.to_string());
    let fields = BTreeMap::from([("thing1".to_owned(), "长".repeat(21)), ("time2".to_owned(), "09:30".to_owned())]);
    let message = SubscribeMessage { open_id: &open_id, template_id: "tmpl-review", page: None, fields: &fields };
    let refused = server.app.wechat.send_subscribed(message).await;
    assert_eq!(refused, Sending::Fault { errcode: 47003, field: Some("thing1".to_owned()) });
    let fields = BTreeMap::from([("thing1".to_owned(), "巡山".to_owned())]);
    let taken = server.app.wechat.send_subscribed(SubscribeMessage { fields: &fields, ..message }).await;
    assert!(matches!(taken, Sending::Sent { platform_id: Some(_) }));
    let unknown = SubscribeMessage { page: Some("pages/none/index"), fields: &fields, ..message };
    assert!(matches!(server.app.wechat.send_subscribed(unknown).await, Sending::Fault { errcode: 41030, .. }));
}

/// Nobody is rung up at night, and what waited goes out in the morning.
#[tokio::test]
async fn quiet_at_night() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    agreed(&server, &member, 1).await;
    server.set_time("2024-03-01T13:00:00Z");
    let message = returned(&server, &member, "巡山").await;
    deliver(&server).await;
    server.set_time("2024-03-01T22:59:59Z");
    deliver(&server).await;
    assert_eq!(sent(&server), 0);
    server.set_time("2024-03-01T23:00:00Z");
    deliver(&server).await;
    assert_eq!((sent(&server), state(&server, message).await), (1, Some(DeliveryState::Sent)));
}

/// Who has left or died, who has read it, who withdrew their consent, what is a day old, and what no template sends.
#[tokio::test]
async fn who_gets_none() {
    let server = start().await;
    let members = server.fixture.branches[0].members.clone();
    let [secretary, dead, reader, withdrew, late] = [0, 1, 2, 3, 4].map(|at| members[at].clone());
    for member in &members[1..] {
        agreed(&server, member, 2).await;
    }
    let gone = json!({ "how": "deceased", "leftOn": "2024-03-01", "reason": "因病去世" });
    server.post(&format!("/members/{}/leave", dead.id.0), &secretary, gone).await.expect(200);

    returned(&server, &withdrew, "巡山").await;
    let now = server.clock.now();
    let withdraw = async |tx: &Tx| -> Result<bool, Failure> {
        let consent = consents::active(tx, withdrew.person, Purpose::WechatMessages, None).await?;
        Ok(consents::withdraw(tx, consent.expect("given with the accept").id, withdrew.account, now).await?)
    };
    assert!(server.app.database.transact("test.withdraw", withdraw).await.unwrap());

    let message = returned(&server, &reader, "巡山").await;
    server.post(&format!("/me/inbox/{}/read", message.0), &reader, Value::Null).await.expect(200);
    let approved = async |tx: &Tx| -> Result<(), Failure> {
        let params = [("task", "巡山"), ("points", "2")];
        tell(tx, reader.person, Kind::ClaimApproved, None, &params, now).await
    };
    server.app.database.transact("test.tell", approved).await.unwrap();
    // Longer than a day ago for who is late.
    returned(&server, &late, "巡山").await;
    let step = async || Job::DeliverMessages.step(&server.app, server.clock.now()).await.unwrap();
    server.clock.set(server.clock.now() + TimeDelta::hours(25));
    deliver(&server).await;
    assert_eq!(sent(&server), 0, "all of it is old now");
    server.clock.set(server.clock.now() + TimeDelta::hours(1));
    for member in [&withdrew, &reader] {
        returned(&server, member, "修路").await;
    }
    let mourned = async |tx: &Tx| -> Result<(), Failure> {
        tell(tx, dead.person, Kind::ClaimReturned, None, &[("task", "修路")], server.clock.now()).await
    };
    server.app.database.transact("test.tell", mourned).await.unwrap();
    deliver(&server).await;
    assert_eq!(sent(&server), 1, "the reader's, who agrees still");
    assert_eq!(step().await, 0, "nothing is left due");
    // Who accepts again agrees again.
    server.wechat.allow_messages(&withdrew.person.to_string(), "tmpl-review", 1);
    report(&server, &withdrew, json!({ "tmpl-review": "acceptWithAlert" })).await.expect(200);
    returned(&server, &withdrew, "种树").await;
    deliver(&server).await;
    assert_eq!(sent(&server), 2);
}
