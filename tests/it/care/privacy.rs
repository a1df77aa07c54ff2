//! Nothing of the register is public: S4-8, invariant 11.

use reqwest::Method;
use serde_json::json;
use xianfeng_domain::access::Role;

use super::{GIVEN, GROUND, appointed, entered, entry, funded, pairing, read, township};

/// Members, other branches, overseers and villagers find nothing; each read of who may is in the log, which names no
/// member.
#[tokio::test]
async fn nobody_else_finds_it() {
    let server = township().await;
    let [own, elsewhere] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let [secretary, member, overseer, bystander] = [0, 1, 2, 6].map(|place| own.members[place].clone());
    let clerk = server.fixture.clerk.clone();
    appointed(&server, &overseer, Role::Overseer).await;
    let path = entered(&server, &secretary, entry("support", &member)).await;
    let list = format!("/care?organizationId={}", own.id.0);
    let visit = json!({ "on": "2024-03-01", "done": "看望" });
    for stranger in [&member, &bystander, &overseer] {
        server.get(&list, stranger).await.refused("auth.forbidden");
        server.get(&path, stranger).await.refused("auth.forbidden");
        server.post(&format!("{path}/visits"), stranger, visit.clone()).await.refused("auth.forbidden");
        assert_eq!(server.get("/me/care", stranger).await.expect(200)["items"], json!([]));
    }
    let other = &elsewhere.members[0];
    server.get(&list, other).await.refused("organization.not_found");
    server.get(&path, other).await.refused("care.not_found");
    server.post(&format!("{path}/visits"), other, visit).await.refused("care.not_found");
    for route in [&list, &path, "/me/care"] {
        let answer = server.send(server.request(Method::GET, &format!("/api/v1{route}"), None)).await;
        answer.refused("auth.required");
    }
    read(&server, &path, &secretary).await;
    server.get(&list, &clerk).await.expect(200);
    // Nobody reads here what is for themselves, whatever their office.
    let for_secretary = entered(&server, &clerk, entry("care", &secretary)).await;
    server.get(&for_secretary, &secretary).await.refused("care.not_found");
    assert_eq!(server.get(&list, &secretary).await.expect(200)["items"].as_array().unwrap().len(), 1);
    let end = json!({ "on": "2024-03-01", "outcome": "stopped", "reason": "不需要" });
    server.post(&format!("{for_secretary}/end"), &secretary, end).await.refused("care.own");

    let log = server.get("/audit?limit=100", &overseer).await.expect(200);
    let lines: Vec<_> = log["items"].as_array().unwrap().iter().collect();
    let of_register: Vec<_> =
        lines.iter().filter(|line| line["action"].as_str().unwrap().starts_with("care")).collect();
    for action in ["care.create", "care.read", "care.list"] {
        assert!(of_register.iter().any(|line| line["action"] == action), "{action}: {log}");
    }
    for line in of_register {
        let text = line.to_string();
        assert!(!text.contains(&member.id.0.to_string()) && !text.contains(&member.name), "{text}");
    }
}

/// Boards, public pages, the roster, exports and the member's own pages hold no mark of it; neither do the kept
/// replies.
#[tokio::test]
async fn no_page_holds_a_mark() {
    let server = township().await;
    let own = server.fixture.branches[0].clone();
    let [secretary, member, young] = [0, 1, 3].map(|place| own.members[place].clone());
    let clerk = server.fixture.clerk.clone();
    let approval = json!({ "approved": true, "reason": "乡党委会议" });
    server
        .post(&format!("/organizations/{}/publication", server.fixture.township.0), &clerk, approval)
        .await
        .expect(200);
    let branch = own.id.0;
    let pages = [
        format!("/api/v1/leaderboards/members?organizationId={branch}&period=2024-Q1"),
        format!("/api/v1/members?organizationId={branch}"),
        format!("/api/v1/members/{}", member.id.0),
        format!("/api/v1/public/organizations/{branch}/leaderboard?period=2024-Q1"),
        format!("/board/{branch}"),
        "/api/v1/me".to_owned(),
        "/api/v1/me/points?period=2024-Q1".to_owned(),
    ];
    let shown = async || {
        let mut shown = Vec::new();
        for by in [&secretary, &member] {
            for page in &pages {
                let answer = server.send(server.request(Method::GET, page, Some(by))).await;
                shown.push(String::from_utf8_lossy(&answer.body).into_owned());
            }
        }
        shown
    };
    let export = async || {
        let path = format!("/exports/leaderboard.xlsx?organizationId={branch}&period=2024-Q1");
        let sheet = crate::exports::opened(server.get(&path, &secretary).await);
        sheet.rows().map(|row| format!("{row:?}")).collect::<Vec<_>>().join("\n")
    };
    let (before, sheet_before) = (shown().await, export().await);
    funded(&server).await;
    let path = entered(&server, &secretary, entry("support", &member)).await;
    entered(&server, &secretary, pairing(&member, &young)).await;
    let pay = json!({ "amountFen": 100, "on": "2024-03-01", "receipt": "收条第9号" });
    server.post(&format!("{path}/payments"), &clerk, pay).await.expect(201);
    let (after, sheet_after) = (shown().await, export().await);
    for (before, after) in before.iter().zip(&after) {
        for mark in [GROUND, GIVEN, "收条第9号", "pairing", "关爱", "帮扶"] {
            assert_eq!(before.contains(mark), after.contains(mark), "{mark}: {after}");
        }
    }
    for mark in [GROUND, GIVEN, "帮扶", "照看"] {
        assert_eq!(sheet_before.contains(mark), sheet_after.contains(mark), "{mark}");
    }
}
