//! What a villager sees: the public board as JSON and as a page (S0-2, invariants 11 and 12).

use reqwest::Method;
use serde_json::json;
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

use crate::leaderboards::scene::{approve_publication, entry, mark};

async fn page(server: &TestServer, path: &str) -> Answer {
    let answer = server.send(server.request(Method::GET, path, None)).await;
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8", "{path}");
    let policy = answer.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("style-src 'sha256-"), "{policy}");
    answer
}

fn html(answer: &Answer) -> String {
    String::from_utf8(answer.body.clone()).unwrap()
}

async fn public(server: &TestServer, path: &str) -> Answer {
    server.send(server.request(Method::GET, &format!("/api/v1/public/organizations/{path}"), None)).await
}

/// Invariant 12: nothing is public before somebody approved it; the township's approval covers its
/// branches.
#[tokio::test]
async fn nothing_is_public_before_it_is_approved() {
    let server = TestServer::start().await;
    let (township, branch) = (server.fixture.township, server.fixture.branches[0].clone());
    public(&server, &format!("{}/leaderboard", branch.id)).await.refused("public.not_approved");
    let refused = page(&server, &format!("/board/{}", branch.id)).await;
    assert_eq!(refused.status, 403);
    assert!(html(&refused).contains("还没有公开"));
    approve_publication(&server, branch.id).await;
    assert_eq!(page(&server, &format!("/board/{}", branch.id)).await.status, 200);
    assert_eq!(page(&server, &format!("/board/{township}")).await.status, 403);
    let own = html(&page(&server, &format!("/board/{}", branch.id)).await);
    assert!(!own.contains(&format!("/board/{township}")), "no link to what is not public");
    approve_publication(&server, township).await;
    assert_eq!(page(&server, &format!("/board/{}", server.fixture.branches[1].id)).await.status, 200);
    assert!(html(&page(&server, &format!("/board/{}", branch.id)).await).contains(&format!("/board/{township}")));
}

/// Names are masked, no person's id is anywhere, and only the recorded basis shows them in full.
#[tokio::test]
async fn names_are_masked_and_no_person_has_an_id() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    approve_publication(&server, server.fixture.township).await;
    entry(&server, &branch, &branch.members[1], 100, "2024-02-10", None).await;
    let json_path = format!("{}/leaderboard?limit=2", branch.id);
    let board = public(&server, &json_path).await;
    assert_eq!(board.headers["cache-control"], "public, max-age=60");
    let out = board.expect(200);
    assert_eq!((&out["items"][0]["name"], &out["names"]), (&json!("党*2"), &json!("masked")));
    assert_eq!((&out["provisional"], &out["items"][0]["category"]), (&json!(true), &json!("普通")));
    let next = out["nextCursor"].as_str().unwrap();
    let rest = public(&server, &format!("{json_path}&cursor={next}")).await;
    assert_eq!(rest.expect(200)["items"][1]["number"], 4);
    let shown = page(&server, &format!("/board/{}", branch.id)).await;
    for body in [&board.body, &rest.body, &shown.body] {
        let text = String::from_utf8_lossy(body);
        for member in &branch.members {
            for secret in [member.id.to_string(), member.person.to_string(), member.name.clone()] {
                assert!(!text.contains(&secret), "{secret}");
            }
        }
    }
    mark(&server, server.fixture.township, false, Some("2024年党员大会决议")).await;
    assert_eq!(public(&server, &json_path).await.expect(200)["items"][0]["name"], "党员2");
    assert!(html(&page(&server, &format!("/board/{}", branch.id)).await).contains("党员2"));
}

#[tokio::test]
async fn a_sensitive_organization_is_not_there() {
    let server = TestServer::start().await;
    let hidden = server.fixture.branches[1].clone();
    approve_publication(&server, server.fixture.township).await;
    mark(&server, hidden.id, true, None).await;
    public(&server, &format!("{}/leaderboard", hidden.id)).await.refused("organization.not_found");
    assert_eq!(page(&server, &format!("/board/{}", hidden.id)).await.status, 404);
    let township = public(&server, &format!("{}/leaderboard", server.fixture.township)).await.expect(200);
    assert_eq!((&township["size"], township["organizations"].as_array().unwrap().len()), (&json!(4), 1));
    assert!(
        !html(&page(&server, &format!("/board/{}", server.fixture.township)).await).contains(&hidden.id.to_string())
    );
}

