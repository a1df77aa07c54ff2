//! What leaves the service for everybody: public boards, the page of the notice board, workbooks.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use xianfeng_tests::TestServer;

use super::boards::{hundredths, pages as all_pages};
use super::count::{Line, Township};

const PERIOD: &str = "2024-Q1";

/// Hundredths as people read them.
fn points(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// First and last character, as the public sees a name (invariant 11).
fn masked(name: &str) -> String {
    let characters: Vec<char> = name.chars().collect();
    match characters.as_slice() {
        [first, _] => format!("{first}*"),
        [first, _, last] => format!("{first}*{last}"),
        [first, .., last] => format!("{first}**{last}"),
        _ => panic!("a name of one character: {name}"),
    }
}

fn organizations(township: &Township) -> impl Iterator<Item = (uuid::Uuid, Vec<Line>)> {
    let branches = township.branches.iter().enumerate();
    let branches = branches.map(|(at, branch)| (branch.id, township.board(Some(at), None, PERIOD)));
    branches.chain([(township.id, township.board(None, None, PERIOD))])
}

/// Nothing is public before the township approves it; then the same figures, names masked.
pub(crate) async fn public_boards(server: &TestServer, township: &Township) {
    let path = |id| format!("/public/organizations/{id}/leaderboard?period={PERIOD}");
    let early = server.request(Method::GET, &format!("/api/v1{}", path(township.id)), None);
    server.send(early).await.refused("public.not_approved");
    let approval = json!({ "approved": true, "reason": "乡党委会议决定" });
    server.post(&format!("/organizations/{}/publication", township.id), &township.clerk, approval).await.expect(200);

    join_all(organizations(township).map(|(id, board)| async move {
        let told: Vec<_> = all_pages(server, &path(id), None).await;
        assert_eq!(told.len(), board.len());
        for (row, (number, line)) in told.iter().zip((1..).zip(&board)) {
            let person = &township.people[line.at];
            let shown = [&row["number"], &row["rank"], &row["name"], &row["branch"]];
            let branch = &township.branches[line.branch].name;
            assert_eq!(shown, [&json!(number), &json!(line.rank), &json!(masked(&person.name)), &json!(branch)]);
            assert_eq!(hundredths(&row["total"]), line.total, "{row}");
        }
    }))
    .await;
    let request = server.request(Method::GET, &format!("/api/v1{}", path(township.id)), None);
    let board = server.send(request).await.expect(200);
    let told: Vec<_> = board["organizations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            (row["rank"].clone(), row["organizationId"].clone(), hundredths(&row["average"]), row["counted"].clone())
        })
        .collect();
    let counted: Vec<_> = township
        .averages(PERIOD)
        .into_iter()
        .map(|(rank, branch, average, _, count)| {
            (json!(rank), json!(township.branches[branch].id), average, json!(count))
        })
        .collect();
    assert_eq!(told, counted);
    let all = township.board(None, None, PERIOD).iter().map(|line| line.total).sum::<i64>();
    assert_eq!(hundredths(&board["total"]), all);
}

/// The rows of the page that hangs on the notice board.
pub(crate) async fn pages(server: &TestServer, township: &Township) {
    join_all(organizations(township).map(|(id, board)| async move {
        let page = server.send(server.request(Method::GET, &format!("/board/{id}?period={PERIOD}"), None)).await;
        assert_eq!(page.status, 200);
        let html = String::from_utf8(page.body).unwrap().replace('"', "");
        let mut rows = html.split("<th scope=row class=i>").skip(1);
        for (number, line) in (1..).zip(&board) {
            let row = rows.next().expect("a row for everybody").split("</tr>").next().unwrap();
            assert!(row.starts_with(&format!("{number}</th>")), "{row}");
            assert!(row.contains(&format!("<b>{}</b>", line.rank)), "{row}");
            assert!(row.contains(&format!("class=n>{}<", masked(&township.people[line.at].name))), "{row}");
            assert!(row.contains(&format!("class=p>{}<", points(line.total))), "{row}");
        }
        assert_eq!(rows.next(), None);
    }))
    .await;
}

async fn opened(server: &TestServer, township: &Township, path: &str) -> Vec<Vec<Data>> {
    let answer = server.get(path, &township.clerk).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.body)).unwrap();
    let sheet: Range<Data> = book.worksheet_range_at(0).unwrap().unwrap();
    let header = sheet.rows().position(|row| row.iter().any(|cell| *cell == "姓名")).expect("a header");
    sheet.rows().skip(header + 1).map(<[Data]>::to_vec).collect()
}

/// The board as a workbook, with full names.
pub(crate) async fn leaderboard_export(server: &TestServer, township: &Township) {
    let path = format!("/exports/leaderboard.xlsx?organizationId={}&period={PERIOD}&names=full", township.id);
    let rows = opened(server, township, &path).await;
    let told: Vec<_> = rows.iter().map(|row| [1, 2, 3, 5].map(|at| row[at].to_string())).collect();
    let board = township.board(None, None, PERIOD);
    let counted: Vec<_> = board
        .iter()
        .map(|line| {
            let (person, branch) = (&township.people[line.at], &township.branches[line.branch]);
            [line.rank.to_string(), person.name.clone(), branch.name.clone(), points(line.total)]
        })
        .collect();
    assert_eq!(told, counted);
    assert!(rows.iter().all(|row| matches!(row[5], Data::Int(_) | Data::Float(_))), "numbers (pitfall 30)");
}

/// The year's ledger as a workbook: every entry, and what it adds up to for every name.
pub(crate) async fn ledger_export(server: &TestServer, township: &Township) {
    let path = format!("/exports/ledger.xlsx?organizationId={}&period=2024&names=full", township.id);
    let rows = opened(server, township, &path).await;
    assert_eq!(rows.len(), township.people.len() + township.entries, "a base each, and what was done");
    let mut told: BTreeMap<(String, String), i64> = BTreeMap::new();
    for row in &rows {
        let amount: f64 = row[9].to_string().parse().expect("points");
        *told.entry((row[1].to_string(), row[2].to_string())).or_default() +=
            format!("{amount}").parse::<xianfeng_domain::Points>().expect("points").hundredths();
    }
    let mut counted: BTreeMap<(String, String), i64> = BTreeMap::new();
    for person in &township.people {
        let branch = &township.branches[person.stays.last().expect("a stay").branch].name;
        *counted.entry((person.name.clone(), branch.clone())).or_default() += person.total("2024");
    }
    assert_eq!(told, counted);
}
