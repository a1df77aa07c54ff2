//! The data list is complete: a table that holds something of a person and is not on it would be neither
//! shown nor erased.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use sea_orm::{ConnectionTrait, Database as Raw, DatabaseConnection, Statement};
use xianfeng_domain::privacy::{Erasure, Link, Table, inventory};
use xianfeng_tests::{Storage, StorageKind, TestServer};

/// The columns of every table.
async fn columns(storage: &Storage, raw: &DatabaseConnection) -> BTreeMap<String, BTreeSet<String>> {
    let sql = match storage.kind() {
        StorageKind::Sqlite => {
            "SELECT m.name AS t, p.name AS c FROM sqlite_master m JOIN pragma_table_info(m.name) p WHERE m.type = 'table'"
        }
        StorageKind::MySql => {
            "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = database()"
        }
    };
    let rows = raw.query_all_raw(Statement::from_string(raw.get_database_backend(), sql)).await.unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows {
        let (table, column): (String, String) = (row.try_get_by_index(0).unwrap(), row.try_get_by_index(1).unwrap());
        found.entry(table).or_default().insert(column);
    }
    found
}

/// Whether a column names a person or holds something sealed.
fn is_personal(column: &str) -> bool {
    let ids = [
        "person_id",
        "member_id",
        "account_id",
        "author_id",
        "chair_id",
        "helper_id",
        "incoming_id",
        "liaison_id",
        "objector_id",
        "outgoing_id",
        "writer_id",
    ];
    ids.iter().any(|id| column == *id || column.ends_with(&format!("_{id}"))) || column.ends_with("_cipher")
}

/// The columns that a row of the list names.
fn named(table: &Table) -> Vec<(&'static str, &'static str)> {
    let mut named: Vec<_> = table.shown.iter().map(|shown| (table.name, shown.column)).collect();
    for erasure in [Some(table.on_erasure), table.on_closing].into_iter().flatten() {
        if let Erasure::Blank(columns) = erasure {
            named.extend(columns.iter().map(|(column, _)| (table.name, *column)));
        }
    }
    // What nobody's rows are found in is shown in no order either.
    let key = table.key.iter().filter(|_| table.unfound.is_none());
    named.extend(key.map(|column| (table.name, *column)));
    for link in table.own.iter().chain(table.also) {
        let (mut at, mut link) = (table.name, link);
        loop {
            match link {
                Link::Person(column) | Link::Member(column) | Link::Account(column) => {
                    named.push((at, *column));
                    break;
                }
                Link::Under { column, table, key, link: further } => {
                    named.extend([(at, *column), (*table, *key)]);
                    (at, link) = (*table, *further);
                }
            }
        }
    }
    named
}

/// Articles 17 and 55: whoever adds a table with something of a person lists it, with purpose, term and
/// what erasing does (`domain/src/privacy`).
#[tokio::test]
async fn every_table_with_something_of_a_person_is_listed() {
    let storage = xianfeng_tests::fixture::migrated().await;
    let raw = Raw::connect(storage.database_url()).await.unwrap();
    let columns = columns(&storage, &raw).await;
    assert!(columns.len() > 70, "{}", columns.len());
    let listed: BTreeSet<&str> = inventory().map(|table| table.name).collect();
    let personal = columns.iter().filter(|(_, columns)| columns.iter().any(|column| is_personal(column)));
    let missing: Vec<_> = personal.map(|(table, _)| table).filter(|table| !listed.contains(table.as_str())).collect();
    assert!(missing.is_empty(), "not on the data list: {missing:?}");
    for table in inventory() {
        for (table, column) in named(table) {
            let there = columns.get(table).is_some_and(|columns| columns.contains(column));
            assert!(there, "{table}.{column} is on the data list and not in the schema");
        }
    }
    raw.close().await.unwrap();
}

/// Who looks at something of another is written to the audit log, and the person can read it: each such
/// action has plain words.
#[test]
fn every_look_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("api/src");
    let words = fs::read_to_string(root.join("privacy/look_names.rs")).unwrap();
    let mut sources = Vec::new();
    under(&root, &mut sources);
    let mut missing = BTreeSet::new();
    for text in sources {
        for call in text.split("disclosed(").skip(1) {
            let Some((_, rest)) = call.split_once('"') else { continue };
            let action = rest.split('"').next().unwrap_or_default();
            let is_action = call.find('"').is_some_and(|at| at < 20) && action.contains('.');
            if is_action && !words.contains(&format!("(\"{action}\",")) {
                missing.insert(action.to_owned());
            }
        }
    }
    assert!(missing.is_empty(), "no words in privacy/look_names.rs: {missing:?}");
}

fn under(folder: &Path, texts: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            under(&path, texts);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            texts.push(fs::read_to_string(&path).unwrap());
        }
    }
}

/// The administrator reads the list; nobody else.
#[tokio::test]
async fn the_administrator_reads_the_list() {
    let server = TestServer::start().await;
    let list = server.get("/privacy/inventory", &server.fixture.clerk).await.expect(200);
    let items = list["items"].as_array().unwrap();
    assert_eq!(items.len(), inventory().count());
    let persons = items.iter().find(|item| item["table"] == "persons").unwrap();
    assert!(persons["onErasure"].as_str().unwrap().contains("phone_cipher"));
    server.get("/privacy/inventory", &server.fixture.branches[0].members[0]).await.refused("auth.forbidden");
}
