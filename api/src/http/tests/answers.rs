//! Answers: problems, languages, routes that do not exist, bodies that do not fit.

use actix_web::test::TestRequest;

use super::*;

fn post(body: &str) -> TestRequest {
    TestRequest::post()
        .uri("/api/v1/tasks")
        .insert_header(KEY)
        .insert_header(("Content-Type", "application/json; charset=utf-8"))
        .set_payload(body.to_owned())
}

#[actix_web::test]
async fn points_go_through_without_a_float() {
    for points in ["0.29", "1.1", "999999.99", "-0.07", "3"] {
        let body = format!(r#"{{"title":"修路","points":{points}}}"#);
        let answer = send(&shell(), post(&body)).await;
        assert_eq!((answer.status, String::from_utf8(answer.body).expect("UTF-8")), (200, body), "invariant 4");
    }
}

#[actix_web::test]
async fn invalid_fields_are_named_in_the_callers_language() {
    let answer = send(&shell(), post(r#"{"title":"修路","points":0.125}"#)).await;
    let body = answer.assert_problem(Code::RequestInvalid);
    assert_eq!(body["errors"][0]["pointer"], "/points");
    assert_eq!(body["errors"][0]["code"], "points_too_precise");
    assert_eq!(body["errors"][0]["detail"], "积分最多两位小数。");
    let english = post(r#"{"title":"","points":1}"#).insert_header(("Accept-Language", "en-GB"));
    let answer = send(&shell(), english).await;
    let body = answer.assert_problem(Code::RequestInvalid);
    assert_eq!(body["errors"][0]["detail"], "Write at least 1 characters.");
    assert_eq!(answer.header("content-language"), "en");
}

#[actix_web::test]
async fn bodies_that_do_not_fit_have_their_own_codes() {
    let shell = shell();
    send(&shell, post("{\"title\":")).await.assert_problem(Code::RequestBrokenJson);
    let long = format!(r#"{{"title":"{}","points":1}}"#, "长".repeat(30_000));
    send(&shell, post(&long)).await.assert_problem(Code::RequestTooLarge);
    let form = post("title=x").insert_header(("Content-Type", "application/x-www-form-urlencoded"));
    send(&shell, form).await.assert_problem(Code::RequestUnsupportedType);
    let packed = post("{}").insert_header(("Content-Encoding", "gzip"));
    send(&shell, packed).await.assert_problem(Code::RequestUnsupportedType);
    let keyless = TestRequest::post().uri("/api/v1/tasks").set_json(json!({}));
    send(&shell, keyless).await.assert_problem(Code::IdempotencyKeyMissing);
}

#[actix_web::test]
async fn made_up_addresses_are_not_found() {
    let shell = shell();
    for path in ["/", "/api/v1/nothing", "/api/v2/tasks", "/docs/../etc/passwd"] {
        send(&shell, TestRequest::with_uri(path)).await.assert_problem(Code::RequestUnknownRoute);
    }
    for id in ["7", "0193e5c2", "{0193e5c2-0000-7000-8000-000000000000}", "%00"] {
        let request = TestRequest::with_uri(&format!("/api/v1/tasks/{id}"));
        send(&shell, request).await.assert_problem(Code::TaskNotFound);
    }
}

#[actix_web::test]
async fn a_wrong_method_learns_the_right_ones() {
    let answer = send(&shell(), TestRequest::delete().uri("/api/v1/tasks")).await;
    answer.assert_problem(Code::RequestMethodNotAllowed);
    assert_eq!(answer.header("allow"), "GET, POST");
    let id = Uuid::nil();
    let answer = send(&shell(), TestRequest::post().uri(&format!("/api/v1/tasks/{id}"))).await;
    answer.assert_problem(Code::RequestMethodNotAllowed);
    assert_eq!(answer.header("allow"), "GET, PUT");
}

#[actix_web::test]
async fn a_stale_version_says_which_is_current() {
    let path = format!("/api/v1/tasks/{}", Uuid::nil());
    let edit = || TestRequest::put().uri(&path).set_json(json!({ "title": "修路", "points": 1 }));
    send(&shell(), edit()).await.assert_problem(Code::VersionRequired);
    let body = send(&shell(), edit().insert_header(("If-Match", "W/\"7\""))).await.assert_problem(Code::VersionStale);
    assert_eq!(body["currentVersion"], 8);
}

#[actix_web::test]
async fn failures_tell_the_client_nothing_of_the_cause() {
    let settings = ShellSettings {
        time_limits: super::super::middleware::timeout::TimeLimits {
            request: std::time::Duration::from_millis(20),
            ..Default::default()
        },
        ..Default::default()
    };
    let shell = Shell::new(settings, routes);
    for (way, code) in
        [("error", Code::ServerInternal), ("panic", Code::ServerInternal), ("slow", Code::ServerTimedOut)]
    {
        let answer = send(&shell, TestRequest::with_uri(&format!("/api/v1/fail/{way}"))).await;
        answer.assert_problem(code);
        let text = String::from_utf8(answer.body.clone()).expect("UTF-8");
        assert!(!text.contains("SELECT") && !text.contains("13800138000"), "{text}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{way}");
    }
}
