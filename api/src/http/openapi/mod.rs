//! The OpenAPI 3.1 document: collected from the registered handlers, completed from the table
//! of error codes, served with Swagger UI.
//!
//! A handler states its summary and description (its doc comment), tag, bodies with examples,
//! and the codes of its own rules: `extensions(("x-error-codes" = json!(["task.not_found"])))`.
//! What follows from its shape is added here: log-in, header parameters, the errors of bodies,
//! queries and time-outs. [`Document::faults`] says what a handler forgot.

mod codes;
mod components;
mod lint;
mod operation;
mod tags;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use actix_web::web::Bytes;
use actix_web::{App, HttpResponse, web};
use serde_json::{Map, Value, json};
use utoipa_actix_web::AppExt;
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::app::Routes;
use super::middleware::unrouted::RouteMethods;

/// Where the document is served.
pub const PATH: &str = "/openapi.json";

/// The methods that an OpenAPI path may have and this API uses.
const METHODS: [&str; 4] = ["get", "post", "put", "delete"];

/// The finished document; clones share it.
#[derive(Clone, Debug)]
pub struct Document(Arc<Finished>);

/// The document and what is served of it: each worker would take as long to make it as the first.
#[derive(Debug)]
struct Finished {
    value: Value,
    text: Bytes,
    methods: RouteMethods,
}

/// The document of the service's own routes, collected once a process: it is always the same.
pub fn of_service() -> Document {
    static DOCUMENT: OnceLock<Document> = OnceLock::new();
    DOCUMENT.get_or_init(|| document(crate::routes)).clone()
}

/// Collects the document of some routes.
pub fn document(routes: Routes) -> Document {
    let (_, collected) = App::new().into_utoipa_app().configure(routes).split_for_parts();
    // A document of strings, numbers and maps always serialises.
    let mut document = serde_json::to_value(collected).unwrap_or_default();
    let mut tags = Vec::new();
    for (path, method, operation) in operations_mut(&mut document) {
        operation::complete(&path, &method, operation);
        tags.extend(operation.get("tags").and_then(Value::as_array).cloned().unwrap_or_default());
    }
    tags.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    tags.dedup();
    document["info"] = json!({
        "title": "先锋 Xianfeng",
        "version": env!("CARGO_PKG_VERSION"),
        "description": "Points systems of party members in townships. Every error is listed at /docs/errors.",
        "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
    });
    document["servers"] = json!([{ "url": "/" }]);
    document["tags"] = tags.iter().map(tags::entry).collect();
    document["security"] = json!([{ components::BEARER: [] }]);
    components::add(&mut document);
    let (text, methods) = (Bytes::from(format!("{document:#}\n")), methods(&document));
    Document(Arc::new(Finished { value: document, text, methods }))
}

impl Document {
    /// The document as JSON text, the same at every build of the same code: what is committed.
    pub fn to_json(&self) -> Bytes {
        self.0.text.clone()
    }

    /// The document as a value.
    pub fn value(&self) -> &Value {
        &self.0.value
    }

    /// What handlers forgot, one line each; empty where the document is complete.
    pub fn faults(&self) -> Vec<String> {
        lint::faults(&self.0.value)
    }

    /// The methods of each route template, for 405.
    pub(crate) fn methods(&self) -> RouteMethods {
        self.0.methods.clone()
    }
}

fn methods(document: &Value) -> RouteMethods {
    let mut methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, method, _) in operations(document) {
        methods.entry(path.to_owned()).or_default().push(method.to_uppercase());
    }
    RouteMethods(Arc::new(methods))
}

/// Registers the document and Swagger UI at `/docs`.
pub(crate) fn routes(config: &mut web::ServiceConfig, document: &Document) {
    let text = document.to_json();
    let serve = move || {
        let text = text.clone();
        async move { HttpResponse::Ok().content_type("application/json").body(text) }
    };
    let swagger = Config::new([PATH]).validator_url("none").persist_authorization(true);
    config
        .service(web::resource(PATH).route(web::get().to(serve)))
        .service(web::redirect("/docs", "/docs/"))
        .service(SwaggerUi::new("/docs/{_:.*}").config(swagger));
}

/// Every operation: path, method in small letters, the operation.
fn operations(document: &Value) -> impl Iterator<Item = (&str, &str, &Map<String, Value>)> {
    let paths = document.get("paths").and_then(Value::as_object).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().filter_map(move |(method, operation)| {
            METHODS
                .contains(&method.as_str())
                .then(|| operation.as_object().map(|o| (path.as_str(), method.as_str(), o)))?
        })
    })
}

fn operations_mut(document: &mut Value) -> impl Iterator<Item = (String, String, &mut Map<String, Value>)> {
    let paths = document.get_mut("paths").and_then(Value::as_object_mut).into_iter().flatten();
    paths.flat_map(|(path, item)| {
        item.as_object_mut().into_iter().flatten().filter_map(move |(method, operation)| {
            let known = METHODS.contains(&method.as_str());
            operation.as_object_mut().filter(|_| known).map(|o| (path.clone(), method.clone(), o))
        })
    })
}
