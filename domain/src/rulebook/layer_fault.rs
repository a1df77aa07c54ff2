//! Why a layer does not fit the book above.

use crate::Points;

/// Why a layer does not fit the book above: which part of it, and how.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LayerFault {
    /// More items than may be added: those from here on are too many.
    #[error("item {index}: at most {most} items may be added")]
    TooManyItems {
        /// Which added item, from 0.
        index: usize,
        /// How many may.
        most: u32,
    },
    /// An added item has the code of one above, or of one before it.
    #[error("item {index}: the code stands already")]
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
    /// A cap on what is no addition, or one that lets nothing through.
    #[error("narrowing {index}: caps are for additions, and above zero")]
    NarrowCap {
        /// Which narrowing, from 0.
        index: usize,
    },
    /// A category is not among those that may earn it above, or nobody is left who may.
    #[error("narrowing {index}: the categories must be some of those above")]
    NarrowCategory {
        /// Which narrowing, from 0.
        index: usize,
    },
    /// The layers below may not be allowed more than this layer is.
    #[error("the layers below may not do more than this one")]
    BelowWider,
}

impl LayerFault {
    /// Which part of the layer it is about, as a path into its document.
    pub fn path(&self) -> String {
        match self {
            Self::TooManyItems { index, .. } => format!("items[{index}]"),
            Self::CodeTaken { index } => format!("items[{index}].code"),
            Self::TooManyPoints { index, .. } => format!("items[{index}].points"),
            Self::Kind { index } => format!("items[{index}].kind"),
            Self::Aspect { index } => format!("items[{index}].aspect"),
            Self::ItemCategory { index } => format!("items[{index}].categories"),
            Self::NoSuchItem { index } => format!("narrow[{index}].code"),
            Self::NotNarrowable { index } => format!("narrow[{index}]"),
            Self::Wider { index, .. } => format!("narrow[{index}].points"),
            Self::NarrowCap { index } => format!("narrow[{index}].caps"),
            Self::NarrowCategory { index } => format!("narrow[{index}].categories"),
            Self::BelowWider => "below".to_owned(),
        }
    }
}
