//! Grids over HTTP: S1-1, S1-3, S3-4.

mod cards;
mod keeping;
mod leaders;
mod led;
mod public;
mod village;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

/// A person of the township who is no member, with an account.
pub async fn outsider(server: &TestServer, organization: OrganizationId, name: &str) -> FixtureMember {
    let new = json!({ "organizationId": organization.0, "name": name, "role": "activist" });
    let clerk = server.fixture.clerk.clone();
    let person = server.post("/persons", &clerk, new).await.expect(201)["id"].as_str().unwrap().parse().unwrap();
    let (person, now) = (PersonId(person), server.clock.now());
    let account = async |tx: &Tx| accounts::create_for_person(tx, person, now).await;
    let account = server.app.database.transact("outsider", account).await.unwrap().id;
    FixtureMember { id: MemberId(Uuid::nil()), person, account, name: name.to_owned() }
}

/// Recommends somebody to lead a grid; answers the leadership's id.
pub async fn recommended(
    server: &TestServer,
    by: &FixtureMember,
    grid: &str,
    leader: &FixtureMember,
    capacity: &str,
) -> String {
    let body = json!({ "personId": leader.person.0, "capacity": capacity, "how": "户代表会议", "on": "2024-02-20",
        "votesFor": 19, "votesCast": 23 });
    let one = server.post(&format!("/grids/{grid}/leaders"), by, body).await.expect(201);
    one["id"].as_str().unwrap().to_owned()
}

/// Recommends and confirms a leader until 2024-12-31; answers the leadership's id.
pub async fn leads(
    server: &TestServer,
    by: &FixtureMember,
    grid: &str,
    leader: &FixtureMember,
    capacity: &str,
) -> String {
    let id = recommended(server, by, grid, leader, capacity).await;
    server.post(&format!("/grid-leaders/{id}/confirm"), by, term(false)).await.expect(200);
    id
}

/// A term of 2024.
pub fn term(checks_posts: bool) -> Value {
    json!({ "meeting": "2024年2月支部大会", "from": "2024-02-25", "until": "2025-01-01", "checksPosts": checks_posts })
}

/// Makes a grid; answers its id.
pub async fn grid(server: &TestServer, by: &FixtureMember, organization: OrganizationId, name: &str) -> String {
    made(server, by, json!({ "organizationId": organization.0, "name": name })).await
}

/// As [`grid`], with whatever it has.
pub async fn made(server: &TestServer, by: &FixtureMember, new: Value) -> String {
    let made = server.post("/grids", by, new).await.expect(201);
    made["id"].as_str().unwrap().to_owned()
}

/// Places members in a grid from the beginning of 2024 on.
pub async fn place(server: &TestServer, by: &FixtureMember, grid: &str, members: &[&FixtureMember]) -> Value {
    let ids: Vec<_> = members.iter().map(|member| member.id.0).collect();
    let body = json!({ "memberIds": ids, "from": "2024-01-01" });
    server.post(&format!("/grids/{grid}/members"), by, body).await.expect(200)
}
