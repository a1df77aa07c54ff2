//! What a branch lets its members earn: S2-2, S2-3.

use serde_json::{Value, json};

use super::{ABSENT, DECLINED, EXCUSED, FAILING, GUOJIA, KEEPER, LITTERER, PAYER, REPAIRER, SWEEPER};
use crate::posts::{checked, held};
use crate::systems::kit::World;

/// January and February in 郭家村.
pub(super) async fn winter(world: &mut World) {
    snow(world).await;
    need(world).await;
    party_day(
        world,
        "2026-02-10",
        &[
            (REPAIRER, "machine_repair", json!({ "quantity": 4 }), Some(1_200)),
            (SWEEPER, "collective_work", json!({ "what": "义务打扫街巷" }), Some(200)),
            (ABSENT, "teach_skills", json!({}), Some(200)),
            (PAYER, "reconciliation", json!({}), Some(200)),
            (DECLINED, "care_for_old", json!({}), None),
        ],
    )
    .await;
}

/// S2-2: snow blocks the road; +1 for each one who came. The secretary's own is entered by the clerk.
async fn snow(world: &mut World) {
    world.server.set_time("2026-01-20T09:00:00Z");
    let came = [KEEPER, LITTERER, REPAIRER, SWEEPER, ABSENT, EXCUSED, PAYER, FAILING, DECLINED];
    let snow = json!({ "item": "snow_clearing", "what": "义务铲除路面积雪" });
    world.put_down(Some(0), &came, "2026-01-20", 100, snow.clone()).await;
    let own = json!({
        "memberIds": [world.people[0].id.0], "item": "snow_clearing", "doneOn": "2026-01-20", "what": "铲雪"
    });
    let refused = world.post("/entries", &world.people[0].clone(), own, 201).await;
    assert_eq!(refused["results"][0]["code"], "ledger.own_entry");
    world.put_down(None, &[0], "2026-01-20", 100, snow).await;
}

/// S2-2: the branch publishes what villagers need; a member takes it on.
async fn need(world: &mut World) {
    world.server.set_time("2026-02-05T01:00:00Z");
    let (secretary, member) = (world.secretary(GUOJIA), world.people[EXCUSED].clone());
    let task =
        json!({ "organizationId": world.branch(GUOJIA).id.0, "title": "给独居老人送煤", "item": "care_for_old" });
    let task = world.post("/tasks", &secretary, task, 201).await;
    let path = format!("/tasks/{}", task["id"].as_str().unwrap());
    world.post(&format!("{path}/publish"), &secretary, Value::Null, 200).await;
    let claim = world.post(&format!("{path}/claims"), &member, Value::Null, 201).await;
    let claim = format!("/claims/{}", claim["id"].as_str().unwrap());
    let report = json!({ "report": "送到了家里", "deedOn": "2026-02-05" });
    world.post(&format!("{claim}/submit"), &member, report, 200).await;
    world.post(&format!("{claim}/approve"), &secretary, json!({}), 200).await;
    world.count.add(EXCUSED, "2026-02-05", 100);
}

/// S2-3: on the party day members say when, where and what; the branch registers it in one sitting.
pub(super) async fn party_day(world: &mut World, day: &str, declared: &[(usize, &str, Value, Option<i64>)]) {
    world.server.set_time(&format!("{day}T01:00:00Z"));
    let (mut register, mut decline) = (Vec::new(), Vec::new());
    for (place, item, more, hundredths) in declared {
        let mut new = json!({ "way": "declaration", "item": item, "doneOn": day, "place": "村北", "what": "帮助村民" });
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let declaration = world.post("/declarations", &world.people[*place], new, 201).await;
        match hundredths {
            Some(hundredths) => {
                register.push(json!({ "id": declaration["id"] }));
                world.count.add(*place, day, *hundredths);
            }
            None => decline.push(json!({ "id": declaration["id"], "reason": "没有人看到" })),
        }
    }
    let sitting = json!({ "on": day, "place": "村委会", "title": "主题党日" });
    let body = json!({ "sitting": sitting, "register": register, "decline": decline });
    let out = world.post("/declarations/registrations", &world.secretary(GUOJIA), body, 200).await;
    assert!(out["sittingId"].is_string());
    let states: Vec<&str> =
        out["results"].as_array().unwrap().iter().map(|one| one["state"].as_str().unwrap()).collect();
    assert_eq!(states, [vec!["registered"; register.len()], vec!["declined"; decline.len()]].concat());
}

/// S2-2: a zone kept clean for the quarter +10; one bad month and there is nothing.
pub(super) async fn zone(world: &mut World) {
    world.server.set_time("2026-02-11T01:00:00Z");
    let secretary = world.secretary(GUOJIA);
    let new = json!({
        "organizationId": world.branch(GUOJIA).id.0, "kind": "zone", "name": "绿化卫生责任区", "places": 2,
        "item": "clean_zone", "checkEvery": "month", "paysPer": "quarter"
    });
    let zone = world.post("/posts", &secretary, new, 201).await["id"].as_str().unwrap().to_owned();
    let [keeper, litterer] = [KEEPER, LITTERER].map(|place| world.people[place].clone());
    let kept = held(&world.server, &secretary, &zone, &keeper, "2026-01-01").await;
    let spoiled = held(&world.server, &secretary, &zone, &litterer, "2026-01-01").await;
    world.server.set_time("2026-03-31T01:00:00Z");
    for (month, outcome, other) in
        [("2026-01", "waiting", "waiting"), ("2026-02", "waiting", "not_kept"), ("2026-03", "paid", "not_kept")]
    {
        let check = checked(&world.server, &secretary, &kept, month, json!({})).await;
        assert_eq!(check["outcome"], outcome, "{check}");
        let check = json!({ "kept": month != "2026-02" });
        assert_eq!(checked(&world.server, &secretary, &spoiled, month, check).await["outcome"], other);
    }
    world.count.add(KEEPER, "2026-03-31", 1_000);
}
