//! At once.

use futures_util::future::join_all;
use serde_json::json;
use xianfeng_tests::Answer;

use super::{case_of, does, gathered, kinds, seen, township};

fn ok(answers: &[Answer]) -> usize {
    answers.iter().filter(|answer| answer.status.is_success()).count()
}

/// Confirmations and dismissals of one proposal at once: one is done, the others are told so.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_decision_wins() {
    let (server, branches) = township(2, 3).await;
    gathered(&server).await;
    let (secretary, clerk) = (&branches[0].members[0], &server.fixture.clerk);
    for member in &branches[0].members[3..] {
        let case = case_of(&server, member).await;
        let decide = (0..8).map(|n| {
            let (what, by) = (if n % 2 == 0 { "confirm" } else { "dismiss" }, if n < 4 { secretary } else { clerk });
            does(&server, &case, what, by, json!({ "reason": "决定" }))
        });
        let answers = join_all(decide).await;
        assert_eq!(ok(&answers), 1);
        for answer in answers.iter().filter(|answer| !answer.status.is_success()) {
            answer.refused("help_case.wrong_state");
        }
        let after = seen(&server, &case, clerk).await;
        let step = if after["state"] == "open" { "confirmed" } else { "dismissed" };
        assert_eq!(kinds(&after), [step]);
    }
}

/// Gathering at once proposes each case once, and steps at once are all on record.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn gathering_at_once_proposes_once() {
    let (server, branches) = township(2, 4).await;
    let added = join_all((0..4).map(|_| gathered(&server))).await;
    assert_eq!(added.iter().map(|(added, _)| added).sum::<u64>(), 4);
    let all = server.get("/help-cases?limit=100", &server.fixture.clerk).await.expect(200);
    assert_eq!(all["items"].as_array().unwrap().len(), 4);
    let (secretary, low) = (&branches[0].members[0], &branches[0].members[5]);
    let case = case_of(&server, low).await;
    does(&server, &case, "confirm", secretary, json!({ "reason": "决定" })).await.expect(200);
    let note = |n: usize| json!({ "kind": "note", "text": format!("第{n}次走访") });
    let answers = join_all((0..6).map(|n| does(&server, &case, "steps", secretary, note(n)))).await;
    assert_eq!(ok(&answers), 6);
    let case = seen(&server, &case, low).await;
    assert_eq!((kinds(&case).len(), &case["version"]), (7, &json!(8)));
}
