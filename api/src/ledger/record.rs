//! Writing a decided deed into the ledger: the one way in for additions and deductions, whatever
//! flow they come from.

use rand::RngCore;
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, EntryId, RuleBookId};
use xianfeng_domain::ledger::{self, Digest, Draft, Entry, EntryKind, Source};
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::ItemKind;
use xianfeng_domain::time::Day;
use xianfeng_domain::{Points, Quantity};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::Note;
use xianfeng_infra::rulebooks;

use super::turn::{Turn, Words};
use crate::auth::Act;
use crate::failure::Failure;

/// A deed that somebody with the right to has decided on.
#[derive(Debug)]
pub struct Deed<'a> {
    /// Whose, as they stood on the day of the deed.
    pub member: &'a Member,
    /// What decided it, so that one decision never counts twice.
    pub source: Source,
    /// The rule-book item: an addition or a deduction.
    pub item: &'a str,
    /// The rule-book version that it is scored under.
    pub rule_book: RuleBookId,
    /// What it is worth before caps, without a sign.
    pub asked: Points,
    /// The day of the deed.
    pub deed_on: Day,
    /// Who brought it forward; who acts where absent.
    pub recorded_by: Option<AccountId>,
    /// What was done.
    pub what: &'a str,
    /// Why it was decided so.
    pub reason: Option<&'a str>,
    /// How much of it was done.
    pub quantity: Option<Quantity>,
    /// The hashes of the photos.
    pub evidence: Vec<Digest>,
}

/// The use case: one entry behind the member's head. An addition is trimmed to the item's caps; where a
/// zeroing stands, what it takes of the deed follows.
///
/// # Errors
/// The store's fault; [`StoreError::Duplicate`] when the source has counted.
pub async fn record(tx: &Tx, act: &Act, deed: Deed<'_>) -> Result<Entry, Failure> {
    let path = &deed.member.standing.branch_path;
    let in_force = rulebooks::effective(tx, path, deed.deed_on).await?;
    let in_force = in_force.ok_or_else(|| StoreError::corrupt("a branch without a rule book"))?;
    let own_book = rulebooks::find(tx, deed.rule_book).await?;
    let item = own_book.as_ref().and_then(|book| book.item(deed.item));
    let item = item.ok_or_else(|| StoreError::corrupt(format!("no item {} in a rule book", deed.item)))?;

    let kind = match item.kind {
        ItemKind::Addition => EntryKind::Addition,
        ItemKind::Deduction => EntryKind::Deduction,
        ItemKind::Zeroing | ItemKind::Veto => {
            return Err(StoreError::corrupt("a zeroing is not recorded as a deed").into());
        }
    };
    let asked = item.signed(deed.asked);
    let draft = Draft {
        id: EntryId(Uuid::now_v7()),
        kind,
        source: deed.source,
        item: Some(deed.item.to_owned()),
        rule_book: deed.rule_book,
        owner: in_force.owner,
        organization: deed.member.standing.branch,
        points: asked,
        asked,
        scope: None,
        deed_on: deed.deed_on,
        counts_as: None,
        recorded_by: deed.recorded_by.unwrap_or(act.caller.account),
        approved_by: act.caller.account,
        reverses: None,
        releases: None,
        reason_digest: ledger::GENESIS,
        evidence_digest: ledger::digest(deed.evidence.iter().map(Digest::as_slice)),
    };
    let turn = Turn::for_deed(tx, deed.member.id, in_force.owner, Some(deed.item), deed.rule_book).await?;
    let words = Words { what: Some(deed.what), reason: deed.reason, quantity: deed.quantity.as_ref() };
    let drafts = turn.plan(act).record(draft);
    let mut entries = turn.write(tx, act, drafts, words).await?;
    Ok(entries.remove(0))
}

/// The words of an entry with a fresh salt.
pub(super) fn note(what: Option<&str>, reason: Option<&str>, quantity: Option<&Quantity>) -> Note {
    let mut salt = [0; 32];
    rand::rng().fill_bytes(&mut salt);
    Note { salt, what: what.map(str::to_owned), reason: reason.map(str::to_owned), quantity: quantity.cloned() }
}

/// The digest that the entry holds of its words.
pub(crate) fn digest_of(note: &Note) -> Digest {
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let (what, reason) = (text(&note.what), text(&note.reason));
    match &note.quantity {
        None => ledger::digest([note.salt.as_slice(), &what, &reason]),
        Some(quantity) => ledger::digest([note.salt.as_slice(), &what, &reason, quantity.to_string().as_bytes()]),
    }
}
