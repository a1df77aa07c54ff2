//! Whom public pages name, and how much of a name: one rule on all of them (S0-2, S1-3, S2-7, S4-3, S4-7,
//! S4-10; invariant 11; articles 15 and 25).

use reqwest::Method;
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureMember, opened};

use crate::appraisal::{ratings, round, signature, step};
use crate::closings::published;
use crate::leaderboards::scene::{approve_publication, entry, mark};
use crate::posts::{held, post};

const COLOURS: &str = r#"
[colours]
per = "month"

[[colours.list]]
code = "blue"
name = "蓝榜"
from_points = "8"
public = true

[[colours.list]]
code = "red"
name = "红榜"
public = true
"#;

/// How a page shows a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Full,
    Masked,
    Not,
}

use Shown::{Full, Masked, Not};

/// The members of the scene: who says nothing, who agrees, who agrees and withdraws, who agrees and is
/// sensitive, who agrees and is exempt.
const SILENT: usize = 1;
const AGREES: usize = 2;
const WITHDRAWS: usize = 3;
const SENSITIVE: usize = 4;
const EXEMPT: usize = 5;

fn member(server: &TestServer, place: usize) -> FixtureMember {
    server.fixture.branches[0].members[place].clone()
}

/// Adopts the ready book with a sensitive category and a public colour board.
async fn adopt(server: &TestServer) {
    let now = server.clock.now();
    let sensitive = rulebooks::CHISHIQIAO.replace("code = \"away\"", "code = \"away\"\nsensitive = true");
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: server.fixture.township,
        version: 2,
        effective_from: "2024-01-01".parse().unwrap(),
        meeting: "乡党委会议".to_owned(),
        document: format!("{}{COLOURS}", opened(&sensitive)),
    };
    let write = async |tx: &Tx| rulebooks::adopt(tx, &adopted, now).await;
    server.app.database.transact("adopt", write).await.unwrap();
}

/// Records where a member stands from a day on.
async fn moved(server: &TestServer, member: &FixtureMember, category: &str, exempt: bool, before: &str, from: &str) {
    let now = server.clock.now();
    let next = Membership {
        branch: server.fixture.branches[0].id,
        category: category.to_owned(),
        exempt,
        from: from.parse().unwrap(),
        reason: None,
        recorded_by: None,
        meeting: None,
    };
    let write = async |tx: &Tx| -> StoreResult<()> {
        members::move_to(tx, member.id, before.parse().unwrap(), &next, now).await
    };
    server.app.database.transact("move", write).await.unwrap();
}

async fn agree(server: &TestServer, member: &FixtureMember) -> String {
    let given = server.post("/me/consents", member, json!({ "purpose": "publicName" })).await.expect(201);
    given["id"].as_str().unwrap().to_owned()
}

async fn withdraw(server: &TestServer, member: &FixtureMember, consent: &str) {
    server.post(&format!("/me/consents/{consent}/withdraw"), member, Value::Null).await.expect(200);
}

async fn read(server: &TestServer, path: &str) -> String {
    let answer = server.send(server.request(Method::GET, path, None)).await;
    let text = String::from_utf8(answer.body.clone()).unwrap();
    assert_eq!(answer.status, 200, "{path}: {text}");
    text
}

/// How a page shows the members of the scene but for the secretary, in their order.
fn shown(text: &str) -> [Shown; 5] {
    [SILENT, AGREES, WITHDRAWS, SENSITIVE, EXEMPT].map(|place| {
        let number = place + 1;
        match (text.contains(&format!("党员{number}")), text.contains(&format!("党*{number}"))) {
            (true, false) => Full,
            (false, true) => Masked,
            (false, false) => Not,
            (true, true) => panic!("in full and masked: {text}"),
        }
    })
}

/// Every member pledges, is judged, holds a post and leads a grid.
async fn scene() -> (TestServer, Vec<String>) {
    let server = TestServer::start_with(1, 6, &[]).await;
    let (branch, clerk, township) =
        (server.fixture.branches[0].clone(), server.fixture.clerk.clone(), server.fixture.township);
    let secretary = &branch.members[0];
    adopt(&server).await;
    approve_publication(&server, township).await;
    let kept = post(&server, &branch, json!({ "item": "good_deed", "places": 9 })).await;
    for (number, member) in branch.members.iter().enumerate().skip(1) {
        entry(&server, &branch, member, 900, "2024-02-10", None).await;
        let pledge = json!({ "year": "2024", "text": "修通田间路" });
        let pledge = server.post("/pledges", member, pledge).await.expect(201);
        let show = format!("/pledges/{}/show", pledge["id"].as_str().unwrap());
        server.post(&show, secretary, Value::Null).await.expect(200);
        let _ = held(&server, secretary, &kept, member, "2024-02-01").await;
        let grid = json!({ "organizationId": branch.id.0, "name": format!("第{number}网格"),
            "leaderPersonId": member.person.0, "leaderBasis": "村民会议推荐" });
        server.post("/grids", &clerk, grid).await.expect(201);
    }
    judge(&server).await;
    let branch = branch.id;
    let pages = [
        format!("/api/v1/public/organizations/{branch}/leaderboard"),
        format!("/api/v1/public/organizations/{township}/colours?period=2024-02"),
        format!("/api/v1/public/organizations/{branch}/pledges?year=2024"),
        format!("/api/v1/public/organizations/{branch}/appraisals?year=2024"),
        format!("/api/v1/public/organizations/{branch}/posts"),
        format!("/api/v1/public/organizations/{township}/grids"),
        format!("/board/{branch}"),
        format!("/board/{branch}?lang=en"),
    ];
    (server, pages.to_vec())
}

