//! Thirteen village funds, exact to the fen; who gets nothing, and why.

use serde_json::{Value, json};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::funds;
use xianfeng_tests::TestServer;

use super::{TERM_OVER, assert_clean, book, closed, entered, lines, plan, run, signed, statement};
use crate::township::hundredths;

/// Largest remainder by hand: fen for each wish in hundredths, a yuan a point.
fn divided(wanted: &[i64], available: i64) -> Vec<i64> {
    let sum: i64 = wanted.iter().sum();
    if sum <= available {
        return wanted.to_vec();
    }
    let mut given: Vec<i64> = wanted.iter().map(|one| one * available / sum).collect();
    let mut left = available - given.iter().sum::<i64>();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| (-(wanted[*at] * available % sum), *at));
    for at in order {
        if left > 0 {
            given[at] += 1;
            left -= 1;
        }
    }
    given
}

#[tokio::test]
async fn s0_9_thirteen_village_funds_are_exact_to_the_fen() {
    use OrganizationKind::{Enterprise, Office, Village};
    let mut branches = vec![(Village, 5); 13];
    branches.extend([(Enterprise, 3), (Enterprise, 3), (Office, 3), (Office, 3)]);
    let server = TestServer::start_plan(&plan(book(100), &branches), &[]).await;
    let of = |place: usize| server.fixture.branches.iter().filter_map(move |branch| branch.members.get(place));
    for (day, places) in [("2024-03-01", vec![0, 1, 2]), ("2024-02-01", vec![0, 1]), ("2024-02-02", vec![0])] {
        entered(&server, &places.iter().flat_map(|place| of(*place)).collect::<Vec<_>>(), day).await;
    }
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    let draft = run(&server, &closing).await;
    assert_eq!((draft["state"].as_str(), draft["villages"].as_array().unwrap().len()), (Some("draft"), 13));
    assert_eq!(run(&server, &closing).await["id"], draft["id"], "the same closing gives the same draft");
    let sign = format!("/settlements/{}/sign", draft["id"].as_str().unwrap());
    let early = server.post(&sign, &server.fixture.clerk, super::decision()).await;
    early.refused("closing.term_runs");
    // A branch sees no draft.
    let secretary = &server.fixture.branches[0].members[0];
    server.get(&format!("/settlements/{}", draft["id"].as_str().unwrap()), secretary).await.expect(404);

    server.set_time(TERM_OVER);
    let issued = signed(&server, &draft).await;
    let lines = lines(&server, &draft).await;
    assert_eq!(lines.len(), 13 * 5, "branches of enterprises and offices are ranked and receive nothing");
    let statement = statement(&server, &draft).await;
    let (mut cost, mut scaled) = (0, 0);
    for (branch, village) in server.fixture.branches.iter().zip(statement["villages"].as_array().unwrap()) {
        assert_eq!(village["organizationId"], json!(branch.id.0));
        let own: Vec<&Value> = lines.iter().filter(|line| line["organizationId"] == json!(branch.id.0)).collect();
        let wanted: Vec<i64> = own.iter().map(|line| hundredths(&line["nominalPoints"])).collect();
        let given: Vec<i64> = own.iter().map(|line| line["fen"].as_i64().unwrap()).collect();
        assert_eq!(given, divided(&wanted, 10_000), "{village}");
        let points: Vec<i64> = own.iter().map(|line| hundredths(&line["points"])).collect();
        assert_eq!(points, given, "a yuan a point: 0.01 point is a fen");
        let committed: i64 = given.iter().sum();
        assert_eq!(village["committedFen"], json!(committed));
        assert_eq!(village["carriedOutFen"], json!(10_000 - committed));
        let find = async |tx: &Tx| funds::find(tx, branch.id).await;
        let fund = server.app.database.read(find).await.unwrap().expect("a fund");
        assert_eq!((fund.allotted, fund.committed, fund.available()), (10_000, committed, 10_000 - committed));
        cost += committed;
        scaled += usize::from(wanted.iter().sum::<i64>() > 10_000);
    }
    assert!(scaled > 0, "the fund did not suffice somewhere");
    assert_eq!(issued["costFen"], json!(cost));
    let of_office = async |tx: &Tx| funds::find(tx, server.fixture.branches[15].id).await;
    assert_eq!(server.app.database.read(of_office).await.unwrap(), None);
    // The period is final; the secretary reads the own village, and nobody else's.
    let closing = server.get(&format!("/closings/{closing}"), &server.fixture.clerk).await.expect(200);
    assert_eq!(closing["state"], "final");
    let seen = server.get(&format!("/settlements/{}", draft["id"].as_str().unwrap()), secretary).await.expect(200);
    assert_eq!(seen["villages"].as_array().unwrap().len(), 1);
    assert_clean(&server).await;
}

/// All equal: nobody is excellent. All exempt, nobody there: the share is carried over.
#[tokio::test]
async fn all_equal_all_exempt_and_nobody_at_all() {
    let village = OrganizationKind::Village;
    let server = TestServer::start_plan(&plan(book(100), &[(village, 3), (village, 2), (village, 0)]), &[]).await;
    for member in &server.fixture.branches[1].members {
        let exempt = json!({
            "from": "2024-01-01", "ground": "other", "reason": "长期住院", "meeting": "2024年3月支委会"
        });
        let path = format!("/members/{}/exemptions", member.id.0);
        server.post(&path, &server.fixture.clerk, exempt).await.expect(201);
    }
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    server.set_time(TERM_OVER);
    let draft = run(&server, &closing).await;
    signed(&server, &draft).await;
    let told: Vec<_> =
        lines(&server, &draft).await.iter().map(|line| (line["why"].clone(), line["fen"].clone())).collect();
    let third = |fen: i64| (json!("rate"), json!(fen));
    let none = (json!("exempt"), json!(0));
    assert_eq!(told, [third(3_334), third(3_333), third(3_333), none.clone(), none]);
    let statement = statement(&server, &draft).await;
    let carried: Vec<_> =
        statement["villages"].as_array().unwrap().iter().map(|one| one["carriedOutFen"].clone()).collect();
    assert_eq!(carried, [json!(0), json!(10_000), json!(10_000)]);
    assert_clean(&server).await;
}

/// A fund of zero issues nothing, and the period is final all the same. What is not carried over lapses.
#[tokio::test]
async fn a_fund_of_zero_and_one_that_lapses() {
    for (yuan, lapsed) in [(0, 0), (100, 2_000)] {
        let book = book(yuan).replace("carry_over = true", "carry_over = false");
        let server = TestServer::start_plan(&plan(book, &[(OrganizationKind::Village, 2)]), &[]).await;
        server.set_time("2024-04-01T02:00:00Z");
        let closing = closed(&server, "2024-Q1").await;
        server.set_time(TERM_OVER);
        let draft = run(&server, &closing).await;
        assert_eq!(signed(&server, &draft).await["costFen"], json!(if yuan == 0 { 0 } else { 8_000 }));
        let statement = statement(&server, &draft).await;
        assert_eq!(statement["villages"][0]["lapsedFen"], json!(lapsed));
        let find = async |tx: &Tx| funds::find(tx, server.fixture.branches[0].id).await;
        let fund = server.app.database.read(find).await.unwrap().unwrap_or_default();
        assert_eq!((fund.lapsed, fund.available()), (lapsed, 0));
        assert_clean(&server).await;
    }
}
