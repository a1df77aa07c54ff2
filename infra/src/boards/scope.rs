//! Whose members a board lists: the branches in scope, each under the rule book in force there.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use sea_orm::sea_query::{Cond, ExprTrait};
use xianfeng_domain::hidden::{self, Place};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::rulebook::{RuleBook, TieRule};
use xianfeng_domain::time::{Day, Period};

use super::books::{self, Books};
use super::standings::col;
use crate::db::{StoreResult, Tx};
use crate::{members, organizations};

/// The tree above and below an organization, with every rule book that matters there.
#[derive(Debug)]
pub(super) struct Tree {
    top: OrganizationPath,
    /// The path down to the top, and all of the township that holds it or else all under it,
    /// parents first.
    organizations: Vec<Organization>,
    books: Books,
}

/// A branch whose members stand on boards.
#[derive(Clone, Debug)]
pub(super) struct Branch {
    /// The branch.
    pub(super) organization: Organization,
    /// Whose totals count there.
    pub(super) owner: OrganizationId,
    /// The rule book in force.
    book: Arc<RuleBook>,
    /// It or one above it is marked sensitive.
    pub(super) sensitive: bool,
}

impl Branch {
    /// Is a member exempt there, by decision or category (S2-7)?
    pub(super) fn exempts(&self, by_decision: bool, category: &str) -> bool {
        self.book.exempts(by_decision, category)
    }

    /// Is a member of that category kept from what everybody sees?
    pub(super) fn hides(&self, category: &str) -> bool {
        Place { sensitive: self.sensitive, book: Some(&self.book) }.hides(category)
    }
}

/// The branches of a board for a period.
#[derive(Debug)]
pub(super) struct Scope {
    /// The branches in scope, in tree order.
    pub(super) branches: Vec<Branch>,
    /// How equal totals are ranked: as the book in force at the top says.
    pub(super) ties: TieRule,
}

impl Tree {
    /// Loads it in three statements; the books of days to come do not matter.
    pub(super) async fn load(tx: &Tx, top: &OrganizationPath, today: Day) -> StoreResult<Self> {
        let mut found = organizations::on_path(tx, top).await?;
        let known: HashSet<OrganizationId> = found.iter().map(|organization| organization.id).collect();
        let township = found.iter().find(|organization| organization.kind == OrganizationKind::Township);
        let below = organizations::under(tx, township.map_or(top, |township| &township.path)).await?;
        found.extend(below.into_iter().filter(|organization| !known.contains(&organization.id)));
        let books = Books::load(tx, found.iter().map(|organization| organization.id), today).await?;
        Ok(Self { top: top.clone(), organizations: found, books })
    }

    /// The townships that hold the members: the one above, or those below.
    pub(super) fn townships(&self) -> impl Iterator<Item = &Organization> {
        self.organizations.iter().filter(|organization| organization.kind == OrganizationKind::Township)
    }

    /// The township that the top lies in or is; none above the townships.
    pub(super) fn township(&self) -> Option<&Organization> {
        self.townships().find(|township| township.path.covers(&self.top))
    }

    /// Is an organization the top?
    pub(super) fn is_top(&self, organization: &Organization) -> bool {
        organization.path == self.top
    }

    /// What lies under the top, itself included, in tree order.
    pub(super) fn below_top(&self) -> impl Iterator<Item = &Organization> {
        self.organizations.iter().filter(|one| self.top.covers(&one.path))
    }

    /// Everything that decides who stands on a township's boards without asking for it in the
    /// outbox: a copy that was made under another one is not read. The same whether the tree was
    /// loaded for the township or for more.
    pub(super) fn signs(&self, township: &OrganizationPath) -> Vec<String> {
        let related =
            || self.organizations.iter().filter(|one| one.path.covers(township) || township.covers(&one.path));
        let organizations = related().map(|one| format!("{} {} {}", one.path, one.kind.code(), one.sensitive));
        let books = related().flat_map(|one| self.books.of(one.id)).map(|id| id.to_string());
        let mut signs: Vec<String> = organizations.chain(books).collect();
        signs.sort_unstable();
        signs
    }

    /// Is the organization or one above it marked sensitive?
    pub(super) fn is_sensitive(&self, path: &OrganizationPath) -> bool {
        hidden::is_below_sensitive(path, &self.organizations)
    }

    /// What stands for a branch where organizations under the top are compared: the branch
    /// itself in a township, the child of the top that holds it in anything above.
    pub(super) fn compared(&self, branch: &Organization) -> Option<&Organization> {
        let top = self.organizations.iter().find(|one| one.path == self.top)?;
        let shown = |one: &&Organization| match top.kind {
            OrganizationKind::Upper => one.parent == Some(top.id) && one.path.covers(&branch.path),
            _ => one.id == branch.id && one.id != top.id,
        };
        self.organizations.iter().find(shown)
    }

    /// The branches in scope for a period.
    pub(super) async fn scope(&self, tx: &Tx, period: Period, today: Day) -> StoreResult<Scope> {
        let day = members::reference_day(period, today);
        let mut branches = Vec::new();
        for organization in self.below_top() {
            let Some((owner, id)) = self.books.in_force(&organization.path, day) else { continue };
            let book = books::read(tx, id).await?;
            if book.organizations_in_scope.iter().any(|kind| kind == organization.kind.code()) {
                let sensitive = self.is_sensitive(&organization.path);
                branches.push(Branch { organization: organization.clone(), owner, book, sensitive });
            }
        }
        let ties = match self.books.in_force(&self.top, day) {
            Some((_, id)) => books::read(tx, id).await?.ties,
            None => TieRule::default(),
        };
        Ok(Scope { branches, ties })
    }
}

impl Scope {
    /// The branches by id.
    pub(super) fn by_id(&self) -> HashMap<OrganizationId, &Branch> {
        self.branches.iter().map(|branch| (branch.organization.id, branch)).collect()
    }

    /// The memberships `s` that no category exempts; the categories are those of each branch's book.
    pub(super) fn category_counts(&self) -> Cond {
        self.branches.iter().fold(Cond::all(), |counts, branch| {
            let exempt = branch.book.categories.iter().filter(|category| category.exempt);
            let codes: Vec<&str> = exempt.map(|category| category.code.as_str()).collect();
            if codes.is_empty() {
                return counts;
            }
            let elsewhere = col("s", "branch_id").ne(branch.organization.id.0);
            counts.add(elsewhere.or(col("s", "category").is_not_in(codes)))
        })
    }

    /// The owners of the totals that count.
    pub(super) fn owners(&self) -> HashSet<OrganizationId> {
        self.branches.iter().map(|branch| branch.owner).collect()
    }
}
