//! What an audit gathers, and that nothing stands in two of them.

use serde_json::json;
use uuid::Uuid;

use super::{decision, lines, meeting, opened, unpaid};
use crate::access::visitor;
use crate::dues;
use crate::villager_reports::{about_a_member, id, report};

/// S2-4: dues and founded reports, each once, however often it is refreshed.
#[tokio::test]
async fn it_gathers_dues_and_founded_reports_once() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    server.set_time("2024-03-20T01:00:00Z");
    unpaid(&server, &[1]).await;
    let token = visitor(&server, "villager").await;
    let mut weighed = Vec::new();
    for finding in ["founded", "unfounded"] {
        let sent = report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
        let weighing = json!({ "finding": finding, "reason": "核实的情况", "memberId": member.id.0 });
        let path = format!("/villager-reports/{}/weighing", id(&sent));
        weighed.push(server.post(&path, secretary, weighing).await.expect(200));
    }
    let audit = opened(&server).await;
    let refresh = format!("{audit}/refresh");
    for _ in 0..3 {
        let refreshed = server.post(&refresh, secretary, json!(null)).await.expect(200);
        assert_eq!((&refreshed["lines"], &refreshed["undecided"]), (&json!(2), &json!(2)));
    }
    let found = lines(&server, &audit).await;
    let sources: Vec<_> = found.iter().map(|line| line["source"].clone()).collect();
    assert_eq!(sources, ["dues", "villager_report"]);
    assert_eq!((&found[0]["item"], &found[0]["points"]), (&json!("dues_late"), &json!(2)));
    assert_eq!((&found[0]["what"], &found[0]["on"]), (&json!("2024-03党费逾期未交"), &json!("2024-03-10")));
    // The committee's words, never the villager's.
    assert_eq!(found[1]["what"], "核实的情况");
    // What an audit took up is excused there, not made undone.
    let paid = dues::recorded(&server, secretary, "2024-03", "2024-03-10", &[(1, Some("2024-03-09"))]).await;
    paid.refused("dues.in_audit");

    let again = json!({ "organizationId": branch.id.0, "period": "2024-Q1" });
    let again = server.post("/audits", secretary, again).await.refused("audit.already_opened");
    assert!(audit.ends_with(again["auditId"].as_str().unwrap()));
}

/// What comes up after the signature goes into the next audit, and what is new stops a signature.
#[tokio::test]
async fn what_an_audit_could_not_know_is_in_the_next() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-04-02T01:00:00Z");
    let audit = opened(&server).await;
    unpaid(&server, &[1]).await;
    server.post(&format!("{audit}/signature"), secretary, meeting()).await.refused("audit.not_gathered");
    server.post(&format!("{audit}/refresh"), secretary, json!(null)).await.expect(200);
    let line = lines(&server, &audit).await[0]["id"].as_str().unwrap().to_owned();
    server.post(&format!("{audit}/decisions"), secretary, decision(&line, "excuse")).await.expect(200);
    server.post(&format!("{audit}/signature"), secretary, meeting()).await.expect(200);
    // Recorded late: the first quarter is signed.
    unpaid(&server, &[2]).await;
    let next = json!({ "organizationId": branch.id.0, "period": "2024-Q2" });
    let next = server.post("/audits", secretary, next).await.expect(201);
    assert_eq!(next["lines"], json!(1));
    let next = lines(&server, &format!("/audits/{}", next["id"].as_str().unwrap())).await;
    assert_eq!(next[0]["memberId"], json!(branch.members[2].id.0));
}

/// Twenty open at once: there is one.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn opened_at_once_there_is_one() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    server.set_time("2024-03-20T01:00:00Z");
    unpaid(&server, &[1, 2]).await;
    let body = json!({ "organizationId": branch.id.0, "period": "2024-Q1" });
    let tries = (0..20).map(|_| server.post("/audits", secretary, body.clone()));
    let answers = futures_util::future::join_all(tries).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("audit.already_opened");
    }
    let listed = server.get(&format!("/audits?organizationId={}", branch.id), secretary).await.expect(200);
    assert_eq!((listed["items"].as_array().unwrap().len(), &listed["items"][0]["lines"]), (1, &json!(2)));
}

