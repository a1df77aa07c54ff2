//! Entries, base points, zeroings, membership and roles.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{assert_told, inbox};
use crate::zeroings::{adopt_items, zeroed};

const MEETING: &str = "2024年3月支委会";

/// S2-2, S2-1, S0-12: whatever changes a member's points is told, and what weighs on them without its cause.
#[tokio::test]
async fn entries_base_points_and_zeroings() {
    let server = TestServer::start().await;
    adopt_items(&server).await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let enter = async |item: &str, more: Value| {
        let mut body =
            json!({ "memberIds": [member.id.0], "item": item, "doneOn": "2024-03-01", "what": "清扫村道积雪" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        server.post("/entries", secretary, body).await.expect(201)["results"][0]["entryId"].clone()
    };
    let added = enter("test_snow", json!({})).await;
    enter("test_fault", json!({ "points": 2, "reason": "院落脏乱" })).await;
    let why = json!({ "reason": "重复登记" });
    let reversal = format!("/ledger/{}/reversal", added.as_str().unwrap());
    let reversal = server.post(&reversal, &clerk, why.clone()).await.expect(201)["entries"][0]["id"].clone();
    let mend = format!("/ledger/{}/reinstatement", reversal.as_str().unwrap());
    server.post(&mend, &clerk, why.clone()).await.expect(201);
    let withhold = json!({ "period": "2024", "reason": "受处分", "meeting": MEETING });
    let withheld = server.post(&format!("/members/{}/base-withholdings", member.id.0), secretary, withhold).await;
    let lift = format!("/base-withholdings/{}/lift", withheld.expect(201)["id"].as_str().unwrap());
    server.post(&lift, secretary, why.clone()).await.expect(200);
    let (zeroing, _) = zeroed(&server, member, "test_zeroing", "2024-03-01").await;
    server.post(&format!("/zeroings/{zeroing}/lifting"), &clerk, why).await.expect(201);
    assert_told(
        &server,
        member,
        &[
            ("entry.added", "“清扫村道积雪”记 1 分，请到“我的积分”查看。"),
            ("entry.deducted", "您的积分有一笔扣减，-2 分，请到“我的积分”查看原因。"),
            ("entry.reversed", "您的一笔积分已冲正，-1 分，请到“我的积分”查看原因。"),
            ("entry.reinstated", "您的一笔积分已恢复，1 分，请到“我的积分”查看。"),
            ("base.withheld", "您2024年的基础分有新的决定，请到“我的积分”查看。"),
            ("base.lifted", "您2024年的基础分不再扣发，请到“我的积分”查看。"),
            ("points.zeroed", "您的积分有一项重要决定，请到“我的积分”查看，也可问支部。"),
            ("zeroing.lifted", "对您积分的一项决定已经解除，请到“我的积分”查看。"),
        ],
    )
    .await;
}

/// S4-1, S2-7: a move, a category, an exemption: none of them named (invariant 11).
#[tokio::test]
async fn membership_is_told_without_what_is_sensitive() {
    let server = TestServer::start().await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, member, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let transfer = format!("/members/{}/transfer", member.id.0);
    let aged = json!({ "category": "aged", "from": "2024-02-20", "reason": "年满七十" });
    server.post(&transfer, secretary, aged).await.expect(200);
    let moved = json!({ "branchId": other.id.0, "from": "2024-03-01", "reason": "迁居" });
    server.post(&transfer, &clerk, moved).await.expect(200);
    let exempt = json!({ "from": "2024-03-01", "ground": "infirm", "reason": "长期卧病", "meeting": MEETING });
    let exemption = server.post(&format!("/members/{}/exemptions", member.id.0), &clerk, exempt).await.expect(201);
    let end = format!("/exemptions/{}/end", exemption["id"].as_str().unwrap());
    server.post(&end, &clerk, json!({ "on": "2024-03-01", "reason": "已康复" })).await.expect(200);
    let arranged = ("exemption.decided", "支部对您的积分考核有新的安排，请到“我的”查看，也可问支部。");
    assert_told(
        &server,
        member,
        &[
            ("member.recategorized", "您的登记信息有变动，从2024年2月20日起，请到“我的”查看。"),
            ("member.moved", "您所在支部的登记有变动，从2024年3月1日起，请到“我的”查看。"),
            arranged,
            arranged,
        ],
    )
    .await;
    let all = json!(inbox(&server, member).await).to_string();
    for secret in ["aged", "infirm", "长期卧病", "年满七十", "已康复", &other.id.to_string()] {
        assert!(!all.contains(secret), "{secret} in {all}");
    }
}

/// S0-1: a role given and taken, to a member and to who is none.
#[tokio::test]
async fn roles() {
    let server = TestServer::start().await;
    let (member, clerk) = (server.fixture.branches[0].members[1].clone(), server.fixture.clerk.clone());
    let organization = &server.fixture.branches[0].id;
    let role = json!({ "personId": member.person.0, "role": "reviewer", "organizationId": organization.0 });
    server.post("/roles", &clerk, role.clone()).await.expect(201);
    server.post("/roles/end", &clerk, role).await.expect(200);
    let name = server.get(&format!("/organizations/{organization}"), &clerk).await.expect(200)["name"].clone();
    let name = name.as_str().unwrap();
    assert_told(
        &server,
        &member,
        &[
            ("role.granted", &format!("您在“{name}”有了新的职责，请重新打开小程序。")),
            ("role.ended", &format!("您在“{name}”的一项职责已经结束。")),
        ],
    )
    .await;
}
