//! What WeChat tells about its users (`wechat.md` section 9): who goes there is forgotten here.

use serde_json::{Value, json};
use xianfeng_api::privacy::events;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::closure::bound;
use super::run;

const APP: &str = xianfeng_tests::APP_ID;

async fn apply(server: &TestServer, event: Value) {
    let work = async |tx: &Tx| events::apply(tx, &event, server.clock.now()).await;
    server.app.database.transact("test", work).await.unwrap();
}

async fn open_id(server: &TestServer, member: &FixtureMember) -> Option<String> {
    let read = async |tx: &Tx| {
        let account = accounts::of_person(tx, member.person).await?;
        match account {
            Some(account) => accounts::open_id_of(tx, APP, account.id).await,
            None => Ok(None),
        }
    };
    server.app.database.read(read).await.unwrap()
}

#[tokio::test]
async fn who_closes_the_wechat_account_is_forgotten_at_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    bound(&server, "somebody", member, secretary).await;
    let user = open_id(&server, member).await.unwrap();
    let event = |kind: &str, open_id: &str| json!({ "Event": kind, "AppID": APP, "OpenID": open_id });
    apply(&server, event("user_info_modified", &user)).await;
    apply(&server, event("user_authorization_cancellation", "nobody")).await;
    assert_eq!(run(&server).await, 0);
    // Told twice, as the platform does.
    apply(&server, event("user_authorization_cancellation", &user)).await;
    apply(&server, event("user_authorization_cancellation", &user)).await;
    assert_eq!(run(&server).await, 1);
    assert_eq!(open_id(&server, member).await, None);
    apply(&server, event("user_authorization_cancellation", &user)).await;
    assert_eq!(run(&server).await, 0);
    let kept = server.get(&format!("/members/{}", member.id.0), secretary).await.expect(200);
    assert_eq!((&kept["name"], &kept["bound"]), (&json!(member.name), &json!(false)));
}

/// A week that runs is over at once.
#[tokio::test]
async fn a_closure_that_waits_is_done_at_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    bound(&server, "somebody", member, secretary).await;
    let user = open_id(&server, member).await.unwrap();
    let work = async |tx: &Tx| {
        let account = accounts::of_person(tx, member.person).await?.unwrap();
        let act = xianfeng_api::auth::Act {
            caller: xianfeng_api::auth::Caller::load(tx, account.id, "2024-03-01".parse().unwrap()).await?.unwrap(),
            now: server.clock.now(),
            meta: None,
        };
        let ask = xianfeng_api::privacy::ask_closure(tx, &act, member.person, Default::default()).await;
        ask.map_err(|_| xianfeng_infra::db::StoreError::corrupt("refused"))
    };
    server.app.database.transact("test", work).await.unwrap();
    assert_eq!(run(&server).await, 0);
    apply(&server, json!({ "Event": "user_authorization_cancellation", "AppID": APP, "OpenID": user })).await;
    assert_eq!(run(&server).await, 1);
    assert_eq!(open_id(&server, member).await, None);
}

#[tokio::test]
async fn a_phone_that_is_taken_back_is_deleted() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    bound(&server, "somebody", member, secretary).await;
    let user = open_id(&server, member).await.unwrap();
    let phone = async || server.get(&format!("/members/{}", member.id.0), secretary).await.expect(200)["phone"].clone();
    let revoke =
        |info: &str| json!({ "Event": "user_authorization_revoke", "AppID": APP, "OpenID": user, "RevokeInfo": info });
    apply(&server, revoke("6")).await;
    assert_eq!(phone().await, "199****0002");
    apply(&server, revoke("8")).await;
    assert_eq!(phone().await, json!(null));
    assert!(open_id(&server, member).await.is_some(), "the account stays");
}

/// Also who was never bound: then there is the platform's own id only.
#[tokio::test]
async fn a_stranger_is_forgotten_too() {
    let server = TestServer::start().await;
    crate::access::visitor(&server, "stranger").await;
    let user = server.wechat.open_id("stranger");
    let known = async || {
        let read = async |tx: &Tx| accounts::by_wechat(tx, APP, &user).await;
        server.app.database.read(read).await.unwrap().is_some()
    };
    assert!(known().await);
    apply(&server, json!({ "Event": "user_authorization_cancellation", "AppID": APP, "OpenID": user })).await;
    assert!(!known().await);
}
