//! Who is kept from everybody, loaded for some members. The rule stands in `xianfeng_domain::hidden`
//! (invariant 11); boards load the same for a whole tree (`infra/src/boards/scope.rs`).

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

use xianfeng_domain::hidden::{Place, is_sensitive};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{organizations, rulebooks};

/// Tells which members are kept from what everybody sees. Whoever it has not heard of is.
#[derive(Debug, Default)]
pub(crate) struct Hidden {
    branches: HashMap<OrganizationId, Branch>,
}

#[derive(Debug)]
struct Branch {
    sensitive: bool,
    book: Option<Arc<RuleBook>>,
}

impl Hidden {
    /// Learns what is sensitive where some members stand, by the books in force on a day.
    ///
    /// # Errors
    /// The store's fault.
    pub(crate) async fn load(tx: &Tx, of: impl IntoIterator<Item = &Member>, day: Day) -> StoreResult<Self> {
        let mut branches = HashMap::new();
        for member in of {
            if let Entry::Vacant(unknown) = branches.entry(member.standing.branch) {
                let path = &member.standing.branch_path;
                let sensitive = is_sensitive(&organizations::on_path(tx, path).await?);
                let book = rulebooks::effective(tx, path, day).await?.map(|in_force| in_force.book);
                unknown.insert(Branch { sensitive, book });
            }
        }
        Ok(Self { branches })
    }

    /// Is a member kept from rows and counts that everybody sees? Asked of what names nobody in public:
    /// counts, and sheets that show names masked.
    pub(crate) fn hides(&self, member: &Member) -> bool {
        self.place(member).is_none_or(|place| place.hides(&member.standing.category))
    }

    /// May a public list name a member? Neither a hidden nor an exempt one, and only a member of today.
    pub(crate) fn names(&self, member: &Member, today: Day) -> bool {
        self.place(member).is_some_and(|place| place.names(member, today))
    }

    fn place(&self, member: &Member) -> Option<Place<'_>> {
        let branch = self.branches.get(&member.standing.branch)?;
        Some(Place { sensitive: branch.sensitive, book: branch.book.as_deref() })
    }
}
