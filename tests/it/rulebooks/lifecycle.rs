//! Draft → checked → adopted → in force on its day → superseded.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use xianfeng_infra::rulebooks::CHISHIQIAO;
use xianfeng_tests::TestServer;

use super::{adopt, adopted, checked, draft, effective, item};

#[tokio::test]
async fn a_township_picks_a_ready_book_changes_it_and_adopts_it() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let ready = server.get("/rulebooks/ready", &clerk).await.expect(200);
    assert_eq!(ready["items"].as_array().unwrap().len(), 5);
    for book in ready["items"].as_array().unwrap() {
        let new = json!({ "organizationId": township, "name": book["name"], "from": book["code"] });
        let begun = server.post("/rulebooks/drafts", &clerk, new).await.expect(201);
        let check = format!("/rulebooks/drafts/{}/check", begun["id"].as_str().unwrap());
        assert_eq!(server.post(&check, &clerk, Value::Null).await.expect(200)["flaws"], json!([]));
    }
    let new = json!({ "organizationId": township, "name": "2024年台账", "from": "chishiqiao" });
    let begun = server.post("/rulebooks/drafts", &clerk, new).await.expect(201);
    assert_eq!((&begun["state"], &begun["version"]), (&json!("draft"), &json!(1)));
    let path = format!("/rulebooks/drafts/{}", begun["id"].as_str().unwrap());
    let read = server.get(&path, &clerk).await.expect(200);
    let document = read["document"].as_str().unwrap().replacen("points = \"1\"", "points = \"2\"", 1);
    let text = json!({ "name": "2024年台账", "document": document });
    let written = server.put(&path, &clerk, 1, text.clone()).await.expect(200);
    assert_eq!(written["version"], 2);
    server.put(&path, &clerk, 1, text.clone()).await.refused("version.stale");
    adopt(&server, &clerk, begun["id"].as_str().unwrap(), "2024-04-01").await.refused("rulebook.not_checked");
    let check = server.post(&format!("{path}/check"), &clerk, Value::Null).await.expect(200);
    assert_eq!((&check["draft"]["state"], &check["flaws"]), (&json!("checked"), &json!([])));
    // Writing on it makes another check necessary.
    let written = server.put(&path, &clerk, 3, text).await.expect(200);
    assert_eq!((&written["state"], &written["flaws"]), (&json!("draft"), &Value::Null));
    server.post(&format!("{path}/check"), &clerk, Value::Null).await.expect(200);

    let done = adopt(&server, &clerk, begun["id"].as_str().unwrap(), "2024-04-01").await.expect(201);
    assert_eq!((&done["draft"]["state"], &done["adopted"]["state"]), (&json!("adopted"), &json!("coming")));
    assert_eq!(done["adopted"]["signatory"], "王秀英");
    let branch = server.fixture.branches[0].clone();
    let worth = async |day: &str| {
        let book = effective(&server, &branch.members[1], branch.id.0, day).await;
        item(&book, "hazard_check").unwrap()["max"].clone()
    };
    assert_eq!((worth("2024-03-31").await, worth("2024-04-01").await), (json!(1), json!(2)));
    let list = format!("/rulebooks?organizationId={township}");
    let states = async || {
        let list = server.get(&list, &branch.members[1]).await.expect(200);
        let states: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
        json!(states)
    };
    assert_eq!(states().await, json!(["coming", "in_force"]));
    server.set_time("2024-04-01T01:00:00Z");
    assert_eq!(states().await, json!(["in_force", "superseded"]));

    // What is superseded stays readable, whole; the text is for who sets the rules.
    let old = format!("/rulebooks/{}", server.fixture.rule_book.0);
    let old_book = server.get(&old, &branch.members[1]).await.expect(200);
    assert_eq!(item(&old_book["book"], "hazard_check").unwrap()["max"], json!(1));
    assert_eq!(old_book["document"], Value::Null);
    assert!(server.get(&old, &clerk).await.expect(200)["document"].as_str().unwrap().contains("hazard_check"));
}

