//! Settlements, over-issues, orders and expiry in one history of a village: fund, wallets and debts stay
//! exact to the fen, whatever happens in whatever order (S0-9, invariant 5).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails like this")]

use chrono::{DateTime, Days, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Lot, Portion, Undone, Wallet, refund, spend_plan, spendable};
use xianfeng_domain::settlements::{
    self, Balance, Claimant, Debt, Issued, Share, Statement, over_issued, reckon, settle,
};
use xianfeng_domain::time::Day;

/// So many members has the village.
const MEMBERS: usize = 4;

/// A quarter's share of 5,000 yuan.
const SHARE_FEN: i64 = 125_000;

#[derive(Clone, Debug)]
enum Step {
    /// A quarter is settled by what the rule book promises each, in hundredths.
    Settle { nominals: [i64; MEMBERS], carry_over: bool, months: Option<u64> },
    /// A deed of a settled quarter turns out wrong: the rule book would have promised less.
    Correct { lot: usize, then: i64 },
    /// It turns out right after all: one reversal of the quarter is mended.
    Mend { lot: usize, which: usize },
    /// A member orders.
    Order { member: usize, units: i64 },
    /// An order is handed out, or falls through by the member or by others.
    End { order: usize, fell: Option<Undone> },
    /// Days go by, and what has run out is taken out.
    NextDays(u64),
}

fn ended() -> impl Strategy<Value = Option<Undone>> {
    prop_oneof![Just(None), Just(Some(Undone::ByMember)), Just(Some(Undone::ByOthers))]
}

fn step() -> impl Strategy<Value = Step> {
    let nominal = || prop_oneof![Just(0), Just(6_000), 0..90_000i64];
    let nominals = [nominal(), nominal(), nominal(), nominal()];
    prop_oneof![
        2 => (nominals, any::<bool>(), proptest::option::of(0..13u64))
            .prop_map(|(nominals, carry_over, months)| Step::Settle { nominals, carry_over, months }),
        2 => (0..12usize, 0..60_000i64).prop_map(|(lot, then)| Step::Correct { lot, then }),
        2 => (0..12usize, 0..3usize).prop_map(|(lot, which)| Step::Mend { lot, which }),
        4 => (0..MEMBERS, 1..50_000i64).prop_map(|(member, units)| Step::Order { member, units }),
        3 => (0..8usize, ended()).prop_map(|(order, fell)| Step::End { order, fell }),
        2 => (0..100u64).prop_map(Step::NextDays),
    ]
}

/// What the settlement said of a lot, and what was found wrong in it.
#[derive(Debug)]
struct Said {
    issued: Issued,
    statement: Statement,
    debts: Vec<Debt>,
    /// What each reversal alone makes too much.
    over: Vec<Points>,
}

impl Said {
    /// What is too much in it: the lowest of what holds decides.
    fn too_much(&self) -> Points {
        let holding = self.debts.iter().zip(&self.over).filter(|(debt, _)| debt.holds);
        holding.map(|(_, over)| *over).max().unwrap_or_default()
    }
}

struct Village {
    fen_per_point: i64,
    today: Day,
    fund: Fund,
    lots: Vec<(Lot, Said)>,
    orders: Vec<(usize, Points, Vec<Portion>)>,
    recovered: Points,
    given_back: Points,
    settled: i64,
}

impl Village {
    fn new(fen_per_point: i64) -> Self {
        Self {
            fen_per_point,
            today: Day::from_ymd_opt(2026, 1, 1).expect("a day"),
            fund: Fund::default(),
            lots: Vec::new(),
            orders: Vec::new(),
            recovered: Points::ZERO,
            given_back: Points::ZERO,
            settled: 0,
        }
    }

    fn step_fund(&mut self, step: FundStep, fen: i64) {
        self.fund = self.fund.after(step, fen).expect("the money is there");
    }

    fn lots_of(&self, member: usize) -> Vec<Lot> {
        self.lots.iter().map(|(lot, _)| lot).filter(|lot| lot.member == id_of(member)).cloned().collect()
    }

    fn lot(&mut self, id: LotId) -> &mut Lot {
        self.lots.iter_mut().map(|(lot, _)| lot).find(|lot| lot.id == id).expect("its lot")
    }

