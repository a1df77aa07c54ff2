//! S1, the village of Tangjiao under its ready rule book: nine branches crossed with six grids, 114
//! members, 1,318 points in 2013 and 3,182 in 2014.
//!
//! - `village`: the people, the grids with their cards, the posts
//! - `doing`: what people do over HTTP, noted in the record
//! - `years`: the calendar of the two years, and what the village reads at their ends

mod doing;
mod village;
mod years;

use xianfeng_infra::rulebooks::TANGJIAO;
use xianfeng_tests::fixture::{BranchPlan, MemberPlan, Plan};

use xianfeng_domain::organizations::OrganizationKind;

/// 陆向忠, the secretary of the village's committee, who leads the first grid.
const LU: usize = 0;
/// 沈洪根, an officer of the first grid, who clears the river.
const SHEN: usize = 6;
/// 徐钱生, who walks round the village every day.
const XU: usize = 12;
/// 潘金林, who goes round the dykes.
const PAN: usize = 113;

/// S1-1: nine branches, six of 13 and three of 12, which are 114.
fn plan() -> Plan {
    let name = |index: usize| match index {
        LU => "陆向忠".to_owned(),
        SHEN => "沈洪根".to_owned(),
        XU => "徐钱生".to_owned(),
        PAN => "潘金林".to_owned(),
        _ => format!("汤角{index}"),
    };
    let mut next = 0;
    let branch = |number: usize| {
        let first = next;
        next += if number < 6 { 13 } else { 12 };
        BranchPlan {
            name: format!("汤角村第{}党支部", number + 1),
            kind: OrganizationKind::Village,
            members: (first..next).map(|index| MemberPlan::new(name(index), "member")).collect(),
        }
    };
    Plan { township: "汤角村党委".to_owned(), book: TANGJIAO.to_owned(), branches: (0..9).map(branch).collect() }
}
