//! Pledged, shown, kept, judged (承诺、亮诺、践诺、评诺): S4-10.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{line, ratings, round, signature, step};
use crate::leaderboards::scene::{approve_publication, mark};

#[tokio::test]
async fn a_pledge_is_made_shown_noted_and_judged() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let pledge = json!({ "year": "2024", "text": "修通北沟到公路的三公里田间路" });
    let made = server.post("/pledges", member, pledge.clone()).await.expect(201);
    assert_eq!(made["shownAt"], Value::Null);
    server.post("/pledges", member, pledge.clone()).await.refused("pledge.made");
    let late = json!({ "year": "2023", "text": "修路" });
    server.post("/pledges", member, late).await.refused("request.invalid");
    let path = format!("/pledges/{}", made["id"].as_str().unwrap());

    let public = format!("/api/v1/public/organizations/{}/pledges?year=2024", branch.id);
    let read = async || server.send(server.request(Method::GET, &public, None)).await;
    read().await.refused("public.not_approved");
    approve_publication(&server, server.fixture.township).await;
    assert_eq!(read().await.expect(200)["items"], json!([]), "not shown yet");

    let show = format!("{path}/show");
    server.post(&show, member, Value::Null).await.refused("auth.forbidden");
    server.post(&show, &other.members[0], Value::Null).await.refused("pledge.not_found");
    server.post(&show, secretary, Value::Null).await.expect(200);
    server.post(&show, secretary, Value::Null).await.refused("pledge.shown");
    let own = server.post("/pledges", secretary, pledge).await.expect(201);
    let own = format!("/pledges/{}/show", own["id"].as_str().unwrap());
    server.post(&own, secretary, Value::Null).await.refused("pledge.own");

    let note = json!({ "on": "2024-02-20", "text": "已修通一公里" });
    let progress = format!("{path}/progress");
    server.post(&progress, member, note.clone()).await.expect(201);
    server.post(&progress, &branch.members[2], note.clone()).await.refused("pledge.not_found");
    server.post(&progress, &clerk, json!({ "on": "2024-03-02", "text": "x" })).await.refused("request.invalid");
    let shown = read().await.expect(200);
    assert_eq!(shown["items"].as_array().unwrap().len(), 1, "{shown}");
    assert_eq!(shown["items"][0]["progress"][0]["text"], "已修通一公里");
    assert_eq!((&shown["items"][0]["name"], &shown["names"]), (&json!("党*2"), &json!("masked")));
    assert!(!shown.to_string().contains(&member.id.to_string()));

    assert_eq!(server.get("/pledges", member).await.expect(200)["items"].as_array().unwrap().len(), 1);
    assert_eq!(server.get("/pledges", secretary).await.expect(200)["items"].as_array().unwrap().len(), 2);
    assert_eq!(server.get("/pledges", &other.members[0]).await.expect(200)["items"], json!([]));

    // Judged is who has pledged and was shown.
    let round = round(&server, "pledge", json!({ "public": true })).await;
    step(&server, &round, "open", Value::Null).await;
    let page = server.get(&format!("{round}/members"), secretary).await.expect(200);
    assert_eq!(page["items"].as_array().unwrap().len(), 1);
    let secretarys = ratings("secretary", &[(&branch.members[2], "good")]);
    server.post(&format!("{round}/ratings"), secretary, secretarys).await.refused("appraisal.member_not_found");
    for (by, voice) in [(member, "self"), (secretary, "secretary")] {
        let given = ratings(voice, &[(member, "good")]);
        server.post(&format!("{round}/ratings"), by, given).await.expect(200);
    }
    step(&server, &round, "close", Value::Null).await;
    step(&server, &round, "sign", signature()).await;
    // Peers and villagers are missing: no grade, nothing published.
    let seen = line(&server, &round, member, member).await;
    assert_eq!(seen["result"]["missing"], json!(["peers", "villagers"]));
    assert_eq!((&seen["result"]["score"], &seen["result"]["weight"]), (&json!(30), &json!(30)));
    assert_eq!(seen["result"]["grade"], Value::Null);
    let grades = format!("/api/v1/public/organizations/{}/appraisals?year=2024", branch.id);
    let grades = server.send(server.request(Method::GET, &grades, None)).await.expect(200);
    assert_eq!(grades["items"], json!([]));

    mark(&server, branch.id, true, None).await;
    read().await.refused("organization.not_found");
}
