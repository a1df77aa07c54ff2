//! Grids, posts, times away, declarations and the coming party day of a branch.

use xianfeng_api::declarations::Verdict;
use xianfeng_domain::Points;
use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Period, PeriodKind};

use super::super::days;
use super::super::people::Seat;
use super::{Event, Life, Mark};

const VILLAGES: [&[&str]; 2] = [&["前沟", "后沟"], &["河西", "窑上"]];

/// What is brought forward for the next party day and for the one before it: a way, an item, words.
const DEEDS: [(&str, &str, &str); 6] = [
    ("declaration", "consultation", "到三户村民家里讲解玉米病虫害防治"),
    ("declaration", "volunteer_service", "清理村口排水沟，义务劳动半天"),
    ("declaration", "volunteer_service", "打扫自家院落"),
    ("declaration", "consultation", "给养牛户讲解冬季防疫"),
    ("declaration", "volunteer_service", "帮助卫生所发放健康档案"),
    ("suggestion", "advice", "建议在村口公路弯道加装凸面镜"),
];

impl Life<'_> {
    pub(super) fn branch(&mut self, branch: usize) {
        self.grids(branch);
        self.posts(branch);
        self.declarations(branch);
    }

    fn secretary(&self, branch: usize) -> Option<usize> {
        self.plan.holder(Role::BranchAdmin, Seat::Branch(branch))
    }

    fn grids(&mut self, branch: usize) {
        let (on, by) = (self.ago(60), self.secretary(branch));
        let members = self.members(branch, on);
        let (first, second) = members.split_at(members.len() / 2);
        let halves = [("第一网格", first), ("第二网格", second)];
        for ((name, members), villages) in halves.into_iter().zip(VILLAGES) {
            self.happens(on, 8, by, Event::Grid { branch, name, villages, members: members.to_vec() });
        }
    }

    /// A post with two holders, one of whom kept it last month, and a third who asks for it.
    fn posts(&mut self, branch: usize) {
        let by = self.secretary(branch);
        let post = Mark("post", branch);
        let event =
            Event::Post { mark: post, branch, name: "邻里纠纷调解岗", skill: "熟悉村情、善于沟通" };
        self.happens(self.ago(58), 8, by, event);
        let able = self.of(branch, &["in_office", "ordinary", "retired"], true);
        let checked_on = self.ago(2);
        let month = Period::containing(PeriodKind::Month, checked_on).previous();
        let assigned_on = self.ago(57);
        let mut holdings = Vec::new();
        for (member, (number, kept)) in able.iter().copied().zip([(0, true), (1, false)]) {
            let mark = Mark("holding", branch * 2 + number);
            let from = assigned_on.min(month.start());
            self.happens(assigned_on, 9, by, Event::Assign { mark, post, member, from });
            holdings.push((mark, kept));
        }
        let governed = Period::containing(PeriodKind::Year, self.plan.begins_on).start();
        if month.start() >= governed && !holdings.is_empty() {
            self.happens(checked_on, 17, by, Event::Check { month, holdings });
        }
        self.happens(self.ago(3), 12, able.get(2).copied(), Event::ClaimPost(post));
    }

    fn declarations(&mut self, branch: usize) {
        let by = self.secretary(branch);
        let able = self.of(branch, &["in_office", "ordinary", "retired"], true);
        let mut verdicts = Vec::new();
        for (((way, item, what), number), member) in DEEDS.into_iter().zip(0..).zip(able) {
            let mark = Mark("declaration", branch * DEEDS.len() + number);
            let decided = number < 3;
            let event = Event::Declare { mark, way, member: None, item: Some(item), what, quarter: None };
            self.happens(self.ago(if decided { 14 } else { 4 }), 10, Some(member), event);
            let reason = "属于分内之事，不予计分".to_owned();
            match number {
                0 => verdicts.push((mark, Verdict::Register { item: None, points: None, reason: None })),
                1 => {
                    // The least of the item's range, which needs no reason.
                    let points = Some(Points::from_hundredths(50));
                    verdicts.push((mark, Verdict::Register { item: None, points, reason: None }));
                }
                2 => verdicts.push((mark, Verdict::Decline { reason })),
                _ => {}
            }
        }
        let held_on = self.ago(10);
        let title = format!("{}主题党日", month_of(held_on));
        if !verdicts.is_empty() {
            self.happens(held_on, 16, by, Event::Sit { title, verdicts });
        }
        let coming = Mark("coming", branch);
        let on = days::later(self.plan.today, 3);
        self.happens(self.ago(2), 9, by, Event::PlanMeeting { mark: coming, branch, on });
    }
}

/// The month as people call it: 11月.
fn month_of(day: xianfeng_domain::time::Day) -> String {
    format!("{}月", super::super::plan::month0(day) + 1)
}
