//! Real rosters over HTTP and without it, against their expected files (issue 2, item 4).

use std::path::Path;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_api::auth::{Act, Caller};
use xianfeng_api::http::problem::Language;
use xianfeng_api::members::{ImportOptions, import};
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, sheets};
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

/// The day on which the fixtures' people all exist.
const TODAY: &str = "2026-11-22T01:00:00Z";

fn data(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data").join(name)).unwrap()
}

fn expected(name: &str) -> Value {
    serde_json::from_slice(&data(name)).unwrap()
}

async fn upload(server: &TestServer, path: &str, by: &FixtureMember, key: &str, file: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(file).file_name("花名册.xlsx"));
    let request = server.request(Method::POST, &format!("/api/v1/members/import{path}"), Some(by));
    server.send(request.header("Idempotency-Key", key).multipart(form)).await
}

async fn post(server: &TestServer, path: &str, file: &str) -> Answer {
    let clerk = server.fixture.clerk.clone();
    upload(server, path, &clerk, &Uuid::now_v7().to_string(), data(file)).await
}

/// A township whose 17 branches are made over HTTP, without members.
async fn empty_township() -> TestServer {
    let server = TestServer::start_with(0, 0, &[]).await;
    server.set_time(TODAY);
    let clerk = server.fixture.clerk.clone();
    for (name, position) in
        expected("roster-chishiqiao.expected.json")["by_branch"].as_object().unwrap().keys().zip(1..)
    {
        let new = json!({
            "parentId": server.fixture.township.0, "kind": "village", "name": name, "position": position
        });
        server.post("/organizations", &clerk, new).await.expect(201);
    }
    server
}

/// How many entries stand in the ledger of each member.
async fn chains(server: &TestServer) -> Vec<u64> {
    let heads = server.app.database.read(async |tx: &Tx| ledger::all_members(tx).await).await.unwrap();
    heads.into_iter().map(|(head, _)| head.seq).collect()
}

#[tokio::test]
async fn chishiqiao_comes_in_whole_and_a_second_time_changes_nothing() {
    let server = TestServer::start_with(0, 0, &[]).await;
    server.set_time(TODAY);
    let now = server.clock.now();
    let account = server.fixture.clerk.account;
    let caller = server.app.database.read(async |tx: &Tx| Caller::load(tx, account, day_of(now)).await).await;
    let act = Act { caller: caller.unwrap().unwrap(), now, meta: None };
    let options = ImportOptions { create_branches: true, language: Language::English, ..ImportOptions::default() };
    let township = server.fixture.township;
    let dry = ImportOptions { dry_run: true, ..options };
    let file = data("roster-chishiqiao.xlsx");
    let planned = import(&server.app, &act, township, file.clone(), dry).await.unwrap();
    assert_eq!((planned.applied, planned.created), (false, 497));
    assert_eq!(chains(&server).await, Vec::<u64>::new(), "a dry run writes nothing");

    let report = import(&server.app, &act, township, file, options).await.unwrap();
    let expected = expected("roster-chishiqiao.expected.json");
    assert_eq!((report.applied, report.created, report.failed_rows), (true, 497, 0));
    assert_eq!(report.new_branches.len(), 17);
    for count in &report.by_branch {
        assert_eq!(json!(count.count), expected["by_branch"][&count.name], "{}", count.name);
    }
    for count in &report.by_category {
        assert_eq!(json!(count.count), expected["by_category"][format!("{}党员", count.name)], "{}", count.name);
    }
    assert_eq!(chains(&server).await, vec![1; 497], "base points for everybody, once (S0-6)");

    let again = post(&server, "", "roster-chishiqiao.xlsx").await.expect(200);
    assert_eq!(
        (again["created"].clone(), again["updated"].clone(), again["unchanged"].clone()),
        (json!(0), json!(0), json!(497))
    );
    assert_eq!(chains(&server).await, vec![1; 497]);
    let tree = server.get("/organizations?limit=100", &server.fixture.clerk.clone()).await.expect(200);
    let office = tree["items"].as_array().unwrap().iter().find(|item| item["name"] == "乡机关党支部").unwrap();
    assert_eq!(office["kind"], "office");
}

