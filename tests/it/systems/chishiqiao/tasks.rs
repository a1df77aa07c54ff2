//! S0-3 and S0-15: tasks claimed and dispatched.

use serde_json::{Value, json};
use xianfeng_tests::fixture::FixtureMember;

use super::super::kit::World;
use crate::files_api::{photo, upload};

async fn published(world: &World, by: &FixtureMember, task: Value) -> String {
    let id = world.post("/tasks", by, task, 201).await["id"].as_str().expect("an id").to_owned();
    world.post(&format!("/tasks/{id}/publish"), by, Value::Null, 200).await;
    id
}

/// Claims, hands in with so many photos, and has it approved: one matter, one score.
async fn done(world: &mut World, task: &str, place: usize, reviewer: &FixtureMember, photos: u8, hundredths: i64) {
    const ON: &str = "2024-01-12";
    let member = world.people[place].clone();
    let claim = world.post(&format!("/tasks/{task}/claims"), &member, Value::Null, 201).await;
    let claim = format!("/claims/{}", claim["id"].as_str().expect("an id"));
    let mut ids = Vec::new();
    for shade in 0..photos {
        ids.push(upload(&world.server, &member, photo(shade)).await.expect(201)["id"].clone());
    }
    let report = json!({ "report": "已完成", "deedOn": ON, "photoIds": ids });
    world.post(&format!("{claim}/submit"), &member, report, 200).await;
    let approved = world.post(&format!("{claim}/approve"), reviewer, json!({}), 200).await;
    assert_eq!(approved["state"], "approved");
    world.post(&format!("{claim}/approve"), reviewer, json!({}), 409).await;
    world.count.add(place, ON, hundredths);
}

/// S0-3: a hazard point 1, an epidemic round 0.5; S0-15: dispatched to one by name.
pub(super) async fn claimed_and_dispatched(world: &mut World) {
    world.server.set_time("2024-01-12T01:00:00Z");
    let (clerk, secretary) = (world.clerk(), world.secretary(1));
    let township = world.server.fixture.township.0;
    let hazard = json!({ "organizationId": township, "title": "排查地质灾害隐患点", "item": "hazard_check",
        "completeBy": "2024-01-31T23:59:59+08:00" });
    let hazard = published(world, &clerk, hazard).await;
    for branch in [0, 5, 14] {
        let place = world.of_branch(branch)[2];
        done(world, &hazard, place, &clerk, 1, 100).await;
    }
    let round = json!({ "organizationId": township, "title": "疫情防控走访排查", "item": "epidemic_round",
        "placesPerMember": 2 });
    let round = published(world, &clerk, round).await;
    let twice = world.of_branch(0)[3];
    done(world, &round, twice, &clerk, 0, 50).await;
    done(world, &round, twice, &clerk, 0, 50).await;

    let own = world.of_branch(1);
    let named = json!({ "organizationId": world.branch(1).id.0, "title": "帮助独居老人", "item": "volunteer_service",
        "assignees": [{ "memberId": world.people[own[4]].id.0, "points": 1.5 }] });
    let named = published(world, &secretary, named).await;
    let other = world.people[own[5]].clone();
    let refused = world.server.post(&format!("/tasks/{named}/claims"), &other, Value::Null).await;
    refused.refused("task.not_eligible");
    done(world, &named, own[4], &secretary, 0, 150).await;
}