/// A round by four voices that gives everybody a grade (S4-10).
async fn judge(server: &TestServer) {
    let branch = server.fixture.branches[0].clone();
    let (secretary, judged) = (&branch.members[0], &branch.members[1..]);
    let round = round(server, "pledge", json!({ "public": true })).await;
    step(server, &round, "open", Value::Null).await;
    let rate = format!("{round}/ratings");
    for by in judged {
        server.post(&rate, by, ratings("self", &[(by, "good")])).await.expect(200);
        let others: Vec<_> = judged.iter().filter(|one| one.id != by.id).map(|one| (one, "good")).collect();
        server.post(&rate, by, ratings("peers", &others)).await.expect(200);
    }
    let all: Vec<_> = judged.iter().map(|one| (one, "good")).collect();
    server.post(&rate, secretary, ratings("secretary", &all)).await.expect(200);
    let counts: Vec<Value> = judged
        .iter()
        .map(|one| json!({ "memberId": one.id.0, "good": 20, "fair": 0, "ordinary": 0, "poor": 0 }))
        .collect();
    let votes = json!({ "countedBy": "李会计", "witnesses": "村民代表张某、赵某", "counts": counts });
    server.post(&format!("{round}/villager-counts"), secretary, votes).await.expect(200);
    step(server, &round, "close", Value::Null).await;
    step(server, &round, "sign", signature()).await;
}

/// Each public page shows the same: who is sensitive or exempt is not there whatever they agreed to, who
/// agreed stands in full, and is masked at the reading after the withdrawal.
#[tokio::test]
async fn every_public_page_shows_the_same_of_a_name() {
    let (server, pages) = scene().await;
    let secretary = member(&server, 0);
    for page in &pages {
        assert_eq!(shown(&read(&server, page).await), [Masked; 5], "{page}");
    }
    let statistics = format!("/api/v1/public/organizations/{}/statistics?period=2024", server.fixture.township);
    let times = async || -> Value {
        serde_json::from_str::<Value>(&read(&server, &statistics).await).unwrap()["totals"]["times"].clone()
    };
    assert_eq!(times().await, 5);

    let mut consents = Vec::new();
    for place in [AGREES, WITHDRAWS, SENSITIVE, EXEMPT] {
        consents.push(agree(&server, &member(&server, place)).await);
    }
    for page in &pages {
        assert_eq!(shown(&read(&server, page).await), [Masked, Full, Full, Full, Full], "{page}");
    }
    moved(&server, &member(&server, SENSITIVE), "away", false, "2000-07-01", "2024-01-10").await;
    moved(&server, &member(&server, EXEMPT), "ordinary", true, "2000-07-01", "2024-01-10").await;
    for page in &pages {
        assert_eq!(shown(&read(&server, page).await), [Masked, Full, Full, Not, Not], "{page}");
    }
    withdraw(&server, &member(&server, WITHDRAWS), &consents[1]).await;
    for page in &pages {
        assert_eq!(shown(&read(&server, page).await), [Masked, Full, Masked, Not, Not], "{page}");
    }
    assert_eq!(times().await, 4, "a count tells nothing of who is sensitive; the exempt count");

    // S1-3: a card says that there is a leader, and no phone or id of one.
    let grids = read(&server, &pages[5]).await;
    let cards: Value = serde_json::from_str(&grids).unwrap();
    let cards = cards["items"].as_array().unwrap();
    assert!(cards.len() == 5 && cards.iter().all(|card| card["hasLeader"] == true), "{grids}");
    assert!(!grids.contains("199000000"), "{grids}");

    // The basis of the organization shows everybody in full whom the page may name, and nobody else.
    mark(&server, server.fixture.township, false, Some("2024年党员大会决议")).await;
    for page in &pages {
        assert_eq!(shown(&read(&server, page).await), [Full, Full, Full, Not, Not], "{page}");
    }
    // A category that the book in force does not know may have been a sensitive one.
    moved(&server, &member(&server, SILENT), "dropped", false, "2000-07-01", "2024-01-10").await;
    for page in &pages {
        let text = read(&server, page).await;
        assert_eq!(shown(&text), [Not, Full, Full, Not, Not], "{page}");
        assert!(!text.contains("dropped"), "{page}");
    }
    // Inside the branch nothing changes: its secretary needs to know.
    let path = format!("/members?organizationId={}&limit=100", server.fixture.branches[0].id);
    assert_eq!(server.get(&path, &secretary).await.expect(200)["items"].as_array().unwrap().len(), 6);
}