    fn debts_of(&mut self, member: usize) -> impl Iterator<Item = &mut Debt> {
        let own = self.lots.iter_mut().filter(move |(lot, _)| lot.member == id_of(member));
        own.flat_map(|(_, said)| &mut said.debts)
    }

    /// What a settlement took off and gave back, the oldest first.
    fn book(&mut self, member: usize, share: Share) {
        let (mut recovered, mut given_back) = (share.recovered, share.given_back);
        for debt in self.debts_of(member) {
            let (taken, given) = (debt.open().min(recovered), debt.due_back().min(given_back));
            debt.recovered += taken;
            debt.given_back += given;
            (recovered, given_back) = (recovered - taken, given_back - given);
        }
        assert_eq!((recovered, given_back), (Points::ZERO, Points::ZERO), "a debt is paid once, and comes back once");
        self.recovered += share.recovered;
        self.given_back += share.given_back;
    }

    fn settle(&mut self, nominals: [i64; MEMBERS], carry_over: bool, months: Option<u64>) {
        let fund = settlements::Fund {
            share_fen: SHARE_FEN,
            carried_in_fen: self.fund.available(),
            fen_per_point: self.fen_per_point,
            carry_over,
        };
        let claimant = |(member, nominal): (usize, i64)| {
            let Balance { owed, due_back } = Balance::of(self.debts_of(member).map(|debt| &*debt));
            Claimant { order: member as i64 + 1, nominal: Points::from_hundredths(nominal), owed, due_back }
        };
        let claimants: Vec<Claimant> = nominals.into_iter().enumerate().map(claimant).collect();
        let village = settle(&claimants, fund);
        self.settled += 1;
        self.step_fund(FundStep::Allot, SHARE_FEN);
        let expires_on = months.and_then(|months| self.today.checked_add_days(Days::new(30 * months)));
        for (member, (share, claimant)) in village.shares.iter().zip(&claimants).enumerate() {
            assert!(!share.by_rate().is_negative(), "never a negative share");
            self.book(member, *share);
            let issued = Amount { points: share.points, fen: share.fen };
            if issued.is_zero() {
                continue;
            }
            self.step_fund(FundStep::Commit, share.fen);
            let number = Uuid::from_u128(self.lots.len() as u128 + 1);
            let lot = Lot {
                id: LotId(number),
                member: id_of(member),
                settlement: SettlementId(number),
                organization: OrganizationId(Uuid::nil()),
                period: "2026-Q1".parse().expect("a period"),
                issued,
                free: issued,
                reserved: Amount::ZERO,
                spent: Amount::ZERO,
                expired: Amount::ZERO,
                expires_on,
                issued_at: DateTime::<Utc>::UNIX_EPOCH,
                grace_used: false,
            };
            let issued = Issued { nominal: claimant.nominal, points: share.by_rate() };
            let said = Said { issued, statement: village.statement, debts: Vec::new(), over: Vec::new() };
            self.lots.push((lot, said));
        }
        assert_eq!(self.fund.available(), village.statement.left_fen, "the statement says what the fund has");
        self.step_fund(FundStep::Lapse, village.statement.lapsed_fen);
        assert_eq!(self.fund.available(), village.statement.carried_out_fen);
    }

    fn correct(&mut self, lot: usize, then: i64) {
        let Some((lot, said)) = self.lots.get_mut(lot) else { return };
        let over = over_issued(said.issued, Points::from_hundredths(then), &said.statement, self.fen_per_point);
        assert!(!over.is_negative() && over <= lot.issued.points, "no more comes back than was issued");
        said.debts.push(Debt::NEW);
        said.over.push(over);
        let too_much = said.too_much();
        reckon(&mut said.debts, too_much);
    }

    fn mend(&mut self, lot: usize, which: usize) {
        let Some((_, said)) = self.lots.get_mut(lot) else { return };
        let Some(debt) = said.debts.iter_mut().filter(|debt| debt.holds).nth(which) else { return };
        debt.holds = false;
        let too_much = said.too_much();
        reckon(&mut said.debts, too_much);
    }

    fn order(&mut self, member: usize, units: i64) {
        let (lots, points) = (self.lots_of(member), Points::from_hundredths(units));
        let Ok(portions) = spend_plan(&lots, points, self.today) else {
            assert!(spendable(&lots, self.today) < points, "refused for want of points only");
            return;
        };
        for part in &portions {
            self.lot(part.lot).reserve(part.amount).expect("it is free");
        }
        self.orders.push((member, points, portions));
    }

