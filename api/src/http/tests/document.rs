//! The document of the sample routes, and what is served with it.

use actix_web::test::TestRequest;

use super::*;

/// A handler that forgot everything.
fn careless(config: &mut ServiceConfig<'_>) {
    #[utoipa::path(responses((status = 200, body = SampleTask)), extensions(("x-error-codes" = json!(["task.lost"]))))]
    #[get("/careless")]
    async fn careless_handler() -> HttpResponse {
        HttpResponse::Ok().finish()
    }
    config.service(careless_handler);
}

#[test]
fn operations_are_completed_from_their_shape_and_the_table() {
    let shell = shell();
    assert_eq!(shell.document().faults(), Vec::<String>::new());
    let document = shell.document().value();
    assert!(document["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")));
    let create = &document["paths"]["/api/v1/tasks"]["post"];
    assert_eq!(create["operationId"], "createTask");
    assert_eq!(create["summary"], "Creates a sample task.");
    let statuses: Vec<_> = create["responses"].as_object().expect("responses").keys().map(String::as_str).collect();
    assert_eq!(statuses, ["200", "400", "401", "409", "413", "415", "422", "429", "500", "503"]);
    let examples = &create["responses"]["422"]["content"]["application/problem+json"]["examples"];
    for code in ["request.invalid", "idempotency.key_reused", "task.points_out_of_range"] {
        assert_eq!(examples[code]["$ref"], format!("#/components/examples/{code}"));
        assert_eq!(document["components"]["examples"][code]["value"]["code"], code);
    }
    let parameters = |operation: &Value| operation["parameters"].to_string();
    assert!(parameters(create).contains("IdempotencyKey") && !parameters(create).contains("IfMatch"));
    assert!(parameters(&document["paths"]["/api/v1/tasks/{id}"]["put"]).contains("IfMatch"));
    let login = &document["paths"]["/api/v1/auth/login"]["post"];
    assert!(!parameters(login).contains("IdempotencyKey"));
    assert!(login["responses"]["401"].is_null(), "no log-in is needed to log in");
    let list = &document["paths"]["/api/v1/tasks"]["get"];
    assert!(list["responses"]["422"].to_string().contains("list.bad_cursor"));
}

#[test]
fn every_reference_leads_somewhere() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|value| references(value, found));
            }
            Value::Array(items) => items.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let shell = shell();
    let mut found = Vec::new();
    references(shell.document().value(), &mut found);
    assert!(found.len() > 20);
    for reference in found {
        let pointer = reference.strip_prefix('#').expect("a local reference");
        assert!(shell.document().value().pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn a_careless_handler_is_found_out() {
    let faults = super::super::openapi::document(careless).faults();
    for fault in ["no summary", "no description", "no tag", "the table has no code task.lost", "no example for 200"] {
        assert!(faults.iter().any(|line| line.ends_with(fault)), "{fault}: {faults:?}");
    }
}

#[actix_web::test]
async fn document_and_swagger_ui_are_served_offline() {
    let shell = shell();
    let answer = send(&shell, TestRequest::with_uri("/openapi.json")).await;
    assert_eq!(answer.json(), *shell.document().value());
    assert_eq!(send(&shell, TestRequest::with_uri("/docs")).await.header("location"), "/docs/");
    let page = send(&shell, TestRequest::with_uri("/docs/")).await;
    assert_eq!(page.status, 200);
    assert!(page.header("content-security-policy").contains("script-src 'self'"));
    let html = String::from_utf8(page.body).expect("UTF-8");
    assert!(html.contains("swagger-ui-bundle.js") && !html.contains("https://"), "{html}");
    let script = send(&shell, TestRequest::with_uri("/docs/swagger-initializer.js")).await;
    assert!(String::from_utf8(script.body).expect("UTF-8").contains("/openapi.json"));
    let codes = send(&shell, TestRequest::with_uri("/docs/errors")).await;
    assert_eq!((codes.status, codes.header("content-type")), (200, "text/html; charset=utf-8"));
}
