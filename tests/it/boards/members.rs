//! Who stands where, and on which page.

use xianfeng_domain::rulebook::TieRule;
use xianfeng_infra::boards::{Audience, BoardPage, BoardQuery, Leaderboards, Placed, Reader, members_board};
use xianfeng_infra::db::Tx;

use super::world::{HIDDEN, OFFICE, OTHER, World, board, book, day, reader};

/// All pages of a board, put together.
pub(super) async fn pages(boards: &dyn Leaderboards, query: &BoardQuery, limit: u32, reader: Reader) -> BoardPage {
    let mut whole = boards.page(query, None, limit, reader).await.unwrap();
    while let Some(after) = whole.next {
        let page = boards.page(query, Some(after), limit, reader).await.unwrap();
        assert!(!page.rows.is_empty(), "a page is promised that is empty");
        assert_eq!(page.size, whole.size);
        whole.rows.extend(page.rows);
        whole.next = page.next;
    }
    whole
}

/// Rank, member of the world and hundredths, as listed.
fn listed(world: &World, page: &BoardPage) -> Vec<(u32, usize, i64)> {
    let index = |row: &_| world.members.iter().position(|member| member == row).unwrap();
    page.rows.iter().map(|row| (row.rank, index(&row.row.member), row.total.hundredths())).collect()
}

/// Pitfalls 9, 10, 11 and 13: equal totals share a rank and the next is skipped, in roster order,
/// on every page; zero and below are listed.
#[tokio::test]
async fn ties_zero_and_negative_totals_keep_their_ranks_on_every_page() {
    let world = World::create(4).await;
    let today = day("2024-02-20");
    for (member, hundredths) in [(1, 150), (3, 150), (2, 300), (5, -50), (6, 150), (8, -50)] {
        world.credit(member, hundredths, today).await;
    }
    world.work(today).await;
    let expected = [
        (1, 2, 300),
        (2, 1, 150),
        (2, 3, 150),
        (2, 6, 150),
        (5, 0, 0),
        (5, 4, 0),
        (5, 7, 0),
        (5, 9, 0),
        (5, 10, 0),
        (5, 11, 0),
        (11, 5, -50),
        (11, 8, -50),
    ];
    for (name, boards) in world.all() {
        for limit in [1, 2, 3, 5, 12, 100] {
            let page = pages(boards, &board(&world.township, "2024-02"), limit, reader(today)).await;
            assert_eq!(listed(&world, &page), expected, "{name}, pages of {limit}");
            assert_eq!(page.size, 12);
        }
    }
}

/// Invariants 8 and 11: no exempt member, no office (S0-16), nothing sensitive for everybody.
#[tokio::test]
async fn who_is_exempt_out_of_scope_or_sensitive_is_not_listed() {
    let world = World::create(2).await;
    let today = day("2024-02-20");
    world.move_to(0, 0, "ordinary", true, day("2024-02-01")).await;
    world.move_to(2, 1, "away", false, day("2024-02-01")).await;
    for member in 0..world.members.len() {
        world.credit(member, 100, today).await;
    }
    world.work(today).await;
    let everyone = board(&world.county, "2024");
    let needs = BoardQuery { audience: Audience::NeedToKnow, ..everyone.clone() };
    let hidden = BoardQuery { category: Some("away".to_owned()), ..everyone.clone() };
    for (name, boards) in world.all() {
        let members = async |query: BoardQuery| {
            let page = pages(boards, &query, 100, reader(today)).await;
            listed(&world, &page).into_iter().map(|row| row.1).collect::<Vec<_>>()
        };
        assert_eq!(members(everyone.clone()).await, [1, 3, 4, 5, OTHER * 2, OTHER * 2 + 1], "{name}");
        let with_sensitive = [1, 2, 3, 4, 5, HIDDEN * 2, HIDDEN * 2 + 1, OTHER * 2, OTHER * 2 + 1];
        assert_eq!(members(needs.clone()).await, with_sensitive, "{name}");
        assert!(members(hidden.clone()).await.is_empty(), "{name}: a filter must not disclose a sensitive category");
        assert!(members(board(&world.branches[HIDDEN].path, "2024")).await.is_empty(), "{name}");
        assert!(members(board(&world.branches[OFFICE].path, "2024")).await.is_empty(), "{name}");
        for member in [0, 2, OFFICE * 2, HIDDEN * 2] {
            let own = boards.own_place(&everyone, world.members[member], 1, reader(today)).await.unwrap();
            assert_eq!((own.place, own.size), (None, 6), "{name}");
        }
    }
}

