//! The fault: a grant of 3, a rule change to 5, then a revocation gives −3 (pitfall 6).

use serde_json::json;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{Plan, open_book};

use crate::leaderboards::scene::credited;
use crate::rulebooks::adopted;
use crate::township::hundredths;

const MEDIATION: &str = "[[items]]\ncode = \"mediation\"\nname = \"调解纠纷\"\naspect = \"服务群众\"\n\
    kind = \"addition\"\npoints = \"3\"\nunit = \"件纠纷\"\nways = [\"task\"]\n\n[[items]]";

#[tokio::test]
async fn three_granted_and_five_since_revokes_three() {
    let book = open_book().replacen("[[items]]", MEDIATION, 1);
    let changed = book.replace("points = \"3\"\nunit = \"件纠纷\"", "points = \"5\"\nunit = \"件纠纷\"");
    assert_ne!(book, changed);
    let server = Box::pin(TestServer::start_plan(&Plan { book, ..Plan::small(1, 3) }, &[])).await;
    let branch = server.fixture.branches[0].clone();
    let (member, clerk) = (&branch.members[1], server.fixture.clerk.clone());
    let task = json!({ "item": "mediation" });
    let (_, _, before) = credited(&server, &branch, member, "2024-03-01", task.clone()).await;
    let township = server.fixture.township.0;
    let version = adopted(&server, &clerk, township, &changed, "2024-03-02").await["adopted"]["id"].clone();
    server.set_time("2024-03-05T01:00:00Z");
    let (_, _, after) = credited(&server, &branch, member, "2024-03-05", task).await;
    let total = async || {
        let points = server.get("/me/points?period=2024-03", member).await.expect(200);
        hundredths(&points["points"]["additions"])
    };
    assert_eq!(total().await, 800);
    for (entry, points, book) in [(before, -3, json!(server.fixture.rule_book.0)), (after, -5, version)] {
        let why = json!({ "reason": "照片不符" });
        let reversed = server.post(&format!("/ledger/{entry}/reversal"), &clerk, why).await.expect(201);
        let written = &reversed["entries"][0];
        assert_eq!((&written["points"], &written["ruleBookId"]), (&json!(points), &book));
    }
    assert_eq!(total().await, 0);
    crate::declarations::assert_clean(&server).await;
}
