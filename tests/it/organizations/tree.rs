//! Who sees and changes the tree.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;

fn names(answer: &Value) -> Vec<String> {
    answer["items"].as_array().unwrap().iter().map(|item| item["name"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn members_see_the_tree_but_for_what_is_sensitive() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let clerk = server.fixture.clerk.clone();
    let path = format!("/organizations/{}", other.id.0);
    let edit = json!({ "name": "特殊党支部", "position": 9, "sensitive": true });
    let edited = server.put(&path, &clerk, 1, edit.clone()).await.expect(200);
    assert_eq!((edited["version"].as_u64(), edited["fullNamesBasis"].clone()), (Some(2), Value::Null));

    let seen = names(&server.get("/organizations", &own.members[1]).await.expect(200));
    assert_eq!(seen, ["赤石桥乡党委", "第1村党支部"]);
    server.get(&path, &own.members[1]).await.refused("organization.not_found");
    let by_itself = names(&server.get("/organizations", &other.members[1]).await.expect(200));
    assert_eq!(by_itself, ["赤石桥乡党委", "第1村党支部", "特殊党支部"], "its own members see it");
    assert_eq!(names(&server.get("/organizations", &clerk).await.expect(200)).len(), 3);

    // Somebody else's edit is not overwritten.
    let stale = server.put(&path, &clerk, 1, edit).await;
    assert_eq!(stale.status.as_u16(), 412);
    assert_eq!(stale.refused("version.stale")["currentVersion"], 2);
    server
        .put(&path, &own.members[0], 2, json!({ "name": "x", "position": 1, "sensitive": false }))
        .await
        .refused("auth.forbidden");
}

#[tokio::test]
async fn pages_of_the_tree_concatenate() {
    let server = TestServer::start_with(5, 1, &[]).await;
    let clerk = server.fixture.clerk.clone();
    let whole = names(&server.get("/organizations", &clerk).await.expect(200));
    assert_eq!(whole.len(), 6);
    let (mut paged, mut query) = (Vec::new(), "?limit=2".to_owned());
    loop {
        let page = server.get(&format!("/organizations{query}"), &clerk).await.expect(200);
        paged.extend(names(&page));
        match page["nextCursor"].as_str() {
            Some(next) => query = format!("?limit=2&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(paged, whole, "pitfall 11");
}

#[tokio::test]
async fn kinds_fit_under_their_parent_and_names_are_one_siblings_own() {
    let server = TestServer::start().await;
    let (clerk, branch) = (server.fixture.clerk.clone(), server.fixture.branches[0].clone());
    let township = server.fixture.township.0;
    let new = |parent, kind: &str, name: &str| json!({ "parentId": parent, "kind": kind, "name": name, "position": 7 });
    let made = server.post("/organizations", &clerk, new(township, "general_branch", "总支")).await.expect(201);
    assert_eq!((made["parentId"].clone(), made["version"].clone()), (json!(township), json!(1)));
    let under = made["id"].as_str().unwrap().parse().unwrap();
    server.post("/organizations", &clerk, new(under, "office", "机关党支部")).await.expect(201);

    let below_a_branch = server.post("/organizations", &clerk, new(branch.id.0, "village", "组")).await;
    below_a_branch.refused("organization.parent_invalid");
    let same = server.post("/organizations", &clerk, new(township, "village", "第1村党支部")).await;
    same.refused("organization.name_taken");
    let by_secretary = server.post("/organizations", &branch.members[0], new(township, "village", "新村")).await;
    by_secretary.refused("auth.forbidden");
    let wrong = server.post("/organizations", &clerk, new(township, "castle", "")).await.refused("request.invalid");
    assert_eq!(wrong["errors"].as_array().unwrap().len(), 2, "every fault at once");
}
