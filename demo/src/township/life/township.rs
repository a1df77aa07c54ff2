//! What the township and its villagers do.

use chrono::Datelike;
use xianfeng_domain::access::Role;

use super::super::people::Seat;
use super::{Event, Life, Mark};

impl Life<'_> {
    pub(super) fn township(&mut self) {
        let clerk = self.plan.holder(Role::TownshipAdmin, Seat::Township);
        let secretary = self.plan.holder(Role::BranchAdmin, Seat::Branch(0));
        let villager = self.plan.holder(Role::Activist, Seat::Branch(0));
        // The aged: those without the mini-program first.
        let mut quiet = self.of(0, &["aged"], false);
        quiet.extend(self.of(0, &["aged"], true));
        if let Some(member) = quiet.first().copied() {
            self.happens(self.ago(30), 11, secretary, Event::Exempt(member));
        }
        if let Some(member) = quiet.get(1).copied() {
            let mark = Mark("zeroing", 0);
            self.happens(self.ago(9), 10, clerk, Event::Zero { mark, member });
            self.happens(self.ago(5), 11, clerk, Event::Lift(mark));
        }
        if let Some(member) = self.of(0, &["ordinary"], true).first().copied() {
            self.happens(self.eve, 12, villager, Event::Report { branch: 0, member });
        }
        let next_year = self.plan.today.year() + 1;
        self.happens(self.ago(2), 16, clerk, Event::Draft(format!("{next_year}年台账（讨论稿）")));
        let own = self.plan.branches.len().min(2).saturating_sub(1);
        let by = self.plan.holder(Role::BranchAdmin, Seat::Branch(own));
        self.happens(self.ago(20), 19, by, Event::Layer(own));
    }
}
