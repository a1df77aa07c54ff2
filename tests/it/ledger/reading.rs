//! Who reads which entries, and what they read (S0-4).

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger as rows;
use xianfeng_infra::members::{self, Membership};
use xianfeng_tests::TestServer;

use crate::access::{bind_by_phone, visitor};
use crate::leaderboards::scene::{credited, submitted, task};

fn ids(page: &Value) -> Vec<Value> {
    page["items"].as_array().unwrap().iter().map(|entry| entry["id"].clone()).collect()
}

/// Every entry reads as a sentence, in the reader's language.
#[tokio::test]
async fn an_entry_reads_as_a_sentence() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({ "title": "巡山" })).await;
    let ledger = server.get("/me/ledger", member).await.expect(200);
    let sentence = "2024年3月1日，党员2：巡山，按“护林防火巡查”加1分。办公室审核。";
    assert_eq!(ledger["items"][0]["sentence"], sentence);
    let why = json!({ "reason": "重复登记。" });
    let _ = server.post(&format!("/ledger/{entry}/reversal"), &clerk, why).await.expect(201);
    let ledger = server.get("/me/ledger", member).await.expect(200);
    assert_eq!(ledger["items"][1]["sentence"], format!("{sentence}已被冲正。"));
    let reversal = "冲正党员2于2024年3月1日的“巡山”，扣1分。办公室办理。理由：重复登记。".replace(' ', "");
    assert_eq!(ledger["items"][0]["sentence"], reversal);
    let request = server.request(Method::GET, "/api/v1/me/ledger?limit=1", Some(member));
    let english = server.send(request.header("Accept-Language", "en")).await.expect(200);
    let expected = "Reversal of “巡山” of 党员2 on 2024-03-01: -1 point. Recorded by 办公室. Reason: 重复登记.";
    assert_eq!(english["items"][0]["sentence"], expected);
}

/// A signature stays that of the person who gave it when their account changes.
#[tokio::test]
async fn an_approver_with_a_new_phone_keeps_their_name() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let task = task(&server, &branch, json!({})).await;
    let claim = submitted(&server, &task, member, "2024-03-01").await;
    server.post(&format!("/claims/{claim}/approve"), secretary, json!({})).await.expect(200);
    let before = server.get("/me/ledger", member).await.expect(200)["items"][0].clone();
    assert!(before["sentence"].as_str().unwrap().ends_with(&format!("{}审核。", secretary.name)), "{before}");

    let token = visitor(&server, "new-phone").await;
    bind_by_phone(&server, "new-phone", &token, "19900000001").await.expect(200);
    let open = server.get("/rebindings", &clerk).await.expect(200);
    let path = format!("/rebindings/{}/approve", open["items"][0]["id"].as_str().unwrap());
    server.post(&path, &clerk, Value::Null).await.expect(200);
    server.get("/organizations", secretary).await.refused("auth.not_bound");
    assert_eq!(server.get("/me/ledger", member).await.expect(200)["items"][0], before);
}

/// Pitfall 17: a deed in a closed quarter counts in the open one and says why.
#[tokio::test]
async fn a_late_approval_says_where_it_counts() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let close = async |tx: &Tx| rows::close_through(tx, member.id, "2024-03-31".parse().unwrap()).await;
    assert!(server.app.database.transact("close", close).await.unwrap());
    credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let ledger = server.get("/me/ledger", member).await.expect(200);
    assert_eq!(ledger["items"][0]["countsOn"], "2024-04-01");
    let sentence = ledger["items"][0]["sentence"].as_str().unwrap();
    assert!(sentence.contains("登记时原周期已结账，计入2024年4月1日所在的周期"), "{sentence}");
}

/// A closed unit is changed by no ordinary reversal.
#[tokio::test]
async fn an_entry_of_a_closed_unit_is_not_reversed_here() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, claim, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let close = async |tx: &Tx| rows::close_through(tx, member.id, "2024-03-31".parse().unwrap()).await;
    assert!(server.app.database.transact("close", close).await.unwrap());
    let path = format!("/ledger/{entry}/reversal");
    server.post(&path, &clerk, json!({ "reason": "重复" })).await.refused("period.closed");
    let claim = server.get(&format!("/claims/{claim}"), member).await.expect(200);
    assert_eq!(claim["claim"]["state"], "approved", "refused as a whole");
}

/// Invariant 9: by reach over the entry's organization or the member's present one; own always.
#[tokio::test]
async fn a_ledger_is_read_by_reach() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let all = "/ledger";
    let of_member = format!("/ledger?memberId={}", member.id);
    for reader in [&clerk, &branch.members[0], member] {
        assert_eq!(ids(&server.get(all, reader).await.expect(200)), [json!(entry)], "{}", reader.name);
        assert_eq!(ids(&server.get(&of_member, reader).await.expect(200)), [json!(entry)], "{}", reader.name);
    }
    for reader in [&branch.members[2], &other.members[0]] {
        assert_eq!(server.get(all, reader).await.expect(200)["items"], json!([]), "{}", reader.name);
        assert_eq!(server.get(&of_member, reader).await.expect(200)["items"], json!([]), "{}", reader.name);
    }
    // Moved to the other branch: both secretaries read the entry, which stays where it was done.
    server.set_time("2024-03-11T01:00:00Z");
    let next = Membership {
        branch: other.id,
        category: "ordinary".to_owned(),
        exempt: false,
        from: "2024-03-10".parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let since = "2000-07-01".parse().unwrap();
    let transfer = async |tx: &Tx| members::move_to(tx, member.id, since, &next, server.clock.now()).await;
    server.app.database.transact("transfer", transfer).await.unwrap();
    for reader in [&branch.members[0], &other.members[0]] {
        assert_eq!(ids(&server.get(all, reader).await.expect(200)), [json!(entry)], "{}", reader.name);
    }
    let here = format!("/ledger?organizationId={}", other.id);
    assert_eq!(server.get(&here, &other.members[0]).await.expect(200)["items"], json!([]));
}

/// Own claims, by state.
#[tokio::test]
async fn own_claims_are_ones_own() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (_, claim, _) = credited(&server, &branch, &branch.members[1], "2024-03-01", json!({})).await;
    let own = server.get("/me/claims", &branch.members[1]).await.expect(200);
    assert_eq!(ids(&own), [json!(claim)]);
    assert_eq!(own["items"][0]["state"], "approved");
    let none = server.get("/me/claims?state=submitted", &branch.members[1]).await.expect(200);
    assert_eq!(none["items"], json!([]));
    server.get("/me/claims?state=done", &branch.members[1]).await.refused("request.invalid_query");
    let secretary = server.get("/me/claims", &branch.members[0]).await.expect(200);
    assert_eq!(secretary["items"], json!([]), "reach adds nothing");
}
