//! Ending while acting, and many consents at once.

use futures_util::future::{join, join_all};
use serde_json::Value;
use xianfeng_tests::TestServer;

use super::{acts, consent, recorded};
use crate::declarations::deed;

/// A consent that is withdrawn in the middle: whatever came after it is refused, and what came through stands on
/// the list.
#[tokio::test]
async fn nothing_comes_through_after_the_end() {
    let server = TestServer::start().await;
    let [secretary, member, helper] = [0, 1, 2].map(|place| server.fixture.branches[0].members[place].clone());
    let right = recorded(&server, &member, &helper).await;
    let end = format!("/assistance/{}/end", right["id"].as_str().unwrap());
    let many = (0..12).map(|_| acts(&server, &helper, &member, "/declarations", deed(serde_json::json!({}))));
    let (answers, ended) = join(join_all(many), server.post(&end, &member, Value::Null)).await;
    ended.expect(200);
    let through = answers.iter().filter(|answer| answer.status == 201).count();
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("assistance.none");
    }
    let list = server.get("/assistance/acts?limit=100", &secretary).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), through);
    acts(&server, &helper, &member, "/declarations", deed(serde_json::json!({}))).await.refused("assistance.none");
}

/// Eight members at once choose one helper: five have one.
#[tokio::test]
async fn a_helper_has_five_places_however_many_ask_at_once() {
    let server = TestServer::start_with(1, 10, &[]).await;
    let members = server.fixture.branches[0].members.clone();
    let helper = &members[1];
    let asked = members[2..].iter().map(|member| {
        let path = format!("/members/{}/assistance", member.id);
        let (server, secretary, body) = (&server, &members[0], consent(helper));
        async move { server.post(&path, secretary, body).await }
    });
    let answers = join_all(asked).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 5);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("assistance.helper_full");
    }
    let mine = server.get("/me/assistance", helper).await.expect(200);
    assert_eq!(mine["actsFor"].as_array().unwrap().len(), 5);
}
