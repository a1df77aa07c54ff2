//! S3-1, S3-2 (S2-6): members away study, report and suggest.

use serde_json::{Value, json};

use super::super::kit::World;
use super::{WANGLE, YUYAN, away_of, direct};
use crate::declarations::{decided, declared};
use crate::township::pages;

/// S3-1: the cloud branch studies twice in January, and some a third time, which the month does not
/// pay.
pub(super) async fn studied(world: &mut World) {
    let secretary = world.secretary(YUYAN);
    let everybody = world.of_branch(YUYAN)[1..].to_vec();
    world.server.set_time("2024-01-26T01:00:00Z");
    let few = away_of(world, YUYAN)[..5].to_vec();
    for (on, places, counts) in
        [("2024-01-12", &everybody, 100), ("2024-01-19", &everybody, 100), ("2024-01-25", &few, 0)]
    {
        let body = json!({ "memberIds": world.ids(places), "item": "study", "doneOn": on, "what": "主题党日学习内容" });
        let out = world.post("/declarations/trainings", &secretary, body, 200).await;
        let results = out["results"].as_array().expect("results");
        assert!(results.iter().all(|result| result["state"] == "registered"), "{out}");
        for place in places {
            world.count.add(*place, on, counts);
        }
    }
}

fn heard(way: &str, item: &str, what: &str) -> Value {
    let mut new = json!({ "way": way, "item": item, "doneOn": "2024-03-08", "what": what });
    if way == "report" {
        new["period"] = json!("2024-Q1");
    }
    new
}

/// S3-2, S2-6: seven report by themselves and five through the liaison, two do not; two suggestions
/// of three are accepted on the party day. The other villages' reports are entered by the clerk.
pub(super) async fn reported(world: &mut World) {
    let secretary = world.secretary(YUYAN);
    let own = world.of_branch(YUYAN);
    let away = away_of(world, YUYAN);
    assert_eq!(away.len(), 14);
    let liaison = world.people[own[4]].clone();
    world.server.set_time("2024-03-08T01:00:00Z");
    for place in &away {
        let going = json!({ "from": "2023-10-01", "destination": "广东务工", "liaisonId": liaison.id.0 });
        let path = format!("/members/{}/aways", world.people[*place].id);
        world.post(&path, &secretary, going, 201).await;
    }
    let due = format!("/reports/due?organizationId={}&period=2024-Q1", world.branch(YUYAN).id);
    let made = async |world: &World| {
        let rows = pages(&world.server, &due, Some(&secretary)).await;
        (rows.len(), rows.iter().filter(|row| row["done"] == json!(true)).count())
    };
    assert_eq!(made(world).await, (14, 0));

    let mut register = Vec::new();
    for (index, place) in away[..12].iter().enumerate() {
        let mut new = heard("report", "quarterly_report", "在广东务工，学习了新章程，思想稳定");
        let member = &world.people[*place];
        let by = if index < 7 { member } else { &liaison };
        if index >= 7 {
            new["memberId"] = json!(member.id.0);
        }
        let report = declared(&world.server, by, new).await;
        assert_eq!((&report["memberName"], &report["declaredBy"]), (&json!(member.name), &json!(by.name)));
        register.push(json!({ "id": report["id"] }));
        world.count.add(*place, "2024-03-08", 300);
    }
    assert_eq!(made(world).await, (14, 12));

    let mut decline = Vec::new();
    for (index, (place, points)) in [(away[0], 500), (away[8], 100), (away[13], 0)].into_iter().enumerate() {
        let mut new = heard("suggestion", "suggestion", "建议硬化通组公路，发展冬桃");
        let member = world.people[place].clone();
        let by = if index == 1 { &liaison } else { &member };
        new["memberId"] = json!(member.id.0);
        let suggestion = declared(&world.server, by, new).await;
        match points {
            0 => decline.push(json!({ "id": suggestion["id"], "reason": "已有规划" })),
            _ => register.push(json!({ "id": suggestion["id"], "points": points / 100, "reason": "支部大会采纳" })),
        }
        world.count.add(place, "2024-03-08", points);
    }
    world.server.set_time("2024-03-14T01:00:00Z");
    let sitting = json!({ "on": "2024-03-14", "title": "三月支委会", "place": "村委会" });
    let decisions = json!({ "sitting": sitting, "register": register, "decline": decline });
    let results = decided(&world.server, &secretary, decisions).await;
    let states = |state: &str| results.iter().filter(|result| result["state"] == state).count();
    assert_eq!((states("registered"), states("declined")), (14, 1), "{results:?}");

    let others: Vec<usize> =
        (0..12).filter(|branch| *branch != YUYAN).flat_map(|branch| away_of(world, branch)).collect();
    assert_eq!(others.len(), 167 - 14);
    let clerk = world.clerk();
    world.enter(&clerk, &others, direct("quarterly_report", "2024-03-12", "电话汇报工作、思想情况", 300)).await;
}

/// S3-3: who has not reported loses three; the index of one of 望乐村 who missed a party day, two.
pub(super) async fn unreported(world: &mut World) {
    let away = away_of(world, YUYAN);
    let secretary = world.secretary(YUYAN);
    world.enter(&secretary, &away[12..], direct("no_report", "2024-03-31", "一季度未汇报", -300)).await;
    let missed = [world.of_branch(WANGLE)[31]];
    let secretary = world.secretary(WANGLE);
    world.enter(&secretary, &missed, direct("absence", "2024-03-15", "无故缺席主题党日", -200)).await;
    let due = format!("/reports/due?organizationId={}&period=2024-Q1", world.branch(YUYAN).id);
    let rows = pages(&world.server, &due, Some(&world.secretary(YUYAN))).await;
    assert_eq!(rows.iter().filter(|row| row["done"] == json!(false)).count(), 2);
}
