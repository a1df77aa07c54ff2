//! A member's certificates.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::certificates as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{CertificateOut, certificate_example};
use crate::app::App;
use crate::auth::{AsMember, Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, NoFilter, PageQuery, PathId};
use crate::http::problem::{Code, Problem};

/// A page of certificates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CertificatesOut {
    /// The certificates.
    pub items: Vec<CertificateOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists the caller's archives and proofs of service, the newest first.
///
/// Withdrawn ones, too.
#[utoipa::path(
    tag = "certificates",
    params(PageQuery),
    responses((status = 200, body = CertificatesOut, description = "A page",
        example = json!({ "items": [certificate_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden", "list.bad_cursor"]))),
)]
#[get("/me/archives")]
pub(super) async fn list_my_archives(
    app: Data<App>,
    member: AsMember,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| rows::of_member(tx, None, member.member.id, before, limit).await;
    let found = app.database.read(read).await?;
    let (found, next_cursor) = list.page.cut(found, |certificate| certificate.id.0)?;
    Ok(HttpResponse::Ok().json(CertificatesOut { items: found.iter().map(Into::into).collect(), next_cursor }))
}

/// Lists a member's archives and proofs of service, the newest first.
///
/// For who keeps the roster; reading is written to the audit log.
#[utoipa::path(
    tag = "certificates",
    params(("id" = Uuid, Path, description = "The member"), PageQuery),
    responses((status = 200, body = CertificatesOut, description = "A page",
        example = json!({ "items": [certificate_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found", "list.bad_cursor"]))),
)]
#[get("/members/{id}/archives")]
pub(super) async fn list_archives(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    id: PathId<MemberId>,
    list: ListParams<NoFilter>,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let found = rows::of_member(tx, Some(&permit.reach), member.id, before, limit).await?;
        Ok((found, member.standing.branch_path))
    };
    let (found, path) = app.database.read(read).await?;
    permit.disclosed(&app, "certificates.list", Some(("member", id.0.0)), Some(path)).await?;
    let (found, next_cursor) = list.page.cut(found, |certificate| certificate.id.0)?;
    Ok(HttpResponse::Ok().json(CertificatesOut { items: found.iter().map(Into::into).collect(), next_cursor }))
}
