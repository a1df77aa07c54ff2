//! S0, 赤石桥乡: 17 branches of 497 members, two years under 党员积分管理台账.

pub(super) mod people;
mod results;
mod tasks;

use serde_json::{Value, json};
use xianfeng_infra::rulebooks::CHISHIQIAO;

use super::kit::World;
use super::together::Entered;

/// Two years: tasks and direct entries, base points, low quarters, the second version of the book,
/// a veto and its lifting; every board against the record.
#[tokio::test]
async fn two_years_of_chishiqiao() {
    let mut world = World::start(&people::plan(), "2024-01-05T01:00:00Z").await;
    people::figures_of_the_account(&world).await;
    // S0-6: base 60.
    world.work().await;
    world.base("2024", 6_000);
    tasks::claimed_and_dispatched(&mut world).await;
    let low = first_year(&mut world).await;
    results::two_low_quarters(&world, &low).await;
    // S0-4: month, quarter and year; S0-2: everybody's place.
    world.compare_boards(&["2024-03", "2024-Q1", "2024-Q2", "2024"]).await;
    results::averages(&world, "2024-Q1", 17).await;
    results::averages(&world, "2024", 17).await;

    second_year(&mut world).await;
    results::three_comparisons(&world).await;
    narrower_scope(&mut world).await;
    results::veto(&mut world).await;
}

/// Who was low in the first three quarters of 2024, by place.
struct Low([Vec<usize>; 3]);

fn direct<'a>(item: &'a str, on: &'a str, what: &'a str, counts: i64) -> Entered<'a> {
    Entered { item, on, what, counts }
}

/// The year 2024: at the bottom of 497 lie at most 24 (the last 5 %, rounded in the members' favour): in each of
/// three quarters twenty members or fewer have less than everybody else.
async fn first_year(world: &mut World) -> Low {
    let clerk = world.clerk();
    let [eleven, twelve] = [11, 12].map(|branch| world.of_branch(branch));
    let low =
        [twelve[5..25].to_vec(), [&twelve[20..34], &eleven[5..11]].concat(), [&eleven[5..8], &twelve[5..12]].concat()];
    world.server.set_time("2024-03-25T01:00:00Z");
    let rest: Vec<usize> = world.all().into_iter().filter(|place| !low[0].contains(place)).collect();
    // S0-3: one epidemic-control round is half a point.
    world.enter(&clerk, &rest, direct("epidemic_round", "2024-03-20", "走访排查一轮", 50)).await;
    // S0-1: the secretary keeps the branch's own records, never their own.
    for branch in 0..17 {
        let some: Vec<usize> = world.of_branch(branch).into_iter().skip(1).step_by(3).take(4).collect();
        let some: Vec<usize> = some.into_iter().filter(|place| !low[0].contains(place)).collect();
        let secretary = world.secretary(branch);
        world.enter(&secretary, &some, direct("safety_advice", "2024-03-21", "劝导不在林边烧荒", 50)).await;
    }
    // The month pays four patrols; the fifth is on record and holds no points.
    let patrol = world.of_branch(0)[1..5].to_vec();
    for (day, counts) in [(11, 100), (12, 100), (13, 100), (14, 100), (15, 0)] {
        let on = format!("2024-03-{day}");
        world.enter(&clerk, &patrol, direct("fire_patrol", &on, "护林防火巡查", counts)).await;
    }
    for (now, on, places) in
        [("2024-06-25T01:00:00Z", "2024-06-20", &low[1]), ("2024-09-25T01:00:00Z", "2024-09-20", &low[2])]
    {
        world.server.set_time(now);
        world.enter(&clerk, places, direct("absence", on, "无故不参加党员大会", -200)).await;
    }
    world.server.set_time("2024-11-25T01:00:00Z");
    let own = world.of_branch(0)[3..9].to_vec();
    world.enter(&clerk, &own, direct("consultation", "2024-11-20", "核桃修剪技术咨询", 100)).await;
    Low(low)
}

/// The first quarter of 2025, in which the next version of the book is adopted.
async fn second_year(world: &mut World) {
    world.server.set_time("2025-01-05T01:00:00Z");
    world.work().await;
    world.base("2025", 6_000);
    let clerk = world.clerk();
    world.server.set_time("2025-02-25T01:00:00Z");
    for branch in [0, 13] {
        let own = world.of_branch(branch);
        world.enter(&clerk, &own, direct("epidemic_round", "2025-02-20", "走访排查一轮", 50)).await;
    }
    let one = [results::compared(world)];
    for on in ["2025-02-21", "2025-02-22", "2025-02-24"] {
        world.enter(&clerk, &one, direct("consultation", on, "中药材种植技术咨询", 100)).await;
    }
}

/// S0-16: from the second quarter of 2025 on the rules bind the 454 rural members alone; the quarters
/// before stay as they were.
async fn narrower_scope(world: &mut World) {
    let clerk = world.clerk();
    world.server.set_time("2025-03-10T01:00:00Z");
    let document = CHISHIQIAO.replace(
        r#"organizations_in_scope = ["village", "enterprise", "office"]"#,
        r#"organizations_in_scope = ["village"]"#,
    );
    let new =
        json!({ "organizationId": world.server.fixture.township.0, "name": "只管农村党员", "document": document });
    let draft = world.post("/rulebooks/drafts", &clerk, new, 201).await;
    let path = format!("/rulebooks/drafts/{}", draft["id"].as_str().expect("an id"));
    let check = world.post(&format!("{path}/check"), &clerk, Value::Null, 200).await;
    assert_eq!(check["flaws"], json!([]));
    let decision = json!({ "effectiveFrom": "2025-04-01", "meeting": "2025年乡党委第三次会议", "signatory": "王秀英" });
    world.post(&format!("{path}/adopt"), &clerk, decision, 201).await;

    world.server.set_time("2025-05-21T01:00:00Z");
    let own = world.of_branch(3);
    world.enter(&clerk, &own, direct("epidemic_round", "2025-05-19", "走访排查一轮", 50)).await;
    let unlisted: Vec<usize> = (13..17).flat_map(|branch| world.of_branch(branch)).collect();
    assert_eq!(unlisted.len(), 43);
    results::lists(world, "2025-Q1", 497).await;
    world.compare_boards(&["2025-Q1"]).await;
    world.unlisted = unlisted;
    results::lists(world, "2025-Q2", 454).await;
    results::averages(world, "2025-Q2", 13).await;
}
