//! What people let WeChat bring: each accept counts once, though two tell of it.

use chrono::TimeDelta;
use serde_json::json;

use super::{event, remaining, report, start};

const POPUP: &str = "subscribe_msg_popup_event";

/// §6, §9: the report and the platform's event of the same accept count once, whichever comes first; two events are two
/// accepts, and a report alone counts as long as nothing says otherwise.
#[tokio::test]
async fn an_accept_counts_once() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let wait = |seconds: i64| server.clock.set(server.clock.now() + TimeDelta::seconds(seconds));
    let accepted = json!({ "TemplateId": "tmpl-review", "SubscribeStatusString": "accept", "PopupScene": "0" });
    report(&server, &member, json!({ "review": "accept" })).await.expect(200);
    assert_eq!(remaining(&server, &member).await, 1);
    event(&server, &member, POPUP, accepted.clone()).await;
    assert_eq!(remaining(&server, &member).await, 1, "the same accept");
    wait(60);
    event(&server, &member, POPUP, accepted.clone()).await;
    report(&server, &member, json!({ "review": "accept" })).await.expect(200);
    assert_eq!(remaining(&server, &member).await, 2, "in the other order");
    wait(60);
    let two = json!([accepted, { "TemplateId": "tmpl-due", "SubscribeStatusString": "accept" }]);
    event(&server, &member, POPUP, two).await;
    wait(700);
    report(&server, &member, json!({ "review": "accept" })).await.expect(200);
    assert_eq!(remaining(&server, &member).await, 4, "too far apart to be one");
    // Faster than anybody taps.
    report(&server, &member, json!({ "review": "accept" })).await.expect(200);
    assert_eq!(remaining(&server, &member).await, 4);
    let stranger = json!({ "TemplateId": "tmpl-review", "SubscribeStatusString": "accept" });
    let mut nobody = member.clone();
    nobody.person = server.fixture.branches[1].members[0].person;
    event(&server, &nobody, POPUP, stranger).await;
    assert_eq!(remaining(&server, &member).await, 4, "another user's");
}

/// At the same moment from two phones, and from the platform: at most one too many of nothing.
#[tokio::test]
async fn reports_and_events_at_once() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let accepted = json!({ "TemplateId": "tmpl-review", "SubscribeStatusString": "accept" });
    let reports =
        futures_util::future::join_all((0..4).map(|_| report(&server, &member, json!({ "review": "accept" }))));
    let (reports, ()) = futures_util::join!(reports, event(&server, &member, POPUP, accepted));
    for answer in reports {
        answer.expect(200);
    }
    let left = remaining(&server, &member).await;
    assert!((1..=2).contains(&left), "{left}");
}

/// A refusal is remembered and respected; turning a template off takes what was granted.
#[tokio::test]
async fn refusals() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    let get = async || server.get("/me/subscriptions", &member).await.expect(200)["items"].clone();
    let items = get().await;
    assert_eq!(
        (&items[0]["key"], &items[0]["templateId"], &items[0]["ask"]),
        (&json!("review"), &json!("tmpl-review"), &json!(true))
    );
    report(&server, &member, json!({ "review": "accept", "due": "reject" })).await.expect(200);
    let items = get().await;
    assert_eq!((&items[0]["remaining"], &items[0]["ask"]), (&json!(1), &json!(true)));
    assert_eq!((&items[1]["remaining"], &items[1]["ask"]), (&json!(0), &json!(false)), "no nagging");
    assert_eq!(items[1]["refusedAt"], "2024-03-01T09:00:00+08:00");
    report(&server, &member, json!({ "review": "filter" })).await.expect(200);
    assert_eq!(remaining(&server, &member).await, 1);
    let off = json!({ "TemplateId": "tmpl-review", "SubscribeStatusString": "reject" });
    event(&server, &member, "subscribe_msg_change_event", off).await;
    assert_eq!(remaining(&server, &member).await, 0);
    server.clock.set(server.clock.now() + TimeDelta::days(31));
    assert_eq!(get().await[1]["ask"], true);
    let unknown = report(&server, &member, json!({ "lost": "accept" })).await.refused("request.invalid");
    assert_eq!(unknown["errors"][0]["pointer"], "/results/lost", "{unknown}");
    report(&server, &member, json!({})).await.refused("request.invalid");
}

/// The event of a message that was not brought after all takes the quota's word.
#[tokio::test]
async fn a_late_refusal() {
    let server = start().await;
    let member = server.fixture.branches[0].members[1].clone();
    super::agreed(&server, &member, 2).await;
    let message = super::returned(&server, &member, "巡山").await;
    super::deliver(&server).await;
    let id = server.wechat.count(xianfeng_demo::wechat::Endpoint::SubscribeSend);
    let late = json!({ "TemplateId": "tmpl-review", "MsgID": (2_000_000_000 + id).to_string(), "ErrorCode": "43101",
        "ErrorStatus": "user refuse to accept the msg" });
    event(&server, &member, "subscribe_msg_sent_event", late).await;
    assert_eq!(super::state(&server, message).await, Some(xianfeng_infra::messages::DeliveryState::Refused));
    assert_eq!(remaining(&server, &member).await, 0);
}
