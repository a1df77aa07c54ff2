//! Publishing live figures is a person's decision (invariant 12).

use serde_json::json;
use xianfeng_tests::TestServer;

#[tokio::test]
async fn a_publication_is_approved_with_a_reason_and_taken_back() {
    let server = TestServer::start().await;
    let (clerk, secretary) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[0].clone());
    let organization = format!("/organizations/{}", server.fixture.township.0);
    let path = format!("{organization}/publication");
    assert_eq!(server.get(&organization, &secretary).await.expect(200)["publicationApproved"], false);
    let approve = json!({ "approved": true, "reason": "乡党委会议决定" });
    server.post(&path, &secretary, approve.clone()).await.refused("auth.forbidden");
    server.post(&path, &clerk, json!({ "approved": true, "reason": " " })).await.refused("request.invalid");
    assert_eq!(server.post(&path, &clerk, approve).await.expect(200)["publicationApproved"], true);
    assert_eq!(server.get(&organization, &secretary).await.expect(200)["publicationApproved"], true);
    let back = json!({ "approved": false, "reason": "核对后再公布" });
    assert_eq!(server.post(&path, &clerk, back).await.expect(200)["publicationApproved"], false);

    let log = server.get(&format!("/audit?subjectId={}", server.fixture.township.0), &clerk).await.expect(200);
    let details: Vec<_> = log["items"].as_array().unwrap().iter().map(|line| line["detail"].clone()).collect();
    assert_eq!(details, ["withdrawn", "approved"]);
}
