//! Who may give which role, and what follows from it at once.

use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

fn role(person: &FixtureMember, role: &str, organization: uuid::Uuid) -> Value {
    json!({ "personId": person.person.0, "role": role, "organizationId": organization })
}

#[tokio::test]
async fn a_secretary_names_reviewers_of_the_own_branch_only() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let (secretary, member, clerk) = (&own.members[0], &own.members[1], server.fixture.clerk.clone());
    let (township, branch) = (server.fixture.township.0, own.id.0);
    let reviewer = role(member, "reviewer", branch);
    let given = server.post("/roles", secretary, reviewer.clone()).await.expect(201);
    assert_eq!(
        (given["personName"].clone(), given["organizationName"].clone()),
        (json!("党员2"), json!("第1村党支部"))
    );
    server.post("/roles", secretary, reviewer.clone()).await.refused("role.already_held");
    server.post("/roles", secretary, role(member, "branch_admin", branch)).await.refused("auth.forbidden");
    server.post("/roles", secretary, role(secretary, "reviewer", branch)).await.refused("role.own");
    server.post("/roles", secretary, role(member, "reviewer", other.id.0)).await.refused("organization.not_found");
    let stranger = role(&other.members[1], "reviewer", branch);
    server.post("/roles", secretary, stranger).await.refused("person.not_found");
    server.post("/roles", &clerk, role(member, "township_admin", branch)).await.refused("role.not_here");
    server.post("/roles", member, role(&own.members[2], "reviewer", branch)).await.refused("auth.forbidden");

    let listed = server.get(&format!("/roles?organizationId={branch}"), member).await.expect(200);
    let held: Vec<_> = listed["items"].as_array().unwrap().iter().map(|item| item["role"].clone()).collect();
    assert_eq!(held, ["branch_admin", "reviewer"]);
    server.post("/roles/end", secretary, reviewer.clone()).await.expect(200);
    server.get("/roles", member).await.refused("auth.forbidden");
    server.post("/roles/end", secretary, reviewer).await.refused("role.not_found");
    server
        .post("/roles/end", &clerk, role(&clerk, "township_admin", township))
        .await
        .refused("role.last_administrator");
}

/// Two administrators who end each other at once: one stays.
#[tokio::test]
async fn the_last_administrator_stays_whoever_is_quicker() {
    let server = TestServer::start().await;
    let (clerk, second) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[1].clone());
    let township = server.fixture.township.0;
    server.post("/roles", &clerk, role(&second, "township_admin", township)).await.expect(201);
    let (one, two) = tokio::join!(
        server.post("/roles/end", &clerk, role(&second, "township_admin", township)),
        server.post("/roles/end", &second, role(&clerk, "township_admin", township)),
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 200);
    assert!(statuses[1] >= 400, "{statuses:?}");
}

/// A secretary's own claim goes up; with a second reviewer it comes back to the branch.
#[tokio::test]
async fn waiting_claims_follow_the_reviewers() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    let (secretary, reviewer, clerk) = (&branch.members[0], &branch.members[1], server.fixture.clerk.clone());
    let task = json!({ "organizationId": branch.id.0, "title": "走访", "item": "epidemic_round" });
    let task = server.post("/tasks", secretary, task).await.expect(201)["id"].as_str().unwrap().to_owned();
    server.post(&format!("/tasks/{task}/publish"), secretary, Value::Null).await.expect(200);
    let claim = server.post(&format!("/tasks/{task}/claims"), secretary, Value::Null).await.expect(201);
    let report = json!({ "report": "走访六户", "deedOn": "2024-03-01" });
    let claim = format!("/claims/{}/submit", claim["id"].as_str().unwrap());
    server.post(&claim, secretary, report).await.expect(200);
    let waiting = async |at: &FixtureMember| {
        server.get("/claims?queue=review", at).await.expect(200)["items"].as_array().unwrap().len()
    };
    assert_eq!(waiting(&clerk).await, 1);

    let role = role(reviewer, "reviewer", branch.id.0);
    server.post("/roles", &clerk, role.clone()).await.expect(201);
    assert_eq!((waiting(&clerk).await, waiting(reviewer).await), (0, 1));
    server.post("/roles/end", &clerk, role).await.expect(200);
    assert_eq!(waiting(&clerk).await, 1, "nobody is left at the branch: it goes up again");
}
