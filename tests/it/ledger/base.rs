//! Base points corrected and withheld: S2-1, invariant 8.

use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_domain::ledger::{self, EntryKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::ledger as rows;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::leaderboards::book::{adopt, grant_base};

/// The kinds and points of a member's chain, which holds and makes up the totals.
async fn chain(server: &TestServer, member: &FixtureMember) -> Vec<(EntryKind, String)> {
    let read = async |tx: &Tx| -> StoreResult<_> {
        let chain = rows::chain(tx, member.id).await?;
        ledger::verify(&chain).expect("the chain holds");
        assert_eq!(rows::stored_totals(tx, member.id).await?, rows::expected_totals(&chain));
        Ok(chain.into_iter().map(|entry| (entry.draft.kind, entry.draft.points.to_string())).collect())
    };
    server.app.database.read(read).await.unwrap()
}

fn chained(entries: &[(EntryKind, &str)]) -> Vec<(EntryKind, String)> {
    entries.iter().map(|(kind, points)| (*kind, (*points).to_owned())).collect()
}

async fn base(server: &TestServer, member: &FixtureMember, period: &str) -> Value {
    server.get(&format!("/me/points?period={period}"), member).await.expect(200)["points"]["base"].clone()
}

fn leaving(day: &str) -> Value {
    json!({ "how": "transferred_out", "leftOn": day, "reason": "转往县城" })
}

fn withholding(period: &str) -> Value {
    json!({ "period": period, "reason": "受到警告处分", "meeting": "2024年3月支委会" })
}

/// S2-1: who leaves in the middle of a quarter keeps the share of the days, and every step is on
/// record; who never belonged to the quarter has nothing of it.
#[tokio::test]
async fn who_leaves_keeps_the_share_of_the_days() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    grant_base(&server).await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, stranger, stays] = branch.members.as_slice() else { panic!("four members") };
    assert_eq!(base(&server, member, "2024-Q1").await, json!(60));
    let leave = |member: &FixtureMember| format!("/members/{}/leave", member.id.0);
    server.post(&leave(member), secretary, leaving("2024-03-01")).await.expect(200);
    // 60 of 91 days, cut in the member's favour.
    let (granted, taken) = ((EntryKind::Base, "60"), (EntryKind::Reversal, "-60"));
    assert_eq!(chain(&server, member).await, chained(&[granted, taken, (EntryKind::Base, "39.57")]));
    server.post(&leave(stranger), secretary, leaving("2024-01-01")).await.expect(200);
    assert_eq!(chain(&server, stranger).await, chained(&[granted, taken]), "no day of the quarter");
    grant_base(&server).await;
    assert_eq!(chain(&server, member).await.len(), 3, "granted once");
    assert_eq!(chain(&server, stays).await, chained(&[granted]));
    let ledger = format!("/ledger?memberId={}", member.id.0);
    let ledger = server.get(&ledger, secretary).await.expect(200);
    assert!(ledger["items"][0]["sentence"].as_str().unwrap().ends_with("理由：转往县城。"), "{ledger}");
}

/// `Leavers::Keep`: nothing is taken back.
#[tokio::test]
async fn where_the_book_says_so_a_leaver_keeps_all() {
    let server = TestServer::start().await;
    grant_base(&server).await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let path = format!("/members/{}/leave", member.id.0);
    server.post(&path, &branch.members[0], leaving("2024-03-01")).await.expect(200);
    assert_eq!(chain(&server, member).await, chained(&[(EntryKind::Base, "60")]));
}

/// Exempt from a day on: when in doubt the member keeps.
#[tokio::test]
async fn an_exemption_takes_no_base_back() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    grant_base(&server).await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let exempt = json!({ "from": "2024-02-01", "ground": "infirm", "reason": "住院", "meeting": "支委会" });
    server.post(&format!("/members/{}/exemptions", member.id.0), &branch.members[0], exempt).await.expect(201);
    assert_eq!(chain(&server, member).await, chained(&[(EntryKind::Base, "60")]));
    server.set_time("2024-04-02T01:00:00Z");
    grant_base(&server).await;
    assert_eq!(base(&server, member, "2024-Q2").await, json!(0), "and none is granted while it lasts");
}

