//! Claiming, confirming, assigning and ending: S1-2, S3-5.

use serde_json::{Value, json};

use super::{held, post, world};
use crate::grids::{grid, made, place};

#[tokio::test]
async fn a_post_is_claimed_by_skill_and_confirmed_by_the_secretary() {
    let server = world(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let id = post(&server, &branch, json!({ "places": 1 })).await;
    let claims = format!("/posts/{id}/claims");
    let claim = server.post(&claims, member, Value::Null).await.expect(201);
    assert_eq!(
        (&claim["state"], &claim["origin"], &claim["from"]),
        (&json!("claimed"), &json!("claimed"), &json!(null))
    );
    server.post(&claims, member, Value::Null).await.refused("post.already_held");
    server.post(&claims, &branch.members[2], Value::Null).await.refused("post.full");
    server.post(&claims, &other.members[1], Value::Null).await.refused("post.not_found");
    let own = json!({ "memberId": member.id.0, "from": "2024-02-01" });
    server.post(&format!("/posts/{id}/holders"), member, own).await.refused("auth.forbidden");

    // A claim holds its place, but nothing is checked before it is confirmed.
    let body = json!({ "period": "2024-03", "checks": [{ "holdingId": claim["id"], "kept": true }] });
    let early = server.post("/posts/checks", secretary, body).await.expect(200);
    assert_eq!(early["results"][0]["code"], "post.not_held");
    let holding = held(&server, secretary, &id, member, "2024-02-01").await;
    assert_eq!(claim["id"], holding.as_str(), "confirmed, not doubled");
    let listed = server.get(&format!("/posts?organizationId={}&state=open", branch.id), member).await.expect(200);
    assert_eq!((&listed["items"][0]["taken"], &listed["items"][0]["skillWanted"]), (&json!(1), &json!("会调解")));

    let end = json!({ "on": "2024-03-01", "reason": "外出务工" });
    let path = format!("/holders/{holding}/end");
    server.post(&path, &other.members[0], end.clone()).await.refused("post.holding_not_found");
    server.post(&path, secretary, json!({ "on": "2024-01-01", "reason": "记错" })).await.refused("request.invalid");
    let ended = server.post(&path, secretary, end.clone()).await.expect(200);
    assert_eq!((&ended["state"], &ended["until"]), (&json!("ended"), &json!("2024-03-01")));
    server.post(&path, secretary, end).await.refused("post.holding_ended");
    server.post(&claims, &branch.members[2], Value::Null).await.expect(201);
    let holders = server.get(&format!("/posts/{id}/holders"), secretary).await.expect(200);
    let states: Vec<_> = holders["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states, ["claimed", "ended"]);
}

/// S3-5: assigned, by somebody else than the one who gets it.
#[tokio::test]
async fn nobody_gives_a_post_to_themselves() {
    let server = world(1, 3).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = post(&server, &branch, json!({})).await;
    let own = json!({ "memberId": secretary.id.0, "from": "2024-03-01" });
    server.post(&format!("/posts/{id}/holders"), secretary, own).await.refused("post.own");
    let holding = held(&server, &clerk, &id, secretary, "2024-03-01").await;
    let end = json!({ "on": "2024-03-01", "reason": "不再担任" });
    server.post(&format!("/holders/{holding}/end"), secretary, end).await.refused("post.own");
    let tomorrow = json!({ "memberId": branch.members[1].id.0, "from": "2024-03-02" });
    server.post(&format!("/posts/{id}/holders"), secretary, tomorrow).await.refused("request.invalid");
}

/// S1-2: inside the grid. A post of a grid is for who belongs to it, or to a micro-grid of it.
#[tokio::test]
async fn a_grids_post_is_for_its_own() {
    let server = world(1, 5).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let [first, second] =
        [grid(&server, secretary, branch.id, "第一网格").await, grid(&server, secretary, branch.id, "第二网格").await];
    let micro = json!({ "organizationId": branch.id.0, "parentId": first, "name": "第一微网格" });
    let micro = made(&server, secretary, micro).await;
    place(&server, secretary, &first, &[&branch.members[1]]).await;
    place(&server, secretary, &micro, &[&branch.members[2]]).await;
    place(&server, secretary, &second, &[&branch.members[3]]).await;
    let id = post(&server, &branch, json!({ "gridId": first, "name": "村庄义务巡逻岗" })).await;
    let claims = format!("/posts/{id}/claims");
    for member in [&branch.members[1], &branch.members[2]] {
        server.post(&claims, member, Value::Null).await.expect(201);
    }
    for member in [&branch.members[3], &branch.members[4]] {
        server.post(&claims, member, Value::Null).await.refused("post.not_eligible");
    }
    let of_grid = server.get(&format!("/posts?gridId={first}"), secretary).await.expect(200);
    assert_eq!(of_grid["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_post_keeps_to_the_rule_book_and_its_places() {
    let server = world(2, 3).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let new = |more: Value| {
        let mut new = json!({ "organizationId": branch.id.0, "kind": "zone", "name": "责任区", "places": 2,
            "item": "clean_zone", "checkEvery": "quarter" });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    for (more, pointer) in [
        (json!({ "item": "absence" }), "/item"),
        (json!({ "item": "no_such_item" }), "/item"),
        (json!({ "paysPer": "month" }), "/paysPer"),
        (json!({ "places": 0 }), "/places"),
        (json!({ "name": " " }), "/name"),
    ] {
        let faults = server.post("/posts", secretary, new(more)).await.refused("request.invalid");
        assert_eq!(faults["errors"][0]["pointer"], pointer);
    }
    server.post("/posts", &other.members[0], new(json!({}))).await.refused("organization.not_found");

    let id = post(&server, &branch, json!({ "places": 2 })).await;
    for member in &branch.members[1..] {
        server.post(&format!("/posts/{id}/claims"), member, Value::Null).await.expect(201);
    }
    let path = format!("/posts/{id}");
    let edit = |places: u32, state: &str| json!({ "name": "调解岗", "places": places, "state": state });
    server.put(&path, secretary, 1, edit(1, "open")).await.refused("post.places_below_taken");
    assert_eq!(server.put(&path, secretary, 1, edit(3, "closed")).await.expect(200)["state"], "closed");
    server.put(&path, secretary, 1, edit(3, "open")).await.refused("version.stale");
    let clerk = server.fixture.clerk.clone();
    let late = json!({ "memberId": secretary.id.0, "from": "2024-03-01" });
    server.post(&format!("/posts/{id}/holders"), &clerk, late).await.refused("post.closed");
    // What was claimed while it was open can still be confirmed.
    let _ = held(&server, secretary, &id, &branch.members[1], "2024-03-01").await;
}

/// Who moves to another branch, or leaves, gives up what is not for them any more.
#[tokio::test]
async fn posts_end_with_the_branch() {
    let server = world(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = post(&server, &branch, json!({ "places": 2 })).await;
    let everywhere = json!({ "organizationId": server.fixture.township.0, "kind": "post", "name": "宣讲岗", "places": 9,
        "item": "environment_turn", "checkEvery": "month" });
    let everywhere = server.post("/posts", &clerk, everywhere).await.expect(201)["id"].as_str().unwrap().to_owned();
    let (mover, leaver) = (&branch.members[1], &branch.members[2]);
    let _ = held(&server, secretary, &id, mover, "2024-01-01").await;
    let _ = held(&server, &clerk, &everywhere, mover, "2024-01-01").await;
    server.post(&format!("/posts/{id}/claims"), leaver, Value::Null).await.expect(201);
    let to = json!({ "branchId": other.id.0, "category": "ordinary", "from": "2024-02-20", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", mover.id), &clerk, to).await.expect(200);
    let left = json!({ "how": "resigned", "leftOn": "2024-02-25", "reason": "本人申请" });
    server.post(&format!("/members/{}/leave", leaver.id), &clerk, left).await.expect(200);
    assert_eq!(server.get(&format!("/posts/{id}"), secretary).await.expect(200)["taken"], 0);
    assert_eq!(server.get(&format!("/posts/{everywhere}"), &clerk).await.expect(200)["taken"], 1);
    let holders = server.get(&format!("/posts/{id}/holders"), secretary).await.expect(200);
    let ends: Vec<_> = holders["items"].as_array().unwrap().iter().map(|one| one["until"].clone()).collect();
    assert_eq!(ends, ["2024-02-25", "2024-02-20"]);
}
