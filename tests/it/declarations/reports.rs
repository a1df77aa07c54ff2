//! Quarterly reports of members away (S2-6, S3-2).

use serde_json::{Value, json};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger as rows;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{assert_clean, decided, declared, deed, ledger, report};

async fn away(server: &TestServer, branch: &FixtureBranch, member: usize, from: &str, liaison: usize) -> Value {
    let [member, liaison] = [member, liaison].map(|index| branch.members[index].id.0);
    let new = json!({ "from": from, "destination": "太原务工", "liaisonId": liaison });
    server.post(&format!("/members/{member}/aways"), &branch.members[0], new).await.expect(201)
}

async fn due(server: &TestServer, branch: &FixtureBranch, by: &FixtureMember) -> Vec<(String, String, bool)> {
    let path = format!("/reports/due?organizationId={}&period=2024-Q1", branch.id.0);
    let out = server.get(&path, by).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let row = |row: &Value| (text(&row["memberName"]), text(&row["duty"]), row["done"].as_bool().unwrap());
    out["items"].as_array().unwrap().iter().map(row).collect()
}

/// S2-6, S3-2: who is away reports by themselves or by the liaison, once a quarter; the branch sees who
/// has not.
#[tokio::test]
async fn a_quarter_has_one_report_by_the_member_or_the_liaison() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, one, two, three, liaison, other] = [0, 1, 2, 3, 4, 5].map(|index| branch.members[index].clone());
    away(&server, &branch, 1, "2023-12-20", 4).await;
    away(&server, &branch, 2, "2024-01-01", 4).await;
    // Not the whole quarter: owes nothing.
    away(&server, &branch, 3, "2024-01-02", 4).await;
    let name = |member: &FixtureMember| member.name.clone();
    let away_since = |member| (name(member), "away".to_owned(), false);
    assert_eq!(due(&server, &branch, &secretary).await, [away_since(&one), away_since(&two)]);

    // By themselves, and no second one, by whomever.
    let own = declared(&server, &one, report(json!({}))).await;
    assert_eq!((&own["period"], &own["declaredBy"]), (&json!("2024-Q1"), &json!(one.name)));
    server.post("/declarations", &one, report(json!({}))).await.refused("report.already_made");
    let for_one = report(json!({ "memberId": one.id.0 }));
    server.post("/declarations", &liaison, for_one.clone()).await.refused("report.already_made");
    // By the liaison: reports and suggestions, and only about days away.
    let for_two = |more: Value| {
        let mut new = report(json!({ "memberId": two.id.0 }));
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        new
    };
    server.post("/declarations", &other, for_two(json!({}))).await.refused("auth.forbidden");
    let deed_of_two = deed(json!({ "memberId": two.id.0 }));
    server.post("/declarations", &liaison, deed_of_two).await.refused("auth.forbidden");
    let before = for_two(json!({ "period": "2023-Q4" }));
    server.post("/declarations", &liaison, before).await.refused("auth.forbidden");
    let spoken = declared(&server, &liaison, for_two(json!({}))).await;
    assert_eq!((&spoken["memberName"], &spoken["declaredBy"]), (&json!(two.name), &json!(liaison.name)));
    let read = format!("/declarations/{}", spoken["id"].as_str().unwrap());
    assert_eq!(server.get(&read, &liaison).await.expect(200)["state"], "open", "who declared it sees it");
    let made = |member: &FixtureMember| (name(member), "away".to_owned(), true);
    assert_eq!(due(&server, &branch, &secretary).await, [made(&one), made(&two)]);

    // A report that is not accepted leaves room for another.
    let decline = json!({ "decline": [{ "id": own["id"], "reason": "没有写思想情况" }],
        "register": [{ "id": spoken["id"], "points": 0.5 }] });
    decided(&server, &secretary, decline).await;
    assert_eq!(due(&server, &branch, &secretary).await, [away_since(&one), made(&two)]);
    let again = declared(&server, &liaison, for_one).await;
    decided(&server, &secretary, json!({ "register": [{ "id": again["id"], "points": 0.5 }] })).await;
    for member in [&one, &two] {
        let entries = ledger(&server, member).await;
        assert_eq!((entries.len(), &entries[0]["points"]), (1, &json!(0.5)));
        assert_eq!(
            (&entries[0]["recordedBy"], &entries[0]["approvedBy"]),
            (&json!(liaison.name), &json!(secretary.name))
        );
    }
    // Registered or taken back: the report was made.
    let entry = ledger(&server, &two).await[0]["id"].as_str().unwrap().to_owned();
    let reason = json!({ "reason": "登记有误" });
    server.post(&format!("/ledger/{entry}/reversal"), &secretary, reason).await.expect(201);
    assert_eq!(due(&server, &branch, &secretary).await, [made(&one), made(&two)]);
    assert!(ledger(&server, &three).await.is_empty());
    assert_clean(&server).await;
}

/// Once its quarter is closed, no report on it is taken any more.
#[tokio::test]
async fn a_report_ends_with_its_quarter() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    server.set_time("2024-04-10T01:00:00Z");
    let close = async |tx: &Tx| rows::close_through(tx, member.id, "2024-03-31".parse().unwrap()).await;
    assert!(server.app.database.transact("close", close).await.unwrap());
    let late = report(json!({ "doneOn": "2024-04-10" }));
    server.post("/declarations", &member, late).await.refused("period.closed");
    // A late deed is another matter: it counts in the first open unit.
    let secretary = &server.fixture.branches[0].members[0];
    let deed = declared(&server, &member, deed(json!({ "doneOn": "2024-03-20" }))).await;
    super::registered(&server, secretary, &deed).await;
    assert_eq!(ledger(&server, &member).await[0]["countsOn"], "2024-04-01");
}

/// The list is for who reaches the branch, page by page.
#[tokio::test]
async fn who_owes_a_report_is_for_the_branch_to_know() {
    let server = TestServer::start_with(2, 6, &[]).await;
    let [own, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    for member in 1..4 {
        away(&server, &own, member, "2023-12-01", 4).await;
    }
    let path = format!("/reports/due?organizationId={}&period=2024-Q1", own.id.0);
    server.get(&path, &own.members[1]).await.refused("auth.forbidden");
    server.get(&path, &other.members[0]).await.refused("organization.not_found");
    let month = format!("/reports/due?organizationId={}&period=2024-03", own.id.0);
    server.get(&month, &own.members[0]).await.refused("request.invalid_query");
    let (mut names, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = server.get(&format!("{path}&limit=2{cursor}"), &own.members[0]).await.expect(200);
        names.extend(page["items"].as_array().unwrap().iter().map(|row| row["memberName"].clone()));
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(names, ["党员2", "党员3", "党员4"]);
}
