//! S3, 菱角镇: 546 members, 167 of them away, a quarter under the pioneer index (先锋指数).

mod away;
mod grids;
mod home;

use serde_json::Value;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::rulebooks::WUXI;
use xianfeng_tests::fixture::{BranchPlan, MemberPlan, Plan};

use super::kit::World;
use super::together::Entered;
use crate::township::pages;

/// 望乐村, where grids and posts are, and 鱼堰村, whose members away are heard.
const WANGLE: usize = 0;
const YUYAN: usize = 1;

/// Twelve villages; the last members of each are away, the first three hold office.
fn plan() -> Plan {
    let branch = |index: usize| {
        let size = if index < 6 { 46 } else { 45 };
        let away = if index == WANGLE { 13 } else { 14 };
        let member = |place: usize| {
            let category = match place {
                0..=2 => "in_office",
                place if place >= size - away => "away",
                _ => "no_office",
            };
            let name =
                if (index, place) == (WANGLE, 5) { "胡保三".to_owned() } else { format!("党员{index}之{place}") };
            MemberPlan::new(name, category)
        };
        let name = match index {
            WANGLE => "望乐村党支部".to_owned(),
            YUYAN => "鱼堰村党支部".to_owned(),
            _ => format!("第{}村党支部", index + 1),
        };
        BranchPlan { name, kind: OrganizationKind::Village, members: (0..size).map(member).collect() }
    };
    Plan { township: "菱角镇党委".to_owned(), book: WUXI.to_owned(), branches: (0..12).map(branch).collect() }
}

/// The places of a branch's members away.
fn away_of(world: &World, branch: usize) -> Vec<usize> {
    let own = world.of_branch(branch);
    let away = if branch == WANGLE { 13 } else { 14 };
    own[own.len() - away..].to_vec()
}

fn direct<'a>(item: &'a str, on: &'a str, what: &'a str, counts: i64) -> Entered<'a> {
    Entered { item, on, what, counts }
}

/// One quarter, month by month, and every board of it.
#[tokio::test]
async fn a_quarter_of_the_pioneer_index() {
    let mut world = World::start(&plan(), "2024-01-05T01:00:00Z").await;
    figures_of_the_account(&world).await;
    world.work().await;
    world.base("2024", 6_000);
    grids::of_wangle(&world).await;
    let posts = home::assigned(&world).await;
    home::party_day(&mut world, "2024-01-12").await;
    away::studied(&mut world).await;
    home::checked(&mut world, &posts, "2024-01", "2024-01-31", "2024-02-02T01:00:00Z").await;
    home::party_day(&mut world, "2024-02-08").await;
    home::checked(&mut world, &posts, "2024-02", "2024-02-29", "2024-03-02T01:00:00Z").await;
    away::reported(&mut world).await;
    home::party_day(&mut world, "2024-03-15").await;
    home::checked(&mut world, &posts, "2024-03", "2024-03-31", "2024-04-02T01:00:00Z").await;
    away::unreported(&mut world).await;
    // S3-3: the index, measured at fixed times.
    world.compare(&["2024-01", "2024-02", "2024-03", "2024-Q1", "2024"]).await;
    home::index_by_post(&world, &posts).await;
}

/// S3: 546 members, 167 away, 30.58 % (the account drops the third decimal).
async fn figures_of_the_account(world: &World) {
    let path = format!("/members?organizationId={}", world.server.fixture.township);
    let roster = pages(&world.server, &path, Some(&world.clerk())).await;
    let away = roster.iter().filter(|member| member["category"] == "away").count();
    assert_eq!((roster.len(), away, away * 10_000 / roster.len()), (546, 167, 3_058));
    let filtered = pages(&world.server, &format!("{path}&category=away"), Some(&world.clerk())).await;
    assert_eq!(filtered.len(), 167);
}

/// A text of an answer.
fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}
