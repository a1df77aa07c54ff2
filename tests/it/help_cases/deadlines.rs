//! Helper and secretary are reminded of deadlines (S0-11).

use serde_json::json;
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{confirmed, does, township};

async fn reminded(server: &TestServer, day: &str) -> usize {
    server.set_time(&format!("{day}T01:00:00Z"));
    Job::RemindHelp.step(&server.app, server.clock.now()).await.expect("a step")
}

/// A week before and on the day, once each, by however many replicas; anew after more time was given; not
/// when it is over.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn deadlines_are_told_a_week_before_and_on_the_day() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, .., low] = branches[0].members.as_slice() else { panic!("members") };
    let case = confirmed(&server, low, Some(helper)).await;
    assert_eq!(reminded(&server, "2024-09-22").await, 0, "the deadline is 30 September");
    let both = futures_util::join!(reminded(&server, "2024-09-23"), reminded(&server, "2024-09-23"));
    assert_eq!(both.0 + both.1, 1);
    assert_eq!(reminded(&server, "2024-09-23").await, 0);
    assert_eq!(reminded(&server, "2024-09-30").await, 1);
    assert_eq!(reminded(&server, "2024-09-30").await, 0);
    let extend = json!({ "deadline": "2024-10-31", "reason": "再给一个月" });
    does(&server, &case, "extend", secretary, extend).await.expect(200);
    assert_eq!(reminded(&server, "2024-10-23").await, 0);
    // A server that stood still for days tells it late, and once.
    assert_eq!(reminded(&server, "2024-10-31").await, 1);
    assert_eq!(reminded(&server, "2024-11-01").await, 0);
    let extend = json!({ "deadline": "2024-12-31", "reason": "再给时间" });
    does(&server, &case, "extend", secretary, extend).await.expect(200);
    does(&server, &case, "close", secretary, json!({ "outcome": "turned_round", "reason": "好了" })).await.expect(200);
    assert_eq!(reminded(&server, "2024-12-31").await, 0);
}
