//! The page at a desk, and its script. Nothing is inline: the policy lets the one script in, and the page draws what
//! the API answers as text.

use actix_web::http::header::{CONTENT_SECURITY_POLICY, ContentType};
use actix_web::{HttpResponse, get};

/// Own script and own API, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; \
                      form-action 'none'; frame-ancestors 'none'";

/// The page where clerks log in at a desk.
///
/// Shows a QR code for the mini-program; after the phone has confirmed, who is logged in, the workbooks to
/// download and the API's documentation. HTML in Chinese, with one script.
#[utoipa::path(
    tag = "auth",
    security(()),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/desk")]
pub(super) async fn show_desk() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(ContentType::html())
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .body(include_str!("../../../templates/desk.html"))
}

/// The script of the page at a desk.
///
/// Plain JavaScript; tokens stay in its memory.
#[utoipa::path(
    tag = "auth",
    security(()),
    responses((status = 200, body = String, content_type = "text/javascript", description = "The script")),
    extensions(("x-error-codes" = json!([]))),
)]
#[get("/desk.js")]
pub(super) async fn get_desk_script() -> HttpResponse {
    HttpResponse::Ok().content_type("text/javascript; charset=utf-8").body(include_str!("../../../templates/desk.js"))
}
