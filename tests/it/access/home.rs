//! The first screen in one answer.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::contents::{notice, published};
use crate::grids::{grid, leads, outsider};
use crate::leaderboards::scene::{credited, submitted, task};

/// The most bytes of the first screen.
const MOST: usize = 16 * 1024;

async fn home(server: &TestServer, by: &FixtureMember) -> Value {
    let answer = server.get("/me/home", by).await;
    assert!(answer.body.len() < MOST, "{} bytes", answer.body.len());
    assert_eq!(answer.headers["cache-control"], "no-store");
    answer.expect(200)
}

/// A member with much of everything: three of each, the soonest first, in less than 16 KiB.
#[tokio::test]
async fn the_first_screen_is_one_small_answer() {
    let server = TestServer::start_with(1, 4, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member] = [0, 1].map(|index| branch.members[index].clone());
    let long = "巡".repeat(100);
    credited(&server, &branch, &member, "2024-03-01", json!({ "title": long })).await;
    for n in 0..6 {
        let due = format!("2024-03-{:02}T18:00:00+08:00", 20 - n);
        let id = task(&server, &branch, json!({ "title": long, "completeBy": due })).await;
        if n < 4 {
            server.post(&format!("/tasks/{id}/claims"), &member, Value::Null).await.expect(201);
        }
    }
    let full = task(&server, &branch, json!({ "title": "名额已满", "quota": 1 })).await;
    submitted(&server, &full, &branch.members[2], "2024-03-01").await;
    for day in [9, 5, 12] {
        let meeting = json!({
            "organizationId": branch.id.0, "kind": "party_day", "title": long, "place": "会议室",
            "startsAt": format!("2024-03-{day:02}T09:00:00+08:00"), "endsAt": format!("2024-03-{day:02}T11:00:00+08:00")
        });
        server.post("/meetings", &secretary, meeting).await.expect(201);
    }
    for _ in 0..4 {
        let new = notice(branch.id.0, json!({ "title": long, "body": long }));
        published(&server, &secretary, new).await;
    }
    server.post("/pledges", &member, json!({ "year": "2024", "text": "诺".repeat(400) })).await.expect(201);

    let seen = home(&server, &member).await;
    assert_eq!((&seen["person"]["name"], &seen["member"]["branch"]["id"]), (&json!(member.name), &json!(branch.id.0)));
    // Base points of the quarter's book, if any, and the deed.
    let own = server.get("/me/points?period=2024-Q1", &member).await.expect(200);
    assert_eq!(seen["points"]["quarter"], own["points"]["total"]);
    let place = server.get("/leaderboards/members/me", &member).await.expect(200);
    assert_eq!((&seen["place"]["rank"], &seen["place"]["size"]), (&place["row"]["rank"], &place["size"]));
    assert_eq!(
        (seen["inbox"]["newest"].as_array().unwrap().len(), seen["inbox"]["unread"].as_u64().unwrap() >= 4),
        (3, true)
    );
    let tasks = seen["tasks"].as_array().unwrap();
    assert_eq!(tasks.len(), 2, "neither what is claimed nor what is full");
    assert!(tasks.iter().all(|task| task["title"] == json!(long)));
    let claims = seen["claims"].as_array().unwrap();
    let due: Vec<_> = claims.iter().map(|claim| claim["dueAt"].as_str().unwrap()[8..10].to_owned()).collect();
    assert_eq!(due, ["17", "18", "19"], "the soonest first");
    assert_eq!(seen["nextMeeting"]["startsAt"], "2024-03-05T09:00:00+08:00");
    let contents = seen["contents"].as_array().unwrap();
    assert_eq!(contents.len(), 3);
    assert!(contents.iter().all(|content| content["title"] == json!(long) && content["unread"] == json!(true)));
    let newest = contents[0]["id"].as_str().unwrap();
    server.post(&format!("/contents/{newest}/read"), &member, json!({})).await.expect(200);
    assert_eq!(home(&server, &member).await["contents"][0]["unread"], json!(false));
    assert_eq!(seen["pledge"]["text"].as_str().unwrap().chars().count(), 100);
    assert_eq!((&seen["walletFree"], &seen["waiting"], &seen["grids"]), (&json!(0), &Value::Null, &json!([])));

    // Who reviews sees what waits, but for their own.
    let seen = home(&server, &secretary).await;
    assert_eq!((&seen["waiting"]["claims"], &seen["waiting"]["declarations"]), (&json!(1), &json!(0)));
    let at_township = home(&server, &server.fixture.clerk.clone()).await;
    assert_eq!(at_township["waiting"]["claims"], 0, "what waits at the branch is the branch's");
}

/// A clerk, an activist and a villager who leads a grid are persons without membership.
#[tokio::test]
async fn persons_without_membership_have_a_first_screen_too() {
    let server = TestServer::start_with(1, 3, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    let leader = outsider(&server, branch.id, "村民代表").await;
    let led = grid(&server, &clerk, branch.id, "第一网格").await;
    leads(&server, &clerk, &led, &leader, "villagers_representative").await;
    let seen = home(&server, &leader).await;
    for nothing in ["member", "points", "place", "nextMeeting", "pledge", "walletFree"] {
        assert_eq!(seen[nothing], Value::Null, "{nothing}");
    }
    assert_eq!(
        (&seen["grids"][0]["name"], &seen["tasks"], &seen["claims"]),
        (&json!("第一网格"), &json!([]), &json!([]))
    );

    let new = json!({ "organizationId": branch.id.0, "name": "积极分子", "role": "activist" });
    let person = server.post("/persons", &clerk, new).await.expect(201);
    let invites = format!("/persons/{}/invites", person["id"].as_str().unwrap());
    let invite = server.post(&invites, &clerk, Value::Null).await.expect(201);
    let token = super::visitor(&server, "activist").await;
    super::bind(&server, &token, json!({ "inviteCode": invite["code"] })).await.expect(200);
    let ask = async |token: &str| {
        let request = server.request(reqwest::Method::GET, "/api/v1/me/home", None).bearer_auth(token);
        server.send(request).await
    };
    let seen = ask(&token).await.expect(200);
    assert_eq!((&seen["roles"][0]["role"], &seen["waiting"]), (&json!("activist"), &Value::Null));
    let nobody = super::visitor(&server, "nobody yet").await;
    ask(&nobody).await.refused("auth.not_bound");
}