#[tokio::test]
async fn a_check_names_every_flaw_and_a_long_text_is_refused_with_the_limit() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let faulty = CHISHIQIAO.replace("points = \"1\"", "points = \"0.125\"").replace("\"quarter\"", "\"week\"");
    let id = draft(&server, &clerk, township, &faulty).await;
    let check = server.post(&format!("/rulebooks/drafts/{id}/check"), &clerk, Value::Null).await.expect(200);
    assert_eq!(check["draft"]["state"], "draft");
    let paths: Vec<_> = check["flaws"].as_array().unwrap().iter().map(|flaw| flaw["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"items[0].points") && paths.contains(&"closing_unit"), "{paths:?}");
    assert_eq!(check["draft"]["flaws"], json!(paths.len()));
    let long = format!("{CHISHIQIAO}\n# {}", "长".repeat(400_000));
    let new = json!({ "organizationId": township, "name": "长", "document": long });
    let refused = server.post("/rulebooks/drafts", &clerk, new).await.refused("rulebook.too_large");
    assert_eq!((&refused["status"], &refused["limitBytes"]), (&json!(413), &json!(1_048_576)));
    let longer = json!({ "organizationId": township, "name": "长", "document": "长".repeat(3_500_000) });
    let refused = server.post("/rulebooks/drafts", &clerk, longer).await.refused("request.too_large");
    assert_eq!(refused["limitBytes"], json!(3 * 1_048_576));
    // One mebibyte to the byte is taken.
    let most = format!("{CHISHIQIAO}\n#{}", "x".repeat(1_048_576 - CHISHIQIAO.len() - 2));
    checked(&server, &clerk, township, &most).await;
}

/// The issue's fault: ten megabytes, and 100,000 items, are refused with the limit named.
#[tokio::test]
async fn ten_megabytes_and_a_hundred_thousand_items_are_refused_with_the_limit() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let large = format!("{CHISHIQIAO}\n# {}", "x".repeat(10 * 1_048_576));
    let new = json!({ "organizationId": township, "name": "大", "document": large });
    let refused = server.post("/rulebooks/drafts", &clerk, new).await.refused("request.too_large");
    assert_eq!((&refused["status"], &refused["limitBytes"]), (&json!(413), &json!(3 * 1_048_576)));
    let head = "format = 1\nlayer = true\nname = \"多\"\n";
    let toml = format!("{head}{}", "[[items]]\n".repeat(100_000));
    let items = vec!["{}"; 100_000].join(",");
    let json = format!(r#"{{"format":1,"layer":true,"name":"多","items":[{items}]}}"#);
    for document in [toml, json] {
        let id = draft(&server, &clerk, township, &document).await;
        let check = server.post(&format!("/rulebooks/drafts/{id}/check"), &clerk, Value::Null).await.expect(200);
        assert_eq!(
            (&check["draft"]["state"], check["flaws"].as_array().unwrap().len()),
            (&json!("draft"), 1),
            "{check}"
        );
        let flaw = &check["flaws"][0];
        assert_eq!(flaw["path"], "items");
        let told = flaw.to_string();
        assert!(told.contains("100000") && told.contains("2000"), "{told}");
        adopt(&server, &clerk, &id, "2024-04-01").await.refused("rulebook.not_checked");
    }
}

#[tokio::test]
async fn nothing_in_the_past_is_scored_anew() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    let id = checked(&server, &clerk, township, CHISHIQIAO).await;
    let refused = adopt(&server, &clerk, &id, "2024-02-29").await.refused("rulebook.in_the_past");
    assert_eq!(refused["earliest"], "2024-03-01");
    adopt(&server, &clerk, &id, "2026-01-01").await.refused("rulebook.too_far_ahead");
    let done = adopt(&server, &clerk, &id, "2024-05-01").await.expect(201);
    // Adopting twice tells what came of it.
    let twice = adopt(&server, &clerk, &id, "2024-05-01").await.refused("rulebook.already_adopted");
    assert_eq!((&twice["status"], &twice["ruleBookId"]), (&json!(409), &done["adopted"]["id"]));
    let again = checked(&server, &clerk, township, CHISHIQIAO).await;
    let refused = adopt(&server, &clerk, &again, "2024-04-01").await.refused("rulebook.backwards");
    assert_eq!(refused["newest"], "2024-05-01");
    // What is still to come is superseded by one of the same day.
    let done = adopt(&server, &clerk, &again, "2024-05-01").await.expect(201);
    assert_eq!(done["adopted"]["edition"], 3);
    let list = server.get(&format!("/rulebooks?organizationId={township}"), &clerk).await.expect(200);
    let states: Vec<_> = list["items"].as_array().unwrap().iter().map(|one| one["state"].clone()).collect();
    assert_eq!(json!(states), json!(["coming", "superseded", "in_force"]));
    // Closing unit, base period: with a year only.
    let monthly = CHISHIQIAO.replace("closing_unit = \"quarter\"", "closing_unit = \"month\"");
    let monthly = checked(&server, &clerk, township, &monthly).await;
    adopt(&server, &clerk, &monthly, "2024-06-01").await.refused("rulebook.within_year");
    adopt(&server, &clerk, &monthly, "2025-01-01").await.expect(201);
}

