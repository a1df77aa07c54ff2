//! The rules of the third year: S2-1, S2-8.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{GUOJIA, HEMEI, IDLE, INFIRM, LEADER, LIANQIAO, MEDIATOR, MENDED, PLANTER, RESOLVER};
use crate::systems::kit::World;

const FORSYTHIA: &str = r#"format = 1
layer = true
name = "连翘村党员积分细则"

[[items]]
code = "forsythia"
name = "发展连翘种植50亩以上或带动20人以上种植"
aspect = "带领群众致富"
kind = "addition"
points = "15"
unit = "项"
ways = ["declaration", "direct"]
"#;

const PETITIONS: &str = r#"format = 1
layer = true
name = "和美村党员积分细则"

[[items]]
code = "petition_resolved"
name = "化解一起上访"
aspect = "联系服务群众"
kind = "addition"
points = "5"
unit = "起"
ways = ["declaration", "direct"]

[[items]]
code = "mediation"
name = "调解一次邻里纠纷"
aspect = "联系服务群众"
kind = "addition"
points = "2"
unit = "次"
by_quantity = true
ways = ["declaration", "direct"]
"#;

/// The third year begins: the book is read, two villages adopt layers, the committees exempt and
/// withhold, and everybody else gets the base.
pub(super) async fn adopted(world: &mut World) {
    world.server.set_time("2026-01-05T01:00:00Z");
    ready_book(world).await;
    layer(world, LIANQIAO, FORSYTHIA).await;
    layer(world, HEMEI, PETITIONS).await;
    // S2-8: +15, +5 and +2 in the villages that said so, and in no other.
    let own = [codes(world, GUOJIA).await, codes(world, LIANQIAO).await, codes(world, HEMEI).await];
    let added = |place: usize| own[place].difference(&own[GUOJIA]).cloned().collect::<Vec<_>>();
    assert_eq!(added(LIANQIAO), [("forsythia".to_owned(), "15".to_owned())]);
    let petitions = [("mediation".to_owned(), "2".to_owned()), ("petition_resolved".to_owned(), "5".to_owned())];
    assert_eq!(added(HEMEI), petitions);
    assert!(own[GUOJIA].is_subset(&own[LIANQIAO]) && own[GUOJIA].is_subset(&own[HEMEI]));
    exempt_and_withheld(world).await;
    own_items(world).await;
}

/// S2-1: base 100 a year, 4 aspects with 20 additions, 10 deductions.
async fn ready_book(world: &World) {
    let path = format!("/rulebooks/effective?organizationId={}", world.branch(GUOJIA).id);
    let book = world.server.get(&path, &world.people[IDLE]).await.expect(200);
    assert_eq!((&book["base"]["points"], &book["base"]["per"]), (&json!(100), &json!("year")));
    assert_eq!(book["closingUnit"], "quarter", "S2-4");
    let items = book["items"].as_array().unwrap();
    let of = |kind: &str| items.iter().filter(|item| item["kind"] == kind).collect::<Vec<_>>();
    assert_eq!((of("addition").len(), of("deduction").len(), items.len()), (20, 10, 30));
    let aspects: BTreeSet<&str> = of("addition").iter().map(|item| item["aspect"].as_str().unwrap()).collect();
    let named = ["执行组织决议", "带领群众致富", "联系服务群众", "弘扬新风正气"];
    assert_eq!(aspects, named.into_iter().collect());
    // The seven deductions that the account names, and what missing reports and appraisals cost.
    let deductions: Vec<&str> = of("deduction").iter().map(|item| item["name"].as_str().unwrap()).collect();
    for named in [
        "不参加组织生活",
        "党费",
        "村规民约",
        "环保土地政策",
        "缠访闹访",
        "宗教活动",
        "抢险救灾",
        "按季汇报",
        "民主评议",
    ] {
        assert_eq!(deductions.iter().filter(|name| name.contains(named)).count(), 1, "{named}");
    }
    // S2-2, by item.
    for (code, points) in [("clean_zone", 10), ("snow_clearing", 1), ("machine_repair", 3)] {
        let item = items.iter().find(|item| item["code"] == code).unwrap();
        assert_eq!((&item["min"], &item["max"]), (&json!(points), &json!(points)), "{code}");
    }
}

