//! What anybody is told who has the code: whether it is good, and enough to compare with the paper.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::ACCEPT;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::certificates::{CertificateKind, read_code};
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::names::mask;
use xianfeng_domain::time::day_of;
use xianfeng_infra::certificates as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

use super::code::code_hash;
use super::get::content_of;
use super::wire::{WireKind, hex, kind_name};
use crate::app::App;
use crate::board::{CheckPage, Lang, private_page, render_check};
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::http::wire::WireDay;

/// The code in the path, however it was typed. What cannot be one is answered like one that nobody has,
/// without asking the database.
#[derive(Clone, Debug)]
pub(super) struct CheckCode(String);

impl FromRequest for CheckCode {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let typed = request.match_info().get("code").unwrap_or_default();
        ready(read_code(typed).map(Self).ok_or_else(|| Code::CertificateNotFound.into()))
    }
}

/// What the public is told.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = CertificateCheckOut)]
pub struct CheckOut {
    /// `valid` or `withdrawn`.
    pub state: &'static str,
    /// What it is.
    pub kind: WireKind,
    /// The same in Chinese.
    pub kind_name: &'static str,
    /// The name, masked whatever its owner agreed to: who checks has the paper with the name.
    pub name: String,
    /// The branch's name; none where it is not for the public.
    pub branch: Option<String>,
    /// The first day.
    pub from: WireDay,
    /// The last day.
    pub to: WireDay,
    /// What the period comes to: points, or times of service.
    pub total: String,
    /// The day of issue.
    pub issued_on: WireDay,
    /// The SHA-256 of the frozen content, as it stands on the paper.
    pub digest: String,
}

/// Checks an archive or a proof of service.
///
/// For everybody who has the paper: whether it is valid, and what it says at its head. The code has 95 bits
/// and a check sign, requests are counted by address, and a code that nobody has is answered like one that
/// is none. Who asks for `text/html`, as a phone does that scans the QR code, gets a page.
#[utoipa::path(
    tag = "certificates",
    security(()),
    params(("code" = String, Path, description = "The check code, with or without hyphens")),
    responses((status = 200, body = CheckOut, description = "What is on record", example = json!({
        "state": "valid", "kind": "service", "kindName": "服务证明", "name": "蒋*嘉", "branch": "甲村党支部",
        "from": "2024-01-01", "to": "2024-12-31", "total": "26次", "issuedOn": "2025-01-05",
        "digest": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }))),
    extensions(("x-error-codes" = json!(["certificate.not_found"]))),
)]
#[get("/public/certificates/{code}")]
pub(super) async fn check_certificate(
    app: Data<App>,
    request: HttpRequest,
    code: CheckCode,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let hash = code_hash(&app.vault, &code.0);
        let certificate = rows::by_code(tx, &hash).await?.ok_or(Code::CertificateNotFound)?;
        let hidden = is_sensitive(&organizations::on_path(tx, &certificate.path).await?);
        Ok((certificate, hidden))
    };
    let (certificate, hidden) = app.database.read(read).await?;
    let content = content_of(&certificate)?;
    let out = CheckOut {
        state: if certificate.withdrawn.is_some() { "withdrawn" } else { "valid" },
        kind: certificate.kind.into(),
        kind_name: kind_name(certificate.kind),
        name: mask(&content.name),
        branch: Some(content.branch).filter(|_| !hidden),
        from: WireDay(certificate.from),
        to: WireDay(certificate.to),
        total: content.total,
        issued_on: WireDay(day_of(certificate.issued_at)),
        digest: hex(&certificate.digest),
    };
    let accepts = request.headers().get(ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
    if !accepts.contains("text/html") {
        return Ok(HttpResponse::Ok().json(out));
    }
    let page = CheckPage {
        valid: certificate.withdrawn.is_none(),
        kind: out.kind_name,
        name: &out.name,
        branch: out.branch.as_deref(),
        period: format!("{} 至 {}", certificate.from, certificate.to),
        total_name: if certificate.kind == CertificateKind::Archive { "积分合计" } else { "服务次数" },
        total: &out.total,
        issued_on: day_of(certificate.issued_at).to_string(),
        digest: &out.digest,
    };
    let html = render_check(&page).map_err(Problem::internal)?;
    Ok(private_page(Lang::Chinese, html))
}
