//! Hostile values in every place of every request: refused or taken, never a fault of the server.

use reqwest::{Body, Method, RequestBuilder};
use serde_json::{Value, json};
use uuid::Uuid;

use super::operations;
use super::requests::ask;
use super::scene::Scene;

/// The administrator of the township, who writes most.
const WRITER: usize = 7;

/// Each place is given every so manieth of the values, beginning with another one: all of them everywhere
/// take a minute, and found nothing more.
const STEP: usize = 4;

/// These end a session or a role: nothing could be asked after them.
const LAST: [&str; 6] = ["logOut", "refreshSession", "bindAccount", "logInWithWechat", "endRole", "endMembership"];

fn hostile() -> Vec<Value> {
    let spaces = format!("{}a{}", " ".repeat(3_000), "\n".repeat(3_000));
    vec![
        Value::Null,
        json!(""),
        json!("\u{0}"),
        json!("\u{202e}x"),
        json!("=cmd|' /C calc'!A0"),
        json!(spaces),
        json!("字".repeat(70_000)),
        json!("😀".repeat(40)),
        json!(-1),
        json!(0),
        json!(0.001),
        json!(u64::MAX),
        json!(i64::MIN),
        json!(1_000_000),
        json!("0000-01-01"),
        json!("0001-01-01"),
        json!("1921-01-01"),
        json!("9999-12-31"),
        json!("2024-02-30"),
        json!("9999-12-31T23:59:59+00:00"),
        json!("0000-01-01T00:00:00+14:00"),
        json!("1921-Q1"),
        json!("9998-Q4"),
        json!("9998"),
        json!("9998-12"),
        json!("1921"),
        json!(Uuid::nil()),
        json!(Uuid::max()),
        json!([]),
        json!({}),
        json!([[[[]]]]),
    ]
}

/// The pointers of every place in a value, itself included.
fn places(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| places(value, &format!("{at}/{name}"), all)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(index, value)| places(value, &format!("{at}/{index}"), all));
        }
        _ => {}
    }
}

fn with_body(request: RequestBuilder, body: &Value) -> RequestBuilder {
    let (client, request) = request.build_split();
    let mut request = request.expect("a request");
    *request.body_mut() = Some(Body::from(body.to_string()));
    request.headers_mut().remove("content-length");
    request.headers_mut().insert("Idempotency-Key", Uuid::now_v7().to_string().parse().expect("a header"));
    RequestBuilder::from_parts(client, request)
}

fn schema_fields(document: &Value, path: &str, method: &Method) -> Vec<String> {
    let operation = &document["paths"][path][method.as_str().to_lowercase()];
    let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
    let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) else { return Vec::new() };
    let fields = document["components"]["schemas"][name]["properties"].as_object();
    fields.map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}

#[tokio::test]
async fn no_value_in_a_body_is_a_fault_of_the_server() {
    let scene = Scene::set().await;
    let document = xianfeng_api::http::openapi::of_service();
    let mut wrong = Vec::new();
    for (id, (method, path)) in operations() {
        if LAST.contains(&id.as_str()) {
            continue;
        }
        let request = ask(&scene, &id, method.clone(), &path, WRITER).await.build().expect("a request");
        let Some(body) = request.body().and_then(Body::as_bytes) else { continue };
        let Ok(mut body) = serde_json::from_slice::<Value>(body) else { continue };
        for field in schema_fields(document.value(), &path, &method) {
            if body.get(&field).is_none() {
                body[field] = Value::Null;
            }
        }
        let mut all = Vec::new();
        places(&body, "", &mut all);
        for (turn, pointer) in all.into_iter().enumerate() {
            for value in hostile().into_iter().skip(turn % STEP).step_by(STEP) {
                let mut changed = body.clone();
                *changed.pointer_mut(&pointer).expect("a place") = value.clone();
                let request = ask(&scene, &id, method.clone(), &path, WRITER).await;
                let answer = scene.server.send(with_body(request, &changed)).await;
                if answer.status.is_server_error() {
                    let said: String = value.to_string().chars().take(60).collect();
                    wrong.push(format!("{id}: {} for {said} at {pointer}", answer.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test]
async fn no_value_in_a_query_is_a_fault_of_the_server() {
    let scene = Scene::set().await;
    let document = xianfeng_api::http::openapi::of_service();
    let mut wrong = Vec::new();
    for (id, (method, path)) in operations() {
        let parameters = document.value()["paths"][&path][method.as_str().to_lowercase()]["parameters"].clone();
        let parameters = parameters.as_array().into_iter().flatten().filter(|one| one["in"] == "query");
        for (turn, parameter) in parameters.enumerate() {
            let name = parameter["name"].as_str().expect("a name");
            for value in hostile().into_iter().skip(turn % STEP).step_by(STEP) {
                let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                let text: String = text.chars().take(2_000).collect();
                let (client, request) = ask(&scene, &id, method.clone(), &path, WRITER).await.build_split();
                let mut request = request.expect("a request");
                let others: Vec<(String, String)> = request
                    .url()
                    .query_pairs()
                    .filter(|(own, _)| own != name)
                    .map(|(name, value)| (name.into_owned(), value.into_owned()))
                    .collect();
                request.url_mut().query_pairs_mut().clear().extend_pairs(&others).append_pair(name, &text);
                let answer = scene.server.send(RequestBuilder::from_parts(client, request)).await;
                if answer.status.is_server_error() {
                    let said: String = text.chars().take(60).collect();
                    wrong.push(format!("{id}: {} for {said} at ?{name}", answer.status));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
