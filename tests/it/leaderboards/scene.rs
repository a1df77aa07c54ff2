//! Points on the ledger of the fixture's township, by hand and by the main job.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{EntryId, OrganizationId};
use xianfeng_domain::ledger::{self, Draft, EntryKind, Source, SourceKind};
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::ledger::Note;
use xianfeng_infra::{ledger as rows, organizations};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

/// Writes an entry of so many hundredths, negative for a deduction, and a base with a scope.
pub async fn entry(
    server: &TestServer,
    branch: &FixtureBranch,
    member: &FixtureMember,
    hundredths: i64,
    day: &str,
    scope: Option<&str>,
) {
    entries(server, branch, member, vec![draft(server, branch, hundredths, day, scope)]).await;
}

/// Writes entries in one transaction.
pub async fn entries(server: &TestServer, branch: &FixtureBranch, member: &FixtureMember, drafts: Vec<Draft>) {
    let now: DateTime<Utc> = server.clock.now();
    let write = async |tx: &Tx| -> StoreResult<()> {
        let head = rows::lock(tx, member.id).await?;
        let note = Note { what: Some("=帮助邻居".to_owned()), ..Note::default() };
        let notes = vec![note; drafts.len()];
        let appended = ledger::append(head, drafts.clone(), now);
        rows::write(tx, &head, &appended, notes, &branch.path).await
    };
    server.app.database.transact("entries", write).await.unwrap();
}

/// An entry before it has its place.
pub fn draft(server: &TestServer, branch: &FixtureBranch, hundredths: i64, day: &str, scope: Option<&str>) -> Draft {
    let fixture = &server.fixture;
    let points = Points::from_hundredths(hundredths);
    let scope: Option<Period> = scope.map(|scope| scope.parse().unwrap());
    let (kind, item) = match (scope, points.is_negative()) {
        (Some(_), _) => (EntryKind::Base, None),
        (None, true) => (EntryKind::Deduction, Some("absence".to_owned())),
        (None, false) => (EntryKind::Addition, Some("good_deed".to_owned())),
    };
    Draft {
        id: EntryId(Uuid::now_v7()),
        kind,
        source: Source { kind: SourceKind::Base, id: Uuid::now_v7(), line: 0 },
        item,
        rule_book: fixture.rule_book,
        owner: fixture.township,
        organization: branch.id,
        points,
        asked: points,
        scope,
        deed_on: day.parse().unwrap(),
        counts_as: None,
        recorded_by: fixture.clerk.account,
        approved_by: fixture.clerk.account,
        reverses: None,
        releases: None,
        reason_digest: [0; 32],
        evidence_digest: [0; 32],
    }
}

/// Makes and publishes a task of a branch; answers its id.
pub async fn task(server: &TestServer, branch: &FixtureBranch, more: Value) -> String {
    let mut task = json!({ "organizationId": branch.id.0, "title": "巡山", "item": "fire_patrol" });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let secretary = &branch.members[0];
    let task = server.post("/tasks", secretary, task).await.expect(201);
    let id = task["id"].as_str().unwrap().to_owned();
    let _ = server.post(&format!("/tasks/{id}/publish"), secretary, Value::Null).await.expect(200);
    id
}

/// Claims a task and hands it in; answers the claim's id.
pub async fn submitted(server: &TestServer, task: &str, by: &FixtureMember, deed_on: &str) -> String {
    let claim = server.post(&format!("/tasks/{task}/claims"), by, Value::Null).await.expect(201);
    let claim = claim["id"].as_str().unwrap().to_owned();
    let report = json!({ "report": "走了一圈，没有火情", "deedOn": deed_on });
    let _ = server.post(&format!("/claims/{claim}/submit"), by, report).await.expect(200);
    claim
}

/// A deed from task to ledger; answers the task, the claim and the entry.
pub async fn credited(
    server: &TestServer,
    branch: &FixtureBranch,
    member: &FixtureMember,
    deed_on: &str,
    more: Value,
) -> (String, String, String) {
    let task = task(server, branch, more).await;
    let claim = submitted(server, &task, member, deed_on).await;
    let clerk = server.fixture.clerk.clone();
    let _ = server.post(&format!("/claims/{claim}/approve"), &clerk, json!({})).await.expect(200);
    let ledger = server.get("/me/ledger", member).await.expect(200);
    let entry = ledger["items"].as_array().unwrap().iter().find(|entry| entry["sourceId"] == claim.as_str());
    (task, claim, entry.unwrap()["id"].as_str().unwrap().to_owned())
}

/// Changes an organization behind the API.
pub async fn mark(server: &TestServer, id: OrganizationId, sensitive: bool, full_names_basis: Option<&str>) {
    let write = async |tx: &Tx| -> StoreResult<()> {
        let mut organization = organizations::find_open(tx, id).await?.unwrap();
        organization.sensitive = sensitive;
        organization.full_names_basis = full_names_basis.map(str::to_owned);
        assert!(organizations::update(tx, &organization, organization.version).await?);
        Ok(())
    };
    server.app.database.transact("mark", write).await.unwrap();
}

/// Approves the publication of an organization's live figures.
pub async fn approve_publication(server: &TestServer, id: OrganizationId) {
    let (by, now) = (server.fixture.clerk.account, server.clock.now());
    let write = async |tx: &Tx| organizations::approve_publication(tx, id, by, "乡党委会议", Some(now)).await;
    server.app.database.transact("publish", write).await.unwrap();
}
