//! A named younger member looks after each of the aged: S4-9.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{GROUND, entered, entry, pairing, read, remind, steps, township};
use crate::inbox::told;

/// The helper is of the branch, not older, not away, and looks after three at most; even at once.
#[tokio::test]
async fn who_may_look_after_whom() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, aged, peer, young, traveller, oldest] =
        [0, 1, 2, 3, 4, 5].map(|place| branch.members[place].clone());
    let stranger = server.fixture.branches[1].members[3].clone();
    let going = json!({ "from": "2024-02-01", "destination": "太原务工" });
    server.post(&format!("/members/{}/aways", traveller.id.0), &secretary, going).await.expect(201);
    for (helper, code) in [
        (&aged, "care.helper_oneself"),
        (&stranger, "care.helper_elsewhere"),
        (&oldest, "care.helper_older"),
        (&traveller, "care.helper_away"),
    ] {
        server.post("/care", &secretary, pairing(&aged, helper)).await.refused(code);
    }
    let mut nobody = pairing(&aged, &young);
    nobody["helperId"] = Value::Null;
    server.post("/care", &secretary, nobody).await.refused("request.invalid");
    entered(&server, &secretary, pairing(&aged, &peer)).await;
    // One has time for three: of five at once, three get them.
    let others = [&peer, &oldest, &branch.members[6], &branch.members[7], &secretary];
    let clerk = &server.fixture.clerk;
    let mut body = pairing(&young, &young);
    let bodies = others.map(|member| {
        body["memberId"] = json!(member.id.0);
        body.clone()
    });
    let answers = join_all(bodies.iter().map(|body| server.post("/care", clerk, body.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 3);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("care.helper_full");
    }
    assert_eq!(told(&server, &young, "care.help").await, 3);
}

/// Visits on record, what is needed, and what is said where none was.
#[tokio::test]
async fn visits_and_their_absence() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, aged, peer, young] = [0, 1, 2, 3].map(|place| branch.members[place].clone());
    let path = entered(&server, &secretary, pairing(&aged, &young)).await;
    assert_eq!((told(&server, &young, "care.help").await, told(&server, &aged, "care.helper").await), (1, 1));
    let visits = format!("{path}/visits");
    let visit = |on: &str| json!({ "on": on, "done": "送药上门", "needs": "要修屋顶" });
    for (by, code) in [(&aged, "auth.forbidden"), (&peer, "auth.forbidden")] {
        server.post(&visits, by, visit("2024-02-10")).await.refused(code);
    }
    server.post(&visits, &young, visit("2024-01-31")).await.refused("request.invalid");
    server.post(&visits, &young, visit("2024-03-02")).await.refused("request.invalid");
    // A month has passed since the pairing began.
    remind(&server).await;
    assert_eq!(
        (told(&server, &young, "care.visit_due").await, told(&server, &secretary, "care.visit_missed").await),
        (1, 0)
    );
    server.set_time("2024-03-08T01:00:00Z");
    remind(&server).await;
    assert_eq!(
        (told(&server, &young, "care.visit_due").await, told(&server, &secretary, "care.visit_missed").await),
        (1, 1)
    );
    let visited = server.post(&visits, &young, visit("2024-03-05")).await.expect(201);
    assert_eq!(visited["nextDueOn"], "2024-04-05");
    assert_eq!(visited.get("done"), None, "first replies are kept: they hold no text");
    assert_eq!(told(&server, &secretary, "care.needs").await, 1);
    // An older visit does not bring the next one forward; the secretary may put one on record, too.
    let older = json!({ "on": "2024-02-20", "done": "电话问候" });
    assert_eq!(server.post(&visits, &secretary, older).await.expect(201)["nextDueOn"], "2024-04-05");
    assert_eq!(told(&server, &secretary, "care.needs").await, 1);
    server.set_time("2024-04-04T01:00:00Z");
    remind(&server).await;
    assert_eq!(told(&server, &young, "care.visit_due").await, 1);
    server.set_time("2024-04-05T01:00:00Z");
    remind(&server).await;
    assert_eq!(told(&server, &young, "care.visit_due").await, 2);
    let seen = read(&server, &path, &secretary).await;
    assert_eq!(steps(&seen), ["visit", "visit"]);
    assert_eq!((&seen["steps"][1]["text"], &seen["steps"][1]["needs"]), (&json!("送药上门"), &json!("要修屋顶")));
}

/// Another helper in the place of the first; each sees who and what to do while it is theirs, and nothing else.
#[tokio::test]
async fn a_helper_sees_who_and_what_to_do() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let [secretary, aged, peer, young] = [0, 1, 2, 3].map(|place| branch.members[place].clone());
    let mine = async |by| server.get("/me/care", by).await.expect(200)["items"].clone();
    let path = entered(&server, &secretary, pairing(&aged, &peer)).await;
    let mut support = entry("support", &aged);
    (support["helperId"], support["task"]) = (json!(peer.id.0), json!("帮忙跑腿"));
    let support = entered(&server, &secretary, support).await;
    let seen = mine(&peer).await;
    assert_eq!((seen.as_array().unwrap().len(), &seen[0]["name"]), (2, &json!(aged.name)));
    assert_eq!((&seen[1]["task"], &seen[1]["dueOn"]), (&json!("帮忙跑腿"), &Value::Null));
    assert!(!seen.to_string().contains(GROUND) && !seen.to_string().contains("support"), "{seen}");
    let own = mine(&aged).await;
    assert_eq!((own.as_array().unwrap().len(), &own[0]["name"]), (1, &json!(peer.name)), "of the lists nothing");
    for hidden in [&path, &support] {
        server.get(hidden, &peer).await.refused("auth.forbidden");
    }
    let next = json!({ "helperId": young.id.0, "task": "每周打电话" });
    server.post(&format!("{path}/helper"), &peer, next.clone()).await.refused("auth.forbidden");
    server.post(&format!("{path}/helper"), &secretary, next).await.expect(200);
    assert_eq!(
        (mine(&peer).await.as_array().unwrap().len(), mine(&young).await[0]["task"].clone()),
        (1, json!("每周打电话"))
    );
    assert_eq!(told(&server, &peer, "care.help_ended").await, 1);
    let end = json!({ "on": "2024-03-01", "outcome": "stopped", "reason": "子女接走" });
    server.post(&format!("{path}/end"), &secretary, end).await.expect(200);
    assert_eq!(mine(&young).await, json!([]));
    let visit = json!({ "on": "2024-03-01", "done": "看望" });
    server.post(&format!("{path}/visits"), &young, visit).await.refused("auth.forbidden");
}
