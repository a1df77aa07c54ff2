//! Deciding on a claim: what approval, return and rejection share, singly and in a batch.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ClaimId, PersonId};
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::tasks::{self, Claim, ClaimAction, Refusal, due_after_return};
use xianfeng_domain::{Points, Quantity};
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{members, tasks as rows};

use crate::assistance;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::inbox::{Kind, tell, tell_member};
use crate::ledger::{Deed, record};

/// A reviewer's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Credit it, with other points than offered if a reason is given.
    Approve {
        /// Other points.
        points: Option<Points>,
        /// Why other points.
        reason: Option<String>,
    },
    /// Ask for more.
    Return {
        /// What is missing.
        reason: String,
    },
    /// Refuse it.
    Reject {
        /// Why.
        reason: String,
    },
}

/// The use case: a reviewer decides on a claim. Every refusal comes before the first write, so
/// that a batch can go on with the next claim in the same transaction.
///
/// # Errors
/// What the claim refuses.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    reviewer: PersonId,
    id: ClaimId,
    verdict: &Verdict,
) -> Result<Claim, Failure> {
    let claim = rows::claim(tx, reach, None, id).await?.ok_or(Code::ClaimNotFound)?;
    if assistance::had_a_hand(tx, reviewer, claim.id.0).await? {
        return Err(Refusal::OwnClaim.into());
    }
    let township = Reach::township_of(&claim.path);
    let task = rows::find(tx, &township, claim.task).await?.ok_or(Code::TaskNotFound)?;
    let deed_on = claim.deed_on.unwrap_or(act.today());
    let member = match members::by_id(tx, &township, claim.member, deed_on).await? {
        Some(member) => member,
        // A deed from before the member came: where they stand today will do.
        None => members::by_id(tx, &township, claim.member, act.today()).await?.ok_or(Code::MemberNotFound)?,
    };
    let mut after = claim.clone();
    after.reviewed_at = Some(act.now);
    match verdict {
        Verdict::Approve { points, reason } => {
            let approval = tasks::approve(&claim, &task, member.person, reviewer, *points, reason.as_deref())?;
            after.state = approval.state;
            after.points_awarded = Some(approval.points);
            after.review_reason.clone_from(reason);
            let photos = evidence::of(tx, Holder::Claim(claim.id)).await?;
            let deed = Deed {
                member: &member,
                source: Source { kind: SourceKind::Claim, id: claim.id.0, line: 0 },
                item: &task.item,
                rule_book: task.rule_book,
                asked: approval.points,
                deed_on,
                recorded_by: None,
                what: &task.title,
                reason: reason.as_deref(),
                quantity: claim.quantity.zip(task.unit.as_deref()).and_then(|(much, unit)| Quantity::new(much, unit)),
                evidence: photos.iter().map(|photo| photo.content).collect(),
            };
            advance(tx, act, &claim, &mut after, ClaimAction::Approve, reason.as_deref()).await?;
            let entry = record(tx, act, deed).await?;
            let params = [("task", task.title.as_str()), ("points", &entry.draft.points.to_string())];
            tell(tx, member.person, Kind::ClaimApproved, Some(("claim", claim.id.0)), &params, act.now).await?;
        }
        Verdict::Return { reason } | Verdict::Reject { reason } => {
            if member.person == reviewer {
                return Err(Refusal::OwnClaim.into());
            }
            let returned = matches!(verdict, Verdict::Return { .. });
            let action = if returned { ClaimAction::Return } else { ClaimAction::Reject };
            after.state = claim.state.after(action)?;
            after.review_reason = Some(reason.clone());
            if returned {
                after.due_at = due_after_return(claim.due_at, act.now);
            }
            advance(tx, act, &claim, &mut after, action, Some(reason)).await?;
        }
    }
    Ok(after)
}

/// Writes a claim that moved on: the row, its place when it ended, the step, the audit log, and tells the member.
pub(super) async fn advance(
    tx: &Tx,
    act: &Act,
    before: &Claim,
    after: &mut Claim,
    action: ClaimAction,
    reason: Option<&str>,
) -> Result<(), Failure> {
    after.version = before.version + 1;
    rows::advance(tx, before, after, act.caller.account).await?;
    if before.state.holds_place() && !after.state.holds_place() {
        rows::release_place(tx, before.task).await?;
    }
    rows::add_event(tx, before, after, action, act.caller.account, reason, act.now).await?;
    act.audit(tx, &format!("claims.{}", action.code()), ("claim", before.id.0), &before.path).await?;
    let Some(kind) = told(action) else { return Ok(()) };
    let task = rows::titles(tx, [before.task]).await?.remove(&before.task).unwrap_or_default();
    tell_member(tx, before.member, kind, Some(("claim", before.id.0)), &[("task", &task)], act.now).await
}

/// What the member is told of a step; nothing of their own steps, and of an approval its points.
const fn told(action: ClaimAction) -> Option<Kind> {
    match action {
        ClaimAction::Return => Some(Kind::ClaimReturned),
        ClaimAction::Reject => Some(Kind::ClaimRejected),
        ClaimAction::Revoke => Some(Kind::ClaimRevoked),
        ClaimAction::Expire => Some(Kind::ClaimReleased),
        ClaimAction::Cancel => Some(Kind::ClaimCancelled),
        ClaimAction::Submit | ClaimAction::Withdraw | ClaimAction::Approve => None,
    }
}
