//! Claims against entries, and places against claims.

use std::collections::{HashMap, HashSet};

use xianfeng_domain::ids::{ClaimId, EntryId};
use xianfeng_domain::ledger::{self, Entry, Lineage, SourceKind};
use xianfeng_domain::tasks::{Claim, ClaimState};
use xianfeng_infra::tasks::Places;

use super::difference::Difference;

/// One member's claims against the entries that they caused: each approval has paid just what was
/// awarded, and nothing else has paid.
pub(super) fn claims(claims: &[Claim], entries: &[Entry]) -> Vec<Difference> {
    let lineages: HashMap<EntryId, Lineage> =
        ledger::lineages(entries).into_iter().map(|lineage| (lineage.root, lineage)).collect();
    let is = |entry: &Entry, so: fn(&Lineage) -> bool| lineages.get(&entry.draft.id).is_some_and(so);
    let by_claim: HashMap<ClaimId, &Entry> = entries
        .iter()
        .filter(|entry| entry.draft.source.kind == SourceKind::Claim)
        .map(|entry| (ClaimId(entry.draft.source.id), entry))
        .collect();
    let mut differences = Vec::new();
    for claim in claims {
        let entry = by_claim.get(&claim.id);
        let counts = entry.is_some_and(|entry| is(entry, Lineage::is_live));
        match (claim.state, entry) {
            (ClaimState::Approved, _) if !counts => differences.push(Difference::ClaimUnpaid(claim.id)),
            (ClaimState::Approved, Some(entry)) => {
                let awarded = claim.points_awarded.unwrap_or_default();
                if entry.draft.asked != awarded {
                    let asked = entry.draft.asked;
                    differences.push(Difference::ClaimPaidOtherwise { claim: claim.id, awarded, asked });
                }
            }
            // Reinstated or not: a wrong reversal is mended in the ledger, the claim has ended.
            (ClaimState::Revoked, Some(entry)) if !is(entry, |own| own.was_reversed) => {
                differences.push(Difference::RevokedButPaid(claim.id));
            }
            _ => {}
        }
    }
    let settled: HashSet<ClaimId> = claims
        .iter()
        .filter(|claim| matches!(claim.state, ClaimState::Approved | ClaimState::Revoked))
        .map(|claim| claim.id)
        .collect();
    let strays = by_claim.into_iter().filter(|(claim, _)| !settled.contains(claim));
    let mut strays: Vec<_> = strays.map(|(claim, entry)| (entry.seq, claim, entry.draft.id)).collect();
    strays.sort_unstable();
    differences.extend(strays.into_iter().map(|(_, claim, entry)| Difference::PaidWithoutApproval { entry, claim }));
    differences
}

/// One task's places.
pub(super) fn places(places: Places) -> Vec<Difference> {
    let Places { task, counted, quota, held, strays } = places;
    let mut differences: Vec<_> = strays.into_iter().map(Difference::StrayPlace).collect();
    if counted != held {
        differences.push(Difference::Places { task, counted, held });
    }
    if let Some(quota) = quota.filter(|quota| held > *quota) {
        differences.push(Difference::QuotaExceeded { task, quota, held });
    }
    differences
}
