//! A case goes along with its member, and ends when they leave.

use serde_json::{Value, json};

use super::{case_of, confirmed, does, gathered, kinds, seen, township};

/// In the middle of a case the member moves to another branch: that branch carries it, the old one reads on
/// and decides no more.
#[tokio::test]
async fn a_case_moves_with_its_member() {
    let (server, branches) = township(2, 1).await;
    let [secretary, helper, .., low] = branches[0].members.as_slice() else { panic!("members") };
    let case = confirmed(&server, low, Some(helper)).await;
    let body = json!({ "branchId": branches[1].id.0, "from": "2024-07-02", "reason": "迁居" });
    let path = format!("/members/{}/transfer", low.id.0);
    server.post(&path, &server.fixture.clerk, body).await.expect(200);
    let other = &branches[1].members[0];
    let carried = seen(&server, &case, other).await;
    assert_eq!((kinds(&carried).last(), &carried["helperName"]), (Some(&"moved"), &json!(helper.name)));
    let note = json!({ "kind": "note", "text": "接着帮" });
    does(&server, &case, "steps", secretary, note.clone()).await.refused("auth.forbidden");
    does(&server, &case, "steps", other, note).await.expect(201);
    let close = json!({ "outcome": "turned_round", "reason": "考察合格" });
    does(&server, &case, "close", secretary, close.clone()).await.refused("auth.forbidden");
    assert_eq!(seen(&server, &case, secretary).await["state"], "open");
    does(&server, &case, "close", other, close).await.expect(200);
    assert_eq!(seen(&server, &case, low).await["outcome"], "turned_round");
}

/// Who leaves has no open case and no proposal any more; the reason is on record.
#[tokio::test]
async fn cases_end_when_the_member_leaves() {
    let (server, branches) = township(2, 2).await;
    let clerk = server.fixture.clerk.clone();
    let [_, helper, _, _, first, second] = branches[0].members.as_slice() else { panic!("members") };
    let open = confirmed(&server, first, Some(helper)).await;
    let proposed = case_of(&server, second).await;
    for member in [first, second] {
        let body = json!({ "how": "transferred_out", "leftOn": "2024-07-02", "reason": "转往县城" });
        server.post(&format!("/members/{}/leave", member.id.0), &clerk, body).await.expect(200);
    }
    let ended = seen(&server, &open, &clerk).await;
    assert_eq!((&ended["state"], &ended["outcome"]), (&json!("closed"), &json!("left")));
    let last = |case: &Value| case["steps"].as_array().unwrap().last().unwrap()["text"].clone();
    assert_eq!(last(&ended), "转往县城");
    server.get(&format!("/help-cases/{open}"), helper).await.refused("help_case.not_found");
    let dropped = seen(&server, &proposed, &clerk).await;
    assert_eq!((&dropped["state"], last(&dropped)), (&json!("dismissed"), json!("转往县城")));
    let (added, _) = gathered(&server).await;
    assert_eq!(added, 0);
}
