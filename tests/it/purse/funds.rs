//! Funds by period, for officers and, once approved, for everybody (S0-2, S0-9).

use reqwest::Method;
use serde_json::json;
use xianfeng_api::purse;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::db::Tx;
use xianfeng_tests::{Answer, TestServer};

use super::{act, allotted, code, fulfilled, issued, reserved};
use crate::exports::{column, opened};
use crate::leaderboards::scene::{approve_publication, mark};

async fn public(server: &TestServer, id: OrganizationId) -> Answer {
    let path = format!("/api/v1/public/organizations/{id}/fund");
    server.send(server.request(Method::GET, &path, None)).await
}

#[tokio::test]
async fn s0_9_a_fund_is_told_by_period_to_the_fen() {
    let server = TestServer::start().await;
    let (branch, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
    let member = &branch.members[1];
    allotted(&server, branch.id, "2024-Q1", 12_501).await;
    allotted(&server, branch.id, "2024-Q2", 12_499).await;
    allotted(&server, server.fixture.branches[1].id, "2024-Q1", 7).await;
    let _ = issued(&server, member, 40, None).await;
    let order = reserved(&server, member, 15).await.unwrap();
    fulfilled(&server, order).await.unwrap();
    let (act, quarter) = (act(&server), "2024-Q2".parse().unwrap());
    let lapse = async |fen: i64| {
        let lapse = async |tx: &Tx| purse::lapse(tx, &act, branch.id, quarter, fen).await;
        server.app.database.transact("test", lapse).await
    };
    assert_eq!(code(lapse(21_001).await.expect_err("21,000 fen are available")), "fund.not_enough");
    for _ in 0..2 {
        lapse(1_000).await.expect("given back, once");
    }
    let funds = server.get(&format!("/funds?organizationId={}", branch.id), &branch.members[0]).await.expect(200);
    assert_eq!(
        funds["items"][0]["sums"],
        json!({ "allottedFen": 25_000, "committedFen": 2_500, "spentFen": 1_500, "lapsedFen": 1_000, "availableFen": 20_000 })
    );
    assert_eq!(
        funds["items"][0]["periods"],
        json!([
            { "period": "2024-Q1", "allottedFen": 12_501, "issuedFen": 4_000, "committedFen": 2_500, "spentFen": 1_500,
              "releasedFen": 0, "lapsedFen": 0 },
            { "period": "2024-Q2", "allottedFen": 12_499, "issuedFen": 0, "committedFen": 0, "spentFen": 0,
              "releasedFen": 0, "lapsedFen": 1_000 }
        ])
    );
    let of_township = |query: &str| format!("/funds?organizationId={}&limit=1{query}", server.fixture.township);
    let first = server.get(&of_township(""), &clerk).await.expect(200);
    let next = format!("&cursor={}", first["nextCursor"].as_str().unwrap());
    let second = server.get(&of_township(&next), &clerk).await.expect(200);
    assert_eq!((second["items"][0]["sums"]["availableFen"].clone(), &second["nextCursor"]), (json!(7), &json!(null)));
    server.get(&of_township(""), &branch.members[0]).await.refused("organization.not_found");

    // The same as a workbook, in yuan, a line for the whole of each and of all.
    let sheet =
        opened(server.get(&format!("/exports/fund.xlsx?organizationId={}", server.fixture.township), &clerk).await);
    assert_eq!(column(&sheet, "时期").iter().filter(|period| *period == "合计").count(), 3);
    assert_eq!(column(&sheet, "已兑换"), ["15", "0", "15", "0", "0", "15", "0", "15"]);
    assert_eq!(column(&sheet, "可用"), ["", "", "200", "", "0.07", "", "", "200.07"]);

    let path = format!("/funds/{}/movements", branch.id);
    let steps = server.get(&path, &branch.members[0]).await.expect(200);
    let steps = steps["items"].as_array().unwrap();
    let kinds: Vec<_> = steps.iter().map(|step| step["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["lapse", "spend", "commit", "allot", "allot"]);
    assert_eq!(steps[4]["sentence"], "2024年3月1日，拨入2024年第一季度经费125.01元。");
    server.get(&path, &server.fixture.branches[1].members[0]).await.refused("fund.not_found");
}

#[tokio::test]
async fn s0_2_the_public_reads_sums_once_approved_and_no_person() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let township = server.fixture.township;
    public(&server, branch.id).await.refused("public.not_approved");
    approve_publication(&server, township).await;
    public(&server, branch.id).await.refused("fund.not_found");
    allotted(&server, branch.id, "2024-Q1", 12_500).await;
    allotted(&server, other.id, "2024-Q1", 12_500).await;
    let _ = issued(&server, &branch.members[1], 40, None).await;
    let own = public(&server, branch.id).await;
    let text = String::from_utf8_lossy(&own.body).into_owned();
    let out = own.expect(200);
    assert_eq!((&out["sums"]["committedFen"], &out["periods"][0]["issuedFen"]), (&json!(4_000), &json!(4_000)));
    for member in &branch.members {
        for secret in [member.id.to_string(), member.person.to_string(), member.name.clone()] {
            assert!(!text.contains(&secret), "{secret}");
        }
    }
    let known = format!("/api/v1/public/organizations/{}/fund?knownVersion={}", branch.id, out["version"]);
    let again = server.send(server.request(Method::GET, &known, None)).await.expect(200);
    assert_eq!(again["unchanged"], true);
    let whole = public(&server, township).await.expect(200);
    assert_eq!(
        (&whole["sums"]["allottedFen"], &whole["organizations"][1]["name"]),
        (&json!(25_000), &json!("第2村党支部"))
    );
    // A sensitive branch is in no list and in no sum.
    mark(&server, other.id, true, None).await;
    public(&server, other.id).await.refused("organization.not_found");
    let whole = public(&server, township).await.expect(200);
    assert_eq!((&whole["sums"]["allottedFen"], whole["organizations"].as_array().unwrap().len()), (&json!(12_500), 1));
}
