//! The public page of activity.

use reqwest::Method;
use xianfeng_tests::TestServer;

use super::scene;
use crate::leaderboards::scene::approve_publication;

async fn page(server: &TestServer, path: &str) -> (u16, String) {
    let answer = server.send(server.request(Method::GET, path, None)).await;
    (answer.status.as_u16(), String::from_utf8(answer.body).unwrap())
}

/// S0-14: figures, a chart that is told in words too, no script, and a page for each refusal.
#[tokio::test]
async fn the_page_tells_what_was_done() {
    let server = scene().await;
    let township = server.fixture.township;
    let path = format!("/board/{township}/statistics?period=2024");
    assert_eq!(page(&server, &path).await.0, 403);
    approve_publication(&server, township).await;
    let (status, html) = page(&server, &path).await;
    assert_eq!(status, 200);
    for part in
        ["党员活动统计", "护林防火巡查", "技术咨询", "不足3人", "1月志愿服务 2；2月志愿服务 2，技术咨询 1，其他 1"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(!html.contains("<script") && !html.contains(" style="));
    let (_, english) = page(&server, &format!("{path}&lang=en")).await;
    assert!(english.contains("What members did"));
    let branch = server.fixture.branches[0].id;
    let (status, html) = page(&server, &format!("/board/{branch}/statistics?period=2024-03")).await;
    assert!(status == 200 && html.contains("还没有活动记录"));
    assert_eq!(page(&server, &format!("/board/{branch}/statistics?period=2025")).await.0, 400);
    assert_eq!(page(&server, "/board/nothing/statistics").await.0, 404);
}
