//! A round from its draft to the published grades.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{line, ratings, round, signature, step, told};
use crate::leaderboards::scene::approve_publication;

/// S4-10, S2-6: four voices with their weights; who is away comes back; signed, told and published.
#[tokio::test]
async fn four_voices_judge_and_the_signature_publishes() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let judged = &branch.members[1];
    let away = json!({ "from": "2024-01-10", "destination": "太原" });
    server.post(&format!("/members/{}/aways", judged.id), secretary, away).await.expect(201);
    let round = round(&server, "democratic", json!({ "public": true })).await;
    let again = json!({ "organizationId": branch.id.0, "year": "2024", "kind": "democratic" });
    server.post("/appraisals", secretary, again).await.refused("appraisal.exists");
    let rate = format!("{round}/ratings");
    let good = ratings("peers", &[(judged, "good")]);
    let refused = server.post(&rate, &branch.members[2], good.clone()).await.refused("appraisal.wrong_state");
    assert_eq!(refused["state"], "draft");
    step(&server, &round, "open", Value::Null).await;
    assert_eq!(told(&server, judged).await, ["appraisal.calls_back"]);
    assert_eq!(told(&server, &branch.members[2]).await, ["appraisal.opened"]);

    // S2-6, S2-11: the return is on record, once, with its day.
    let back = |on: &str| json!({ "memberId": judged.id.0, "on": on });
    let returns = format!("{round}/returns");
    server.post(&returns, secretary, back("2024-03-02")).await.refused("request.invalid");
    server.post(&returns, secretary, back("2024-02-28")).await.expect(200);
    server.post(&returns, secretary, back("2024-02-28")).await.refused("appraisal.not_away");
    let seen = line(&server, &round, secretary, judged).await;
    assert_eq!((&seen["awaySince"], &seen["returnedOn"]), (&json!("2024-01-10"), &json!("2024-02-28")));
    assert_eq!(line(&server, &round, &branch.members[2], judged).await["awaySince"], Value::Null);

    // Voices are whose they are.
    let as_self = |grade: &str| ratings("self", &[(judged, grade)]);
    server.post(&rate, judged, as_self("good")).await.expect(200);
    server.post(&rate, judged, good.clone()).await.refused("appraisal.oneself");
    server.post(&rate, &branch.members[2], as_self("good")).await.refused("appraisal.not_your_voice");
    server.post(&rate, secretary, good.clone()).await.refused("appraisal.not_your_voice");
    server
        .post(&rate, &branch.members[2], ratings("secretary", &[(judged, "good")]))
        .await
        .refused("appraisal.not_your_voice");
    server.post(&rate, &clerk, ratings("secretary", &[(judged, "good")])).await.refused("appraisal.not_your_voice");
    server.post(&rate, &clerk, ratings("secretary", &[(secretary, "good")])).await.expect(200);
    server.post(&rate, &other.members[1], good).await.refused("appraisal.not_found");
    server.post(&rate, secretary, ratings("secretary", &[(judged, "fair")])).await.expect(200);
    for (place, grade) in [(2, "poor"), (3, "good"), (4, "fair"), (5, "ordinary")] {
        server.post(&rate, &branch.members[place], ratings("peers", &[(judged, grade)])).await.expect(200);
    }
    // Changed while open: the second takes the place of the first.
    server.post(&rate, &branch.members[2], ratings("peers", &[(judged, "good")])).await.expect(200);
    let votes = |member: &str, good: u32| {
        json!({ "countedBy": "李会计", "witnesses": "村民代表张某、赵某",
        "counts": [{ "memberId": member, "good": good, "fair": 0, "ordinary": 0, "poor": 5 }] })
    };
    let counts = format!("{round}/villager-counts");
    server.post(&counts, secretary, votes(&judged.id.to_string(), 1)).await.expect(200);
    server.post(&counts, secretary, votes(&judged.id.to_string(), 10)).await.expect(200);
    server.post(&counts, secretary, votes(&secretary.id.to_string(), 9)).await.refused("appraisal.own_count");

    step(&server, &round, "close", Value::Null).await;
    server.post(&rate, judged, as_self("good")).await.refused("appraisal.wrong_state");
    let counted = line(&server, &round, secretary, judged).await["result"].clone();
    // 10 + 16 + (2·100 + 80 + 60)/4·0.4 + (10·100 + 5·0)/15·0.3
    assert_eq!((&counted["score"], &counted["grade"]), (&json!(80), &json!("fair")), "{counted}");
    assert_eq!(counted["voices"][3]["countedBy"], "李会计");
    assert_eq!(line(&server, &round, judged, judged).await["result"], Value::Null, "not before the signature");

    let sign = format!("{round}/sign");
    server.post(&sign, &branch.members[2], signature()).await.refused("auth.forbidden");
    step(&server, &round, "sign", signature()).await;
    server.post(&sign, &clerk, signature()).await.refused("appraisal.wrong_state");
    let own = line(&server, &round, judged, judged).await["result"].clone();
    assert_eq!((&own["score"], &own["voices"]), (&json!(80), &json!([])));
    assert_eq!(line(&server, &round, &branch.members[2], judged).await["result"], Value::Null, "another's");
    assert_eq!(told(&server, judged).await.last().unwrap(), "appraisal.signed");
    assert_eq!(told(&server, &branch.members[2]).await.last().unwrap(), "appraisal.provisional");

    approve_publication(&server, server.fixture.township).await;
    let public = format!("/api/v1/public/organizations/{}/appraisals?year=2024", server.fixture.township);
    let public = server.send(server.request(Method::GET, &public, None)).await.expect(200);
    assert_eq!(public["items"].as_array().unwrap().len(), 1, "grades alone: {public}");
    assert_eq!((&public["items"][0]["name"], &public["items"][0]["gradeName"]), (&json!("党*2"), &json!("较好")));
    assert!(!public.to_string().contains("score") && !public.to_string().contains(&judged.id.to_string()));
}

