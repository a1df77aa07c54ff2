//! Fields that several inputs share, and their limits.

use uuid::Uuid;
use xianfeng_domain::Quantity;
use xianfeng_domain::rulebook::RuleBook;

use crate::failure::Failure;
use crate::http::problem::{FaultCode, Faults};
use crate::http::wire::WirePoints;

/// Where and what, within their lengths.
pub(crate) fn words(faults: &mut Faults, place: Option<&String>, what: &str) {
    if let Some(place) = place {
        faults.text("/place", place, 0..=100);
    }
    faults.text("/what", what, 1..=1000);
}

/// An item's code.
pub(crate) fn item(faults: &mut Faults, item: Option<&String>) {
    if let Some(item) = item {
        faults.text("/item", item, 1..=40);
    }
}

/// A quantity and its unit.
pub(crate) fn much(faults: &mut Faults, quantity: Option<WirePoints>, unit: Option<&String>, item: Option<&String>) {
    if let Some(quantity) = quantity {
        faults.range("/quantity", quantity.0.hundredths(), 1..=Quantity::MOST_HUNDREDTHS);
        if unit.is_none() && item.is_none() {
            faults.add("/unit", FaultCode::Missing);
        }
    }
    if let Some(unit) = unit {
        faults.text("/unit", unit, 1..=10);
        if quantity.is_none() {
            faults.add("/quantity", FaultCode::Missing);
        }
    }
}

/// Ids that stand once each.
pub(super) fn unique(faults: &mut Faults, pointer: &str, ids: &[Uuid]) {
    let mut unique = ids.to_vec();
    unique.sort_unstable();
    unique.dedup();
    if unique.len() != ids.len() {
        faults.add(pointer, FaultCode::Duplicate);
    }
}

/// A text without spaces at its ends; nothing for an empty one.
pub(crate) fn kept(text: Option<&String>) -> Option<String> {
    text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The quantity in its own unit, else in the item's.
///
/// # Errors
/// A fault at `/unit` where neither is known.
pub(super) fn quantity(
    much: Option<WirePoints>,
    unit: Option<&String>,
    book: &RuleBook,
    item: Option<&str>,
) -> Result<Option<Quantity>, Failure> {
    let Some(much) = much else { return Ok(None) };
    let of_item = || item.and_then(|item| book.item(item)).map(|item| item.unit.clone());
    let unit = kept(unit).or_else(of_item).ok_or_else(|| Failure::field("/unit", FaultCode::Missing))?;
    let quantity = Quantity::new(much.0.hundredths(), unit);
    quantity.map(Some).ok_or_else(|| Failure::field("/quantity", FaultCode::OutOfRange))
}
