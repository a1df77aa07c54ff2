//! What the villagers read: S1-9.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::{Answer, TestServer};

use super::{in_public, notice, published, take_down};
use crate::leaderboards::scene::mark;

async fn page(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, path, None)).await
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

/// S1-9: a story is read by everybody on the public page, until it is taken down; a notice for members is not.
#[tokio::test]
async fn a_story_is_public_and_gone_at_once() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let story = json!({ "kind": "story", "title": "雪夜里的一盏灯 <script>", "body": "大年三十。\n\n雪下得正紧 <b>。", "inPublic": true });
    let id = published(&server, secretary, notice(branch.id.0, story)).await;
    published(&server, secretary, notice(branch.id.0, json!({ "title": "只给党员" }))).await;
    let list = format!("/organizations/{}/contents", branch.id);
    let found = in_public(&server, &list).await;
    let body = found.expect(200);
    assert_eq!((body["items"].as_array().unwrap().len(), &body["items"][0]["kind"]), (1, &json!("story")));
    assert!(!text(&found).contains(&secretary.name), "nobody is named");
    assert_eq!(found.headers["cache-control"], "public, max-age=0");
    let known = in_public(&server, &format!("{list}?knownVersion={}", body["version"])).await.expect(200);
    assert_eq!(known["unchanged"], true);
    assert_eq!(in_public(&server, &format!("{list}?kind=notice")).await.expect(200)["items"], json!([]));
    let one = in_public(&server, &format!("/contents/{id}")).await.expect(200);
    assert_eq!(one["body"], "大年三十。\n\n雪下得正紧 <b>。");
    let nowhere = in_public(&server, &format!("/organizations/{}/contents", other.id)).await.expect(200);
    assert_eq!(nowhere["items"], json!([]));

    let board = format!("/board/{}/contents", branch.id);
    let html = text(&page(&server, &board).await);
    assert!(html.contains("雪夜里的一盏灯 &") && !html.contains("<script>") && !html.contains("只给党员"), "{html}");
    let html = text(&page(&server, &format!("{board}/{id}")).await);
    assert!(html.contains("<p>大年三十。</p>") && html.contains("雪下得正紧 &") && !html.contains("<b>"), "{html}");
    assert_eq!(page(&server, &format!("/board/{}/contents/{id}", other.id)).await.status, 404);
    assert_eq!(page(&server, &format!("{board}/{id}?lang=en")).await.status, 200);
    assert_eq!(page(&server, &format!("{board}/x")).await.status, 404);

    take_down(&server, &id, secretary).await;
    in_public(&server, &format!("/contents/{id}")).await.refused("content.not_found");
    assert_eq!(in_public(&server, &list).await.expect(200)["items"], json!([]));
    let gone = page(&server, &format!("{board}/{id}")).await;
    assert!(gone.status == 404 && text(&gone).contains("没有找到这条内容"));
}

/// What the township publishes stands on its branches' pages; what is sensitive stands nowhere.
#[tokio::test]
async fn the_township_speaks_on_every_page_but_the_hidden_ones() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let clerk = server.fixture.clerk.clone();
    let case = notice(server.fixture.township.0, json!({ "kind": "case", "inPublic": true }));
    let draft = server.post("/contents", &clerk, case).await.expect(201);
    let path = format!("/contents/{}", draft["id"].as_str().unwrap());
    server.post(&format!("{path}/submit"), &clerk, Value::Null).await.expect(200);
    server.post(&format!("{path}/approve"), &clerk, json!({ "reason": "只有一人" })).await.expect(200);
    let items =
        in_public(&server, &format!("/organizations/{}/contents", branch.id)).await.expect(200)["items"].clone();
    assert_eq!(items[0]["organizationName"], "赤石桥乡党委");
    let own = notice(other.id.0, json!({ "inPublic": true }));
    let own = published(&server, &other.members[0], own).await;
    mark(&server, other.id, true, None).await;
    in_public(&server, &format!("/organizations/{}/contents", other.id)).await.refused("organization.not_found");
    in_public(&server, &format!("/contents/{own}")).await.refused("content.not_found");
    assert_eq!(page(&server, &format!("/board/{}/contents", other.id)).await.status, 404);
}
