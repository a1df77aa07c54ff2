//! Corrections: a reversal (冲正) and its mending. The past is never rewritten (S2-10).

use super::counting::counts_on;
use super::entry::{Draft, Entry, EntryKind, Source, SourceKind};
use crate::Points;
use crate::ids::{AccountId, EntryId};
use crate::time::{Day, Period};

/// Why an entry cannot be reversed or reinstated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ReversalError {
    /// There is no such entry.
    #[error("no such entry")]
    NoSuchEntry,
    /// A reversal is mended by a reinstatement, never by another reversal.
    #[error("a reversal is not reversed but reinstated")]
    IsReversal,
    /// What a reversal frees falls with the entry that it belongs to; a zeroing is lifted.
    #[error("a release or zeroing is not reversed by itself")]
    IsConsequence,
    /// Another entry takes it back already.
    #[error("the entry is reversed already")]
    AlreadyReversed {
        /// That entry.
        by: EntryId,
    },
    /// Another entry mends it already.
    #[error("the reversal is mended already")]
    AlreadyReinstated,
    /// Only a reversal can be reinstated.
    #[error("only a reversal can be reinstated")]
    NotAReversal,
    /// The day of the original lies in a unit that is closed and not final: only the objection
    /// or correction that made the next edition may reverse it.
    #[error("the unit is closed: the reversal belongs to an objection")]
    UnitClosed,
}

/// How far a member's units have come, as a correction looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Standing {
    /// The last day of what the correction must leave as it is: what is closed, or for an objection
    /// or a found error only what is final.
    pub(super) fixed_through: Option<Day>,
    /// The last day of the last closed unit.
    pub(super) closed_through: Option<Day>,
    /// The last day of the last final unit.
    pub(super) final_through: Option<Day>,
}

/// Takes an entry back, with the original's amount and rule version (pitfall 6): grant 3, change
/// the rule to 5, revoke, and the reversal says −3.
///
/// `held` is what it holds now with its releases. An open unit: counts as the original. A final one:
/// counts on the first day that is open. Closed but not final: refused here.
///
/// # Errors
/// See [`ReversalError`].
pub(super) fn reverse(
    original: &Entry,
    held: Points,
    id: EntryId,
    by: AccountId,
    units: Standing,
) -> Result<Draft, ReversalError> {
    match original.draft.kind {
        EntryKind::Reversal => return Err(ReversalError::IsReversal),
        EntryKind::CapRelease | EntryKind::Zeroing | EntryKind::Veto | EntryKind::Lifting => {
            return Err(ReversalError::IsConsequence);
        }
        EntryKind::Base | EntryKind::Addition | EntryKind::Deduction | EntryKind::Reinstatement => {}
    }
    // A scoped entry stands in its whole period: open until the last day of that is closed.
    let last_day = original.draft.scope.map_or(original.counts_on, Period::last_day);
    let closed = units.fixed_through.is_some_and(|closed| last_day <= closed);
    let is_final = units.final_through.is_some_and(|settled| last_day <= settled);
    if closed && !is_final {
        return Err(ReversalError::UnitClosed);
    }
    Ok(Draft {
        id,
        kind: EntryKind::Reversal,
        source: Source { kind: SourceKind::Reversal, id: original.draft.id.0, line: 0 },
        points: -held,
        asked: -original.draft.asked,
        // What is settled is recovered on the first open day, a base grant as an ordinary correction.
        counts_as: Some(counts_on(original.counts_on, units.closed_through.filter(|_| closed))),
        scope: original.draft.scope.filter(|_| !closed),
        recorded_by: by,
        approved_by: by,
        reverses: Some(original.draft.id),
        releases: None,
        ..original.draft.clone()
    })
}

/// Mends a wrong reversal: an entry with the opposite amount whose source is the reversal. It counts
/// where the reversal does; if that is closed by now, on the first day that is open.
///
/// # Errors
/// [`ReversalError::NotAReversal`].
pub(super) fn reinstate(reversal: &Entry, id: EntryId, by: AccountId, units: Standing) -> Result<Draft, ReversalError> {
    if reversal.draft.kind != EntryKind::Reversal {
        return Err(ReversalError::NotAReversal);
    }
    let last_day = reversal.draft.scope.map_or(reversal.counts_on, Period::last_day);
    let closed = units.fixed_through.is_some_and(|closed| last_day <= closed);
    Ok(Draft {
        id,
        kind: EntryKind::Reinstatement,
        source: Source { kind: SourceKind::Reinstatement, id: reversal.draft.id.0, line: 0 },
        points: -reversal.draft.points,
        asked: -reversal.draft.asked,
        counts_as: Some(counts_on(reversal.counts_on, units.closed_through.filter(|_| closed))),
        scope: reversal.draft.scope.filter(|_| !closed),
        recorded_by: by,
        approved_by: by,
        reverses: Some(reversal.draft.id),
        releases: None,
        ..reversal.draft.clone()
    })
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::ids::{MemberId, OrganizationId, RuleBookId};
    use crate::time::Day;

    fn base(scope: &str) -> Entry {
        let period: Period = scope.parse().expect("a period");
        let draft = Draft {
            id: EntryId(Uuid::from_u128(1)),
            kind: EntryKind::Base,
            source: Source { kind: SourceKind::Base, id: Uuid::from_u128(2), line: 0 },
            item: None,
            rule_book: RuleBookId(Uuid::from_u128(3)),
            owner: OrganizationId(Uuid::from_u128(4)),
            organization: OrganizationId(Uuid::from_u128(5)),
            points: Points::whole(60),
            asked: Points::whole(60),
            scope: Some(period),
            deed_on: period.start(),
            counts_as: None,
            recorded_by: AccountId(Uuid::from_u128(6)),
            approved_by: AccountId(Uuid::from_u128(6)),
            reverses: None,
            releases: None,
            reason_digest: [0; 32],
            evidence_digest: [0; 32],
        };
        let member = MemberId(Uuid::from_u128(7));
        Entry {
            member,
            seq: 1,
            draft,
            counts_on: period.start(),
            recorded_at: chrono::DateTime::UNIX_EPOCH,
            hash: [0; 32],
        }
    }

    #[test]
    fn a_yearly_base_is_open_until_its_year_is_closed() {
        let day = |text: &str| text.parse::<Day>().expect("a valid day");
        let (base, id, by) = (base("2024"), EntryId(Uuid::from_u128(8)), AccountId(Uuid::from_u128(9)));
        let reversed = |closed: &str| {
            let closed_through = Some(day(closed));
            let units = Standing { fixed_through: closed_through, closed_through, final_through: None };
            reverse(&base, base.draft.points, id, by, units)
        };
        let draft = reversed("2024-03-31").expect("the year is open");
        assert_eq!((draft.scope, draft.counts_as), (base.draft.scope, Some(base.counts_on)));
        assert_eq!(reversed("2024-12-31"), Err(ReversalError::UnitClosed));
        let end = Some(day("2024-12-31"));
        let units = Standing { fixed_through: end, closed_through: end, final_through: end };
        let settled = reverse(&base, base.draft.points, id, by, units).expect("the year is final");
        assert_eq!((settled.scope, settled.counts_as), (None, Some(day("2025-01-01"))));
    }
}
