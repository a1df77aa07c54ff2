//! Boards of members and branches, own places and comparisons against the count.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::PERIODS;
use super::count::{Actor, Line, Township};

/// Points of an answer in hundredths, digit by digit.
pub(crate) fn hundredths(points: &Value) -> i64 {
    let text = points.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let digits = format!("{}{fraction:0<2}", whole.trim_start_matches('-'));
    let amount: i64 = digits.parse().unwrap_or_else(|_| panic!("not points: {text}"));
    if whole.starts_with('-') { -amount } else { amount }
}

/// All pages of a list.
pub(crate) async fn pages(server: &TestServer, path: &str, by: Option<&FixtureMember>) -> Vec<Value> {
    let (mut items, mut cursor) = (Vec::new(), String::new());
    loop {
        let request = server.request(reqwest::Method::GET, &format!("/api/v1{path}&limit=100{cursor}"), by);
        let page = server.send(request).await.expect(200);
        items.extend(page["items"].as_array().unwrap().iter().cloned());
        match page["nextCursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => return items,
        }
    }
}

/// Those who still belong: who left logs in no more.
fn staying(township: &Township) -> impl Iterator<Item = &Actor> {
    let actors = township.branches.iter().flat_map(|branch| &branch.actors);
    actors.filter(|actor| township.people[actor.at].stays.last().is_some_and(|stay| stay.to.is_none()))
}

/// Every branch and the township, each category, every period, all pages.
pub(crate) async fn members(server: &TestServer, township: &Township) {
    const CATEGORIES: [&str; 5] = ["retired", "in_office", "ordinary", "away", "aged"];
    let mut boards = Vec::new();
    for (period, ..) in PERIODS {
        let branches = (0..township.branches.len()).map(Some).chain([None]);
        boards.extend(branches.map(|branch| (branch, None, period)));
        boards.extend(CATEGORIES.map(|category| (None, Some(category), period)));
    }
    for category in CATEGORIES {
        boards.extend((0..township.branches.len()).map(|branch| (Some(branch), Some(category), "2024-Q1")));
    }
    // A member of the first branch reads them all: boards are for the whole township.
    let reader = &township.branches[0].actors[1].login;
    for some in boards.chunks(8) {
        join_all(some.iter().map(|board| one(server, township, reader, *board))).await;
    }
}

async fn one(
    server: &TestServer,
    township: &Township,
    reader: &FixtureMember,
    (branch, category, period): (Option<usize>, Option<&str>, &str),
) {
    let organization = branch.map_or(township.id, |branch| township.branches[branch].id);
    let filter = category.map(|category| format!("&category={category}")).unwrap_or_default();
    let path = format!("/leaderboards/members?organizationId={organization}&period={period}{filter}");
    let told: Vec<_> = pages(server, &path, Some(reader)).await.iter().map(told).collect();
    let counted: Vec<_> = township.board(branch, category, period).iter().map(|line| counted(township, line)).collect();
    assert_eq!(told.len(), counted.len(), "{path}");
    for (told, counted) in told.iter().zip(&counted) {
        assert_eq!(told, counted, "{path}");
    }
}

fn told(row: &Value) -> (u64, Value, Value, i64, i64) {
    let (total, additions) = (hundredths(&row["total"]), hundredths(&row["additions"]));
    (row["rank"].as_u64().unwrap(), row["memberId"].clone(), row["branchId"].clone(), total, additions)
}

fn counted(township: &Township, line: &Line) -> (u64, Value, Value, i64, i64) {
    let (member, branch) = (township.people[line.at].id, township.branches[line.branch].id);
    (line.rank as u64, json!(member), json!(branch), line.total, line.total)
}

