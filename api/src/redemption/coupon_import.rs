//! Importing coupon codes, from a list or a file.

use actix_multipart::Multipart;
use actix_web::web::{self, Data};
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{CouponId, RewardId};
use xianfeng_domain::redemption::{
    CouponFault, CouponFaultKind, CouponRow, NewCoupon, RewardKind, coupon_rows, coupons_of_sheet,
};
use xianfeng_domain::roster::Cell;
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption::{self as rows, NewCode, Pool};
use xianfeng_infra::sheets::{csv, read};
use xianfeng_infra::{audit, organizations};

use super::coupon_source::{coupon_hash, sealed_input};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId, QueryParams};
use crate::http::problem::{Check, Code, Faults, Language, Problem, Text};
use crate::http::wire::WireDay;
use crate::members::{RosterForm, uploaded};

/// The most rows of a list; a file may have five times as many.
const MOST: usize = 1_000;
/// How a workbook begins: it is a zip archive.
const ARCHIVE: &[u8] = b"PK";

/// How to import.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CouponImportQuery {
    /// Only say what would happen.
    #[serde(default)]
    dry_run: bool,
    /// Import the good rows although some are bad.
    #[serde(default)]
    skip_invalid: bool,
}

impl Check for CouponImportQuery {}

/// Codes to import.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CouponsIn {
    /// 1 to 1,000 of them.
    pub coupons: Vec<CouponIn>,
}

/// A code to import. It has no `Debug` form: the code is as good as money.
#[derive(Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CouponIn {
    /// 8 to 64 characters; spaces and hyphens do not make another code.
    #[schema(example = "AB12-CD34-EF56")]
    pub code: String,
    /// What it is worth, in fen, at most 10,000 yuan.
    #[schema(example = 5_000)]
    pub face_fen: i64,
    /// The last day on which it is good, at least three days ahead; for ever where absent.
    pub valid_until: Option<WireDay>,
}

impl Check for CouponsIn {
    const MOST_BYTES: usize = 256 * 1024;

    fn check(&self, faults: &mut Faults) {
        faults.count("/coupons", self.coupons.len(), 1..=MOST);
    }
}

/// What an import did, or would do. No code is in it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouponImportReport {
    /// Whether anything was written.
    pub applied: bool,
    /// Good rows.
    pub rows: usize,
    /// New codes.
    pub created: usize,
    /// Codes that have come in before.
    pub unchanged: usize,
    /// What is wrong, by row; none of these rows is written.
    pub faults: Vec<CouponFaultOut>,
}

/// What is wrong in a row.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CouponFaultOut {
    /// The row's number, from 1.
    pub row: u32,
    /// The stable code, `coupon.…`.
    pub code: &'static str,
    /// What is wrong and what to do.
    pub reason: String,
}

/// Imports coupon codes from a list.
///
/// All of them, or none where a row is bad and `skipInvalid` does not say otherwise: 422 with the whole
/// report. A code comes in once a township, so that importing twice changes nothing. Codes are kept
/// encrypted and come back to nobody but the member who orders one (S0-9).
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The reward"), CouponImportQuery),
    request_body = CouponsIn,
    responses((status = 200, body = CouponImportReport, description = "What was done, or would be",
        example = json!(report_example()))),
    extensions(("x-error-codes" = json!([
        "reward.not_found", "reward.not_a_coupon", "coupon.rows_invalid", "auth.forbidden"
    ]))),
)]
#[post("/rewards/{id}/coupons")]
pub(super) async fn import_coupons(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<RewardId>,
    query: QueryParams<CouponImportQuery>,
    body: JsonBody<CouponsIn>,
) -> Result<HttpResponse, Problem> {
    let input = serde_json::to_vec(&body.0).map_err(Problem::internal)?;
    let new = body.0.coupons.into_iter().zip(1..).map(|(new, row)| NewCoupon {
        row,
        code: Cell::Text(new.code),
        face_fen: Some(new.face_fen),
        valid_until: Ok(new.valid_until.map(|day| day.0)),
    });
    let read = coupon_rows(new.collect(), permit.today());
    run(&app, &permit, &key, id.0, &query, &input, read).await
}

