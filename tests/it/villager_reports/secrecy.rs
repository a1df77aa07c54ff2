//! Who reports is shown to the township's administrators and to nobody else.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_domain::access::Reach;
use xianfeng_infra::audit;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;

use super::{about_a_member, id, listed, make_reviewer, report};
use crate::access::visitor;

/// S2-4: an account that is bound to nobody reports; nobody else than the township learns who.
#[tokio::test]
async fn who_reports_is_shown_to_the_township_only() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (branch.members[0].clone(), server.fixture.clerk.clone());
    let token = visitor(&server, "villager").await;
    report(&server, None, branch.id, about_a_member()).await.refused("auth.required");
    let sent = report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
    assert_eq!((&sent["state"], &sent["on"]), (&json!("open"), &json!("2024-03-01")));
    let path = format!("/villager-reports/{}", id(&sent));

    let shown = server.get(&path, &clerk).await.expect(200);
    let account = shown["reporter"]["accountId"].as_str().unwrap().to_owned();
    assert_eq!(shown["reporter"]["contact"], "19912340001");
    let read = server.get(&path, &secretary).await.expect(200);
    assert_eq!(read["reporter"], Value::Null);
    let list = server.get("/villager-reports", &secretary).await.expect(200);
    assert_eq!(list["items"][0]["what"], "登记了扫街，实际没有扫");
    for answer in [&read, &list] {
        let text = answer.to_string();
        assert!(!text.contains(&account) && !text.contains("19912340001"), "{text}");
    }
    server.get(&path, &branch.members[1]).await.refused("auth.forbidden");
    server.get(&path, &server.fixture.branches[1].members[0]).await.refused("villager_report.not_found");

    // Overseers read the audit log: it says what happened, and not by whom.
    let read = async |tx: &Tx| audit::page(tx, &Reach::under(server.fixture.path.clone()), None, None, 50).await;
    let lines = server.app.database.read(read).await.unwrap();
    let made = lines.iter().find(|line| line.action == "villager_reports.create").unwrap();
    assert_eq!((made.account, made.person, &made.ip, &made.request_id), (None, None, &None, &None));
    assert!(lines.iter().any(|line| line.action == "villager_reports.reveal" && line.account == Some(clerk.account)));

    let own = server.request(Method::GET, "/api/v1/me/villager-reports", None).bearer_auth(&token);
    let own = server.send(own).await.expect(200);
    assert_eq!(own["items"].as_array().unwrap().len(), 1);
    assert_eq!(own["items"][0], sent);
    assert_eq!(server.get("/me/villager-reports", &secretary).await.expect(200)["items"], json!([]));
}

/// S2-4: a report about somebody who would read it in the branch goes to the township.
#[tokio::test]
async fn a_report_about_an_officer_goes_to_the_township() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, clerk) = (branch.members[0].clone(), server.fixture.clerk.clone());
    let token = visitor(&server, "villager").await;
    for about in [
        json!({ "about": "党员1", "what": "占道" }),
        json!({ "about": "党 * 1", "what": "占道" }),
        json!({ "about": "村支部书记", "what": "占道" }),
        json!({ "about": "他", "what": "党员1的车占道" }),
        json!({ "about": "他", "memberId": secretary.id.0, "what": "占道" }),
    ] {
        let sent = report(&server, Some(&token), branch.id, about.clone()).await.expect(201);
        let shown = listed(&server, &clerk).await;
        assert_eq!((&shown[0]["id"], &shown[0]["atTownship"]), (&sent["id"], &json!(true)), "{about}");
    }
    assert!(listed(&server, &secretary).await.is_empty());
}

/// It turns out in the weighing: the report goes up by itself, and the branch does not see it any more.
#[tokio::test]
async fn what_turns_out_to_be_about_an_officer_is_passed_on() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, reviewer, clerk) = (&branch.members[0], &branch.members[3], server.fixture.clerk.clone());
    make_reviewer(&server, reviewer).await;
    let token = visitor(&server, "villager").await;
    let sent = report(&server, Some(&token), branch.id, json!({ "about": "那个人", "what": "占道" })).await.expect(201);
    let path = format!("/villager-reports/{}/weighing", id(&sent));
    let weighing = json!({ "finding": "founded", "reason": "情况属实", "memberId": reviewer.id.0 });
    server.post(&path, reviewer, weighing.clone()).await.refused("villager_report.own");
    let passed = server.post(&path, secretary, weighing.clone()).await.expect(200);
    assert_eq!((&passed["state"], &passed["atTownship"]), (&json!("open"), &json!(true)));
    server.post(&path, secretary, weighing.clone()).await.refused("villager_report.not_found");
    assert!(listed(&server, secretary).await.is_empty() && listed(&server, reviewer).await.is_empty());
    let weighed = server.post(&path, &clerk, weighing).await.expect(200);
    assert_eq!(weighed["state"], "founded");
}
