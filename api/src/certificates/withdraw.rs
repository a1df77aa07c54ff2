//! Withdrawing a certificate that is wrong.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::CertificateId;
use xianfeng_infra::certificates::{self as rows, Certificate};
use xianfeng_infra::db::Tx;

use super::wire::{CertificateOut, certificate_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{self, Kind};

/// Why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CertificateWithdrawalIn {
    /// Why, 1 to 200 characters; the member is told, the public is not.
    #[schema(example = "服务时长登记有误")]
    pub reason: String,
}

impl Check for CertificateWithdrawalIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=200);
    }
}

/// Withdraws an archive or a proof of service.
///
/// From then on whoever checks the code is told that it is withdrawn. It stays on record; another is issued.
#[utoipa::path(
    tag = "certificates",
    params(("id" = Uuid, Path, description = "The certificate")),
    request_body = CertificateWithdrawalIn,
    responses((status = 200, body = CertificateOut, description = "The certificate now",
        example = json!(certificate_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "certificate.not_found", "certificate.withdrawn"]))),
)]
#[post("/archives/{id}/withdraw")]
pub(super) async fn withdraw_archive(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<CertificateId>,
    body: JsonBody<CertificateWithdrawalIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "certificates.withdraw", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let certificate = withdraw(tx, &permit, &permit.reach, id.0, &body.reason).await?;
        Ok(Done::ok(CertificateOut::from(&certificate)).within(&certificate.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `certificate.not_found`; `certificate.withdrawn`.
pub async fn withdraw(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: CertificateId,
    reason: &str,
) -> Result<Certificate, Failure> {
    let certificate = rows::find(tx, reach, None, id).await?.ok_or(Code::CertificateNotFound)?;
    let reason = reason.trim();
    if !rows::withdraw(tx, id, reason, act.caller.account, act.now).await? {
        return Err(Code::CertificateWithdrawn.into());
    }
    let subject = Some(("certificate", id.0));
    inbox::tell_member(tx, certificate.member, Kind::CertificateWithdrawn, subject, &[("reason", reason)], act.now)
        .await?;
    act.audit(tx, "certificates.withdraw", ("certificate", id.0), &certificate.path).await?;
    Ok(Certificate { withdrawn: Some((act.now, reason.to_owned())), ..certificate })
}