async fn layer(world: &World, branch: usize, document: &str) {
    let secretary = world.secretary(branch);
    let new = json!({ "organizationId": world.branch(branch).id.0, "name": "积分细则讨论稿", "document": document });
    let draft = world.post("/rulebooks/drafts", &secretary, new, 201).await;
    let path = format!("/rulebooks/drafts/{}", draft["id"].as_str().unwrap());
    let adopt = format!("{path}/adopt");
    let decision =
        json!({ "effectiveFrom": "2026-01-05", "meeting": "2026年1月支部党员大会", "signatory": "支部书记" });
    world.server.post(&adopt, &secretary, decision.clone()).await.refused("rulebook.not_checked");
    let check = world.post(&format!("{path}/check"), &secretary, Value::Null, 200).await;
    assert_eq!((&check["flaws"], &check["draft"]["state"]), (&json!([]), &json!("checked")));
    let adopted = world.post(&adopt, &secretary, decision, 201).await;
    assert_eq!(adopted["adopted"]["state"], "in_force");
}

async fn codes(world: &World, branch: usize) -> BTreeSet<(String, String)> {
    let path = format!("/rulebooks/effective?organizationId={}", world.branch(branch).id);
    let book = world.server.get(&path, &world.secretary(branch)).await.expect(200);
    let items = book["items"].as_array().unwrap().iter();
    items.map(|item| (item["code"].as_str().unwrap().to_owned(), item["max"].to_string())).collect()
}

/// S2-7: the infirm are exempt by the committee's record. S2-1: who has a failing gets no base.
async fn exempt_and_withheld(world: &mut World) {
    let record = json!({
        "from": "2026-01-01", "ground": "infirm", "reason": "年老卧床，生活不能自理", "meeting": "2026年1月支委会"
    });
    let exempt = format!("/members/{}/exemptions", world.people[INFIRM].id);
    world.server.post(&exempt, &world.people[IDLE], record.clone()).await.refused("auth.forbidden");
    world.post(&exempt, &world.secretary(GUOJIA), record, 201).await;
    world.unlisted.push(INFIRM);
    let withheld = json!({ "period": "2026", "reason": "受到党内警告处分", "meeting": "2026年1月支委会" });
    let path = format!("/members/{}/base-withholdings", world.people[MENDED].id);
    world.post(&path, &world.secretary(LIANQIAO), withheld, 201).await;
    world.work().await;
    for place in 0..world.people.len() {
        if ![INFIRM, MENDED].contains(&place) {
            world.count.add(place, "2026", 10_000);
        }
    }
}

/// S2-8: the villages' own items at work: 50 mu or 20 followers +15, a petition +5, a mediation +2.
async fn own_items(world: &mut World) {
    let secretary = Some(world.of_branch(LIANQIAO)[0]);
    let item = json!({ "item": "forsythia", "what": "种植连翘52亩" });
    world.put_down(secretary, &[PLANTER], "2026-01-05", 1_500, item).await;
    let item = json!({ "item": "forsythia", "what": "带动20户种植连翘" });
    world.put_down(secretary, &[LEADER], "2026-01-05", 1_500, item).await;
    let secretary = Some(world.of_branch(HEMEI)[0]);
    world.put_down(secretary, &[RESOLVER], "2026-01-05", 500, json!({ "item": "petition_resolved" })).await;
    world.put_down(secretary, &[MEDIATOR], "2026-01-05", 200, json!({ "item": "mediation", "quantity": 1 })).await;
    // Elsewhere there is no such item.
    let foreign = json!({
        "memberIds": [world.people[RESOLVER].id.0], "item": "forsythia", "doneOn": "2026-01-05", "what": "种植连翘"
    });
    let refused = world.post("/entries", &world.clerk(), foreign, 201).await;
    assert_eq!(refused["results"][0]["code"], "entry.item_unfit");
}
