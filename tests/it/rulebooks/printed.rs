//! The book in force, printed for the notice board: page and workbook, without log-in and without
//! what is sensitive.

use std::io::Cursor;

use calamine::{Reader, Xlsx};
use reqwest::Method;
use uuid::Uuid;
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::{Answer, TestServer};

use super::{adopted, village_layer, with_limits};

async fn page(server: &TestServer, organization: Uuid, language: &str) -> Answer {
    let request = server.request(Method::GET, &format!("/board/{organization}/rulebook"), None);
    server.send(request.header("Accept-Language", language)).await
}

fn text(answer: &Answer) -> String {
    assert_eq!(answer.status, 200);
    String::from_utf8(answer.body.clone()).unwrap()
}

#[tokio::test]
async fn villagers_read_the_rules_in_force_without_what_is_sensitive() {
    let server = TestServer::start().await;
    let clerk = server.fixture.clerk.clone();
    let branch = server.fixture.branches[0].clone();
    let hidden = with_limits(1, 15)
        .replace("code = \"aged\"\nname = \"年老\"", "code = \"aged\"\nname = \"困难\"\nsensitive = true")
        .replace(
            "code = \"safety_advice\"\nname = \"安全劝导\"",
            "code = \"safety_advice\"\nname = \"困难帮扶\"\ncategories = [\"aged\"]",
        );
    adopted(&server, &clerk, server.fixture.township.0, &hidden, "2024-03-01").await;
    let layer = village_layer("forsythia", 15, (2, 4)).replace("name = \"forsythia\"", "name = \"种植连翘<50亩>\"");
    adopted(&server, &branch.members[0], branch.id.0, &layer, "2024-03-01").await;
    let html = text(&page(&server, branch.id.0, "zh").await);
    assert!(html.contains("种植连翘&#60;50亩&#62;") && html.contains("每项加15分"), "S2-8, and nothing runs");
    assert!(html.contains("每件加2–4分") && html.contains("每月最多4分"));
    assert!(!html.contains("困难"), "invariant 11");
    assert!(html.contains("每年60分") && html.contains("2024年3月1日起执行"));
    let english = page(&server, branch.id.0, "en").await;
    assert_eq!(english.headers["content-language"], "en");
    assert!(text(&english).contains("at most 4 a month"));
    // The same rules for who is logged in and may not know.
    let plain = format!("/rulebooks/effective?organizationId={}", branch.id.0);
    let book = server.get(&plain, &branch.members[1]).await.expect(200);
    assert!(!book.to_string().contains("困难") && !book.to_string().contains("safety_advice"));
    let seen = server.get(&plain, &clerk).await.expect(200);
    assert!(seen.to_string().contains("困难"));
    // Kept by a browser until it changes.
    let request = server.request(Method::GET, &format!("/board/{}/rulebook", branch.id.0), None);
    let tag = english.headers["etag"].clone();
    let again = server.send(request.header("Accept-Language", "en").header("If-None-Match", tag)).await;
    assert_eq!(again.status, 304);
    for nothing in [Uuid::now_v7().to_string(), "x".to_owned()] {
        let request = server.request(Method::GET, &format!("/board/{nothing}/rulebook"), None);
        let answer = server.send(request).await;
        assert_eq!(answer.status, 404);
        assert!(String::from_utf8(answer.body).unwrap().contains("没有找到积分管理台账"));
    }
}

/// Every text of the first sheet.
fn cells(body: Vec<u8>) -> String {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(body)).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    sheet.cells().map(|(_, _, cell)| format!("{cell}\n")).collect()
}

#[tokio::test]
async fn the_rules_of_a_day_go_into_a_workbook() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let changed = CHISHIQIAO.replace("name = \"护林防火巡查\"", "name = \"夜间巡逻\"");
    adopted(&server, &clerk, township, &changed, "2024-06-01").await;
    let member = &server.fixture.branches[0].members[1].clone();
    let sheet = async |day: &str| {
        let path = format!("/exports/rulebook.xlsx?organizationId={township}&day={day}");
        let answer = server.get(&path, member).await;
        assert_eq!(answer.status, 200);
        let book = cells(answer.body);
        (book.contains("护林防火巡查"), book.contains("夜间巡逻"), book.contains("每次加1分"))
    };
    assert_eq!(sheet("2024-05-31").await, (true, false, true));
    assert_eq!(sheet("2024-06-01").await, (false, true, true));
    let elsewhere = format!("/exports/rulebook.xlsx?organizationId={}", Uuid::now_v7());
    server.get(&elsewhere, member).await.refused("organization.not_found");
}
