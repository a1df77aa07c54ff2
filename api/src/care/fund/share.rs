//! Deciding which share of the dues goes into the fund.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_infra::care::{self as rows, Share};
use xianfeng_infra::db::Tx;

use super::township;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// Which share, from which year on, by whose decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShareIn {
    /// Hundredths of a percent of the dues, 1 to 10,000: 500 is five percent.
    #[schema(example = 500)]
    pub percent_hundredths: u32,
    /// The first year that it holds for: the running one, or the next.
    #[schema(example = 2024)]
    pub from_year: i32,
    /// The meeting that decided, 1 to 100 characters.
    pub meeting: String,
    /// Its day; not in the future.
    pub decided_on: WireDay,
}

impl Check for ShareIn {
    fn check(&self, faults: &mut Faults) {
        faults.range("/percentHundredths", self.percent_hundredths, 1..=10_000);
        faults.text("/meeting", &self.meeting, 1..=100);
    }
}

/// The share on record.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ShareOut {
    /// The township.
    pub organization_id: Uuid,
    /// Hundredths of a percent of the dues.
    pub percent_hundredths: u32,
    /// The first year that it holds for.
    pub from_year: i32,
    /// The meeting that decided.
    pub meeting: String,
    /// Its day.
    pub decided_on: WireDay,
}

impl From<&Share> for ShareOut {
    fn from(share: &Share) -> Self {
        Self {
            organization_id: share.township.0,
            percent_hundredths: share.percent,
            from_year: share.from_year,
            meeting: share.meeting.clone(),
            decided_on: WireDay(share.decided_on),
        }
    }
}

/// Puts the decision on the share of dues for the care fund on record.
///
/// It holds from a year on until the next decision; what was decided last for a year counts.
#[utoipa::path(
    tag = "care",
    params(("organizationId" = Uuid, Path, description = "The township")),
    request_body = ShareIn,
    responses((status = 201, body = ShareOut, description = "The share", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "percentHundredths": 500, "fromYear": 2024,
        "meeting": "2024年1月乡党委会", "decidedOn": "2024-01-10"
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "care_fund.not_found"]))),
)]
#[post("/care-fund/{organizationId}/shares")]
pub(in super::super) async fn set_care_share(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<OrganizationId>,
    body: JsonBody<ShareIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care_fund.share", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let share = set_share(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(ShareOut::from(&share)).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, the year or the day refuses.
pub async fn set_share(tx: &Tx, act: &Act, reach: &Reach, id: OrganizationId, new: &ShareIn) -> Result<Share, Failure> {
    let township = township(tx, reach, id).await?;
    let year = act.today().year();
    if !(year..=year.saturating_add(1)).contains(&new.from_year) {
        return Err(Failure::field("/fromYear", FaultCode::OutOfRange));
    }
    if new.decided_on.0 > act.today() {
        return Err(Failure::field("/decidedOn", FaultCode::InTheFuture));
    }
    let share = Share {
        id: Uuid::now_v7(),
        township: township.id,
        percent: new.percent_hundredths,
        from_year: new.from_year,
        meeting: new.meeting.trim().to_owned(),
        decided_on: new.decided_on.0,
    };
    rows::add_share(tx, &share, act.caller.account, act.now).await?;
    act.audit(tx, "care_fund.share", ("organization", township.id.0), &township.path).await?;
    Ok(share)
}
