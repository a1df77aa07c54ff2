//! Contact cards (连心卡): S4-7.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_domain::consents::Purpose;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, consents};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{held, post, world};
use crate::leaderboards::scene::approve_publication;

/// The member with an account that WeChat knows, so that a text of theirs can be checked.
pub(super) async fn on_wechat(server: &TestServer, member: &FixtureMember) -> FixtureMember {
    let (app_id, now) = (server.app.wechat.app_id(), server.clock.now());
    let bind = async |tx: &Tx| -> StoreResult<_> {
        accounts::unbind(tx, member.person).await?;
        let open_id = format!("open-{}", member.id);
        let account = accounts::create_for_wechat(tx, app_id, &open_id, None, now).await?;
        assert!(accounts::bind(tx, account.id, member.person).await?);
        Ok(account.id)
    };
    let account = server.app.database.transact("on_wechat", bind).await.unwrap();
    FixtureMember { account, ..member.clone() }
}

async fn with_phone(server: &TestServer, member: &FixtureMember, phone: &str) {
    let edit = json!({ "name": member.name, "sex": "male", "birth": "1970-03", "phone": phone,
        "joinedOn": "2000-07-01", "probationary": false });
    server.put(&format!("/members/{}", member.id), &server.fixture.clerk, 1, edit).await.expect(200);
}

pub(super) async fn print(server: &TestServer, by: &FixtureMember, holding: &str) -> String {
    let path = format!("/api/v1/holders/{holding}/card");
    let answer = server.send(server.request(Method::GET, &path, Some(by))).await;
    assert_eq!(answer.status, 200);
    assert!(answer.headers["content-security-policy"].to_str().unwrap().contains("style-src 'sha256-"));
    String::from_utf8(answer.body).unwrap()
}

pub(super) async fn public(server: &TestServer) -> Value {
    let path = format!("/api/v1/public/organizations/{}/posts", server.fixture.township);
    server.send(server.request(Method::GET, &path, None)).await.expect(200)
}

/// Photo and phone only while the holder agrees, asked for at each read; the promise once it was checked.
#[tokio::test]
async fn a_card_shows_what_its_holder_agrees_to_and_no_longer() {
    let server = world(2, 4).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let secretary = &branch.members[0];
    let member = on_wechat(&server, &branch.members[1]).await;
    with_phone(&server, &member, "13800138000").await;
    let id = post(&server, &branch, json!({})).await;
    let holding = held(&server, secretary, &id, &member, "2024-02-01").await;
    let path = format!("/holders/{holding}/contact-card");
    server.get(&path, &member).await.refused("contact_card.not_found");
    let card = |promise: &str, phone: bool| json!({ "promise": promise, "showPhone": phone, "showPhoto": true });
    for stranger in [secretary, &branch.members[2], &other.members[0]] {
        server.post(&path, stranger, card("有事找我", true)).await.refused("post.holding_not_found");
    }
    for stranger in [&branch.members[2], &other.members[0]] {
        server.get(&path, stranger).await.refused("post.holding_not_found");
    }
    server.post(&path, &member, card("有事\n找我", true)).await.refused("request.invalid");
    server.post(&path, &member, card("有事找我，随叫随到", true)).await.expect(200);
    let seen = server.get(&path, secretary).await.expect(200);
    assert_eq!((&seen["checkState"], &seen["phone"]), (&json!("passed"), &json!("13800138000")));
    approve_publication(&server, server.fixture.township).await;
    let shown = public(&server).await;
    let holder = &shown["items"][0]["holders"][0];
    assert_eq!((&holder["phone"], &holder["promise"]), (&json!("13800138000"), &json!("有事找我，随叫随到")));
    assert_eq!((&shown["names"], &holder["name"]), (&json!("masked"), &json!("党*2")));
    let page = print(&server, &member, &holding).await;
    for text in [&member.name, "13800138000", "随叫随到", "贴照片处", "邻里纠纷调解岗"] {
        assert!(page.contains(text), "{text} in {page}");
    }

    // A changed promise waits anew, and what is risky is never shown; its author sees why nothing is.
    server.post(&path, &member, card("RISKY", true)).await.expect(200);
    assert_eq!(server.get(&path, &member).await.expect(200)["checkState"], "held");
    assert_eq!(public(&server).await["items"][0]["holders"][0]["promise"], Value::Null);
    assert!(!print(&server, &member, &holding).await.contains("RISKY"));
    server.post(&path, &member, card("有事找我，随叫随到", true)).await.expect(200);

    // Withdrawn elsewhere, by the person's own list of what they agreed to: gone at the next read.
    let now = server.clock.now();
    let withdraw = async |tx: &Tx| -> StoreResult<bool> {
        let own = consents::of_person(tx, member.person).await?;
        let consent = own.iter().find(|one| one.purpose == Purpose::ContactCard).unwrap();
        consents::withdraw(tx, consent.id, member.account, now).await
    };
    assert!(server.app.database.transact("withdraw", withdraw).await.unwrap());
    let page = print(&server, &member, &holding).await;
    assert!(!page.contains("13800138000") && !page.contains("贴照片处") && page.contains("随叫随到"), "{page}");
    assert_eq!(public(&server).await["items"][0]["holders"][0]["phone"], Value::Null);
    assert_eq!(server.get(&path, secretary).await.expect(200)["phone"], Value::Null);
    // Given again, and taken back on the card itself.
    server.post(&path, &member, card("有事找我，随叫随到", true)).await.expect(200);
    assert_eq!(public(&server).await["items"][0]["holders"][0]["phone"], "13800138000");
    let without = json!({ "promise": "有事找我，随叫随到" });
    server.post(&path, &member, without).await.expect(200);
    assert_eq!(public(&server).await["items"][0]["holders"][0]["phone"], Value::Null);
}

/// Who dies, leaves or moves has no card from then on.
#[tokio::test]
async fn a_card_ends_with_the_holding() {
    let server = world(2, 5).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let id = post(&server, &branch, json!({ "places": 5 })).await;
    let mut cards = Vec::new();
    for member in &branch.members[1..4] {
        let member = on_wechat(&server, member).await;
        let holding = held(&server, secretary, &id, &member, "2024-02-01").await;
        let card = json!({ "promise": format!("我是{}", member.name), "showPhone": true });
        server.post(&format!("/holders/{holding}/contact-card"), &member, card).await.expect(200);
        cards.push((member, holding));
    }
    approve_publication(&server, server.fixture.township).await;
    assert_eq!(public(&server).await["items"][0]["holders"].as_array().unwrap().len(), 3);
    let died = json!({ "how": "deceased", "leftOn": "2024-02-27", "reason": "病故" });
    server.post(&format!("/members/{}/leave", cards[0].0.id), &clerk, died).await.expect(200);
    let to = json!({ "branchId": other.id.0, "category": "ordinary", "from": "2024-02-28", "reason": "迁居" });
    server.post(&format!("/members/{}/transfer", cards[1].0.id), &clerk, to).await.expect(200);
    let shown = public(&server).await;
    let holders = shown["items"][0]["holders"].as_array().unwrap();
    assert_eq!(holders.len(), 1);
    assert_eq!(holders[0]["promise"], json!(format!("我是{}", cards[2].0.name)));
    for (_, holding) in &cards[..2] {
        server.get(&format!("/holders/{holding}/contact-card"), secretary).await.refused("post.holding_not_found");
    }
    let (mover, holding) = &cards[1];
    let path = format!("/holders/{holding}/contact-card");
    server.post(&path, mover, json!({ "promise": "还在" })).await.refused("post.holding_not_found");
}
