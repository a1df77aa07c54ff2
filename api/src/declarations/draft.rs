//! A declaration before it is written: whose it is, where it belongs, by which book it counts.

use std::sync::Arc;

use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right, review_organization};
use xianfeng_domain::declarations::{self as rules, Declaration, DeclarationState, NewDeclaration, Refusal};
use xianfeng_domain::ids::{DeclarationId, MemberId};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::{RuleBook, Way};
use xianfeng_infra::audit;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{accounts, aways, declarations as rows, ledger, members, rulebooks};

use super::fields::quantity;
use crate::assistance;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::http::wire::WirePoints;

/// A declaration that is not written yet.
#[derive(Debug)]
pub(crate) struct Draft {
    /// What is to be written.
    pub(crate) declaration: Declaration,
    /// The member as they stood on the day that it counts by.
    pub(crate) member: Member,
    /// The rule book that was in force on that day.
    pub(crate) book: Arc<RuleBook>,
}

/// What is brought forward, with its quantity as it was sent.
#[derive(Debug)]
pub(crate) struct Brought<'a> {
    /// All but the quantity.
    pub(crate) new: NewDeclaration,
    /// How much.
    pub(crate) quantity: Option<WirePoints>,
    /// Of what unit; the item's where absent.
    pub(crate) unit: Option<&'a String>,
    /// How many photos come with it.
    pub(crate) photos: usize,
}

/// Whom the caller may speak for: themselves, whom they register for, and as liaison for who is
/// away. Whoever registers for nobody is refused, whatever the id.
///
/// # Errors
/// `auth.forbidden`, `member.not_found`.
pub(super) async fn subject(
    tx: &Tx,
    act: &Act,
    wanted: Option<MemberId>,
    brought: &Brought<'_>,
) -> Result<Member, Failure> {
    let own = act.caller.member.as_ref();
    if act.caller.acting.is_some() && wanted.is_some_and(|wanted| act.caller.member_id() != Some(wanted)) {
        // A helper speaks for one member, not for whom that member may speak for.
        return Err(Code::AssistanceNotForThis.into());
    }
    let wanted = match wanted {
        None => return Ok(own.cloned().ok_or(Code::AuthForbidden)?),
        Some(wanted) => wanted,
    };
    if let Some(own) = own.filter(|own| own.id == wanted) {
        return Ok(own.clone());
    }
    let reach = act.caller.reach(Right::Register);
    if let Some(member) = members::by_id(tx, &reach, wanted, act.today()).await? {
        return Ok(member);
    }
    // S2-6, S3-2: who is away reports and suggests through the liaison at home.
    if let (Some(own), Way::Report | Way::Suggestion) = (own, brought.new.way) {
        let deed_on = brought.new.deed_on(act.today())?;
        let aways = aways::of_members(tx, &[wanted]).await?;
        if aways.iter().any(|away| away.is_spoken_for_by(own.id, deed_on)) {
            let township = Reach::township_of(&own.standing.branch_path);
            return Ok(members::by_id(tx, &township, wanted, act.today()).await?.ok_or(Code::MemberNotFound)?);
        }
    }
    Err(if reach.is_empty() { Code::AuthForbidden } else { Code::MemberNotFound }.into())
}

/// Everything that a new declaration is made of.
///
/// # Errors
/// What the domain refuses; `rulebook.not_found` where none was in force.
pub(crate) async fn draft(tx: &Tx, act: &Act, member: &Member, brought: Brought<'_>) -> Result<Draft, Failure> {
    let mut new = brought.new;
    let deed_on = new.deed_on(act.today())?;
    let township = Reach::township_of(&member.standing.branch_path);
    let member = members::by_id(tx, &township, member.id, deed_on).await?.ok_or(Refusal::NotMemberThen)?;
    let path = member.standing.branch_path.clone();
    let book = rulebooks::effective(tx, &path, deed_on).await?.ok_or(Code::RulebookNotFound)?;
    new.quantity = quantity(brought.quantity, brought.unit, &book.book, new.item.as_deref())?;
    let closed_through = ledger::head(tx, member.id).await?.and_then(|head| head.closed_through);
    rules::declare(&new, deed_on, &member, &book.book, brought.photos, closed_through)?;
    if let Some(quarter) = new.period
        && rows::live_report(tx, member.id, quarter).await?.is_some()
    {
        return Err(Refusal::AlreadyReported.into());
    }
    let reviewers = accounts::grants_on_path(tx, &path).await?;
    let id = DeclarationId(Uuid::now_v7());
    let reviewers = assistance::without_hands(tx, Some(act), id.0, reviewers).await?;
    let review_at = review_organization(&path, member.person, &reviewers);
    let declaration = Declaration {
        id,
        way: new.way,
        member: member.id,
        organization: member.standing.branch,
        path,
        review_organization: review_at.unwrap_or(member.standing.branch),
        declared_by: act.caller.account,
        declared_at: act.now,
        item: new.item,
        rule_book: book.id,
        done_on: new.done_on,
        deed_on,
        place: new.place,
        what: new.what,
        quantity: new.quantity,
        period: new.period,
        level: new.level,
        reported_by: new.reported_by,
        state: DeclarationState::Open,
        decided_by: None,
        decided_at: None,
        points: None,
        reason: None,
        sitting: None,
        version: 1,
    };
    Ok(Draft { declaration, member, book: book.book })
}

/// Writes a new declaration with its line in the audit log, which names both who spoke and for whom.
///
/// # Errors
/// A race when the quarter's report was written at the same moment.
pub(crate) async fn write(tx: &Tx, act: &Act, declaration: &Declaration, member: &Member) -> Result<(), Failure> {
    match rows::insert(tx, declaration).await {
        // Another report of the quarter came at the same moment: look again.
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a report").into()),
        other => other?,
    }
    act.acted(tx, "declarations.declare", ("declaration", declaration.id.0)).await?;
    let record = audit::Record {
        on_behalf_of: Some(member.person).filter(|person| act.caller.person != Some(*person)),
        subject_kind: Some("declaration"),
        subject: Some(declaration.id.0),
        organization: Some(declaration.path.clone()),
        ..act.record("declarations.declare")
    };
    Ok(audit::write(tx, record, act.now).await?)
}
