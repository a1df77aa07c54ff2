//! Shops (先锋超市).

use crate::ids::{OrganizationId, ShopId};
use crate::organizations::OrganizationPath;

/// A shop at a village branch, or the township's counter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shop {
    /// Its id.
    pub id: ShopId,
    /// Where it belongs.
    pub organization: OrganizationId,
    /// The path of where: it serves the members under it.
    pub path: OrganizationPath,
    /// Its name.
    pub name: String,
    /// Where to find it.
    pub place: String,
    /// When it is open, in words.
    pub opening: String,
    /// Does it take orders?
    pub state: ShopState,
    /// For edits that collide.
    pub version: u64,
}

/// The state of a shop.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ShopState {
    /// Takes orders.
    Open,
    /// Takes none.
    Closed,
}

impl ShopState {
    /// All states.
    pub const ALL: [Self; 2] = [Self::Open, Self::Closed];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}
