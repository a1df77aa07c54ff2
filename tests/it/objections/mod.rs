//! Objections over HTTP: S2-9, pitfall 41. Who objects stays hidden, whom it concerns does not decide.

mod deciding;
mod forgetting;
mod limits;
mod noticed;
mod recusal;
mod secrecy;
mod term;
mod together;

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{EditionId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions;
use xianfeng_tests::fixture::{FixtureMember, Plan, open_book};
use xianfeng_tests::{Answer, TestServer};

use crate::inbox::inbox;

/// A posted edition.
pub(crate) struct Notice {
    pub(crate) closing: String,
    pub(crate) edition: Uuid,
    pub(crate) until: String,
}

/// Two branches of four under a book that settles nothing, so that a quarter can become final.
pub(crate) async fn unsettled() -> TestServer {
    let book = open_book();
    let (book, _) = book.split_once("[settlement]").unwrap();
    TestServer::start_plan(&Plan { book: book.to_owned(), ..Plan::small(2, 4) }, &[]).await
}

/// Closes and publishes a period as the clerk.
pub(crate) async fn posted(server: &TestServer, period: &str) -> Notice {
    let clerk = &server.fixture.clerk;
    let body = json!({ "organizationId": server.fixture.township.0, "period": period });
    let begun = server.post("/closings", clerk, body).await.expect(201);
    let closing = begun["id"].as_str().unwrap().to_owned();
    let path = format!("/closings/{closing}/publication");
    let posted = server.post(&path, clerk, json!({ "reason": "乡党委会议同意公示" })).await.expect(200);
    Notice {
        edition: posted["edition"]["id"].as_str().unwrap().parse().unwrap(),
        until: posted["objectionsUntil"].as_str().unwrap().to_owned(),
        closing,
    }
}

/// The rows of an edition in the order of its list.
async fn rows(server: &TestServer, edition: Uuid) -> Vec<EditionRow> {
    server.app.database.read(async |tx: &Tx| editions::rows(tx, EditionId(edition)).await).await.unwrap()
}

/// Where a member stands on the branch's public list.
pub(crate) async fn number(server: &TestServer, edition: Uuid, member: &FixtureMember) -> u32 {
    let rows = rows(server, edition).await;
    rows.iter().find(|row| row.member == member.id).unwrap().public.unwrap().branch_number
}

/// An objection to a member's row on the branch's notice.
pub(crate) async fn against(
    server: &TestServer,
    notice: &Notice,
    branch: OrganizationId,
    member: &FixtureMember,
) -> Value {
    let row = number(server, notice.edition, member).await;
    json!({ "organizationId": branch.0, "row": row, "text": "3 月 1 日的巡山登记了两次" })
}

/// A member objects.
async fn object(server: &TestServer, notice: &Notice, by: &FixtureMember, body: Value) -> Answer {
    server.post(&format!("/editions/{}/objections", notice.edition), by, body).await
}

/// Somebody without an account objects.
pub(crate) async fn stranger(server: &TestServer, edition: Uuid, body: Value) -> Answer {
    stranger_with(server, edition, &Uuid::now_v7().to_string(), body).await
}

/// As [`stranger`], from an address behind the proxy.
async fn stranger_from(server: &TestServer, address: &str, edition: Uuid, body: Value) -> Answer {
    let path = format!("/api/v1/public/editions/{edition}/objections");
    let request = server.request(Method::POST, &path, None).header("Idempotency-Key", Uuid::now_v7().to_string());
    server.send(request.header("X-Forwarded-For", address).json(&body)).await
}

async fn stranger_with(server: &TestServer, edition: Uuid, key: &str, body: Value) -> Answer {
    let path = format!("/api/v1/public/editions/{edition}/objections");
    let request = server.request(Method::POST, &path, None).header("Idempotency-Key", key);
    server.send(request.json(&body)).await
}

/// Reads what everybody may read.
async fn in_public(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public{path}"), None)).await
}

async fn published_answers(server: &TestServer, edition: Uuid) -> Vec<Value> {
    let path = format!("/editions/{edition}/objections");
    in_public(server, &path).await.expect(200)["items"].as_array().unwrap().clone()
}

/// What a caller may decide on, in a state.
async fn listed(server: &TestServer, by: &FixtureMember, state: &str) -> Vec<Value> {
    let page = server.get(&format!("/objections?state={state}"), by).await.expect(200);
    page["items"].as_array().unwrap().clone()
}

pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap().to_owned()
}

fn upheld(entry: &str) -> Value {
    json!({ "outcome": "upheld", "corrections": [{ "entryId": entry, "how": "reverse" }],
        "answer": "经核实重复登记，已更正。" })
}

fn refused() -> Value {
    json!({ "outcome": "refused", "answer": "经核实，登记无误。", "reason": "照片和签到可证" })
}

fn finish() -> Value {
    json!({ "reason": "公示期满，乡党委确认" })
}

/// What a person was told about objections, the first first.
async fn told(server: &TestServer, member: &FixtureMember) -> Vec<String> {
    let messages = inbox(server, member).await;
    let kinds = messages.iter().rev().map(|message| message["kind"].as_str().unwrap().to_owned());
    kinds.filter(|kind| kind.starts_with("objection.")).collect()
}
