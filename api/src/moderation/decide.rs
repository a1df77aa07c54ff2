//! A person decides what WeChat did not.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::{Reach, Right, is_alone};
use xianfeng_domain::ids::{CheckId, PersonId};
use xianfeng_domain::moderation::CheckState;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_infra::moderation::{self as rows, TextCheck};

use super::wire::{SafetyCheckOut, check_example, check_out};
use super::words;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{Kind, tell};

/// What is decided.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SafetyDecision {
    /// Others may see it.
    Pass,
    /// They may not.
    Refuse,
}

/// A decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SafetyDecisionIn {
    /// What is decided.
    pub decision: SafetyDecision,
    /// The version that was read.
    #[schema(example = 1)]
    pub version: i64,
    /// Why, 1 to 200 characters: the author reads it. Needed to refuse.
    pub reason: Option<String>,
}

impl Check for SafetyDecisionIn {
    fn check(&self, faults: &mut Faults) {
        match &self.reason {
            Some(reason) => faults.text("/reason", reason, 1..=200),
            None if self.decision == SafetyDecision::Refuse => faults.add("/reason", FaultCode::Missing),
            None => {}
        }
    }
}

/// Decides on a text or picture that waits for a person.
///
/// Passed, others see it; refused, they never do, and the author is told why and may write it anew. On the version
/// that was read: a text that was changed since is checked anew first. Nobody decides on what they wrote.
#[utoipa::path(
    tag = "moderation",
    params(("id" = Uuid, Path, description = "The check")),
    request_body = SafetyDecisionIn,
    responses((status = 200, body = SafetyCheckOut, description = "The check, decided", example = json!(check_example()))),
    extensions(("x-error-codes" = json!([
        "moderation.not_found", "moderation.own", "moderation.changed", "moderation.reason_missing",
        "auth.forbidden"
    ]))),
)]
#[post("/moderation/checks/{id}/decision")]
pub(super) async fn decide_check(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<CheckId>,
    body: JsonBody<SafetyDecisionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "moderation.decide", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let check = decide(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        let path = check.path.clone();
        Ok(Done::ok(check_out(&app, tx, check, permit.now).await?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `moderation.not_found` outside reach, `moderation.own`, `moderation.changed` when it is not held in that version
/// any more.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: CheckId,
    decision: &SafetyDecisionIn,
) -> Result<TextCheck, Failure> {
    let check = rows::find(tx, reach, id).await?.ok_or(Code::ModerationNotFound)?;
    let state = match decision.decision {
        SafetyDecision::Pass => CheckState::Passed,
        SafetyDecision::Refuse => CheckState::Refused,
    };
    let read = (CheckState::Held, decision.version);
    let decided = (state, decision.reason.as_deref(), "moderation.decide");
    settle(tx, act, by, check, read, decided).await
}

/// Writes a decision on what was read, and tells the author of a refusal.
pub(super) async fn settle(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    check: TextCheck,
    read: (CheckState, i64),
    (state, reason, action): (CheckState, Option<&str>, &str),
) -> Result<TextCheck, Failure> {
    let author = accounts::persons_behind(tx, [check.author]).await?.get(&check.author).copied();
    let reason = reason.map(str::trim);
    if author == Some(by) || check.author == act.caller.account {
        // The only one far and wide must not be shut out of their own office.
        if !is_alone(by, Right::Register, &accounts::grants_on_path(tx, &check.path).await?) {
            return Err(Code::ModerationOwn.into());
        }
        reason.filter(|reason| !reason.is_empty()).ok_or(Code::ModerationReasonMissing)?;
    }
    let unchanged = (check.state, check.version) == read;
    if !unchanged || !rows::decide(tx, &check, state, act.caller.account, reason, act.now).await? {
        return Err(Code::ModerationChanged.into());
    }
    act.audit(tx, action, ("check", check.id.0), &check.path).await?;
    if let (CheckState::Refused, Some(author)) = (state, author) {
        let params = [("what", words::subject(check.subject.0)), ("reason", reason.unwrap_or_default())];
        let about = Some((check.subject.0.code(), check.subject.1));
        tell(tx, author, Kind::TextRefused, about, &params, act.now).await?;
    }
    if let (CheckState::Passed, Some(author), true) = (state, author, check.subject.0.is_checked_first()) {
        let (about, what) = ((check.subject.0.code(), check.subject.1), words::subject(check.subject.0));
        tell(tx, author, Kind::TextPassed, Some(about), &[("what", what)], act.now).await?;
    }
    Ok(TextCheck {
        state,
        due_at: None,
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        reason: reason.map(str::to_owned),
        ..check
    })
}
