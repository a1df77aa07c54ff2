//! Who may do what: every operation of the OpenAPI document for every role, on what belongs to
//! branch A, against the tables beside this file (invariant 9, pitfall 32).
//!
//! A row names an operation and what each caller is answered, in the order of [`CALLERS`]:
//! `L` 401 log in first, `U` 403 not bound, `F` 403 forbidden, `N` 404 not found, `+` anything
//! else, since then authorization let it through. An operation without a row fails the test, and
//! so does a row without an operation.

mod expected;
mod hostile;
mod requests;
mod scene;

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;
use xianfeng_api::http::openapi;
use xianfeng_tests::Answer;

use requests::ask;
use scene::Scene;

/// Who asks, in the order of the tables' columns.
const CALLERS: [&str; 10] = [
    "nobody",
    "an account bound to nobody",
    "the member of A whose task, claim, picture and points they are",
    "a member of B",
    "a reviewer of A",
    "the secretary of A",
    "the secretary of B",
    "an administrator of the township",
    "an overseer of the township",
    "an activist of A, who is no member",
];

/// The columns of those who only read, and may change nothing at all.
const OVERSEER: usize = 8;

/// Writes of one's own session, account and inbox, and as a villager, which no role is asked for.
const OWN_SESSION: [&str; 27] = [
    "logInWithWechat",
    "refreshSession",
    "logOut",
    "bindAccount",
    "createVillagerReport",
    "readMessage",
    "readMessages",
    "reportSubscriptions",
    "createObjection",
    "createPublicObjection",
    "createPublicSuggestion",
    "withdrawObjection",
    "withdrawPublicObjection",
    "askMyCorrection",
    "giveMyConsent",
    "withdrawMyConsent",
    "acceptPrivacyGuide",
    "askMyClosure",
    "takeBackMyClosure",
    "requestDeskLogin",
    "confirmDeskLogin",
    "takeDeskSession",
    "logInAtDeskWithPassword",
    "endDeskSession",
    "endAssistance",
    "signHandover",
    "withdrawHandover",
];

fn operations() -> BTreeMap<String, (Method, String)> {
    let document = openapi::of_service();
    let document = document.value();
    let mut found = BTreeMap::new();
    for (path, item) in document["paths"].as_object().expect("paths") {
        for (method, operation) in item.as_object().expect("operations") {
            let Some(id) = operation["operationId"].as_str() else { continue };
            let method: Method = method.to_uppercase().parse().expect("a method");
            assert!(found.insert(id.to_owned(), (method, path.clone())).is_none(), "two operations {id}");
        }
    }
    found
}

fn rows() -> BTreeMap<&'static str, &'static str> {
    let rows: Vec<_> = expected::TABLES.iter().copied().flatten().copied().collect();
    let by_id: BTreeMap<_, _> = rows.iter().copied().collect();
    assert_eq!(by_id.len(), rows.len(), "an operation has two rows");
    by_id
}

fn is_not_found(code: &Value) -> bool {
    code.as_str().is_some_and(|code| code.ends_with(".not_found"))
}

/// The letter of an answer.
fn class(operation: &str, answer: &Answer) -> char {
    let body = || serde_json::from_slice::<Value>(&answer.body).unwrap_or_default();
    let code = || body()["code"].clone();
    match answer.status.as_u16() {
        401 => 'L',
        403 if code() == "auth.not_bound" => 'U',
        403 => 'F',
        404 => 'N',
        // A batch answers for each claim, declaration or member.
        200 | 201 if is_not_found(&body()["results"][0]["code"]) => 'N',
        500.. => panic!("{operation}: {} {}", answer.status, String::from_utf8_lossy(&answer.body)),
        _ => '+',
    }
}

#[test]
fn every_operation_has_its_row_and_no_row_outlives_its_operation() {
    let operations = operations();
    let (documented, expected): (Vec<_>, Vec<_>) =
        (operations.keys().map(String::as_str).collect(), rows().into_keys().collect());
    assert_eq!(documented, expected);
    assert!(documented.len() >= 60, "the document names only {} operations", documented.len());
}

/// Whatever a table says, it must not say that an overseer writes.
#[test]
fn overseers_never_write() {
    let rows = rows();
    for (id, (method, _)) in operations() {
        let writes = method != Method::GET && !OWN_SESSION.contains(&id.as_str());
        let letter = rows[id.as_str()].chars().nth(OVERSEER).expect("a column for each caller");
        // What only a grid's leader reaches is not found by anybody else.
        assert!(!writes || matches!(letter, 'F' | 'N'), "{id} lets an overseer write");
    }
}

#[tokio::test]
async fn everybody_is_answered_as_the_tables_say() {
    let scene = Scene::set().await;
    let rows = rows();
    let mut wrong = Vec::new();
    for (id, (method, path)) in operations() {
        let expected = rows[id.as_str()];
        assert_eq!(expected.len(), CALLERS.len(), "{id}: a letter for each caller");
        // Who is refused asks first: what others do then hides no refusal that was due.
        let mut order: Vec<usize> = (0..CALLERS.len()).collect();
        order.sort_by_key(|caller| expected.as_bytes()[*caller] == b'+');
        for caller in order {
            let request = ask(&scene, &id, method.clone(), &path, caller).await;
            let answer = scene.server.send(request).await;
            let (letter, due) = (class(&id, &answer), char::from(expected.as_bytes()[caller]));
            if letter != due {
                let body = String::from_utf8_lossy(&answer.body).into_owned();
                let who = CALLERS[caller];
                wrong.push(format!("{id} by {who}: {letter}, expected {due}: {} {body:.200}", answer.status));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