/// Imports coupon codes from a `.xlsx` or `.csv` file.
///
/// With the columns 券码, 面值 (in yuan) and, if they run out, 有效期至; at most 5,000 rows. Otherwise as
/// a list.
#[utoipa::path(
    tag = "coupons",
    params(("id" = Uuid, Path, description = "The reward"), CouponImportQuery),
    request_body(content = RosterForm, content_type = "multipart/form-data"),
    responses((status = 200, body = CouponImportReport, description = "What was done, or would be",
        example = json!(report_example()))),
    extensions(("x-error-codes" = json!([
        "reward.not_found", "reward.not_a_coupon", "coupon.unreadable", "coupon.rows_invalid", "auth.forbidden",
        "request.malformed", "request.invalid"
    ]))),
)]
#[post("/rewards/{id}/coupons/file")]
pub(super) async fn import_coupon_file(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<RewardId>,
    query: QueryParams<CouponImportQuery>,
    form: Multipart,
) -> Result<HttpResponse, Problem> {
    let bytes = uploaded(form, app.settings.max_roster).await?;
    let file_bytes = u64::try_from(app.settings.max_roster).unwrap_or(u64::MAX);
    let limits = read::Limits { file_bytes, rows: 5 * MOST + 10, ..read::Limits::default() };
    let parse = move || {
        let sheet = if bytes.starts_with(ARCHIVE) { read::first(&bytes, &limits) } else { csv::sheet(&bytes, &limits) };
        (bytes, sheet)
    };
    let (bytes, sheet) = web::block(parse).await.map_err(Problem::internal)?;
    let sheet = sheet.map_err(|error| Problem::new(Code::CouponUnreadable).member("reason", error.code()))?;
    let read = match coupons_of_sheet(&sheet) {
        Ok(new) => coupon_rows(new, permit.today()),
        Err(fault) => (Vec::new(), vec![fault]),
    };
    run(&app, &permit, &key, id.0, &query, &bytes, read).await
}

type Read = (Vec<CouponRow>, Vec<CouponFault>);

