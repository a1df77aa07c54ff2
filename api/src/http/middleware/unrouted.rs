//! What no route takes: 405 with `Allow` where the address is known under other methods, else
//! 404; both as problems.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::header::{ALLOW, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::http::problem::{Code, Problem};

/// The methods of each route template.
#[derive(Clone, Debug, Default)]
pub struct RouteMethods(pub Arc<BTreeMap<String, Vec<String>>>);

/// The service for whatever no route took.
pub(crate) async fn answer(request: HttpRequest, routes: web::Data<RouteMethods>) -> Result<HttpResponse, Problem> {
    // actix takes the method for a part of the route, so the template is looked up by path only.
    let methods = request.match_pattern().and_then(|template| routes.0.get(&template).cloned());
    let Some(methods) = methods else { return Err(Code::RequestUnknownRoute.into()) };
    let problem = Problem::new(Code::RequestMethodNotAllowed);
    Err(match HeaderValue::from_str(&methods.join(", ")) {
        Ok(allow) => problem.header(ALLOW, allow),
        Err(_) => problem,
    })
}
