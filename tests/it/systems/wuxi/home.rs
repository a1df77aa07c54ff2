//! S3-3, S3-5, S3-6: posts, the monthly party day with sign-in, the index by post.

use serde_json::{Value, json};

use super::super::kit::World;
use super::grids::{GRID_LEADER, LEADERS};
use super::{WANGLE, YUYAN, away_of, direct, text};
use crate::declarations::{decided, declared};
use crate::meetings::shown;
use crate::posts::held;
use crate::township::{hundredths, pages};

/// S3-5, with the item of each and the places of who holds it: in 望乐村, and in 鱼堰村.
const POSTS: [(&str, &str, usize, Option<usize>); 8] = [
    ("政策宣传岗", "policy_post", 3, Some(3)),
    ("乡风文明岗", "manners_post", 4, None),
    ("民情收集岗", "opinions_post", 5, None),
    ("纠纷调解岗", "mediation_post", 30, Some(4)),
    ("致富带头岗", "enterprise_post", 31, None),
    ("环境卫生岗", "environment_post", 32, None),
    ("四务监督岗", "oversight_post", 28, Some(5)),
    ("结对帮扶岗", "pairing_post", 29, None),
];

/// Who holds what.
pub(super) struct Holding {
    branch: usize,
    post: &'static str,
    place: usize,
    id: String,
}

async fn post(world: &World, branch: usize, name: &str, item: &str, places: usize) -> String {
    let new = json!({ "organizationId": world.branch(branch).id.0, "kind": "post", "name": name, "places": places,
        "item": item, "checkEvery": "month" });
    text(&world.post("/posts", &world.secretary(branch), new, 201).await["id"])
}

/// The eight posts of members without office, and the micro-grid leaders'.
pub(super) async fn assigned(world: &World) -> Vec<Holding> {
    let mut holdings = Vec::new();
    let mut assign = async |branch: usize, name: &'static str, item: &str, members: Vec<usize>| {
        let id = post(world, branch, name, item, members.len()).await;
        for at in members {
            let member = &world.branch(branch).members[at];
            let holding = held(&world.server, &world.secretary(branch), &id, member, "2024-01-01").await;
            holdings.push(Holding { branch, post: name, place: world.of_branch(branch)[at], id: holding });
        }
    };
    for (name, item, at, elsewhere) in POSTS {
        assign(WANGLE, name, item, vec![at]).await;
        if let Some(at) = elsewhere {
            assign(YUYAN, name, item, vec![at]).await;
        }
    }
    assign(WANGLE, "党建微网格长", "micro_grid_leader", LEADERS.collect()).await;
    assert_eq!(holdings.len(), 8 + 3 + 24);
    holdings
}

/// The secretaries check everybody off for a month: two points each; one post was neglected in February.
pub(super) async fn checked(world: &mut World, posts: &[Holding], month: &str, last: &str, now: &str) {
    world.server.set_time(now);
    let neglected = |holding: &Holding| month == "2024-02" && holding.post == "环境卫生岗";
    for branch in [WANGLE, YUYAN] {
        let own: Vec<&Holding> = posts.iter().filter(|holding| holding.branch == branch).collect();
        let checks: Vec<Value> =
            own.iter().map(|holding| json!({ "holdingId": holding.id, "kept": !neglected(holding) })).collect();
        let secretary = world.secretary(branch);
        let out = world.post("/posts/checks", &secretary, json!({ "period": month, "checks": checks }), 200).await;
        for (holding, result) in own.iter().zip(out["results"].as_array().expect("results")) {
            if neglected(holding) {
                assert_eq!(result["outcome"], "not_kept");
                let why = direct("post_neglected", last, "环境卫生岗未履职", -200);
                world.enter(&secretary, &[holding.place], why).await;
            } else {
                assert_eq!((&result["outcome"], hundredths(&result["points"])), (&json!("paid"), 200), "{result}");
                world.count.add(holding.place, last, 200);
            }
        }
    }
}

