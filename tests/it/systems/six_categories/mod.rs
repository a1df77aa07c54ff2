//! S4, `seeds/004`: farmers among the members in six categories, three months of base, category and
//! reward points, and the blue, yellow and red board of each.
//!
//! - `office`: what the office does, and notes beside it
//! - `months`: what happened, day by day
//! - `boards`: what the public and the members see

mod boards;
mod months;
mod office;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::rulebooks::SIX_CATEGORIES;
use xianfeng_tests::fixture::{BranchPlan, MemberPlan, Plan};

use super::kit::World;

/// Branch, category and birth of everybody, the secretaries first. The places are those of
/// `World::people`.
const PEOPLE: [(usize, &str, (i32, u32)); 21] = [
    (0, "in_office", (1970, 3)),
    (0, "in_office", (1975, 8)),
    (0, "no_office", (1980, 5)),
    (0, "no_office", (1982, 7)),
    (0, "away", (1985, 2)),
    (0, "no_office", (1988, 9)),
    (0, "poor", (1966, 4)),
    (0, "aged", (1949, 11)),
    (0, "in_office", (1972, 6)),
    (0, "no_office", (1959, 1)),
    (0, "no_office", (1959, 1)),
    (0, "no_office", (1990, 10)),
    (1, "in_office", (1968, 12)),
    (1, "poor", (1971, 1)),
    (1, "aged", (1952, 3)),
    (1, "away", (1987, 5)),
    (1, "backward", (1991, 6)),
    (1, "no_office", (1979, 4)),
    (1, "no_office", (1983, 2)),
    (1, "in_office", (1976, 9)),
    (2, "in_office", (1969, 7)),
];

/// Base points of a month, in hundredths, as the ready book sets them (S4-2 leaves them open).
fn base_of(category: &str) -> i64 {
    match category {
        "aged" => 1_200,
        "in_office" => 800,
        "backward" => 600,
        _ => 1_000,
    }
}

/// Categories that nothing public shows: hardship, infirmity, and who has fallen behind.
fn sensitive(category: &str) -> bool {
    ["poor", "aged", "backward"].contains(&category)
}

/// The township at work, with what its clerk writes down.
struct Six {
    world: World,
    /// The present category of each.
    category: Vec<&'static str>,
    /// Who got how much in a month under a heading; base points under `base`.
    under: BTreeMap<(usize, String, &'static str), i64>,
    /// What meetings earned in a month: not more than 6.
    meetings: BTreeMap<(usize, String), i64>,
}

/// The plan's sheet shows all three boards; this township keeps the red one to the committee at
/// first, as the book advises to consider.
fn with_a_private_red_board() -> String {
    let private =
        SIX_CATEGORIES.replace("down_to_percent = 100\npublic = true", "down_to_percent = 100\npublic = false");
    assert_ne!(private, SIX_CATEGORIES);
    private
}

fn plan() -> Plan {
    const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何";
    let names: Vec<String> = SURNAMES.chars().map(|surname| format!("{surname}立本")).collect();
    let branch = |index: usize, name: &str| {
        let own = PEOPLE.iter().zip(&names).filter(|(person, _)| person.0 == index);
        let members = own.map(|((_, category, birth), name)| MemberPlan {
            birth: *birth,
            ..MemberPlan::new(name.clone(), *category)
        });
        BranchPlan { name: name.to_owned(), kind: OrganizationKind::Village, members: members.collect() }
    };
    Plan {
        township: "镇党委".to_owned(),
        book: with_a_private_red_board(),
        branches: vec![branch(0, "东村党支部"), branch(1, "西村党支部"), branch(2, "镇党委第八党支部")],
    }
}

/// S4-1, S4-2, S4-3, S4-5, S4-12: six categories, moved between as life changes, with base, category
/// and reward points each month, and a board of three colours.
#[tokio::test]
async fn six_categories_live_through_three_months() {
    let world = World::start(&plan(), "2024-01-02T01:00:00Z").await;
    let category = PEOPLE.iter().map(|person| person.1).collect();
    let mut six = Six { world, category, under: BTreeMap::new(), meetings: BTreeMap::new() };
    six.publish().await;
    six.january().await;
    six.month_ends("2024-01", false).await;
    six.february().await;
    six.month_ends("2024-02", false).await;
    six.march().await;
    six.month_ends("2024-03", true).await;
    six.three_red_months().await;
    let unmoved = json!("in_office");
    assert_eq!(six.history(1).await.last().map(|last| last["category"].clone()), Some(unmoved));
}

impl Six {
    /// The spans of a member's membership, the oldest first.
    async fn history(&self, who: usize) -> Vec<Value> {
        let path = format!("/members/{}/memberships", self.world.people[who].id.0);
        let told = self.world.server.get(&path, &self.world.clerk()).await.expect(200);
        told["items"].as_array().expect("a list").clone()
    }
}
