//! Pledges, appraisals and proposed lists.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::{Ask, Scene, at, query, send};

/// One of each in branch A.
pub(in super::super) struct YearEnd {
    pledge: Uuid,
    /// An open round, one that is prepared and cancelled by turns.
    appraisal: Uuid,
    doomed: Uuid,
    proposal: Uuid,
}

impl YearEnd {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let id = |value: &Value| value["id"].as_str().unwrap().parse().unwrap();
        let (secretary, member) = (&branch.members[0], &branch.members[1]);
        let pledge = json!({ "year": "2024", "text": "修路" });
        let pledge = id(&server.post("/pledges", member, pledge).await.expect(201));
        let new = |kind: &str| json!({ "organizationId": branch.id.0, "year": "2024", "kind": kind });
        let appraisal: Uuid = id(&server.post("/appraisals", secretary, new("democratic")).await.expect(201));
        server.post(&format!("/appraisals/{appraisal}/open"), secretary, Value::Null).await.expect(200);
        let doomed = id(&server.post("/appraisals", secretary, new("pledge")).await.expect(201));
        let list = json!({ "organizationId": branch.id.0, "year": "2024", "kind": "activists" });
        let proposal = id(&server.post("/proposals", secretary, list).await.expect(201));
        Self { pledge, appraisal, doomed, proposal }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let YearEnd { pledge, appraisal, doomed, proposal } = scene.yearend;
    let branch = scene.branch.id.0;
    let signature = json!({ "meeting": "支委会", "reason": "按会议决定" });
    let subject = scene.victim(caller).id.0;
    Some(match operation {
        "listPledges" | "listAppraisals" | "listProposals" => query(format!("?organizationId={branch}")),
        "makePledge" => send(json!({ "year": "2025", "text": "修路" })),
        "showPledge" => at(pledge),
        "noteProgress" => at(pledge).with(json!({ "on": "2024-02-01", "text": "已修一段" })),
        "showPublicPledges" | "showPublicAppraisals" => at(branch),
        "createAppraisal" => send(json!({ "organizationId": branch, "year": "2023", "kind": "democratic" })),
        "getAppraisal" | "listAppraisalMembers" | "closeAppraisal" => at(appraisal),
        "openAppraisal" => at(doomed),
        "cancelAppraisal" => at(doomed).with(json!({ "reason": "按会议决定" })),
        "rateMembers" => {
            // Each with a voice of their own: as a peer, as the secretary, as the township about one.
            let (voice, subject) = match caller {
                5 => ("secretary", subject),
                7 => ("secretary", scene.branch.members[0].id.0),
                _ => ("peers", subject),
            };
            at(appraisal).with(json!({ "voice": voice, "ratings": [{ "memberId": subject, "grade": "good" }] }))
        }
        "countVillagers" => at(appraisal).with(json!({
            "countedBy": "李会计", "witnesses": "张某",
            "counts": [{ "memberId": subject, "good": 1, "fair": 0, "ordinary": 0, "poor": 0 }]
        })),
        "recordAppraisalReturn" => at(appraisal).with(json!({ "memberId": subject, "on": "2024-03-01" })),
        "signAppraisal" => at(appraisal).with(signature),
        "createProposal" => send(json!({ "organizationId": branch, "year": "2024", "kind": "honours" })),
        "getProposal" | "listProposalLines" | "printProposal" => at(proposal),
        "changeProposalLine" => {
            at(proposal).with(json!({ "change": "add", "memberId": subject, "reason": "按会议决定" }))
        }
        "signProposal" => at(proposal).with(signature),
        _ => return None,
    })
}
