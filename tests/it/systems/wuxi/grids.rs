//! S3-4, S3-7: 5 grids and 25 micro-grids in 望乐村, each micro-grid with one leader.

use serde_json::{Value, json};

use super::super::kit::World;
use super::{WANGLE, text};
use crate::grids::{made, place};
use crate::township::pages;

/// Micro-grids of each grid: the first has the six of the account.
const MICRO: [usize; 5] = [6, 5, 5, 5, 4];
/// What the leaders are by.
const BASIS: &str = "院坝会群众推荐，支部研究确定";

/// The place of 胡保三 in the village, grid leader of the first grid.
pub(super) const GRID_LEADER: usize = 5;
/// The places of the 24 micro-grid leaders who are members; the 25th is a villagers' representative.
pub(super) const LEADERS: std::ops::Range<usize> = 6..30;

/// Draws the grids, confirms the leaders, and places those who live there.
pub(super) async fn of_wangle(world: &World) {
    let secretary = world.secretary(WANGLE);
    let village = world.branch(WANGLE).clone();
    let new = json!({ "organizationId": village.id.0, "name": "村民代表", "role": "overseer" });
    let representative = world.post("/persons", &world.clerk(), new, 201).await["id"].clone();
    let mut leaders = LEADERS.map(|at| json!(village.members[at].person.0)).chain([representative.clone()]);
    for (number, micro) in MICRO.into_iter().enumerate() {
        let mut new =
            json!({ "organizationId": village.id.0, "name": format!("第{}网格", number + 1), "position": number });
        if number == 0 {
            let roads: Vec<String> = (1..=7).map(|road| format!("第{road}路段")).collect();
            new["leaderPersonId"] = json!(village.members[GRID_LEADER].person.0);
            new["leaderBasis"] = json!(BASIS);
            new["card"] = json!({ "villages": roads, "households": 61, "people": 303 });
        }
        let grid = made(&world.server, &secretary, new).await;
        for order in 0..micro {
            let leader = leaders.next().expect("25 leaders");
            let new = json!({ "organizationId": village.id.0, "parentId": grid, "position": order,
                "name": format!("第{}网格第{}微网格", number + 1, order + 1),
                "leaderPersonId": leader, "leaderBasis": BASIS });
            let id = made(&world.server, &secretary, new).await;
            let lives = village.members.iter().find(|member| json!(member.person.0) == leader);
            if let Some(member) = lives {
                let _ = place(&world.server, &secretary, &id, &[member]).await;
            }
        }
    }
    assert_eq!(leaders.next(), None);
    drawn(world, &representative).await;
}

async fn drawn(world: &World, representative: &Value) {
    let village = world.branch(WANGLE);
    let path = format!("/grids?organizationId={}", village.id);
    let all = pages(&world.server, &path, Some(&village.members[40])).await;
    let of_kind = |kind: &str| -> Vec<&Value> { all.iter().filter(|grid| grid["kind"] == kind).collect() };
    let (grids, micro) = (of_kind("grid"), of_kind("micro_grid"));
    assert_eq!((grids.len(), micro.len()), (5, 25), "S3-4");
    let first = grids.iter().find(|grid| grid["name"] == "第1网格").expect("the first");
    assert_eq!((&first["leader"]["name"], &first["leaderBasis"]), (&json!("胡保三"), &json!(BASIS)));
    let card = &first["card"];
    let told = (card["villages"].as_array().map(Vec::len), &card["households"], &card["people"]);
    assert_eq!(told, (Some(7), &json!(61), &json!(303)));
    assert_eq!(card["partyMembers"], 6, "those of its micro-grids");
    let own: Vec<String> =
        micro.iter().filter(|one| one["parentId"] == first["id"]).map(|one| text(&one["leader"]["name"])).collect();
    let expected: Vec<String> = village.members[LEADERS][..6].iter().map(|member| member.name.clone()).collect();
    assert_eq!(own, expected, "six micro-grid leaders beside the grid leader");
    assert!(micro.iter().all(|one| one["leaderBasis"] == BASIS));
    let others = micro.iter().filter(|one| one["leader"]["personId"] == *representative).count();
    assert_eq!(others, 1, "S3-7: a villagers' representative who is no member leads one");
}
