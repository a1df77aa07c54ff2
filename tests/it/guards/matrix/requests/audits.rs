//! Dues, villagers' reports and quarterly audits.

use serde_json::json;
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at, query, send};
use crate::access::visitor;
use crate::villager_reports::{about_a_member, report};

/// One of each in branch A.
pub(in super::super) struct Audits {
    report: Uuid,
    audit: Uuid,
    line: Uuid,
}

impl Audits {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let id = |value: &serde_json::Value| value["id"].as_str().unwrap().parse().unwrap();
        let (secretary, member) = (&branch.members[0], &branch.members[1]);
        let token = visitor(server, "a villager").await;
        let mut body = about_a_member();
        body["about"] = json!("村里的一个人");
        let report = id(&report(server, Some(&token), branch.id, body).await.expect(201));
        let audit = json!({ "organizationId": branch.id.0, "period": "2024-Q1" });
        let audit = id(&server.post("/audits", secretary, audit).await.expect(201));
        let line = json!({ "memberId": member.id.0, "item": "absence", "on": "2024-03-01", "what": "缺席" });
        let line = id(&server.post(&format!("/audits/{audit}/lines"), secretary, line).await.expect(201));
        Self { report, audit, line }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let Audits { report, audit, line } = scene.audits;
    let (branch, victim) = (scene.branch.id.0, scene.victim(caller).id.0);
    Some(match operation {
        "listMyDues" | "listMyVillagerReports" => Ask::default(),
        "listDues" => query(format!("?organizationId={branch}&period=2024-03")),
        "registerDues" => send(json!({
            "organizationId": branch, "period": "2024-03", "dueBy": "2024-03-31",
            "entries": [{ "memberId": victim, "paidOn": null }]
        })),
        "createVillagerReport" => at(branch).with(json!({ "about": "村里的一个人", "what": "没有打扫街道" })),
        "listVillagerReports" | "listAudits" => query(format!("?organizationId={branch}")),
        "getVillagerReport" => at(report),
        "weighVillagerReport" => at(report).with(json!({ "finding": "unfounded", "reason": "不属实" })),
        "openAudit" => send(json!({ "organizationId": branch, "period": "2024-Q1" })),
        "getAudit" | "listAuditLines" | "refreshAudit" => at(audit),
        "exportAudit" => query(format!("?auditId={audit}")),
        "proposeAuditLine" => {
            at(audit).with(json!({ "memberId": victim, "item": "absence", "on": "2024-03-01", "what": "缺席" }))
        }
        "decideAuditLines" => {
            at(audit).with(json!({ "decisions": [{ "lineId": line, "decision": "excuse", "reason": "已请假" }] }))
        }
        "signAudit" => at(audit).with(json!({ "meeting": "支委会" })),
        _ => return None,
    })
}