/// Two administrators adopt at once: one wins, the other looks again.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_two_adoptions_at_once_one_wins() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    for round in 0..3 {
        let from = format!("2024-{:02}-01", 5 + round);
        let mut drafts = Vec::new();
        for _ in 0..4 {
            drafts.push(checked(&server, &clerk, township, CHISHIQIAO).await);
        }
        // The same draft twice among them.
        drafts.push(drafts[0].clone());
        let answers = join_all(drafts.iter().map(|id| adopt(&server, &clerk, id, &from))).await;
        let won: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
        assert_eq!(won.len(), 1);
        for lost in answers.iter().filter(|answer| answer.status != 201) {
            let code = lost.json()["code"].clone();
            assert!(code == "rulebook.check_outdated" || code == "rulebook.already_adopted", "{code}");
            assert_eq!(lost.status, 409);
        }
    }
    let list = server.get(&format!("/rulebooks?organizationId={township}"), &clerk).await.expect(200);
    assert_eq!(list["items"].as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn drafts_are_for_who_sets_the_rules_there() {
    let server = TestServer::start().await;
    let [own, other] = [server.fixture.branches[0].clone(), server.fixture.branches[1].clone()];
    let id = draft(&server, &own.members[0], own.id.0, CHISHIQIAO).await;
    let path = format!("/rulebooks/drafts/{id}");
    server.get(&path, &other.members[0]).await.refused("rulebook.draft_not_found");
    server.get(&path, &own.members[1]).await.refused("auth.forbidden");
    server.get(&path, &server.fixture.clerk.clone()).await.expect(200);
    let mine = server.get("/rulebooks/drafts", &other.members[0]).await.expect(200);
    assert_eq!(mine["items"], json!([]));
    let for_above = json!({ "organizationId": server.fixture.township.0, "name": "x", "from": "chishiqiao" });
    server.post("/rulebooks/drafts", &own.members[0], for_above).await.refused("organization.not_found");
    let neither = json!({ "organizationId": own.id.0, "name": "x" });
    server.post("/rulebooks/drafts", &own.members[0], neither).await.refused("request.invalid");
    let gone = server.post(&format!("{path}/withdraw"), &own.members[0], Value::Null).await.expect(200);
    assert_eq!(gone["state"], "withdrawn");
    server.post(&format!("{path}/check"), &own.members[0], Value::Null).await.refused("rulebook.draft_closed");
    let text = json!({ "name": "x", "document": "x" });
    server.put(&path, &own.members[0], 2, text).await.refused("rulebook.draft_closed");
    let stored = server.request(Method::GET, &format!("/api/v1{path}"), Some(&own.members[0]));
    assert_eq!(server.send(stored).await.expect(200)["draft"]["state"], "withdrawn");
}

#[tokio::test]
async fn a_repeated_adoption_gets_the_first_reply() {
    let server = TestServer::start().await;
    let (clerk, township) = (server.fixture.clerk.clone(), server.fixture.township.0);
    adopted(&server, &clerk, township, CHISHIQIAO, "2024-04-01").await;
    let id = checked(&server, &clerk, township, CHISHIQIAO).await;
    let decision = json!({ "effectiveFrom": "2024-07-01", "meeting": "会议", "signatory": "王" });
    let path = format!("/rulebooks/drafts/{id}/adopt");
    let key = "a-key-of-the-office-01";
    let first = server.post_with_key(&path, &clerk, key, decision.clone()).await.expect(201);
    assert_eq!(server.post_with_key(&path, &clerk, key, decision).await.expect(201), first);
}
