//! The special branch (S4-11): half a year, then back or handed on; never in public.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{confirmed, does, kinds, seen, township};
use crate::leaderboards::scene::{approve_publication, mark};

/// A township whose third branch is the special one, with the case of a low member in the first.
async fn scene() -> (TestServer, Vec<FixtureBranch>, FixtureMember, String) {
    let (server, branches) = township(3, 1).await;
    mark(&server, branches[2].id, true, None).await;
    let low = branches[0].members[5].clone();
    let case = confirmed(&server, &low, None).await;
    (server, branches, low, case)
}

fn to(branch: &FixtureBranch, from: &str) -> Value {
    json!({ "branchId": branch.id.0, "from": from, "reason": "年度后进，转入教育管理半年" })
}

/// S4-11: with a named helper, for at least half a year, back if passed; no other way out.
#[tokio::test]
async fn half_a_year_in_the_special_branch() {
    let (server, branches, low, case) = scene().await;
    let clerk = server.fixture.clerk.clone();
    let (secretary, special) = (&branches[0].members[0], &branches[2].members[0]);
    let go = to(&branches[2], "2024-07-02");
    does(&server, &case, "transfer", secretary, go.clone()).await.refused("auth.forbidden");
    does(&server, &case, "transfer", &clerk, go.clone()).await.refused("help_case.no_helper");
    let helper = json!({ "helper": { "memberId": special.id.0 } });
    does(&server, &case, "helper", &clerk, helper).await.expect(200);
    let ordinary = to(&branches[1], "2024-07-02");
    does(&server, &case, "transfer", &clerk, ordinary).await.refused("help_case.not_special");
    let future = to(&branches[2], "2024-07-03");
    does(&server, &case, "transfer", &clerk, future).await.refused("request.invalid");
    assert_eq!(seen(&server, &case, &clerk).await["stay"], Value::Null, "a refused transfer leaves nothing");
    let gone = does(&server, &case, "transfer", &clerk, go.clone()).await.expect(200);
    assert_eq!((&gone["stay"]["since"], &gone["stay"]["backFrom"]), (&json!("2024-07-02"), &json!("2025-01-02")));
    does(&server, &case, "transfer", &clerk, go).await.refused("help_case.still_away");
    let member = server.get(&format!("/members/{}", low.id.0), &clerk).await.expect(200);
    assert_eq!(member["branchId"], json!(branches[2].id.0), "{member}");
    let memberships = server.get(&format!("/members/{}/memberships", low.id.0), &clerk).await.expect(200);
    assert!(!memberships.to_string().contains("后进"), "{memberships}");

    // The special branch carries the case; the home branch reads on.
    does(&server, &case, "steps", secretary, json!({ "kind": "note", "text": "还想写" }))
        .await
        .refused("auth.forbidden");
    let check = |result: &str| json!({ "kind": "check", "result": result, "text": "考察" });
    does(&server, &case, "steps", special, check("passed")).await.expect(201);
    assert_eq!(seen(&server, &case, secretary).await["state"], "open");

    let back = |from: &str, error: bool| json!({ "from": from, "reason": "期满", "wasError": error });
    let early = does(&server, &case, "return", &clerk, back("2024-07-02", false)).await;
    let early = early.refused("help_case.too_early");
    assert!(early["detail"].as_str().unwrap().contains("2025-01-02"), "{early}");
    let ordinary = json!({ "branchId": branches[0].id.0, "from": "2024-07-02", "reason": "转回" });
    let path = format!("/members/{}/transfer", low.id.0);
    server.post(&path, &clerk, ordinary).await.refused("help_case.still_away");
    let close = json!({ "outcome": "turned_round", "reason": "合格" });
    does(&server, &case, "close", &clerk, close.clone()).await.refused("help_case.still_away");

    server.set_time("2025-01-02T01:00:00Z");
    does(&server, &case, "steps", special, check("not_yet")).await.expect(201);
    does(&server, &case, "return", &clerk, back("2025-01-02", false)).await.refused("help_case.not_passed");
    does(&server, &case, "steps", special, check("passed")).await.expect(201);
    let home = does(&server, &case, "return", &clerk, back("2025-01-02", false)).await.expect(200);
    assert_eq!((&home["stay"], kinds(&home).last()), (&Value::Null, Some(&"returned")));
    does(&server, &case, "return", &clerk, back("2025-01-02", false)).await.refused("help_case.not_away");
    let member = server.get(&format!("/members/{}", low.id.0), secretary).await.expect(200);
    assert_eq!(member["branchId"], json!(branches[0].id.0));
    does(&server, &case, "close", secretary, close).await.expect(200);
}

