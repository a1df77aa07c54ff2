//! Tasks, claims, declarations, posts and dues.

use serde_json::{Value, json};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;

use super::{assert_told, inbox, told};
use crate::declarations::{decided, declared, deed, registered};
use crate::dues;
use crate::posts::{checked, held, post, world, zone};
use crate::tasks::{claimed, published, submitted};

/// S0-4, S0-5: what becomes of a claim reaches who made it, and nobody else.
#[tokio::test]
async fn claims() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, other] = [0, 1, 2].map(|index| branch.members[index].clone());
    let task = published(&server, json!({ "placesPerMember": 9, "completeBy": "2024-03-20T18:00:00+08:00" })).await;
    let claim = claimed(&server, &task, &member).await;
    submitted(&server, &claim, &member).await;
    let decide = async |claim: &str, step: &str| {
        let reason = if step == "approve" { json!({}) } else { json!({ "reason": "缺照片" }) };
        server.post(&format!("/claims/{claim}/{step}"), &secretary, reason).await.expect(200)
    };
    decide(&claim, "return").await;
    submitted(&server, &claim, &member).await;
    decide(&claim, "approve").await;
    let entry = server.get("/me/ledger", &member).await.expect(200)["items"][0]["id"].clone();
    let reversal = format!("/ledger/{}/reversal", entry.as_str().unwrap());
    server.post(&reversal, &secretary, json!({ "reason": "重复登记" })).await.expect(201);
    let second = claimed(&server, &task, &member).await;
    submitted(&server, &second, &member).await;
    decide(&second, "reject").await;
    assert_told(
        &server,
        &member,
        &[
            ("claim.returned", "“疫情防控走访”被退回补充，请到“我的领办”看意见后再交。"),
            ("claim.approved", "“疫情防控走访”已通过审核，记 0.5 分。"),
            ("claim.revoked", "“疫情防控走访”的通过已撤销，积分已冲回，请到“我的积分”查看原因。"),
            ("claim.rejected", "“疫情防控走访”未通过审核，请到“我的领办”查看原因。"),
        ],
    )
    .await;
    let newest = &inbox(&server, &member).await[0];
    assert_eq!((&newest["subject"]["kind"], &newest["subject"]["id"]), (&json!("claim"), &json!(second)));
    assert_eq!(inbox(&server, &other).await, Vec::<Value>::new());

    claimed(&server, &task, &member).await;
    let doomed = published(&server, json!({ "title": "修路" })).await;
    claimed(&server, &doomed, &member).await;
    let cancel = format!("/tasks/{}/cancel", doomed["id"].as_str().unwrap());
    server.post(&cancel, &secretary, json!({ "reason": "下雨" })).await.expect(200);
    server.set_time("2024-03-20T10:00:01Z");
    Job::ExpireClaims.step(&server.app, server.clock.now()).await.unwrap();
    assert_told(
        &server,
        &member,
        &[
            ("claim.cancelled", "“修路”已取消，您不必再办。"),
            ("claim.released", "“疫情防控走访”已过期限，名额已释放，还想参加请重新领办。"),
        ],
    )
    .await;
}

/// S3-4: who is named hears of it when the task is published, once.
#[tokio::test]
async fn dispatched_tasks() {
    let server = TestServer::start().await;
    let members = server.fixture.branches[0].members.clone();
    let named = json!([{ "memberId": members[1].id.0 }, { "memberId": members[2].id.0 }]);
    let title = "到村口集合，清理河道两岸的垃圾与杂物，请自带工具和雨衣";
    published(&server, json!({ "assignees": named, "title": title })).await;
    for member in &members[1..3] {
        let cut = "到村口集合，清理河道两岸的垃圾与杂物，请自带工…";
        assert_told(&server, member, &[("task.dispatched", &format!("支部交给您一项任务“{cut}”，请到“任务”领办。"))])
            .await;
        assert_eq!(inbox(&server, member).await.len(), 1);
    }
    assert_eq!(inbox(&server, &members[3]).await.len(), 0);
}

