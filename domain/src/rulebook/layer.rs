//! Layers (S2-8): county standard → township → branch. A lower layer adds items and narrows those
//! of the layer above, within what that one allows; everything else stays as it is above.

use super::layer_fault::LayerFault;
use super::{Cap, Item, ItemKind, Limit, RuleBook};
use crate::Points;

/// What the layers below a book may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LayerLimits {
    /// How many items of its own each layer may add.
    pub most_items: u32,
    /// The most that an added item may be worth; no limit where absent.
    pub most_points: Option<Points>,
    /// The kinds of item that may be added.
    pub kinds: Vec<ItemKind>,
    /// The aspects that an added item may belong to; any where empty.
    pub aspects: Vec<String>,
}

/// What a township or a branch adds to the book above.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layer {
    /// Its name, for people.
    pub name: String,
    /// Items of its own.
    pub items: Vec<Item>,
    /// What it narrows.
    pub narrow: Vec<Narrowing>,
    /// What the layers below it may do: not more than the layer above allows; nothing where absent.
    pub below: LayerLimits,
}

/// What a layer narrows of one item above. Absent means: as above.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Narrowing {
    /// The item's code.
    pub code: String,
    /// Least and most points, inside those above.
    pub points: Option<(Points, Points)>,
    /// Caps beside those above: all hold.
    pub caps: Vec<Cap>,
    /// The categories that may earn it, among those above.
    pub categories: Option<Vec<String>>,
    /// A photo is needed here.
    pub evidence: bool,
    /// Not in use here.
    pub retired: bool,
}

impl Layer {
    /// The book that holds where this layer stands under `above`.
    ///
    /// # Errors
    /// Everything that the layer above does not allow.
    pub fn on(&self, above: &RuleBook) -> Result<RuleBook, Vec<LayerFault>> {
        let (book, faults) = self.fitting(above);
        if faults.is_empty() { Ok(book) } else { Err(faults) }
    }

    /// The book that holds where this layer stands under `above`, without what does not fit, and
    /// what that is. So a layer lives on when the book above it changes: an item or a narrowing
    /// falls as a whole, never in part.
    pub fn fitting(&self, above: &RuleBook) -> (RuleBook, Vec<LayerFault>) {
        let (mut book, mut faults) = (above.clone(), Vec::new());
        book.name.clone_from(&self.name);
        for (index, narrowing) in self.narrow.iter().enumerate() {
            match book.items.iter_mut().find(|item| item.code == narrowing.code) {
                None => faults.push(LayerFault::NoSuchItem { index }),
                Some(item) if !item.narrowable => faults.push(LayerFault::NotNarrowable { index }),
                Some(item) => {
                    let wrong = narrowing.faults(item, index);
                    if wrong.is_empty() {
                        narrowing.apply(item);
                    }
                    faults.extend(wrong);
                }
            }
        }
        for (index, item) in self.items.iter().enumerate() {
            let wrong = self.item_faults(above, item, index);
            if wrong.is_empty() {
                book.items.push(item.clone());
            }
            faults.extend(wrong);
        }
        book.below = self.below.within(&above.below);
        if self.below.wider_than(&above.below) {
            faults.push(LayerFault::BelowWider);
        }
        (book, faults)
    }

    fn item_faults(&self, above: &RuleBook, item: &Item, index: usize) -> Vec<LayerFault> {
        let (limits, mut faults) = (&above.below, Vec::new());
        let before = self.items.iter().take(index);
        if index >= limits.most_items as usize {
            faults.push(LayerFault::TooManyItems { index, most: limits.most_items });
        }
        if above.item(&item.code).is_some() || before.into_iter().any(|other| other.code == item.code) {
            faults.push(LayerFault::CodeTaken { index });
        }
        if let Some(most) = limits.most_points.filter(|most| item.max > *most) {
            faults.push(LayerFault::TooManyPoints { index, most });
        }
        if !limits.kinds.contains(&item.kind) {
            faults.push(LayerFault::Kind { index });
        }
        if !limits.aspects.is_empty() && !limits.aspects.contains(&item.aspect) {
            faults.push(LayerFault::Aspect { index });
        }
        if item.categories.iter().any(|code| above.category(code).is_none()) {
            faults.push(LayerFault::ItemCategory { index });
        }
        faults
    }
}

impl Narrowing {
    fn faults(&self, item: &Item, index: usize) -> Vec<LayerFault> {
        let mut faults = Vec::new();
        if let Some((min, max)) = self.points {
            let worthless = max.is_zero() && !item.max.is_zero();
            if min < item.min || max > item.max || max < min || worthless {
                faults.push(LayerFault::Wider { index, min: item.min, max: item.max });
            }
        }
        let caps_fit = item.kind == ItemKind::Addition && self.caps.iter().all(|cap| cap.limit.is_sensible());
        if !self.caps.is_empty() && !caps_fit {
            faults.push(LayerFault::NarrowCap { index });
        }
        // An empty list would open the item to everybody.
        let wider = |codes: &Vec<String>| codes.is_empty() || codes.iter().any(|code| !item.is_for(code));
        if self.categories.as_ref().is_some_and(wider) {
            faults.push(LayerFault::NarrowCategory { index });
        }
        faults
    }

    fn apply(&self, item: &mut Item) {
        if let Some((min, max)) = self.points {
            (item.min, item.max) = (min, max);
        }
        item.caps.extend(self.caps.iter().copied());
        if let Some(categories) = &self.categories {
            item.categories.clone_from(categories);
        }
        item.evidence |= self.evidence;
        item.retired |= self.retired;
    }
}

impl LayerLimits {
    fn wider_than(&self, above: &Self) -> bool {
        let points = match (self.most_points, above.most_points) {
            (Some(here), Some(there)) => here > there,
            (None, Some(_)) => self.most_items > 0,
            (_, None) => false,
        };
        let aspects = !above.aspects.is_empty()
            && self.most_items > 0
            && (self.aspects.is_empty() || self.aspects.iter().any(|aspect| !above.aspects.contains(aspect)));
        self.most_items > above.most_items
            || points
            || aspects
            || self.kinds.iter().any(|kind| !above.kinds.contains(kind))
    }

    /// What of these limits lies within those above.
    fn within(&self, above: &Self) -> Self {
        if !self.wider_than(above) {
            return self.clone();
        }
        let aspects: Vec<String> = match (self.aspects.is_empty(), above.aspects.is_empty()) {
            (true, _) => above.aspects.clone(),
            (false, true) => self.aspects.clone(),
            (false, false) => self.aspects.iter().filter(|aspect| above.aspects.contains(aspect)).cloned().collect(),
        };
        // No aspect in common: nothing may be added, where an empty list would mean any.
        let none_left = aspects.is_empty() && !above.aspects.is_empty();
        Self {
            most_items: if none_left { 0 } else { self.most_items.min(above.most_items) },
            most_points: match (self.most_points, above.most_points) {
                (Some(here), Some(there)) => Some(here.min(there)),
                (here, there) => here.or(there),
            },
            kinds: self.kinds.iter().filter(|kind| above.kinds.contains(kind)).copied().collect(),
            aspects,
        }
    }
}

impl Limit {
    /// Is the limit of any use: above zero?
    pub fn is_sensible(self) -> bool {
        match self {
            Self::Points(points) => points > Points::ZERO,
            Self::Times(times) => times > 0,
        }
    }
}

#[cfg(test)]
mod tests;
