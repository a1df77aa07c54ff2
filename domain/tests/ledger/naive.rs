//! The ledger's rules once more, naively: every figure is folded anew from all that happened, in the
//! order of recording. Nothing is shared with the domain but periods and points.

use std::collections::{HashMap, HashSet};

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Cap, Limit};
use xianfeng_domain::time::{Day, Period, PeriodKind};

/// Points are asked for in steps of this many hundredths.
pub const STEP: i64 = 50;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Base,
    Addition,
    Deduction,
}

/// A deed and what holds for it.
struct Deed {
    kind: Kind,
    item: usize,
    caps: Vec<Cap>,
    /// The effects that are its own, the first one first.
    effects: Vec<usize>,
    /// The effect that holds; none while it is reversed.
    holder: Option<usize>,
    held: i64,
    due: i64,
    /// The period that is closed with it.
    home: Period,
}

/// Something that changed totals.
struct Effect {
    deed: Option<usize>,
    day: Day,
    scope: Option<Period>,
    amount: i64,
    /// The effect that it corrects.
    corrects: Option<usize>,
    /// Counts in no period that holds this day: a zeroing's.
    away: Option<Day>,
    /// Evens a correction out, and so is no part of what the deed holds.
    evens: bool,
}

enum Event {
    Effect(usize),
    Zero(usize),
}

struct Zero {
    day: Day,
    standing: bool,
}

/// One member under one owner's book.
pub struct Naive {
    unit: PeriodKind,
    additions_count: bool,
    deeds: Vec<Deed>,
    effects: Vec<Effect>,
    zeros: Vec<Zero>,
    events: Vec<Event>,
    frozen: HashMap<Period, i64>,
    pub closed: Option<Day>,
    pub last_final: Option<Day>,
    /// An objection was upheld: what is closed and not final changes, too.
    objected: bool,
}

impl Naive {
    pub fn new(unit: PeriodKind, additions_count: bool) -> Self {
        Self {
            unit,
            additions_count,
            deeds: Vec::new(),
            effects: Vec::new(),
            zeros: Vec::new(),
            events: Vec::new(),
            frozen: HashMap::new(),
            closed: None,
            last_final: None,
            objected: false,
        }
    }

    fn is_closed(&self, period: Period) -> bool {
        self.closed.is_some_and(|closed| period.last_day() <= closed)
    }

    /// The last day of what a correction leaves as it is.
    fn fixed(&self) -> Option<Day> {
        if self.objected { self.last_final } else { self.closed }
    }

    /// A correction in closed units: what was frozen of them and is not final changes by what the fold
    /// does.
    pub fn objected(&mut self, correct: impl FnOnce(&mut Self) -> Option<usize>) -> Option<usize> {
        let frozen: Vec<Period> = self.frozen.keys().copied().collect();
        let before: Vec<i64> = frozen.iter().map(|period| self.fold(*period, None)).collect();
        self.objected = true;
        let done = correct(self);
        self.objected = false;
        for (period, before) in frozen.into_iter().zip(before) {
            let change = self.fold(period, None) - before;
            *self.frozen.get_mut(&period).unwrap() += change;
        }
        done
    }

    fn open_day(&self, day: Day) -> Day {
        self.closed.and_then(|closed| closed.succ_opt()).map_or(day, |first| day.max(first))
    }

    fn counts(&self, effect: usize, period: Period) -> bool {
        let effect = &self.effects[effect];
        period.contains(effect.day)
            && effect.scope.is_none_or(|scope| scope.days() <= period.days())
            && effect.away.is_none_or(|away| !period.contains(away))
    }

    /// Folds a period's total from the beginning, with one zeroing taken for lifted.
    fn fold(&self, period: Period, without: Option<usize>) -> i64 {
        let stands =
            |zero: usize| self.zeros[zero].standing && Some(zero) != without && period.contains(self.zeros[zero].day);
        let (mut total, mut recovered) = (0, 0);
        let (mut wiped, mut old): (HashSet<usize>, HashSet<usize>) = (HashSet::new(), HashSet::new());
        let (mut seen, mut zeroed) = (Vec::new(), false);
        for event in &self.events {
            match event {
                Event::Zero(zero) if stands(*zero) => {
                    (total, recovered, zeroed) = (0, 0, true);
                    wiped.extend(seen.iter().copied());
                    old.extend(seen.iter().filter_map(|effect: &usize| self.effects[*effect].deed));
                }
                Event::Zero(_) => {}
                Event::Effect(effect) => {
                    seen.push(*effect);
                    if !self.counts(*effect, period) {
                        continue;
                    }
                    let Effect { deed, amount, corrects, .. } = self.effects[*effect];
                    if corrects.is_some_and(|corrected| wiped.contains(&corrected) && self.counts(corrected, period)) {
                        wiped.insert(*effect);
                        continue;
                    }
                    let is_deduction = deed.is_some_and(|deed| self.deeds[deed].kind == Kind::Deduction);
                    if zeroed && !self.additions_count && !is_deduction {
                        continue;
                    }
                    if deed.is_some_and(|deed| old.contains(&deed)) {
                        recovered += amount;
                    } else {
                        total += amount;
                    }
                }
            }
        }
        match recovered {
            recovered if recovered < 0 && total > 0 => (total + recovered).max(0),
            recovered if recovered < 0 => total,
            recovered => total + recovered,
        }
    }

