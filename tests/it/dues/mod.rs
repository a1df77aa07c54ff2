//! Party dues over HTTP: S2-4, S4-5.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_domain::ledger;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::ledger as rows;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::fixture::{FixtureMember, open_book};
use xianfeng_tests::{Answer, TestServer};

/// The book of Chishiqiao with an item for dues in time and one for dues that are late.
pub(crate) fn document() -> String {
    let item = |code: &str, kind: &str, points: &str| {
        format!(
            "[[items]]\ncode = \"{code}\"\nname = \"党费\"\naspect = \"组织生活\"\nkind = \"{kind}\"\n\
             points = \"{points}\"\nunit = \"月\"\nways = [\"dues\"]\n\n"
        )
    };
    let own = format!("{}{}[[items]]", item("dues_in_time", "addition", "1"), item("dues_late", "deduction", "2"));
    // First, so that no other item for dues is chosen.
    open_book().replacen("[[items]]", &own, 1)
}

/// A township whose book knows dues.
pub(crate) async fn server() -> TestServer {
    let server = TestServer::start().await;
    adopt(&server, 2, document()).await;
    server
}

/// Adopts a version of the township's book.
pub(crate) async fn adopt(server: &TestServer, version: i64, document: String) {
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document,
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
}

/// Records dues of the first branch: members by their place, and when they paid.
pub(crate) async fn recorded(
    server: &TestServer,
    by: &FixtureMember,
    period: &str,
    due_by: &str,
    paid: &[(usize, Option<&str>)],
) -> Answer {
    let branch = &server.fixture.branches[0];
    let entries: Vec<Value> = paid
        .iter()
        .map(|(place, paid_on)| json!({ "memberId": branch.members[*place].id.0, "paidOn": paid_on, "amountFen": 500 }))
        .collect();
    let body = json!({ "organizationId": branch.id.0, "period": period, "dueBy": due_by, "entries": entries });
    server.put("/dues", by, 1, body).await
}

pub(crate) async fn total(server: &TestServer, member: &FixtureMember) -> Value {
    server.get("/me/points?period=2024-Q1", member).await.expect(200)["points"]["total"].clone()
}

/// The chain holds and the totals are what the entries say.
pub(crate) async fn assert_sound(server: &TestServer, member: &FixtureMember) {
    let check = async |tx: &Tx| -> StoreResult<()> {
        let chain = rows::chain(tx, member.id).await?;
        ledger::verify(&chain).expect("the chain holds");
        assert_eq!(rows::stored_totals(tx, member.id).await?, rows::expected_totals(&chain));
        Ok(())
    };
    server.app.database.read(check).await.unwrap();
}

