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
use std::sync::Arc;

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

/// The finished document.
#[derive(Clone, Debug)]
pub struct Document(Arc<Value>);

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
    Document(Arc::new(document))
}

impl Document {
    /// The document as JSON text, the same at every build of the same code: what is committed.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", self.0)
    }

    /// The document as a value.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// What handlers forgot, one line each; empty where the document is complete.
    pub fn faults(&self) -> Vec<String> {
        lint::faults(&self.0)
    }

    /// The methods of each route template, for 405.
    pub(crate) fn methods(&self) -> RouteMethods {
        let mut methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, method, _) in operations(&self.0) {
            methods.entry(path.to_owned()).or_default().push(method.to_uppercase());
        }
        RouteMethods(Arc::new(methods))
    }
}

/// Registers the document and Swagger UI at `/docs`.
pub(crate) fn routes(config: &mut web::ServiceConfig, document: &Document) {
    let text = Bytes::from(document.to_json());
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
