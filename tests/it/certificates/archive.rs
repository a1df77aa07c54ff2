//! The archive (一本通): frozen, printed, withdrawn.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use xianfeng_tests::TestServer;

use super::{done, issued};
use crate::inbox::told;

/// S1-10, S2-11: memberships, points with ranks of published editions, deeds with quantities, honours.
#[tokio::test]
async fn an_archive_holds_what_was_done() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let member = &branch.members[1];
    done(&server, member, "清运<b>垃圾", 200, "吨").await;
    server.set_time("2024-04-02T01:00:00Z");
    crate::closings::published(&server, "2024-Q1").await;
    let archive = issued(&server, member, json!({ "kind": "archive", "period": "2024" })).await;
    let content = &archive["content"];
    assert_eq!((&content["name"], &content["branch"]), (&json!(member.name), &json!("第1村党支部")));
    assert_eq!(
        (&archive["from"], &archive["to"]),
        (&json!("2024-01-01"), &json!("2024-04-02")),
        "the year until today"
    );
    assert_eq!(content["memberships"][0]["what"], "第1村党支部 · 普通");
    assert_eq!(content["ranks"].as_array().unwrap().len(), 1, "{content}");
    assert_eq!(content["ranks"][0]["period"], "2024年第一季度");
    assert_eq!(content["ranks"][0]["rank"], 1);
    assert_eq!(content["years"][0]["deeds"][0]["what"], "清运<b>垃圾");
    assert_eq!(content["quantities"][0]["amount"], "200吨");

    let answer = server.get(&format!("/archives/{}/page", archive["id"].as_str().unwrap()), member).await;
    assert_eq!((answer.status.as_u16(), &answer.headers["cache-control"]), (200, &"no-store".parse().unwrap()));
    let page = String::from_utf8(answer.body).unwrap();
    let code = archive["code"].as_str().unwrap();
    for told in [member.name.as_str(), "党员积分一本通", "200吨", code, archive["digest"].as_str().unwrap(), "<svg"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    assert!(!page.contains("<b>垃圾") && !page.contains("<script"));
}

/// What was issued does not change with what is corrected later; the next one does.
#[tokio::test]
async fn what_was_issued_is_frozen() {
    let server = TestServer::start().await;
    let member = server.fixture.branches[0].members[1].clone();
    done(&server, &member, "巡山", 3, "次").await;
    let first = issued(&server, &member, json!({ "kind": "archive" })).await;
    let entry = crate::declarations::ledger(&server, &member).await[0]["id"].as_str().unwrap().to_owned();
    let reason = json!({ "reason": "重复登记" });
    server.post(&format!("/ledger/{entry}/reversal"), &server.fixture.clerk, reason).await.expect(201);
    let path = format!("/archives/{}", first["id"].as_str().unwrap());
    let again = server.get(&path, &member).await.expect(200);
    assert_eq!(again["content"], first["content"]);
    let digest: String = Sha256::digest(content(&server, &first).await).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!(first["digest"], json!(digest));
    let next = issued(&server, &member, json!({ "kind": "archive" })).await;
    assert_ne!(next["content"]["total"], first["content"]["total"]);
    assert_ne!(next["code"], first["code"]);
}

/// The frozen text as it is stored.
async fn content(server: &TestServer, archive: &Value) -> String {
    use xianfeng_domain::access::Reach;
    use xianfeng_domain::ids::CertificateId;
    let id = CertificateId(archive["id"].as_str().unwrap().parse().unwrap());
    let reach = Reach::under(server.fixture.path.clone());
    let read = async |tx: &xianfeng_infra::db::Tx| xianfeng_infra::certificates::find(tx, &reach, None, id).await;
    server.app.database.read(read).await.unwrap().unwrap().content
}

/// One's own, and within reach; somebody else's reading is written down, and the member is told.
#[tokio::test]
async fn the_secretary_issues_for_who_has_no_phone() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|at| server.fixture.branches[at].clone());
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let path = format!("/members/{}/archives", member.id.0);
    let body = json!({ "kind": "archive", "period": "2024-Q1" });
    server.post(&path, &other.members[0], body.clone()).await.refused("member.not_found");
    server.post(&path, &branch.members[2], body.clone()).await.refused("auth.forbidden");
    let new = server.post(&path, secretary, body).await.expect(201);
    assert_eq!(told(&server, member, "certificate.issued").await, 1);
    let archive = format!("/archives/{}", new["id"].as_str().unwrap());
    server.get(&archive, secretary).await.expect(200);
    server.get(&archive, member).await.expect(200);
    server.get(&archive, &branch.members[2]).await.refused("certificate.not_found");
    server.get(&archive, &other.members[0]).await.refused("certificate.not_found");
    let looks = server.get("/me/privacy/looks", member).await.expect(200);
    assert_eq!(looks["items"][0]["action"], "certificates.read", "{looks}");
    let own = server.get("/me/archives", member).await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    let future = json!({ "kind": "archive", "period": "2030" });
    server.post("/me/archives", member, future).await.refused("request.invalid");
}
