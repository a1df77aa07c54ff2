//! One meeting.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::MeetingId;
use xianfeng_infra::db::Tx;

use super::record::visible;
use super::wire::{MeetingDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// One meeting with the figures of its list.
///
/// Members see those of the organizations on their branch's path, and those that have them on the
/// list; who reads for an organization everything within reach.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = MeetingDetailOut, description = "The meeting",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found"]))),
)]
#[get("/meetings/{id}")]
pub(super) async fn get_meeting(app: Data<App>, bound: Bound, id: PathId<MeetingId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let meeting = visible(tx, &bound, id.0).await?;
        Ok(detail(tx, &bound, &meeting).await?)
    };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}
