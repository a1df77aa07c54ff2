//! Which members the public may see by name.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use xianfeng_domain::ids::MemberId;
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{members, organizations, rulebooks};

use crate::leaderboards::is_sensitive;

/// Those of some members who are so today and in no sensitive organization or category (invariant
/// 11). Exempt ones are left out, too: a public list marks nobody as exempt, by presence or by
/// absence of figures.
///
/// # Errors
/// The store's fault.
pub(super) async fn seen_by_the_public(
    tx: &Tx,
    ids: impl IntoIterator<Item = MemberId>,
    today: Day,
) -> StoreResult<HashMap<MemberId, Member>> {
    let mut found = members::by_ids(tx, ids, today).await?;
    let mut branches = HashMap::new();
    for member in found.values() {
        let branch = &member.standing;
        if let Entry::Vacant(unknown) = branches.entry(branch.branch) {
            let hidden = is_sensitive(&organizations::on_path(tx, &branch.branch_path).await?);
            let book = rulebooks::effective(tx, &branch.branch_path, today).await?;
            unknown.insert((hidden, book));
        }
    }
    found.retain(|_, member| {
        let standing = &member.standing;
        let Some((hidden, book)) = branches.get(&standing.branch) else { return false };
        let book = book.as_ref().map(|book| &book.book);
        let category = book.and_then(|book| book.category(&standing.category));
        let exempt = book.map_or(standing.exempt, |book| book.exempts(standing.exempt, &standing.category));
        let left = member.left_on.is_some_and(|left| left <= today);
        !(*hidden || exempt || left || category.is_some_and(|category| category.sensitive))
    });
    Ok(found)
}