/// S2-1: withheld after the grant, lifted, and withheld again.
#[tokio::test]
async fn a_committee_withholds_base_points_and_lifts_it() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    grant_base(&server).await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let path = format!("/members/{}/base-withholdings", member.id.0);
    server.post(&path, &other.members[0], withholding("2024-Q1")).await.refused("member.not_found");
    server.post(&path, member, withholding("2024-Q1")).await.refused("auth.forbidden");
    server.post(&path, secretary, withholding("2024")).await.refused("ledger.no_base_in_period");
    let own = format!("/members/{}/base-withholdings", secretary.id.0);
    server.post(&own, secretary, withholding("2024-Q1")).await.refused("member.own_matter");
    server.post(&own, &clerk, withholding("2024-Q1")).await.expect(201);

    let decided = server.post(&path, secretary, withholding("2024-Q1")).await.expect(201);
    server.post(&path, &clerk, withholding("2024-Q1")).await.refused("ledger.already_withheld");
    let (granted, taken) = ((EntryKind::Base, "60"), (EntryKind::Reversal, "-60"));
    assert_eq!(chain(&server, member).await, chained(&[granted, taken]));
    grant_base(&server).await;
    assert_eq!(base(&server, member, "2024-Q1").await, json!(0));

    let lift = format!("/base-withholdings/{}/lift", decided["id"].as_str().unwrap());
    let why = json!({ "reason": "申诉成立" });
    server.post(&lift, &other.members[0], why.clone()).await.refused("ledger.withholding_not_found");
    let lifted = server.post(&lift, secretary, why.clone()).await.expect(200);
    assert_eq!(lifted["liftReason"], "申诉成立");
    server.post(&lift, secretary, why).await.refused("ledger.withholding_lifted");
    assert_eq!(chain(&server, member).await, chained(&[granted, taken, granted]));
    server.post(&path, secretary, withholding("2024-Q1")).await.expect(201);
    assert_eq!(base(&server, member, "2024-Q1").await, json!(0));
    let listed = server.get(&path, secretary).await.expect(200);
    let open: Vec<_> = listed["items"].as_array().unwrap().iter().map(|one| one["liftedAt"].is_null()).collect();
    assert_eq!(open, [false, true]);
}

/// S2-1: decided before the grant; the others get theirs.
#[tokio::test]
async fn what_is_withheld_beforehand_is_not_granted() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let path = format!("/members/{}/base-withholdings", member.id.0);
    let decided = server.post(&path, &branch.members[0], withholding("2024-Q2")).await.expect(201);
    server.set_time("2024-04-02T01:00:00Z");
    grant_base(&server).await;
    assert!(chain(&server, member).await.is_empty());
    assert_eq!(base(&server, &branch.members[2], "2024-Q2").await, json!(60));
    let lift = format!("/base-withholdings/{}/lift", decided["id"].as_str().unwrap());
    server.post(&lift, &branch.members[0], json!({ "reason": "查无此事" })).await.expect(200);
    grant_base(&server).await;
    assert_eq!(chain(&server, member).await, chained(&[(EntryKind::Base, "60")]));
}

/// Invariant 1: a grant that was reversed by mistake and reinstated is still one that can be
/// withheld; the reinstatement is what is taken back.
#[tokio::test]
async fn a_reinstated_grant_can_be_withheld() {
    let server = TestServer::start().await;
    adopt(&server, 2, "2024-01-01", "").await;
    grant_base(&server).await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let mut entry = server.get("/me/ledger", member).await.expect(200)["items"][0]["id"].clone();
    for step in ["reversal", "reinstatement"] {
        let path = format!("/ledger/{}/{step}", entry.as_str().unwrap());
        entry = server.post(&path, &clerk, json!({ "reason": "误操作" })).await.expect(201)["entries"][0]["id"].clone();
    }
    let path = format!("/members/{}/base-withholdings", member.id.0);
    server.post(&path, &clerk, withholding("2024-Q1")).await.expect(201);
    let last = chain(&server, member).await.pop().unwrap();
    assert_eq!(last, (EntryKind::Reversal, "-60".to_owned()));
    assert_eq!(base(&server, member, "2024-Q1").await, json!(0));
}

/// A grant beside decisions to withhold and to leave: whoever is quicker, the decision stands.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_grant_and_a_decision_at_once() {
    let server = TestServer::start_with(1, 12, &[]).await;
    adopt(&server, 2, "2024-01-01", "").await;
    let (members, clerk) = (server.fixture.branches[0].members.clone(), server.fixture.clerk.clone());
    let withhold = members[..6].iter().map(|member| {
        let path = format!("/members/{}/base-withholdings", member.id.0);
        let (server, clerk) = (&server, &clerk);
        async move { server.post(&path, clerk, withholding("2024-Q1")).await.expect(201) }
    });
    let leave = members[6..].iter().map(|member| {
        let path = format!("/members/{}/leave", member.id.0);
        let (server, clerk) = (&server, &clerk);
        async move { server.post(&path, clerk, leaving("2024-03-01")).await.expect(200) }
    });
    let grant = async {
        for _ in 0..3 {
            Job::GrantBase.step(&server.app, server.clock.now()).await.expect("a step");
        }
    };
    let (withhold, leave) = (futures_util::future::join_all(withhold), futures_util::future::join_all(leave));
    futures_util::join!(withhold, leave, grant);
    grant_base(&server).await;
    for (at, member) in members.iter().enumerate() {
        let entries = chain(&server, member).await;
        let last = entries.last().cloned();
        let held = if at < 6 { None } else { Some((EntryKind::Base, "39.57".to_owned())) };
        assert_eq!(last.filter(|last| last.0 == EntryKind::Base), held, "{entries:?}");
    }
}
