//! A pickup code as a picture.

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrderId;
use xianfeng_domain::redemption::{CODE_PREFIX, OrderState};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, Whose};

use super::code::code;
use crate::app::App;
use crate::auth::AsMember;
use crate::board::qr_svg;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// An order's pickup code as a picture to be scanned.
///
/// For its member, while the order waits: it is as good as the code.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The order")),
    responses((status = 200, description = "A picture", content_type = "image/svg+xml", body = String)),
    extensions(("x-error-codes" = json!(["order.not_found", "order.wrong_state", "auth.forbidden"]))),
)]
#[get("/orders/{id}/qr")]
pub(super) async fn get_order_qr(
    app: Data<App>,
    member: AsMember,
    id: PathId<OrderId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let whose = Whose { members: Reach::none(), shops: Reach::none(), own: Some(member.member.id) };
        Ok(rows::order(tx, &whose, id.0).await?.ok_or(Code::OrderNotFound)?)
    };
    let order = app.database.read(read).await?;
    if order.state != OrderState::Reserved {
        return Err(Problem::new(Code::OrderWrongState).member("state", order.state.code()));
    }
    let text = format!("{CODE_PREFIX}{}", code(&app.vault, order.id));
    let picture = qr_svg(&text).ok_or_else(|| Problem::internal("a pickup code fits into no picture"))?;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "image/svg+xml"))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(picture))
}
