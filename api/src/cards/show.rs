//! The member's own card.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::cards::CODE_LIFETIME;

use super::code;
use crate::app::App;
use crate::auth::AsMember;
use crate::http::problem::Problem;
use crate::http::wire::WireTime;

/// A card.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardOut {
    /// What the QR code holds; good once.
    pub code: String,
    /// Until when a host may scan it; ask anew after that.
    pub expires_at: WireTime,
}

/// The caller's points card.
///
/// A code for a QR picture that a host branch or another township scans with `POST /cards/scans`:
/// good for two minutes and one scan. Points earned there count at home (S1-8).
#[utoipa::path(
    tag = "cards",
    responses((status = 200, body = CardOut, description = "The card", example = json!({
        "code": "XF1.AY4PagAAcACAAAAAAAAABAAGDY8cAAAAb1c3mN5rQ0u1b0l4t0V5Yg", "expiresAt": "2024-03-01T09:02:00+08:00"
    }))),
)]
#[get("/me/card")]
pub(super) async fn show_card(app: Data<App>, member: AsMember) -> Result<HttpResponse, Problem> {
    let code = code::write(&app.vault, member.member.id, member.now);
    let card = CardOut { code, expires_at: (member.now + CODE_LIFETIME).into() };
    Ok(HttpResponse::Ok().json(card))
}
