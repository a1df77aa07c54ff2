//! Who the people are, and the figures that the account states of them.

use std::collections::BTreeMap;

use serde_json::json;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::fixture::{BranchPlan, MemberPlan, Plan};

use super::super::kit::World;
use crate::township::pages;

/// S0-5, in the order in which members take turns here; the account states no figures by category.
const CATEGORIES: [&str; 5] = ["retired", "in_office", "ordinary", "away", "aged"];

/// 13 villages with 454 members, 3 enterprises and the office with the other 43.
pub(in crate::systems) fn plan() -> Plan {
    let branch = |index: usize| {
        let (kind, name, size) = match index {
            0..=11 => (OrganizationKind::Village, format!("第{}村党支部", index + 1), 35),
            12 => (OrganizationKind::Village, "第13村党支部".to_owned(), 34),
            13..=15 => (OrganizationKind::Enterprise, format!("第{}非公企业党支部", index - 12), 5),
            _ => (OrganizationKind::Office, "机关党支部".to_owned(), 28),
        };
        let member = |place: usize| MemberPlan::new(format!("党员{index}之{place}"), CATEGORIES[place % 5]);
        BranchPlan { name, kind, members: (0..size).map(member).collect() }
    };
    Plan {
        township: "赤石桥乡党委".to_owned(), book: CHISHIQIAO.to_owned(), branches: (0..17).map(branch).collect()
    }
}

/// S0, S0-5, S0-16: 17 branches, 13 + 3 + 1, 497 members, 454 of them rural, five categories; an
/// activist is of the branch and on no board.
pub(super) async fn figures_of_the_account(world: &World) {
    let clerk = world.clerk();
    let township = world.server.fixture.township.0;
    let listed = pages(&world.server, &format!("/organizations?parentId={township}"), Some(&clerk)).await;
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    for one in &listed {
        *kinds.entry(one["kind"].as_str().expect("a kind").to_owned()).or_default() += 1;
    }
    let counted = ["village", "enterprise", "office"].map(|kind| kinds.get(kind).copied().unwrap_or_default());
    assert_eq!(counted, [13, 3, 1]);
    let roster = pages(&world.server, &format!("/members?organizationId={township}"), Some(&clerk)).await;
    assert_eq!(roster.len(), 497);
    let rural: Vec<String> = (0..13).map(|branch| world.branch(branch).id.to_string()).collect();
    let is_rural = |member: &&serde_json::Value| rural.iter().any(|id| member["branchId"] == id.as_str());
    assert_eq!(roster.iter().filter(is_rural).count(), 454);
    for category in CATEGORIES {
        assert!(roster.iter().any(|member| member["category"] == category), "S0-5: {category}");
    }
    let activist = json!({ "organizationId": world.branch(0).id.0, "name": "入党积极分子", "role": "activist" });
    let activist = world.post("/persons", &world.secretary(0), activist, 201).await;
    assert_eq!(activist["roles"][0]["role"], "activist");
    let again = pages(&world.server, &format!("/members?organizationId={township}"), Some(&clerk)).await;
    assert_eq!(again.len(), 497, "S0-16: no member, and so in no average");
}
