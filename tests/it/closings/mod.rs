//! Closing a period: the edition, what is closed and what changes there (design.md, Scoring and closing).

mod corrections;
mod freezing;

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// Closes a period as the clerk and reads the closing.
pub async fn close(server: &TestServer, period: &str) -> Value {
    let clerk = &server.fixture.clerk;
    let body = json!({ "organizationId": server.fixture.township.0, "period": period });
    let begun = server.post("/closings", clerk, body).await.expect(201);
    server.get(&format!("/closings/{}", begun["id"].as_str().unwrap()), clerk).await.expect(200)
}

/// The office enters a deed of some day; answers the entry's id.
pub async fn deed(server: &TestServer, member: &FixtureMember, item: &str, day: &str) -> String {
    let body = json!({ "memberIds": [member.id.0], "item": item, "doneOn": day, "what": "义务劳动" });
    let done = server.post("/entries", &server.fixture.clerk, body).await.expect(201);
    done["results"][0]["entryId"].as_str().unwrap_or_else(|| panic!("{done}")).to_owned()
}

/// Closes and publishes.
pub async fn published(server: &TestServer, period: &str) -> Value {
    let closing = close(server, period).await;
    assert_eq!(closing["state"], "closed", "{closing}");
    let path = format!("/closings/{}/publication", closing["id"].as_str().unwrap());
    server.post(&path, &server.fixture.clerk, json!({ "reason": "乡党委会议同意公示" })).await.expect(200)
}
