//! One certificate, with its code.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::access::Right;
use xianfeng_domain::certificates::printed_code;
use xianfeng_domain::ids::CertificateId;
use xianfeng_infra::certificates::{self as rows, Certificate};
use xianfeng_infra::db::{StoreError, Tx};

use super::code::plain_code;
use super::content::Content;
use super::wire::{CertificateOut, certificate_example};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::{Code, Problem};

/// A certificate with what is in it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CertificateDetailOut {
    /// The certificate.
    #[serde(flatten)]
    pub certificate: CertificateOut,
    /// The check code, in groups of five.
    pub code: String,
    /// Where anybody checks it; stands in the QR code of the page.
    pub check_url: String,
    /// What was frozen.
    pub content: Content,
}

/// Shows an archive or a proof of service.
///
/// With its check code: for the member, and for who reaches the branch that it was issued in, whose reading
/// is written to the audit log.
#[utoipa::path(
    tag = "certificates",
    params(("id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, body = CertificateDetailOut, description = "The certificate",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "certificate.not_found"]))),
)]
#[get("/archives/{id}")]
pub(super) async fn get_archive(
    app: Data<App>,
    bound: Bound,
    id: PathId<CertificateId>,
) -> Result<HttpResponse, Problem> {
    let certificate = readable(&app, &bound, id.0).await?;
    let (code, check_url) = code_and_url(&app, &certificate);
    let content = content_of(&certificate)?;
    let out = CertificateDetailOut { certificate: (&certificate).into(), code, check_url, content };
    Ok(HttpResponse::Ok().json(out))
}

/// The certificate, if the caller may read it; somebody else's reading is written down.
///
/// # Errors
/// `certificate.not_found`.
pub(super) async fn readable(app: &App, bound: &Bound, id: CertificateId) -> Result<Certificate, Problem> {
    let own = bound.caller.member_id();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let reach = bound.caller.reach(Right::Read);
        Ok(rows::find(tx, &reach, own, id).await?.ok_or(Code::CertificateNotFound)?)
    };
    let certificate = app.database.read(read).await?;
    if own != Some(certificate.member) {
        let subject = Some(("member", certificate.member.0));
        bound.disclosed(app, "certificates.read", subject, Some(certificate.path.clone())).await?;
    }
    Ok(certificate)
}

/// The code as it is printed, and the address that checks it.
pub(super) fn code_and_url(app: &App, certificate: &Certificate) -> (String, String) {
    let code = plain_code(&app.vault, certificate.id);
    let url = format!("{}/api/v1/public/certificates/{code}", app.settings.public_base_url);
    (printed_code(&code), url)
}

/// What was frozen.
///
/// # Errors
/// Content that this release cannot read.
pub(super) fn content_of(certificate: &Certificate) -> Result<Content, Problem> {
    let unreadable = || Problem::from(StoreError::corrupt(format!("the content of certificate {}", certificate.id)));
    serde_json::from_str(&certificate.content).map_err(|_| unreadable())
}

fn detail_example() -> serde_json::Value {
    let mut example = certificate_example();
    if let Some(fields) = example.as_object_mut() {
        let code = "7KQ2M-9XD4T-FW3HB-RCN8E";
        fields.insert("code".to_owned(), code.into());
        let url = format!("https://xianfeng.example.cn/api/v1/public/certificates/{}", code.replace('-', ""));
        fields.insert("checkUrl".to_owned(), url.into());
        let content = serde_json::json!({
            "name": "蒋远嘉", "branch": "甲村党支部", "category": "普通党员", "joinedOn": "2021-08-02",
            "from": "2024-01-01", "to": "2024-12-31", "issuedOn": "2025-01-05", "total": "72.5",
            "memberships": [], "years": [], "ranks": [], "posts": [], "trainings": [], "honours": [],
            "meetings": [{ "what": "应到", "amount": "12次" }], "returns": [],
            "quantities": [{ "what": "清运垃圾", "amount": "200吨" }], "services": []
        });
        fields.insert("content".to_owned(), content);
    }
    example
}
