//! Issuing an archive or a proof of service: free, on the member's wish, frozen under a digest.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::certificates::CertificateKind;
use xianfeng_domain::ids::{CertificateId, MemberId};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Period;
use xianfeng_infra::certificates::{self as rows, Certificate};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{members, rulebooks};

use super::archive::{archive, periods};
use super::code::{code_hash, plain_code};
use super::content::Content;
use super::service::service;
use super::wire::{CertificateOut, WireKind, certificate_example};
use crate::app::App;
use crate::auth::{Act, AsMember, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Problem};
use crate::http::wire::WirePeriod;
use crate::inbox::{self, Kind};

/// What to issue.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ArchiveIn {
    /// What it is.
    pub kind: WireKind,
    /// Of which period; of the last ten years where absent.
    #[schema(value_type = Option<String>, example = "2024")]
    pub period: Option<WirePeriod>,
}

impl Check for ArchiveIn {}

/// Issues an archive or a proof of service for the caller.
///
/// What stands now is frozen under a digest; a later correction changes nothing in it. Its page and its
/// check code are at `/archives/{id}`.
#[utoipa::path(
    tag = "certificates",
    request_body = ArchiveIn,
    responses((status = 201, body = CertificateOut, description = "The certificate",
        example = json!(certificate_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound", "auth.forbidden"]))),
)]
#[post("/me/archives")]
pub(super) async fn issue_my_archive(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    body: JsonBody<ArchiveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "certificates.issue", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let certificate = issue(tx, &app.vault, &member, &member.member, &body.0).await?;
        Ok(Done::created(CertificateOut::from(&certificate)).within(&certificate.path))
    };
    Ok(command.run(work).await?.into())
}

/// Issues an archive or a proof of service for a member.
///
/// Also of who left, as the last that stands. The member is told.
#[utoipa::path(
    tag = "certificates",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = ArchiveIn,
    responses((status = 201, body = CertificateOut, description = "The certificate",
        example = json!(certificate_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found"]))),
)]
#[post("/members/{id}/archives")]
pub(super) async fn issue_archive(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<ArchiveIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "certificates.issue_for", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| -> Result<_, Failure> {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let certificate = issue(tx, &app.vault, &permit, &member, &body.0).await?;
        Ok(Done::created(CertificateOut::from(&certificate)).within(&certificate.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: gathers, freezes, tells.
///
/// # Errors
/// A period that has not begun.
pub async fn issue(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    member: &Member,
    new: &ArchiveIn,
) -> Result<Certificate, Failure> {
    let today = act.today();
    let asked: Option<Period> = new.period.map(|period| period.0);
    if asked.is_some_and(|period| period.start() > today) {
        return Err(Failure::field("/period", FaultCode::InTheFuture));
    }
    let periods = periods(tx, member, asked, today).await?;
    let first = periods.first().map_or(today, |period| period.start());
    let last = periods.last().map_or(today, |period| period.last_day()).min(today);
    let book = rulebooks::effective(tx, &member.standing.branch_path, today).await?;
    let category = book.as_ref().and_then(|book| book.book.category(&member.standing.category));
    let head = Content {
        name: member.name.clone(),
        branch: member.standing.branch_name.clone(),
        category: category.map(|category| category.name.clone()).unwrap_or_default(),
        joined_on: member.joined_on.to_string(),
        from: first.to_string(),
        to: last.to_string(),
        issued_on: today.to_string(),
        ..Content::default()
    };
    let kind = CertificateKind::from(new.kind);
    let content = match kind {
        CertificateKind::Archive => archive(tx, act, member, &periods, head, (first, last)).await?,
        CertificateKind::Service => service(tx, act, member, &periods, head, (first, last)).await?,
    };
    let content = serde_json::to_string(&content).map_err(Problem::internal)?;
    let certificate = Certificate {
        id: CertificateId(Uuid::now_v7()),
        kind,
        member: member.id,
        path: member.standing.branch_path.clone(),
        period: asked.map_or_else(|| "all".to_owned(), |period| period.to_string()),
        from: first,
        to: last,
        digest: Sha256::digest(&content).into(),
        content,
        issued_by: act.caller.account,
        issued_at: act.now,
        withdrawn: None,
    };
    let hash = code_hash(vault, &plain_code(vault, certificate.id));
    rows::insert(tx, &certificate, &hash).await.map_err(|error| match error {
        // Two ids with one code: as good as never, and another id has another.
        StoreError::Duplicate => StoreError::Race("a check code"),
        error => error,
    })?;
    if act.caller.member_id() != Some(member.id) {
        let subject = Some(("certificate", certificate.id.0));
        inbox::tell(tx, member.person, Kind::CertificateIssued, subject, &[], act.now).await?;
    }
    act.audit(tx, "certificates.issue", ("certificate", certificate.id.0), &certificate.path).await?;
    Ok(certificate)
}
