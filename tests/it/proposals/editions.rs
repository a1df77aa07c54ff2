//! A list says which edition of the year it stands on: S0-10.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{lines, names, points, proposed};
use crate::closings::close;

/// Once the year is closed, the edition's ranks and totals make the list, of a branch and of the
/// township.
#[tokio::test]
async fn a_list_of_a_closed_year_stands_on_its_edition() {
    let server = TestServer::start_with(2, 3, &[]).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let clerk = server.fixture.clerk.clone();
    points(&server, &branch, &[100, 500, 300]).await;
    points(&server, &other, &[0, 700, 0]).await;
    server.set_time("2025-01-05T01:00:00Z");
    for period in ["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2024"] {
        let closing = close(&server, period).await;
        assert_eq!(closing["state"], "closed", "{closing}");
    }
    let township = proposed(&server, &clerk, "honours", server.fixture.township.0).await;
    let head = server.get(&township, &clerk).await.expect(200);
    assert_eq!((&head["provisional"], &head["editionNumber"]), (&json!(false), &json!(1)));
    assert_eq!(head["editionHash"].as_str().unwrap().len(), 8);
    let best = lines(&server, &township, &clerk).await;
    assert_eq!(names(&best), [&other.members[1].name, &branch.members[1].name]);
    let in_branch = proposed(&server, &branch.members[0], "honours", branch.id.0).await;
    let best = lines(&server, &in_branch, &clerk).await;
    assert_eq!(names(&best), [&branch.members[1].name, &branch.members[2].name]);
    let ranks: Vec<_> = best.iter().map(|line| (&line["evidence"]["rank"], &line["evidence"]["counted"])).collect();
    assert_eq!(ranks, [(&json!(1), &json!(3)), (&json!(2), &json!(3))]);
}
