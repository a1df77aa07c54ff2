//! Six grids with their cards, and the posts that members claim in them.

use serde_json::{Value, json};

use super::super::kit::World;
use super::doing::{ENVIRONMENT, MEDIATION};
use super::{LU, SHEN};
use crate::township::pages;

/// S1-2: the five posts, the skill that each wants, its item, and what a month of it gives.
pub(super) const POSTS: [(&str, &str, &str, i64); 5] = [
    ("环境卫生工作岗", "勤快", "environment", ENVIRONMENT),
    ("村庄义务巡逻岗", "腿脚好", "patrol", 200),
    ("邻里纠纷调解岗", "会调解", "mediation", MEDIATION),
    ("应急抢修岗", "懂水电", "emergency_repair", 300),
    ("爱心帮扶岗", "有耐心", "care", 200),
];

/// A post of a grid and who holds it.
pub(super) struct Held {
    pub(super) holding: String,
    pub(super) place: usize,
    pub(super) post: usize,
}

/// The grid of a member, by the household's place whatever the branch.
fn grid_of(place: usize) -> usize {
    place % 6
}

/// S1-1 and S1-3: six grids, everybody in one of them, and their cards for everybody to read.
pub(super) async fn grids(world: &World) -> Vec<String> {
    let (clerk, township) = (world.clerk(), world.server.fixture.township.0);
    let mut grids = Vec::new();
    for number in 0..6 {
        let card = match number {
            0 => json!({
                "villages": ["汤家圩", "胡家桥头", "角字圩", "厍基浜"], "officers": ["沈洪根"], "households": 118,
                "people": 452, "villagerRepresentatives": 9, "enterprises": 6, "newResidents": 310
            }),
            _ => json!({ "villages": [format!("自然村{number}")], "households": 100 + number }),
        };
        let leader = world.people[LU + number].person.0;
        let new = json!({
            "organizationId": township, "name": format!("第{}网格", number + 1), "leaderPersonId": leader, "card": card
        });
        let grid = world.post("/grids", &clerk, new, 201).await["id"].as_str().unwrap().to_owned();
        let own = (0..world.people.len()).filter(|place| grid_of(*place) == number);
        let own: Vec<_> = own.map(|place| world.people[place].id.0).collect();
        let placed = json!({ "memberIds": own, "from": "2013-01-01" });
        let placed = world.post(&format!("/grids/{grid}/members"), &clerk, placed, 200).await;
        assert_eq!(placed, json!({ "placed": 19, "unchanged": 0 }));
        grids.push(grid);
    }
    crossed(world, &grids).await;
    let approve = json!({ "approved": true, "reason": "村党委会议决定" });
    world.post(&format!("/organizations/{township}/publication"), &clerk, approve, 200).await;
    published(world, 310).await;
    // S1-3: kept up to date. The leader is somebody's to name, so that an edit says it again.
    let card = world.server.get(&format!("/grids/{}", grids[0]), &world.people[SHEN]).await.expect(200);
    let mut edit = json!({ "name": card["name"], "position": card["position"] });
    edit["leaderPersonId"] = card["leader"]["personId"].clone();
    edit["card"] = card["card"].clone();
    edit["card"]["newResidents"] = json!(325);
    edit["card"].as_object_mut().unwrap().remove("partyMembers");
    world.server.put(&format!("/grids/{}", grids[0]), &clerk, 1, edit).await.expect(200);
    published(world, 325).await;
    grids
}

/// S1-1: each grid has members of many branches, and the nine branches' lists add up to it.
async fn crossed(world: &World, grids: &[String]) {
    let mut all = 0;
    for grid in grids {
        let members = pages(&world.server, &format!("/grids/{grid}/members?"), Some(&world.clerk())).await;
        let mut branches: Vec<&Value> = members.iter().map(|member| &member["branchId"]).collect();
        branches.sort_by_key(|branch| branch.to_string());
        branches.dedup();
        assert_eq!((members.len(), branches.len()), (19, 9));
        all += members.len();
    }
    assert_eq!(all, 114);
}

/// S1-3: the card of the first grid as anybody reads it, every figure of it.
async fn published(world: &World, new_residents: u32) {
    let path = format!("/public/organizations/{}/grids?", world.server.fixture.township.0);
    let cards = pages(&world.server, &path, None).await;
    assert_eq!(cards.len(), 6);
    let card = &cards[0];
    assert_eq!(card["villages"], json!(["汤家圩", "胡家桥头", "角字圩", "厍基浜"]));
    assert_eq!((&card["leader"], &card["officers"]), (&json!("陆*忠"), &json!(["沈*根"])));
    let figures = ["households", "people", "partyMembers", "villagerRepresentatives", "enterprises", "newResidents"];
    assert_eq!(figures.map(|figure| card[figure].clone()), [118, 452, 19, 9, 6, new_residents].map(|one| json!(one)));
}

/// S1-2: in each grid the five posts are claimed by who has the skill, and confirmed by the
/// committee. Nobody of another grid may.
pub(super) async fn posts(world: &World, grids: &[String], day: &str) -> Vec<Held> {
    world.morning(day);
    let (clerk, township) = (world.clerk(), world.server.fixture.township.0);
    let mut held = Vec::new();
    for (number, grid) in grids.iter().enumerate() {
        for (index, (name, skill, item, _)) in POSTS.into_iter().enumerate() {
            let new = json!({
                "organizationId": township, "gridId": grid, "kind": "post", "name": name, "skillWanted": skill,
                "places": 1, "item": item, "checkEvery": "month"
            });
            let post = world.post("/posts", &clerk, new, 201).await["id"].as_str().unwrap().to_owned();
            let place = number + 6 * (index + 1);
            let claims = format!("/posts/{post}/claims");
            if index == 0 {
                let stranger = &world.people[place + 1];
                world.server.post(&claims, stranger, Value::Null).await.refused("post.not_eligible");
            }
            let claim = world.post(&claims, &world.people[place], Value::Null, 201).await;
            let confirm = json!({ "memberId": world.people[place].id.0, "from": day });
            let confirmed = world.post(&format!("/posts/{post}/holders"), &clerk, confirm, 201).await;
            assert_eq!((&confirmed["id"], &confirmed["state"]), (&claim["id"], &json!("held")));
            held.push(Held { holding: claim["id"].as_str().unwrap().to_owned(), place, post: index });
        }
    }
    held
}

/// A month of every post is looked at on a day after it; who is named did not keep theirs.
pub(super) async fn checked(world: &mut World, held: &[Held], on: &str, month: (&str, &str), spoiled: &[usize]) {
    world.morning(on);
    let (month, last_day) = month;
    let checks: Vec<Value> = held
        .iter()
        .map(|held| json!({ "holdingId": held.holding, "kept": !spoiled.contains(&held.place), "note": "已查看" }))
        .collect();
    let out = world.post("/posts/checks", &world.clerk(), json!({ "period": month, "checks": checks }), 200).await;
    let results = out["results"].as_array().unwrap();
    assert!(results.len() == held.len() && results.iter().all(|one| one["code"].is_null()), "{out}");
    for held in held.iter().filter(|held| !spoiled.contains(&held.place)) {
        world.count.add(held.place, last_day, POSTS[held.post].3);
    }
}
