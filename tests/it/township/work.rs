//! What the people of the township do in two months, and the record of it.

use futures_util::future::join_all;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::count::{Actor, Branch, Deed, Person, Stay, Township};
use super::people::id;
use crate::files_api::{photo, upload};

/// A credited claim, as the one who did it remembers it.
struct Credited {
    at: usize,
    claim: String,
    deed: Deed,
}

/// What came of a branch's month.
#[derive(Default)]
struct Done {
    credited: Vec<Credited>,
    /// Entries beyond one a credited claim: reversals, releases, reinstatements.
    more: usize,
}

fn deed(item: &'static str, asked: i64, on: &'static str) -> Deed {
    Deed { item, asked, on }
}

impl Township {
    fn record(&mut self, done: Vec<Done>) {
        for Done { credited, more } in done {
            self.entries += credited.len() + more;
            for Credited { at, deed, .. } in credited {
                self.people[at].deeds.push(deed);
            }
        }
    }
}

async fn publish(server: &TestServer, by: &FixtureMember, organization: Uuid, item: &str, more: Value) -> String {
    let mut task = json!({ "organizationId": organization, "title": format!("任务 {item}"), "item": item });
    task.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let task = server.post("/tasks", by, task).await.expect(201)["id"].as_str().unwrap().to_owned();
    server.post(&format!("/tasks/{task}/publish"), by, Value::Null).await.expect(200);
    task
}

/// Claims a task and hands it in, with so many photos.
async fn hand_in(server: &TestServer, task: &str, by: &Actor, on: &str, photos: u8) -> String {
    let claim = server.post(&format!("/tasks/{task}/claims"), &by.login, Value::Null).await.expect(201);
    let claim = claim["id"].as_str().unwrap().to_owned();
    resubmit(server, &claim, by, on, photos).await;
    claim
}

async fn resubmit(server: &TestServer, claim: &str, by: &Actor, on: &str, photos: u8) {
    let mut ids = Vec::new();
    for shade in 0..photos {
        ids.push(upload(server, &by.login, photo(shade)).await.expect(201)["id"].clone());
    }
    let report = json!({ "report": "已完成", "deedOn": on, "photoIds": ids });
    server.post(&format!("/claims/{claim}/submit"), &by.login, report).await.expect(200);
}

async fn approve(server: &TestServer, claim: &str, by: &FixtureMember, body: Value) {
    let answer = server.post(&format!("/claims/{claim}/approve"), by, body).await.expect(200);
    assert_eq!(answer["state"], "approved");
}

/// January: tasks of five kinds in every branch, reviewed one by one and in batches.
pub(crate) async fn january(server: &TestServer, township: &mut Township) {
    server.set_time("2024-01-10T01:00:00Z");
    let clerk = township.clerk.clone();
    let hazard = publish(server, &clerk, township.id, "hazard_check", json!({ "title": "排查隐患点" })).await;
    let tasks = join_all(township.branches.iter().map(|branch| async {
        let secretary = &branch.actors[0].login;
        let share =
            |place: usize, points: f64| json!({ "memberId": branch.actors[place].login.id.0, "points": points });
        let team = json!({ "assignees": [share(1, 2.0), share(2, 3.5)] });
        let own = async |item, more| publish(server, secretary, branch.id, item, more).await;
        [
            own("fire_patrol", json!({ "placesPerMember": 8 })).await,
            own("volunteer_service", json!({ "points": 1.5, "quota": 3 })).await,
            own("good_deed", team).await,
        ]
    }))
    .await;
    server.set_time("2024-01-25T01:00:00Z");
    let (clerk, hazard) = (&clerk, hazard.as_str());
    let months = township.branches.iter().enumerate().zip(&tasks).map(|((number, branch), tasks)| async move {
        let mut done = patrols(server, number, branch, &tasks[0]).await;
        volunteers(server, clerk, branch, &tasks[1], &mut done).await;
        team_and_hazard(server, clerk, branch, &tasks[2], hazard, &mut done).await;
        corrections(server, clerk, number, branch, &mut done).await;
        done
    });
    let done = join_all(months).await;
    township.record(done);
}

