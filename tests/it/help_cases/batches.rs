//! Backward members named in batches, with what became of them (S2-11).

use serde_json::{Value, json};

use super::{case_of, does, gathered, township};
use crate::exports::{column, opened};

/// S2-11: named in two batches; turned round, with a deadline, handed on; by the branch that named them.
#[tokio::test]
async fn batches_are_counted_with_their_outcomes() {
    let (server, branches) = township(2, 5).await;
    gathered(&server).await;
    let (secretary, clerk) = (&branches[0].members[0], &server.fixture.clerk);
    let mut cases = Vec::new();
    for member in &branches[0].members[1..] {
        cases.push(case_of(&server, member).await);
    }
    let name = async |label: &str, ids: &[String]| {
        let body = json!({ "label": label, "meeting": "乡党委会", "caseIds": ids, "deadline": "2024-12-31" });
        server.post("/help-cases/batches", clerk, body).await.expect(200)
    };
    let out = name("第一批", &cases[..3]).await;
    assert!(out["results"].as_array().unwrap().iter().all(|one| one["state"] == "open"), "{out}");
    server.set_time("2024-07-10T01:00:00Z");
    name("第二批", &cases[3..]).await;
    let close = json!({ "outcome": "turned_round", "reason": "合格" });
    does(&server, &cases[0], "close", secretary, close.clone()).await.expect(200);
    does(&server, &cases[3], "close", secretary, close).await.expect(200);
    does(&server, &cases[1], "hand-on", secretary, json!({ "reason": "不合格" })).await.refused("auth.forbidden");
    let handed = does(&server, &cases[1], "hand-on", clerk, json!({ "reason": "不合格" })).await.expect(200);
    assert_eq!((&handed["outcome"], &handed["batch"]), (&json!("handed_on"), &json!("第一批")));

    let outcomes = async |days: &str| {
        let path = format!("/help-cases/outcomes?organizationId={}&{days}", branches[0].id.0);
        server.get(&path, secretary).await.expect(200)
    };
    let figures = |sum: &Value| {
        ["named", "turnedRound", "withDeadline", "handedOn", "otherwise"].map(|name| sum[name].as_u64().unwrap())
    };
    let all = outcomes("from=2024-01-01&to=2024-12-31").await;
    assert_eq!(all["batches"][0]["batch"], "第一批");
    assert_eq!(figures(&all["batches"][0]), [3, 1, 1, 1, 0]);
    assert_eq!(figures(&all["batches"][1]), [2, 1, 1, 0, 0]);
    assert_eq!(figures(&all["total"]), [5, 2, 2, 1, 0]);
    let branch = branches[0].id;
    let path = format!("/exports/help-outcomes.xlsx?organizationId={branch}&from=2024-01-01&to=2024-12-31");
    let sheet = opened(server.get(&path, secretary).await);
    assert_eq!(column(&sheet, "批次"), ["第一批", "第二批", "合计"]);
    assert_eq!(
        (column(&sheet, "确定"), column(&sheet, "已转化")),
        (vec!["3".into(), "2".into(), "5".into()], vec!["1".into(), "1".into(), "2".into()])
    );
    assert_eq!(figures(&outcomes("from=2024-07-03&to=2024-12-31").await["total"]), [2, 1, 1, 0, 0]);
    let path = format!("/help-cases/outcomes?organizationId={}&from=2024-12-31&to=2024-01-01", branches[0].id.0);
    server.get(&path, secretary).await.refused("request.invalid_query");
    let path = path.replace("from=2024-12-31&to=2024-01-01", "from=2024-01-01&to=2024-12-31");
    server.get(&path, &branches[1].members[0]).await.refused("organization.not_found");
}
