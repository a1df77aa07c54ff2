//! A settlement of branch A's township, issued long ago.

use serde_json::json;
use uuid::Uuid;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::ids::{ClosingId, EditionId, SettlementId};
use xianfeng_domain::settlements::{Settlement, SettlementState};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{closings, settlements};
use xianfeng_tests::TestServer;

use super::super::scene::Scene;
use super::{Ask, at, query, send};

/// A final closing and its settlement.
pub(in super::super) struct Settled {
    closing: Uuid,
    settlement: Uuid,
}

impl Settled {
    pub(in super::super) async fn set(server: &TestServer) -> Self {
        let [closing, settlement] = [Uuid::now_v7(), Uuid::now_v7()];
        let (fixture, clerk) = (&server.fixture, server.fixture.clerk.account);
        let now = server.clock.now();
        let closed = Closing {
            id: ClosingId(closing),
            township: fixture.township,
            path: fixture.path.clone(),
            period: "2022-Q4".parse().expect("a period"),
            unit: true,
            rule_book: fixture.rule_book,
            state: State::Final,
            edition: 1,
            published_on: None,
            objections_until: None,
            version: 1,
        };
        let settled = Settlement {
            id: SettlementId(settlement),
            closing: closed.id,
            edition: EditionId(Uuid::now_v7()),
            edition_number: 1,
            township: closed.township,
            path: closed.path.clone(),
            period: closed.period,
            rule_book: closed.rule_book,
            fen_per_point: 100,
            carry_over: true,
            digest: [0; 32],
            state: SettlementState::Issued,
            drafted_by: clerk,
            drafted_at: now,
            signature: None,
            expires_on: None,
            issued_at: None,
            withdrawn: None,
        };
        let write = async |tx: &Tx| -> StoreResult<()> {
            closings::insert(tx, &closed, clerk, now).await?;
            settlements::insert(tx, &settled).await
        };
        server.app.database.transact("scene", write).await.unwrap();
        Self { closing, settlement }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _caller: usize) -> Option<Ask> {
    let Settled { closing, settlement } = scene.settled;
    Some(match operation {
        "runSettlement" => send(json!({ "closingId": closing })),
        "listSettlements" | "listOverIssues" => query(String::new()),
        "getSettlement" | "listSettlementLines" | "getSettlementStatement" | "withdrawSettlement" => at(settlement),
        "signSettlement" => at(settlement).with(json!({ "meeting": "乡党委会议", "reason": "公示期满" })),
        _ => return None,
    })
}
