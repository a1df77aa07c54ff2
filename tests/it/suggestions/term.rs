//! Fifteen days: a reminder before the last, the township after it.

use serde_json::json;
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{answered, listed, suggested, taken_up};
use crate::inbox::told;

#[tokio::test]
async fn what_nobody_answers_goes_to_the_township() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let [lying, taken] = [
        suggested(&server, &branch.members[1], json!({})).await,
        suggested(&server, &branch.members[2], json!({})).await,
    ];
    taken_up(&server, &taken, secretary).await;
    let chase = async || Job::ChaseSuggestions.step(&server.app, server.clock.now()).await.unwrap();
    server.set_time("2024-03-12T01:00:00Z");
    assert_eq!(chase().await, 0, "more than three days are left");
    server.set_time("2024-03-13T01:00:00Z");
    assert_eq!((chase().await, chase().await), (2, 0), "each once");
    assert_eq!(told(&server, secretary, "suggestion.due_soon").await, 2);
    server.set_time("2024-03-16T15:59:00Z");
    assert_eq!(chase().await, 0, "the fifteenth day counts");
    assert_eq!(listed(&server, "?overdue=true", secretary).await, [""; 0]);
    server.set_time("2024-03-16T16:00:00Z");
    assert_eq!(listed(&server, "?overdue=true", secretary).await.len(), 2);
    let (first, second) = tokio::join!(chase(), chase());
    assert_eq!((first + second, chase().await), (2, 0));
    assert_eq!(told(&server, &clerk, "suggestion.overdue").await, 2);
    assert_eq!(told(&server, secretary, "suggestion.overdue").await, 2);
    assert_eq!(listed(&server, "", secretary).await, [""; 0], "it is the township's now");
    assert_eq!(listed(&server, "?overdue=true", &clerk).await.len(), 2);
    let late = taken_up(&server, &lying, &clerk).await;
    assert_eq!((&late["overdue"], &late["above"]), (&json!(true), &json!(true)));
    for own in [lying, taken] {
        answered(&server, &own, &clerk, json!({})).await.expect(200);
    }
    assert_eq!(listed(&server, "?overdue=true", &clerk).await, [""; 0]);
}

/// However many are due, each is reminded of once, page by page.
#[tokio::test]
async fn many_are_reminded_of() {
    let server = TestServer::start_with(2, 12, &[]).await;
    let branch = server.fixture.branches[0].clone();
    for member in &branch.members[1..12] {
        for _ in 0..4 {
            suggested(&server, member, json!({})).await;
        }
    }
    let chase = async || Job::ChaseSuggestions.step(&server.app, server.clock.now()).await.unwrap();
    server.set_time("2024-03-13T01:00:00Z");
    assert_eq!((chase().await, chase().await), (44, 0), "more than two pages");
    assert_eq!(told(&server, &branch.members[0], "suggestion.due_soon").await, 44);
}