/// Patrols, more of them than the month's cap pays, decided in one batch with an exception.
async fn patrols(server: &TestServer, number: usize, branch: &Branch, task: &str) -> Done {
    const DAYS: [&str; 5] = ["2024-01-11", "2024-01-12", "2024-01-15", "2024-01-20", "2024-01-25"];
    let mut handed_in = Vec::new();
    for (place, actor) in branch.actors.iter().enumerate().skip(1) {
        for on in DAYS.into_iter().take((number + 2 * place) % 6) {
            let claim = hand_in(server, task, actor, on, 0).await;
            handed_in.push((actor, Credited { at: actor.at, claim, deed: deed("fire_patrol", 100, on) }));
        }
    }
    let secretary = &branch.actors[0].login;
    let (first, rest) = handed_in.split_first_mut().expect("somebody patrols in every branch");
    let (action, points) = [("return", None), ("reject", None), ("approve", Some(0.5))][number % 3];
    let mut exception = json!({ "claimId": first.1.claim, "action": action, "reason": "情况不清楚" });
    if let Some(points) = points {
        exception["points"] = json!(points);
        first.1.deed.asked = 50;
    }
    let approved: Vec<&str> = rest.iter().map(|(_, credited)| credited.claim.as_str()).collect();
    let batch = json!({ "approve": approved, "exceptions": [exception] });
    let answer = server.post("/claims/reviews", secretary, batch).await.expect(200);
    let refused = answer["results"].as_array().unwrap().iter().filter(|result| !result["code"].is_null()).count();
    assert_eq!(refused, 0, "{answer}");
    if action == "return" {
        resubmit(server, &first.1.claim, first.0, first.1.deed.on, 0).await;
        approve(server, &first.1.claim, secretary, json!({})).await;
    }
    let counted = handed_in.into_iter().skip(usize::from(action == "reject"));
    Done { credited: counted.map(|(_, credited)| credited).collect(), more: 0 }
}

/// A service whose points have a range: as offered, more of it with a reason, and the secretary's
/// own, which the township reviews.
async fn volunteers(server: &TestServer, clerk: &FixtureMember, branch: &Branch, task: &str, done: &mut Done) {
    let secretary = &branch.actors[0].login;
    let cases = [
        (1, 150, secretary, json!({})),
        (2, 275, secretary, json!({ "points": 2.75, "reason": "连续两天" })),
        (0, 150, clerk, json!({})),
    ];
    for (place, asked, reviewer, verdict) in cases {
        let actor = &branch.actors[place];
        let claim = hand_in(server, task, actor, "2024-01-18", 0).await;
        if place == 0 {
            let own = server.post(&format!("/claims/{claim}/approve"), secretary, json!({})).await;
            own.refused("review.own_claim");
        }
        approve(server, &claim, reviewer, verdict).await;
        done.credited.push(Credited { at: actor.at, claim, deed: deed("volunteer_service", asked, "2024-01-18") });
    }
}

/// A task dispatched to two with a share each, and the township's own task, all with photos.
async fn team_and_hazard(
    server: &TestServer,
    clerk: &FixtureMember,
    branch: &Branch,
    team: &str,
    hazard: &str,
    done: &mut Done,
) {
    let secretary = &branch.actors[0].login;
    let uninvited = &branch.actors[3].login;
    server.post(&format!("/tasks/{team}/claims"), uninvited, Value::Null).await.refused("task.not_eligible");
    for (place, task, reviewer, item, asked) in [
        (1, team, secretary, "good_deed", 200),
        (2, team, secretary, "good_deed", 350),
        (3, hazard, clerk, "hazard_check", 100),
    ] {
        let actor = &branch.actors[place];
        let claim = hand_in(server, task, actor, "2024-01-22", 1).await;
        approve(server, &claim, reviewer, json!({})).await;
        done.credited.push(Credited { at: actor.at, claim, deed: deed(item, asked, "2024-01-22") });
    }
}

/// Reversals by the township: of a volunteer's points, some of them mended again, and of a patrol
/// that the cap paid in full, which pays the one that it had trimmed.
async fn corrections(server: &TestServer, clerk: &FixtureMember, number: usize, branch: &Branch, done: &mut Done) {
    let item = match number % 4 {
        0 => "volunteer_service",
        1 => "fire_patrol",
        _ => return,
    };
    let wanted = |actor: &&Actor| {
        let own = done.credited.iter().filter(|credited| credited.at == actor.at && credited.deed.item == item);
        own.count() == if item == "fire_patrol" { 5 } else { 1 }
    };
    let actor = branch.actors.iter().skip(1).find(wanted).expect("somebody with such entries");
    let ledger = server.get("/me/ledger?limit=100", &actor.login).await.expect(200);
    // Of five patrols the cap left one without points: that is not the one.
    let paid = |claim: &str| {
        let mut entries = ledger["items"].as_array().unwrap().iter();
        entries.find(|entry| entry["sourceId"] == claim && entry["points"] != json!(0))
    };
    let is_wanted = |credited: &Credited| credited.at == actor.at && credited.deed.item == item;
    let taken = done.credited.iter().position(|credited| is_wanted(credited) && paid(&credited.claim).is_some());
    let taken = taken.expect("one that was paid");
    let entry = paid(&done.credited[taken].claim).expect("just found")["id"].as_str().unwrap();
    let reason = json!({ "reason": "照片与实际不符" });
    let written = server.post(&format!("/ledger/{entry}/reversal"), clerk, reason).await.expect(201);
    let written = written["entries"].as_array().unwrap();
    assert_eq!(written.len(), if item == "fire_patrol" { 2 } else { 1 }, "{written:?}");
    done.more += written.len();
    if item == "volunteer_service" && number.is_multiple_of(8) {
        let reversal = written[0]["id"].as_str().unwrap();
        let reason = json!({ "reason": "核实无误" });
        server.post(&format!("/ledger/{reversal}/reinstatement"), clerk, reason).await.expect(201);
        done.more += 1;
        return;
    }
    // Taken back: the entry stays in the ledger and the deed counts no more.
    done.credited.remove(taken);
    done.more += 1;
}