/// An edition keeps its rows; the names are those of the reading: shown in full while the consent stands,
/// and never for who has become somebody whom no list names.
#[tokio::test]
async fn a_notice_shows_names_as_of_the_reading() {
    let server = TestServer::start_with(1, 6, &[]).await;
    let branch = server.fixture.branches[0].clone();
    adopt(&server).await;
    for member in &branch.members[1..] {
        entry(&server, &branch, member, 900, "2024-02-10", None).await;
    }
    moved(&server, &member(&server, SENSITIVE), "away", false, "2000-07-01", "2024-01-10").await;
    moved(&server, &member(&server, EXEMPT), "ordinary", true, "2000-07-01", "2024-01-10").await;
    server.set_time("2024-04-02T01:00:00Z");
    let closing = published(&server, "2024-Q1").await;
    let township = server.fixture.township;
    let pages = [
        format!("/api/v1/public/editions/{}", closing["edition"]["id"].as_str().unwrap()),
        format!("/api/v1/public/organizations/{}/notice?period=2024-Q1", branch.id),
        format!("/board/{}/notice?period=2024-Q1", branch.id),
        format!("/board/{township}/notice?period=2024-Q1&paper=a3"),
    ];
    let expect = async |expected: [Shown; 5], why: &str| {
        for page in &pages {
            assert_eq!(shown(&read(&server, page).await), expected, "{why}: {page}");
        }
    };
    expect([Masked, Masked, Masked, Not, Not], "before").await;
    let mut consents = Vec::new();
    for place in [AGREES, WITHDRAWS, SENSITIVE, EXEMPT] {
        consents.push(agree(&server, &member(&server, place)).await);
    }
    expect([Masked, Full, Full, Not, Not], "agreed").await;
    let version = |text: &str| serde_json::from_str::<Value>(text).unwrap()["version"].as_i64().unwrap();
    let known = version(&read(&server, &pages[1]).await);
    withdraw(&server, &member(&server, WITHDRAWS), &consents[1]).await;
    expect([Masked, Full, Masked, Not, Not], "withdrawn").await;
    let again = read(&server, &format!("{}&knownVersion={known}", pages[1])).await;
    assert!(version(&again) != known && !again.contains("unchanged"), "a client with the old version hears it");

    // What was posted of who is exempt by now stays, under the mask: a gap would tell everybody.
    moved(&server, &member(&server, AGREES), "ordinary", true, "2000-07-01", "2024-04-01").await;
    expect([Masked, Masked, Masked, Not, Not], "exempt by now").await;
}

/// Who leads a grid and is no member agrees like anybody else (S1-3, invariant 10).
#[tokio::test]
async fn a_leader_who_is_no_member_agrees_for_themselves() {
    let server = TestServer::start_with(1, 2, &[]).await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township);
    approve_publication(&server, township).await;
    let grid = json!({ "organizationId": township.0, "name": "第一网格", "leaderPersonId": clerk.person.0,
        "leaderBasis": "村民会议推荐", "card": { "officers": ["办公主"] } });
    server.post("/grids", &clerk, grid).await.expect(201);
    let without = json!({ "organizationId": township.0, "name": "第二网格" });
    server.post("/grids", &clerk, without).await.expect(201);
    let page = format!("/api/v1/public/organizations/{township}/grids");
    let cards = async || serde_json::from_str::<Value>(&read(&server, &page).await).unwrap()["items"].clone();
    let seen = cards().await;
    assert_eq!((&seen[0]["leader"], &seen[1]["leader"]), (&json!("办*室"), &Value::Null));
    assert_eq!((&seen[0]["hasLeader"], &seen[1]["hasLeader"]), (&json!(true), &json!(false)));
    let consent = agree(&server, &clerk).await;
    let seen = cards().await;
    assert_eq!((&seen[0]["leader"], &seen[0]["officers"]), (&json!("办公室"), &json!(["办*主"])));
    withdraw(&server, &clerk, &consent).await;
    assert_eq!(cards().await[0]["leader"], "办*室");
}
