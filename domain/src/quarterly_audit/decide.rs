//! Deciding on a line, and what a signature needs.

use super::line::{Decision, Line, LineKind};
use crate::Points;
use crate::ids::PersonId;
use crate::rulebook::{Item, ItemKind};

/// Why a line is not decided, or an audit not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Nobody decides on a line about themselves.
    #[error("nobody decides on a line about themselves")]
    OwnLine,
    /// A line without an item deducts nothing.
    #[error("there is no item to deduct under")]
    NoItem,
    /// Points outside the item's range.
    #[error("points must lie within {min} and {max}")]
    PointsOutOfRange {
        /// The least.
        min: Points,
        /// The most.
        max: Points,
    },
    /// Points where nothing is deducted under an item.
    #[error("this decision takes no points")]
    PointsUnneeded,
    /// Some lines are undecided.
    #[error("{left} lines are undecided")]
    Undecided {
        /// How many.
        left: usize,
    },
}

/// Decides on a line about `subject`; answers the points to deduct, if any. `item` is the line's,
/// in the rule-book version that it names.
///
/// # Errors
/// See [`Refusal`].
pub fn decide(
    line: &Line,
    item: Option<&Item>,
    subject: PersonId,
    by: PersonId,
    decision: Decision,
    points: Option<Points>,
) -> Result<Option<Points>, Refusal> {
    if subject == by {
        return Err(Refusal::OwnLine);
    }
    if decision != Decision::Deduct || line.kind != LineKind::Deduction {
        return if points.is_some() { Err(Refusal::PointsUnneeded) } else { Ok(None) };
    }
    let item = item.filter(|item| item.kind == ItemKind::Deduction).ok_or(Refusal::NoItem)?;
    let asked = points.or(line.points).unwrap_or(item.min);
    if item.allows(asked) { Ok(Some(asked)) } else { Err(Refusal::PointsOutOfRange { min: item.min, max: item.max }) }
}

/// May the audit be signed? `lines` with the person whom each concerns. Every line is decided, and
/// by somebody else than whom it concerns.
///
/// # Errors
/// [`Refusal::Undecided`], [`Refusal::OwnLine`].
pub fn sign<'a>(lines: impl IntoIterator<Item = (&'a Line, PersonId)>) -> Result<(), Refusal> {
    let mut left = 0;
    for (line, subject) in lines {
        match &line.decided {
            None => left += 1,
            Some(decided) if decided.person == subject => return Err(Refusal::OwnLine),
            Some(_) => {}
        }
    }
    if left == 0 { Ok(()) } else { Err(Refusal::Undecided { left }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::ids::{AccountId, AuditId, MemberId};
    use crate::quarterly_audit::{Decided, LineSource};

    fn line(kind: LineKind) -> Line {
        Line {
            id: Uuid::nil(),
            audit: AuditId(Uuid::nil()),
            member: MemberId(Uuid::nil()),
            kind,
            source: LineSource::Hand,
            source_id: Uuid::nil(),
            rule_book: None,
            item: Some("absence".to_owned()),
            points: None,
            deed_on: "2024-03-01".parse().expect("a day"),
            what: "缺席支部大会".to_owned(),
            entry: None,
            proposed_by: AccountId(Uuid::nil()),
            decided: None,
            written: None,
        }
    }

    fn item(min: i64, max: i64) -> Item {
        Item {
            code: "absence".to_owned(),
            name: "无故缺席".to_owned(),
            aspect: "组织生活".to_owned(),
            kind: ItemKind::Deduction,
            min: Points::from_hundredths(min),
            max: Points::from_hundredths(max),
            unit: "次".to_owned(),
            by_quantity: false,
            caps: Vec::new(),
            categories: Vec::new(),
            ways: Vec::new(),
            evidence: false,
            retired: false,
            narrowable: false,
            statistic: None,
        }
    }

    const KINDS: [LineKind; 3] = [LineKind::Deduction, LineKind::WithholdBase, LineKind::CancelEntry];
    const DECISIONS: [Decision; 3] = [Decision::Deduct, Decision::Excuse, Decision::Note];

    proptest! {
        /// S2-4: only a deduction that was decided takes points, and never outside the item's range.
        #[test]
        fn points_are_taken_within_the_range_or_not_at_all(
            kind in 0usize..3, decision in 0usize..3, min in 1i64..300, more in 0i64..300,
            asked in proptest::option::of(0i64..700), own in any::<bool>(), with_item in any::<bool>(),
        ) {
            let (kind, decision) = (KINDS[kind], DECISIONS[decision]);
            let [subject, other] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
            let by = if own { subject } else { other };
            let item = item(min, min + more);
            let asked = asked.map(Points::from_hundredths);
            let decided = decide(&line(kind), with_item.then_some(&item), subject, by, decision, asked);
            if own {
                prop_assert_eq!(decided, Err(Refusal::OwnLine));
            } else if decision != Decision::Deduct || kind != LineKind::Deduction {
                prop_assert_eq!(decided.ok(), asked.is_none().then_some(None));
            } else if !with_item {
                prop_assert_eq!(decided, Err(Refusal::NoItem));
            } else {
                let taken = asked.unwrap_or(item.min);
                prop_assert_eq!(decided.ok(), item.allows(taken).then_some(Some(taken)));
            }
        }

        /// Every line is decided, by another than whom it concerns, or there is no signature.
        #[test]
        fn a_signature_needs_every_line_decided_by_another(deciders in prop::collection::vec(0u128..3, 0..8)) {
            let subject = PersonId(Uuid::from_u128(1));
            let lines: Vec<Line> = deciders.iter().map(|by| Line {
                decided: (*by > 0).then(|| Decided {
                    decision: Decision::Note,
                    points: None,
                    reason: "记录".to_owned(),
                    by: AccountId(Uuid::nil()),
                    person: PersonId(Uuid::from_u128(*by)),
                }),
                ..line(LineKind::Deduction)
            }).collect();
            let signed = sign(lines.iter().map(|line| (line, subject)));
            prop_assert_eq!(signed.is_ok(), deciders.iter().all(|by| *by == 2));
        }
    }
}