    pub fn total(&self, period: Period) -> i64 {
        self.frozen.get(&period).copied().unwrap_or_else(|| self.fold(period, None))
    }

    /// Closes up to a day, and freezes what is over.
    pub fn close(&mut self, last_day: Day, periods: &[Period]) {
        for period in periods.iter().filter(|period| period.last_day() <= last_day) {
            if !self.frozen.contains_key(period) {
                let total = self.fold(*period, None);
                self.frozen.insert(*period, total);
            }
        }
        self.closed = Some(last_day);
    }

    fn effect(&mut self, effect: Effect) -> usize {
        self.effects.push(effect);
        self.events.push(Event::Effect(self.effects.len() - 1));
        self.effects.len() - 1
    }

    fn net(&self, deed: usize, period: Period) -> i64 {
        let own = self.deeds[deed].effects.iter().map(|effect| &self.effects[*effect]);
        own.filter(|effect| period.contains(effect.day)).map(|effect| effect.amount).sum()
    }

    /// What an item uses in a period: points and times.
    pub fn used(&self, item: usize, period: Period) -> (i64, u32) {
        let live = (0..self.deeds.len()).filter(|deed| {
            let deed = &self.deeds[*deed];
            deed.kind == Kind::Addition && deed.item == item && deed.holder.is_some()
        });
        let nets = live.map(|deed| self.net(deed, period)).filter(|net| *net > 0);
        nets.fold((0, 0), |(points, times), net| (points + net, times + 1))
    }

    /// The most of `wanted` that passes no cap, found by trying.
    fn fits(&mut self, deed: usize, day: Day, wanted: i64) -> i64 {
        let (item, caps, holder) = (self.deeds[deed].item, self.deeds[deed].caps.clone(), self.deeds[deed].holder);
        let periods: Vec<(Cap, Period)> = caps.iter().map(|cap| (*cap, Period::containing(cap.per, day))).collect();
        let before: Vec<(i64, u32)> = periods.iter().map(|(_, period)| self.used(item, *period)).collect();
        let mut amount = wanted;
        loop {
            let tried = Effect { deed: None, day, scope: None, amount, corrects: None, away: None, evens: false };
            self.effects.push(tried);
            let index = self.effects.len() - 1;
            self.deeds[deed].effects.push(index);
            self.deeds[deed].holder = Some(index);
            let passes = periods.iter().zip(&before).all(|((cap, period), before)| {
                let (points, times) = self.used(item, *period);
                match cap.limit {
                    Limit::Points(most) => points <= most.hundredths() || points <= before.0,
                    Limit::Times(most) => times <= most || times <= before.1 && points <= before.0,
                }
            });
            self.effects.pop();
            self.deeds[deed].effects.pop();
            self.deeds[deed].holder = holder;
            if passes || amount <= 0 {
                return amount.max(0);
            }
            amount -= STEP;
        }
    }

    /// A deed or grant; answers its effect and what it got.
    pub fn record(
        &mut self,
        kind: Kind,
        item: usize,
        caps: Vec<Cap>,
        asked: i64,
        day: Day,
        scope: Option<Period>,
    ) -> (usize, i64) {
        let day = scope.map_or_else(|| self.open_day(day), Period::start);
        let home = scope.unwrap_or_else(|| Period::containing(self.unit, day));
        let effects = Vec::new();
        self.deeds.push(Deed { kind, item, caps, effects, holder: None, held: 0, due: asked, home });
        let deed = self.deeds.len() - 1;
        let amount = if kind == Kind::Addition { self.fits(deed, day, asked) } else { asked };
        let effect =
            self.effect(Effect { deed: Some(deed), day, scope, amount, corrects: None, away: None, evens: false });
        let own = &mut self.deeds[deed];
        own.effects.push(effect);
        (own.holder, own.held) = (Some(effect), amount);
        (effect, amount)
    }

    /// Reverses an effect; `None` where it is refused.
    pub fn reverse(&mut self, effect: usize) -> Option<usize> {
        let deed = self.effects[effect].deed?;
        if self.deeds[deed].holder != Some(effect) {
            return None;
        }
        let Effect { day, scope, .. } = self.effects[effect];
        let last_day = scope.map_or(day, Period::last_day);
        let closed = self.fixed().is_some_and(|closed| last_day <= closed);
        if closed && self.last_final.is_none_or(|last| last_day > last) {
            return None;
        }
        let own = &mut self.deeds[deed];
        let amount = -own.held;
        own.holder = None;
        own.held = 0;
        if closed {
            own.due = -amount;
        }
        let (day, scope) = if closed { (self.open_day(day), None) } else { (day, scope) };
        let reversal = self.correct(deed, effect, day, scope, amount);
        self.release(self.deeds[deed].kind, self.deeds[deed].item);
        Some(reversal)
    }

