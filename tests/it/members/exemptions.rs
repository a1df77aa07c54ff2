//! Exemption by record, membership and category, on every board and in every average: S2-7, S0-7.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;

use crate::leaderboards::book::adopt;
use crate::leaderboards::scene::{credited, entry};

fn record(from: &str, until: Option<&str>) -> Value {
    json!({ "from": from, "until": until, "ground": "infirm", "reason": "长期卧病", "meeting": "2024年2月支委会" })
}

/// How many a branch's board lists, and what its average counts.
async fn counted(server: &TestServer, branch: Uuid, period: &str) -> (Value, Value, Value) {
    let member = &server.fixture.branches[1].members[1];
    let board = format!("/leaderboards/members?organizationId={branch}&period={period}");
    let board = server.get(&board, member).await.expect(200);
    let averages = format!("/leaderboards/organizations?parentId={}&period={period}", server.fixture.township);
    let averages = server.get(&averages, member).await.expect(200);
    let row = averages["items"].as_array().unwrap().iter().find(|row| row["organizationId"] == json!(branch)).unwrap();
    (board["size"].clone(), row["counted"].clone(), row["average"].clone())
}

/// S2-7: a record covers its days and no others; S0-7: averages of who is counted in the period.
#[tokio::test]
async fn a_record_exempts_for_its_days() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    entry(&server, &branch, member, 900, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[2], 600, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[2], 600, "2023-11-10", None).await;
    let path = format!("/members/{}/exemptions", member.id.0);
    server.post(&path, &other.members[0], record("2024-02-01", None)).await.refused("member.not_found");
    server.post(&path, member, record("2024-02-01", None)).await.refused("auth.forbidden");
    server.post(&path, secretary, record("2024-02-01", Some("2024-01-31"))).await.refused("request.invalid");
    let own = format!("/members/{}/exemptions", secretary.id.0);
    server.post(&own, secretary, record("2024-02-01", None)).await.refused("member.own_matter");

    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await, (json!(4), json!(4), json!(3.75)));
    let exemption = server.post(&path, secretary, record("2024-02-01", Some("2024-06-30"))).await.expect(201);
    assert_eq!(exemption["until"], "2024-06-30");
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await, (json!(3), json!(3), json!(2)));
    assert_eq!(counted(&server, branch.id.0, "2023-Q4").await, (json!(4), json!(4), json!(1.5)), "the past stays");
    server.post(&path, secretary, record("2024-06-30", None)).await.refused("member.exemption_overlaps");
    // Shown on no board and to nobody without need: the ground stands in the record alone.
    let detail = server.get(&format!("/members/{}", member.id.0), secretary).await.expect(200);
    assert_eq!(detail["exempt"], true);
    assert!(!detail.to_string().contains("infirm"));
    assert_eq!(server.get(&path, &clerk).await.expect(200)["items"][0]["ground"], "infirm");

    // Its last day is the quarter's last; the quarter after counts again.
    server.set_time("2024-09-02T01:00:00Z");
    assert_eq!(counted(&server, branch.id.0, "2024-Q2").await.1, json!(3));
    assert_eq!(counted(&server, branch.id.0, "2024-Q3").await.1, json!(4));
    let end = format!("/exemptions/{}/end", exemption["id"].as_str().unwrap());
    let on = |day: &str| json!({ "on": day, "reason": "已康复" });
    server.post(&end, &other.members[0], on("2024-06-01")).await.refused("member.exemption_not_found");
    server.post(&end, secretary, on("2024-07-01")).await.refused("member.exemption_ended");
    let ended = server.post(&end, secretary, on("2024-06-01")).await.expect(200);
    assert_eq!((&ended["until"], &ended["endReason"]), (&json!("2024-05-31"), &json!("已康复")));
    assert_eq!(counted(&server, branch.id.0, "2024-Q2").await.1, json!(4));
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await.1, json!(3));
}

/// S0-7, invariant 8: a transfer takes the member's whole period along, and copies no record into
/// the membership: when that ends, the member counts.
#[tokio::test]
async fn a_transfer_and_a_record_stay_two_things() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    entry(&server, &branch, member, 1000, "2024-01-10", None).await;
    let path = format!("/members/{}/exemptions", member.id.0);
    server.post(&path, &clerk, record("2024-02-01", Some("2024-03-31"))).await.expect(201);
    let transfer = json!({ "branchId": other.id.0, "from": "2024-02-20", "reason": "迁居", "meeting": "乡党委会议" });
    server.post(&format!("/members/{}/transfer", member.id.0), &clerk, transfer).await.expect(200);
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await.1, json!(3));
    assert_eq!(counted(&server, other.id.0, "2024-Q1").await, (json!(4), json!(4), json!(0)), "exempt there too");
    server.set_time("2024-04-02T01:00:00Z");
    assert_eq!(counted(&server, other.id.0, "2024-Q1").await.1, json!(4), "exempt on the quarter's last day");
    assert_eq!(counted(&server, other.id.0, "2024").await, (json!(5), json!(5), json!(2)));
    let history = format!("/members/{}/memberships", member.id.0);
    let history = server.get(&history, &other.members[0]).await.expect(200);
    let second = &history["items"][1];
    assert_eq!((&second["meeting"], &second["exempt"]), (&json!("乡党委会议"), &json!(false)));
    assert_eq!(second["recordedBy"], "办公室");
}

/// A leaver stands as on the last day: exempt then, whatever came after.
#[tokio::test]
async fn a_leaver_is_exempt_as_on_the_last_day() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, second, clerk) = (&branch.members[1], &branch.members[2], server.fixture.clerk.clone());
    for (who, from, until) in [(member, "2024-01-10", Some("2024-02-09")), (second, "2024-02-10", None)] {
        server.post(&format!("/members/{}/exemptions", who.id.0), &clerk, record(from, until)).await.expect(201);
        let leave = json!({ "how": "deceased", "leftOn": "2024-02-10", "reason": "病逝" });
        server.post(&format!("/members/{}/leave", who.id.0), &clerk, leave).await.expect(200);
    }
    // The first was exempt on the ninth, the last day; the second's record began too late.
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await.1, json!(3));
}

/// S2-7: by the category of the rule book; the same on boards, in averages and in the copy.
#[tokio::test]
async fn a_category_exempts_where_the_book_says_so() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let (_, _, _) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await.1, json!(4));
    let transfer = json!({ "category": "infirm", "from": "2024-03-01", "reason": "因病" });
    server.post(&format!("/members/{}/transfer", member.id.0), secretary, transfer).await.expect(200);
    assert_eq!(counted(&server, branch.id.0, "2024-Q1").await, (json!(3), json!(3), json!(0)));
}

/// Two committees at once: one record.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn records_at_once_do_not_overlap() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let path = format!("/members/{}/exemptions", branch.members[1].id.0);
    let clerk = server.fixture.clerk.clone();
    let tries = (0..10).map(|_| server.post(&path, &clerk, record("2024-02-01", None)));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("member.exemption_overlaps");
    }
}
