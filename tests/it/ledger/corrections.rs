//! Reversals and reinstatements over HTTP: pitfalls 5, 6 and 7.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_domain::ledger;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::Membership;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_infra::{accounts, ledger as rows, members, organizations};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use crate::leaderboards::scene::{credited, entry as entry_by_hand, submitted};

fn why() -> Value {
    json!({ "reason": "重复登记" })
}

async fn total(server: &TestServer, member: &FixtureMember) -> Value {
    server.get("/me/points?period=2024-Q1", member).await.expect(200)["points"]["total"].clone()
}

/// The chain holds and the totals are what the entries say.
async fn assert_sound(server: &TestServer, member: &FixtureMember) {
    let check = async |tx: &Tx| -> StoreResult<()> {
        let chain = rows::chain(tx, member.id).await?;
        ledger::verify(&chain).expect("the chain holds");
        assert_eq!(rows::stored_totals(tx, member.id).await?, rows::expected_totals(&chain));
        Ok(())
    };
    server.app.database.read(check).await.unwrap();
}

/// Pitfall 5: revoked thrice, there is one reversal; the same key gets the same answer, and a
/// reversal itself is not reversed.
#[tokio::test]
async fn an_entry_is_reversed_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, claim, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    assert_eq!(total(&server, member).await, json!(1));
    let path = format!("/ledger/{entry}/reversal");
    let key = "a-key-of-the-clerk-0001";
    let first = server.post_with_key(&path, &clerk, key, why()).await.expect(201);
    assert_eq!(server.post_with_key(&path, &clerk, key, why()).await.expect(201), first);
    let reversal = first["entries"][0]["id"].clone();
    assert_eq!(first["entries"][0]["points"], json!(-1));
    let again = server.post(&path, &clerk, why()).await.refused("ledger.already_reversed");
    assert_eq!(again["reversalId"], reversal);
    let of_reversal = format!("/ledger/{}/reversal", reversal.as_str().unwrap());
    server.post(&of_reversal, &clerk, why()).await.refused("ledger.not_reversible");
    assert_eq!(total(&server, member).await, json!(0));
    let claim = server.get(&format!("/claims/{claim}"), member).await.expect(200);
    assert_eq!(claim["claim"]["state"], "revoked");
    assert_eq!(claim["history"].as_array().unwrap().last().unwrap()["action"], "revoke");
    assert_sound(&server, member).await;
}

/// Pitfall 6: granted by the rule of its day, revoked under another: the original's amount.
#[tokio::test]
async fn a_reversal_takes_the_originals_amount() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-03-02".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: rulebooks::CHISHIQIAO.replacen("points = \"1\"", "points = \"5\"", 1),
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
    server.set_time("2024-03-05T01:00:00Z");
    let reversed = server.post(&format!("/ledger/{entry}/reversal"), &clerk, why()).await.expect(201);
    assert_eq!(reversed["entries"][0]["points"], json!(-1));
    assert_eq!(reversed["entries"][0]["ruleBookId"], json!(server.fixture.rule_book.0));
    assert_eq!(reversed["entries"][0]["countsOn"], "2024-03-01");
    assert_eq!(total(&server, member).await, json!(0));
}

/// Pitfall 7: earned, revoked, earned again is one grant, and the place was free in between.
#[tokio::test]
async fn revoked_work_can_be_claimed_again_and_pays_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (task, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({ "quota": 1 })).await;
    let reversed = server.post(&format!("/ledger/{entry}/reversal"), &clerk, why()).await.expect(201);
    let claim = submitted(&server, &task, member, "2024-03-01").await;
    let reinstatement = format!("/ledger/{}/reinstatement", reversed["entries"][0]["id"].as_str().unwrap());
    server.post(&reinstatement, &clerk, why()).await.refused("ledger.claimed_again");
    let _ = server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    assert_eq!(total(&server, member).await, json!(1));
    assert_sound(&server, member).await;
}

/// Invariant 1: a wrong reversal is mended once, by an entry whose source is the reversal.
#[tokio::test]
async fn a_wrong_reversal_is_mended_once() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    server.post(&format!("/ledger/{entry}/reinstatement"), &clerk, why()).await.refused("ledger.not_a_reversal");
    let reversed = server.post(&format!("/ledger/{entry}/reversal"), &clerk, why()).await.expect(201);
    let reversal = reversed["entries"][0]["id"].as_str().unwrap();
    let path = format!("/ledger/{reversal}/reinstatement");
    let mended = server.post(&path, &clerk, why()).await.expect(201);
    assert_eq!((&mended["entries"][0]["points"], &mended["entries"][0]["reverses"]), (&json!(1), &json!(reversal)));
    server.post(&path, &clerk, why()).await.refused("ledger.already_reinstated");
    assert_eq!(total(&server, member).await, json!(1));
    // The mending was wrong in its turn: it is what holds now, so it is what is reversed, once.
    let of_mending = format!("/ledger/{}/reversal", mended["entries"][0]["id"].as_str().unwrap());
    let again = server.post(&of_mending, &clerk, why()).await.expect(201);
    assert_eq!(again["entries"][0]["points"], json!(-1));
    server.post(&of_mending, &clerk, why()).await.refused("ledger.already_reversed");
    server.post(&format!("/ledger/{entry}/reversal"), &clerk, why()).await.refused("ledger.already_reversed");
    assert_eq!(total(&server, member).await, json!(0));
    assert_sound(&server, member).await;
}

