//! Reads of personal data leave a line; overseers and administrators read the lines.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use crate::access::{bind, bind_by_phone, visitor};
use crate::files_api::pictures::photo;
use crate::files_api::upload;
use crate::tasks::{claimed, published};

fn actions(log: &Value) -> Vec<&str> {
    log["items"].as_array().unwrap().iter().map(|line| line["action"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn whoever_reads_a_member_is_named() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let path = format!("/members/{}", member.id.0);
    let hidden = server.get(&path, secretary).await.expect(200);
    assert_eq!(hidden["phone"], "199****0002");
    let full = server.get(&format!("{path}?reveal=phone"), secretary).await.expect(200);
    assert_eq!(full["phone"], "19900000002");
    server.get(&format!("/members?organizationId={}", branch.id.0), secretary).await.expect(200);

    let of_member = server.get(&format!("/audit?subjectId={}", member.id.0), &clerk).await.expect(200);
    assert_eq!(actions(&of_member), ["members.reveal_phone", "members.read"]);
    let line = &of_member["items"][0];
    assert_eq!(line["personName"], secretary.name.as_str());
    assert!(line["requestId"].is_string() && line["ip"].is_string());
    let of_branch = server.get(&format!("/audit?subjectId={}", branch.id.0), &clerk).await.expect(200);
    assert_eq!(actions(&of_branch), ["members.list"]);
    assert!(!of_member.to_string().contains("19900000002"), "never logged: phones");
}

#[tokio::test]
async fn overseers_read_the_log_and_never_write() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, overseer, clerk) = (&branch.members[0], &branch.members[2], server.fixture.clerk.clone());
    server.get("/audit", secretary).await.refused("auth.forbidden");
    server.get("/audit", overseer).await.refused("auth.forbidden");
    let role = json!({ "personId": overseer.person.0, "role": "overseer", "organizationId": branch.id.0 });
    server.post("/roles", &clerk, role.clone()).await.expect(201);

    server.get(&format!("/members/{}", branch.members[1].id.0), secretary).await.expect(200);
    let elsewhere = server.fixture.branches[1].clone();
    server.get(&format!("/members/{}", elsewhere.members[1].id.0), &elsewhere.members[0]).await.expect(200);
    let log = server.get("/audit", overseer).await.expect(200);
    assert_eq!(actions(&log), ["members.read", "roles.grant"], "of the own branch only");
    let reveal = format!("/members/{}?reveal=phone", branch.members[1].id.0);
    server.get(&reveal, overseer).await.refused("auth.forbidden");
    server.post("/roles", overseer, role).await.refused("auth.forbidden");
    server
        .post(&format!("/members/{}/invites", branch.members[1].id.0), overseer, Value::Null)
        .await
        .refused("auth.forbidden");
}

/// Issue item 11: every read that discloses somebody else's data, and no read of one's own.
#[tokio::test]
async fn whoever_reads_what_is_anothers_is_named() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let file = upload(&server, member, photo(1)).await.expect(201)["id"].as_str().unwrap().to_owned();
    let task = published(&server, json!({ "photosRequired": 1 })).await;
    let claim = claimed(&server, &task, member).await;
    let report = json!({ "report": "走访六户", "deedOn": "2024-03-01", "photoIds": [file] });
    server.post(&format!("/claims/{claim}/submit"), member, report).await.expect(200);
    server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    let token = visitor(&server, "new-phone").await;
    bind_by_phone(&server, "new-phone", &token, "19900000003").await.expect(200);

    let [claim, file] = [format!("/claims/{claim}"), format!("/files/{file}")];
    let reads = [
        (claim.as_str(), "claims.read"),
        (file.as_str(), "files.read"),
        ("/ledger", "ledger.list"),
        ("/claims", "claims.list"),
        ("/roles", "roles.list"),
        ("/rebindings", "rebindings.list"),
    ];
    for (path, _) in &reads[..4] {
        assert_eq!(server.get(path, member).await.status, 200, "{path}");
    }
    let log = server.get("/audit", &clerk).await.expect(200);
    assert!(reads.iter().all(|(_, action)| !actions(&log).contains(action)), "one's own is no disclosure: {log}");
    for (path, action) in reads {
        // The secretary alone holds a role in the branch: the clerk reads of somebody else.
        let reader = if path == "/roles" { &clerk } else { secretary };
        assert_eq!(server.get(path, reader).await.status, 200, "{path}");
        let log = server.get("/audit", &clerk).await.expect(200);
        assert_eq!(actions(&log)[0], action, "{path}");
        assert_eq!(log["items"][0]["personName"], reader.name.as_str());
    }
}

/// Who logged in, as whom, and which fields were corrected: read where the person belongs.
#[tokio::test]
async fn log_ins_and_corrections_are_read_where_the_person_belongs() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let path = format!("/members/{}", member.id.0);
    let invite = server.post(&format!("{path}/invites"), secretary, Value::Null).await.expect(201);
    let token = visitor(&server, "new-phone").await;
    bind(&server, &token, json!({ "inviteCode": invite["code"] })).await.expect(200);
    visitor(&server, "new-phone").await;
    let log = server.get("/audit", &clerk).await.expect(200);
    assert_eq!(actions(&log), ["auth.login", "auth.bind", "invites.create"], "not that of nobody yet");

    let edit = json!({
        "name": "新名", "sex": "male", "birth": "1970-04", "joinedOn": "2000-07-01", "probationary": false,
        "phone": "19900088888"
    });
    server.put(&path, secretary, 1, edit).await.expect(200);
    let log = server.get("/audit?limit=1", &clerk).await.expect(200);
    let detail = log["items"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("name") && detail.contains("phone") && !detail.contains("probationary"), "{detail}");
    assert!(!detail.contains("新名") && !detail.contains("8888"), "{detail}");
}
