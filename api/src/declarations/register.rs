//! Deciding on a declaration: what the sitting, the training list and the one step of a secretary share.

use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::{self as rules, Decision, Declaration, DeclarationAction};
use xianfeng_domain::ids::{DeclarationId, PersonId, SittingId};
use xianfeng_domain::ledger::{Digest, Source, SourceKind};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{declarations as rows, members, rulebooks};

use crate::assistance;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::inbox::{Kind, tell};
use crate::ledger::{Deed, record};

/// The branch's decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Into the ledger.
    Register {
        /// The item; the declared one where absent.
        item: Option<String>,
        /// What one unit is worth, for items with a range.
        points: Option<Points>,
        /// Why; needed for more than the least of a range.
        reason: Option<String>,
    },
    /// Not accepted.
    Decline {
        /// Why.
        reason: String,
    },
}

/// The use case: somebody other than the member decides on a declaration. Every refusal comes before
/// the first write, so that a sitting can go on with the next one in the same transaction.
///
/// # Errors
/// What the declaration refuses.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    sitting: Option<SittingId>,
    id: DeclarationId,
    verdict: &Verdict,
) -> Result<Declaration, Failure> {
    let before = rows::find(tx, reach, None, None, id).await?.ok_or(Code::DeclarationNotFound)?;
    if assistance::had_a_hand(tx, by, id.0).await? {
        return Err(Code::DeclarationOwn.into());
    }
    let township = Reach::township_of(&before.path);
    let member = match members::by_id(tx, &township, before.member, before.deed_on).await? {
        Some(member) => member,
        // The membership was corrected meanwhile: where they stand today will do.
        None => members::by_id(tx, &township, before.member, act.today()).await?.ok_or(Code::MemberNotFound)?,
    };
    let photos = evidence::of(tx, Holder::Declaration(id)).await?;
    let (mut after, action) = match verdict {
        Verdict::Register { item, points, reason } => {
            let book = rulebooks::find(tx, before.rule_book).await?;
            let book = book.ok_or_else(|| StoreError::corrupt("a declaration without its rule book"))?;
            let decision = Decision { item: item.as_deref(), points: *points, reason: reason.as_deref() };
            let after = registered(act, &before, &member, by, &book, photos.len(), decision)?;
            (after, DeclarationAction::Register)
        }
        Verdict::Decline { reason } => {
            let state = rules::decline(&before, member.person, by)?;
            let after = Declaration { state, reason: Some(reason.clone()), ..before.clone() };
            (after, DeclarationAction::Decline)
        }
    };
    after.decided_by = Some(act.caller.account);
    after.decided_at = Some(act.now);
    after.sitting = sitting;
    advance(tx, act, &before, &mut after, action).await?;
    if action == DeclarationAction::Decline {
        let (subject, what) = (Some(("declaration", id.0)), rules::summary(&before.what));
        tell(tx, member.person, Kind::DeclarationDeclined, subject, &[("what", &what)], act.now).await?;
    }
    if action == DeclarationAction::Register {
        count(tx, act, &after, &member, photos.iter().map(|photo| photo.content).collect()).await?;
    }
    Ok(after)
}

/// The declaration as it is once registered; nothing is written.
///
/// # Errors
/// What the domain refuses.
pub(super) fn registered(
    act: &Act,
    before: &Declaration,
    member: &Member,
    by: PersonId,
    book: &RuleBook,
    photos: usize,
    decision: Decision<'_>,
) -> Result<Declaration, Failure> {
    let registration = rules::register(before, member, by, book, photos, decision)?;
    Ok(Declaration {
        state: registration.state,
        item: Some(registration.item),
        points: Some(registration.points),
        reason: decision.reason.map(str::to_owned),
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        ..before.clone()
    })
}

/// Writes a registered declaration into the ledger, and tells the member what it gave.
///
/// # Errors
/// The store's fault.
pub(super) async fn count(
    tx: &Tx,
    act: &Act,
    declaration: &Declaration,
    member: &Member,
    evidence: Vec<Digest>,
) -> Result<(), Failure> {
    let settled = declaration.item.as_deref().zip(declaration.points);
    let (item, asked) = settled.ok_or_else(|| StoreError::corrupt("a registered declaration without its points"))?;
    let what = rules::summary(&declaration.what);
    let deed = Deed {
        member,
        source: Source { kind: SourceKind::Declaration, id: declaration.id.0, line: 0 },
        item,
        rule_book: declaration.rule_book,
        asked,
        deed_on: declaration.deed_on,
        recorded_by: Some(declaration.declared_by),
        what: &what,
        reason: declaration.reason.as_deref(),
        quantity: declaration.quantity.clone(),
        evidence,
    };
    let entry = record(tx, act, deed).await?;
    let (points, asked) = (entry.draft.points.to_string(), entry.draft.asked.to_string());
    let subject = Some(("declaration", declaration.id.0));
    if points == asked {
        let params = [("what", what.as_str()), ("points", &points)];
        return tell(tx, member.person, Kind::DeclarationRegistered, subject, &params, act.now).await;
    }
    let params = [("what", what.as_str()), ("points", &points), ("asked", &asked)];
    tell(tx, member.person, Kind::DeclarationTrimmed, subject, &params, act.now).await
}

/// Writes a declaration that moved on, with its line in the audit log.
///
/// # Errors
/// A race when somebody else moved it first.
pub(super) async fn advance(
    tx: &Tx,
    act: &Act,
    before: &Declaration,
    after: &mut Declaration,
    action: DeclarationAction,
) -> Result<(), Failure> {
    after.version = before.version + 1;
    rows::advance(tx, before, after).await?;
    let action = format!("declarations.{}", action.code());
    Ok(act.audit(tx, &action, ("declaration", before.id.0), &before.path).await?)
}
