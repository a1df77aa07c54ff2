//! Shops, rewards, orders and the counter.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember};

use super::{Ask, Scene, at, query, send};
use crate::guards::matrix::scene::id;
use crate::redemption::coupons::{codes, credit, imported};
use crate::redemption::{given, received, reward, shop};

/// What branch A has.
pub(in super::super) struct Market {
    /// A shop that stays, and one to close.
    shop: Uuid,
    doomed: Uuid,
    /// A reward that stays, one to withdraw and one to offer.
    rice: Uuid,
    offered: Uuid,
    draft: Uuid,
    /// An order of the owner's that stays, one to cancel and one to collect.
    order: Uuid,
    cancelled: Uuid,
    collected: Uuid,
    /// A coupon, one of its codes, and orders of the owner's: one to mend, and one to look at.
    credit: Uuid,
    free: Uuid,
    mended: (Uuid, Uuid),
    bought: Uuid,
    /// The pickup code of the last.
    code: String,
}

fn parsed(text: &str) -> Uuid {
    text.parse().expect("a UUID")
}

impl Market {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch, owner: &FixtureMember) -> Self {
        let (open, doomed) = (shop(server, branch.id).await, shop(server, branch.id).await);
        let (rice, offered) = (reward(server, json!({})).await, reward(server, json!({})).await);
        received(server, &open, &rice, 100).await;
        given(server, &branch.members[..3], 100).await;
        let says = json!({ "name": "菜油", "unit": "桶", "price": 10 });
        let new = json!({ "organizationId": server.fixture.township.0, "kind": "goods", "reward": says });
        let draft = server.post("/rewards", &server.fixture.clerk, new).await.expect(201);
        let wanted = json!({ "rewardId": rice, "shopId": open, "quantity": 1 });
        let mut orders = Vec::new();
        for _ in 0..3 {
            orders.push(id(&server.post("/orders", owner, wanted.clone()).await.expect(201)["id"]));
        }
        let credit = credit(server, json!({})).await;
        let _ = imported(server, &credit, codes(0, 9)).await;
        let pool = server.get(&format!("/rewards/{credit}/coupons?state=free"), &server.fixture.clerk).await;
        let free = id(&pool.expect(200)["items"][0]["id"]);
        let wanted = json!({ "rewardId": credit, "quantity": 1 });
        let mended = server.post("/orders", owner, wanted.clone()).await.expect(201);
        let bought = id(&server.post("/orders", owner, wanted).await.expect(201)["id"]);
        let seen = server.get(&format!("/orders/{}", orders[2]), owner).await.expect(200);
        Self {
            shop: parsed(&open),
            doomed: parsed(&doomed),
            rice: parsed(&rice),
            offered: parsed(&offered),
            draft: id(&draft["id"]),
            order: orders[0],
            cancelled: orders[1],
            collected: orders[2],
            credit: parsed(&credit),
            free,
            mended: (id(&mended["id"]), id(&mended["coupon"]["id"])),
            bought,
            code: seen["code"].as_str().expect("a code").to_owned(),
        }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, _caller: usize) -> Option<Ask> {
    let (branch, township, market) = (scene.branch.id.0, scene.server.fixture.township.0, &scene.market);
    let shop = json!({ "name": "先锋超市", "place": "村委会", "opening": "每天" });
    let reward = json!({ "name": "大米", "unit": "袋", "price": 10 });
    Some(match operation {
        "listShops" | "listRewards" | "listMyOrders" => Ask::default(),
        "listOrders" => query(format!("?organizationId={branch}")),
        "getShop" | "showStock" | "listStockMovements" | "getDailyList" | "printDailyList" => at(market.shop),
        "getReward" => at(market.rice),
        "createShop" => send(json!({ "organizationId": branch, "shop": shop })),
        "editShop" => at(market.shop).with(shop),
        "closeShop" => at(market.doomed).with(json!({ "reason": "搬迁" })),
        "openShop" => at(market.doomed).with(Value::Null),
        "createReward" => send(json!({ "organizationId": township, "kind": "goods", "reward": reward })),
        "editReward" => at(market.draft).with(reward),
        "offerReward" => at(market.draft).with(Value::Null),
        "withdrawReward" => at(market.offered).with(Value::Null),
        "receiveStock" => at(market.shop).with(json!({ "rewardId": market.rice, "quantity": 1 })),
        "takeStock" => {
            let line = json!({ "rewardId": market.rice, "counted": 90, "reason": "盘点" });
            at(market.shop).with(json!({ "lines": [line] }))
        }
        "lookAtPickup" => at(market.shop).with(json!({ "code": market.code })),
        "handOutPickup" => at(market.shop).with(json!({ "code": market.code, "collectedBy": "owner" })),
        "recordPickups" => {
            let list = json!({ "day": "2024-03-01", "note": "停电", "orderIds": [market.collected] });
            at(market.shop).with(list)
        }
        "placeOrder" => send(json!({ "rewardId": market.rice, "shopId": market.shop, "quantity": 1 })),
        "importCoupons" => at(market.credit).with(codes(20, 21)),
        "importCouponFile" => {
            Ask { query: "?dryRun=true".to_owned(), file: Some("券码,面值\n".into()), ..at(market.credit) }
        }
        "listCoupons" => at(market.credit),
        "withdrawCoupon" => at(market.free).with(json!({ "reason": "作废" })),
        "replaceCoupon" | "refundCoupon" => {
            at(market.mended.0).with(json!({ "couponId": market.mended.1, "reason": "无法使用" }))
        }
        "revealMyCoupon" => at(market.bought),
        "getOrder" | "getOrderQr" => at(market.order),
        "cancelOrder" => at(market.cancelled).with(json!({ "reason": "已售完" })),
        _ => return None,
    })
}