/// An error is mended at any time, with its reason; who does not pass is handed on from where they are.
#[tokio::test]
async fn an_error_is_mended_and_the_rest_is_handed_on() {
    let (server, branches, low, case) = scene().await;
    let clerk = server.fixture.clerk.clone();
    let helper = json!({ "helper": { "memberId": branches[2].members[0].id.0 } });
    does(&server, &case, "helper", &clerk, helper).await.expect(200);
    let go = to(&branches[2], "2024-07-02");
    does(&server, &case, "transfer", &clerk, go.clone()).await.expect(200);
    let error = json!({ "from": "2024-07-02", "reason": "同名错转", "wasError": true });
    let home = does(&server, &case, "return", &clerk, error).await.expect(200);
    assert_eq!(home["steps"].as_array().unwrap().last().unwrap()["text"], "同名错转");
    does(&server, &case, "transfer", &clerk, go).await.expect(200);
    let handed = does(&server, &case, "hand-on", &clerk, json!({ "reason": "期满不合格" })).await.expect(200);
    assert_eq!((&handed["state"], &handed["outcome"]), (&json!("closed"), &json!("handed_on")));
    assert_eq!(seen(&server, &case, &low).await["outcome"], "handed_on");
    // The case is over: from here on the township moves the member like any other.
    let ordinary = json!({ "branchId": branches[0].id.0, "from": "2024-07-02", "reason": "转回" });
    server.post(&format!("/members/{}/transfer", low.id.0), &clerk, ordinary).await.expect(200);
}

/// Invariant 11: whatever everybody reads, the special branch and who is there do not show; no board tells
/// that there is a case.
#[tokio::test]
async fn the_special_branch_never_shows_in_public() {
    let (server, branches, low, case) = scene().await;
    let clerk = server.fixture.clerk.clone();
    let helper = json!({ "helper": { "memberId": branches[2].members[0].id.0 } });
    does(&server, &case, "helper", &clerk, helper).await.expect(200);
    does(&server, &case, "transfer", &clerk, to(&branches[2], "2024-07-02")).await.expect(200);
    let (township, special) = (server.fixture.township, branches[2].id);
    for id in [township, branches[0].id, special] {
        approve_publication(&server, id).await;
    }
    let special_name = "第3村党支部";
    let open = async |path: &str| server.send(server.request(Method::GET, path, None)).await;
    for path in [
        format!("/api/v1/public/organizations/{township}/leaderboard?limit=100"),
        format!("/api/v1/public/organizations/{}/leaderboard?limit=100", branches[0].id),
        format!("/board/{township}"),
        format!("/board/{}", branches[0].id),
        format!("/board/{township}/rulebook"),
    ] {
        let answer = open(&path).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        assert_eq!(answer.status, 200, "{path}: {text}");
        for hidden in [special_name, low.name.as_str(), &special.to_string(), &low.id.to_string(), &case] {
            assert!(!text.contains(hidden), "{path} shows {hidden}");
        }
        // The rules themselves name their steps.
        let speaks = text.contains("帮教") || text.contains("整改");
        assert!(!speaks || path.ends_with("rulebook"), "{path} speaks of help cases");
    }
    for path in [
        format!("/api/v1/public/organizations/{special}/leaderboard"),
        format!("/board/{special}"),
        format!("/board/{special}/rulebook"),
    ] {
        assert_eq!(open(&path).await.status, 404, "{path}");
    }
    // A member of another branch, on the township's boards and in the tree.
    let other = &branches[1].members[2];
    for path in [
        format!("/leaderboards/members?organizationId={township}&limit=100"),
        format!("/leaderboards/organizations?parentId={township}"),
        "/organizations?limit=100".to_owned(),
    ] {
        let seen = server.get(&path, other).await.expect(200).to_string();
        for hidden in [special_name, low.name.as_str(), &low.id.to_string(), &special.to_string()] {
            assert!(!seen.contains(hidden), "{path} shows {hidden}: {seen}");
        }
    }
    server
        .get(&format!("/leaderboards/members?organizationId={special}"), other)
        .await
        .refused("organization.not_found");
}
