//! An adopted suggestion as a registered declaration: the one way in which it scores (S3-2).

use xianfeng_domain::declarations::{Decision, Declaration, DeclarationAction, NewDeclaration};
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::Way;
use xianfeng_infra::db::Tx;

use super::draft::{Brought, draft, write};
use super::register::{count, registered};
use crate::auth::Act;
use crate::failure::Failure;

/// A suggestion that is adopted.
#[derive(Debug)]
pub(crate) struct Adopted<'a> {
    /// Who made it, as they stand today.
    pub(crate) member: &'a Member,
    /// With which account.
    pub(crate) declared_by: AccountId,
    /// Who adopts it.
    pub(crate) by: PersonId,
    /// What is suggested.
    pub(crate) what: &'a str,
    /// Item, points and why.
    pub(crate) decision: Decision<'a>,
}

/// The use case: the deed is of the day of adoption, since it is the adoption that scores. The caller has moved the
/// suggestion by a conditional update, so that this happens once.
///
/// # Errors
/// What the rule book refuses.
pub(crate) async fn of_suggestion(tx: &Tx, act: &Act, adopted: Adopted<'_>) -> Result<Declaration, Failure> {
    let Adopted { member, declared_by, by, what, decision } = adopted;
    let new = NewDeclaration {
        way: Way::Suggestion,
        item: decision.item.map(str::to_owned),
        done_on: act.today(),
        place: None,
        what: what.to_owned(),
        quantity: None,
        period: None,
        level: None,
        reported_by: None,
    };
    let draft = draft(tx, act, member, Brought { new, quantity: None, unit: None, photos: 0 }).await?;
    let before = Declaration { declared_by, ..draft.declaration };
    let declaration = registered(act, &before, &draft.member, by, &draft.book, 0, decision)?;
    write(tx, act, &declaration, &draft.member).await?;
    let action = format!("declarations.{}", DeclarationAction::Register.code());
    act.audit(tx, &action, ("declaration", declaration.id.0), &declaration.path).await?;
    count(tx, act, &declaration, &draft.member, Vec::new()).await?;
    Ok(declaration)
}
