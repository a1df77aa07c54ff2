//! What is done in each quarter: whole villages are busy in turn, so that some funds do not suffice, and a
//! few members are at the bottom.

use super::super::kit::World;
use super::super::together::Entered;

/// Enters so many checked hazard points for each: more where the village is busy, none for who is low.
async fn checks(world: &mut World, quarter: usize, days: [&str; 5], low: &[usize]) {
    let clerk = world.clerk();
    let count = |world: &World, place: usize| -> usize {
        let busy = (world.branch_of[place] + quarter).is_multiple_of(6);
        if busy { 4 + place % 2 } else { (place * 7 + quarter) % 4 }
    };
    for (at, on) in days.into_iter().enumerate() {
        let some: Vec<usize> =
            world.all().into_iter().filter(|place| !low.contains(place) && count(world, *place) > at).collect();
        let deed = Entered { item: "hazard_check", on, what: "排查地质灾害隐患点一处", counts: 100 };
        world.enter(&clerk, &some, deed).await;
    }
    let absent = Entered { item: "absence", on: days[4], what: "无故不参加党员大会", counts: -200 };
    if !low.is_empty() {
        world.enter(&clerk, low, absent).await;
    }
}

/// The low of the first two quarters: five of them in both.
fn low(world: &World, quarter: usize) -> Vec<usize> {
    let (eleven, twelve) = (world.of_branch(11), world.of_branch(12));
    match quarter {
        1 => twelve[5..25].to_vec(),
        2 => [&twelve[20..34], &eleven[5..11]].concat(),
        _ => Vec::new(),
    }
}

pub(super) async fn first(world: &mut World) {
    world.server.set_time("2024-03-25T01:00:00Z");
    let low = low(world, 1);
    checks(world, 1, ["2024-01-15", "2024-02-02", "2024-02-20", "2024-03-05", "2024-03-20"], &low).await;
}

pub(super) async fn second(world: &mut World) {
    world.server.set_time("2024-06-25T01:00:00Z");
    let low = low(world, 2);
    checks(world, 2, ["2024-04-15", "2024-05-02", "2024-05-20", "2024-06-05", "2024-06-20"], &low).await;
}

pub(super) async fn third(world: &mut World) {
    world.server.set_time("2024-09-25T01:00:00Z");
    checks(world, 3, ["2024-07-15", "2024-08-02", "2024-08-20", "2024-09-05", "2024-09-20"], &[]).await;
}

pub(super) async fn fourth(world: &mut World) {
    world.server.set_time("2024-12-25T01:00:00Z");
    checks(world, 4, ["2024-10-15", "2024-11-02", "2024-11-20", "2024-12-05", "2024-12-20"], &[]).await;
}
