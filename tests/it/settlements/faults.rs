//! Killed at any step, started by several at once, and a draft that is out of date.

use futures_util::future::join_all;
use serde_json::json;
use xianfeng_api::App;
use xianfeng_api::Failure;
use xianfeng_api::settlements::{Progress, issue, step};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::purse;
use xianfeng_tests::{APP_ID, TestServer};

use super::{TERM_OVER, assert_clean, book, closed, decision, entered, lines, only_signed, plan, run};

const VILLAGES: usize = 4;

/// Four villages whose fund does not suffice, closed, published, the term over.
async fn world() -> (TestServer, String) {
    let plan = plan(book(100), &[(OrganizationKind::Village, 4); VILLAGES]);
    let server = TestServer::start_plan(&plan, &[]).await;
    let first: Vec<_> = server.fixture.branches.iter().map(|branch| &branch.members[0]).collect();
    entered(&server, &first, "2024-03-01").await;
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    server.set_time(TERM_OVER);
    (server, closing)
}

/// Another server on the same database.
async fn restarted(server: &TestServer) -> App {
    let base_url = server.wechat.base_url().to_owned();
    let settings = [
        ("wechat.base_url", base_url.as_str()),
        ("wechat.app_id", APP_ID),
        ("wechat.secret", "a-secret-of-the-tests-only"),
    ];
    App::build(&server.storage.config(&settings), server.clock.clone()).await.expect("a fresh server")
}

async fn lots(server: &TestServer) -> usize {
    server.app.database.read(async |tx: &Tx| purse::all_lots(tx).await).await.unwrap().len()
}

/// Killed within each step and after it: a fresh server goes on, and the fund is exact.
#[tokio::test]
async fn killed_at_any_step_it_goes_on_with_one_result() {
    let (server, closing) = world().await;
    let draft = run(&server, &closing).await;
    let id = only_signed(&server, &draft).await;
    let now = server.clock.now();
    let mut steps = Vec::new();
    loop {
        let before = lots(&server).await;
        let dies = async |tx: &Tx| -> Result<(), Failure> {
            step(tx, id, now).await?;
            Err(StoreError::Other("killed".to_owned()).into())
        };
        server.app.database.transact("killed", dies).await.unwrap_err();
        assert_eq!(lots(&server).await, before, "nothing of a step that died stays");
        let app = restarted(&server).await;
        let done = app.database.transact("step", async |tx: &Tx| step(tx, id, now).await).await.unwrap();
        if done == Progress::Done {
            break;
        }
        steps.push(done);
        if steps.len() == VILLAGES {
            // Everything is paid and the settlement not ended: it is no over-issue to go on.
            assert_eq!(lots(&server).await, VILLAGES * 4);
        }
    }
    assert_eq!((steps.len(), steps.last()), (VILLAGES + 1, Some(&Progress::Finished)));
    let paid: i64 = lines(&server, &draft).await.iter().map(|line| line["fen"].as_i64().unwrap()).sum();
    assert_eq!(paid, 40_000);
    assert_clean(&server).await;
}

#[tokio::test]
async fn several_administrators_at_once_make_one_settlement_and_one_issue() {
    let (server, closing) = world().await;
    let drafts = join_all((0..4).map(|_| run(&server, &closing))).await;
    assert!(drafts.iter().all(|draft| draft["id"] == drafts[0]["id"]));
    let sign = format!("/settlements/{}/sign", drafts[0]["id"].as_str().unwrap());
    let answers = join_all((0..4).map(|_| server.post(&sign, &server.fixture.clerk, decision()))).await;
    let signed = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(signed, 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("settlement.wrong_state");
    }
    assert_clean(&server).await;
}

/// Two replicas that issue the same settlement pay it once.
#[tokio::test]
async fn two_replicas_pay_once() {
    let (server, closing) = world().await;
    let draft = run(&server, &closing).await;
    let id = only_signed(&server, &draft).await;
    let other = restarted(&server).await;
    let now = server.clock.now();
    let done = join_all([issue(&server.app, id, now), issue(&other, id, now)]).await;
    // Whoever loses a race too often leaves the rest to the other.
    assert!(done.iter().any(Result::is_ok));
    assert_eq!(lots(&server).await, VILLAGES * 4);
    let settled = server.get(&format!("/settlements/{id}"), &server.fixture.clerk).await.expect(200);
    assert_eq!(settled["state"], "issued");
    assert_clean(&server).await;
}

/// A correction makes the next edition: the draft cannot be signed, and is run anew.
#[tokio::test]
async fn a_draft_of_an_older_edition_is_out_of_date() {
    let plan = plan(book(100), &[(OrganizationKind::Village, 4)]);
    let server = TestServer::start_plan(&plan, &[]).await;
    let entry = entered(&server, &[&server.fixture.branches[0].members[0]], "2024-03-01").await.remove(0);
    server.set_time("2024-04-01T02:00:00Z");
    let closing = closed(&server, "2024-Q1").await;
    let draft = run(&server, &closing).await;
    let correction = json!({ "entryId": entry, "how": "reverse", "reason": "重复登记" });
    let clerk = &server.fixture.clerk;
    server.post(&format!("/closings/{closing}/corrections"), clerk, correction).await.expect(201);
    server.set_time(TERM_OVER);
    let path = format!("/settlements/{}", draft["id"].as_str().unwrap());
    server.post(&format!("{path}/sign"), clerk, decision()).await.refused("settlement.outdated");
    let again = json!({ "closingId": closing });
    server.post("/settlements", clerk, again).await.refused("settlement.outdated");
    let withdrawn = server.post(&format!("{path}/withdraw"), clerk, serde_json::Value::Null).await.expect(200);
    assert_eq!(withdrawn["state"], "withdrawn");
    let anew = run(&server, &closing).await;
    assert_eq!((anew["edition"].clone(), anew["state"].as_str()), (json!(2), Some("draft")));
    super::signed(&server, &anew).await;
    server.post(&format!("{path}/sign"), clerk, decision()).await.refused("settlement.wrong_state");
    assert_clean(&server).await;
}
