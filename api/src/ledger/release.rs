//! What a reversal frees under a cap goes to the entries that the cap had trimmed, oldest first.

use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::EntryId;
use xianfeng_domain::ledger::{self, CapUse, Draft, Entry, EntryKind, Head, Release, Source, SourceKind};
use xianfeng_domain::rulebook::Cap;
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerRow};

use super::correction::{caps_of, path_of, write, written};
use super::record::{digest_of, note};
use crate::auth::Act;
use crate::failure::Failure;

/// Writes the releases behind the head that the reversal left; answers their ids in order.
pub(super) async fn release(
    tx: &Tx,
    act: &Act,
    township: &Reach,
    original: &Entry,
    reversal: EntryId,
    mut head: Head,
) -> Result<Vec<EntryId>, Failure> {
    let draft = &original.draft;
    let (EntryKind::Addition, Some(item)) = (draft.kind, draft.item.as_deref()) else { return Ok(Vec::new()) };
    let mut uses = rows::cap_uses(tx, original.member, draft.owner, item).await?;
    for used in &mut uses {
        // What stands in a closed unit changes no more, so it takes no share.
        if head.closed_through.is_some_and(|closed| used.counts_on <= closed) {
            used.asked = used.points;
        }
    }
    let caps = caps_of_trimmed(tx, township, &uses).await?;
    let mut released = Vec::new();
    for (line, release) in (0u32..).zip(ledger::releases(&caps, &uses)) {
        let trimmed = written(tx, township, release.entry).await?;
        let what = note(trimmed.what.as_deref(), None, None);
        let draft = drafted(act, &trimmed, release, reversal, line, digest_of(&what));
        released.push(draft.id);
        let path = path_of(tx, draft.organization).await?;
        head = write(tx, act, &head, draft, what, &path).await?;
    }
    Ok(released)
}

/// The caps of every rule-book version that a trimmed entry was scored under: none is passed.
async fn caps_of_trimmed(tx: &Tx, township: &Reach, uses: &[CapUse]) -> Result<Vec<Cap>, Failure> {
    let mut books = Vec::new();
    let mut caps = Vec::new();
    for used in uses.iter().filter(|used| used.points < used.asked) {
        let trimmed = written(tx, township, used.entry).await?.entry.draft;
        if !books.contains(&trimmed.rule_book) {
            books.push(trimmed.rule_book);
            caps.extend(caps_of(tx, trimmed.rule_book, trimmed.item.as_deref()).await?);
        }
    }
    Ok(caps)
}

fn drafted(
    act: &Act,
    trimmed: &LedgerRow,
    release: Release,
    reversal: EntryId,
    line: u32,
    reason_digest: ledger::Digest,
) -> Draft {
    Draft {
        id: EntryId(Uuid::now_v7()),
        kind: EntryKind::CapRelease,
        source: Source { kind: SourceKind::CapRelease, id: reversal.0, line },
        points: release.points,
        asked: release.points,
        counts_as: Some(release.counts_on),
        recorded_by: act.caller.account,
        approved_by: act.caller.account,
        reverses: None,
        releases: Some(release.entry),
        reason_digest,
        ..trimmed.entry.draft.clone()
    }
}