/// Nobody corrects their own entries; only administrators correct; what lies outside is not there.
#[tokio::test]
async fn corrections_are_for_other_administrators() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let member = &branch.members[1];
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let path = format!("/ledger/{entry}/reversal");
    server.post(&path, &branch.members[2], why()).await.refused("auth.forbidden");
    let grant = async |tx: &Tx| -> StoreResult<()> {
        accounts::grant_role(tx, member.person, Role::TownshipAdmin, branch.id, None, server.clock.now()).await?;
        let stranger = other.members[0].person;
        accounts::grant_role(tx, stranger, Role::TownshipAdmin, other.id, None, server.clock.now()).await?;
        Ok(())
    };
    server.app.database.transact("grant", grant).await.unwrap();
    server.post(&path, member, why()).await.refused("ledger.own_entry");
    server.post(&path, &other.members[0], why()).await.refused("ledger.entry_not_found");
    let clerk = server.fixture.clerk.clone();
    server.post(&path, &clerk, json!({ "reason": " " })).await.refused("request.invalid");
}

/// Twenty reversals at once under twenty keys are one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn reversals_at_once_are_one() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let path = format!("/ledger/{entry}/reversal");
    let tries = (0..20).map(|_| server.post(&path, &clerk, why()));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("ledger.already_reversed");
    }
    assert_eq!(total(&server, member).await, json!(0));
    assert_sound(&server, member).await;
}

/// A secretary undoes an approval of the own branch, and nothing else: base points are the township's.
#[tokio::test]
async fn a_secretary_corrects_what_claims_of_the_branch_gave() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let path = format!("/ledger/{entry}/reversal");
    server.post(&path, &other.members[0], why()).await.refused("ledger.entry_not_found");
    let reversed = server.post(&path, secretary, why()).await.expect(201);
    let reinstatement = format!("/ledger/{}/reinstatement", reversed["entries"][0]["id"].as_str().unwrap());
    server.post(&reinstatement, &other.members[0], why()).await.refused("ledger.entry_not_found");
    server.post(&reinstatement, secretary, why()).await.expect(201);
    assert_sound(&server, member).await;
    entry_by_hand(&server, &branch, member, 6000, "2024-01-01", Some("2024")).await;
    let chain = server.app.database.read(async |tx: &Tx| rows::chain(tx, member.id).await).await.unwrap();
    let granted = chain.last().unwrap().draft.id;
    server.post(&format!("/ledger/{granted}/reversal"), secretary, why()).await.refused("auth.forbidden");
}

/// Who moved to another township and holds a role in the old one is still whose entry it is.
#[tokio::test]
async fn nobody_corrects_their_own_from_another_township() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    let (_, _, entry) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    let now = server.clock.now();
    let new = |kind: OrganizationKind, parent: Option<&Organization>| {
        let id = OrganizationId(Uuid::now_v7());
        Organization {
            id,
            parent: parent.map(|parent| parent.id),
            path: parent.map_or_else(|| OrganizationPath::root(id), |parent| parent.path.child(id)),
            kind,
            name: "外乡".to_owned(),
            position: 0,
            sensitive: false,
            full_names_basis: None,
            publication_approved: false,
            version: 1,
        }
    };
    let elsewhere = new(OrganizationKind::Township, None);
    let village = new(OrganizationKind::Village, Some(&elsewhere));
    let move_away = async |tx: &Tx| -> StoreResult<()> {
        organizations::insert(tx, &elsewhere, now).await?;
        organizations::insert(tx, &village, now).await?;
        let there = members::by_ids(tx, [member.id], day_of(now)).await?;
        let since = there[&member.id].standing.from;
        let next = Membership {
            branch: village.id,
            category: "ordinary".to_owned(),
            exempt: false,
            from: day_of(now),
            reason: Some("转出".to_owned()),
            recorded_by: None,
            meeting: None,
        };
        members::move_to(tx, member.id, since, &next, now).await?;
        let home = server.fixture.township;
        accounts::grant_role(tx, member.person, Role::TownshipAdmin, home, None, now).await?;
        Ok(())
    };
    server.app.database.transact("move", move_away).await.unwrap();
    let path = format!("/ledger/{entry}/reversal");
    server.post(&path, member, why()).await.refused("ledger.own_entry");
    server.post(&path, &server.fixture.clerk, why()).await.expect(201);
}
