//! Posts and zones over HTTP: S1-2, S1-5, S2-2, S3-3, S3-5.

mod boards;
mod checks;
mod claims;
mod contact;
mod photo;
mod races;
mod ready;
mod terms;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember, opened};

/// A server whose rule book has an item of 10 points for a clean zone, and one of 2 to 3 for a turn.
pub async fn world(branches: usize, members: usize) -> TestServer {
    let server = TestServer::start_with(branches, members, &[]).await;
    let items = r#"
[[items]]
code = "clean_zone"
name = "责任区保持整洁"
aspect = "志愿服务"
kind = "addition"
points = "10"
unit = "季"

[[items]]
code = "environment_turn"
name = "参与环境卫生"
aspect = "志愿服务"
kind = "addition"
points = { min = "2", max = "3" }
unit = "次"

[[grades]]
"#;
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "1921-07-23".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: opened(&rulebooks::CHISHIQIAO.replacen("[[grades]]", items, 1)),
    };
    let now = server.clock.now();
    let write = async |tx: &Tx| rulebooks::adopt(tx, &adopted, now).await;
    server.app.database.transact("adopt", write).await.unwrap();
    server
}

/// Makes a post of a branch; answers its id.
pub async fn post(server: &TestServer, branch: &FixtureBranch, more: Value) -> String {
    let mut new = json!({
        "organizationId": branch.id.0, "kind": "post", "name": "邻里纠纷调解岗", "skillWanted": "会调解",
        "places": 5, "item": "environment_turn", "checkEvery": "month"
    });
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let post = server.post("/posts", &branch.members[0], new).await.expect(201);
    post["id"].as_str().unwrap().to_owned()
}

/// Makes a zone that is checked every month and pays by the quarter.
pub async fn zone(server: &TestServer, branch: &FixtureBranch) -> String {
    let zone = json!({ "kind": "zone", "name": "环境卫生责任区", "item": "clean_zone", "paysPer": "quarter" });
    post(server, branch, zone).await
}

/// Gives a post to a member; answers the holding's id.
pub async fn held(server: &TestServer, by: &FixtureMember, post: &str, member: &FixtureMember, from: &str) -> String {
    let body = json!({ "memberId": member.id.0, "from": from });
    let held = server.post(&format!("/posts/{post}/holders"), by, body).await.expect(201);
    assert_eq!(held["state"], "held");
    held["id"].as_str().unwrap().to_owned()
}

/// Checks one holding; answers its result.
pub async fn checked(server: &TestServer, by: &FixtureMember, holding: &str, period: &str, more: Value) -> Value {
    let mut check = json!({ "holdingId": holding, "kept": true });
    check.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let body = json!({ "period": period, "checks": [check] });
    server.post("/posts/checks", by, body).await.expect(200)["results"][0].clone()
}
