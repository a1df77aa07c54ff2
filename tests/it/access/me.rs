//! `/me` tells everybody who they are, visitors too.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{me, visitor};

#[tokio::test]
async fn everybody_is_told_who_they_are() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = server.get("/me", &branch.members[0]).await.expect(200);
    assert_eq!(secretary["person"]["name"], "党员1");
    assert_eq!(secretary["person"]["phone"], "199****0001");
    assert_eq!(secretary["member"]["branch"], json!({ "id": branch.id.0, "name": "第1村党支部" }));
    assert_eq!(secretary["roles"][0]["role"], "branch_admin");
    assert_eq!(secretary["township"]["id"], json!(server.fixture.township.0));
    assert_eq!(secretary["ruleBookOwnerId"], json!(server.fixture.township.0));

    let clerk = server.get("/me", &server.fixture.clerk.clone()).await.expect(200);
    assert_eq!((clerk["member"].clone(), clerk["roles"][0]["role"].clone()), (Value::Null, json!("township_admin")));
    let stranger = visitor(&server, "somebody").await;
    let told = me(&server, &stranger).await;
    assert_eq!((told["person"].clone(), told["roles"].clone()), (Value::Null, json!([])));
}
