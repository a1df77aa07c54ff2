//! Grids (网格): a part of a village or township with people who answer for it, beside the branches
//! (S1-1 to S1-3, S3-4). A grid holds micro-grids (微网格); a member belongs to a branch and, by the
//! household's place, to a grid or micro-grid.

mod leadership;

pub use leadership::{Capacity, Confirmation, Leadership, LeadershipRefusal, LeadershipState, Recommendation};

use crate::ids::{GridId, OrganizationId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// What a grid is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum GridKind {
    /// A grid, right under an organization.
    Grid,
    /// A micro-grid: a part of a grid (S3-4).
    MicroGrid,
}

impl GridKind {
    /// All kinds.
    pub const ALL: [Self; 2] = [Self::Grid, Self::MicroGrid];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Grid => "grid",
            Self::MicroGrid => "micro_grid",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// May it stand right under that kind?
    pub fn fits_under(self, parent: Option<Self>) -> bool {
        match self {
            Self::Grid => parent.is_none(),
            Self::MicroGrid => parent == Some(Self::Grid),
        }
    }
}

/// A grid or micro-grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grid {
    /// The id.
    pub id: GridId,
    /// Where it lies: a township, a general branch or a branch.
    pub organization: OrganizationId,
    /// The organization's path.
    pub path: OrganizationPath,
    /// The grid that a micro-grid is a part of.
    pub parent: Option<GridId>,
    /// What it is.
    pub kind: GridKind,
    /// Its name, its own in the organization.
    pub name: String,
    /// Its place among its siblings.
    pub position: i64,
    /// Who leads it: a member, or a villagers' representative who is none (S3-7).
    pub leader: Option<PersonId>,
    /// Who recommended and who confirmed the leader (S3-4).
    pub leader_basis: Option<String>,
    /// What its published card says (S1-3).
    pub card: Card,
    /// The day of the last change: the card is kept up to date.
    pub updated_on: Day,
    /// Grows with every edit.
    pub version: u64,
}

/// The published card (S1-3). Party members are not here: they are counted, not stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// The natural villages (自然村) in it.
    pub villages: Vec<String>,
    /// The names of its officers (网格员).
    pub officers: Vec<String>,
    /// Households.
    pub households: Option<u32>,
    /// People.
    pub people: Option<u32>,
    /// Villager representatives.
    pub villager_representatives: Option<u32>,
    /// Enterprises.
    pub enterprises: Option<u32>,
    /// New residents (新居民).
    pub new_residents: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// S3-4: a tree of two levels.
    #[test]
    fn a_micro_grid_lies_in_a_grid_and_a_grid_in_none() {
        let [grid, micro] = GridKind::ALL;
        assert!(grid.fits_under(None) && micro.fits_under(Some(grid)));
        assert!(!grid.fits_under(Some(grid)) && !micro.fits_under(None) && !micro.fits_under(Some(micro)));
        for kind in GridKind::ALL {
            assert_eq!(GridKind::from_code(kind.code()), Some(kind));
        }
    }
}