#[tokio::test]
async fn bad_audits_and_lines_are_refused() {
    let server = dues::server().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let open = |organization: Uuid, period: &str| json!({ "organizationId": organization, "period": period });
    for (body, code) in [
        (open(branch.id.0, "2024-03"), "request.invalid"),
        (open(branch.id.0, "2024-Q2"), "request.invalid"),
        (open(other.id.0, "2024-Q1"), "organization.not_found"),
    ] {
        server.post("/audits", secretary, body).await.refused(code);
    }
    let of_township = open(server.fixture.township.0, "2024-Q1");
    server.post("/audits", &server.fixture.clerk, of_township).await.refused("organization.not_found");
    let audit = opened(&server).await;
    let path = format!("{audit}/lines");
    let line = |more: serde_json::Value| {
        let mut line = json!({ "memberId": branch.members[1].id.0, "on": "2024-03-01", "what": "缺席" });
        line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        line
    };
    for (more, pointer) in [
        (json!({}), "/item"),
        (json!({ "item": "good_deed" }), "/item"),
        (json!({ "item": "absence", "points": 5 }), "/points"),
        (json!({ "item": "absence", "on": "2024-03-02" }), "/on"),
        (json!({ "item": "absence", "what": "缺".repeat(301) }), "/what"),
        (json!({ "kind": "cancel_entry" }), "/entryId"),
        (json!({ "kind": "withhold_base", "item": "absence" }), "/item"),
    ] {
        let refused = server.post(&path, secretary, line(more.clone())).await.refused("request.invalid");
        assert_eq!(refused["errors"][0]["pointer"], pointer, "{more}");
    }
    server.post(&path, secretary, line(json!({ "kind": "withhold_base" }))).await.refused("audit.no_base");
    let stranger = line(json!({ "item": "absence", "memberId": other.members[1].id.0 }));
    server.post(&path, secretary, stranger).await.refused("member.not_found");
    server.get(&audit, &other.members[0]).await.refused("audit.not_found");
}

/// A deduction for other categories is proposed to nobody else, neither by the machine nor by hand: the
/// line can be noted or excused (S2-4, S0-5).
#[tokio::test]
async fn an_item_for_other_categories_deducts_nothing() {
    let server = dues::server().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    let mut document = dues::document();
    for code in ["dues_late", "absence"] {
        let own = format!("code = \"{code}\"");
        document = document.replacen(&own, &format!("{own}\ncategories = [\"in_office\"]"), 1);
    }
    dues::adopt(&server, 3, document).await;
    server.set_time("2024-03-20T01:00:00Z");
    unpaid(&server, &[1]).await;
    let audit = opened(&server).await;
    let found = lines(&server, &audit).await;
    assert_eq!((found.len(), &found[0]["item"], &found[0]["points"]), (1, &json!(null), &json!(null)));
    let line = found[0]["id"].as_str().unwrap();
    let decisions = format!("{audit}/decisions");
    server.post(&decisions, secretary, decision(line, "deduct")).await.refused("audit.no_item");
    server.post(&decisions, secretary, decision(line, "note")).await.expect(200);
    let by_hand = json!({ "memberId": member.id.0, "item": "absence", "on": "2024-03-01", "what": "缺席" });
    let refused = server.post(&format!("{audit}/lines"), secretary, by_hand).await.refused("request.invalid");
    assert_eq!(refused["errors"][0]["pointer"], json!("/item"));
    let token = visitor(&server, "villager").await;
    let sent = report(&server, Some(&token), branch.id, about_a_member()).await.expect(201);
    let weighing = json!({ "finding": "founded", "reason": "核实的情况", "memberId": member.id.0, "item": "absence" });
    let path = format!("/villager-reports/{}/weighing", id(&sent));
    server.post(&path, secretary, weighing).await.refused("request.invalid");
}
