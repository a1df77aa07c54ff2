//! The fund's page for the notice board (S0-2, S0-9).

use reqwest::Method;
use xianfeng_tests::TestServer;

use super::{allotted, fulfilled, issued, reserved};
use crate::leaderboards::scene::approve_publication;

#[tokio::test]
async fn s0_9_the_fund_is_a_page_to_be_hung_up() {
    let server = TestServer::start_with(13, 3, &[]).await;
    let branch = server.fixture.branches[0].clone();
    let page = async |path: &str| {
        let answer = server.send(server.request(Method::GET, path, None)).await;
        assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8", "{path}");
        (answer.status.as_u16(), String::from_utf8(answer.body).unwrap())
    };
    let path = format!("/board/{}/fund", branch.id);
    assert_eq!(page(&path).await.0, 403);
    approve_publication(&server, server.fixture.township).await;
    let (status, html) = page(&path).await;
    assert!(status == 404 && html.contains("这里没有奖励经费"), "{status}");
    for (index, village) in server.fixture.branches.iter().enumerate() {
        for quarter in ["2023-Q4", "2024-Q1"] {
            allotted(&server, village.id, quarter, 125_000 + i64::try_from(index).unwrap()).await;
        }
    }
    let _ = issued(&server, &branch.members[1], 800, Some("2024-12-31")).await;
    let order = reserved(&server, &branch.members[1], 35).await.unwrap();
    fulfilled(&server, order).await.unwrap();
    let (status, html) = page(&path).await;
    assert_eq!(status, 200);
    for shown in ["党员积分奖励经费公开", "2024年第一季度", "1250.00", "800.00", "35.00", "765.00", "合计", "<svg"]
    {
        assert!(html.contains(shown), "{shown}");
    }
    assert!(!html.contains(&branch.members[1].id.to_string()) && !html.contains("党员2"), "no person");
    let (status, english) = page(&format!("{path}?lang=en")).await;
    assert!(status == 200 && english.contains("The fund behind redemption points") && !english.contains("拨入"));
    let (status, whole) = page(&format!("/board/{}/fund", server.fixture.township)).await;
    assert!(status == 200 && whole.contains("第13村党支部") && whole.contains(&path));
    if let Ok(folder) = std::env::var("XIANFENG_TEST_PAGES") {
        for (name, html) in [("fund", &html), ("fund-en", &english), ("fund-township", &whole)] {
            std::fs::write(format!("{folder}/{name}.html"), html).unwrap();
        }
    }
    assert_eq!(page("/board/nonsense/fund").await.0, 404);
}
