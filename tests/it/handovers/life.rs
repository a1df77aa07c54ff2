//! From the open work to the printed protocol.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{count, leads, opened, signed};
use crate::declarations::{declared, deed};
use crate::tasks::{claimed, published, submitted};

/// Claims wait, somebody is away and known to the secretary; after both signatures the new secretary has all of it,
/// and the old one nothing.
#[tokio::test]
async fn everything_passes_with_the_second_signature() {
    let server = TestServer::start().await;
    let [old, new, member, away] = [0, 1, 2, 3].map(|place| server.fixture.branches[0].members[place].clone());
    let task = published(&server, json!({})).await;
    let claim = claimed(&server, &task, &member).await;
    submitted(&server, &claim, &member).await;
    declared(&server, &member, deed(json!({}))).await;
    let gone = json!({ "from": "2024-02-01", "destination": "太原", "liaisonId": old.id.0 });
    server.post(&format!("/members/{}/aways", away.id), &old, gone).await.expect(201);

    let path = opened(&server).await;
    let seen = server.get(&path, &new).await.expect(200);
    for (what, expected) in [("tasks", 1), ("claims", 1), ("declarations", 1), ("liaisons", 1), ("audits", 0)] {
        assert_eq!(count(&seen, what), expected, "{what}");
    }
    assert_eq!(seen["state"], "open");
    signed(&server, &path, &old).await;
    assert!(leads(&server, &old).await && !leads(&server, &new).await, "one signature passes nothing");
    server.post(&format!("{path}/sign"), &old, json!({})).await.refused("handover.signed");
    let done = signed(&server, &path, &new).await;
    assert_eq!(done["state"], "done");
    assert_eq!((count(&done, "claims"), count(&done, "movedLiaisons")), (1, 1));
    // The old session goes on, its rights do not.
    assert!(!leads(&server, &old).await && leads(&server, &new).await);
    server.get("/me", &old).await.expect(200);
    server.post(&format!("/claims/{claim}/approve"), &old, json!({})).await.refused("auth.forbidden");
    server.post(&format!("/claims/{claim}/approve"), &new, json!({})).await.expect(200);
    let aways = server.get(&format!("/members/{}/aways", away.id), &new).await.expect(200);
    assert_eq!(aways["items"][0]["liaisonId"], json!(new.id.0), "{aways}");

    // What was signed is frozen: the claim is reviewed, the protocol still names it.
    let later = server.get(&path, &old).await.expect(200);
    assert_eq!(count(&later, "claims"), 1);
    let page = server.get(&format!("{path}/print"), &old).await;
    let page = String::from_utf8(page.body).unwrap();
    assert!(page.contains("工作交接单") && page.contains(&new.name) && page.contains("待审核的领办"), "{page}");

    let log = server.get("/audit?limit=100", &server.fixture.clerk).await.expect(200);
    let actions: Vec<&str> =
        log["items"].as_array().unwrap().iter().map(|one| one["action"].as_str().unwrap()).collect();
    for action in ["handovers.open", "handovers.sign", "handovers.pass", "roles.grant", "roles.end"] {
        assert!(actions.contains(&action), "{action}: {actions:?}");
    }
    let inbox = server.get("/me/inbox?limit=100", &new).await.expect(200);
    let kinds: Vec<&Value> = inbox["items"].as_array().unwrap().iter().map(|message| &message["kind"]).collect();
    for kind in ["handover.opened", "handover.signed", "role.granted"] {
        assert!(kinds.contains(&&json!(kind)), "{kind}: {kinds:?}");
    }
}

/// Called off, nothing has passed, and another may be opened.
#[tokio::test]
async fn a_hand_over_is_called_off() {
    let server = TestServer::start().await;
    let [old, new] = [0, 1].map(|place| server.fixture.branches[0].members[place].clone());
    let path = opened(&server).await;
    server.post("/handovers", &old, super::handover(&server)).await.refused("handover.already_open");
    signed(&server, &path, &old).await;
    let out = server.post(&format!("{path}/withdraw"), &new, Value::Null).await.expect(200);
    assert_eq!(out["state"], "withdrawn");
    server.post(&format!("{path}/sign"), &new, json!({})).await.refused("handover.not_open");
    server.post(&format!("{path}/withdraw"), &old, Value::Null).await.refused("handover.not_open");
    assert!(leads(&server, &old).await && !leads(&server, &new).await);
    let again = opened(&server).await;
    assert_ne!(path, again);
    let list = server.get("/handovers", &new).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
}
