//! The shell as a client meets it: sample routes behind the whole stack.

mod answers;
mod document;
mod guards;
mod listening;
mod logging;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::{TestRequest, init_service, read_body};
use actix_web::{HttpResponse, get, post, put};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use xianfeng_domain::ids::TaskId;

use super::extract::{IdempotencyKey, IfMatch, JsonBody, ListParams, PageQuery, PathId};
use super::problem::{Check, Code, Faults, Problem};
use super::wire::WirePoints;
use super::{Shell, ShellSettings};

#[derive(Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(example = json!({ "title": "修路", "points": 1.5 }))]
struct SampleTask {
    title: String,
    points: WirePoints,
}

impl Check for SampleTask {
    fn check(&self, faults: &mut Faults) {
        faults.text("/title", &self.title, 1..=10);
    }
}

/// Creates a sample task.
///
/// The points come back as they were given.
#[utoipa::path(
    tag = "samples",
    request_body = SampleTask,
    responses((status = 200, body = SampleTask, example = json!({ "title": "修路", "points": 1.5 }))),
    extensions(("x-error-codes" = json!(["task.points_out_of_range"]))),
)]
#[post("/tasks")]
async fn create_task(_: IdempotencyKey, task: JsonBody<SampleTask>) -> HttpResponse {
    HttpResponse::Ok().json(&task.0)
}

/// Reads a sample task.
///
/// There is none.
#[utoipa::path(
    tag = "samples",
    params(("id" = Uuid, Path, description = "The task")),
    responses((status = 200, body = SampleTask, example = json!({ "title": "修路", "points": 1.5 }))),
    extensions(("x-error-codes" = json!(["task.not_found"]))),
)]
#[get("/tasks/{id}")]
async fn get_task(_: PathId<TaskId>) -> Result<HttpResponse, Problem> {
    Err(Code::TaskNotFound.into())
}

/// Edits a sample task.
///
/// Somebody else was faster.
#[utoipa::path(
    tag = "samples",
    params(("id" = Uuid, Path, description = "The task")),
    request_body = SampleTask,
    responses((status = 200, body = SampleTask, example = json!({ "title": "修路", "points": 1.5 }))),
    extensions(("x-error-codes" = json!(["task.not_found", "version.stale"]))),
)]
#[put("/tasks/{id}")]
async fn edit_task(_: PathId<TaskId>, version: IfMatch, _: JsonBody<SampleTask>) -> Result<HttpResponse, Problem> {
    Err(Problem::new(Code::VersionStale).member("currentVersion", version.0 + 1))
}

/// Lists sample tasks.
///
/// Long enough to be compressed.
#[utoipa::path(
    tag = "samples",
    params(PageQuery),
    security(()),
    responses((status = 200, body = [SampleTask], example = json!([]))),
)]
#[get("/tasks")]
async fn list_tasks(list: ListParams) -> HttpResponse {
    HttpResponse::Ok().json(json!({ "items": vec!["修路"; 2000], "limit": list.page.limit }))
}

/// Fails in some way.
///
/// The way is the path's end.
#[utoipa::path(
    tag = "samples",
    params(("way" = String, Path, description = "How")),
    responses((status = 200, description = "Never")),
)]
#[get("/fail/{way}")]
async fn fail(way: actix_web::web::Path<String>) -> Result<HttpResponse, Problem> {
    match way.as_str() {
        "panic" => panic!("a bug with 13800138000 in it"),
        "slow" => std::future::pending().await,
        _ => Err(Problem::internal(std::io::Error::other("SELECT secret FROM accounts"))),
    }
}

fn routes(config: &mut ServiceConfig<'_>) {
    let api = scope("/api/v1").service(create_task).service(get_task).service(edit_task).service(list_tasks);
    config.service(api.service(fail).service(scope("/auth").service(log_in)));
}

/// Logs in.
///
/// Needs no key.
#[utoipa::path(tag = "samples", security(()), responses((status = 200, description = "Done")))]
#[post("/login")]
async fn log_in() -> HttpResponse {
    HttpResponse::Ok().json(json!({}))
}

fn shell() -> Shell {
    Shell::new(ShellSettings::default(), routes)
}

const KEY: (&str, &str) = ("Idempotency-Key", "0123456789abcdef");

/// What came back, ready to be asserted on.
struct Answer {
    status: u16,
    headers: actix_web::http::header::HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("a text"))
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    /// Asserts that this is a problem of a code, in form and status.
    fn assert_problem(&self, code: Code) -> Value {
        let body = self.json();
        assert_eq!(body["code"], code.as_str(), "{body}");
        assert_eq!(self.status, code.row().status);
        assert_eq!(body["status"], self.status);
        assert_eq!(self.header(CONTENT_TYPE.as_str()), "application/problem+json");
        assert_eq!(body["type"], format!("/docs/errors#{}", code.as_str()));
        assert_eq!(body["requestId"], self.header("x-request-id"));
        let id = Uuid::parse_str(self.header("x-request-id")).expect("a request id");
        assert_eq!(id.get_version_num(), 7);
        body
    }
}

async fn send(shell: &Shell, request: TestRequest) -> Answer {
    let app = init_service(shell.app()).await;
    // What a handler could not answer, an error does: as the server itself would render it.
    match actix_web::dev::Service::call(&app, request.to_request()).await {
        Ok(response) => {
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            Answer { status, headers, body: read_body(response).await.to_vec() }
        }
        Err(error) => {
            let response = error.error_response();
            let (status, headers) = (response.status().as_u16(), response.headers().clone());
            let body = actix_web::body::to_bytes(response.into_body()).await.expect("a body").to_vec();
            Answer { status, headers, body }
        }
    }
}
