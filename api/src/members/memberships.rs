//! A member's branches and categories over time, with who decided what and why (S4-1).

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{MembershipOut, memberships};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// The memberships of a member.
#[derive(Debug, Serialize, ToSchema)]
pub struct MembershipsOut {
    /// The memberships, the oldest first.
    pub items: Vec<MembershipOut>,
}

/// Lists a member's branches and categories over time.
///
/// With the reason, the meeting that approved and who recorded it. The reading is written to the
/// audit log.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    responses((status = 200, body = MembershipsOut, description = "The memberships", example = json!({
        "items": [{ "branchId": "018e0f6a-0000-7000-8000-000000000002", "branchName": "甲村党支部",
            "category": "away", "exempt": false, "from": "2024-02-01", "to": null, "reason": "外出务工满半年",
            "meeting": "2024年3月支委会", "recordedBy": "王秀英", "recordedAt": "2024-03-05T17:00:00+08:00" }]
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found"]))),
)]
#[get("/members/{id}/memberships")]
pub(super) async fn list_memberships(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<MemberId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        Ok((memberships(tx, &member).await?, member.standing.branch_path))
    };
    let (items, path) = app.database.read(read).await?;
    permit.disclosed(&app, "members.memberships", Some(("member", id.0.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(MembershipsOut { items }))
}
