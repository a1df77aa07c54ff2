//! Messages outside the app: WeChat, the call list, links (issue 5, items 10 and 13; pitfalls 35 and 36).

mod calls;
mod delivery;
mod links;
mod quotas;
mod start;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::inbox::{Kind, tell};
use xianfeng_api::work::Job;
use xianfeng_demo::wechat::Endpoint;
use xianfeng_domain::ids::MessageId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self, DeliveryState};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Two templates: what was returned, and deadlines.
const TEMPLATES: &str = r#"[
    { key = "review", template_id = "tmpl-review", page = "pages/claim/index?id={subject}", kinds = ["claim.returned",
      "claim.rejected"], fields = { thing1 = "{task}", time2 = "{at}", phrase3 = "请查看" } },
    { key = "due", template_id = "tmpl-due", kinds = ["claim.due_soon"], fields = { thing1 = "{task}", date2 = "{day}" } },
]"#;

async fn start() -> TestServer {
    TestServer::start_with(2, 5, &[("wechat.templates", TEMPLATES)]).await
}

/// Tells a member that something was returned; answers the message.
async fn returned(server: &TestServer, who: &FixtureMember, task: &str) -> MessageId {
    let subject = Some(("claim", Uuid::from_u128(7)));
    let say = async |tx: &Tx| -> Result<(), xianfeng_api::Failure> {
        tell(tx, who.person, Kind::ClaimReturned, subject, &[("task", task)], server.clock.now()).await
    };
    server.app.database.transact("test.tell", say).await.unwrap();
    newest(server, who).await
}

/// The newest message of somebody.
async fn newest(server: &TestServer, who: &FixtureMember) -> MessageId {
    let inbox = server.get("/me/inbox?limit=1", who).await.expect(200);
    MessageId(inbox["items"][0]["id"].as_str().unwrap().parse().unwrap())
}

/// Somebody taps "allow" in WeChat, and the mini-program reports it; so many times.
async fn agreed(server: &TestServer, who: &FixtureMember, times: u32) {
    for _ in 0..times {
        server.wechat.allow_messages(&who.person.to_string(), "tmpl-review", 1);
        report(server, who, json!({ "review": "accept" })).await.expect(200);
        // Nobody taps faster.
        server.clock.set(server.clock.now() + chrono::TimeDelta::seconds(4));
    }
}

async fn report(server: &TestServer, who: &FixtureMember, results: Value) -> xianfeng_tests::Answer {
    server.post("/me/subscriptions", who, json!({ "results": results })).await
}

/// How many messages of the first template somebody still takes.
async fn remaining(server: &TestServer, who: &FixtureMember) -> i64 {
    server.get("/me/subscriptions", who).await.expect(200)["items"][0]["remaining"].as_i64().unwrap()
}

/// The job, until nothing is left to do now.
async fn deliver(server: &TestServer) {
    while Job::DeliverMessages.step(&server.app, server.clock.now()).await.unwrap() > 0 {}
}

/// How often the platform was asked to send.
fn sent(server: &TestServer) -> usize {
    server.wechat.count(Endpoint::SubscribeSend)
}

async fn state(server: &TestServer, message: MessageId) -> Option<DeliveryState> {
    let read = async |tx: &Tx| messages::state_of(tx, message).await;
    server.app.database.read(read).await.unwrap()
}

/// An event of the platform, as it comes in.
async fn event(server: &TestServer, who: &FixtureMember, name: &str, list: Value) {
    let open_id = server.wechat.open_id(&who.person.to_string());
    let event = json!({
        "ToUserName": "gh_97417a04a28d", "FromUserName": open_id, "CreateTime": "1620973045", "MsgType": "event",
        "Event": name, "List": list
    });
    let now = server.clock.now();
    let apply = async |tx: &Tx| xianfeng_api::messages::apply(tx, &event, now).await;
    server.app.database.transact("test.event", apply).await.unwrap();
}
