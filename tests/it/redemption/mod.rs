//! Shops, rewards, orders and the counter, over HTTP (S0-9, S1-6, S4-4).

mod catalogue;
mod counter;
pub(crate) mod coupons;
mod late;
mod paper;
mod races;
mod stock;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::purse::{self, Issue};
use xianfeng_api::verify::{Scope, verify};
use xianfeng_domain::Points;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::{OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Wallet};
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// A village with a shop that has rice for ten points.
struct Market {
    server: TestServer,
    clerk: FixtureMember,
    buyer: FixtureMember,
    keeper: FixtureMember,
    shop: String,
    rice: String,
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// A shop of an organization.
pub(crate) async fn shop(server: &TestServer, organization: OrganizationId) -> String {
    let says = json!({ "name": "先锋超市", "place": "村委会一楼", "opening": "每天上午" });
    let new = json!({ "organizationId": organization.0, "shop": says });
    text(&server.post("/shops", &server.fixture.clerk, new).await.expect(201)["id"])
}

/// A reward for ten points that is offered, with more said of it.
pub(crate) async fn reward(server: &TestServer, more: Value) -> String {
    let mut says = json!({ "name": "大米", "unit": "袋", "price": 10 });
    says.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let new = json!({ "organizationId": server.fixture.township.0, "kind": "goods", "reward": says });
    let id = text(&server.post("/rewards", &server.fixture.clerk, new).await.expect(201)["id"]);
    let _ = server.post(&format!("/rewards/{id}/offer"), &server.fixture.clerk, Value::Null).await.expect(200);
    id
}

/// Goods come in.
pub(crate) async fn received(server: &TestServer, shop: &str, reward: &str, quantity: u32) {
    let receipt = json!({ "rewardId": reward, "quantity": quantity, "lowMark": 1 });
    let _ = server.post(&format!("/shops/{shop}/receipts"), &server.fixture.clerk, receipt).await.expect(201);
}

/// Points at one yuan each from the fund of a branch.
pub(crate) async fn given(server: &TestServer, members: &[FixtureMember], whole: i32) {
    let act = Act::of_machine(server.clock.now());
    let (organization, period) = (server.fixture.branches[0].id, "2023-Q4".parse().unwrap());
    let give = async |tx: &Tx| -> Result<(), xianfeng_api::Failure> {
        purse::allot(tx, &act, organization, period, 500_000).await?;
        for member in members {
            let settlement = SettlementId(Uuid::now_v7());
            let amount = Amount::at(Points::whole(whole), 1);
            let issue = Issue { member: member.id, settlement, organization, amount, expires_on: None, period };
            purse::issue(tx, &act, issue).await?;
        }
        Ok(())
    };
    server.app.database.transact("test", give).await.expect("the fund suffices");
}

/// Somebody keeps the shops of an organization.
pub(crate) async fn keeps(server: &TestServer, keeper: &FixtureMember, organization: OrganizationId) {
    let now = server.clock.now();
    let grant = async |tx: &Tx| -> StoreResult<()> {
        accounts::grant_role(tx, keeper.person, Role::ShopKeeper, organization, None, now).await.map(|_| ())
    };
    server.app.database.transact("test", grant).await.unwrap();
}

impl Market {
    /// With so many members in the village, of whom the buyer has points, and so many sacks.
    async fn open(members: usize, points: i32, sacks: u32) -> Self {
        let server = TestServer::start_with(2, members, &[]).await;
        let (village, clerk) = (server.fixture.branches[0].clone(), server.fixture.clerk.clone());
        let (buyer, keeper) = (village.members[1].clone(), village.members[2].clone());
        keeps(&server, &keeper, village.id).await;
        let shop = shop(&server, village.id).await;
        let rice = reward(&server, json!({})).await;
        received(&server, &shop, &rice, sacks).await;
        given(&server, std::slice::from_ref(&buyer), points).await;
        Self { server, clerk, buyer, keeper, shop, rice }
    }

    fn wanted(&self, quantity: u32) -> Value {
        json!({ "rewardId": self.rice, "shopId": self.shop, "quantity": quantity })
    }

    /// The buyer's order, and its code.
    async fn ordered(&self, quantity: u32, pin: Option<&str>) -> (String, String) {
        let mut wanted = self.wanted(quantity);
        wanted["pin"] = json!(pin);
        let order = self.server.post("/orders", &self.buyer, wanted).await.expect(201);
        assert_eq!(order["code"], Value::Null, "a stored reply holds no code");
        let order = text(&order["id"]);
        let code = text(&self.order(&order).await["code"]);
        (order, code)
    }

    /// An order as its member sees it.
    async fn order(&self, id: &str) -> Value {
        self.server.get(&format!("/orders/{id}"), &self.buyer).await.expect(200)
    }

    fn counter(&self) -> String {
        format!("/shops/{}/pickups", self.shop)
    }

    /// Free and reserved points, then free and reserved sacks.
    async fn figures(&self) -> (i64, i64, i64, i64) {
        let Wallet { free, reserved } = self.wallet().await;
        let stock = self.server.get(&format!("/shops/{}/stock", self.shop), &self.keeper).await.expect(200);
        let sacks = |name: &str| stock["items"][0][name].as_i64().unwrap();
        (free.hundredths() / 100, reserved.hundredths() / 100, sacks("free"), sacks("reserved"))
    }

    async fn wallet(&self) -> Wallet {
        let read = async |tx: &Tx| xianfeng_infra::purse::find_wallet(tx, self.buyer.id).await;
        self.server.app.database.read(read).await.unwrap().unwrap_or_default()
    }

    /// How many messages of a kind the buyer has.
    async fn told(&self, kind: &str) -> usize {
        use sea_orm::{ConnectionTrait, Database, Statement};
        let raw = Database::connect(self.server.storage.database_url()).await.expect("connects");
        let sql = format!("SELECT kind FROM inbox_messages WHERE kind = '{kind}'");
        let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.expect("reads");
        raw.close().await.expect("closes");
        rows.len()
    }

    /// Wallets, shelves and funds are what their movements say.
    async fn is_exact(&self) {
        let report = verify(&self.server.app, Scope { files: false }, &|_, _, _| {}).await.unwrap();
        assert_eq!(crate::purse::by_hand(report.differences), []);
    }
}
