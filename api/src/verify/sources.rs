//! Records of the flows against entries: each registered declaration, credited attendance, dues in
//! time, kept post and signed deduction has its one entry, and each such entry has its record
//! (invariant 3).

use std::collections::{HashMap, HashSet};

use xianfeng_domain::Points;
use xianfeng_domain::ledger::{Entry, Source};
use xianfeng_infra::ledger::{Cause, RECORDED};

use super::difference::Difference;

/// One member's records and entries.
pub(super) fn sources(causes: &[Cause], entries: &[Entry]) -> Vec<Difference> {
    let recorded = entries.iter().filter(|entry| RECORDED.contains(&entry.draft.source.kind));
    let by_source: HashMap<Source, &Entry> = recorded.clone().map(|entry| (entry.draft.source, entry)).collect();
    let of_cause = |cause: &Cause| match by_source.get(&cause.source) {
        None => cause.must.then_some(Difference::Unwritten(cause.source)),
        Some(entry) if says(cause, entry) => None,
        Some(entry) => Some(Difference::WrittenOtherwise { entry: entry.draft.id, source: cause.source }),
    };
    let mut differences: Vec<_> = causes.iter().filter_map(of_cause).collect();
    let known: HashSet<Source> = causes.iter().map(|cause| cause.source).collect();
    let strays = recorded.filter(|entry| !known.contains(&entry.draft.source));
    differences.extend(strays.map(|entry| Difference::Unfounded { entry: entry.draft.id, source: entry.draft.source }));
    differences
}

/// Does the entry say what the record says?
fn says(cause: &Cause, entry: &Entry) -> bool {
    let draft = &entry.draft;
    let asked = Points::from_hundredths(draft.asked.hundredths().saturating_abs());
    cause.entry.is_none_or(|named| named == draft.id)
        && cause.item.as_ref().is_none_or(|item| draft.item.as_ref() == Some(item))
        && cause.asked.is_none_or(|points| points == asked)
}