#[tokio::test]
async fn the_page_answers_everything_with_a_page() {
    let server = TestServer::start_with(1, 2, &[("server.public_base_url", "http://localhost:4567/")]).await;
    let branch = server.fixture.branches[0].clone();
    approve_publication(&server, branch.id).await;
    for (path, status, sentence) in [
        ("/board/none".to_owned(), 404, "没有找到这个积分榜"),
        ("/board/00000000-0000-7000-8000-000000000000".to_owned(), 404, "没有找到这个积分榜"),
        (format!("/board/{}?period=soon", branch.id), 400, "网址里的时段不对"),
        (format!("/board/{}?period=2031", branch.id), 400, "网址里的时段不对"),
        (format!("/board/{}?period=soon&lang=en", branch.id), 400, "names no period"),
        (format!("/board/{}?from=singlemessage", branch.id), 200, "暂行数据"),
        (format!("/board/{}?lang=en", branch.id), 200, "Provisional"),
        (format!("/board/{}", branch.id), 200, "http://localhost:4567/board/"),
    ] {
        let answer = page(&server, &path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(html(&answer).contains(sentence), "{path}");
    }
    let request = server.request(Method::GET, &format!("/board/{}", branch.id), None).header("Accept-Language", "en");
    assert!(html(&server.send(request).await).contains("Provisional"));
}

/// A phone that has the page asks again for nothing until something changes.
#[tokio::test]
async fn an_unchanged_page_is_not_sent_again() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    approve_publication(&server, branch.id).await;
    for path in [format!("/board/{}", branch.id), format!("/api/v1/public/organizations/{}/leaderboard", branch.id)] {
        let first = server.send(server.request(Method::GET, &path, None)).await;
        let tag = first.headers["etag"].clone();
        server.clock.set(server.clock.now() + chrono::Duration::minutes(5));
        let again = server.request(Method::GET, &path, None).header("If-None-Match", &tag);
        assert_eq!(server.send(again).await.status, 304, "{path}");
        entry(&server, &branch, &branch.members[1], 100, "2024-02-10", None).await;
        let changed = server.request(Method::GET, &path, None).header("If-None-Match", &tag);
        assert_eq!(server.send(changed).await.status, 200, "{path}");
    }
}

/// Invariant 11: a member of a sensitive category is in no line and in no figure from which others
/// could tell that there is one.
#[tokio::test]
async fn a_sensitive_category_leaves_no_mark() {
    let server = TestServer::start().await;
    let branch = server.fixture.branches[0].clone();
    approve_publication(&server, server.fixture.township).await;
    let hidden = &branch.members[1];
    entry(&server, &branch, hidden, 800, "2024-02-10", None).await;
    entry(&server, &branch, &branch.members[2], 300, "2024-02-10", None).await;
    hide_category(&server, hidden).await;
    for path in [branch.id, server.fixture.township].map(|id| format!("{id}/leaderboard?period=2024-Q1&limit=100")) {
        let board = public(&server, &path).await.expect(200);
        assert_eq!(board["items"][0]["total"], json!(3), "{path}");
        let figures = board["organizations"].get(0).unwrap_or(&board);
        let counted = figures.get("counted").unwrap_or(&figures["size"]);
        assert_eq!((counted, &figures["average"]), (&json!(3), &json!(1)), "{path}");
    }
    let own = server.get("/leaderboards/members/me?period=2024-Q1", hidden).await.expect(200);
    assert_eq!(own["row"]["rank"], 1, "clear to oneself");
}

/// Moves a member to a category that a new version of the book marks sensitive.
async fn hide_category(server: &TestServer, member: &FixtureMember) {
    let now = server.clock.now();
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: rulebooks::CHISHIQIAO.replace("code = \"away\"", "code = \"away\"\nsensitive = true"),
    };
    let next = Membership {
        branch: server.fixture.branches[0].id,
        category: "away".to_owned(),
        exempt: false,
        from: "2024-01-10".parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let write = async |tx: &Tx| -> StoreResult<()> {
        rulebooks::adopt(tx, &adopted, now).await?;
        members::move_to(tx, member.id, "2000-07-01".parse().unwrap(), &next, now).await
    };
    server.app.database.transact("hide", write).await.unwrap();
}
