//! Who meets a consequence, and why: S0-11, S2-5. Nothing follows by itself (invariant 12).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::book::{adopt, grant_base};
use super::scene::entry;

const CONSEQUENCES: &str = r#"
[[grades]]
code = "good"
name = "良好"
from_points = "65"

[[grades]]
code = "low"
name = "靠后"

[[consequences]]
code = "two_low_quarters"
name = "连续两个季度靠后"
per = "quarter"
in_a_row = 2
steps = ["组织委员约谈", "支委结对帮扶"]
deadline_days = 90
trigger = { grade = "low" }

[[consequences]]
code = "below_base"
name = "低于基础分"
per = "quarter"
steps = ["批评教育"]
trigger = { below_base = true }

[[consequences]]
code = "heavy_deduction"
name = "扣分较多"
per = "quarter"
trigger = { deductions = "20" }

[[consequences]]
code = "no_additions"
name = "全年无加分"
per = "year"
trigger = { no_additions = true }

[[consequences]]
code = "running"
name = "两个季度累计靠后"
per = "quarter"
trigger = { running_periods = 2, bottom_percent = 25 }
"#;

fn found(answer: &Value, consequence: &str) -> Vec<Value> {
    let items = answer["items"].as_array().unwrap().iter();
    items.filter(|item| item["consequence"] == consequence).cloned().collect()
}

fn names(found: &[Value]) -> Vec<&str> {
    found.iter().map(|item| item["name"].as_str().unwrap()).collect()
}

/// Eight members in two quarters. The base is granted in both; the first four are good in the
/// first quarter, and some of them in the second.
async fn scene() -> (TestServer, FixtureMember) {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", CONSEQUENCES).await;
    grant_base(&server).await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let [first, second, third, fourth] = branch.members.as_slice() else { panic!("four members") };
    for member in [first, second, third] {
        entry(&server, &branch, member, 1000, "2024-02-10", None).await;
    }
    for member in &other.members {
        entry(&server, &other, member, 1000, "2024-02-10", None).await;
    }
    server.set_time("2024-04-02T01:00:00Z");
    grant_base(&server).await;
    for member in [first, second] {
        entry(&server, &branch, member, 1000, "2024-04-01", None).await;
    }
    for member in &other.members {
        entry(&server, &other, member, 1000, "2024-04-01", None).await;
    }
    entry(&server, &branch, third, -2500, "2024-04-01", None).await;
    entry(&server, &branch, fourth, -100, "2024-04-01", None).await;
    (server, first.clone())
}

#[tokio::test]
async fn findings_come_with_the_figures_of_each_period() {
    let (server, secretary) = scene().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let path = format!("/findings?organizationId={}&period=2024-Q2", branch.id.0);
    let answer = server.get(&path, &secretary).await.expect(200);
    let codes: Vec<_> = answer["consequences"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!(codes, ["two_low_quarters", "below_base", "heavy_deduction", "running"], "those by the quarter");
    assert_eq!(answer["consequences"][0]["steps"], json!(["组织委员约谈", "支委结对帮扶"]));

    // S0-11: low in both quarters is the fourth alone: the third was good in the first.
    let low = found(&answer, "two_low_quarters");
    assert_eq!(names(&low), ["党员4"]);
    let figures = |period: &Value| ["period", "total", "base", "grade", "counted"].map(|name| period[name].clone());
    assert_eq!(figures(&low[0]["periods"][0]), [json!("2024-Q2"), json!(59), json!(60), json!("low"), json!(8)]);
    assert_eq!(figures(&low[0]["periods"][1]), [json!("2024-Q1"), json!(60), json!(60), json!("low"), json!(8)]);
    // S2-5
    assert_eq!(names(&found(&answer, "below_base")), ["党员3", "党员4"]);
    let heavy = found(&answer, "heavy_deduction");
    assert_eq!((names(&heavy), &heavy[0]["periods"][0]["deductions"]), (vec!["党员3"], &json!(-25)));
    let running = found(&answer, "running");
    assert_eq!(names(&running), ["党员3", "党员4"]);
    let place = &running[0]["periods"][0]["running"];
    assert_eq!(*place, json!({ "from": "2024-Q1", "total": 105, "place": 8, "counted": 8 }));
    let year = format!("/findings?organizationId={}&period=2024", branch.id.0);
    let year = server.get(&year, &secretary).await.expect(200);
    assert_eq!(names(&found(&year, "no_additions")), ["党员4"]);

    // Who needs to know, and nobody else; within reach.
    server.get(&path, &branch.members[1]).await.refused("auth.forbidden");
    server.get(&path, &other.members[0]).await.refused("organization.not_found");
    let own = format!("/findings?organizationId={}&period=2024-Q2", other.id.0);
    assert_eq!(server.get(&own, &other.members[0]).await.expect(200)["items"], json!([]));
}

#[tokio::test]
async fn pages_of_findings_concatenate() {
    let (server, secretary) = scene().await;
    let branch = server.fixture.branches[0].clone();
    let path = format!("/findings?organizationId={}&period=2024-Q2", branch.id.0);
    let all = server.get(&path, &secretary).await.expect(200)["items"].clone();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("{path}&limit=2{cursor}"), &secretary).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(Value::Array(seen), all);
}

/// Before the system has figures nobody is found, and who left is not to be helped any more.
#[tokio::test]
async fn no_data_and_leavers_are_not_found() {
    let (server, secretary) = scene().await;
    let branch = server.fixture.branches[0].clone();
    let path = format!("/findings?organizationId={}&period=", branch.id.0);
    assert_eq!(server.get(&format!("{path}2023-Q4"), &secretary).await.expect(200)["items"], json!([]));
    let leave = json!({ "how": "resigned", "leftOn": "2024-04-02", "reason": "本人申请" });
    server.post(&format!("/members/{}/leave", branch.members[3].id.0), &secretary, leave).await.expect(200);
    let answer = server.get(&format!("{path}2024-Q2"), &secretary).await.expect(200);
    assert_eq!(names(&found(&answer, "below_base")), ["党员3"]);
}
