//! The rule books in force for many branches at once, in one statement.

use std::collections::HashMap;
use std::sync::Arc;

use sea_orm::{ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, RuleBookId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::rule_books::{Column, Entity};
use crate::rulebooks;

/// An adopted version without its document.
#[derive(Clone, Copy, Debug)]
struct Version {
    id: Uuid,
    root: OrganizationId,
    from: Day,
}

/// Every version that is in force or was, by who adopted it.
#[derive(Debug, Default)]
pub(super) struct Books {
    /// The newest version of each first.
    versions: HashMap<OrganizationId, Vec<Version>>,
}

impl Books {
    /// Those of some owners, up to a day.
    pub(super) async fn load(tx: &Tx, owners: impl IntoIterator<Item = OrganizationId>, day: Day) -> StoreResult<Self> {
        let rows: Vec<(Uuid, Uuid, Option<Uuid>, Day)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::OwnerId, Column::RootOwnerId, Column::EffectiveFrom])
            .filter(Column::OwnerId.is_in(owners.into_iter().map(|owner| owner.0)))
            .filter(Column::EffectiveFrom.lte(day))
            .order_by(Column::Version, Order::Desc)
            .into_tuple()
            .all(tx.conn())
            .await?;
        let mut books = Self::default();
        for (id, owner, root, from) in rows {
            let root = OrganizationId(root.unwrap_or(owner));
            books.versions.entry(OrganizationId(owner)).or_default().push(Version { id, root, from });
        }
        Ok(books)
    }

    /// By whom totals are kept, and the version in force at a path on a day: those of the nearest
    /// adoption, as [`rulebooks::effective`] says.
    pub(super) fn in_force(&self, path: &OrganizationPath, day: Day) -> Option<(OrganizationId, RuleBookId)> {
        path.ids().rev().find_map(|owner| {
            let version = self.versions.get(&owner)?.iter().find(|version| version.from <= day)?;
            Some((version.root, RuleBookId(version.id)))
        })
    }

    /// The versions that somebody adopted.
    pub(super) fn of(&self, owner: OrganizationId) -> impl Iterator<Item = Uuid> + '_ {
        self.versions.get(&owner).into_iter().flatten().map(|version| version.id)
    }
}

/// What a version says.
pub(super) async fn read(tx: &Tx, id: RuleBookId) -> StoreResult<Arc<RuleBook>> {
    rulebooks::find(tx, id).await?.ok_or_else(|| StoreError::corrupt(format!("rule book {id} is gone")))
}
