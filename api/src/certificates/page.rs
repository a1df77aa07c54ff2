//! A certificate for print.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::ids::CertificateId;

use super::get::{code_and_url, content_of, readable};
use super::wire::{hex, kind_name};
use crate::app::App;
use crate::auth::Bound;
use crate::board::{ArchivePage, Lang, private_page, qr_svg, render_archive};
use crate::http::extract::PathId;
use crate::http::problem::Problem;

/// Prints an archive or a proof of service.
///
/// HTML without scripts, for A4, in Chinese: what was frozen on the day of issue, with check code, QR code
/// and digest, and room for signatures and seal. One that was withdrawn says so on top.
#[utoipa::path(
    tag = "certificates",
    params(("id" = Uuid, Path, description = "The certificate")),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["auth.not_bound", "certificate.not_found"]))),
)]
#[get("/archives/{id}/page")]
pub(super) async fn print_archive(
    app: Data<App>,
    bound: Bound,
    id: PathId<CertificateId>,
) -> Result<HttpResponse, Problem> {
    let certificate = readable(&app, &bound, id.0).await?;
    let (code, check_url) = code_and_url(&app, &certificate);
    let content = content_of(&certificate)?;
    let page = ArchivePage {
        kind: kind_name(certificate.kind),
        withdrawn: certificate.withdrawn.is_some(),
        is_proof: !content.services.is_empty() || content.years.is_empty(),
        code: &code,
        qr: qr_svg(&check_url),
        digest: hex(&certificate.digest),
        content: &content,
    };
    let html = render_archive(&page).map_err(Problem::internal)?;
    Ok(private_page(Lang::Chinese, html))
}
