//! The answers stand on the notice, on screen and on paper (S2-9).

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{against, id, in_public, object, posted, refused, upheld};
use crate::editions::surfaces::page;
use crate::leaderboards::scene::credited;

/// Each notice shows what was decided on its own rows, whichever edition it is of; the township's all.
#[tokio::test]
async fn the_notice_says_what_became_of_objections() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let member = &branch.members[1];
    let (_, _, wrong) = credited(&server, &branch, member, "2024-03-01", json!({})).await;
    server.set_time("2024-04-02T01:00:00Z");
    let notice = posted(&server, "2024-Q1").await;
    let before = page(&server, &format!("/board/{}/notice", branch.id)).await;
    assert!(!before.contains("异议的处理和答复"), "nothing to say, no heading");

    let body = against(&server, &notice, branch.id, &branch.members[2]).await;
    let first = object(&server, &notice, &branch.members[3], body).await.expect(201);
    let body = against(&server, &notice, branch.id, member).await;
    let second = object(&server, &notice, &branch.members[3], body.clone()).await.expect(201);
    let decide = async |objection: &Value, verdict: Value| {
        let path = format!("/objections/{}/decide", id(objection));
        server.post(&path, &branch.members[0], verdict).await.expect(200)
    };
    decide(&first, refused()).await;
    decide(&second, upheld(&wrong)).await;

    let township = server.fixture.township;
    for (organization, edition, size) in [(branch.id, 1, 2), (branch.id, 2, 2), (township, 2, 2), (other.id, 2, 0)] {
        let path = format!("/organizations/{organization}/notice?period=2024-Q1&edition={edition}");
        let shown = in_public(&server, &path).await.expect(200);
        assert_eq!(shown["answers"].as_array().unwrap().len(), size, "{path}");
        let paper = page(&server, &format!("/board/{organization}/notice?edition={edition}")).await;
        assert_eq!(paper.contains("异议的处理和答复"), size > 0, "{path}");
        if let Ok(folder) = std::env::var("XIANFENG_TEST_PAGES") {
            std::fs::write(format!("{folder}/notice-{size}-{edition}.html"), &paper).unwrap();
        }
        if size > 0 {
            let answer = &shown["answers"][1];
            assert_eq!((&answer["outcome"], &answer["row"]), (&json!("upheld"), &body["row"]));
            assert!(!shown.to_string().contains("登记了两次"), "the objection's own text stays inside");
            let row = format!("第1版 {} 号", body["row"]);
            for text in [row.as_str(), "成立，见第2版", "经核实重复登记，已更正。", "不成立"] {
                assert!(paper.contains(text), "{text}: {paper}");
            }
            assert!(!paper.contains("照片和签到可证"), "nor the reason");
        }
    }
}