    fn end(&mut self, order: usize, fell: Option<Undone>) {
        if order >= self.orders.len() {
            return;
        }
        let (member, points, portions) = self.orders.swap_remove(order);
        let before = spendable(&self.lots_of(member), self.today);
        let Some(by) = fell else {
            for part in portions {
                self.lot(part.lot).fulfil(part.amount).expect("it is reserved");
                self.step_fund(FundStep::Spend, part.amount.fen);
            }
            return;
        };
        let mut lost = Points::ZERO;
        for (after, _, late) in refund(&self.lots_of(member), &portions, self.today, by).expect("it is reserved") {
            self.step_fund(FundStep::Release, late.ran_out.fen + late.too_late.fen);
            lost += late.too_late.points;
            let id = after.id;
            assert!(late.too_late.is_zero() || self.lot(id).grace_used, "the first time nothing is lost");
            *self.lot(id) = after;
        }
        assert!(lost.is_zero() || by == Undone::ByMember, "nobody loses points by what others do");
        assert_eq!(spendable(&self.lots_of(member), self.today), before + points - lost, "the rest can be spent again");
    }

    fn next_days(&mut self, days: u64) {
        self.today = self.today.checked_add_days(Days::new(days)).expect("a day");
        let today = self.today;
        let lapsed: i64 = self.lots.iter_mut().map(|(lot, _)| lot.expire(today).fen).sum();
        self.step_fund(FundStep::Release, lapsed);
    }

    fn take(&mut self, step: &Step) {
        match *step {
            Step::Settle { nominals, carry_over, months } => self.settle(nominals, carry_over, months),
            Step::Correct { lot, then } => self.correct(lot, then),
            Step::Mend { lot, which } => self.mend(lot, which),
            Step::Order { member, units } => self.order(member, units),
            Step::End { order, fell } => self.end(order, fell),
            Step::NextDays(days) => self.next_days(days),
        }
    }

    fn check(&self) {
        assert!(self.fund.is_exact() && self.lots.iter().all(|(lot, _)| lot.is_exact()), "{:?}", self.fund);
        assert_eq!(self.fund.allotted, SHARE_FEN * self.settled, "not a fen more than the shares");
        let sum = |part: fn(&Lot) -> i64| self.lots.iter().map(|(lot, _)| part(lot)).sum::<i64>();
        assert_eq!(self.fund.committed, sum(|lot| lot.free.fen + lot.reserved.fen));
        assert_eq!(self.fund.spent, sum(|lot| lot.spent.fen));
        for member in 0..MEMBERS {
            let wallet = Wallet::of(&self.lots_of(member));
            let open = self.orders.iter().filter(|(by, ..)| *by == member).map(|(_, points, _)| *points).sum();
            assert!(!wallet.free.is_negative(), "never a negative wallet");
            assert_eq!(wallet.reserved, open, "what is kept belongs to an open order");
        }
        let (mut recovered, mut given_back) = (Points::ZERO, Points::ZERO);
        for (_, said) in &self.lots {
            assert!(said.debts.iter().all(Debt::is_exact), "{:?}", said.debts);
            let sum = |of: fn(&Debt) -> Points| said.debts.iter().map(of).sum::<Points>();
            let kept = sum(|debt| debt.recovered) - sum(|debt| debt.given_back);
            let Balance { owed, due_back } = Balance::of(&said.debts);
            assert_eq!(kept - due_back + owed, said.too_much(), "what was too much is kept or owed, no more");
            recovered += sum(|debt| debt.recovered);
            given_back += sum(|debt| debt.given_back);
        }
        assert_eq!((recovered, given_back), (self.recovered, self.given_back), "as the settlements say");
    }
}

fn id_of(member: usize) -> MemberId {
    MemberId(Uuid::from_u128(member as u128 + 1))
}

proptest! {
    #[test]
    fn s0_9_any_year_of_a_village_is_exact(
        fen_per_point in prop_oneof![Just(100), Just(200), Just(700)],
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut village = Village::new(fen_per_point);
        for step in &steps {
            village.take(step);
            village.check();
        }
    }
}