/// S2-3: what the branch decides about a declaration, whole, in part, or not at all.
#[tokio::test]
async fn declarations() {
    let server = TestServer::start().await;
    crate::declarations::adopt(
        &server,
        "[[items]]\ncode = \"capped\"\nname = \"讲党课\"\naspect = \"组织生活\"\nkind = \"addition\"\npoints = \"2\"\n\
         unit = \"次\"\nways = [\"declaration\"]\ncaps = [{ per = \"month\", points = \"3\" }]\n",
    )
    .await;
    let [secretary, member] = [0, 1].map(|index| server.fixture.branches[0].members[index].clone());
    for _ in 0..2 {
        let capped = declared(&server, &member, deed(json!({ "item": "capped", "what": "讲党课\n两次" }))).await;
        registered(&server, &secretary, &capped).await;
    }
    let refused = declared(&server, &member, deed(json!({}))).await;
    let decline = json!({ "decline": [{ "id": refused["id"], "reason": "不是本人做的" }] });
    decided(&server, &secretary, decline).await;
    assert_told(
        &server,
        &member,
        &[
            ("declaration.registered", "“讲党课 两次”已登记，记 2 分。"),
            ("declaration.trimmed", "“讲党课 两次”已登记，应记 2 分，已到上限，实记 1 分。"),
            ("declaration.declined", "“劝导三户不在林边烧荒”没有登记，请到“我的申报”查看原因。"),
        ],
    )
    .await;
    assert_eq!(inbox(&server, &member).await.len(), 3);
}

/// S3-5, S2-2: a post from its assignment to its end.
#[tokio::test]
async fn posts() {
    let server = world(1, 4).await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, member, other] = [0, 1, 2].map(|index| branch.members[index].clone());
    let (turn, clean) = (post(&server, &branch, json!({})).await, zone(&server, &branch).await);
    let holding = held(&server, &secretary, &turn, &member, "2024-01-02").await;
    checked(&server, &secretary, &holding, "2024-01", json!({})).await;
    checked(&server, &secretary, &holding, "2024-02", json!({ "kept": false })).await;
    let end = |holding: &str| format!("/holders/{holding}/end");
    let why = json!({ "on": "2024-03-01", "reason": "外出务工" });
    server.post(&end(&holding), &secretary, why.clone()).await.expect(200);
    let zone = held(&server, &secretary, &clean, &member, "2024-01-01").await;
    checked(&server, &secretary, &zone, "2024-01", json!({})).await;
    assert_told(
        &server,
        &member,
        &[
            ("post.assigned", "您从2024年1月2日起担任“邻里纠纷调解岗”，请到“岗位”查看。"),
            ("post.paid", "“邻里纠纷调解岗”2024年1月检查达标，记 2 分。"),
            ("post.not_kept", "“邻里纠纷调解岗”2024年2月检查没有达标，请到“岗位”查看。"),
            ("post.ended", "您不再担任“邻里纠纷调解岗”，请到“岗位”查看原因。"),
            ("post.assigned", "您从2024年1月1日起担任“环境卫生责任区”，请到“岗位”查看。"),
            ("post.kept", "“环境卫生责任区”2024年1月检查达标，已登记。"),
        ],
    )
    .await;
    let claim = server.post(&format!("/posts/{turn}/claims"), &other, Value::Null).await.expect(201);
    server.post(&end(claim["id"].as_str().unwrap()), &secretary, why).await.expect(200);
    assert_told(&server, &other, &[("post.not_given", "您认领的“邻里纠纷调解岗”没有确认，请到“岗位”查看原因。")]).await;
}

/// S4-5: a month on record, and its correction; nothing for what is not paid yet, and nothing twice.
#[tokio::test]
async fn dues_on_record() {
    let server = dues::server().await;
    let [secretary, member, other] = [0, 1, 2].map(|index| server.fixture.branches[0].members[index].clone());
    let paid = [(1, Some("2024-02-10")), (2, None)];
    for _ in 0..2 {
        dues::recorded(&server, &secretary, "2024-02", "2024-02-15", &paid).await.expect(200);
    }
    assert_told(&server, &member, &[("dues.registered", "您2024年2月的党费已登记，请到“我的党费”查看。")]).await;
    assert_eq!((told(&server, &member, "dues.registered").await, inbox(&server, &other).await.len()), (1, 0));
    dues::recorded(&server, &secretary, "2024-02", "2024-02-15", &[(2, Some("2024-02-20"))]).await.expect(200);
    assert_eq!(told(&server, &other, "dues.registered").await, 1);
}
