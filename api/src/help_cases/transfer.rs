//! To the special branch, for at least half a year, with a named helper (S4-11).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::help::{HelpCase, Refusal, Stay, StepKind, check_open};
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::{HelpCaseId, OrganizationId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{members, organizations};

use super::people::tell_own;
use super::seen::{View, to_decide};
use super::step::{step, write};
use super::wire::{HelpCaseOut, case_example, case_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;
use crate::members::{TransferIn, transfer as transfer_member};

/// What stands in the member's memberships: they are read by more people than the case.
const NEUTRAL: &str = "组织安排";

/// Where to, from when, and why.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HelpTransferIn {
    /// A branch of the same township that is marked sensitive.
    pub branch_id: Uuid,
    /// From this day on, not in the future.
    pub from: WireDay,
    /// Why, 1 to 500 characters; it stays in the case, the member's memberships do not tell it.
    #[schema(example = "年度考核后进，转入第八党支部教育管理半年")]
    pub reason: String,
}

impl Check for HelpTransferIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Transfers the member to the special branch.
///
/// The township's decision, for at least half a year, with a helper named before. The special branch is
/// marked sensitive, so that it shows on no public board, notice or export. The case goes along.
#[utoipa::path(
    tag = "help-cases",
    params(("id" = Uuid, Path, description = "The case")),
    request_body = HelpTransferIn,
    responses((status = 200, body = HelpCaseOut, description = "The case now", example = json!(case_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "help_case.not_found", "help_case.own", "help_case.wrong_state", "help_case.full",
        "help_case.no_helper", "help_case.not_special", "help_case.still_away", "organization.not_found",
        "member.not_found", "member.has_left", "member.transfer_invalid", "period.closed", "rulebook.not_found"
    ]))),
)]
#[post("/help-cases/{id}/transfer")]
pub(super) async fn transfer_help_case(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<HelpCaseId>,
    body: JsonBody<HelpTransferIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "help_cases.transfer", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let case = transfer(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(case_out(tx, &permit, &case, View::Committee).await?).within(&case.carried))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the case, the branch or the membership refuses.
pub async fn transfer(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: HelpCaseId,
    new: &HelpTransferIn,
) -> Result<HelpCase, Failure> {
    let mut case = to_decide(tx, reach, by, id).await?;
    check_open(&case, Some(by))?;
    if case.stay.is_some() {
        return Err(Refusal::StillAway.into());
    }
    if case.helper.is_none() {
        return Err(Refusal::NoHelper.into());
    }
    let branch = organizations::find(tx, reach, OrganizationId(new.branch_id)).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    if !is_sensitive(&organizations::on_path(tx, &branch.path).await?) {
        return Err(Code::HelpCaseNotSpecial.into());
    }
    let member = members::by_id(tx, reach, case.proposal.member, act.today()).await?.ok_or(Code::MemberNotFound)?;
    let home = member.standing.branch;
    if home == branch.id {
        return Err(Code::MemberTransferInvalid.into());
    }
    // The case first: the transfer looks at it, and finds it where the member goes.
    case.stay = Some(Stay { home, since: new.from.0 });
    case.last_check = None;
    case.carried = branch.path.clone();
    let mut step = step(act, &case, StepKind::Transferred);
    step.on = new.from.0;
    step.text = Some(new.reason.trim().to_owned());
    write(tx, act, &mut case, "help_cases.transfer", &step).await?;
    move_member(tx, act, reach, &case, branch.id, new.from).await?;
    tell_own(tx, act, &case, Kind::HelpCaseTransferred, &[("day", &new.from.0.to_string())]).await?;
    Ok(case)
}

/// Moves the member of a case by the one use case that moves members.
///
/// # Errors
/// What the membership refuses.
pub(super) async fn move_member(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    case: &HelpCase,
    branch: OrganizationId,
    from: WireDay,
) -> Result<(), Failure> {
    let wanted = TransferIn {
        branch_id: Some(branch.0),
        category: None,
        exempt: None,
        from,
        reason: NEUTRAL.to_owned(),
        meeting: None,
    };
    transfer_member(tx, act, reach, case.proposal.member, &wanted).await
}
