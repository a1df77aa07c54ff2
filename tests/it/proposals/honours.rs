//! The year's best, with what lies behind each line: S0-10.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{change, lines, names, points, proposed, signature};
use crate::appraisal::{ratings, round, step, told};
use crate::zeroings::{adopt_items, zeroed};

#[tokio::test]
async fn the_years_best_are_proposed_changed_and_signed() {
    let server = TestServer::start_with(2, 6, &[]).await;
    adopt_items(&server).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    points(&server, &branch, &[900, 5000, 4000, 3000, 3000]).await;
    // S0-12: the first is kept out by a veto; the second was judged poor; the sixth has no points.
    zeroed(&server, &branch.members[1], "test_veto", "2024-02-20").await;
    crate::leaderboards::scene::entry(&server, &branch, &branch.members[1], 5000, "2024-02-21", None).await;
    let judged = &branch.members[2];
    let only = json!({ "weights": { "self": 0, "secretary": 100, "peers": 0, "villagers": 0 } });
    let appraisal = round(&server, "democratic", only).await;
    step(&server, &appraisal, "open", Value::Null).await;
    step(&server, &appraisal, "ratings", ratings("secretary", &[(judged, "poor"), (&branch.members[3], "good")])).await;
    step(&server, &appraisal, "close", Value::Null).await;
    step(&server, &appraisal, "sign", crate::appraisal::signature()).await;

    let new = json!({ "kind": "honours", "year": "2024", "organizationId": branch.id.0 });
    server.post("/proposals", &branch.members[1], new).await.refused("auth.forbidden");
    let list = proposed(&server, secretary, "honours", branch.id.0).await;
    let found = lines(&server, &list, secretary).await;
    assert_eq!(names(&found), [&branch.members[3].name, &branch.members[4].name], "{found:?}");
    let pack = &found[0]["evidence"];
    assert_eq!((&found[0]["ground"], &pack["total"], &pack["rank"]), (&json!("rank"), &json!(30), &json!(3)));
    assert_eq!(pack["appraisals"][0], json!({ "kind": "democratic", "score": 100, "weight": 100, "grade": "good" }));
    assert_eq!((&pack["items"][0]["times"], &pack["items"][0]["points"]), (&json!(1), &json!(30)));
    assert_eq!(pack["quarters"][0]["period"], "2024-Q1");
    let head = server.get(&list, secretary).await.expect(200);
    assert_eq!((&head["provisional"], &head["editionNumber"]), (&json!(true), &Value::Null));

    // Private until signed; another branch's is not there.
    server.get(&list, &branch.members[3]).await.refused("proposal.not_found");
    server.get(&format!("{list}/lines"), &other.members[0]).await.refused("proposal.not_found");
    let changes = format!("{list}/lines");
    server.post(&changes, secretary, change("add", &branch.members[1])).await.refused("proposal.kept_out");
    server.post(&changes, secretary, change("add", secretary)).await.refused("proposal.own_line");
    server.post(&changes, secretary, change("add", &branch.members[3])).await.refused("proposal.line_twice");
    server.post(&changes, secretary, change("add", &other.members[1])).await.refused("member.not_found");
    server.post(&changes, secretary, change("strike", &branch.members[4])).await.expect(200);
    server.post(&changes, secretary, change("strike", &branch.members[4])).await.refused("proposal.line_not_found");
    server.post(&changes, &clerk, change("add", secretary)).await.expect(200);
    let merits = json!({ "change": "describe", "memberId": branch.members[3].id.0, "merits": "带头修路" });
    server.post(&changes, secretary, merits).await.expect(200);

    // Nobody signs a list that they stand on: the township does.
    let sign = format!("{list}/sign");
    server.post(&sign, secretary, signature()).await.refused("proposal.own_line");
    let signed = server.post(&sign, &clerk, signature()).await.expect(200);
    assert_eq!((&signed["signedOn"], &signed["state"]), (&json!("2024-03-01"), &json!("signed")));
    server.post(&changes, &clerk, change("strike", secretary)).await.refused("proposal.signed");
    assert_eq!(told(&server, &branch.members[3]).await.last().unwrap(), "proposal.honoured");
    assert!(!told(&server, &branch.members[4]).await.contains(&"proposal.honoured".to_owned()));

    // Signed, the branch reads names and merits, without what lies behind.
    let seen = lines(&server, &list, &branch.members[5]).await;
    assert_eq!(names(&seen), [&branch.members[3].name, &secretary.name]);
    assert_eq!((&seen[0]["merits"], &seen[0]["evidence"]), (&json!("带头修路"), &Value::Null));
    assert_eq!(seen[0]["memberId"], Value::Null);
    server.get(&list, &other.members[1]).await.refused("proposal.not_found");

    let print = |by| server.request(Method::GET, &format!("/api/v1{list}/print"), Some(by));
    let page = server.send(print(&clerk)).await;
    assert_eq!(page.status, 200);
    let html = String::from_utf8(page.body).unwrap();
    assert!(html.contains("带头修路") && html.contains("年度优秀党员名单") && !html.contains("<script"));
    server.send(print(&branch.members[5])).await.refused("auth.forbidden");
}

/// What has come up since the list was made is seen at the signature.
#[tokio::test]
async fn a_veto_after_the_draft_stops_the_signature() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    points(&server, &branch, &[0, 5000, 4000]).await;
    let list = proposed(&server, &clerk, "honours", server.fixture.township.0).await;
    zeroed(&server, &branch.members[1], "test_veto", "2024-02-20").await;
    let refused = server.post(&format!("{list}/sign"), &clerk, signature()).await.refused("proposal.kept_out");
    assert_eq!(refused["memberId"], json!(branch.members[1].id.0));
    server.post(&format!("{list}/lines"), &clerk, change("strike", &branch.members[1])).await.expect(200);
    server.post(&format!("{list}/sign"), &clerk, signature()).await.expect(200);
}

/// Two signatures at once are one, of one list and of two that were to take the same place.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_list_comes_into_force() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    points(&server, &branch, &[0, 5000, 4000]).await;
    let mut signs = Vec::new();
    for by in [secretary, &clerk] {
        signs.push(format!("{}/sign", proposed(&server, by, "honours", branch.id.0).await));
    }
    let answers = join_all((0..12).map(|at| server.post(&signs[at % 2], &clerk, signature()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        let code = answer.json()["code"].clone();
        assert!(["proposal.signed", "proposal.superseded"].contains(&code.as_str().unwrap()), "{code}");
    }
    // The next list takes its place by naming it.
    let next = proposed(&server, secretary, "honours", branch.id.0).await;
    server.post(&format!("{next}/sign"), secretary, signature()).await.expect(200);
    let all = server.get(&format!("/proposals?organizationId={}&kind=honours", branch.id), secretary).await.expect(200);
    let mut states: Vec<&str> =
        all["items"].as_array().unwrap().iter().map(|list| list["state"].as_str().unwrap()).collect();
    states.sort_unstable();
    assert_eq!(states, ["draft", "replaced", "signed"]);
}
