//! A small rule book for what the book of Chishiqiao leaves out: base by the quarter, hints, an
//! exempt category; grades, colours and consequences as a test needs them.

use uuid::Uuid;
use xianfeng_api::work::Job;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;

const BOOK: &str = r#"
format = 1
name = "农村党员量化积分"
closing_unit = "month"
ties = "skip"
organizations_in_scope = ["village", "enterprise", "office"]

[base]
points = "60"
per = "quarter"
joiners = "pro_rata"
leavers = "pro_rata"

[[categories]]
code = "ordinary"
name = "普通"

[[categories]]
code = "aged"
name = "年老"
hints = { age_from = 65 }

[[categories]]
code = "infirm"
name = "病弱"
exempt = true

[[items]]
code = "good_deed"
name = "为群众办好事"
aspect = "服务群众"
kind = "addition"
points = { min = "1", max = "50" }
unit = "件"

[[items]]
code = "fire_patrol"
name = "护林防火巡查"
aspect = "志愿服务"
kind = "addition"
points = "1"
unit = "次"

[[items]]
code = "absence"
name = "无故不参加组织生活"
aspect = "组织生活"
kind = "deduction"
points = "2"
unit = "次"
"#;

/// Puts the book with some more sections into force in the township from a day on.
pub async fn adopt(server: &TestServer, version: i64, from: &str, more: &str) {
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version,
        effective_from: from.parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: format!("{BOOK}{more}"),
    };
    let adopt = async |tx: &Tx| rulebooks::adopt(tx, &adopted, server.clock.now()).await;
    server.app.database.transact("adopt", adopt).await.unwrap();
}

/// Grants what is due now.
pub async fn grant_base(server: &TestServer) {
    while Job::GrantBase.step(&server.app, server.clock.now()).await.expect("a step") > 0 {}
}
