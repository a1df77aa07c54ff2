//! Two systems in one installation (item 9): S1's and S2's ready books, each with its township, at
//! work in the same quarter.
//!
//! - `town`: a township, its script, and what it shows of itself
//! - `apart`: nothing of one is reached from the other

mod apart;
mod town;

use xianfeng_api::verify::{Scope, verify};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::Fixture;

use town::{Shown, System, Town};

/// The days on which both work.
const DAYS: [&str; 4] = ["2024-01-10", "2024-02-05", "2024-03-08", "2024-03-29"];

/// Lets the background work catch up, and checks the books.
async fn caught_up(server: &TestServer) {
    for job in [Job::GrantBase, Job::DrainBoards] {
        while job.step(&server.app, server.clock.now()).await.expect("a step") > 0 {}
    }
    let report = verify(&server.app, Scope { files: true }, &|_, _, _| {}).await.expect("verification runs");
    assert_eq!(report.differences, []);
}

/// What a township shows after a quarter in an installation of its own.
async fn alone(system: System) -> Shown {
    let server = Box::pin(TestServer::start_plan(&system.plan(), &[])).await;
    let mut town = Town::new(system, server.fixture.clone());
    for (number, day) in DAYS.into_iter().enumerate() {
        server.set_time(&format!("{day}T01:00:00Z"));
        town.works(&server, number, day).await;
    }
    caught_up(&server).await;
    town.shows(&server).await
}

/// Item 9: interleaved in one installation, each shows what it shows alone, and what the count by
/// hand says; and neither reaches anything of the other.
#[tokio::test]
async fn two_systems_in_one_installation_show_what_each_shows_alone() {
    let server = Box::pin(TestServer::start_plan(&System::Tangjiao.plan(), &[])).await;
    let other = Fixture::create(&server.app.database, &server.app.vault, &System::Liangji.plan()).await;
    let mut towns = [Town::new(System::Tangjiao, server.fixture.clone()), Town::new(System::Liangji, other)];
    for (number, day) in DAYS.into_iter().enumerate() {
        server.set_time(&format!("{day}T01:00:00Z"));
        for town in &mut towns {
            town.works(&server, number, day).await;
        }
    }
    caught_up(&server).await;
    for town in &towns {
        let together = town.shows(&server).await;
        assert_eq!(together.boards, town.counted(), "by hand");
        let found = |name: &str, code: &str| together.findings.contains(&(name.to_owned(), code.to_owned()));
        match town.system {
            // Three at the meeting, one mediation, three turns; no base.
            System::Tangjiao => assert_eq!(together.ledger.len(), 7),
            // Eight bases, one declaration, three turns, one deduction; under base is backward (S2-5).
            System::Liangji => {
                assert_eq!(together.ledger.len(), 13);
                assert!(found("梁集11", "below_base") && found("梁集00", "no_additions"), "{:?}", together.findings);
            }
        }
        let alone = Box::pin(alone(town.system)).await;
        assert_eq!(together, alone);
    }
    for [own, other] in [[&towns[0], &towns[1]], [&towns[1], &towns[0]]] {
        apart::reads_nothing(&server, own, other).await;
        apart::writes_nothing(&server, own, other).await;
    }
    // Whatever was tried, nothing changed.
    caught_up(&server).await;
    for town in &towns {
        assert_eq!(town.shows(&server).await.boards, town.counted());
    }
}
