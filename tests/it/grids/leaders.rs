//! Who leads a grid: S3-4, S3-7.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{grid, leads, outsider, recommended, term};

/// S3-4, S3-7: recommended by the villagers, confirmed by the branch, for a term; no member need be.
#[tokio::test]
async fn the_villagers_recommend_and_the_branch_confirms() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, villager) = (&branch.members[0], &branch.members[1]);
    let representative = outsider(&server, branch.id, "户代表").await;
    let id = grid(&server, secretary, branch.id, "第一网格").await;
    let path = format!("/grids/{id}/leaders");
    let new = json!({ "personId": representative.person.0, "capacity": "member", "how": "户代表会议", "on": "2024-02-20",
        "votesFor": 19, "votesCast": 23 });
    server.post(&path, secretary, new.clone()).await.refused("grid_leader.no_member");
    server.post(&path, &other.members[0], new.clone()).await.refused("grid.not_found");
    server.post(&path, villager, new.clone()).await.refused("auth.forbidden");
    let with = |name: &str, value: Value| {
        let mut new = new.clone();
        new["capacity"] = json!("villagers_representative");
        new[name] = value;
        new
    };
    for (bad, pointer) in [
        (with("capacity", json!("king")), "/capacity"),
        (with("votesFor", json!(24)), "/votesFor"),
        (with("how", json!(" ")), "/how"),
        (with("on", json!("2024-03-02")), "/on"),
    ] {
        let faults = server.post(&path, secretary, bad).await.refused("request.invalid");
        assert_eq!(faults["errors"][0]["pointer"], pointer);
    }
    let one = server.post(&path, secretary, with("votesFor", json!(19))).await.expect(201);
    assert_eq!((&one["state"], &one["leads"], &one["name"]), (&json!("recommended"), &json!(false), &json!("户代表")));
    server.post(&path, secretary, with("votesFor", json!(19))).await.refused("grid_leader.already_recommended");
    let everybody = server.get(&path, villager).await.expect(200);
    assert_eq!(everybody["items"], json!([]), "a recommendation is between villagers and branch");

    let confirm = format!("/grid-leaders/{}/confirm", one["id"].as_str().unwrap());
    server.post(&confirm, &other.members[0], term(false)).await.refused("grid_leader.not_found");
    for (bad, pointer) in [
        (json!({ "meeting": "支部大会", "from": "2024-02-19", "until": "2025-01-01" }), "/from"),
        (json!({ "meeting": "支部大会", "from": "2024-03-02", "until": "2025-01-01" }), "/from"),
        (json!({ "meeting": "支部大会", "from": "2024-03-01", "until": "2024-03-01" }), "/until"),
        (json!({ "meeting": "支部大会", "from": "2024-03-01", "until": "2035-01-01" }), "/until"),
    ] {
        let faults = server.post(&confirm, secretary, bad).await.refused("request.invalid");
        assert_eq!(faults["errors"][0]["pointer"], pointer);
    }
    let confirmed = server.post(&confirm, secretary, term(false)).await.expect(200);
    assert_eq!((&confirmed["state"], &confirmed["leads"]), (&json!("confirmed"), &json!(true)));
    server.post(&confirm, secretary, term(false)).await.refused("grid_leader.decided");
    let card = server.get(&format!("/grids/{id}"), villager).await.expect(200);
    assert_eq!(card["leader"]["name"], "户代表", "the wire field stays, and the leadership sets it");
    assert_eq!(card["leaderBasis"], "户代表会议推荐，2024年2月支部大会确认");

    // An edit leaves a confirmed leader where they are.
    let edit = |leader: Value| json!({ "name": "第一网格", "position": 1, "leaderPersonId": leader, "card": {} });
    let (path_of_grid, version) = (format!("/grids/{id}"), card["version"].as_u64().unwrap());
    let instead = edit(json!(villager.person.0));
    server.put(&path_of_grid, secretary, version, instead).await.refused("grid_leader.confirmed");
    let edited = server.put(&path_of_grid, secretary, version, edit(Value::Null)).await.expect(200);
    assert_eq!(edited["leader"]["name"], "户代表");

    let seen = server.get(&path, villager).await.expect(200);
    assert_eq!(
        (&seen["items"][0]["votesFor"], &seen["items"][0]["meeting"]),
        (&json!(null), &json!("2024年2月支部大会"))
    );
    assert_eq!(server.get(&path, secretary).await.expect(200)["items"][0]["votesFor"], 19);
    let inbox = server.get("/me/inbox", &representative).await.expect(200);
    let kinds: Vec<_> = inbox["items"].as_array().unwrap().iter().map(|one| one["kind"].clone()).collect();
    assert_eq!(kinds[..2], ["grid_leader.confirmed", "grid_leader.recommended"]);
}

