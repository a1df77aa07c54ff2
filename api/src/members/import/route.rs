//! Uploading a roster.

use actix_multipart::Multipart;
use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::report::{ImportReport, report_example};
use super::upload::RosterForm;
use super::{ImportOptions, apply, read, upload};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, QueryParams};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::ledger::grant_running_base;

/// How to import.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ImportQuery {
    /// Only say what would happen.
    #[serde(default)]
    dry_run: bool,
    /// Import the good rows although some are bad.
    #[serde(default)]
    skip_invalid: bool,
    /// The township, where the caller manages several.
    township_id: Option<Uuid>,
}

impl Check for ImportQuery {}

/// Imports a roster from an `.xlsx` file.
///
/// Title rows, any order of columns, and the ways in which people write dates and phones are
/// understood. People are matched by name, joining date and birth month, then by phone; what is
/// doubtful is listed under `doubts` for a person and never written. Where a row is bad nothing is
/// written unless `skipInvalid` says so: 422 with the whole report under `report`; send the same
/// file to `/members/import/rejects` for the bad rows as a workbook. Importing twice changes
/// nothing.
#[utoipa::path(
    tag = "members",
    params(ImportQuery),
    request_body(content = RosterForm, content_type = "multipart/form-data"),
    responses((status = 200, body = ImportReport, description = "What was done, or would be",
        example = json!(report_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "request.malformed", "request.invalid", "organization.not_found", "rulebook.not_found",
        "roster.unreadable", "roster.rows_invalid"
    ]))),
)]
#[post("/members/import")]
pub async fn import_roster(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    query: QueryParams<ImportQuery>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let township = app.database.read(async |tx: &Tx| township(tx, &permit, query.township_id).await).await?;
    let bytes = upload::file(form, app.settings.max_roster).await?;
    let digest = format!("{:x?}", Sha256::digest(&bytes));
    let sheet = read::sheet(&app, bytes).await?;
    let options = ImportOptions {
        dry_run: query.dry_run,
        skip_invalid: query.skip_invalid,
        create_branches: false,
        language: permit.meta.map(|meta| meta.language).unwrap_or_default(),
    };
    let apply = async |tx: &Tx| apply::apply(tx, &app.vault, &permit, &township, &sheet, options).await;
    if options.dry_run {
        return Ok(HttpResponse::Ok().json(app.database.read(apply).await?));
    }
    let command = Command::new(&app, &permit, "members.import", &key, township.id, &(digest, query.skip_invalid))?;
    let work = async |tx: &Tx| -> Result<Done<ImportReport>, Failure> {
        let report = apply(tx).await?;
        if !report.applied {
            return Err(Problem::new(Code::RosterRowsInvalid).member("report", report).into());
        }
        Ok(Done::ok(report).within(&township.path))
    };
    let reply = command.run(work).await?;
    // Also after a replay: the first request may have ended between the two.
    grant_running_base(&app, &permit, township.id).await?;
    Ok(reply.into())
}

/// The township whose whole roster the caller manages.
pub(super) async fn township(
    tx: &Tx,
    permit: &Permit<rights::ManageMembers>,
    wanted: Option<Uuid>,
) -> Result<Organization, Failure> {
    let mut townships = organizations::list(tx, &permit.reach).await?;
    townships.retain(|organization| organization.kind == OrganizationKind::Township);
    if let Some(wanted) = wanted {
        let found = townships.into_iter().find(|township| township.id.0 == wanted);
        return Ok(found.ok_or(Code::OrganizationNotFound)?);
    }
    match (townships.len(), townships.pop()) {
        (1, Some(township)) => Ok(township),
        (0, _) | (_, None) => Err(Code::AuthForbidden.into()),
        _ => {
            let mut faults = Faults::default();
            faults.add("?townshipId", FaultCode::Missing);
            Err(Problem::invalid(Code::RequestInvalidQuery, faults).into())
        }
    }
}
