//! What was answered for everybody.

use serde_json::json;
use xianfeng_tests::TestServer;

use super::{answered, in_public, suggested, taken_up};

/// Summary and answer are public once both have passed; never who suggested it, nor the own words.
#[tokio::test]
async fn answers_are_public_without_their_author() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    for (summary, answer, check) in [
        ("在村口加装凸面镜", "本月安装。", "passed"),
        ("REVIEW", "本月安装。", "held"),
        ("在河边加装路灯", "RISKY", "held"),
    ] {
        let own = suggested(&server, member, json!({})).await;
        taken_up(&server, &own, secretary).await;
        let public = json!({ "outcome": "answered", "answer": answer, "inPublic": true, "summary": summary });
        answered(&server, &own, secretary, public).await.expect(200);
        let shown = server.get(&format!("/suggestions/{own}"), secretary).await.expect(200);
        assert_eq!(shown["suggestion"]["checkState"], check);
    }
    let own = suggested(&server, member, json!({})).await;
    taken_up(&server, &own, secretary).await;
    answered(&server, &own, secretary, json!({})).await.expect(200);

    let path = format!("/organizations/{}/suggestions", branch.id);
    let page = in_public(&server, &path).await;
    let text = String::from_utf8(page.body.clone()).unwrap();
    let found = page.expect(200);
    let expected = json!([{ "summary": "在村口加装凸面镜", "outcome": "answered", "answer": "本月安装。", "answeredOn": "2024-03-01" }]);
    assert_eq!(found["items"], expected);
    assert!(!text.contains(&member.name) && !text.contains("弯道没有镜子"), "{text}");
    let known = in_public(&server, &format!("{path}?knownVersion={}", found["version"])).await.expect(200);
    assert_eq!(known["unchanged"], true);
    assert_eq!(
        in_public(&server, &format!("/organizations/{}/suggestions", other.id)).await.expect(200)["items"],
        json!([])
    );
    let (mut cursor, mut items, mut pages) = (String::new(), 0, 0);
    loop {
        let page = in_public(&server, &format!("{path}?limit=1{cursor}")).await.expect(200);
        (items, pages) = (items + page["items"].as_array().unwrap().len(), pages + 1);
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!((items, pages), (1, 3));
}