/// S3-4: nobody confirms themselves, and a grid has one leader, whoever confirms at once.
#[tokio::test]
async fn a_grid_has_one_leader_and_nobody_confirms_themselves() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = grid(&server, secretary, branch.id, "第一网格").await;
    let own = recommended(&server, secretary, &id, secretary, "member").await;
    server.post(&format!("/grid-leaders/{own}/confirm"), secretary, term(false)).await.refused("grid_leader.own");
    let end = json!({ "on": "2024-03-01", "reason": "不再担任" });
    server.post(&format!("/grid-leaders/{own}/end"), secretary, end.clone()).await.refused("grid_leader.own");

    let mut ids = vec![own];
    for member in &branch.members[1..] {
        ids.push(recommended(&server, secretary, &id, member, "member").await);
    }
    let paths: Vec<String> = ids.iter().map(|id| format!("/grid-leaders/{id}/confirm")).collect();
    let answers = join_all(paths.iter().map(|path| server.post(path, &clerk, term(false)))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("grid_leader.taken");
    }
    let listed = server.get(&format!("/grids/{id}/leaders"), secretary).await.expect(200);
    let confirmed = listed["items"].as_array().unwrap().iter().find(|one| one["state"] == "confirmed").unwrap().clone();
    let card = server.get(&format!("/grids/{id}"), secretary).await.expect(200);
    assert_eq!(card["leader"]["personId"], confirmed["personId"]);

    let path = format!("/grid-leaders/{}/end", confirmed["id"].as_str().unwrap());
    let early = json!({ "on": "2024-02-24", "reason": "记错" });
    server.post(&path, &clerk, early).await.refused("request.invalid");
    let ended = server.post(&path, &clerk, end.clone()).await.expect(200);
    assert_eq!((&ended["state"], &ended["endReason"]), (&json!("ended"), &json!("不再担任")));
    server.post(&path, &clerk, end).await.refused("grid_leader.ended");
    assert_eq!(server.get(&format!("/grids/{id}"), secretary).await.expect(200)["leader"], Value::Null);
    // The next one of those who wait.
    let waiting = ids.iter().find(|id| confirmed["id"] != id.as_str()).unwrap();
    server.post(&format!("/grid-leaders/{waiting}/confirm"), &clerk, term(false)).await.expect(200);
    let history = server.get(&format!("/grids/{id}/leaders"), &branch.members[2]).await.expect(200);
    let states: Vec<_> = history["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(states.len(), 2, "who led stays readable: {history}");
    assert_eq!(history["items"].as_array().unwrap().iter().filter(|one| one["endReason"] != Value::Null).count(), 0);
}

/// S3-4: a dated term. It is over by itself, and makes room by itself.
#[tokio::test]
async fn a_term_ends_by_itself() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, leader) = (&branch.members[0], &branch.members[1]);
    let id = grid(&server, secretary, branch.id, "第一网格").await;
    let _ = leads(&server, secretary, &id, leader, "member").await;
    let soon = async || {
        while Job::Remind.step(&server.app, server.clock.now()).await.unwrap() > 0 {}
        let inbox = server.get("/me/inbox?limit=100", leader).await.expect(200);
        inbox["items"].as_array().unwrap().iter().filter(|one| one["kind"] == "grid_leader.term_soon").count()
    };
    server.set_time("2024-11-30T01:00:00Z");
    assert_eq!(soon().await, 0);
    server.set_time("2024-12-02T01:00:00Z");
    assert_eq!((soon().await, soon().await), (1, 1), "once");
    assert_eq!(server.get("/me/grids", leader).await.expect(200)["items"].as_array().unwrap().len(), 1);

    server.set_time("2025-01-01T01:00:00Z");
    assert_eq!(server.get("/me/grids", leader).await.expect(200)["items"], json!([]), "before any worker came by");
    let next = json!({ "personId": branch.members[2].person.0, "capacity": "member", "how": "户代表会议",
        "on": "2024-12-28" });
    let next = server.post(&format!("/grids/{id}/leaders"), secretary, next).await.expect(201);
    let second = json!({ "meeting": "支部大会", "from": "2025-01-01", "until": "2026-01-01" });
    let path = format!("/grid-leaders/{}/confirm", next["id"].as_str().unwrap());
    server.post(&path, secretary, second).await.expect(200);
    let card = server.get(&format!("/grids/{id}"), leader).await.expect(200);
    assert_eq!(card["leader"]["personId"], json!(branch.members[2].person.0));

    server.set_time("2026-01-01T01:00:00Z");
    assert_eq!(Job::EndLeaderships.step(&server.app, server.clock.now()).await.unwrap(), 1);
    assert_eq!(Job::EndLeaderships.step(&server.app, server.clock.now()).await.unwrap(), 0);
    assert_eq!(server.get(&format!("/grids/{id}"), leader).await.expect(200)["leader"], Value::Null);
    let listed = server.get(&format!("/grids/{id}/leaders"), secretary).await.expect(200);
    let ends: Vec<_> = listed["items"].as_array().unwrap().iter().map(|one| one["endedOn"].clone()).collect();
    assert_eq!(ends, ["2026-01-01", "2025-01-01"]);
}
