//! The eight ready posts, and whom they might suit: S3-5.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::world;
use crate::grids::{grid, place};

#[tokio::test]
async fn a_branch_takes_the_ready_posts_over_once() {
    let server = world(2, 3).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let ready = server.get("/posts/ready", member).await.expect(200);
    assert_eq!(ready["items"].as_array().unwrap().len(), 8);
    let new = |areas: Value| {
        json!({ "organizationId": branch.id.0, "areas": areas, "places": 2, "item": "environment_turn",
            "checkEvery": "month" })
    };
    server.post("/posts/ready", &other.members[0], new(json!([]))).await.refused("organization.not_found");
    server.post("/posts/ready", member, new(json!([]))).await.refused("auth.forbidden");
    let faults = server.post("/posts/ready", secretary, new(json!(["cooking"]))).await.refused("request.invalid");
    assert_eq!(faults["errors"][0]["pointer"], "/areas/0");
    let some = server.post("/posts/ready", secretary, new(json!(["mediation", "policy"]))).await.expect(201);
    assert_eq!((some["posts"].as_array().unwrap().len(), &some["unchanged"]), (2, &json!(0)));
    assert_eq!((&some["posts"][0]["area"], &some["posts"][0]["name"]), (&json!("policy"), &json!("政策宣传岗")));
    // The rest at once, by many.
    let answers = join_all((0..4).map(|_| server.post("/posts/ready", secretary, new(json!([]))))).await;
    let taken = answers.iter().map(|answer| answer.expect(201)["posts"].as_array().unwrap().len());
    assert_eq!(taken.sum::<usize>(), 6);
    let listed = server.get(&format!("/posts?organizationId={}&limit=100", branch.id), member).await.expect(200);
    assert_eq!(listed["items"].as_array().unwrap().len(), 8);
    // A grid has posts of its own.
    let own = grid(&server, secretary, branch.id, "第一网格").await;
    let mut in_grid = new(json!(["environment"]));
    in_grid["gridId"] = json!(own);
    assert_eq!(server.post("/posts/ready", secretary, in_grid).await.expect(201)["unchanged"], 0);
}

async fn describe(server: &TestServer, by: &FixtureMember, member: &FixtureMember, birth: &str, known: Value) {
    let mut edit = json!({ "name": member.name, "sex": "male", "birth": birth, "joinedOn": "2012-07-01",
        "probationary": false });
    edit.as_object_mut().unwrap().extend(known.as_object().unwrap().clone());
    server.put(&format!("/members/{}", member.id), by, 1, edit).await.expect(200);
}

/// By skill, schooling and age, with the reasons; never a word about health.
#[tokio::test]
async fn proposals_say_why_and_nothing_about_health() {
    let server = world(2, 6).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let [mediator, graduate, infirm, busy] = [1, 2, 3, 4].map(|at| branch.members[at].clone());
    describe(&server, &clerk, &mediator, "1965-03", json!({ "skills": "人民调解员" })).await;
    describe(&server, &clerk, &graduate, "1990-03", json!({ "schooling": "大专" })).await;
    describe(&server, &clerk, &infirm, "1960-03", json!({ "skills": "调解、普法" })).await;
    let exempt =
        json!({ "from": "2024-02-01", "ground": "infirm", "reason": "重病住院", "meeting": "2024年2月支委会" });
    server.post(&format!("/members/{}/exemptions", infirm.id), secretary, exempt).await.expect(201);
    let own = grid(&server, secretary, branch.id, "第一网格").await;
    place(&server, secretary, &own, &[&mediator, &busy]).await;
    let new = json!({ "organizationId": branch.id.0, "gridId": own, "areas": ["mediation"], "places": 2,
        "item": "environment_turn", "checkEvery": "month" });
    let post = server.post("/posts/ready", secretary, new).await.expect(201)["posts"][0]["id"].clone();
    let path = format!("/posts/{}/proposals", post.as_str().unwrap());
    let body = json!({ "memberId": busy.id.0, "from": "2024-02-01" });
    server.post(&format!("/posts/{}/holders", post.as_str().unwrap()), secretary, body).await.expect(201);

    server.get(&path, &other.members[0]).await.refused("post.not_found");
    server.get(&path, &mediator).await.refused("auth.forbidden");
    let answer = server.get(&path, secretary).await.expect(200);
    let items = answer["items"].as_array().unwrap();
    assert_eq!(
        (&items[0]["name"], &items[0]["reasons"]),
        (&json!(mediator.name), &json!(["skill", "in_grid", "age", "no_post"]))
    );
    let text = answer.to_string();
    assert!(!text.contains(&infirm.name) && !text.contains("住院") && !text.contains("infirm"), "{text}");
    assert!(!text.contains(&busy.name), "holds it already");
    let graduate_out = items.iter().find(|one| one["name"] == graduate.name.as_str()).unwrap();
    assert_eq!(graduate_out["reasons"], json!(["no_post"]), "neither schooling nor that age speaks for mediation");
}