/// S4-5: paid in time is credited, once; late and unpaid is on record without points.
#[tokio::test]
async fn dues_in_time_are_credited_once() {
    let server = server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    server.set_time("2024-03-20T01:00:00Z");
    let paid = [(1, Some("2024-03-05")), (2, Some("2024-03-12")), (3, None)];
    let recorded_once = recorded(&server, secretary, "2024-03", "2024-03-10", &paid).await.expect(200);
    let standings: Vec<_> = (1..4)
        .map(|place: usize| {
            let items = recorded_once["items"].as_array().unwrap();
            let id = json!(branch.members[place].id.0);
            items.iter().find(|dues| dues["memberId"] == id).unwrap()["standing"].clone()
        })
        .collect();
    assert_eq!(standings, ["in_time", "late", "unpaid"]);
    recorded(&server, secretary, "2024-03", "2024-03-10", &paid).await.expect(200);
    for (place, points) in [(1, json!(1)), (2, json!(0)), (3, json!(0))] {
        assert_eq!(total(&server, &branch.members[place]).await, points);
        assert_sound(&server, &branch.members[place]).await;
    }
    let own = server.get("/me/dues", &branch.members[1]).await.expect(200);
    assert_eq!((&own["items"][0]["period"], &own["items"][0]["amountFen"]), (&json!("2024-03"), &json!(500)));
    let entry = server.get("/me/ledger", &branch.members[1]).await.expect(200);
    assert_eq!(entry["items"][0]["source"], "dues");
    assert_eq!(entry["items"][0]["id"], own["items"][0]["entryId"]);
    let sheet = format!("/dues?organizationId={}&period=2024-03", branch.id);
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = server.get(&format!("{sheet}&limit=2{cursor}"), &clerk).await.expect(200);
        seen.extend(page["items"].as_array().unwrap().iter().map(|dues| dues["memberId"].clone()));
        let Some(next) = page["nextCursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!(seen.len(), 3);
    server.get(&sheet, &server.fixture.branches[1].members[0]).await.refused("organization.not_found");
    server.get(&sheet, &branch.members[1]).await.refused("auth.forbidden");
}

/// S2-10: what was credited is taken back by a reversal; then the record can be put right.
#[tokio::test]
async fn a_wrong_payment_wants_a_reversal_first() {
    let server = server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    server.set_time("2024-03-20T01:00:00Z");
    let first = recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-05"))]).await.expect(200);
    let entry = first["items"][0]["entryId"].clone();
    for wrong in [None, Some("2024-03-06"), Some("2024-03-15")] {
        let refused = recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, wrong)]).await;
        assert_eq!(refused.refused("dues.credited")["entryId"], entry);
    }
    let reversal = format!("/ledger/{}/reversal", entry.as_str().unwrap());
    server.post(&reversal, &clerk, json!({ "reason": "登记错误" })).await.expect(201);
    // The same sheet again credits nothing anew.
    recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-05"))]).await.expect(200);
    assert_eq!(total(&server, member).await, json!(0));
    let late = recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-15"))]).await.expect(200);
    assert_eq!((&late["items"][0]["standing"], &late["items"][0]["entryId"]), (&json!("late"), &Value::Null));
    // And right after all, on another day: credited again, under a line of its own.
    recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-08"))]).await.expect(200);
    assert_eq!(total(&server, member).await, json!(1));
    assert_sound(&server, member).await;
}

#[tokio::test]
async fn nobody_registers_their_own_and_bad_sheets_are_refused() {
    let server = server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let paid = |place| [(place, Some("2024-03-01"))];
    recorded(&server, secretary, "2024-03", "2024-03-10", &paid(0)).await.refused("dues.own");
    recorded(&server, &clerk, "2024-03", "2024-03-10", &paid(0)).await.expect(200);
    let stranger = server.fixture.branches[1].members[0].clone();
    recorded(&server, &stranger, "2024-03", "2024-03-10", &paid(1)).await.refused("organization.not_found");
    recorded(&server, &branch.members[1], "2024-03", "2024-03-10", &paid(2)).await.refused("auth.forbidden");
    for (period, due_by, paid, pointer) in [
        ("2024-Q1", "2024-03-10", &[(1, None)][..], "/period"),
        ("2024-03", "2024-02-29", &[(1, None)], "/dueBy"),
        // Paid a year ahead, not for the rest of a life at once.
        ("2025-04", "2025-04-10", &[(1, Some("2024-03-01"))], "/period"),
        ("2024-03", "2025-04-02", &[(1, None)], "/dueBy"),
        ("2024-03", "2024-03-10", &[], "/entries"),
        ("2024-03", "2024-03-10", &[(1, None), (1, None)], "/entries/1/memberId"),
        ("2024-03", "2024-03-10", &[(1, Some("2024-03-02"))], "/entries/0/paidOn"),
    ] {
        let refused = recorded(&server, secretary, period, due_by, paid).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{period} {due_by}");
    }
    let foreign = json!({
        "organizationId": branch.id.0, "period": "2024-03", "dueBy": "2024-03-10",
        "entries": [{ "memberId": stranger.id.0, "paidOn": null }]
    });
    server.put("/dues", &clerk, 1, foreign).await.refused("member.not_found");
}

/// Twenty sheets at once credit once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn sheets_at_once_credit_once() {
    let server = server().await;
    let branch = server.fixture.branches[0].clone();
    let paid = [(1, Some("2024-03-01")), (2, Some("2024-03-01"))];
    let tries = (0..20).map(|_| recorded(&server, &branch.members[0], "2024-03", "2024-03-10", &paid));
    for answer in futures_util::future::join_all(tries).await {
        answer.expect(200);
    }
    for place in [1, 2] {
        assert_eq!(total(&server, &branch.members[place]).await, json!(1));
        assert_sound(&server, &branch.members[place]).await;
    }
}