/// S3-6: once a month; the grid leader states what was done. Ten sign in with the code, the others at home
/// are called, but for two; members away have leave.
pub(super) async fn party_day(world: &mut World, on: &str) {
    world.server.set_time(&format!("{on}T01:00:00Z"));
    let (secretary, clerk) = (world.secretary(WANGLE), world.clerk());
    let own = world.of_branch(WANGLE);
    let away = away_of(world, WANGLE);
    let home: Vec<usize> = own.iter().copied().filter(|place| !away.contains(place)).collect();
    let new = json!({
        "organizationId": world.branch(WANGLE).id.0, "kind": "party_day", "title": "支部主题党日",
        "startsAt": format!("{on}T09:00:00+08:00"), "endsAt": format!("{on}T11:00:00+08:00"),
        "attendanceItem": "party_day", "absenceItem": "absence",
    });
    let id = text(&world.post("/meetings", &secretary, new, 201).await["id"]);
    world.post(&format!("/meetings/{id}/open"), &secretary, Value::Null, 200).await;
    let by_code: Vec<usize> = [&home[..1], &home[GRID_LEADER..GRID_LEADER + 9]].concat();
    for place in &by_code {
        let code = json!({ "code": shown(&world.server, &id) });
        world.post(&format!("/meetings/{id}/sign-in"), &world.people[*place], code, 201).await;
    }
    let called: Vec<usize> = home[..31].iter().copied().filter(|place| !by_code.contains(place)).collect();
    let leave: Vec<Value> =
        away.iter().map(|place| json!({ "memberId": world.people[*place].id.0, "reason": "在外务工" })).collect();
    let roll = json!({ "present": world.ids(&called), "absent": world.ids(&home[31..]), "leave": leave });
    world.post(&format!("/meetings/{id}/attendance"), &secretary, roll, 200).await;
    let closed = world.post(&format!("/meetings/{id}/close"), &secretary, Value::Null, 200).await;
    let told = ["expected", "present", "excused", "absent", "pointsWaiting"].map(|name| closed["counts"][name].clone());
    assert_eq!(json!(told), json!([46, 31, 13, 2, 1]));
    // Nobody credits themselves: the secretary's own point is the clerk's to confirm.
    world.post(&format!("/meetings/{id}/confirmations"), &clerk, Value::Null, 200).await;
    for place in by_code.iter().chain(&called) {
        world.count.add(*place, on, 100);
    }
    let again = json!({ "way": "declaration", "item": "statement", "doneOn": on, "place": "党群服务中心",
        "what": "喊、看、转、劝、讲、听：本月走访61户" });
    let leader = world.people[own[GRID_LEADER]].clone();
    let statement = declared(&world.server, &leader, again).await;
    let decisions = json!({ "sitting": { "on": on, "title": "主题党日" }, "register": [{ "id": statement["id"] }] });
    let results = decided(&world.server, &secretary, decisions).await;
    assert_eq!((&results[0]["state"], hundredths(&results[0]["points"])), (&json!("registered"), 100));
    world.count.add(own[GRID_LEADER], on, 100);
}

/// S3-3: holders of posts of one name are compared with each other, in the township and in a village.
pub(super) async fn index_by_post(world: &World, posts: &[Holding]) {
    const PERIOD: &str = "2024-Q1";
    let township = world.server.fixture.township;
    for (organization, branch) in [(township, None), (world.branch(YUYAN).id, Some(YUYAN))] {
        let path = format!("/leaderboards/posts?organizationId={organization}&period={PERIOD}");
        let rows = pages(&world.server, &path, Some(&world.people[9])).await;
        let here: Vec<&Holding> =
            posts.iter().filter(|holding| branch.is_none_or(|branch| holding.branch == branch)).collect();
        assert_eq!(rows.len(), here.len(), "{path}");
        for holding in &here {
            let peers: Vec<usize> =
                here.iter().filter(|other| other.post == holding.post).map(|other| other.place).collect();
            let member = json!(world.people[holding.place].id.0);
            let row = rows.iter().find(|row| row["post"] == holding.post && row["memberId"] == member);
            let row = row.expect("every holder is listed");
            let told = (row["rank"].clone(), hundredths(&row["total"]), row["holders"].clone());
            let rank = world.count.rank(holding.place, &peers, PERIOD);
            assert_eq!(told, (json!(rank), world.count.total(holding.place, PERIOD), json!(peers.len())));
        }
    }
}
