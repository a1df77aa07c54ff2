//! Who may stand (S1-5), who is not to be nominated (S2-5, S2-11), activists (S0-16).

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_infra::accounts;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_tests::TestServer;

use super::{change, lines, names, proposed, signature};
use crate::appraisal::told;
use crate::leaderboards::book::adopt;
use crate::leaderboards::scene::entry;

const RUNNING: &str = r#"
[[consequences]]
code = "three_years_low"
name = "三年累计靠后"
per = "year"
steps = ["不得提名"]
trigger = { running_periods = 3, bottom_percent = 25 }
"#;

/// S2-5, S2-11: by the running total of three years; the township's alone, dated, never public, in
/// force until the next list.
#[tokio::test]
async fn who_is_near_the_bottom_for_three_years_is_not_to_be_nominated() {
    let server = TestServer::start_with(2, 4, &[]).await;
    adopt(&server, 2, "1921-07-23", RUNNING).await;
    let [branch, other] = [0, 1].map(|index| server.fixture.branches[index].clone());
    let (secretary, clerk) = (&branch.members[0], server.fixture.clerk.clone());
    let low = [&branch.members[1], &other.members[3]];
    for branch in [&branch, &other] {
        for member in branch.members.iter().filter(|member| !low.iter().any(|low| low.id == member.id)) {
            for day in ["2022-05-01", "2023-05-01", "2024-02-10"] {
                entry(&server, branch, member, 1000, day, None).await;
            }
        }
    }
    entry(&server, &branch, low[0], 100, "2022-05-01", None).await;
    let new = json!({ "kind": "not_to_be_nominated", "year": "2024", "organizationId": branch.id.0 });
    server.post("/proposals", secretary, new).await.refused("auth.forbidden");
    let list = proposed(&server, &clerk, "not_to_be_nominated", server.fixture.township.0).await;
    let found = lines(&server, &list, &clerk).await;
    assert_eq!(names(&found), [&low[0].name, &low[1].name], "{found:?}");
    let running = &found[0]["evidence"]["running"];
    assert_eq!((&running["from"], &running["total"], &running["place"]), (&json!("2022"), &json!(1), &json!(7)));
    // A draft is told to nobody: people decide.
    assert!(told(&server, low[0]).await.is_empty());
    server.post(&format!("{list}/lines"), &clerk, change("strike", low[1])).await.expect(200);
    let signed = server.post(&format!("{list}/sign"), &clerk, signature()).await.expect(200);
    assert_eq!(signed["signedOn"], "2024-03-01");
    assert_eq!(told(&server, low[0]).await, ["proposal.not_nominated"]);
    assert!(told(&server, low[1]).await.is_empty());
    for path in [list.clone(), format!("{list}/lines")] {
        server.get(&path, low[0]).await.refused("proposal.not_found");
        server.get(&path, secretary).await.refused("proposal.not_found");
    }

    // The next year's list takes its place, and who is off it is told.
    server.set_time("2025-02-01T01:00:00Z");
    let new = json!({ "kind": "not_to_be_nominated", "year": "2025", "organizationId": server.fixture.township.0 });
    let next = server.post("/proposals", &clerk, new).await.expect(201);
    let next = format!("/proposals/{}", next["id"].as_str().unwrap());
    for line in lines(&server, &next, &clerk).await {
        let strike = json!({ "change": "strike", "memberId": line["memberId"], "reason": "已有明显改进" });
        server.post(&format!("{next}/lines"), &clerk, strike).await.expect(200);
    }
    server.post(&format!("{next}/sign"), &clerk, signature()).await.expect(200);
    assert_eq!(server.get(&list, &clerk).await.expect(200)["state"], "replaced");
    assert_eq!(told(&server, low[0]).await.last().unwrap(), "proposal.nominated_again");
}

/// S1-5: who held a post may stand; the list is signed and read in the branch.
#[tokio::test]
async fn who_may_stand_is_listed_with_the_ground() {
    let server = crate::posts::world(1, 4).await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let post = crate::posts::post(&server, &branch, json!({})).await;
    let _ = crate::posts::held(&server, secretary, &post, &branch.members[2], "2024-01-05").await;
    let list = proposed(&server, secretary, "may_stand", branch.id.0).await;
    let found = lines(&server, &list, secretary).await;
    assert_eq!(names(&found), [&branch.members[2].name]);
    assert_eq!((&found[0]["ground"], &found[0]["evidence"]["posts"]), (&json!("post"), &json!(["邻里纠纷调解岗"])));
    server.post(&format!("{list}/sign"), secretary, signature()).await.expect(200);
    assert_eq!(told(&server, &branch.members[2]).await.last().unwrap(), "proposal.may_stand");
}

/// S0-16: activists are persons without membership; they have merits in words and no points.
#[tokio::test]
async fn activists_are_listed_with_merits_in_words() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let secretary = &branch.members[0];
    let new = json!({ "organizationId": branch.id.0, "name": "何小满", "role": "activist" });
    let person = server.post("/persons", &server.fixture.clerk, new).await.expect(201)["id"].clone();
    // A member with the role is honoured as a member.
    let give = async |tx: &Tx| -> StoreResult<()> {
        let (member, now) = (branch.members[1].person, server.clock.now());
        accounts::grant_role(tx, member, Role::Activist, branch.id, None, now).await.map(|_: Uuid| ())
    };
    server.app.database.transact("scene", give).await.unwrap();
    let list = proposed(&server, secretary, "activists", branch.id.0).await;
    let found = lines(&server, &list, secretary).await;
    assert_eq!(names(&found), ["何小满"]);
    assert_eq!((&found[0]["personId"], &found[0]["memberId"]), (&person, &Value::Null));
    assert_eq!(found[0]["evidence"]["total"], Value::Null);
    let merits = json!({ "change": "describe", "personId": person, "merits": "参与疫情值守和环境整治" });
    server.post(&format!("{list}/lines"), secretary, merits).await.expect(200);
    server.post(&format!("{list}/lines"), secretary, change("add", &branch.members[2])).await.refused("proposal.unfit");
    server.post(&format!("{list}/sign"), secretary, signature()).await.expect(200);
    assert_eq!(lines(&server, &list, &branch.members[3]).await[0]["merits"], "参与疫情值守和环境整治");
}
