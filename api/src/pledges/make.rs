//! A member pledges.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PledgeId;
use xianfeng_domain::members::Member;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::pledges::Pledge;
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::pledges as rows;

use super::wire::{PledgeOut, pledge_example, pledge_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;
use crate::moderation;

/// A new pledge.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewPledgeIn {
    /// The year: the running one or the next.
    #[schema(value_type = WirePeriod, example = "2024")]
    pub year: WirePeriod,
    /// What is promised, 1 to 500 characters; everybody reads it once it is shown.
    #[schema(example = "修通北沟到公路的三公里田间路")]
    pub text: String,
}

impl Check for NewPledgeIn {
    fn check(&self, faults: &mut Faults) {
        if self.year.0.kind() != PeriodKind::Year {
            faults.add("/year", FaultCode::NotPeriod);
        }
        faults.text("/text", &self.text, 1..=500);
    }
}

/// Pledges for a year.
///
/// One a member and year. The branch secretary shows it to the public, which reads it once content safety has passed
/// it. One whose text was refused may be pledged anew.
#[utoipa::path(
    tag = "pledges",
    request_body = NewPledgeIn,
    responses((status = 201, body = PledgeOut, description = "The pledge", example = json!(pledge_example()))),
    extensions(("x-error-codes" = json!(["pledge.made", "auth.forbidden", "auth.not_bound"]))),
)]
#[post("/pledges")]
pub(super) async fn make_pledge(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    body: JsonBody<NewPledgeIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "pledges.make", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let pledge = make(tx, &member, &member.member, &body.0).await?;
        Ok(Done::created(pledge_out(tx, &pledge).await?).within(&pledge.path))
    };
    let reply = command.run(work).await?;
    moderation::look_at_reply(&app, Subject::Pledge, &reply).await;
    Ok(reply.into())
}

/// The use case.
///
/// # Errors
/// A year that is over or far away; `pledge.made`.
pub async fn make(tx: &Tx, act: &Act, member: &Member, new: &NewPledgeIn) -> Result<Pledge, Failure> {
    let running = Period::containing(PeriodKind::Year, act.today());
    let year = new.year.0;
    if year != running && year != running.next() {
        return Err(Failure::field("/year", FaultCode::OutOfRange));
    }
    let pledge = Pledge {
        id: PledgeId(Uuid::now_v7()),
        member: member.id,
        organization: member.standing.branch,
        path: member.standing.branch_path.clone(),
        year,
        text: new.text.trim().to_owned(),
        made_at: act.now,
        shown: None,
    };
    // Refused, it may be written anew; and begins to be checked anew.
    let pledge = match rows::rewrite(tx, &pledge).await? {
        Some(id) => rows::find(tx, &Reach::none(), Some(member.id), id).await?.ok_or(Code::PledgeNotFound)?,
        None => {
            rows::insert(tx, &pledge, act.caller.account).await.map_err(|error| match error {
                StoreError::Duplicate => Failure::from(Code::PledgeMade),
                error => error.into(),
            })?;
            pledge
        }
    };
    moderation::submit(tx, act, Subject::Pledge, pledge.id.0, &pledge.path, &pledge.text).await?;
    act.audit(tx, "pledges.make", ("pledge", pledge.id.0), &pledge.path).await?;
    Ok(pledge)
}
