//! Shops at two villages and the township, what they have, and orders in every state.

use xianfeng_domain::access::Role;

use super::super::people::Seat;
use super::{Event, Life, Mark};

/// Something about a shop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trade {
    /// A shop is opened.
    Shop {
        /// Its name in the plan.
        mark: Mark,
        /// Whose it is.
        seat: Seat,
        /// What it is called.
        name: &'static str,
        /// Where it is.
        place: &'static str,
        /// When somebody is there.
        opening: &'static str,
    },
    /// A reward is put into the township's catalogue and offered.
    Reward {
        /// Its name in the plan.
        mark: Mark,
        /// What it is called.
        name: &'static str,
        /// What one of it is.
        unit: &'static str,
        /// More words.
        description: &'static str,
        /// Redemption points for one, in hundredths.
        price: i64,
        /// How many a member may have in a quarter.
        limit: Option<u32>,
    },
    /// Goods come in.
    Receive {
        /// The shop.
        shop: Mark,
        /// What.
        reward: Mark,
        /// How many.
        quantity: u32,
    },
    /// A member orders one.
    Order {
        /// Its name in the plan.
        mark: Mark,
        /// Where it is to be collected.
        shop: Mark,
        /// What.
        reward: Mark,
    },
    /// It is handed out over the counter.
    HandOut {
        /// The order.
        order: Mark,
        /// The shop.
        shop: Mark,
    },
    /// The member cancels it.
    Cancel(Mark),
}

const SHOPS: [(Seat, &str, &str, &str); 3] = [
    (Seat::Branch(0), "甲村先锋超市", "村委会一楼", "每周一、周四 9:00–11:00"),
    (Seat::Branch(1), "乙村先锋超市", "党群服务中心", "每周二、周五 9:00–11:00"),
    (Seat::Township, "赤石桥乡先锋超市", "乡便民服务大厅", "工作日 9:00–17:00"),
];

const REWARDS: [(&str, &str, &str, i64, Option<u32>); 3] = [
    ("大米", "袋", "5公斤装", 1250, Some(2)),
    ("食用油", "桶", "1.8升装", 1800, Some(1)),
    ("洗衣液", "瓶", "2公斤装", 990, None),
];

impl Life<'_> {
    pub(super) fn shops(&mut self) {
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let keeper = self.plan.holder(Role::ShopKeeper, Seat::Township);
        let (opened_on, filled_on) = (self.ago(40), self.ago(39));
        for ((name, unit, description, price, limit), number) in REWARDS.into_iter().zip(0..) {
            let mark = Mark("reward", number);
            let event = Trade::Reward { mark, name, unit, description, price, limit };
            self.happens(opened_on, 9, clerk, Event::Trade(event));
        }
        for ((seat, name, place, opening), number) in SHOPS.into_iter().zip(0..) {
            if matches!(seat, Seat::Branch(branch) if branch >= self.plan.branches.len()) {
                continue;
            }
            let shop = Mark("shop", number);
            let event = Trade::Shop { mark: shop, seat, name, place, opening };
            self.happens(opened_on, 10, clerk, Event::Trade(event));
            for (reward, quantity) in [(0, 20), (1, 12), (2, 30)] {
                let event = Trade::Receive { shop, reward: Mark("reward", reward), quantity };
                self.happens(filled_on, 11, keeper, Event::Trade(event));
            }
        }
        // Only what was settled can be spent.
        if self.before_last().is_some() {
            self.orders(keeper);
        }
    }

    /// One of each kind: cancelled, handed out, and two that wait to be collected.
    fn orders(&mut self, keeper: Option<usize>) {
        let mut buyers = self.of(0, &["in_office", "ordinary", "retired"], true);
        // Those who do the most: they have something to spend.
        let diligence =
            |at: &usize| self.plan.people.get(*at).and_then(|one| one.membership.as_ref()).map(|own| own.diligence);
        buyers.sort_by_key(|at| std::cmp::Reverse(diligence(at)));
        let (village, township) = (Mark("shop", 0), Mark("shop", 2));
        let wanted = [(village, 0, 9), (village, 1, 7), (village, 0, 3), (township, 2, 2)];
        for ((buyer, (shop, reward, days)), number) in buyers.into_iter().zip(wanted).zip(0..) {
            let mark = Mark("order", number);
            let event = Trade::Order { mark, shop, reward: Mark("reward", reward) };
            self.happens(self.ago(days), 12, Some(buyer), Event::Trade(event));
            match number {
                0 => self.happens(self.ago(8), 12, Some(buyer), Event::Trade(Trade::Cancel(mark))),
                1 => self.happens(self.ago(4), 10, keeper, Event::Trade(Trade::HandOut { order: mark, shop })),
                _ => {}
            }
        }
    }
}