    /// Reinstates what a reversal took; `None` where it is refused.
    pub fn reinstate(&mut self, reversal: usize) -> Option<usize> {
        let Effect { deed, day, scope, amount, corrects, evens, .. } = self.effects[reversal];
        let deed = deed.filter(|_| corrects.is_some() && !evens)?;
        let last = *self.deeds[deed].effects.last()?;
        let is_release = self.deeds[deed].holder.is_some();
        if is_release || last != reversal {
            return None;
        }
        let closed = self.fixed().is_some_and(|closed| scope.map_or(day, Period::last_day) <= closed);
        let (day, scope) = if closed { (self.open_day(day), None) } else { (day, scope) };
        let mut amount = -amount;
        if self.deeds[deed].kind == Kind::Addition {
            amount = self.fits(deed, day, amount);
        }
        let effect = self.correct(deed, reversal, day, scope, amount);
        (self.deeds[deed].holder, self.deeds[deed].held) = (Some(effect), amount);
        self.release(self.deeds[deed].kind, self.deeds[deed].item);
        Some(effect)
    }

    fn correct(&mut self, deed: usize, corrects: usize, day: Day, scope: Option<Period>, amount: i64) -> usize {
        let effect =
            Effect { deed: Some(deed), day, scope, amount, corrects: Some(corrects), away: None, evens: false };
        let effect = self.effect(effect);
        self.deeds[deed].effects.push(effect);
        self.even_out(deed, effect);
        effect
    }

    /// Nothing is recovered for what a zeroing has taken in the deed's own unit.
    fn even_out(&mut self, deed: usize, effect: usize) {
        let (home, day, amount) = (self.deeds[deed].home, self.effects[effect].day, self.effects[effect].amount);
        if home.contains(day) {
            return;
        }
        let born = self.deeds[deed].effects[0];
        let (mut was_born, mut taken) = (false, None);
        for event in &self.events {
            match event {
                Event::Effect(index) if *index == born => was_born = true,
                Event::Zero(zero) if self.zeros[*zero].standing && home.contains(self.zeros[*zero].day) => {
                    let additions_lost = !self.additions_count && self.deeds[deed].kind != Kind::Deduction;
                    taken = (was_born || additions_lost).then_some(self.zeros[*zero].day);
                }
                _ => {}
            }
        }
        if let Some(away) = taken {
            self.effect(Effect {
                deed: Some(deed),
                day,
                scope: None,
                amount: -amount,
                corrects: Some(effect),
                away: Some(away),
                evens: true,
            });
        }
    }

    fn release(&mut self, kind: Kind, item: usize) {
        if kind != Kind::Addition {
            return;
        }
        for deed in 0..self.deeds.len() {
            let own = &self.deeds[deed];
            let Some(holder) = own.holder.filter(|_| own.kind == Kind::Addition && own.item == item) else { continue };
            let (day, wanted) = (self.effects[holder].day, own.due - own.held);
            if wanted <= 0 || self.fixed().is_some_and(|closed| day <= closed) {
                continue;
            }
            let amount = self.fits(deed, day, wanted);
            if amount > 0 {
                let root = self.deeds[deed].effects[0];
                self.correct(deed, root, day, None, amount);
                self.deeds[deed].held += amount;
            }
        }
    }

    pub fn zero(&mut self, day: Day) {
        let day = self.open_day(day);
        self.zeros.push(Zero { day, standing: true });
        self.events.push(Event::Zero(self.zeros.len() - 1));
    }

    /// Lifts a zeroing; `false` where it does not stand.
    pub fn lift(&mut self, zero: usize) -> bool {
        if !self.zeros[zero].standing {
            return false;
        }
        let away = self.zeros[zero].day;
        let unit = Period::containing(self.unit, away);
        if self.is_closed(unit) {
            let elsewhere = |effect: &&Effect| match (effect.deed, effect.away) {
                (None, Some(away)) => unit.contains(away),
                (Some(deed), Some(_)) => self.deeds[deed].home == unit,
                _ => false,
            };
            let elsewhere: i64 = self.effects.iter().filter(elsewhere).map(|effect| effect.amount).sum();
            let amount = self.fold(unit, Some(zero)) - self.total(unit) - elsewhere;
            let day = self.open_day(away);
            self.zeros[zero].standing = false;
            self.effect(Effect { deed: None, day, scope: None, amount, corrects: None, away: Some(away), evens: true });
        }
        self.zeros[zero].standing = false;
        true
    }

    pub fn points(&self, period: Period) -> Points {
        Points::from_hundredths(self.total(period))
    }
}
