//! Opening the audit of a branch and quarter.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AuditId, OrganizationId};
use xianfeng_domain::quarterly_audit::QuarterlyAudit;
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{organizations, quarterly_audit as rows};

use super::sources::gather;
use super::wire::{AuditOut, audit_example, audit_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// A new audit.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAuditIn {
    /// The branch.
    pub organization_id: Uuid,
    /// The quarter; it has begun.
    #[schema(value_type = WirePeriod, example = "2024-Q1")]
    pub period: WirePeriod,
}

impl Check for NewAuditIn {
    fn check(&self, faults: &mut Faults) {
        if self.period.0.kind() != PeriodKind::Quarter {
            faults.add("/period", FaultCode::NotPeriod);
        }
    }
}

/// Opens the audit of a branch and quarter, and gathers its lines.
///
/// There is one for each. It gathers absences, dues that are late or unpaid, missing quarterly
/// reports and founded villagers' reports; refresh it for what comes later.
#[utoipa::path(
    tag = "audits",
    request_body = NewAuditIn,
    responses((status = 201, body = AuditOut, description = "The audit", example = json!(audit_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "audit.already_opened", "auth.forbidden"]))),
)]
#[post("/audits")]
pub(super) async fn open_audit(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<NewAuditIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "audits.open", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let audit = open(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(audit_out(tx, &audit).await?).within(&audit.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the branch refuses; that its quarter has an audit already.
pub async fn open(tx: &Tx, act: &Act, reach: &Reach, new: &NewAuditIn) -> Result<QuarterlyAudit, Failure> {
    let branch = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    if new.period.0.start() > act.today() {
        return Err(Failure::field("/period", FaultCode::InTheFuture));
    }
    if let Some(audit) = rows::of_quarter(tx, branch.id, new.period.0).await? {
        return Err(Problem::new(Code::AuditAlreadyOpened).member("auditId", audit.id.0).into());
    }
    let audit = QuarterlyAudit {
        id: AuditId(Uuid::now_v7()),
        organization: branch.id,
        path: branch.path,
        period: new.period.0,
        opened_at: act.now,
        signature: None,
    };
    rows::insert(tx, &audit, act.caller.account).await.map_err(|error| match error {
        // Somebody has just opened it: the next try finds theirs.
        StoreError::Duplicate => StoreError::Race("a quarterly audit"),
        error => error,
    })?;
    gather(tx, act, &audit).await?;
    act.audit(tx, "audits.open", ("audit", audit.id.0), &audit.path).await?;
    Ok(audit)
}
