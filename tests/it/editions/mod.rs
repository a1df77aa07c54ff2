//! Editions on every surface: screen, public page, paper, export, `verify` (S0-2, S0-8, S2-9).

mod notice;
mod paper;
mod preview;
pub(crate) mod surfaces;
mod verifying;

use serde_json::json;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::organizations;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, open_book};

use crate::leaderboards::scene::{approve_publication, entry};

/// Two branches of five members with points in the first quarter, on the day after it.
async fn quarter() -> TestServer {
    let server = TestServer::start_with(2, 5, &[]).await;
    approve_publication(&server, server.fixture.township).await;
    let branches = server.fixture.branches.clone();
    for (at, branch) in (0i64..).zip(&branches) {
        for (place, member) in (1i64..).zip(&branch.members).skip(1) {
            entry(&server, branch, member, 100 * place + 50 * at, "2024-03-05", None).await;
        }
    }
    entry(&server, &branches[0], &branches[0].members[4], -300, "2024-03-06", None).await;
    server.set_time("2024-04-02T01:00:00Z");
    server
}

/// What is recorded later and must not show: a transfer and another category before the period's end,
/// another name of a branch and of the township, and points of a day in the period.
async fn live_changes(server: &TestServer) {
    let [one, two] = [0, 1].map(|at| server.fixture.branches[at].clone());
    move_member(server, &one.members[2], two.id, "ordinary", "2024-03-10").await;
    move_member(server, &one.members[3], one.id, "aged", "2024-03-10").await;
    for (id, name) in [(one.id, "改名村党支部"), (server.fixture.township, "改名乡党委")] {
        let rename = async |tx: &Tx| -> StoreResult<()> {
            let mut organization = organizations::find_open(tx, id).await?.unwrap();
            organization.name = name.to_owned();
            assert!(organizations::update(tx, &organization, organization.version).await?);
            Ok(())
        };
        server.app.database.transact("rename", rename).await.unwrap();
    }
    let _ = crate::closings::deed(server, &two.members[1], "hazard_check", "2024-03-20").await;
}

async fn move_member(
    server: &TestServer,
    member: &FixtureMember,
    to: xianfeng_domain::ids::OrganizationId,
    category: &str,
    from: &str,
) {
    let next = Membership {
        branch: to,
        category: category.to_owned(),
        exempt: false,
        from: from.parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let (since, now) = ("2000-07-01".parse().unwrap(), server.clock.now());
    let change = async |tx: &Tx| members::move_to(tx, member.id, since, &next, now).await;
    server.app.database.transact("move", change).await.unwrap();
}

/// A second version of the rule book, from a day on.
async fn adopt_again(server: &TestServer, from: &str) {
    let adopted = Adopted {
        id: xianfeng_domain::ids::RuleBookId(uuid::Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: from.parse().unwrap(),
        meeting: "乡党委第二次会议".to_owned(),
        document: open_book(),
    };
    let now = server.clock.now();
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, now).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
}

/// Corrects a closed period by taking an entry back.
async fn corrected(server: &TestServer, closing: &str, entry: &str) {
    let body = json!({ "entryId": entry, "how": "reverse", "reason": "同一件事重复登记" });
    let _ = server.post(&format!("/closings/{closing}/corrections"), &server.fixture.clerk, body).await.expect(201);
}
