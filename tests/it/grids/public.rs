//! The public cards: S1-3, masked, approved, and without a mark of what is sensitive.

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::{Answer, TestServer};

use super::{grid, made, place};
use crate::leaderboards::scene::{approve_publication, mark};

async fn public(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public/organizations/{path}"), None)).await
}

#[tokio::test]
async fn a_public_card_is_masked_and_tells_nothing_sensitive() {
    let server = TestServer::start().await;
    let [open, hidden] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township);
    let leader = open.members[1].person.0;
    let id = made(
        &server,
        &clerk,
        json!({ "organizationId": township.0, "name": "第一网格", "leaderPersonId": leader,
            "card": { "villages": ["汤家圩"], "officers": ["沈洪根", "陆向忠"], "households": 212 } }),
    )
    .await;
    let _ = grid(&server, &clerk, hidden.id, "不公开的网格").await;
    place(&server, &clerk, &id, &[&open.members[1], &open.members[2], &hidden.members[1]]).await;
    let path = format!("{township}/grids");
    public(&server, &path).await.refused("public.not_approved");
    approve_publication(&server, township).await;
    let all = public(&server, &path).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 2);
    assert_eq!(all["items"][0]["partyMembers"], 3);

    mark(&server, hidden.id, true, None).await;
    let answer = public(&server, &path).await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    for secret in ["沈洪根", "陆向忠", &open.members[1].name, "不公开", &leader.to_string(), &hidden.id.to_string()]
    {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let cards = answer.expect(200);
    assert_eq!((&cards["names"], cards["items"].as_array().unwrap().len()), (&json!("masked"), 1));
    let card = &cards["items"][0];
    assert_eq!((&card["officers"], &card["leader"]), (&json!(["沈*根", "陆*忠"]), &json!("党*2")));
    assert_eq!(card["partyMembers"], 2, "invariant 11: the count tells nothing either");
    public(&server, &format!("{}/grids", hidden.id)).await.refused("organization.not_found");
    let seen = format!("/grids/{id}");
    assert_eq!(server.get(&seen, &open.members[1]).await.expect(200)["card"]["partyMembers"], 2);
    assert_eq!(server.get(&seen, &clerk).await.expect(200)["card"]["partyMembers"], 3, "need-to-know");

    assert_eq!(server.get(&seen, &open.members[3]).await.expect(200)["leader"]["name"], json!(open.members[1].name));
    hide_category(&server, &open.members[1]).await;
    assert_eq!(server.get(&seen, &open.members[3]).await.expect(200)["leader"], Value::Null, "kept from everybody");
    assert_eq!(server.get(&seen, &clerk).await.expect(200)["leader"]["personId"], json!(leader));
    let card = public(&server, &path).await.expect(200)["items"][0].clone();
    assert_eq!((&card["leader"], &card["hasLeader"]), (&Value::Null, &json!(true)));
    assert_eq!(public(&server, &path).await.expect(200)["items"][0]["partyMembers"], 1);
    mark(&server, township, false, Some("2024年党员大会决议")).await;
    assert_eq!(public(&server, &path).await.expect(200)["items"][0]["officers"], json!(["沈洪根", "陆向忠"]));
}

#[tokio::test]
async fn public_cards_come_in_pages_and_say_when_nothing_changed() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township);
    for number in 1..=5 {
        let _ = grid(&server, &clerk, township, &format!("第{number}网格")).await;
    }
    approve_publication(&server, township).await;
    let (mut names, mut query) = (Vec::new(), "limit=2".to_owned());
    loop {
        let page = public(&server, &format!("{township}/grids?{query}")).await.expect(200);
        names.extend(page["items"].as_array().unwrap().iter().map(|card| card["name"].clone()));
        match page["nextCursor"].as_str() {
            Some(next) => query = format!("limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(names, ["第1网格", "第2网格", "第3网格", "第4网格", "第5网格"]);
    let page = public(&server, &format!("{township}/grids")).await.expect(200);
    let again = public(&server, &format!("{township}/grids?knownVersion={}", page["version"])).await.expect(200);
    assert_eq!(again["unchanged"], true);
}

/// Moves a member of the first branch to a category that a new version of the book marks sensitive.
async fn hide_category(server: &TestServer, member: &xianfeng_tests::fixture::FixtureMember) {
    let now = server.clock.now();
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: rulebooks::CHISHIQIAO.replace("code = \"away\"", "code = \"away\"\nsensitive = true"),
    };
    let next = Membership {
        branch: server.fixture.branches[0].id,
        category: "away".to_owned(),
        exempt: false,
        from: "2024-01-10".parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let write = async |tx: &Tx| -> StoreResult<()> {
        rulebooks::adopt(tx, &adopted, now).await?;
        members::move_to(tx, member.id, "2000-07-01".parse().unwrap(), &next, now).await
    };
    server.app.database.transact("hide", write).await.unwrap();
}
