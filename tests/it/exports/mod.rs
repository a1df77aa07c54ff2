//! Exports: what is in the file, whose names, and who is written down for it.

use std::collections::HashSet;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use serde_json::json;
use xianfeng_domain::access::{Reach, Role};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, audit};
use xianfeng_tests::{Answer, TestServer};

use crate::leaderboards::scene::{credited, draft, entries, entry, mark};

pub(crate) fn opened(answer: Answer) -> Range<Data> {
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(answer.headers["content-type"], kind);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["content-length"], answer.body.len().to_string().as_str());
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.body)).unwrap();
    book.worksheet_range_at(0).unwrap().unwrap()
}

/// The rows under the header row, as far as their column holds something.
pub(crate) fn column(sheet: &Range<Data>, title: &str) -> Vec<String> {
    let is_title = |cell: &Data| *cell == Data::String(title.to_owned());
    let header = sheet.rows().position(|row| row.iter().any(is_title)).unwrap();
    let at = sheet.rows().nth(header).unwrap().iter().position(is_title).unwrap();
    sheet.rows().skip(header + 1).map(|row| row[at].to_string()).collect()
}

/// Invariant 11: names are masked unless asked for by who manages the members.
#[tokio::test]
async fn full_names_are_for_who_manages_the_members() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, overseer) = (&branch.members[0], &branch.members[3]);
    let township = server.fixture.township;
    let grant = async |tx: &Tx| -> StoreResult<()> {
        accounts::grant_role(tx, overseer.person, Role::Overseer, township, None, server.clock.now()).await?;
        Ok(())
    };
    server.app.database.transact("grant", grant).await.unwrap();
    for kind in ["leaderboard", "ledger"] {
        let path = format!("/exports/{kind}.xlsx?organizationId={}", branch.id);
        server.get(&format!("{path}&names=full"), overseer).await.refused("export.names_forbidden");
        server.get(&path, &branch.members[1]).await.refused("auth.forbidden");
        server.get(&format!("{path}&names=some"), secretary).await.refused("request.invalid_query");
        let foreign = format!("/exports/{kind}.xlsx?organizationId={township}");
        server.get(&foreign, secretary).await.refused("organization.not_found");
    }
    let path = format!("/exports/leaderboard.xlsx?organizationId={}", branch.id);
    assert_eq!(column(&opened(server.get(&path, overseer).await), "姓名"), ["党*1", "党*2", "党*3", "党*4"]);
    let full = opened(server.get(&format!("{path}&names=full"), secretary).await);
    assert_eq!(column(&full, "姓名"), ["党员1", "党员2", "党员3", "党员4"]);

    let read = async |tx: &Tx| audit::page(tx, &Reach::under(branch.path.clone()), None, None, 10).await;
    let lines = server.app.database.read(read).await.unwrap();
    let told: Vec<_> = lines.iter().map(|line| (line.account, line.action.as_str(), line.detail.as_deref())).collect();
    assert_eq!(
        told,
        [
            (Some(secretary.account), "exports.leaderboard", Some("names=full rows=4")),
            (Some(overseer.account), "exports.leaderboard", Some("names=masked rows=4")),
        ]
    );
}

/// Pitfalls 28 to 30: Chinese stays Chinese, what looks like a formula is text, negatives are
/// numbers, ids keep their digits.
#[tokio::test]
async fn a_ledger_export_holds_what_the_ledger_says() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let clerk = server.fixture.clerk.clone();
    let member = &branch.members[1];
    entry(&server, &branch, member, -250, "2024-02-10", None).await;
    let (_, _, credit) =
        credited(&server, &branch, member, "2024-03-01", json!({ "title": "=cmd|'/C calc'!A0" })).await;
    let path = format!("/exports/ledger.xlsx?organizationId={}&names=full", branch.id);
    let sheet = opened(server.get(&path, &clerk).await);
    assert_eq!(column(&sheet, "事由"), ["=cmd|'/C calc'!A0", "=帮助邻居"]);
    assert_eq!(column(&sheet, "实计分"), ["1", "-2.5"]);
    assert_eq!(column(&sheet, "姓名"), ["党员2", "党员2"]);
    assert_eq!(column(&sheet, "类型"), ["加分", "扣分"]);
    assert_eq!(column(&sheet, "流水编号")[0], credit);
    let february = opened(server.get(&format!("{path}&period=2024-02"), &clerk).await);
    assert_eq!(column(&february, "实计分"), ["-2.5"]);
    let other = format!("{path}&memberId={}", branch.members[2].id);
    assert_eq!(column(&opened(server.get(&other, &clerk).await), "实计分"), Vec::<String>::new());
}

/// A masked file is made to be handed on: nothing sensitive is in it.
#[tokio::test]
async fn a_masked_export_leaves_sensitive_branches_out() {
    let server = TestServer::start().await;
    let hidden = server.fixture.branches[1].clone();
    let clerk = server.fixture.clerk.clone();
    entry(&server, &hidden, &hidden.members[1], 100, "2024-02-10", None).await;
    mark(&server, hidden.id, true, None).await;
    for (kind, masked, full) in [("leaderboard", 4, 8), ("ledger", 0, 1)] {
        let path = format!("/exports/{kind}.xlsx?organizationId={}", server.fixture.township);
        assert_eq!(column(&opened(server.get(&path, &clerk).await), "姓名").len(), masked, "{kind}");
        let path = format!("{path}&names=full");
        assert_eq!(column(&opened(server.get(&path, &clerk).await), "姓名").len(), full, "{kind}");
    }
}

/// Read chunk by chunk, nothing is lost or doubled between two.
#[tokio::test]
async fn a_long_ledger_is_exported_whole() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let drafts = (1..=1001).map(|hundredths| draft(&server, &branch, hundredths, "2024-02-10", None)).collect();
    entries(&server, &branch, &branch.members[1], drafts).await;
    let path = format!("/exports/ledger.xlsx?organizationId={}", branch.id);
    let sheet = opened(server.get(&path, &server.fixture.clerk.clone()).await);
    let ids: HashSet<String> = column(&sheet, "流水编号").into_iter().collect();
    assert_eq!((ids.len(), column(&sheet, "实计分").len()), (1001, 1001));
}