async fn run(
    app: &App,
    permit: &Permit<rights::Administer>,
    key: &IdempotencyKey,
    id: RewardId,
    query: &CouponImportQuery,
    input: &[u8],
    read: Read,
) -> Result<HttpResponse, Problem> {
    if query.dry_run {
        let plan = async |tx: &Tx| import(tx, app, permit, &permit.reach, id, &read, None).await;
        return Ok(HttpResponse::Ok().json(app.database.read(plan).await?.0));
    }
    let input = (sealed_input(&app.vault, input), query.skip_invalid);
    let command = Command::new(app, permit, "coupons.import", key, id, &input)?;
    let work = async |tx: &Tx| {
        let (report, path) = import(tx, app, permit, &permit.reach, id, &read, Some(query.skip_invalid)).await?;
        if !report.applied {
            return Err(Problem::new(Code::CouponRowsInvalid).member("report", report).into());
        }
        Ok(Done::ok(report).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: `write` is absent for a dry run, else says whether bad rows are skipped.
async fn import(
    tx: &Tx,
    app: &App,
    act: &Act,
    reach: &Reach,
    id: RewardId,
    (good, faults): &Read,
    write: Option<bool>,
) -> Result<(CouponImportReport, xianfeng_domain::organizations::OrganizationPath), Failure> {
    let reward = rows::reward(tx, reach, id).await?.ok_or(Code::RewardNotFound)?;
    if reward.kind != RewardKind::Coupon {
        return Err(Code::RewardNotACoupon.into());
    }
    let township = organizations::township(tx, &reward.path).await?.ok_or(Code::OrganizationNotFound)?.id;
    if write.is_some() {
        // Two imports at once take turns: the second finds every code known.
        organizations::take_turn(tx, township).await?;
    }
    let hashes: Vec<[u8; 32]> = good.iter().map(|row| coupon_hash(&app.vault, township, &row.code)).collect();
    let known = rows::known_coupons(tx, township, &hashes).await?;
    let (mut faults, mut new, mut unchanged) = (faults.clone(), Vec::new(), 0);
    for (row, hash) in good.iter().zip(hashes) {
        match known.get(hash.as_slice()) {
            None => new.push((row, hash)),
            Some(old) if old.reward == id && (old.face_fen, old.valid_until) == (row.face_fen, row.valid_until) => {
                unchanged += 1;
            }
            Some(_) => faults.push(CouponFault { row: row.row, kind: CouponFaultKind::Elsewhere }),
        }
    }
    faults.sort_by_key(|fault| fault.row);
    let language = act.meta.map_or(Language::Chinese, |meta| meta.language);
    let (created, path) = (new.len(), reward.path.clone());
    let applied = write.is_some_and(|skip| skip || faults.is_empty());
    let faults = faults.iter().map(|fault| CouponFaultOut {
        row: fault.row,
        code: fault.kind.code(),
        reason: reason(fault.kind).in_language(language).to_owned(),
    });
    let rows_read = created + unchanged;
    let report = CouponImportReport { applied, rows: rows_read, created, unchanged, faults: faults.collect() };
    if applied {
        let seal = |(row, hash): (&CouponRow, [u8; 32])| {
            Ok(NewCode {
                id: CouponId(Uuid::now_v7()),
                sealed: app.vault.seal_text(&row.code)?,
                hash,
                last_four: row.last_four(),
                face_fen: row.face_fen,
                valid_until: row.valid_until,
            })
        };
        let codes = new.into_iter().map(seal).collect::<Result<Vec<_>, Failure>>()?;
        let pool = Pool { reward: id, path: &reward.path, township };
        rows::insert_coupons(tx, pool, codes, act.caller.account, act.now).await?;
        let record = audit::Record {
            subject_kind: Some("reward"),
            subject: Some(id.0),
            organization: Some(path.clone()),
            detail: Some(format!("created {created}, unchanged {unchanged}")),
            ..act.record("coupons.import")
        };
        audit::write(tx, record, act.now).await?;
    }
    Ok((report, path))
}

const fn reason(kind: CouponFaultKind) -> Text {
    match kind {
        CouponFaultKind::NoTitles => {
            Text::fixed("没有找到“券码”“面值”两列，请补上标题行", "There are no columns 券码 and 面值: add the titles")
        }
        CouponFaultKind::CodeMissing => Text::fixed("没有券码，请补上", "The code is missing: fill it in"),
        CouponFaultKind::CodeInvalid => {
            Text::fixed("券码应为8至64个字母或数字，请检查", "A code has 8 to 64 letters or digits: check it")
        }
        CouponFaultKind::CodeRounded => Text::fixed(
            "券码是长数字，可能已被表格软件改动，请把该列设为文本后重新填写",
            "The code is a long number that the program may have rounded: make the column text and enter it again",
        ),
        CouponFaultKind::FaceInvalid => {
            Text::fixed("面值应为大于0、最多两位小数的金额，请检查", "The value must be an amount above zero: check it")
        }
        CouponFaultKind::DayInvalid => Text::fixed("有效期读不出，请写成 2025-01-31", "Write the day as 2025-01-31"),
        CouponFaultKind::DayOver => {
            Text::fixed("有效期不足3天，不能发放，请删去", "Fewer than three days are left: leave it out")
        }
        CouponFaultKind::Twice => Text::fixed("券码重复，请只保留一个", "The code stands twice: keep one"),
        CouponFaultKind::Elsewhere => Text::fixed(
            "这个券码已在本乡镇导入过，奖品、面值或有效期不同，请核对",
            "The code has come in before for another reward, value or day: check it",
        ),
    }
}

fn report_example() -> serde_json::Value {
    serde_json::json!({
        "applied": false, "rows": 2, "created": 2, "unchanged": 0,
        "faults": [{ "row": 3, "code": "coupon.twice", "reason": "券码重复，请只保留一个" }]
    })
}
