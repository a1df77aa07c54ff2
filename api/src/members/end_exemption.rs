//! Ending an exemption before its time (S2-7).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ExemptionId, PersonId};
use xianfeng_domain::members::{self as rules, Exemption};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, members};

use super::exempt::{ExemptionOut, exemption_example, refused};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};

/// From when, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EndExemptionIn {
    /// The first day on which the member is counted again; behind what is closed. One before the
    /// exemption began means that it never was.
    pub on: WireDay,
    /// Why, 1 to 500 characters.
    #[schema(example = "已康复")]
    pub reason: String,
}

impl Check for EndExemptionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Ends an exemption.
///
/// The member is counted again from a day on; the record stays with its reason.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The exemption")),
    request_body = EndExemptionIn,
    responses((status = 200, body = ExemptionOut, description = "The exemption now",
        example = json!(exemption_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.exemption_not_found", "member.exemption_ended", "member.own_matter", "period.closed"
    ]))),
)]
#[post("/exemptions/{id}/end")]
pub(super) async fn end_member_exemption(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<ExemptionId>,
    body: JsonBody<EndExemptionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.end_exemption", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let ended = end_exemption(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let member = members::by_id(tx, &permit.reach, ended.member, permit.today()).await?;
        let member = member.ok_or(Code::MemberExemptionNotFound)?;
        Ok(Done::ok(ExemptionOut::from(ended)).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the exemption or the day refuses.
pub async fn end_exemption(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ExemptionId,
    new: &EndExemptionIn,
) -> Result<Exemption, Failure> {
    let found = members::exemption(tx, id).await?.ok_or(Code::MemberExemptionNotFound)?;
    let member = members::by_id(tx, reach, found.member, act.today()).await?.ok_or(Code::MemberExemptionNotFound)?;
    if member.person == by {
        return Err(Code::MemberOwnMatter.into());
    }
    let head = ledger::lock(tx, member.id).await?;
    let exemption = members::exemption(tx, id).await?.ok_or(Code::MemberExemptionNotFound)?;
    let to = rules::end_exemption(&exemption, new.on.0, head.closed_through).map_err(refused)?;
    if !members::end_exemption(tx, &exemption, to, new.reason.trim(), act.caller.account, act.now).await? {
        return Err(Code::MemberExemptionEnded.into());
    }
    act.audit(tx, "members.end_exemption", ("member", member.id.0), &member.standing.branch_path).await?;
    tell(tx, member.person, Kind::ExemptionDecided, Some(("member", member.id.0)), &[], act.now).await?;
    Ok(members::exemption(tx, id).await?.ok_or(Code::MemberExemptionNotFound)?)
}
