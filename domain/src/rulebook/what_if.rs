//! What-if: what a draft would have made of a member's period, before anybody adopts it.
//!
//! The reference semantics of scoring, with another book: a fold over the live entries in the
//! order of recording. Where the draft says the same of an item as the book that an entry was
//! scored under, the entry keeps what it holds, so that the same book moves nothing.

mod live;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use uuid::Uuid;

use self::live::{Line, live};
use super::{Item, ItemKind, RuleBook};
use crate::ids::{EntryId, RuleBookId};
use crate::ledger::{Entry, EntryKind, Lineage, base_points, trim};
use crate::time::{Day, Period};
use crate::{Points, Quantity};

/// The question.
#[derive(Clone, Copy, Debug)]
pub struct WhatIf<'a> {
    /// The book that is tried.
    pub draft: &'a RuleBook,
    /// The period that it is tried on.
    pub period: Period,
    /// Base periods that begin later are not granted yet.
    pub until: Day,
    /// The versions that the entries were scored under.
    pub versions: &'a HashMap<RuleBookId, Arc<RuleBook>>,
}

/// A member as they stood in the period.
#[derive(Clone, Copy, Debug)]
pub struct MemberThen<'a> {
    /// The category's code.
    pub category: &'a str,
    /// Exempt by a decision of the committee.
    pub exempt: bool,
    /// Since when they belong.
    pub since: Day,
    /// The first day on which they belonged no more.
    pub left: Option<Day>,
    /// The book that was in force where they stood.
    pub book: &'a RuleBook,
    /// The entries of the years that hold the period, in the order of recording: a yearly cap
    /// looks beyond a quarter.
    pub entries: &'a [Entry],
    /// How much of it was done, where that is known.
    pub quantities: &'a HashMap<EntryId, Quantity>,
}

/// What the draft would have made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recast {
    /// The period's total.
    pub total: Points,
    /// Entries of the period that would not have counted.
    pub dropped: Vec<Dropped>,
}

/// An entry that would not have counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dropped {
    /// The item's code.
    pub item: String,
    /// Why.
    pub why: Why,
    /// What it holds now.
    pub points: Points,
}

/// Why an entry would not have counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Why {
    /// The draft has no such item that adds or takes points.
    Unknown,
    /// The draft has retired it.
    Retired,
    /// The draft does not let the member's category earn it.
    Category,
}

/// The answer for one member.
pub fn recast(asked: &WhatIf<'_>, member: &MemberThen<'_>) -> Recast {
    let lines = live(member.entries);
    let changed = changed_items(asked, &lines);
    let base = base(asked, member, &lines);
    let mut uses: HashMap<&str, Vec<Lineage>> = HashMap::new();
    let mut recast = Recast::default();
    let (mut based, mut zeroed) = (false, HashSet::new());
    for line in &lines {
        let inside = counts_in(line.entry, asked.period);
        match line.entry.draft.kind {
            EntryKind::Base if inside && !line.fixed => {
                let is_first = !std::mem::replace(&mut based, true);
                recast.total += if is_first { base } else { Points::ZERO };
            }
            // One without a scope evens out a correction that had to count later, like any line.
            EntryKind::Zeroing | EntryKind::Veto if line.entry.draft.scope.is_some() => {
                // Only the first line of a zeroing marks where it stands; the others keep it so.
                let stands = zeroes(line.entry, asked.period, member.entries);
                let takes = stands && zeroed.insert(line.entry.draft.source.id);
                recast.total = if takes { Points::ZERO } else { recast.total };
            }
            EntryKind::Lifting if line.entry.draft.scope.is_some() => {}
            EntryKind::Addition | EntryKind::Deduction if !line.fixed => {
                let code = line.entry.draft.item.as_deref().unwrap_or_default();
                let worth = if changed.contains(code) {
                    revalued(asked, member, line, uses.entry(code).or_default())
                } else {
                    Ok(line.held)
                };
                let lost = worth.is_ok_and(|points| points > Points::ZERO)
                    && !zeroed.is_empty()
                    && !asked.draft.additions_after_zeroing;
                match worth {
                    Ok(points) if inside && !lost => recast.total += points,
                    Err(why) if inside => {
                        recast.dropped.push(Dropped { item: code.to_owned(), why, points: line.held });
                    }
                    Ok(_) | Err(_) => {}
                }
            }
            _ if inside => recast.total += line.held,
            _ => {}
        }
    }
    if !based && zeroed.is_empty() {
        recast.total += base;
    }
    recast
}

/// Does the entry make up the period's total? A scoped one belongs to no shorter period than its
/// scope.
fn counts_in(entry: &Entry, period: Period) -> bool {
    period.contains(entry.counts_on) && entry.draft.scope.is_none_or(|scope| period.kind() >= scope.kind())
}

/// Does a zeroing's entry stand in the period: written for it, and not lifted in it?
fn zeroes(entry: &Entry, period: Period, entries: &[Entry]) -> bool {
    let lifted = |source: Uuid| {
        entries.iter().any(|other| {
            other.draft.kind == EntryKind::Lifting
                && other.draft.source.id == source
                && other.draft.scope == Some(period)
        })
    };
    entry.draft.scope == Some(period) && !lifted(entry.draft.source.id)
}

