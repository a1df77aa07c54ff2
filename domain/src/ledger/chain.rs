//! The member's SHA-256 chain over a versioned canonical encoding (invariant 3).
//!
//! The encoding holds ids, codes, amounts, days and digests: never a name or a text, so that a
//! person's data can be erased without breaking the chain.

use sha2::{Digest as _, Sha256};

use super::entry::Entry;

/// A SHA-256 hash.
pub type Digest = [u8; 32];

/// The hash before a member's first entry.
pub const GENESIS: Digest = [0; 32];

/// Names the encoding; another encoding gets another name and both stay verifiable.
const ENCODING: &str = "xianfeng-ledger-1";

/// The digest of some parts, each with its length before it so that no two lists of parts
/// encode alike.
pub fn digest<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> Digest {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_be_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

/// The hash of an entry that follows `previous`. `entry.hash` itself is left out.
pub(super) fn hash(previous: &Digest, entry: &Entry) -> Digest {
    let draft = &entry.draft;
    let optional = |id: Option<uuid::Uuid>| id.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let scope = draft.scope.map(|period| period.to_string()).unwrap_or_default();
    let (deed_on, counts_on) = (draft.deed_on.to_string(), entry.counts_on.to_string());
    let fields: [&[u8]; 24] = [
        ENCODING.as_bytes(),
        previous,
        entry.member.0.as_bytes(),
        &entry.seq.to_be_bytes(),
        draft.id.0.as_bytes(),
        draft.kind.code().as_bytes(),
        draft.source.kind.code().as_bytes(),
        draft.source.id.as_bytes(),
        &draft.source.line.to_be_bytes(),
        draft.item.as_deref().unwrap_or_default().as_bytes(),
        draft.rule_book.0.as_bytes(),
        draft.owner.0.as_bytes(),
        draft.organization.0.as_bytes(),
        &draft.points.hundredths().to_be_bytes(),
        &draft.asked.hundredths().to_be_bytes(),
        scope.as_bytes(),
        deed_on.as_bytes(),
        counts_on.as_bytes(),
        &entry.recorded_at.timestamp_micros().to_be_bytes(),
        &[draft.recorded_by.0.as_bytes().as_slice(), draft.approved_by.0.as_bytes()].concat(),
        &optional(draft.reverses.map(Into::into)),
        &optional(draft.releases.map(Into::into)),
        &draft.reason_digest,
        &draft.evidence_digest,
    ];
    digest(fields)
}

/// Checks one member's whole chain, oldest first; answers the place of the first entry that
/// does not fit, if any, and the hash at the end.
pub fn verify<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Result<(u64, Digest), u64> {
    let (mut seq, mut previous) = (0, GENESIS);
    for entry in entries {
        if entry.seq != seq + 1 || entry.hash != hash(&previous, entry) {
            return Err(entry.seq);
        }
        (seq, previous) = (entry.seq, entry.hash);
    }
    Ok((seq, previous))
}
