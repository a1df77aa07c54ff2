//! Pitfalls 16 and 18: one edition on every surface, whatever is recorded later.

use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_tests::TestServer;

use super::{live_changes, quarter};
use crate::closings::{close, published};
use crate::exports::{column, opened};

/// Everything that shows figures of the quarter, without what tells the time of reading.
async fn surfaces(server: &TestServer) -> Vec<(String, Value)> {
    let (township, branch) = (server.fixture.township.0, server.fixture.branches[0].id.0);
    let (clerk, member) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[2].clone());
    let mut seen = Vec::new();
    let parts = ["items", "row", "neighbours", "current", "organizations", "total", "average", "size", "grade"];
    let mut keep = |path: &str, body: &Value| {
        for part in parts {
            if !body[part].is_null() {
                seen.push((format!("{path} {part}"), body[part].clone()));
            }
        }
    };
    for path in [
        format!("/leaderboards/members?organizationId={township}&period=2024-Q1"),
        format!("/leaderboards/members?organizationId={branch}&period=2024-Q1"),
        format!("/leaderboards/members?organizationId={township}&period=2024-Q1&category=ordinary"),
        format!("/leaderboards/organizations?parentId={township}&period=2024-Q1"),
        format!("/leaderboards/posts?organizationId={township}&period=2024-Q1"),
        format!("/public/organizations/{township}/leaderboard?period=2024-Q1"),
        format!("/public/organizations/{branch}/leaderboard?period=2024-Q1"),
    ] {
        keep(&path, &server.get(&path, &clerk).await.expect(200));
    }
    for path in ["/leaderboards/members/me?period=2024-Q1", "/me/comparison?period=2024-Q1"] {
        keep(path, &server.get(path, &member).await.expect(200));
    }
    let export = format!("/exports/leaderboard.xlsx?organizationId={township}&period=2024-Q1");
    let sheet = opened(server.get(&export, &clerk).await);
    for title in ["名次", "党支部", "类别", "总积分", "等次"] {
        seen.push((format!("{export} {title}"), json!(column(&sheet, title))));
    }
    seen
}

/// S0-2, S0-8: before the closing, after it and after everything that must not show, the same.
#[tokio::test]
async fn every_surface_reads_the_edition() {
    let server = quarter().await;
    let live = surfaces(&server).await;
    let closing = published(&server, "2024-Q1").await;
    let frozen = surfaces(&server).await;
    assert_eq!(live, frozen, "the edition says what the board said");
    live_changes(&server).await;
    for ((path, before), (_, after)) in frozen.iter().zip(surfaces(&server).await) {
        assert_eq!(before, &after, "{path}");
    }
    let export = format!("/exports/leaderboard.xlsx?organizationId={}&period=2024-Q1", server.fixture.township);
    let title = opened(server.get(&export, &server.fixture.clerk).await).rows().next().unwrap()[0].to_string();
    assert!(title.contains("公示第1版") && title.contains(closing["edition"]["hash"].as_str().unwrap()), "{title}");
    // What runs shows the changes.
    let branch = server.fixture.branches[0].id.0;
    let running = format!("/leaderboards/members?organizationId={branch}&period=2024-Q2");
    let running = server.get(&running, &server.fixture.clerk).await.expect(200);
    assert_eq!(running["items"].as_array().unwrap().len(), 4);
    assert_eq!((&running["provisional"], &running["edition"]), (&json!(true), &Value::Null));
    // The paper and the edition's own rows are the same rows, too.
    let clerk = server.fixture.clerk.clone();
    let board = format!("/leaderboards/members?organizationId={branch}&period=2024-Q1");
    let board = server.get(&board, &clerk).await.expect(200);
    let rows = format!("/editions/{}/rows?organizationId={branch}", closing["edition"]["id"].as_str().unwrap());
    let rows = server.get(&rows, &clerk).await.expect(200);
    let notice = server.get(&format!("/public/organizations/{branch}/notice?period=2024-Q1"), &clerk).await.expect(200);
    let figures = |body: &Value| -> Vec<Value> {
        let row = |row: &Value| json!([row["rank"], row["total"], row["additions"], row["deductions"]]);
        body["items"].as_array().unwrap().iter().map(row).collect()
    };
    assert_eq!(figures(&board).len(), 5);
    assert_eq!(figures(&board), figures(&rows));
    assert_eq!(figures(&board), figures(&notice));
    let page = page(&server, &format!("/board/{branch}/notice?period=2024-Q1")).await;
    assert_eq!(page.matches("<th scope=\"row\"").count(), 5);
    assert!(page.contains("第1村党支部") && !page.contains("改名"), "{page}");
}

/// Figures are provisional until a person publishes; the number and hash stand on every surface then.
#[tokio::test]
async fn boards_name_their_edition() {
    let server = quarter().await;
    let (township, clerk) = (server.fixture.township.0, server.fixture.clerk.clone());
    let inside = format!("/leaderboards/members?organizationId={township}&period=2024-Q1");
    let outside = format!("/public/organizations/{township}/leaderboard?period=2024-Q1");
    let marks = async |path: &str| {
        let body = server.get(path, &clerk).await.expect(200);
        (body["provisional"].clone(), body["edition"]["number"].clone())
    };
    assert_eq!(marks(&inside).await, (json!(true), Value::Null));
    let closing = close(&server, "2024-Q1").await;
    assert_eq!(marks(&inside).await, (json!(true), json!(1)));
    assert_eq!(marks(&outside).await, (json!(true), Value::Null), "nobody cites what is not published");
    let path = format!("/closings/{}/publication", closing["id"].as_str().unwrap());
    let _ = server.post(&path, &clerk, json!({ "reason": "乡党委会议同意公示" })).await.expect(200);
    for path in [&inside, &outside] {
        assert_eq!(marks(path).await, (json!(false), json!(1)), "{path}");
    }
    let organizations = format!("/leaderboards/organizations?parentId={township}&period=2024-Q1");
    assert_eq!(marks(&organizations).await, (json!(false), json!(1)));
    let page = page(&server, &format!("/board/{township}?period=2024-Q1")).await;
    let short = closing["edition"]["shortHash"].as_str().unwrap();
    assert!(page.contains("第1版公示") && page.contains(short), "{page}");
}

/// A page, by its address on the host.
pub(crate) async fn page(server: &TestServer, path: &str) -> String {
    let answer = server.send(server.request(Method::GET, path, None)).await;
    assert_eq!(answer.status, 200, "{path}");
    String::from_utf8(answer.body).unwrap()
}