/// The items of which the draft says anything else than the books that the entries were scored
/// under. What one of its entries holds depends on the others: they are scored anew together.
fn changed_items<'e>(asked: &WhatIf<'_>, lines: &[Line<'e>]) -> HashSet<&'e str> {
    let scored = lines.iter().filter(|line| !line.fixed);
    let differs = |line: &&Line<'e>| {
        let code = line.entry.draft.item.as_deref()?;
        let then = asked.versions.get(&line.entry.draft.rule_book).and_then(|book| book.item(code));
        let same = then.zip(asked.draft.item(code)).is_some_and(|(then, now)| same_terms(then, now));
        (!same).then_some(code)
    };
    scored.filter_map(|line| differs(&line)).collect()
}

fn same_terms(then: &Item, now: &Item) -> bool {
    let terms = |item: &Item| (item.kind, item.min, item.max, item.by_quantity);
    terms(then) == terms(now)
        && then.caps == now.caps
        && then.categories == now.categories
        && (then.retired || !now.retired)
}

/// What the draft gives for a line, signed.
fn revalued(
    asked: &WhatIf<'_>,
    member: &MemberThen<'_>,
    line: &Line<'_>,
    uses: &mut Vec<Lineage>,
) -> Result<Points, Why> {
    let draft = &line.entry.draft;
    let code = draft.item.as_deref().unwrap_or_default();
    let then = asked.versions.get(&draft.rule_book).and_then(|book| book.item(code)).ok_or(Why::Unknown)?;
    let now = asked.draft.item(code).ok_or(Why::Unknown)?;
    if now.retired && !then.retired {
        return Err(Why::Retired);
    }
    if now.categories != then.categories && !now.is_for(member.category) {
        return Err(Why::Category);
    }
    // Without a sign, as the book speaks of amounts.
    let amount = if draft.asked.is_negative() { -draft.asked } else { draft.asked };
    let quantity = member.quantities.get(&draft.id);
    match now.kind {
        ItemKind::Addition => {
            let worth = worth(amount, then, now, quantity);
            let points = trim(worth, line.entry.counts_on, &now.caps, uses);
            uses.push(Lineage::holding(line.entry, points));
            Ok(points)
        }
        // Cut in the member's favour: a deduction is rounded towards zero.
        ItemKind::Deduction => Ok(-worth_down(amount, then, now, quantity)),
        ItemKind::Zeroing | ItemKind::Veto => Err(Why::Unknown),
    }
}

/// What an amount that was asked under one item is worth under another: a fixed amount in
/// proportion, part of an amount the same part, a range clamped.
fn worth(amount: Points, then: &Item, now: &Item, quantity: Option<&Quantity>) -> Points {
    scaled(amount, then, now, quantity, |amount, new, old| amount.pro_rata(new.hundredths(), old.hundredths()))
}

fn worth_down(amount: Points, then: &Item, now: &Item, quantity: Option<&Quantity>) -> Points {
    scaled(amount, then, now, quantity, |amount, new, old| -(-amount).pro_rata(new.hundredths(), old.hundredths()))
}

fn scaled(
    amount: Points,
    then: &Item,
    now: &Item,
    quantity: Option<&Quantity>,
    in_proportion: impl Fn(Points, Points, Points) -> Points,
) -> Points {
    let of = |item: &Item, each: Points| match quantity {
        Some(quantity) if item.by_quantity => quantity.worth(each),
        _ => each,
    };
    let (old_min, old_max) = (of(then, then.min), of(then, then.max));
    let (new_min, new_max) = (of(now, now.min), of(now, now.max));
    if (old_min, old_max) == (new_min, new_max) {
        return amount;
    }
    if amount < old_min || (old_min == old_max && new_min == new_max) {
        return if old_min.is_zero() { new_min } else { in_proportion(amount, new_min, old_min) };
    }
    amount.max(new_min).min(new_max)
}

/// The period's base points under the draft. What the committee withheld stays so.
fn base(asked: &WhatIf<'_>, member: &MemberThen<'_>, lines: &[Line<'_>]) -> Points {
    let of_period = |line: &&Line<'_>| {
        line.entry.draft.kind == EntryKind::Base && !line.fixed && counts_in(line.entry, asked.period)
    };
    let granted: Points = lines.iter().filter(of_period).map(|line| line.held).sum();
    let exempt = |book: &RuleBook| member.exempt || book.category(member.category).is_some_and(|one| one.exempt);
    let entitled = |book: &RuleBook| {
        let periods = periods_within(asked.period, book.base.per).into_iter().filter(|one| one.start() <= asked.until);
        let points = periods.map(|one| base_points(&book.base, member.category, one, member.since, member.left));
        if exempt(book) { Points::ZERO } else { points.sum() }
    };
    let same = asked.draft.base == member.book.base && exempt(asked.draft) == exempt(member.book);
    if same || (granted.is_zero() && !entitled(member.book).is_zero()) {
        return granted;
    }
    entitled(asked.draft)
}

/// The periods of a kind that make up a period; none of a longer kind.
fn periods_within(period: Period, kind: crate::time::PeriodKind) -> Vec<Period> {
    if period.kind() == kind {
        return vec![period];
    }
    period.parts().into_iter().flat_map(|part| periods_within(part, kind)).collect()
}

#[cfg(test)]
mod tests;