/// Pitfalls 20 and 21: a leaver stands in the last branch for that period and is gone in the
/// next; who moves takes the whole quarter's total along; last quarter's board does not change.
#[tokio::test]
async fn leavers_and_movers_stand_where_the_period_ends() {
    let world = World::create(2).await;
    world.credit(0, 500, day("2024-02-10")).await;
    world.credit(1, 300, day("2024-02-10")).await;
    world.leave(0, day("2024-02-15")).await;
    world.move_to(1, 1, "ordinary", false, day("2024-05-02")).await;
    world.credit(1, 200, day("2024-04-10")).await;
    world.credit(1, 100, day("2024-05-10")).await;
    let (first, second) = (&world.branches[0].path, &world.branches[1].path);
    let today = day("2024-05-20");
    world.work(today).await;
    for (name, boards) in world.all() {
        let rows = async |path, period| listed(&world, &pages(boards, &board(path, period), 9, reader(today)).await);
        assert_eq!(rows(first, "2024-Q1").await, [(1, 0, 500), (2, 1, 300)], "{name}");
        assert_eq!(rows(first, "2024-Q2").await, [], "{name}: nobody is left");
        assert_eq!(rows(second, "2024-Q2").await, [(1, 1, 300), (2, 2, 0), (2, 3, 0)], "{name}");
        assert_eq!(rows(second, "2024-Q1").await, [(1, 2, 0), (1, 3, 0)], "{name}");
        assert_eq!(rows(first, "2024").await, [(1, 0, 500)], "{name}");
    }
}

/// Pitfall 44: the own place with neighbours, the gap to the next and the change of places.
#[tokio::test]
async fn the_own_place_tells_neighbours_gap_and_change() {
    let world = World::create(3).await;
    let (january, today) = (day("2024-01-10"), day("2024-02-20"));
    for (member, hundredths) in [(0, 100), (1, 200), (2, 300)] {
        world.credit(member, hundredths, january).await;
    }
    for (member, hundredths) in [(0, 425), (1, 250), (2, 250)] {
        world.credit(member, hundredths, today).await;
    }
    world.work(today).await;
    let query = board(&world.branches[0].path, "2024-02");
    for (name, boards) in world.all() {
        let place = async |member: usize| -> Placed {
            boards.own_place(&query, world.members[member], 1, reader(today)).await.unwrap().place.unwrap()
        };
        let (top, last) = (place(0).await, place(2).await);
        assert_eq!((top.row.rank, top.gap_to_next, top.change()), (1, None, Some(2)), "{name}");
        assert_eq!(top.neighbours.len(), 2, "{name}");
        assert_eq!((last.row.rank, last.change()), (2, Some(-1)), "{name}");
        assert_eq!(last.gap_to_next.map(|gap| gap.to_string()).as_deref(), Some("1.75"), "{name}");
        let ranks: Vec<_> = last.neighbours.iter().map(|row| row.rank).collect();
        assert_eq!(ranks, [2, 2], "{name}: a neighbour shares the rank of the whole board");
    }
}

/// Pitfall 9: the tie rule is the book's, from the day on which it is in force.
#[tokio::test]
async fn the_tie_rule_is_that_of_the_book_in_force() {
    let world = World::create(3).await;
    let (before, after) = (day("2024-02-20"), day("2024-02-21"));
    for (member, hundredths) in [(0, 100), (1, 100)] {
        world.credit(member, hundredths, before).await;
    }
    world.adopt(book("dense"), after).await;
    for (today, ranks, ties) in [(before, [1, 1, 3], TieRule::Skip), (after, [1, 1, 2], TieRule::Dense)] {
        world.work(today).await;
        let query = board(&world.branches[0].path, "2024-02");
        for (name, boards) in world.all() {
            let page = boards.page(&query, None, 9, reader(today)).await.unwrap();
            assert_eq!(page.rows.iter().map(|row| row.rank).collect::<Vec<_>>(), ranks, "{name}");
        }
        let whole = world.database.read(async |tx: &Tx| members_board(tx, &query, today).await).await.unwrap();
        assert_eq!(whole.ties, ties);
    }
}
