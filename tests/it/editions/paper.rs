//! The paper twin of the notice: A4 and A3, a village of 30 and a township of 300.

use reqwest::Method;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::Plan;

use super::surfaces::page;
use crate::closings::published;
use crate::leaderboards::scene::entry;

/// A township whose members have points of all sorts in the first quarter.
async fn township(branches: usize, members: usize) -> TestServer {
    let mut plan = Plan::small(branches, members);
    for (at, branch) in plan.branches.iter_mut().enumerate() {
        for (place, member) in branch.members.iter_mut().enumerate() {
            let family = ["蒋", "王", "李", "欧阳", "张", "刘", "陈"][(at + place) % 7];
            let given = ["建国", "小红", "志强", "丽", "秀英", "海", "文斌"][(at * 3 + place * 5) % 7];
            member.name = format!("{family}{given}");
        }
    }
    let server = TestServer::start_plan(&plan, &[]).await;
    for branch in server.fixture.branches.clone() {
        for (place, member) in (0i64..).zip(&branch.members) {
            entry(&server, &branch, member, 6000 + (place * 37 % 23) * 50, "2024-03-05", None).await;
            if place % 9 == 4 {
                entry(&server, &branch, member, -200, "2024-03-06", None).await;
            }
        }
    }
    server.set_time("2024-04-02T01:00:00Z");
    let _ = published(&server, "2024-Q1").await;
    server
}

/// S0-2: every row with its number, the edition with its hash, the term and the ways to object.
#[tokio::test]
async fn the_paper_says_what_the_edition_says() {
    let server = township(1, 30).await;
    let branch = server.fixture.branches[0].id;
    for (paper, size) in [("a4", "size: A4"), ("a3", "size: A3")] {
        let path = format!("/board/{branch}/notice?period=2024-Q1&paper={paper}");
        let html = page(&server, &path).await;
        assert_eq!(html.matches("<th scope=\"row\"").count(), 30, "{paper}");
        assert!(html.contains(size), "{paper}");
        for text in
            ["公示", "第1版", "2024年4月2日公示", "乡党委会议同意公示", "网上", "书面", "电话", "SHA-256", "<svg"]
        {
            assert!(html.contains(text), "{text}");
        }
    }
    let answer = server.send(server.request(Method::GET, &format!("/board/{branch}/notice?edition=9"), None)).await;
    assert_eq!(answer.status, 404, "a page that says what to do next");
}

#[tokio::test]
async fn pictures() {
    let one = township(1, 30).await;
    let many = township(15, 20).await;
    for (name, server, id) in [("v30", &one, one.fixture.branches[0].id), ("t300", &many, many.fixture.township)] {
        for paper in ["a4", "a3"] {
            let html = page(server, &format!("/board/{id}/notice?period=2024-Q1&paper={paper}")).await;
            std::fs::write(format!("/tmp/p/i4/ed_{name}_{paper}.html"), html).unwrap();
        }
    }
}
