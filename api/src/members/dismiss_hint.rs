//! Putting a hint aside: the person has decided against what the machine proposed (S4-1).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::Months;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, PersonId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::{self, Dismissal};

use super::create::check_category;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireDay;

/// Which hint, and why not.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DismissHintIn {
    /// The member.
    pub member_id: Uuid,
    /// The code of the category that was proposed.
    #[schema(example = "aged")]
    pub category: String,
    /// Why, 1 to 500 characters.
    #[schema(example = "身体健康，本人愿意继续参加")]
    pub reason: String,
}

impl Check for DismissHintIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/category", &self.category, 1..=40);
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// A hint that was put aside.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DismissalOut {
    /// The member.
    pub member_id: Uuid,
    /// The category's code.
    pub category: String,
    /// From this day on it may be shown again.
    pub until: WireDay,
    /// Why.
    pub reason: String,
}

/// Puts a hint aside for a year.
///
/// The category stays as it is and the hint is not shown until then. A later decision takes the
/// place of an earlier one.
#[utoipa::path(
    tag = "members",
    request_body = DismissHintIn,
    responses((status = 201, body = DismissalOut, description = "What was put aside", example = json!({
        "memberId": "018e0f6a-0000-7000-8000-000000000004", "category": "aged", "until": "2025-03-05",
        "reason": "身体健康，本人愿意继续参加"
    }))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.own_matter", "rulebook.not_found"
    ]))),
)]
#[post("/hints/dismissals")]
pub(super) async fn dismiss_category_hint(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<DismissHintIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "hints.dismiss", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let dismissal = dismiss_hint(tx, &permit, &permit.reach, permit.person, &body.0).await?;
        let member = members::by_id(tx, &permit.reach, dismissal.member, permit.today()).await?;
        let member = member.ok_or(Code::MemberNotFound)?;
        let out = DismissalOut {
            member_id: dismissal.member.0,
            category: dismissal.category,
            until: WireDay(dismissal.until),
            reason: dismissal.reason,
        };
        Ok(Done::created(out).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member or the category refuses.
pub async fn dismiss_hint(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    new: &DismissHintIn,
) -> Result<Dismissal, Failure> {
    let id = MemberId(new.member_id);
    let member = members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::MemberOwnMatter.into());
    }
    let path = &member.standing.branch_path;
    check_category(tx, path, &new.category, act.today()).await?;
    let dismissal = Dismissal {
        member: id,
        category: new.category.clone(),
        until: act.today() + Months::new(12),
        reason: new.reason.trim().to_owned(),
        by: act.caller.account,
    };
    members::dismiss_hint(tx, &dismissal, act.now).await?;
    act.audit(tx, "hints.dismiss", ("member", id.0), path).await?;
    Ok(dismissal)
}
