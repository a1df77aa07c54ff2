//! The life of an entry on the three lists: S4-8, S4-12.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{GIVEN, GROUND, entered, entry, read, remind, steps, township};
use crate::inbox::told;

/// Put on a list, read, corrected, reviewed, ended; one of a list at once; never by oneself.
#[tokio::test]
async fn an_entry_lives() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, member) = (&branch.members[0], &branch.members[1]);
    server.post("/care", member, entry("care", &branch.members[2])).await.refused("auth.forbidden");
    server.post("/care", secretary, entry("care", secretary)).await.refused("care.own");
    let elsewhere = &server.fixture.branches[1].members[1];
    server.post("/care", secretary, entry("care", elsewhere)).await.refused("member.not_found");
    for (change, pointer, code) in [
        (json!({ "kind": "friend" }), "/kind", "not_one_of"),
        (json!({ "ground": Value::Null }), "/ground", "missing"),
        (json!({ "given": "长".repeat(301) }), "/given", "too_long"),
        (json!({ "task": "看望" }), "/task", "unknown"),
        (json!({ "until": "2024-02-01" }), "/until", "out_of_order"),
        (json!({ "from": "2024-03-02" }), "/from", "in_the_future"),
        (json!({ "decidedOn": "2024-03-02" }), "/decidedOn", "in_the_future"),
    ] {
        let mut body = entry("support", member);
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let fault = &server.post("/care", secretary, body).await.refused("request.invalid")["errors"][0];
        assert_eq!((&fault["pointer"], &fault["code"]), (&json!(pointer), &json!(code)));
    }
    let path = entered(&server, secretary, entry("support", member)).await;
    server.post("/care", secretary, entry("support", member)).await.refused("care.already");
    entered(&server, secretary, entry("encouragement", member)).await;
    assert_eq!(told(&server, member, "care.opened").await, 2);
    let seen = read(&server, &path, secretary).await;
    assert_eq!((&seen["ground"], &seen["given"]), (&json!(GROUND), &json!(GIVEN)));
    assert_eq!(seen["entry"]["dueOn"], "2025-02-01");

    let edit = json!({ "given": "每月补助药费", "until": "2024-12-31" });
    server.put(&path, secretary, 9, edit.clone()).await.refused("version.stale");
    let edited = server.put(&path, secretary, 1, edit).await.expect(200);
    assert_eq!((&edited["version"], &edited["dueOn"]), (&json!(2), &json!("2024-12-31")));
    assert_eq!(edited.get("given"), None, "first replies are kept: they hold no text");
    let seen = read(&server, &path, secretary).await;
    assert_eq!((&seen["ground"], &seen["given"]), (&json!(GROUND), &json!("每月补助药费")));

    // S4-8: each year somebody looks again.
    server.set_time("2024-12-31T01:00:00Z");
    remind(&server).await;
    assert_eq!(told(&server, secretary, "care.review_due").await, 1);
    let review = json!({ "on": "2024-12-31", "found": "支委会：病情稳定，继续", "until": Value::Null });
    let reviewed = server.post(&format!("{path}/reviews"), secretary, review).await.expect(200);
    assert_eq!(reviewed["dueOn"], "2025-12-31");
    let end = json!({ "on": "2024-12-31", "outcome": "completed", "reason": "康复" });
    server.post(&format!("{path}/end"), member, end.clone()).await.refused("auth.forbidden");
    let ended = server.post(&format!("{path}/end"), secretary, end.clone()).await.expect(200);
    assert_eq!((&ended["outcome"], &ended["endedOn"]), (&json!("completed"), &json!("2024-12-31")));
    server.post(&format!("{path}/end"), secretary, end).await.refused("care.ended");
    assert_eq!(steps(&read(&server, &path, secretary).await), ["ended", "review"]);
    assert_eq!(told(&server, member, "care.ended").await, 1);
    let list = |more: &str| format!("/care?organizationId={}{more}", branch.id.0);
    for (more, count) in [("", 2), ("&kind=support", 1), ("&state=active", 1), ("&kind=support&state=active", 0)] {
        let listed = server.get(&list(more), secretary).await.expect(200);
        assert_eq!(listed["items"].as_array().unwrap().len(), count, "{more}");
    }
    entered(&server, secretary, entry("support", member)).await;
}

/// Put on a list by many at once, it is once.
#[tokio::test]
async fn on_a_list_at_once_is_on_it_once() {
    let server = township().await;
    let branch = server.fixture.branches[0].clone();
    let body = entry("care", &branch.members[1]);
    let answers = join_all((0..8).map(|_| server.post("/care", &branch.members[0], body.clone()))).await;
    assert_eq!(answers.iter().filter(|answer| answer.status == 201).count(), 1);
    for answer in answers.iter().filter(|answer| answer.status != 201) {
        answer.refused("care.already");
    }
}
