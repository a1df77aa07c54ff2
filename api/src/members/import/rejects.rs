//! The bad rows of a roster as a workbook to correct.

use std::io::Read;

use actix_multipart::Multipart;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use actix_web::web::{self, Data};
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_infra::db::Tx;
use xianfeng_infra::sheets::rejects;

use super::route::township;
use super::upload::RosterForm;
use super::{read, upload};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, QueryParams};
use crate::http::problem::{Check, Problem};

/// The media type of a workbook.
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RejectsQuery {
    /// The township, where the caller manages several.
    township_id: Option<Uuid>,
}

impl Check for RejectsQuery {}

/// Answers the bad rows of a roster as a workbook.
///
/// The columns as uploaded and one more with the reasons; corrected it can be uploaded as it is.
/// Nothing of the file is kept.
#[utoipa::path(
    tag = "members",
    params(RejectsQuery),
    request_body(content = RosterForm, content_type = "multipart/form-data"),
    responses((status = 200, description = "The workbook", content_type = XLSX, body = Vec<u8>)),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "request.malformed", "request.invalid", "organization.not_found", "rulebook.not_found",
        "roster.unreadable"
    ]))),
)]
#[post("/members/import/rejects")]
pub async fn get_rejects(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    // Nothing is written; asked for like with every POST, so that clients have one rule.
    _key: IdempotencyKey,
    query: QueryParams<RejectsQuery>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let township = app.database.read(async |tx: &Tx| township(tx, &permit, query.township_id).await).await?;
    let bytes = upload::file(form, app.settings.max_roster).await?;
    let sheet = read::sheet(&app, bytes).await?;
    let rows = async |tx: &Tx| -> Result<_, Failure> { read::rows(tx, &township, &sheet, false, permit.today()).await };
    let reading = app.database.read(rows).await?.reading;
    let write = move || -> Result<Vec<u8>, Problem> {
        let mut file = rejects::write(&sheet, reading.header_row, &reading.faults).map_err(Problem::internal)?;
        let mut workbook = Vec::new();
        file.read_to_end(&mut workbook).map_err(Problem::internal)?;
        Ok(workbook)
    };
    let workbook = web::block(write).await.map_err(Problem::internal)??;
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, XLSX))
        .insert_header((CONTENT_DISPOSITION, "attachment; filename=\"rejects.xlsx\""))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(workbook))
}
