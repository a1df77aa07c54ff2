//! The whole main job on the real shape of the township: 17 branches, 497 members, over HTTP, and
//! every figure on every surface against a count of the test's own (issue 2, item 16; invariants 3
//! and 8; pitfalls 9, 10, 16 and 32).
//!
//! - `people`: the roster as the test reads it, imported, and the people who act
//! - `work`: what they do, recorded beside it
//! - `count`: ranks, totals and averages from that record, with nothing of the domain's
//! - `boards`, `sheets`: what the service says, compared

mod boards;
mod count;
mod people;
mod sheets;
mod work;

pub(crate) use boards::{hundredths, pages};

use xianfeng_api::verify::{Scope, verify};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use count::Township;

/// The periods that are compared, with first and last day.
pub(crate) const PERIODS: [(&str, &str, &str); 4] = [
    ("2024-01", "2024-01-01", "2024-01-31"),
    ("2024-02", "2024-02-01", "2024-02-29"),
    ("2024-Q1", "2024-01-01", "2024-03-31"),
    ("2024", "2024-01-01", "2024-12-31"),
];

#[tokio::test]
async fn every_figure_of_the_township_is_what_a_count_by_hand_says() {
    let server = TestServer::start_with(0, 0, &[]).await;
    let mut township = people::arrive(&server).await;
    work::january(&server, &mut township).await;
    work::february(&server, &mut township).await;
    server.set_time("2024-03-05T01:00:00Z");
    // With the copy of the boards made, where there is one: Redis answers then (invariant 7).
    while Job::DrainBoards.step(&server.app, server.clock.now()).await.expect("a step") > 0 {}

    every_branch_took_part(&township);
    boards::members(&server, &township).await;
    boards::averages(&server, &township).await;
    boards::own_places(&server, &township).await;
    boards::comparisons(&server, &township).await;
    sheets::public_boards(&server, &township).await;
    sheets::pages(&server, &township).await;
    sheets::leaderboard_export(&server, &township).await;
    sheets::ledger_export(&server, &township).await;

    let report = verify(&server.app, Scope { files: true }, &|_, _, _| {}).await.expect("verification runs");
    assert_eq!(report.differences, []);
    assert_eq!(report.members, 498, "the roster and one who came later");
}

/// A scenario in which a branch does nothing, or nobody ties, would compare less than it says.
fn every_branch_took_part(township: &Township) {
    for branch in 0..township.branches.len() {
        let board = township.board(Some(branch), None, "2024-Q1");
        assert!(board.iter().any(|line| line.total > 0), "nothing was earned in {}", township.branches[branch].name);
    }
    let board = township.board(None, None, "2024-Q1");
    let skips = board.windows(2).any(|pair| pair[1].rank > pair[0].rank + 1);
    assert!(skips && board.iter().filter(|line| line.total > 0).count() >= 60, "too little happened");
}
