//! Bringing a deed forward.

use super::{NewDeclaration, Refusal};
use crate::Quantity;
use crate::members::Member;
use crate::rulebook::{EnterRefusal, Item, ItemKind, RuleBook, Way, enter};
use crate::time::Day;

/// May it be brought forward? `deed_on` is what [`NewDeclaration::deed_on`] answered, `member` the
/// member as they stood on that day, `book` what was in force then, `closed_through` the last day
/// of the member's last closed unit. A late deed may be declared and counts in the first open unit
/// as every late deed does; a report is its quarter's score and ends with it.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn declare(
    new: &NewDeclaration,
    deed_on: Day,
    member: &Member,
    book: &RuleBook,
    photos: usize,
    closed_through: Option<Day>,
) -> Result<(), Refusal> {
    if member.left_on.is_some_and(|left_on| left_on <= deed_on) || deed_on < member.standing.from {
        return Err(Refusal::NotMemberThen);
    }
    if new.way == Way::Report && closed_through.is_some_and(|closed| deed_on <= closed) {
        return Err(Refusal::ReportClosed);
    }
    let Some(code) = new.item.as_deref() else { return Ok(()) };
    let category = &member.standing.category;
    match enter(book, code, new.way, category, None, new.quantity.as_ref()) {
        // How much is for who registers it to say.
        Ok(_) | Err(EnterRefusal::PointsNeeded { .. }) => {}
        Err(refusal) => return Err(Refusal::Item(refusal)),
    }
    let item = book.item(code).ok_or(Refusal::Item(EnterRefusal::NoSuchItem))?;
    fits(item, new.quantity.as_ref(), photos)
}

/// What an item wants of every declaration, beside what [`enter`] looks at.
pub(super) fn fits(item: &Item, quantity: Option<&Quantity>, photos: usize) -> Result<(), Refusal> {
    if item.kind != ItemKind::Addition {
        return Err(Refusal::NotAnAddition);
    }
    if item.by_quantity && quantity.is_none() {
        return Err(Refusal::Item(EnterRefusal::QuantityNeeded));
    }
    if item.evidence && photos == 0 {
        return Err(Refusal::EvidenceMissing);
    }
    Ok(())
}
