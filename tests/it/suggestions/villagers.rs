//! Villagers: sealed, limited, forgotten.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{BEHIND_PROXY, answered, in_public, listed, taken_up, villager, villager_from};
use crate::leaderboards::scene::mark;

fn said() -> Value {
    json!({ "text": "河边路灯坏了，建议更换", "name": "王二小", "contact": "199 1234 0001" })
}

/// S0-13: a villager follows it by a receipt code; who it was is the township's to know, and forgotten half a year after.
#[tokio::test]
async fn a_villager_follows_it_by_a_code() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let key = Uuid::now_v7().to_string();
    let receipt = villager(&server, branch.id.0, &key, said()).await.expect(201);
    let again = villager(&server, branch.id.0, &key, said()).await;
    assert_eq!(again.expect(201)["code"], receipt["code"], "a repeated command answers the same");
    assert_eq!(listed(&server, "", secretary).await.len(), 1);
    let found = listed(&server, "", secretary).await.remove(0);
    let path = format!("/suggestions/{found}");
    let for_branch = server.get(&path, secretary).await;
    let text = String::from_utf8(for_branch.body.clone()).unwrap();
    assert_eq!(for_branch.expect(200)["villager"], Value::Null);
    assert!(!text.contains("王二小") && !text.contains("19912340001"));
    let for_township = server.get(&path, &clerk).await.expect(200);
    assert_eq!(for_township["villager"], json!({ "name": "王二小", "contact": "19912340001" }));
    taken_up(&server, &found, secretary).await;
    answered(&server, &found, secretary, json!({ "outcome": "adopted" })).await.expect(200);
    let code = receipt["code"].as_str().unwrap().to_lowercase();
    let state = in_public(&server, &format!("/suggestions/{code}")).await.expect(200);
    assert_eq!((&state["state"], &state["answer"]), (&json!("adopted"), &json!("已联系交警大队，本月安装。")));
    for none in ["23456-789AB", "x", "0KQ2M-9XD4T"] {
        in_public(&server, &format!("/suggestions/{none}")).await.refused("suggestion.not_found");
    }
    let forget = async || Job::ForgetSuggesters.step(&server.app, server.clock.now()).await.unwrap();
    server.set_time("2024-08-28T01:00:00Z");
    assert_eq!(forget().await, 0);
    server.set_time("2024-08-28T01:00:01Z");
    assert_eq!((forget().await, forget().await), (1, 0));
    let for_township = server.get(&path, &clerk).await.expect(200);
    assert_eq!(for_township["villager"], json!({ "name": null, "contact": null }));
    in_public(&server, &format!("/suggestions/{code}")).await.expect(200);
}

/// One address has eight a day, its neighbourhood 32, everybody 100; who is refused silences nobody else. Only hashes
/// are kept, until the day is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_fills_the_day_of_an_organization() {
    let server = TestServer::start_with(2, 4, &BEHIND_PROXY).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].id);
    let flood = async |addresses: Vec<String>, each: usize| {
        let all = addresses.iter().flat_map(|address| std::iter::repeat_n(address, each));
        let sent = all.map(|address| villager_from(&server, address, branch.0));
        let answers = futures_util::future::join_all(sent).await;
        let (sent, refused): (Vec<_>, Vec<_>) = answers.into_iter().partition(|answer| answer.status == 201);
        for answer in &refused {
            answer.refused("stranger.too_many_today");
        }
        sent.len()
    };
    let near = |count: u8| (1..=count).map(|last| format!("198.51.100.{last}")).collect::<Vec<_>>();
    assert_eq!(flood(vec!["203.0.113.7".to_owned()], 12).await, 8);
    // The same household by another address of its own.
    let home = ["2001:db8:1:2::1", "2001:db8:1:2:ffff::2"].map(str::to_owned).to_vec();
    assert_eq!(flood(home, 6).await, 8);
    assert_eq!(flood(near(8), 5).await, 32, "a neighbourhood");
    villager_from(&server, "198.51.100.200", branch.0).await.refused("stranger.too_many_today");
    // A villager elsewhere is heard.
    villager_from(&server, "192.0.2.1", branch.0).await.expect(201);
    for network in 0..51_u8 {
        villager_from(&server, &format!("10.0.{network}.1"), branch.0).await.expect(201);
    }
    villager_from(&server, "10.1.0.1", branch.0).await.refused("suggestion.too_many_today");
    villager_from(&server, "203.0.113.7", other.0).await.expect(201);
    let sweep = async || Job::SweepSessions.step(&server.app, server.clock.now()).await.unwrap();
    assert_eq!(sweep().await, 0, "the day goes on");
    server.set_time("2024-03-01T16:00:00Z");
    assert!(sweep().await > 0);
    assert_eq!(sweep().await, 0);
    villager_from(&server, "203.0.113.7", branch.0).await.expect(201);
}

#[tokio::test]
async fn bad_suggestions_are_refused() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].id);
    let send = async |to: Uuid| villager(&server, to, &Uuid::now_v7().to_string(), json!({ "text": "建议修路" })).await;
    mark(&server, other, true, None).await;
    send(other.0).await.refused("organization.not_found");
    for body in [
        json!({ "text": "" }),
        json!({ "text": "路", "contact": "123" }),
        json!({ "text": "路", "name": "长".repeat(31) }),
    ] {
        villager(&server, branch.0, &Uuid::now_v7().to_string(), body).await.refused("request.invalid");
    }
    // What was refused took no place.
    for _ in 0..8 {
        send(branch.0).await.expect(201);
    }
    send(branch.0).await.refused("stranger.too_many_today");
}

/// Receipt codes and what strangers send are counted by address as strictly as log-ins, whatever token goes with them
/// besides; a desk that asks whether its phone has confirmed is no log-in.
#[tokio::test]
async fn who_guesses_at_codes_is_slowed_down() {
    let settings = [("rate_limits.auth_per_minute", "1"), ("rate_limits.auth_burst", "3")];
    let server = TestServer::start_with(1, 4, &settings).await;
    let branch = server.fixture.branches[0].id.0;
    villager(&server, branch, &Uuid::now_v7().to_string(), said()).await.expect(201);
    in_public(&server, "/suggestions/23456-789AB").await.refused("suggestion.not_found");
    in_public(&server, "/certificates/23456").await.refused("certificate.not_found");
    in_public(&server, "/suggestions/23456-789AC").await.refused("rate.limited");
    villager(&server, branch, &Uuid::now_v7().to_string(), said()).await.refused("rate.limited");
    in_public(&server, &format!("/organizations/{branch}/suggestions")).await.expect(200);
    let poll = format!("/api/v1/auth/desk/requests/{}/session", Uuid::now_v7());
    for _ in 0..5 {
        let request = server.request(reqwest::Method::POST, &poll, None).json(&json!({ "pollToken": "0" }));
        server.send(request).await.refused("desk.not_found");
    }
}