/// February: somebody moves, leaves, is exempted and joins; the work goes on.
pub(crate) async fn february(server: &TestServer, township: &mut Township) {
    server.set_time("2024-02-26T01:00:00Z");
    changes(server, township).await;
    let months = township.branches.iter().enumerate().map(|(number, branch)| async move {
        let secretary = &branch.actors[0].login;
        let task = publish(server, secretary, branch.id, "epidemic_round", json!({ "placesPerMember": 4 })).await;
        let patrol = publish(server, secretary, branch.id, "fire_patrol", json!({ "placesPerMember": 4 })).await;
        let mut done = Done::default();
        for place in 1..=3 {
            let actor = &branch.actors[place];
            for _ in 0..(number + place) % 3 {
                let claim = hand_in(server, &task, actor, "2024-02-26", 0).await;
                done.credited.push(Credited { at: actor.at, claim, deed: deed("epidemic_round", 50, "2024-02-26") });
            }
        }
        let actor = &branch.actors[1];
        let claim = hand_in(server, &patrol, actor, "2024-02-26", 0).await;
        done.credited.push(Credited { at: actor.at, claim, deed: deed("fire_patrol", 100, "2024-02-26") });
        let all: Vec<&str> = done.credited.iter().map(|credited| credited.claim.as_str()).collect();
        let answer = server.post("/claims/reviews", secretary, json!({ "approve": all })).await.expect(200);
        assert!(answer["results"].as_array().unwrap().iter().all(|result| result["code"].is_null()), "{answer}");
        // What waits at the end of the month counts nowhere.
        hand_in(server, &task, &branch.actors[1], "2024-02-26", 0).await;
        done
    });
    let done = join_all(months).await;
    township.record(done);
}

/// The fourth member of a branch moves, of another leaves, of a third is exempted (S2-7); a
/// fourth branch gets a member who moved in.
async fn changes(server: &TestServer, township: &mut Township) {
    let clerk = township.clerk.clone();
    let ([moving, leaving, resting], joining) = ([2, 5, 7].map(|branch| township.branches[branch].actors[4].at), 9);
    let member = |at: usize| format!("/members/{}", township.people[at].id);
    let transfer = json!({ "branchId": township.branches[3].id, "from": "2024-02-15", "reason": "迁居" });
    server.post(&format!("{}/transfer", member(moving)), &clerk, transfer).await.expect(200);
    let leave = json!({ "how": "transferred_out", "leftOn": "2024-02-20", "reason": "组织关系转往县城" });
    server.post(&format!("{}/leave", member(leaving)), &clerk, leave).await.expect(200);
    let exempt = json!({ "exempt": true, "from": "2024-02-10", "reason": "长期患病" });
    server.post(&format!("{}/transfer", member(resting)), &clerk, exempt).await.expect(200);
    let newcomer = json!({
        "branchId": township.branches[joining].id, "name": "程远帆", "sex": "male", "birth": "1980-05",
        "joinedOn": "2005-07-01", "probationary": false, "category": "ordinary", "since": "2024-02-10"
    });
    let newcomer = server.post("/members", &clerk, newcomer).await.expect(201);

    let stay = |branch, from: &str, exempt| Stay { branch, from: from.to_owned(), to: None, exempt };
    let people = &mut township.people;
    people[moving].stays[0].to = Some("2024-02-15".to_owned());
    people[moving].stays.push(stay(3, "2024-02-15", false));
    // The year's base was granted while they belonged, and stays.
    people[leaving].stays[0].to = Some("2024-02-20".to_owned());
    people[resting].stays[0].to = Some("2024-02-10".to_owned());
    people[resting].stays.push(stay(7, "2024-02-10", true));
    people.push(Person {
        id: id(&newcomer["id"]),
        person: id(&newcomer["personId"]),
        name: "程远帆".to_owned(),
        category: "ordinary",
        phone: String::new(),
        stays: vec![stay(joining, "2024-02-10", false)],
        // 60 points for 326 of 366 days, cut in the member's favour (S0-6).
        base: 5345,
        deeds: Vec::new(),
    });
}
