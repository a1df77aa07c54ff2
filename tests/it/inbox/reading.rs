//! The own inbox and nobody else's: pages, languages, reading, telling once, forgetting.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::inbox::{Kind, tell, tell_once};
use xianfeng_api::work::Job;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::inbox;

/// Tells somebody of so many meetings' points, one after the other.
async fn tell_some(server: &TestServer, who: &FixtureMember, count: usize) {
    let now = server.clock.now();
    for index in 0..count {
        let (title, subject) = (format!("会议{index}"), Some(("meeting", Uuid::now_v7())));
        let params = [("title", title.as_str()), ("points", "1")];
        let write = async |tx: &Tx| tell(tx, who.person, Kind::AttendanceCredited, subject, &params, now).await;
        server.app.database.transact("tell", write).await.unwrap();
    }
}

async fn unread(server: &TestServer, who: &FixtureMember) -> Value {
    server.get("/me/inbox/unread", who).await.expect(200)["unread"].clone()
}

#[tokio::test]
async fn pages_are_the_newest_first_and_join_to_the_whole() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    tell_some(&server, &member, 7).await;
    let (mut texts, mut query) = (Vec::new(), "?limit=3".to_owned());
    loop {
        let page = server.get(&format!("/me/inbox{query}"), &member).await.expect(200);
        texts.extend(page["items"].as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned()));
        let Some(cursor) = page["nextCursor"].as_str() else { break };
        // What comes meanwhile moves nothing.
        tell_some(&server, &member, 1).await;
        query = format!("?limit=3&cursor={cursor}");
    }
    let expected: Vec<_> = (0..7).rev().map(|index| format!("您参加了“会议{index}”，记 1 分。")).collect();
    assert_eq!(texts, expected);
    server.get("/me/inbox?cursor=x", &member).await.refused("list.bad_cursor");
    server.get("/me/inbox?unread=perhaps", &member).await.refused("request.invalid_query");
}

