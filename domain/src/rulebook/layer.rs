//! Layers (S2-8): county standard → township → branch. A lower layer adds items and narrows those
//! of the layer above, within what that one allows; everything else stays as it is above.

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

/// Why a layer does not fit the book above: which part of it, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayerFault {
    /// More items than may be added.
    #[error("at most {most} items may be added")]
    TooManyItems {
        /// How many may.
        most: u32,
    },
    /// An added item has the code of one above.
    #[error("item {index}: the code stands above already")]
    CodeTaken {
        /// Which added item, from 0.
        index: usize,
    },
    /// An added item is worth more than may be added.
    #[error("item {index}: at most {most} points may be added")]
    TooManyPoints {
        /// Which added item, from 0.
        index: usize,
        /// The most.
        most: Points,
    },
    /// An added item is of a kind that may not be added.
    #[error("item {index}: its kind may not be added")]
    Kind {
        /// Which added item, from 0.
        index: usize,
    },
    /// An added item belongs to an aspect that may not be added to.
    #[error("item {index}: its aspect may not be added to")]
    Aspect {
        /// Which added item, from 0.
        index: usize,
    },
    /// An added item names a category that is not above.
    #[error("item {index}: no such category")]
    ItemCategory {
        /// Which added item, from 0.
        index: usize,
    },
    /// What is narrowed is not above.
    #[error("narrowing {index}: no such item above")]
    NoSuchItem {
        /// Which narrowing, from 0.
        index: usize,
    },
    /// What is narrowed must stay as it is.
    #[error("narrowing {index}: the layer above does not let it be narrowed")]
    NotNarrowable {
        /// Which narrowing, from 0.
        index: usize,
    },
    /// The narrowed points lie outside those above.
    #[error("narrowing {index}: points must lie within {min} and {max}")]
    Wider {
        /// Which narrowing, from 0.
        index: usize,
        /// The least above.
        min: Points,
        /// The most above.
        max: Points,
    },
    /// A category is not among those that may earn it above.
    #[error("narrowing {index}: a category is not among those above")]
    NarrowCategory {
        /// Which narrowing, from 0.
        index: usize,
    },
    /// The layers below may not be allowed more than this layer is.
    #[error("the layers below may not do more than this one")]
    BelowWider,
}

impl Layer {
    /// The book that holds where this layer stands under `above`.
    ///
    /// # Errors
    /// Everything that the layer above does not allow.
    pub fn on(&self, above: &RuleBook) -> Result<RuleBook, Vec<LayerFault>> {
        let mut faults = self.added_faults(above);
        let mut book = above.clone();
        for (index, narrowing) in self.narrow.iter().enumerate() {
            match book.items.iter_mut().find(|item| item.code == narrowing.code) {
                None => faults.push(LayerFault::NoSuchItem { index }),
                Some(item) if !item.narrowable => faults.push(LayerFault::NotNarrowable { index }),
                Some(item) => narrowing.apply(item, index, &mut faults),
            }
        }
        if self.below.wider_than(&above.below) {
            faults.push(LayerFault::BelowWider);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        book.name.clone_from(&self.name);
        book.items.extend(self.items.iter().cloned());
        book.below.clone_from(&self.below);
        Ok(book)
    }

    fn added_faults(&self, above: &RuleBook) -> Vec<LayerFault> {
        let (limits, mut faults) = (&above.below, Vec::new());
        if self.items.len() > limits.most_items as usize {
            faults.push(LayerFault::TooManyItems { most: limits.most_items });
        }
        for (index, item) in self.items.iter().enumerate() {
            if above.item(&item.code).is_some() {
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
        }
        faults
    }
}

impl Narrowing {
    fn apply(&self, item: &mut Item, index: usize, faults: &mut Vec<LayerFault>) {
        if let Some((min, max)) = self.points {
            if min < item.min || max > item.max || max < min {
                faults.push(LayerFault::Wider { index, min: item.min, max: item.max });
            }
            (item.min, item.max) = (min, max);
        }
        item.caps.extend(self.caps.iter().copied());
        if let Some(categories) = &self.categories {
            if categories.iter().any(|code| !item.is_for(code)) {
                faults.push(LayerFault::NarrowCategory { index });
            }
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
