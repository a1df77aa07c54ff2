//! The ready rule books.

use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_infra::rulebooks::READY;

use crate::auth::{Permit, rights};

/// The ready rule books.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadyOut {
    /// Each with its whole text.
    pub items: Vec<ReadyBookOut>,
    /// Never more: they fit one page.
    pub next_cursor: Option<String>,
}

/// A ready rule book.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ReadyBookOut {
    /// Its code, for `from`.
    pub code: &'static str,
    /// Where it comes from.
    pub name: &'static str,
    /// Its text, with what its account leaves open in comments.
    pub document: &'static str,
}

/// Lists the ready rule books.
///
/// Those of the systems that were studied, to start from: pick one, change it, adopt it.
#[utoipa::path(
    tag = "rulebooks",
    responses((status = 200, body = ReadyOut, description = "The ready books", example = json!({
        "items": [{ "code": "chishiqiao", "name": "赤石桥乡", "document": "format = 1\nname = \"…\"\n" }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[get("/rulebooks/ready")]
pub(super) async fn list_ready_rulebooks(_permit: Permit<rights::SetRules>) -> HttpResponse {
    let items = READY.iter().map(|(code, name, document)| ReadyBookOut { code, name, document });
    HttpResponse::Ok().json(ReadyOut { items: items.collect(), next_cursor: None })
}