/// Whoever is bound has an inbox, a clerk as well, and sees their own only.
#[tokio::test]
async fn everybody_reads_their_own_and_nobody_elses() {
    let server = TestServer::start().await;
    let (member, clerk) = (server.fixture.branches[0].members[1].clone(), server.fixture.clerk.clone());
    tell_some(&server, &member, 3).await;
    tell_some(&server, &clerk, 1).await;
    assert_eq!((unread(&server, &member).await, unread(&server, &clerk).await), (json!(3), json!(1)));
    assert_eq!(inbox(&server, &clerk).await.len(), 1);
    let own = inbox(&server, &member).await;
    let id = |index: usize| own[index]["id"].as_str().unwrap().to_owned();
    let read = |id: &str| format!("/me/inbox/{id}/read");
    server.post(&read(&id(1)), &clerk, Value::Null).await.refused("message.not_found");
    server.post("/me/inbox/read", &clerk, json!({ "throughId": id(0) })).await.refused("message.not_found");
    server.post(&read(&Uuid::now_v7().to_string()), &member, Value::Null).await.refused("message.not_found");
    server.post(&read("none"), &member, Value::Null).await.refused("message.not_found");
    assert_eq!(unread(&server, &member).await, json!(3));

    // The first reading counts.
    let first = server.post(&read(&id(1)), &member, Value::Null).await.expect(200);
    assert_eq!(first["readAt"], "2024-03-01T09:00:00+08:00");
    server.set_time("2024-03-02T01:00:00Z");
    let again = server.post(&read(&id(1)), &member, Value::Null).await.expect(200);
    assert_eq!(again, first);
    let of = async |query: &str| {
        let found = server.get(&format!("/me/inbox?{query}"), &member).await.expect(200);
        found["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(of("unread=true").await, [json!(id(0)), json!(id(2))]);
    assert_eq!(of("unread=false").await, [json!(id(1))]);
    // Up to one of them: what is newer stays.
    let left = server.post("/me/inbox/read", &member, json!({ "throughId": id(1) })).await.expect(200);
    assert_eq!(left, json!({ "unread": 1 }));
    assert_eq!(of("unread=true").await, [json!(id(0))]);
    let me = server.get("/me", &member).await.expect(200);
    assert_eq!(me["unreadMessages"], json!(1));
    assert_eq!(unread(&server, &clerk).await, json!(1), "another's are untouched");
}

#[tokio::test]
async fn words_are_in_the_readers_language_whatever_was_stored() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    tell_some(&server, &member, 1).await;
    let in_language = async |language: &str| {
        let request = server.request(Method::GET, "/api/v1/me/inbox", Some(&member));
        let items = server.send(request.header("Accept-Language", language)).await.expect(200)["items"].clone();
        let texts = items.as_array().unwrap().iter().map(|item| item["text"].as_str().unwrap().to_owned());
        texts.collect::<Vec<_>>()
    };
    assert_eq!(in_language("en").await, ["You came to “会议0”: 1 points."]);
    assert_eq!(in_language("zh-CN").await, ["您参加了“会议0”，记 1 分。"]);

    // A release before or after this one told something else.
    use xianfeng_domain::ids::MessageId;
    use xianfeng_infra::inbox::{NewMessage, put};
    let odd = [("shop.gone", "{}"), ("claim.approved", "no object")];
    for (kind, params) in odd {
        let new = NewMessage { id: MessageId(Uuid::now_v7()), person: member.person, kind, subject: None, params };
        let write = async |tx: &Tx| put(tx, &[new], server.clock.now()).await;
        server.app.database.transact("put", write).await.unwrap();
    }
    let texts = in_language("zh-CN").await;
    assert_eq!(texts[..2], ["“…”已通过审核，记 … 分。", "您有一条新消息，请更新小程序后查看。"]);
}

/// Jobs on many replicas say it once; the transaction of the others goes on.
#[tokio::test]
async fn what_is_told_once_is_told_once() {
    let server = TestServer::start().await;
    let [member, other] = [1, 2].map(|index| server.fixture.branches[0].members[index].clone());
    let now = server.clock.now();
    let once = async |key: &[u8]| {
        let write = async |tx: &Tx| {
            let params = [("count", "3")];
            match tell_once(tx, key, member.person, Kind::ReviewsWaiting, None, &params, now).await {
                // The transaction is still good after a repeat.
                Ok(said) => tell(tx, other.person, Kind::ZeroingLifted, None, &[], now).await.map(|()| said),
                failed => failed,
            }
        };
        server.app.database.transact("once", write).await.unwrap()
    };
    let said = join_all((0..8).map(|_| once(b"monday"))).await;
    assert_eq!(said.iter().filter(|said| **said).count(), 1);
    assert_eq!(inbox(&server, &member).await.len(), 1);
    assert_eq!(inbox(&server, &other).await.len(), 8);
    assert!(once(b"tuesday").await);
    assert_eq!(inbox(&server, &member).await.len(), 2);
}

/// What was read two years ago is forgotten; what nobody read stays.
#[tokio::test]
async fn old_messages_are_forgotten_once_read() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    tell_some(&server, &member, 3).await;
    let oldest = inbox(&server, &member).await[2]["id"].clone();
    server.post("/me/inbox/read", &member, json!({ "throughId": oldest })).await.expect(200);
    server.set_time("2026-03-01T01:00:00Z");
    let second = inbox(&server, &member).await[1]["id"].clone();
    server.post("/me/inbox/read", &member, json!({ "throughId": second })).await.expect(200);
    let sweep = async || Job::SweepMessages.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!(sweep().await, 0, "on the day itself it is still there");
    server.set_time("2026-03-01T01:00:01Z");
    assert_eq!(sweep().await, 1);
    assert_eq!((sweep().await, inbox(&server, &member).await.len()), (0, 2));
}
