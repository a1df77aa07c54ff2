//! The party members of grids: counted, never stored (S1-3).

use std::collections::HashMap;

use xianfeng_domain::access::Reach;
use xianfeng_domain::grids::Grid;
use xianfeng_domain::ids::GridId;
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{grids, members};

use crate::failure::Failure;
use crate::hidden::Hidden;

/// A member and the grid or micro-grid that they belong to.
#[derive(Clone, Debug)]
pub(crate) struct Belonging {
    /// The member as they stand today.
    pub(crate) member: Member,
    /// The grid itself.
    pub(crate) grid: GridId,
}

/// Who belongs to each of some grids today, micro-grids included, in roster order: members of what
/// is marked sensitive only within `reach` (invariant 11). Exempt ones count: a grid's card says how many
/// live there, and names nobody.
///
/// # Errors
/// The store's fault.
pub(crate) async fn party_members(
    tx: &Tx,
    of: &[Grid],
    reach: &Reach,
    today: Day,
) -> Result<HashMap<GridId, Vec<Belonging>>, Failure> {
    let ids: Vec<GridId> = of.iter().map(|grid| grid.id).collect();
    let parts = grids::parts_of(tx, &ids).await?;
    let all: HashMap<GridId, &Grid> = of.iter().chain(&parts).map(|grid| (grid.id, grid)).collect();
    let placed = grids::belonging(tx, &all.keys().copied().collect::<Vec<_>>(), today).await?;
    let standing = members::by_ids(tx, placed.iter().map(|(_, member)| *member), today).await?;
    let hidden = Hidden::load(tx, standing.values(), today).await?;
    let mut found: HashMap<GridId, Vec<Belonging>> = ids.iter().map(|id| (*id, Vec::new())).collect();
    for (grid, member) in placed {
        let Some((grid, member)) = all.get(&grid).zip(standing.get(&member)) else { continue };
        let branch = &member.standing.branch_path;
        let belongs = member.left_on.is_none_or(|left_on| left_on > today) && grid.path.covers(branch);
        if !belongs || (hidden.hides(member) && !reach.covers(branch)) {
            continue;
        }
        for id in std::iter::once(grid.id).chain(grid.parent) {
            if let Some(list) = found.get_mut(&id) {
                list.push(Belonging { member: member.clone(), grid: grid.id });
            }
        }
    }
    for list in found.values_mut() {
        list.sort_by_key(|one| (one.member.roster_order, one.member.id));
    }
    Ok(found)
}
