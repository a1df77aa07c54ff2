//! Rule books over HTTP: from draft to adoption, layers, what-if, and the printed book.

mod layers;
mod levels;
mod lifecycle;
mod printed;
mod retired;
mod townships;
mod what_if;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// The township's book with what the layers below may do.
fn with_limits(most_items: u32, most_points: u32) -> String {
    let book = CHISHIQIAO.replace("code = \"good_deed\"", "code = \"good_deed\"\nnarrowable = true");
    let book = book.replace("unit = \"件\"\nevidence = true", "unit = \"件\"");
    format!("{book}\n[below]\nmost_items = {most_items}\nmost_points = \"{most_points}\"\nkinds = [\"addition\"]\n")
}

/// A village's layer: one item of its own, and a narrower range for good deeds (S2-8).
fn village_layer(item: &str, points: u32, good_deed: (u32, u32)) -> String {
    let (min, max) = good_deed;
    format!(
        "format = 1\nlayer = true\nname = \"村规\"\n\n[[items]]\ncode = \"{item}\"\nname = \"{item}\"\n\
         aspect = \"产业\"\nkind = \"addition\"\npoints = \"{points}\"\nunit = \"项\"\n\n\
         [[narrow]]\ncode = \"good_deed\"\npoints = {{ min = \"{min}\", max = \"{max}\" }}\n"
    )
}

/// Begins a draft; answers its id.
pub(crate) async fn draft(server: &TestServer, by: &FixtureMember, organization: Uuid, document: &str) -> String {
    let new = json!({ "organizationId": organization, "name": "讨论稿", "document": document });
    let draft = server.post("/rulebooks/drafts", by, new).await.expect(201);
    draft["id"].as_str().unwrap().to_owned()
}

pub(crate) async fn checked(server: &TestServer, by: &FixtureMember, organization: Uuid, document: &str) -> String {
    let id = draft(server, by, organization, document).await;
    let check = server.post(&format!("/rulebooks/drafts/{id}/check"), by, Value::Null).await.expect(200);
    assert_eq!(check["flaws"], json!([]), "{check}");
    assert_eq!(check["draft"]["state"], "checked");
    id
}

pub(crate) async fn adopt(server: &TestServer, by: &FixtureMember, draft: &str, from: &str) -> Answer {
    let decision = json!({ "effectiveFrom": from, "meeting": "2024年乡党委会议", "signatory": "王秀英" });
    server.post(&format!("/rulebooks/drafts/{draft}/adopt"), by, decision).await
}

/// From text to version.
pub(crate) async fn adopted(
    server: &TestServer,
    by: &FixtureMember,
    organization: Uuid,
    document: &str,
    from: &str,
) -> Value {
    let id = checked(server, by, organization, document).await;
    adopt(server, by, &id, from).await.expect(201)
}

async fn effective(server: &TestServer, by: &FixtureMember, organization: Uuid, day: &str) -> Value {
    server.get(&format!("/rulebooks/effective?organizationId={organization}&day={day}"), by).await.expect(200)
}

fn item<'a>(book: &'a Value, code: &str) -> Option<&'a Value> {
    book["items"].as_array().unwrap().iter().find(|item| item["code"] == code)
}
