//! Both sign at once.

use futures_util::future::join_all;
use serde_json::json;
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::opened;

/// However often and however close together both sides sign, the office passes once.
#[tokio::test]
async fn two_signatures_at_once_pass_the_office_once() {
    let server = TestServer::start().await;
    let members = server.fixture.branches[0].members.clone();
    let path = format!("{}/sign", opened(&server).await);
    let signs = (0..10).map(|turn| server.post(&path, &members[turn % 2], json!({})));
    let answers = join_all(signs).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 200).count(), 2);
    let done = answers.iter().filter(|answer| answer.status == 200 && answer.json()["state"] == "done").count();
    assert_eq!(done, 1);
    for answer in answers.iter().filter(|answer| answer.status != 200) {
        let code = answer.json()["code"].clone();
        assert!(code == "handover.signed" || code == "handover.not_open", "{code}");
    }
    let held = async |tx: &Tx| accounts::held_at(tx, [server.fixture.branches[0].id]).await;
    let held = server.app.database.read(held).await.unwrap();
    let holders: Vec<_> = held.iter().filter(|one| one.role == Role::BranchAdmin).map(|one| one.person).collect();
    assert_eq!(holders, [members[1].person]);
    let log = server.get("/audit?limit=100", &server.fixture.clerk).await.expect(200);
    let passed = log["items"].as_array().unwrap().iter().filter(|line| line["action"] == "handovers.pass").count();
    assert_eq!(passed, 1);
}