#[tokio::test]
async fn bad_rows_stop_the_import_and_are_all_named() {
    let server = empty_township().await;
    let expected = expected("roster-dirty.expected.json");
    let dry = post(&server, "?dryRun=true", "roster-dirty.xlsx").await.expect(200);
    assert_eq!((dry["applied"].clone(), dry["rows"].clone()), (json!(false), expected["valid"].clone()));

    let refused = post(&server, "", "roster-dirty.xlsx").await.refused("roster.rows_invalid");
    assert_eq!(refused["report"]["faults"], dry["faults"]);
    let rows: Vec<_> = dry["faults"].as_array().unwrap().iter().map(|fault| fault["row"].clone()).collect();
    let bad = expected["rows"].as_array().unwrap().iter().filter(|row| row["row"] != 34);
    assert_eq!(rows, bad.map(|row| row["row"].clone()).collect::<Vec<_>>());
    assert_eq!(dry["faults"][0]["column"], "姓名");
    assert_eq!(dry["faults"][0]["reason"], "没有填写，请补上");
    assert_eq!(chains(&server).await, Vec::<u64>::new(), "all or nothing");

    let skipped = post(&server, "?skipInvalid=true", "roster-dirty.xlsx").await.expect(200);
    assert_eq!((skipped["created"].clone(), skipped["failedRows"].clone()), (json!(21), json!(11)));
    assert_eq!(chains(&server).await, vec![1; 21]);
}

#[tokio::test]
async fn bad_rows_come_back_as_a_workbook() {
    let server = empty_township().await;
    let answer = post(&server, "/rejects", "roster-dirty.xlsx").await;
    assert_eq!(answer.status.as_u16(), 200);
    let sheet = sheets::read::roster(&answer.body, &sheets::read::Limits::default()).unwrap();
    assert_eq!(sheet.rows.len(), 12, "a header and eleven rows");
    assert_eq!(sheet.rows[0].last().unwrap().as_text(), "原因");
    assert_eq!(chains(&server).await, Vec::<u64>::new());
}

#[tokio::test]
async fn namesakes_are_told_apart_and_a_changed_branch_waits_for_a_person() {
    let server = empty_township().await;
    let expected = expected("roster-namesakes.expected.json");
    let first = post(&server, "", "roster-namesakes.xlsx").await.expect(200);
    assert_eq!(first["created"], expected["first"]["members"]);
    let same = post(&server, "", "roster-namesakes.xlsx").await.expect(200);
    assert_eq!(same["unchanged"], expected["first"]["members"]);

    for (created, updated, unchanged) in [(1, 1, 39), (0, 0, 41)] {
        let second = post(&server, "", "roster-namesakes-again.xlsx").await.expect(200);
        let counts = [&second["created"], &second["updated"], &second["unchanged"]];
        assert_eq!(counts, [&json!(created), &json!(updated), &json!(unchanged)]);
        assert_eq!(second["doubts"].as_array().unwrap().len(), 1, "a transfer is never done by itself");
        assert_eq!(second["doubts"][0]["code"], "branch_changed");
    }
}

#[tokio::test]
async fn two_imports_at_once_make_everybody_once() {
    let server = empty_township().await;
    let (one, two) =
        tokio::join!(post(&server, "", "roster-namesakes.xlsx"), post(&server, "", "roster-namesakes.xlsx"));
    let created: i64 = [one, two].iter().map(|answer| answer.expect(200)["created"].as_i64().unwrap()).sum();
    assert_eq!(created, 41);
    assert_eq!(chains(&server).await, vec![1; 41]);
}

#[tokio::test]
async fn what_is_no_roster_is_said_so() {
    let server = TestServer::start_with(1, 1, &[]).await;
    let (clerk, secretary) = (server.fixture.clerk.clone(), server.fixture.branches[0].members[0].clone());
    let key = || Uuid::now_v7().to_string();
    let unreadable = upload(&server, "", &clerk, &key(), b"no workbook".to_vec()).await.refused("roster.unreadable");
    assert_eq!(unreadable["reason"], "sheet.not_a_workbook");
    let file = data("roster-dirty.xlsx");
    upload(&server, "", &secretary, &key(), file.clone()).await.refused("auth.forbidden");
    upload(&server, "", &clerk, &key(), vec![0; 11 << 20]).await.refused("request.too_large");
    server.post("/members/import", &clerk, json!({})).await.refused("request.unsupported_type");

    let request = |form: Form| {
        let request = server.request(Method::POST, "/api/v1/members/import", Some(&clerk));
        server.send(request.header("Idempotency-Key", key()).multipart(form))
    };
    request(Form::new()).await.refused("request.malformed");
    let other = request(Form::new().part("other", Part::bytes(file))).await.refused("request.invalid");
    assert_eq!(other["errors"][0]["pointer"], "/other");
}
