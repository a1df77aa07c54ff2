//! Members away with a host, the register and its fund.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::auth::Act;
use xianfeng_api::care::{PaymentIn, pay};
use xianfeng_api::http::wire::WireDay;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::care;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureBranch;

use super::super::scene::id;
use super::{Ask, Scene, at, query, send};
use crate::care::entry;

/// What the matrix needs of branch A.
pub(in super::super) struct Cared {
    /// A time away of a member of A.
    away: Uuid,
    /// A time away of a member of B, whom A hosts.
    hosted: Uuid,
    /// An entry of the register for a member of A.
    entry: Uuid,
    /// A payment for it.
    payment: Uuid,
}

impl Cared {
    pub(in super::super) async fn set(server: &TestServer, branch: &FixtureBranch, other: &FixtureBranch) -> Self {
        let clerk = &server.fixture.clerk;
        let gone = async |member: Uuid, host: Value| {
            let going = json!({ "from": "2024-02-01", "destination": "太原务工", "host": host });
            id(&server.post(&format!("/members/{member}/aways"), clerk, going).await.expect(201)["id"])
        };
        let away = gone(branch.members[7].id.0, Value::Null).await;
        let hosted = gone(other.members[6].id.0, json!({ "organizationId": branch.id.0 })).await;
        let entry = server.post("/care", clerk, entry("care", &branch.members[7])).await.expect(201);
        let entry = id(&entry["id"]);
        let act = Act::of_machine(server.clock.now());
        let reach = Reach::under(server.fixture.path.clone());
        let payment =
            PaymentIn { amount_fen: 100, on: WireDay("2024-03-01".parse().unwrap()), receipt: "收条".to_owned() };
        let paid = async |tx: &Tx| {
            care::open_fund(tx, server.fixture.township).await?;
            care::put_in(tx, server.fixture.township, 1_000).await?;
            let nobody = PersonId(Uuid::nil());
            pay(tx, &server.app.vault, &act, &reach, nobody, CareId(entry), &payment).await
        };
        let (_, payment) = server.app.database.transact("scene", paid).await.unwrap();
        Self { away, hosted, entry, payment: payment.id }
    }
}

pub(super) fn ask(scene: &Scene, operation: &str, caller: usize) -> Option<Ask> {
    let (branch, township) = (scene.branch.id.0, scene.server.fixture.township.0);
    let (victim, cared) = (scene.victim(caller), &scene.cared);
    let on = "2024-03-01";
    Some(match operation {
        "listContactsDue" => query(format!("?organizationId={branch}")),
        "listHostedAways" | "listMyCare" => Ask::default(),
        "getAway" => at(cared.away),
        "changeAwayLiaison" => at(cared.away).with(json!({ "liaisonId": victim.id.0 })),
        "recordAwayContact" => at(cared.away).with(json!({ "on": on, "manner": "phone", "said": "平安" })),
        "setAwayHost" => at(cared.away).with(json!({ "name": "某社区党支部", "contact": "王书记" })),
        "recordHostNote" => at(cared.hosted).with(json!({ "kind": "note", "on": on, "text": "见面" })),
        "listCareEntries" => query(format!("?organizationId={branch}")),
        "createCareEntry" => send(entry("encouragement", victim)),
        "getCareEntry" => at(cared.entry),
        "editCareEntry" => at(cared.entry).with(json!({ "given": "慰问" })),
        "nameCareHelper" => at(cared.entry).with(json!({ "helperId": victim.id.0, "task": "看望" })),
        "recordCareVisit" => at(cared.entry).with(json!({ "on": on, "done": "看望" })),
        "reviewCareEntry" => at(cared.entry).with(json!({ "on": on, "found": "继续" })),
        "payCareEntry" => at(cared.entry).with(json!({ "amountFen": 100, "on": on, "receipt": "收条" })),
        "reverseCarePayment" => at(cared.payment).with(json!({ "reason": "登记有误" })),
        "endCareEntry" => at(cared.entry).with(json!({ "on": on, "outcome": "stopped", "reason": "不需要" })),
        "setCareShare" => at(township).with(json!({
            "percentHundredths": 500, "fromYear": 2024, "meeting": "乡党委会", "decidedOn": "2024-01-10"
        })),
        "drawCareInflow" => at(township).with(json!({ "year": 2024 })),
        "getCareFundStatement" => Ask { query: "?year=2024".to_owned(), ..at(township) },
        _ => return None,
    })
}
