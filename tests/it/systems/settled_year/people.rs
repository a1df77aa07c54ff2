//! Help for who was low twice (S0-11), and the honours of the year (S0-10).

use serde_json::{Value, json};

use super::super::kit::World;
use crate::township::pages;

/// The two-quarter cases: proposed by the book's consequence, confirmed, answered.
pub(super) async fn helped(world: &World) -> Vec<String> {
    let (clerk, secretary, village) = (world.clerk(), world.secretary(12), world.branch(12).clone());
    let gather = json!({ "organizationId": village.id.0, "period": "2024-Q2" });
    world.post("/help-cases/proposals", &clerk, gather, 201).await;
    let path = format!("/help-cases?organizationId={}&state=proposed", village.id.0);
    let proposed = pages(&world.server, &path, Some(&clerk)).await;
    let mut named: Vec<String> =
        proposed.iter().map(|case| case["memberId"].as_str().expect("an id").to_owned()).collect();
    named.sort_unstable();
    let mut expected: Vec<String> =
        world.of_branch(12)[20..25].iter().map(|place| world.people[*place].id.to_string()).collect();
    expected.sort_unstable();
    assert_eq!(named, expected, "five were low twice");
    let mut cases = Vec::new();
    for case in &proposed {
        let id = case["id"].as_str().expect("an id").to_owned();
        let confirm = json!({
            "reason": "支委会研究决定", "meeting": "7月12日支委会", "helper": { "memberId": village.members[1].id.0 }
        });
        world.post(&format!("/help-cases/{id}/confirm"), &secretary, confirm, 200).await;
        let talk = json!({ "kind": "talk", "with": "乡镇组织委员", "text": "分析了原因" });
        world.post(&format!("/help-cases/{id}/steps"), &secretary, talk, 201).await;
        let member = world.people.iter().find(|one| json!(one.id.0) == case["memberId"]).expect("a member").clone();
        let answer = json!({ "text": "以后每月参加一次志愿服务" });
        world.post(&format!("/me/help-cases/{id}/answer"), &member, answer, 201).await;
        cases.push(id);
    }
    cases
}

/// They did better in the third quarter: checked and closed.
pub(super) async fn turned_round(world: &World, cases: &[String]) {
    let secretary = world.secretary(12);
    for id in cases {
        let check = json!({ "kind": "check", "result": "passed", "text": "第三季度有明显进步" });
        world.post(&format!("/help-cases/{id}/steps"), &secretary, check, 201).await;
        let close = json!({ "outcome": "turned_round", "reason": "整改到位" });
        world.post(&format!("/help-cases/{id}/close"), &secretary, close, 200).await;
    }
    let path = format!("/help-cases/outcomes?organizationId={}&from=2024-07-01&to=2024-12-31", world.branch(12).id.0);
    let outcomes = world.read(&path, &world.clerk()).await;
    assert!(outcomes.to_string().contains("\"turnedRound\":5"), "{outcomes}");
}

/// S0-10: the year's best are proposed from the closed year, and signed by people.
pub(super) async fn honoured(world: &World) {
    let clerk = world.clerk();
    let new = json!({
        "kind": "honours", "year": "2024", "organizationId": world.server.fixture.township.0, "places": 10
    });
    let draft = world.post("/proposals", &clerk, new, 201).await;
    let id = draft["id"].as_str().expect("an id").to_owned();
    let lines = pages(&world.server, &format!("/proposals/{id}/lines?"), Some(&clerk)).await;
    assert!(!lines.is_empty());
    let best: i64 = world.all().iter().map(|place| world.count.total(*place, "2024")).max().expect("somebody");
    for line in &lines {
        let place = world.people.iter().position(|one| json!(one.id.0) == line["memberId"]).expect("a member");
        let rank = world.count.rank(place, &world.all(), "2024");
        assert!(rank <= 497 / 10, "among the best: {line}");
    }
    let first = world.people.iter().position(|one| json!(one.id.0) == lines[0]["memberId"]).expect("a member");
    assert_eq!(world.count.total(first, "2024"), best);
    let decision = json!({ "meeting": "2025年1月22日乡党委会议", "reason": "年度表彰" });
    let signed: Value = world.post(&format!("/proposals/{id}/sign"), &clerk, decision, 200).await;
    assert_eq!(signed["state"], "signed");
}