/// The branches by average (S0-7).
pub(crate) async fn averages(server: &TestServer, township: &Township) {
    for (period, ..) in PERIODS {
        let path = format!("/leaderboards/organizations?parentId={}&period={period}", township.id);
        let board = server.get(&path, &township.branches[4].actors[1].login).await.expect(200);
        let told: Vec<_> = board["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let points = [&row["average"], &row["sum"]].map(hundredths);
                (row["rank"].clone(), row["organizationId"].clone(), points, row["counted"].clone())
            })
            .collect();
        let counted: Vec<_> = township
            .averages(period)
            .into_iter()
            .map(|(rank, branch, average, sum, count)| {
                (json!(rank), json!(township.branches[branch].id), [average, sum], json!(count))
            })
            .collect();
        assert_eq!(told, counted, "{path}");
    }
}

/// Rank, total and gap of a member from every branch, in the branch and in the township.
pub(crate) async fn own_places(server: &TestServer, township: &Township) {
    for (number, actor) in staying(township).enumerate() {
        let (period, ..) = PERIODS[number % PERIODS.len()];
        let person = &township.people[actor.at];
        let branch = person.stays.last().expect("a stay").branch;
        for (organization, board) in [
            (township.branches[branch].id, township.board(Some(branch), None, period)),
            (township.id, township.board(None, None, period)),
        ] {
            let path = format!("/leaderboards/members/me?organizationId={organization}&period={period}");
            let answer = server.get(&path, &actor.login).await;
            let Some(own) = board.iter().find(|line| line.at == actor.at) else {
                answer.refused("leaderboard.not_listed");
                continue;
            };
            let place = answer.expect(200);
            assert_eq!(told(&place["row"]), counted(township, own), "{path}");
            assert_eq!(place["size"], json!(board.len()), "{path}");
            let better = board.iter().map(|line| line.total).filter(|total| *total > own.total).min();
            let gap = Some(&place["gapToNext"]).filter(|gap| !gap.is_null()).map(hundredths);
            assert_eq!(gap, better.map(|better| better - own.total), "{path}");
        }
    }
}

/// February beside January for one of each branch: totals, ranks, sizes, grade (S0-8).
pub(crate) async fn comparisons(server: &TestServer, township: &Township) {
    for branch in &township.branches {
        let actor = &branch.actors[2];
        let told = server.get("/me/comparison?period=2024-02", &actor.login).await.expect(200);
        for (side, period) in [("current", "2024-02"), ("previous", "2024-01")] {
            assert_eq!(told[side], standing(township, actor.at, period), "{period} of {}", branch.name);
        }
        let person = &township.people[actor.at];
        assert_eq!(hundredths(&told["change"]), person.total("2024-02") - person.total("2024-01"));
        assert_eq!(told["yearEarlier"], Value::Null);
    }
}

fn standing(township: &Township, at: usize, period: &str) -> Value {
    let branch = township.people[at].stay(period).expect("they belong").branch;
    let boards = [township.board(Some(branch), None, period), township.board(None, None, period)];
    let ranks = boards.each_ref().map(|board| board.iter().find(|line| line.at == at).expect("listed").rank);
    // A share of the ranking, rounded in the member's favour.
    let within = |percent: usize| ranks[1] <= (boards[1].len() * percent).div_ceil(100);
    let own = boards[1].iter().find(|line| line.at == at).expect("listed").total;
    let lowest = boards[1].iter().map(|line| line.total).min().expect("somebody");
    let grade = match () {
        // Who has no more than the last is not excellent.
        () if within(20) && own > lowest => "excellent",
        () if within(60) => "good",
        () if within(95) => "fair",
        () => "low",
    };
    let total = township.people[at].total(period);
    let total = match total % 100 {
        0 => json!(total / 100),
        _ => serde_json::from_str(&format!("{}.{:02}", total / 100, total % 100)).unwrap(),
    };
    json!({
        "total": total, "branchRank": ranks[0], "branchSize": boards[0].len(), "townshipRank": ranks[1],
        "townshipSize": boards[1].len(), "grade": grade, "keptOut": false
    })
}
