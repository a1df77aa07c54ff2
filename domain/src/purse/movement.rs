//! What happened to a lot, one line a step.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::Amount;
use crate::ids::{LotId, MemberId};

/// What a step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MovementKind {
    /// A settlement issued the lot.
    Issue,
    /// Kept for an order.
    Reserve,
    /// The order was handed out.
    Fulfil,
    /// The order fell through: back into the lot.
    Cancel,
    /// What the order had taken did not work: back into the lot.
    Refund,
    /// The day passed.
    Expire,
}

impl MovementKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [Self::Issue, Self::Reserve, Self::Fulfil, Self::Cancel, Self::Refund, Self::Expire];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Issue => "issue",
            Self::Reserve => "reserve",
            Self::Fulfil => "fulfil",
            Self::Cancel => "cancel",
            Self::Refund => "refund",
            Self::Expire => "expire",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What can happen only once for a lot and its cause: an order is handed out *or* falls through.
    pub const fn turn(self) -> &'static str {
        match self {
            Self::Fulfil | Self::Cancel => "end",
            other => other.code(),
        }
    }
}

/// A line of the wallet's record; never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Movement {
    /// Its id.
    pub id: Uuid,
    /// Whose wallet.
    pub member: MemberId,
    /// Which lot.
    pub lot: LotId,
    /// What the step did.
    pub kind: MovementKind,
    /// How much it moved; above zero.
    pub amount: Amount,
    /// Its cause: the order, for an issue the settlement, for an expiry the lot, or the order that came back
    /// too late.
    pub reference: Uuid,
    /// When.
    pub at: DateTime<Utc>,
}
