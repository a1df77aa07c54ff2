//! The roster, read by the test and imported over HTTP; who acts logs in from WeChat and is bound
//! by the phone on the roster.

use std::io::Cursor;
use std::path::Path;

use calamine::{Data, Reader, Xlsx};
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, PersonId};
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::count::{Actor, Branch, Person, Stay, Township};
use crate::access::{bind_by_phone, visitor};

const CATEGORIES: [(&str, &str); 5] = [
    ("离任党员", "retired"),
    ("在职党员", "in_office"),
    ("普通党员", "ordinary"),
    ("流动党员", "away"),
    ("年老党员", "aged"),
];

/// How many act in a branch, the secretary first.
const ACTORS: usize = 5;

fn roster() -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("data/roster-chishiqiao.xlsx")).unwrap()
}

/// Imports the roster into an empty township and names the secretaries; the test's own reading
/// of the same sheet is what everything is compared with.
pub(crate) async fn arrive(server: &TestServer) -> Township {
    server.set_time("2024-01-02T01:00:00Z");
    let clerk = server.fixture.clerk.clone();
    let (mut people, names) = read();
    assert_eq!((people.len(), names.len()), (497, 17));
    let mut branches = Vec::new();
    for (position, name) in (1..).zip(names) {
        let kind = match () {
            () if name.contains("机关") => "office",
            () if name.contains("非公企业") => "enterprise",
            () => "village",
        };
        let new = json!({ "parentId": server.fixture.township.0, "kind": kind, "name": name, "position": position });
        let made = server.post("/organizations", &clerk, new).await.expect(201);
        branches.push(Branch { id: id(&made["id"]), name, actors: Vec::new() });
    }
    let form = Form::new().part("file", Part::bytes(roster()).file_name("花名册.xlsx"));
    let request = server.request(Method::POST, "/api/v1/members/import", Some(&clerk));
    let request = request.header("Idempotency-Key", Uuid::now_v7().to_string());
    let report = server.send(request.multipart(form)).await.expect(200);
    assert_eq!((&report["created"], &report["failedRows"]), (&json!(497), &json!(0)));

    for (at, branch) in branches.iter_mut().enumerate() {
        identify(server, &clerk, branch.id, people.iter_mut().filter(|person| person.stays[0].branch == at)).await;
        let places = people.iter().enumerate().filter(|(_, person)| person.stays[0].branch == at);
        for (place, person) in places.take(ACTORS) {
            branch.actors.push(Actor { at: place, login: log_in(server, person).await });
        }
        let role = json!({
            "personId": branch.actors[0].login.person.0, "role": "branch_admin", "organizationId": branch.id
        });
        server.post("/roles", &clerk, role).await.expect(201);
    }
    Township { id: server.fixture.township.0, clerk, branches, people, entries: 0 }
}

/// The ids of a branch's members: the list is in roster order, as the sheet is.
async fn identify<'a>(
    server: &TestServer,
    clerk: &FixtureMember,
    branch: Uuid,
    people: impl Iterator<Item = &'a mut Person>,
) {
    let listed = server.get(&format!("/members?organizationId={branch}&limit=100"), clerk).await.expect(200);
    let mut listed = listed["items"].as_array().unwrap().iter();
    for person in people {
        let row = listed.next().expect("everybody of the sheet is listed");
        assert_eq!((&row["name"], &row["category"]), (&json!(person.name), &json!(person.category)));
        (person.id, person.person) = (id(&row["id"]), id(&row["personId"]));
    }
    assert_eq!(listed.next(), None, "nobody else is listed");
}

async fn log_in(server: &TestServer, person: &Person) -> FixtureMember {
    let user = person.phone.as_str();
    let token = visitor(server, user).await;
    assert_eq!(bind_by_phone(server, user, &token, user).await.expect(200)["state"], "bound");
    let own = PersonId(person.person);
    let account = server.app.database.read(async |tx: &Tx| accounts::of_person(tx, own).await).await.unwrap();
    let account = account.expect("bound just now").id;
    FixtureMember { id: MemberId(person.id), person: own, account, name: person.name.clone() }
}

pub(crate) fn id(value: &Value) -> Uuid {
    value.as_str().expect("an id").parse().expect("a UUID")
}

/// The people of the sheet in its order, and the branches in the order in which it names them.
fn read() -> (Vec<Person>, Vec<String>) {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(roster())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let (mut people, mut branches) = (Vec::new(), Vec::<String>::new());
    for row in sheet.rows().skip(3).filter(|row| matches!(row[0], Data::Int(_) | Data::Float(_))) {
        let branch_name = row[7].to_string();
        let branch = branches.iter().position(|name| *name == branch_name).unwrap_or_else(|| {
            branches.push(branch_name);
            branches.len() - 1
        });
        let category = CATEGORIES.into_iter().find(|(name, _)| *name == row[10].to_string().trim());
        people.push(Person {
            id: Uuid::nil(),
            person: Uuid::nil(),
            name: row[1].to_string().replace([' ', '\u{3000}'], ""),
            category: category.expect("one of the five").1,
            phone: row[9].to_string().chars().filter(char::is_ascii_digit).collect(),
            // The sheet's people joined before the year began: `work` adds who came later.
            stays: vec![Stay { branch, from: "2023-12-31".to_owned(), to: None, exempt: false }],
            base: 6000,
            deeds: Vec::new(),
        });
    }
    (people, branches)
}
