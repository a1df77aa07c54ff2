//! One member's history, by the domain's plans and by the naive fold at once.

use std::collections::HashMap;

use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{AccountId, EntryId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::{
    self, Books, Draft, Entry, EntryKind, GENESIS, Head, Plan, Source, SourceKind, append, total_changes,
};
use xianfeng_domain::rulebook::Limit;
use xianfeng_domain::time::{Day, Period};

use super::naive::{Kind, Naive, STEP};
use super::rules::Rules;
use super::{ITEMS, Op, first, id, periods};

/// One member: the chain, and what a naive fold makes of it for each of two owners.
pub struct World {
    pub head: Head,
    pub entries: Vec<Entry>,
    pub naive: [Naive; 2],
    effects: HashMap<EntryId, (usize, usize)>,
    zeros: Vec<(usize, Uuid)>,
    minted: u128,
}

impl World {
    pub fn new(member: u128, rules: &[Rules; 2]) -> Self {
        let head = Head { member: id(member), seq: 0, hash: GENESIS, closed_through: None, final_through: None };
        let naive = [0, 1].map(|owner: usize| Naive::new(rules[owner].unit, rules[owner].additions_count));
        Self { head, entries: Vec::new(), naive, effects: HashMap::new(), zeros: Vec::new(), minted: member << 64 }
    }

    fn mint(&mut self) -> u128 {
        self.minted += 1;
        self.minted
    }

    /// The first open day.
    fn open(&self) -> Day {
        self.head.closed_through.and_then(|closed| closed.succ_opt()).unwrap_or(first())
    }

    fn draft(&mut self, owner: usize, version: usize, kind: EntryKind, points: i64, day: i64) -> Draft {
        let number = self.mint();
        let points = Points::from_hundredths(points);
        Draft {
            id: id(number),
            kind,
            source: Source { kind: SourceKind::Direct, id: Uuid::from_u128(number), line: 0 },
            item: None,
            rule_book: id::<RuleBookId>(1 + 2 * owner as u128 + version as u128),
            owner: id::<OrganizationId>(100 + owner as u128),
            organization: id(200),
            points,
            asked: points,
            scope: None,
            deed_on: self.head.closed_through.map_or(first(), |closed| closed + Duration::days(1))
                + Duration::days(day),
            counts_as: None,
            recorded_by: id::<AccountId>(300),
            approved_by: id::<AccountId>(300),
            reverses: None,
            releases: None,
            reason_digest: GENESIS,
            evidence_digest: GENESIS,
        }
    }

    /// Asks a plan under an owner's book and writes what it says; answers the first entry.
    fn plan<T>(
        &mut self,
        owner: usize,
        books: &Books,
        decide: impl FnOnce(Plan<'_, &mut dyn FnMut() -> EntryId>) -> Result<Vec<Draft>, T>,
    ) -> Option<EntryId> {
        let own: Vec<Entry> =
            self.entries.iter().filter(|entry| entry.draft.owner == id(100 + owner as u128)).cloned().collect();
        let mut minted = self.minted;
        let mut mint = || {
            minted += 1;
            id::<EntryId>(minted)
        };
        let drafts = decide(Plan::new(self.head, own, books, id(301), &mut mint)).ok()?;
        self.minted = minted;
        let now: DateTime<Utc> = DateTime::UNIX_EPOCH;
        let appended = append(self.head, drafts, now);
        self.head = appended.head;
        let written = appended.entries.first().map(|entry| entry.draft.id);
        self.entries.extend(appended.entries);
        written
    }

    pub fn apply(&mut self, owner: usize, rules: &[Rules; 2], books: &Books, op: &Op) {
        match op {
            Op::Deed { item, version, day, steps } => {
                let mut draft = self.draft(owner, *version, EntryKind::Addition, steps * STEP, *day);
                draft.item = Some(format!("item_{item}"));
                let caps = rules[owner].caps[*version][*item].clone();
                let (effect, points) =
                    self.naive[owner].record(Kind::Addition, *item, caps, steps * STEP, draft.deed_on, None);
                let entry = self.plan(owner, books, |plan| Ok::<_, ()>(plan.record(draft))).unwrap();
                let got = self.entries.iter().find(|other| other.draft.id == entry).unwrap().draft.points;
                assert_eq!(got.hundredths(), points, "what the caps leave");
                self.effects.insert(entry, (owner, effect));
            }
            Op::Deduct { day, steps } => {
                let draft = self.draft(owner, 0, EntryKind::Deduction, -steps * STEP, *day);
                let (effect, _) =
                    self.naive[owner].record(Kind::Deduction, 0, Vec::new(), -steps * STEP, draft.deed_on, None);
                let entry = self.plan(owner, books, |plan| Ok::<_, ()>(plan.record(draft))).unwrap();
                self.effects.insert(entry, (owner, effect));
            }
            Op::Base { kind, day, steps } => {
                let mut draft = self.draft(owner, 0, EntryKind::Base, steps * STEP, *day);
                let period = Period::containing(*kind, draft.deed_on);
                if self.head.closed_through.is_some_and(|closed| period.last_day() <= closed) {
                    return;
                }
                draft.scope = Some(period);
                let (effect, _) =
                    self.naive[owner].record(Kind::Base, 0, Vec::new(), steps * STEP, draft.deed_on, Some(period));
                let entry = self.plan(owner, books, |plan| Ok::<_, ()>(plan.record(draft))).unwrap();
                self.effects.insert(entry, (owner, effect));
            }
            Op::Correct { entry, last } => self.correct(books, entry, *last),
            Op::Object { .. } if self.entries.is_empty() => {}
            Op::Object { entry } => self.correct_at(books, entry.index(self.entries.len()), true),
            Op::Zero { day, veto } => {
                let kind = if *veto { EntryKind::Veto } else { EntryKind::Zeroing };
                let mut draft = self.draft(owner, 0, kind, 0, *day);
                draft.source.kind = SourceKind::Zeroing;
                let zeroing = draft.source.id;
                self.naive[owner].zero(draft.deed_on);
                self.plan(owner, books, |plan| Ok::<_, ()>(plan.zero(&draft))).unwrap();
                self.zeros.push((owner, zeroing));
            }
            Op::Lift { zero } => {
                if self.zeros.is_empty() {
                    return;
                }
                let (owner, zeroing) = self.zeros[zero.index(self.zeros.len())];
                let own = self.zeros.iter().filter(|(of, _)| *of == owner);
                let place = own.clone().position(|(_, id)| *id == zeroing).unwrap();
                let lifted = self.naive[owner].lift(place);
                let written = self.plan(owner, books, |plan| plan.lift(zeroing).ok_or(()));
                assert_eq!(written.is_some(), lifted);
            }
            Op::Close => self.close(rules),
            Op::Finish => {
                self.head.final_through = self.head.closed_through;
                for naive in &mut self.naive {
                    naive.last_final = naive.closed;
                }
            }
        }
    }

    /// A reversal of whatever holds, or of what does not; a reversal is reinstated.
    fn correct(&mut self, books: &Books, entry: &prop::sample::Index, last: bool) {
        if self.entries.is_empty() {
            return;
        }
        let among = if last { self.entries.len().min(4) } else { self.entries.len() };
        let place = self.entries.len() - 1 - entry.index(among);
        self.correct_at(books, place, false);
    }

    pub fn correct_at(&mut self, books: &Books, place: usize, objected: bool) {
        let draft = &self.entries[place].draft;
        let (target, kind, owner) = (draft.id, draft.kind, usize::from(draft.owner == id(101)));
        let effect = self.effects.get(&target).copied();
        let (planned, expected) = if kind == EntryKind::Reversal {
            let expected = effect.and_then(|(owner, effect)| match objected {
                true => self.naive[owner].objected(|naive| naive.reinstate(effect)),
                false => self.naive[owner].reinstate(effect),
            });
            (self.plan(owner, books, |plan| opened(plan, objected).reinstate(target)), expected)
        } else {
            let expected = effect.and_then(|(owner, effect)| match objected {
                true => self.naive[owner].objected(|naive| naive.reverse(effect)),
                false => self.naive[owner].reverse(effect),
            });
            (self.plan(owner, books, |plan| opened(plan, objected).reverse(target)), expected)
        };
        assert_eq!(planned.is_some(), expected.is_some(), "{kind:?}");
        if let (Some(entry), Some(effect)) = (planned, expected) {
            self.effects.insert(entry, (owner, effect));
        }
    }

    /// Closes the next unit of both books, as far as both can be.
    fn close(&mut self, rules: &[Rules; 2]) {
        let day = self.open();
        let longest = rules.iter().map(|rules| rules.unit).max().unwrap();
        let last_day = Period::containing(longest, day).last_day();
        if last_day > first() + Duration::days(500) {
            return;
        }
        self.head.closed_through = Some(last_day);
        for naive in &mut self.naive {
            naive.close(last_day, &periods());
        }
    }

    /// The totals by the domain.
    pub fn totals(&self, owner: usize) -> HashMap<Period, Points> {
        let mut totals: HashMap<Period, Points> = HashMap::new();
        for entry in self.entries.iter().filter(|entry| entry.draft.owner == id(100 + owner as u128)) {
            for change in total_changes(entry) {
                *totals.entry(change.period).or_default() += change.total;
            }
        }
        totals
    }

    pub fn check(&self, rules: &[Rules; 2]) {
        assert_eq!(ledger::verify(&self.entries), Ok((self.head.seq, self.head.hash)));
        for (owner, naive) in self.naive.iter().enumerate() {
            let totals = self.totals(owner);
            let total = |period: Period| totals.get(&period).copied().unwrap_or_default();
            for period in periods() {
                assert_eq!(total(period), naive.points(period), "owner {owner}, {period}");
                let parts = period.parts();
                let scoped = self.entries.iter().filter(|entry| {
                    entry.draft.owner == id(100 + owner as u128)
                        && entry.draft.scope.is_some_and(|scope| scope.kind() == period.kind())
                        && period.contains(entry.counts_on)
                });
                let scoped: Points = scoped.map(|entry| entry.draft.points).sum();
                let sum: Points = parts.iter().map(|part| total(*part)).sum();
                assert!(parts.is_empty() || sum + scoped == total(period), "parts of {period}");
                for item in 0..ITEMS {
                    self.check_caps(rules, owner, item, period);
                }
            }
        }
    }

    /// The most generous version's caps are never passed.
    fn check_caps(&self, rules: &[Rules; 2], owner: usize, item: usize, period: Period) {
        let own = ledger::cap_uses(&ledger::lineages(&self.entries), id(100 + owner as u128), &format!("item_{item}"));
        let nets: Vec<Points> = own.iter().map(|own| own.net(period)).filter(|net| *net > Points::ZERO).collect();
        let caps = rules[owner].caps.iter().map(|items| items[item].iter().filter(|cap| cap.per == period.kind()));
        let points: Option<Vec<Points>> = caps
            .clone()
            .map(|mut caps| caps.find_map(|cap| if let Limit::Points(most) = cap.limit { Some(most) } else { None }))
            .collect();
        let times: Option<Vec<u32>> = caps
            .map(|mut caps| caps.find_map(|cap| if let Limit::Times(most) = cap.limit { Some(most) } else { None }))
            .collect();
        if let Some(most) = points.and_then(|points| points.into_iter().max()) {
            assert!(nets.iter().copied().sum::<Points>() <= most, "points of item {item} in {period}");
        }
        if let Some(most) = times.and_then(|times| times.into_iter().max()) {
            assert!(nets.len() <= most as usize, "times of item {item} in {period}");
        }
    }
}

fn opened<Mint: FnMut() -> EntryId>(plan: Plan<'_, Mint>, objected: bool) -> Plan<'_, Mint> {
    if objected { plan.in_closed_units() } else { plan }
}
