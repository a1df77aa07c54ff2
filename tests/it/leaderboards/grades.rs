//! Grades on boards (S0-8): the township's, whatever page is asked.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::book::adopt;
use super::scene::entry;

async fn grades(server: &TestServer, path: &str, by: &xianfeng_tests::fixture::FixtureMember) -> Vec<Value> {
    let board = server.get(path, by).await.expect(200);
    board["items"].as_array().unwrap().iter().map(|row| row["grade"]["code"].clone()).collect()
}

/// Eight members; the best fifth, rounded in the members' favour, are two.
#[tokio::test]
async fn a_row_has_the_grade_of_the_township() {
    let server = TestServer::start().await;
    let [branch, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    entry(&server, &other, &other.members[2], 900, "2024-02-01", None).await;
    entry(&server, &other, &other.members[3], 800, "2024-02-01", None).await;
    entry(&server, &branch, &branch.members[1], 700, "2024-02-01", None).await;
    let township = format!("/leaderboards/members?organizationId={}&period=2024-Q1", server.fixture.township);
    let (excellent, good, none) = (json!("excellent"), json!("good"), Value::Null);
    let seen = grades(&server, &format!("{township}&limit=3"), &branch.members[2]).await;
    assert_eq!(seen, [excellent.clone(), excellent, good.clone()]);
    // First in the branch, and not excellent: the others' totals count.
    let own = format!("/leaderboards/members?organizationId={}&period=2024-Q1", branch.id.0);
    let whole = grades(&server, &own, &branch.members[0]).await;
    assert_eq!(whole[0], good, "the secretary needs to know");
    assert!(whole.iter().all(|grade| *grade != none));
    let seen = grades(&server, &own, &branch.members[1]).await;
    assert_eq!(seen, [good.clone(), none.clone(), none.clone(), none], "one's own row, and no other");
    let place = server.get("/leaderboards/members/me?period=2024-Q1", &branch.members[1]).await.expect(200);
    assert_eq!(place["row"]["grade"], json!({ "code": "good", "name": "良好" }));
    let compared = server.get("/me/comparison?period=2024-Q1", &branch.members[1]).await.expect(200);
    assert_eq!(compared["current"]["grade"], good);
}

/// Zero points are not excellent merely because all have zero.
#[tokio::test]
async fn where_all_are_alike_nobody_is_excellent() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let township = format!("/leaderboards/members?organizationId={}&period=2024-Q1", server.fixture.township);
    assert_eq!(grades(&server, &township, &branch.members[1]).await, vec![json!("good"); 8]);
}

/// By score, and only for the kind of period that grades are meant for.
#[tokio::test]
async fn grades_by_score() {
    let server = TestServer::start().await;
    let more = r#"
[[grades]]
code = "excellent"
name = "优秀"
from_points = "8"

[[grades]]
code = "low"
name = "靠后"
"#;
    adopt(&server, 2, "2024-01-01", more).await;
    let branch = server.fixture.branches[0].clone();
    for member in &branch.members[..3] {
        entry(&server, &branch, member, 800, "2024-02-01", None).await;
    }
    let township = format!("/leaderboards/members?organizationId={}&period=2024-Q1", server.fixture.township);
    let mut due = vec![json!("excellent"); 3];
    due.extend(vec![json!("low"); 5]);
    assert_eq!(grades(&server, &township, &branch.members[1]).await, due);
}
