//! Help cases: one of the member whose everything is, one that is only proposed.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::help::{Ground, Proposal};
use xianfeng_domain::ids::HelpCaseId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::help;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{Ask, Scene, at, query, send};

/// Cases of branch A.
pub(in super::super) struct Cases {
    open: Uuid,
    proposed: Uuid,
}

impl Cases {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch) -> Self {
        let secretary = &branch.members[0];
        let open = propose(server, branch, &branch.members[1]).await;
        let confirm = json!({ "reason": "支委会研究决定", "deadline": "2024-05-01" });
        server.post(&format!("/help-cases/{open}/confirm"), secretary, confirm).await.expect(200);
        let letter = json!({ "kind": "letter", "text": "请多参加活动" });
        server.post(&format!("/help-cases/{open}/steps"), secretary, letter).await.expect(201);
        Self { open, proposed: propose(server, branch, &branch.members[4]).await }
    }
}

async fn propose(server: &TestServer, branch: &FixtureBranch, member: &FixtureMember) -> Uuid {
    let proposal = Proposal {
        id: HelpCaseId(Uuid::now_v7()),
        member: member.id,
        person: member.person,
        branch: branch.id,
        path: branch.path.clone(),
        consequence: "two_low_quarters".to_owned(),
        name: "连续两个季度排名靠后".to_owned(),
        rule_book: server.fixture.rule_book,
        ground: Ground::Finding(Vec::new()),
        measures: Vec::new(),
        deadline_days: None,
    };
    let insert = async |tx: &Tx| -> StoreResult<()> { help::insert(tx, &proposal, server.clock.now()).await };
    server.app.database.transact("proposal", insert).await.unwrap();
    proposal.id.0
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let Cases { open, proposed } = scene.help_cases;
    let branch = scene.branch.id.0;
    let reason = json!({ "reason": "按会议决定" });
    Some(match operation {
        "proposeHelpCases" => send(json!({ "organizationId": branch, "period": "2023-Q4" })),
        "confirmHelpCases" => {
            send(json!({ "label": "第一批", "meeting": "支委会", "caseIds": [proposed], "deadline": Value::Null }))
        }
        "listHelpOutcomes" | "exportHelpOutcomes" => {
            query(format!("?organizationId={branch}&from=2024-01-01&to=2024-12-31"))
        }
        "listHelpCases" => query(format!("?organizationId={branch}")),
        "listMyHelpCases" => Ask::default(),
        "getHelpCase" | "printHelpLetter" => at(open),
        "answerHelpCase" => at(open).with(json!({ "text": "以后改进" })),
        "confirmHelpCase" | "dismissHelpCase" => at(proposed).with(reason),
        "recordHelpStep" => at(open).with(json!({ "kind": "note", "text": "走访" })),
        "nameHelpHelper" => at(open).with(json!({ "helper": { "memberId": scene.victim(caller).id.0 } })),
        "extendHelpCase" => at(open).with(json!({ "deadline": "2024-06-01", "reason": "再给时间" })),
        "closeHelpCase" => at(open).with(json!({ "outcome": "turned_round", "reason": "合格" })),
        "transferHelpCase" => {
            at(open).with(json!({ "branchId": branch, "from": "2024-03-01", "reason": "按会议决定" }))
        }
        "returnHelpCase" => at(open).with(json!({ "from": "2024-03-01", "reason": "期满" })),
        "handOnHelpCase" => at(open).with(reason),
        "handOverHelpCase" => at(open).with(json!({ "number": "3号", "date": "2024-03-01" })),
        _ => return None,
    })
}
