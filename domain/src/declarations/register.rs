//! The branch's decision: registering, declining; and taking back before it.

use super::declare::fits;
use super::{Declaration, DeclarationAction, DeclarationState, Refusal};
use crate::Points;
use crate::ids::PersonId;
use crate::members::Member;
use crate::rulebook::{RuleBook, enter};

/// What who registers says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Decision<'a> {
    /// The item; the declared one where absent.
    pub item: Option<&'a str>,
    /// What one unit is worth; may be left out where the amount is fixed.
    pub points: Option<Points>,
    /// Why.
    pub reason: Option<&'a str>,
}

/// What a registration gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// The state that follows.
    pub state: DeclarationState,
    /// The item that it counts under.
    pub item: String,
    /// What it is worth before caps: the item's amount, times the quantity where the item says so.
    pub points: Points,
}

/// Registers a declaration: `member` as they stood on the day that it counts by, `book` the version
/// that it was declared under. More than the least of a range wants a reason.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn register(
    declaration: &Declaration,
    member: &Member,
    by: PersonId,
    book: &RuleBook,
    photos: usize,
    decision: Decision<'_>,
) -> Result<Registration, Refusal> {
    if member.person == by {
        return Err(Refusal::OwnDeclaration);
    }
    let state = declaration.state.after(DeclarationAction::Register)?;
    let code = decision.item.or(declaration.item.as_deref()).ok_or(Refusal::ItemMissing)?;
    let quantity = declaration.quantity.as_ref();
    let (item, points) = enter(book, code, declaration.way, &member.standing.category, decision.points, quantity)
        .map_err(Refusal::Item)?;
    fits(item, quantity, photos)?;
    let says_why = decision.reason.is_some_and(|reason| !reason.trim().is_empty());
    if decision.points.is_some_and(|points| points > item.min) && !says_why {
        return Err(Refusal::ReasonMissing);
    }
    Ok(Registration { state, item: item.code.clone(), points })
}

/// Does not accept a declaration; the caller has checked that there is a reason.
///
/// # Errors
/// [`Refusal::OwnDeclaration`], [`Refusal::WrongState`].
pub fn decline(declaration: &Declaration, member: PersonId, by: PersonId) -> Result<DeclarationState, Refusal> {
    if member == by {
        return Err(Refusal::OwnDeclaration);
    }
    declaration.state.after(DeclarationAction::Decline)
}

/// Takes a declaration back.
///
/// # Errors
/// [`Refusal::WrongState`] once it is decided.
pub fn withdraw(declaration: &Declaration) -> Result<DeclarationState, Refusal> {
    declaration.state.after(DeclarationAction::Withdraw)
}

/// The most characters of an entry's words.
const MOST: usize = 300;

/// What happened as one line for the ledger, which keeps no more than 300 characters.
pub fn summary(what: &str) -> String {
    let line = what.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= MOST {
        return line;
    }
    line.chars().take(MOST - 1).chain(['…']).collect()
}
