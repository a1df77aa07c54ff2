//! One computation by hand against every surface: board, own place, averages, public board,
//! page and export (pitfalls 9, 10, 16; invariant 8).

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::scene::{approve_publication, entry};

const PERIOD: &str = "2024-Q1";

struct Line {
    branch: usize,
    member: FixtureMember,
    total: i64,
    rank: usize,
}

/// Hundredths as JSON writes points.
fn points(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let text = format!("{sign}{}.{:02}", hundredths.abs() / 100, hundredths.abs() % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Ranks by counting who has more; order by rank, then by roster.
fn ranked(mut lines: Vec<Line>) -> Vec<Line> {
    let totals: Vec<i64> = lines.iter().map(|line| line.total).collect();
    for line in &mut lines {
        line.rank = 1 + totals.iter().filter(|total| **total > line.total).count();
    }
    lines.sort_by_key(|line| line.rank);
    lines
}

/// Writes entries in and around the quarter; answers what each member has in it.
async fn written(server: &TestServer, rng: &mut StdRng) -> Vec<Line> {
    let mut lines = Vec::new();
    for (index, branch) in server.fixture.branches.clone().iter().enumerate() {
        for member in &branch.members {
            let mut total = 0;
            // Few and coarse amounts, so that there are ties, zeros and totals below zero.
            for _ in 0..rng.random_range(0..4) {
                let hundredths = [-200, -100, 50, 100, 150][rng.random_range(0..5)];
                let day = ["2023-12-31", "2024-01-01", "2024-02-29", "2024-03-01"][rng.random_range(0..4)];
                entry(server, branch, member, hundredths, day, None).await;
                total += if day.starts_with("2024") { hundredths } else { 0 };
            }
            entry(server, branch, member, 6000, "2024-01-01", Some("2024")).await;
            lines.push(Line { branch: index, member: member.clone(), total, rank: 0 });
        }
    }
    ranked(lines)
}

#[tokio::test]
async fn every_surface_says_what_a_count_by_hand_says() {
    for seed in [1, 7] {
        let server = TestServer::start_with(3, 5, &[]).await;
        let lines = written(&server, &mut StdRng::seed_from_u64(seed)).await;
        approve_publication(&server, server.fixture.township).await;
        board_and_own_places(&server, &lines).await;
        averages(&server, &lines).await;
        public_board_and_page(&server, &lines).await;
        export(&server, &lines).await;
    }
}

async fn board_and_own_places(server: &TestServer, lines: &[Line]) {
    let township = server.fixture.township;
    let path = format!("/leaderboards/members?organizationId={township}&period={PERIOD}&limit=100");
    let board = server.get(&path, &lines[0].member).await.expect(200);
    let got: Vec<(Value, Value, String)> = board["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["memberId"].clone(), row["rank"].clone(), row["total"].to_string()))
        .collect();
    let expected: Vec<(Value, Value, String)> =
        lines.iter().map(|line| (json!(line.member.id.0), json!(line.rank), points(line.total))).collect();
    let plain = |rows: &[(Value, Value, String)]| -> Vec<(Value, Value, String)> {
        rows.iter()
            .map(|(id, rank, total)| (id.clone(), rank.clone(), total.trim_end_matches(".0").to_owned()))
            .collect()
    };
    assert_eq!(plain(&got), expected);
    for line in lines {
        let path = format!("/leaderboards/members/me?organizationId={township}&period={PERIOD}");
        let own = server.get(&path, &line.member).await.expect(200);
        assert_eq!(own["row"]["rank"], line.rank);
        let next = lines.iter().filter(|other| other.total > line.total).map(|other| other.total).min();
        let gap = next.map(|next| points(next - line.total));
        let told = own["gapToNext"].as_number().map(|gap| gap.to_string().trim_end_matches(".0").to_owned());
        assert_eq!(told, gap);
    }
}

fn averages_by_hand(server: &TestServer, lines: &[Line]) -> Vec<(usize, i64)> {
    let mut averages: Vec<(usize, i64)> = (0..server.fixture.branches.len())
        .map(|branch| {
            let own: Vec<i64> = lines.iter().filter(|line| line.branch == branch).map(|line| line.total).collect();
            let (sum, count) = (own.iter().sum::<i64>(), i64::try_from(own.len()).unwrap());
            (branch, (2 * sum + count).div_euclid(2 * count))
        })
        .collect();
    averages.sort_by_key(|(branch, average)| (-average, *branch));
    averages
}

async fn averages(server: &TestServer, lines: &[Line]) {
    let path = format!("/leaderboards/organizations?parentId={}&period={PERIOD}", server.fixture.township);
    let board = server.get(&path, &lines[0].member).await.expect(200);
    let public = format!("/api/v1/public/organizations/{}/leaderboard?period={PERIOD}", server.fixture.township);
    let public = server.send(server.request(Method::GET, &public, None)).await.expect(200);
    for rows in [&board["items"], &public["organizations"]] {
        let rows = rows.as_array().unwrap().iter();
        let got: Vec<(Value, String)> = rows
            .map(|row| (row["organizationId"].clone(), row["average"].to_string().trim_end_matches(".0").to_owned()))
            .collect();
        let expected: Vec<(Value, String)> = averages_by_hand(server, lines)
            .into_iter()
            .map(|(branch, average)| (json!(server.fixture.branches[branch].id.0), points(average)))
            .collect();
        assert_eq!(got, expected);
    }
}

async fn public_board_and_page(server: &TestServer, lines: &[Line]) {
    let township = server.fixture.township;
    let path = format!("/api/v1/public/organizations/{township}/leaderboard?period={PERIOD}&limit=100");
    let public = server.send(server.request(Method::GET, &path, None)).await.expect(200);
    let got: Vec<(u64, u64)> = public["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (row["number"].as_u64().unwrap(), row["rank"].as_u64().unwrap()))
        .collect();
    let expected: Vec<(u64, u64)> = (1u64..).zip(lines.iter().map(|line| line.rank as u64)).collect();
    assert_eq!(got, expected);
    let page = server.send(server.request(Method::GET, &format!("/board/{township}?period={PERIOD}"), None)).await;
    assert_eq!(page.status, 200);
    let html = String::from_utf8(page.body).unwrap();
    let mut rest = html.as_str();
    for (number, line) in (1..).zip(lines) {
        let row = format!("<th scope=row class=i>{number}</th>");
        let quoted = format!("<th scope=\"row\" class=\"i\">{number}</th>");
        let at = rest.find(&quoted).or_else(|| rest.find(&row)).unwrap_or_else(|| panic!("no line {number}: {rest}"));
        rest = &rest[at..];
        let line_html = &rest[..rest.find("</tr>").unwrap()];
        assert!(line_html.contains(&format!("<b>{}</b>", line.rank)), "{line_html}");
        let total = points(line.total).replace('-', "−");
        assert!(line_html.contains(&format!(">{total}<")), "{total}: {line_html}");
        assert!(!line_html.contains(&line.member.name), "{line_html}");
    }
}

async fn export(server: &TestServer, lines: &[Line]) {
    let path =
        format!("/exports/leaderboard.xlsx?organizationId={}&period={PERIOD}&names=full", server.fixture.township);
    let answer = server.get(&path, &server.fixture.clerk.clone()).await;
    assert_eq!(answer.status, 200, "{}", String::from_utf8_lossy(&answer.body));
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(answer.body)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let header = sheet.rows().position(|row| row[0] == Data::String("序号".to_owned())).unwrap();
    let rows: Vec<_> = sheet.rows().skip(header + 1).collect();
    assert_eq!(rows.len(), lines.len());
    for (row, line) in rows.iter().zip(lines) {
        assert_eq!(row[1].to_string(), line.rank.to_string());
        assert_eq!(row[2], Data::String(line.member.name.clone()));
        assert!(matches!(row[5], Data::Float(_) | Data::Int(_)), "a number (pitfall 30): {:?}", row[5]);
        assert_eq!(row[5].to_string(), points(line.total));
    }
}
