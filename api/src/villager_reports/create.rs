//! Somebody of the village reports.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::roster::Phone;
use xianfeng_domain::villager_reports::{State, VillagerReport, is_about_officer};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::villager_reports::{self as rows, NoPlace};
use xianfeng_infra::{members, organizations};

use super::officers::{officers, township_path};
use super::wire::{OwnReportOut, own_report_example, own_report_out};
use crate::app::App;
use crate::auth::{Account, Act};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::members::WirePhone;

/// A report.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewReportIn {
    /// Whom it is about, 1 to 50 characters: a name, or how the public board shows it.
    #[schema(example = "蒋*嘉")]
    pub about: String,
    /// The member, where the caller knows the id.
    pub member_id: Option<Uuid>,
    /// What is reported, 1 to 1,000 characters.
    #[schema(example = "登记了扫街，实际没有扫")]
    pub what: String,
    /// The day of the deed, today or earlier.
    pub on: Option<WireDay>,
    /// A mobile number for questions: sealed, and shown with the reporter only.
    pub contact: Option<WirePhone>,
}

impl Check for NewReportIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/about", &self.about, 1..=50);
        faults.text("/what", &self.what, 1..=1000);
    }
}

/// Reports something about a member.
///
/// For anybody who is logged in, bound or not. **Who reports is shown to nobody but the
/// township's administrators**: not to the branch, not to the member, not in the audit log. A
/// report about somebody who would read it in the branch goes to the township. At most 5 open
/// reports an account, and 100 a day about one organization.
#[utoipa::path(
    tag = "villager-reports",
    params(("id" = Uuid, Path, description = "The member's branch, or the township where it is not known")),
    request_body = NewReportIn,
    responses((status = 201, body = OwnReportOut, description = "The report", example = json!(own_report_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "member.not_found", "villager_report.too_many_open",
        "villager_report.too_many_today"
    ]))),
)]
#[post("/public/organizations/{id}/villager-reports")]
pub(super) async fn create_villager_report(
    app: Data<App>,
    account: Account,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    body: JsonBody<NewReportIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &account, "villager_reports.create", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let report = create(tx, &app.vault, &account, id.0, &body.0).await?;
        Ok(Done::created(own_report_out(&report)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, the member or the limits refuse.
pub async fn create(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    organization: OrganizationId,
    new: &NewReportIn,
) -> Result<VillagerReport, Failure> {
    let organization = organizations::find_open(tx, organization).await?.ok_or(Code::OrganizationNotFound)?;
    let hidden = is_sensitive(&organizations::on_path(tx, &organization.path).await?);
    if hidden || organization.kind == OrganizationKind::Upper {
        return Err(Code::OrganizationNotFound.into());
    }
    if new.on.is_some_and(|day| day.0 > act.today()) {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    let places = rows::places(tx, act.caller.account, organization.id, act.today()).await?;
    let places = places.map_err(|none| match none {
        NoPlace::Open => Code::VillagerReportTooManyOpen,
        NoPlace::Today => Code::VillagerReportTooManyToday,
    })?;
    let report = VillagerReport {
        id: Uuid::now_v7(),
        reporter: act.caller.account,
        organization: organization.id,
        path: organization.path.clone(),
        review_path: review_path(tx, act, &organization, new).await?,
        about: new.about.trim().to_owned(),
        member: new.member_id.map(MemberId),
        branch: None,
        what: new.what.trim().to_owned(),
        happened_on: new.on.map(|day| day.0),
        received_at: act.now,
        received_on: act.today(),
        state: State::Open,
        reason: None,
        item: None,
        points: None,
        entry: None,
        weighed_by: None,
        weighed_at: None,
        audit_line: None,
        version: 1,
    };
    let phone: Option<&Phone> = new.contact.as_ref().and_then(|contact| contact.0.as_ref());
    rows::insert(tx, vault, &report, phone, &places).await?;
    // Without who, where from and which request: overseers read the log.
    let record = Record {
        action: "villager_reports.create".to_owned(),
        subject_kind: Some("villager_report"),
        subject: Some(report.id),
        organization: Some(report.review_path.clone()),
        ..Record::default()
    };
    audit::write(tx, record, act.now).await?;
    Ok(report)
}

/// Who weighs it: the organization, unless it is about one of those who would, or nobody would.
async fn review_path(
    tx: &Tx,
    act: &Act,
    organization: &Organization,
    new: &NewReportIn,
) -> Result<OrganizationPath, Failure> {
    let township = township_path(tx, &organization.path).await?;
    let officers = officers(tx, &organization.path, &township).await?;
    let mut to_township = officers.is_empty();
    if let Some(id) = new.member_id {
        let within = Reach::under(organization.path.clone());
        let member = members::by_id(tx, &within, MemberId(id), act.today()).await?.ok_or(Code::MemberNotFound)?;
        to_township |= officers.contains_key(&member.person);
    }
    let names: Vec<String> = officers.into_values().collect();
    let to_township = to_township || is_about_officer(&new.about, &new.what, &names);
    Ok(if to_township { township } else { organization.path.clone() })
}
