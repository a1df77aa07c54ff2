//! Many at once, over HTTP.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{line, ratings, round, signature, step};

/// S4-10: thirty raters at once are thirty, however often each of them sends.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn thirty_raters_at_once_count_thirty() {
    let server = TestServer::start_with(1, 32, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, judged) = (&branch.members[0], &branch.members[1]);
    let round = round(&server, "democratic", json!({})).await;
    step(&server, &round, "open", Value::Null).await;
    let rate = format!("{round}/ratings");
    let raters = branch.members[2..].iter().flat_map(|rater| [rater, rater]);
    let answers = join_all(raters.map(|rater| server.post(&rate, rater, ratings("peers", &[(judged, "fair")])))).await;
    assert_eq!(answers.len(), 60);
    assert!(answers.iter().all(|answer| answer.status == 200));
    step(&server, &round, "close", Value::Null).await;
    let voices = line(&server, &round, secretary, judged).await["result"]["voices"].clone();
    assert_eq!((&voices[0]["voice"], &voices[0]["fair"]), (&json!("peers"), &json!(30)));
    assert_eq!([&voices[0]["good"], &voices[0]["ordinary"], &voices[0]["poor"]], [&json!(0); 3]);
}

/// Two signatures at once are one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn signatures_at_once_are_one() {
    let server = TestServer::start().await;
    let secretary = server.fixture.branches[0].members[0].clone();
    let round = round(&server, "democratic", json!({})).await;
    step(&server, &round, "open", Value::Null).await;
    step(&server, &round, "close", Value::Null).await;
    let sign = format!("{round}/sign");
    let signers = [&secretary, &server.fixture.clerk];
    let answers = join_all((0..8).map(|at| server.post(&sign, signers[at % 2], signature()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        answer.refused("appraisal.wrong_state");
    }
}
