//! Writing an approved deed into the ledger.

use rand::RngCore;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{ClaimId, EntryId, RuleBookId};
use xianfeng_domain::ledger::{self, Digest, Draft, Entry, EntryKind, Source, SourceKind};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, Note};
use xianfeng_infra::rulebooks;

use crate::auth::Act;
use crate::failure::Failure;

/// An approved deed.
#[derive(Debug)]
pub struct Credit<'a> {
    /// Whose, as they stood on the day of the deed.
    pub member: &'a Member,
    /// The claim: the source, so that one approval never pays twice.
    pub claim: ClaimId,
    /// The rule-book item.
    pub item: &'a str,
    /// The rule-book version that the task was made under.
    pub rule_book: RuleBookId,
    /// What the reviewer gave, before caps.
    pub asked: Points,
    /// The day of the deed.
    pub deed_on: Day,
    /// What was done.
    pub what: &'a str,
    /// Why other points than offered.
    pub reason: Option<&'a str>,
    /// The hashes of the photos.
    pub evidence: Vec<Digest>,
}

/// The use case: one entry behind the member's head, trimmed to the item's caps.
///
/// # Errors
/// The store's fault; [`StoreError::Duplicate`] when the claim has paid.
pub async fn credit(tx: &Tx, act: &Act, credit: Credit<'_>) -> Result<Entry, Failure> {
    let path = &credit.member.standing.branch_path;
    let in_force = rulebooks::effective(tx, path, credit.deed_on).await?;
    let in_force = in_force.ok_or_else(|| StoreError::corrupt("a branch without a rule book"))?;
    let own_book = rulebooks::find(tx, credit.rule_book).await?;
    let caps = own_book.and_then(|book| book.item(credit.item).map(|item| item.caps.clone())).unwrap_or_default();

    let head = rows::lock(tx, credit.member.id).await?;
    let counts_on = ledger::counts_on(credit.deed_on, head.closed_through);
    let uses = rows::cap_uses(tx, credit.member.id, in_force.owner, credit.item).await?;
    let points = ledger::trim(credit.asked, counts_on, &caps, &uses);

    let note = note(Some(credit.what), credit.reason);
    let draft = Draft {
        id: EntryId(Uuid::now_v7()),
        kind: EntryKind::Addition,
        source: Source { kind: SourceKind::Claim, id: credit.claim.0, line: 0 },
        item: Some(credit.item.to_owned()),
        rule_book: credit.rule_book,
        owner: in_force.owner,
        organization: credit.member.standing.branch,
        points,
        asked: credit.asked,
        scope: None,
        deed_on: credit.deed_on,
        counts_as: None,
        recorded_by: act.caller.account,
        approved_by: act.caller.account,
        reverses: None,
        releases: None,
        reason_digest: digest_of(&note),
        evidence_digest: ledger::digest(credit.evidence.iter().map(Digest::as_slice)),
    };
    let mut appended = ledger::append(head, vec![draft], act.now);
    rows::write(tx, &head, &appended, vec![note], path).await?;
    Ok(appended.entries.remove(0))
}

/// The words of an entry with a fresh salt.
pub(super) fn note(what: Option<&str>, reason: Option<&str>) -> Note {
    let mut salt = [0; 32];
    rand::rng().fill_bytes(&mut salt);
    Note { salt, what: what.map(str::to_owned), reason: reason.map(str::to_owned) }
}

/// The digest that the entry holds of its words.
pub(crate) fn digest_of(note: &Note) -> Digest {
    let text = |text: &Option<String>| text.clone().unwrap_or_default().into_bytes();
    let (what, reason) = (text(&note.what), text(&note.reason));
    ledger::digest([note.salt.as_slice(), &what, &reason])
}
