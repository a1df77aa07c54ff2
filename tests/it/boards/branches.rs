//! Branches by average (S0-7).

use xianfeng_infra::boards::{Audience, branches_board};
use xianfeng_infra::db::Tx;

use super::world::{HIDDEN, World, day};

/// Rank, name, hundredths of the sum, members counted.
async fn rows(
    world: &World,
    path: &xianfeng_domain::organizations::OrganizationPath,
    audience: Audience,
) -> Vec<(u32, String, i64, u32)> {
    let today = day("2024-05-20");
    let period = "2024-Q2".parse().unwrap();
    let read = async |tx: &Tx| branches_board(tx, path, period, audience, today).await;
    let board = world.database.read(read).await.unwrap();
    let row = |row: &xianfeng_domain::boards::Ranked<xianfeng_infra::boards::BranchRow>| {
        let standing = &row.row.standing;
        (row.rank, row.row.name.clone(), standing.sum.hundredths(), standing.counted)
    };
    board.rows.iter().map(row).collect()
}

/// Invariant 8 and pitfall 20: the whole quarter counts where the member stands at its end, and
/// who is exempt drags no average.
#[tokio::test]
async fn averages_follow_the_members_and_leave_the_exempt_out() {
    let world = World::create(2).await;
    world.credit(0, 600, day("2024-04-10")).await;
    world.credit(2, 200, day("2024-04-10")).await;
    world.credit(4, 900, day("2024-04-10")).await;
    world.credit(5, 100, day("2024-04-10")).await;
    world.credit(8, 1000, day("2024-04-10")).await;
    world.move_to(0, 1, "ordinary", false, day("2024-05-02")).await;
    world.move_to(5, 2, "ordinary", true, day("2024-05-02")).await;
    world.move_to(1, 0, "ordinary", true, day("2024-05-02")).await;
    let general = world.branches[2].name.clone();
    let expected = [
        (1, general.clone(), 900, 1),
        (2, world.branches[1].name.clone(), 800, 3),
        (3, world.branches[0].name.clone(), 0, 0),
    ];
    assert_eq!(rows(&world, &world.township, Audience::Everyone).await, expected);
    let all = rows(&world, &world.township, Audience::NeedToKnow).await;
    assert_eq!(all.len(), 4);
    assert_eq!(all[1], (2, world.branches[HIDDEN].name.clone(), 1000, 2));
    assert_eq!(rows(&world, &world.general, Audience::Everyone).await, [(1, general, 900, 1)]);
    // The county compares its townships, each with all of its branches.
    let townships = rows(&world, &world.county, Audience::Everyone).await;
    assert_eq!(townships[0], (1, "赤石桥乡党委".to_owned(), 2700, 6));
    assert_eq!(townships[1], (2, "王陶镇党委".to_owned(), 0, 2));
}
