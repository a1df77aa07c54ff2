//! Rice over the counter of a village's shop, and phone credit on line (S0-9, S1-6, S4-4).

use serde_json::{Value, json};

use super::super::kit::World;
use super::money::Money;
use crate::redemption::coupons::{codes, credit, imported};
use crate::redemption::{keeps, received, reward, shop};
use crate::township::hundredths;

/// The shop of the first village.
pub(super) struct Market {
    shop: String,
    rice: String,
    credit: String,
}

impl Market {
    pub(super) async fn open(world: &World) -> Self {
        let village = world.branch(0);
        let shop = shop(&world.server, village.id).await;
        let rice = reward(&world.server, json!({ "price": 12.5 })).await;
        received(&world.server, &shop, &rice, 3).await;
        keeps(&world.server, &village.members[1], village.id).await;
        let credit = credit(&world.server, json!({})).await;
        assert_eq!(imported(&world.server, &credit, codes(0, 2)).await["created"], 2);
        Self { shop, rice, credit }
    }

    /// Three sacks: two are collected, one comes back and is ordered again, then none is left.
    pub(super) async fn redeemed(&self, world: &World, money: &mut Money) {
        world.server.set_time("2024-04-15T01:00:00Z");
        let keeper = world.people[1].clone();
        let own = world.of_branch(0);
        let buyers: Vec<usize> = own[2..].iter().copied().filter(|place| money.free[place] >= 1_250).take(4).collect();
        assert_eq!(buyers.len(), 4);
        let order = async |place: usize| {
            let body = json!({ "rewardId": self.rice, "shopId": self.shop, "quantity": 1 });
            world.server.post("/orders", &world.people[place], body).await
        };
        let collected = async |order: &Value, place: usize| {
            let path = format!("/orders/{}", order["id"].as_str().expect("an id"));
            let code = world.read(&path, &world.people[place]).await["code"].clone();
            let pickup = json!({ "code": code, "collectedBy": "owner" });
            world.post(&format!("/shops/{}/pickups", self.shop), &keeper, pickup, 200).await;
        };
        let mut orders = Vec::new();
        for place in &buyers[..3] {
            orders.push(order(*place).await.expect(201));
            *money.free.get_mut(place).expect("a wallet") -= 1_250;
        }
        order(buyers[3]).await.refused("reward.out_of_stock");
        collected(&orders[0], buyers[0]).await;
        let back = format!("/orders/{}/cancel", orders[1]["id"].as_str().expect("an id"));
        world.post(&back, &world.people[buyers[1]], json!({}), 200).await;
        *money.free.get_mut(&buyers[1]).expect("a wallet") += 1_250;
        let last = order(buyers[3]).await.expect(201);
        *money.free.get_mut(&buyers[3]).expect("a wallet") -= 1_250;
        collected(&last, buyers[3]).await;
        collected(&orders[2], buyers[2]).await;
        // What was handed out is spent, from promised.
        money.funds[0][1] -= 3 * 1_250;
        money.funds[0][2] += 3 * 1_250;
        money.compare(world).await;
        let wallet = world.read("/me/wallet", &world.people[buyers[0]]).await;
        assert_eq!(hundredths(&wallet["free"]), money.free[&buyers[0]]);
        self.phone_credit(world, money).await;
    }

    /// Two codes: each is another's, and spent at once; for the third there is none.
    async fn phone_credit(&self, world: &World, money: &mut Money) {
        let own = world.of_branch(5);
        let buyers: Vec<usize> = own.into_iter().filter(|place| money.free[place] >= 1_000).take(3).collect();
        let wanted = json!({ "rewardId": self.credit, "quantity": 1 });
        let mut had = Vec::new();
        for place in &buyers[..2] {
            let member = &world.people[*place];
            let order = world.post("/orders", member, wanted.clone(), 201).await;
            let path = format!("/me/orders/{}/coupon", order["id"].as_str().expect("an id"));
            had.push(world.post(&path, member, Value::Null, 200).await["code"].clone());
            *money.free.get_mut(place).expect("a wallet") -= 1_000;
            money.funds[5][1] -= 1_000;
            money.funds[5][2] += 1_000;
        }
        assert_ne!(had[0], had[1]);
        world.server.post("/orders", &world.people[buyers[2]], wanted).await.refused("reward.out_of_stock");
        money.compare(world).await;
    }
}
