//! A member's turn: lock the head, load what a plan looks at, write what it says.

use std::collections::HashMap;

use uuid::Uuid;
use xianfeng_domain::Quantity;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::{self, Books, Draft, Entry, EntryKind, Head, Plan};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{ledger as rows, rulebooks};

use super::correction::path_of;
use super::record::{digest_of, note};
use crate::auth::Act;
use crate::failure::Failure;

/// What a plan of a member is made from. While it lasts nobody else writes to the member's ledger.
pub(crate) struct Turn {
    head: Head,
    entries: Vec<Entry>,
    books: Books,
}

/// The words of a decision.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Words<'a> {
    /// What was done.
    pub(crate) what: Option<&'a str>,
    /// Why it was decided so.
    pub(crate) reason: Option<&'a str>,
    /// How much of it was done.
    pub(crate) quantity: Option<&'a Quantity>,
}

impl Turn {
    /// For one more deed or grant under a version of the rule book.
    pub(crate) async fn for_deed(
        tx: &Tx,
        member: MemberId,
        owner: OrganizationId,
        item: Option<&str>,
        book: RuleBookId,
    ) -> StoreResult<Self> {
        let head = rows::lock(tx, member).await?;
        let entries = rows::for_deed(tx, member, owner, item).await?;
        Self::with_books(tx, head, entries, Some(book)).await
    }

    /// For a decision that any of the member's entries under the owner's book may play a part in, under
    /// a version of its own if it has one.
    pub(crate) async fn of_all(
        tx: &Tx,
        member: MemberId,
        owner: OrganizationId,
        book: Option<RuleBookId>,
    ) -> StoreResult<Self> {
        let head = rows::lock(tx, member).await?;
        let entries = rows::under_owner(tx, member, owner).await?;
        Self::with_books(tx, head, entries, book).await
    }

    async fn with_books(tx: &Tx, head: Head, entries: Vec<Entry>, more: Option<RuleBookId>) -> StoreResult<Self> {
        let books = books_of(tx, entries.iter().map(|entry| entry.draft.rule_book).chain(more)).await?;
        Ok(Self { head, entries, books })
    }

    /// The plan of a decision of who acts.
    pub(crate) fn plan(&self, act: &Act) -> Plan<'_, impl FnMut() -> EntryId> {
        Plan::new(self.head, self.entries.clone(), &self.books, act.caller.account, || EntryId(Uuid::now_v7()))
    }

    /// Writes what a plan said, each entry with its words: those of the decision for the entries of
    /// its own kind, those of the trimmed deed for a release.
    ///
    /// # Errors
    /// The store's fault; [`xianfeng_infra::db::StoreError::Duplicate`] when the source has counted.
    pub(crate) async fn write(
        &self,
        tx: &Tx,
        act: &Act,
        drafts: Vec<Draft>,
        words: Words<'_>,
    ) -> Result<Vec<Entry>, Failure> {
        let decided = drafts.first().map(|draft| draft.kind);
        let (mut head, mut entries, mut paths) = (self.head, Vec::with_capacity(drafts.len()), HashMap::new());
        for mut draft in drafts {
            let note = match (draft.releases, draft.kind) {
                (Some(trimmed), EntryKind::CapRelease) => note(rows::what(tx, trimmed).await?.as_deref(), None, None),
                (_, kind) if Some(kind) == decided => note(words.what, words.reason, words.quantity),
                _ => note(None, None, None),
            };
            draft.reason_digest = digest_of(&note);
            let organization = draft.organization;
            if let std::collections::hash_map::Entry::Vacant(unknown) = paths.entry(organization) {
                unknown.insert(path_of(tx, organization).await?);
            }
            let Some(path) = paths.get(&organization) else { continue };
            let appended = ledger::append(head, vec![draft], act.now);
            rows::write(tx, &head, &appended, vec![note], path).await?;
            head = appended.head;
            entries.extend(appended.entries);
        }
        Ok(entries)
    }
}

/// Some versions of rule books.
///
/// # Errors
/// The store's fault.
pub(crate) async fn books_of(tx: &Tx, ids: impl IntoIterator<Item = RuleBookId>) -> StoreResult<Books> {
    let mut books = Books::new();
    for id in ids {
        if let std::collections::hash_map::Entry::Vacant(unread) = books.entry(id)
            && let Some(book) = rulebooks::find(tx, id).await?
        {
            unread.insert(book);
        }
    }
    Ok(books)
}