/// A round that began wrongly is given up, and another one made.
#[tokio::test]
async fn a_cancelled_round_makes_room_for_another() {
    let server = TestServer::start().await;
    let first = round(&server, "democratic", json!({})).await;
    step(&server, &first, "open", Value::Null).await;
    let cancelled = step(&server, &first, "cancel", json!({ "reason": "名单有误" })).await;
    assert_eq!(cancelled["state"], "cancelled");
    assert_eq!(told(&server, &server.fixture.branches[0].members[1]).await.last().unwrap(), "appraisal.cancelled");
    let second = round(&server, "democratic", json!({})).await;
    step(&server, &second, "open", Value::Null).await;
    let whole = json!({ "weights": { "self": 10, "secretary": 20, "peers": 40, "villagers": 31 },
        "minimum": { "peers": 2, "villagers": 1 } });
    let mut bad = json!({ "organizationId": server.fixture.branches[0].id.0, "year": "2024", "kind": "pledge" });
    bad.as_object_mut().unwrap().extend(whole.as_object().unwrap().clone());
    let refused = server.post("/appraisals", &server.fixture.clerk, bad).await.refused("request.invalid");
    assert_eq!(refused["errors"].as_array().unwrap().len(), 2, "{refused}");
    let none = round(&server, "pledge", json!({})).await;
    let secretary = &server.fixture.branches[0].members[0];
    server.post(&format!("{none}/open"), secretary, Value::Null).await.refused("appraisal.nobody");
}

/// Once the votes are counted, who is judged by them does not make them void: the township does.
#[tokio::test]
async fn who_has_read_their_own_votes_does_not_cancel_them() {
    let server = TestServer::start().await;
    let round = round(&server, "democratic", json!({})).await;
    step(&server, &round, "open", Value::Null).await;
    step(&server, &round, "close", Value::Null).await;
    let (path, why) = (format!("{round}/cancel"), json!({ "reason": "名单有误" }));
    let secretary = server.fixture.branches[0].members[0].clone();
    server.post(&path, &secretary, why.clone()).await.refused("appraisal.own_result");
    server.post(&path, &server.fixture.clerk, why).await.expect(200);
}
