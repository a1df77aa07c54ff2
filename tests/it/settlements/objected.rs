//! An objection that nobody has decided keeps the money back (issue: settlement waits until all are).

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{TERM_OVER, assert_clean, decision, lines, run};
use crate::objections::{against, posted};

#[tokio::test]
async fn an_undecided_objection_keeps_the_settlement_back() {
    let server = TestServer::start_with(1, 4, &[]).await;
    let branch = server.fixture.branches[0].clone();
    server.set_time("2024-04-01T02:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let body = against(&server, &notice, branch.id, &branch.members[1]).await;
    let path = format!("/editions/{}/objections", notice.edition);
    server.post(&path, &branch.members[2], body).await.expect(201);
    server.set_time(TERM_OVER);
    let draft = run(&server, &notice.closing).await;
    let sign = format!("/settlements/{}/sign", draft["id"].as_str().unwrap());
    let refused = server.post(&sign, &server.fixture.clerk, decision()).await;
    assert_eq!(refused.refused("closing.objections_open")["open"], json!(1));
    let still = server.get(&sign.replace("/sign", ""), &server.fixture.clerk).await.expect(200);
    assert_eq!(still["state"], "draft");
    assert_eq!(lines(&server, &draft).await.len(), 4);
    assert_clean(&server).await;
}
