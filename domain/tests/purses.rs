//! Settlements, over-issues, orders and expiry in one history of a village: fund, wallets and debts stay
//! exact to the fen, whatever happens in whatever order (S0-9, invariant 5).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails like this")]

use chrono::{DateTime, Days, Utc};
use proptest::prelude::*;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::funds::{Fund, FundStep};
use xianfeng_domain::ids::{LotId, MemberId, OrganizationId, SettlementId};
use xianfeng_domain::purse::{Amount, Lot, Portion, Wallet, refund, spend_plan, spendable};
use xianfeng_domain::settlements::{self, Claimant, Issued, Statement, over_issued, settle};
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
    /// A member orders.
    Order { member: usize, units: i64 },
    /// An order is handed out, or cancelled.
    End { order: usize, handed_out: bool },
    /// Days go by, and what has run out is taken out.
    NextDays(u64),
}

fn step() -> impl Strategy<Value = Step> {
    let nominal = || prop_oneof![Just(0), Just(6_000), 0..90_000i64];
    let nominals = [nominal(), nominal(), nominal(), nominal()];
    prop_oneof![
        2 => (nominals, any::<bool>(), proptest::option::of(0..13u64))
            .prop_map(|(nominals, carry_over, months)| Step::Settle { nominals, carry_over, months }),
        1 => (0..12usize, 0..60_000i64).prop_map(|(lot, then)| Step::Correct { lot, then }),
        4 => (0..MEMBERS, 1..50_000i64).prop_map(|(member, units)| Step::Order { member, units }),
        3 => (0..8usize, any::<bool>()).prop_map(|(order, handed_out)| Step::End { order, handed_out }),
        2 => (0..100u64).prop_map(Step::NextDays),
    ]
}

/// What the settlement said of a lot, until it is corrected.
type Said = Option<(Issued, Statement)>;

struct Village {
    fen_per_point: i64,
    today: Day,
    fund: Fund,
    lots: Vec<(Lot, Said)>,
    orders: Vec<(usize, Points, Vec<Portion>)>,
    owed: [Points; MEMBERS],
    recovered: Points,
    found: Points,
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
            owed: [Points::ZERO; MEMBERS],
            recovered: Points::ZERO,
            found: Points::ZERO,
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

    fn settle(&mut self, nominals: [i64; MEMBERS], carry_over: bool, months: Option<u64>) {
        let fund = settlements::Fund {
            share_fen: SHARE_FEN,
            carried_in_fen: self.fund.available(),
            fen_per_point: self.fen_per_point,
            carry_over,
        };
        let claimant = |(order, (nominal, owed)): (i64, (i64, Points))| Claimant {
            order,
            nominal: Points::from_hundredths(nominal),
            owed,
        };
        let claimants: Vec<Claimant> = (1..).zip(nominals.into_iter().zip(self.owed)).map(claimant).collect();
        let village = settle(&claimants, fund);
        self.settled += 1;
        self.step_fund(FundStep::Allot, SHARE_FEN);
        let expires_on = months.and_then(|months| self.today.checked_add_days(Days::new(30 * months)));
        for (member, (share, claimant)) in village.shares.iter().zip(&claimants).enumerate() {
            assert!(!share.points.is_negative() && share.recovered <= self.owed[member], "a debt is paid once");
            self.owed[member] = self.owed[member] - share.recovered;
            self.recovered += share.recovered;
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
            };
            let said = Issued { nominal: claimant.nominal, recovered: share.recovered, points: share.points };
            self.lots.push((lot, Some((said, village.statement))));
        }
        assert_eq!(self.fund.available(), village.statement.left_fen, "the statement says what the fund has");
        self.step_fund(FundStep::Lapse, village.statement.lapsed_fen);
        assert_eq!(self.fund.available(), village.statement.carried_out_fen);
    }

    fn correct(&mut self, lot: usize, then: i64) {
        let Some((lot, said)) = self.lots.get_mut(lot) else { return };
        let Some((issued, statement)) = said.take() else { return };
        let over = over_issued(issued, Points::from_hundredths(then), &statement, self.fen_per_point);
        assert!(!over.is_negative() && over <= lot.issued.points, "no more comes back than was issued");
        let member = (0..MEMBERS).find(|member| id_of(*member) == lot.member).expect("a member");
        self.owed[member] += over;
        self.found += over;
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

    fn end(&mut self, order: usize, handed_out: bool) {
        if order >= self.orders.len() {
            return;
        }
        let (member, points, portions) = self.orders.swap_remove(order);
        let before = spendable(&self.lots_of(member), self.today);
        if handed_out {
            for part in portions {
                self.lot(part.lot).fulfil(part.amount).expect("it is reserved");
                self.step_fund(FundStep::Spend, part.amount.fen);
            }
            return;
        }
        for (after, _, lapsed) in refund(&self.lots_of(member), &portions, self.today).expect("it is reserved") {
            self.step_fund(FundStep::Release, lapsed.fen);
            let id = after.id;
            *self.lot(id) = after;
        }
        assert_eq!(spendable(&self.lots_of(member), self.today), before + points, "all of it can be spent again");
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
            Step::Order { member, units } => self.order(member, units),
            Step::End { order, handed_out } => self.end(order, handed_out),
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
            assert!(!wallet.free.is_negative() && !self.owed[member].is_negative(), "never a negative wallet");
            assert_eq!(wallet.reserved, open, "what is kept belongs to an open order");
        }
        assert_eq!(self.recovered + self.owed.into_iter().sum(), self.found, "what is owed is paid or still owed");
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
