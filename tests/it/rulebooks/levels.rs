//! County → township → village: several levels of layers, and a county's standard that changes.

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, organizations};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::FixtureMember;

use super::{adopted, checked, effective, item, with_limits};

/// A county with a township and a village, run by somebody of the fixture.
struct County {
    county: Uuid,
    township: Uuid,
    village: Uuid,
    clerk: FixtureMember,
}

async fn county(server: &TestServer) -> County {
    let clerk = server.fixture.branches[0].members[3].clone();
    let now = server.clock.now();
    let organization = |parent: Option<&Organization>, kind, name: &str| {
        let id = OrganizationId(Uuid::now_v7());
        let path = match parent {
            None => xianfeng_domain::organizations::OrganizationPath::root(id),
            Some(parent) => parent.path.child(id),
        };
        Organization {
            id,
            parent: parent.map(|parent| parent.id),
            path,
            kind,
            name: name.to_owned(),
            position: 0,
            sensitive: false,
            full_names_basis: None,
            publication_approved: false,
            version: 1,
        }
    };
    let county = organization(None, OrganizationKind::Upper, "沁源县委");
    let township = organization(Some(&county), OrganizationKind::Township, "甲乡党委");
    let village = organization(Some(&township), OrganizationKind::Village, "甲村党支部");
    let write = async |tx: &Tx| -> StoreResult<()> {
        for one in [&county, &township, &village] {
            organizations::insert(tx, one, now).await?;
        }
        accounts::grant_role(tx, clerk.person, Role::TownshipAdmin, county.id, None, now).await?;
        Ok(())
    };
    server.app.database.transact("county", write).await.unwrap();
    County { county: county.id.0, township: township.id.0, village: village.id.0, clerk }
}

/// A layer with one item of its own, which hands on part of what it may do.
fn layer(item: &str, points: u32, below: u32) -> String {
    format!(
        "format = 1\nlayer = true\nname = \"{item}\"\n\n[[items]]\ncode = \"{item}\"\nname = \"{item}\"\n\
         aspect = \"产业\"\nkind = \"addition\"\npoints = \"{points}\"\nunit = \"项\"\n\n\
         [below]\nmost_items = {below}\nmost_points = \"{points}\"\nkinds = [\"addition\"]\n"
    )
}

#[tokio::test]
async fn each_level_adds_within_what_the_one_above_allows() {
    let server = TestServer::start().await;
    let County { county, township, village, clerk } = county(&server).await;
    adopted(&server, &clerk, county, &with_limits(2, 20), "2024-01-01").await;
    adopted(&server, &clerk, township, &layer("of_township", 10, 1), "2024-03-01").await;
    adopted(&server, &clerk, village, &layer("of_village", 5, 0), "2024-03-01").await;
    let book = effective(&server, &clerk, village, "2024-03-01").await;
    assert!(item(&book, "of_township").is_some() && item(&book, "of_village").is_some());
    assert_eq!(book["rootOwnerId"], json!(county));

    // The county allows less: the township's item falls, and what stood on its word with it.
    let done = adopted(&server, &clerk, county, &with_limits(2, 7), "2024-05-01").await;
    let taken = done["recomposed"].as_array().unwrap();
    assert_eq!(taken.len(), 2, "{done}");
    assert_eq!(taken[0]["version"]["ownerId"], json!(township), "parents first");
    assert_eq!(taken[1]["version"]["baseId"], taken[0]["version"]["id"]);
    let paths = |one: &Value| {
        one["leftOut"].as_array().unwrap().iter().map(|flaw| flaw["path"].clone()).collect::<Vec<Value>>()
    };
    assert_eq!(paths(&taken[0]), vec![json!("items[0].points"), json!("below")]);
    assert_eq!(paths(&taken[1]), Vec::<Value>::new());
    let after = effective(&server, &clerk, village, "2024-05-01").await;
    assert!(item(&after, "of_township").is_none() && item(&after, "of_village").is_some());
    let before = effective(&server, &clerk, village, "2024-04-30").await;
    assert!(item(&before, "of_township").is_some());

    // The township's own change takes the village along, the county's stays.
    let done = adopted(&server, &clerk, township, &layer("other", 6, 0), "2024-06-01").await;
    assert_eq!(done["recomposed"][0]["leftOut"][0]["path"], "items[0]");
    let last = effective(&server, &clerk, village, "2024-06-01").await;
    assert!(item(&last, "of_village").is_none() && item(&last, "other").is_some());
}

#[tokio::test]
async fn by_whom_totals_are_kept_changes_with_a_year_only() {
    let server = TestServer::start().await;
    let County { county, township, village, clerk } = county(&server).await;
    adopted(&server, &clerk, county, &with_limits(2, 20), "2024-01-01").await;
    adopted(&server, &clerk, village, &layer("of_village", 5, 0), "2024-03-01").await;
    // A whole book of the township's own: other totals, for the village under it, too.
    let own = checked(&server, &clerk, township, &with_limits(2, 20)).await;
    super::adopt(&server, &clerk, &own, "2024-06-01").await.refused("rulebook.within_year");
    let done = super::adopt(&server, &clerk, &own, "2025-01-01").await.expect(201);
    assert_eq!(done["recomposed"][0]["version"]["rootOwnerId"], json!(township));
    let book = effective(&server, &clerk, village, "2025-01-01").await;
    assert_eq!((&book["rootOwnerId"], &book["ownerId"]), (&json!(township), &json!(village)));
    assert_eq!(effective(&server, &clerk, village, "2024-12-31").await["rootOwnerId"], json!(county));
    // The first book of a place may reach back to the beginning of the year, not farther.
    let first = checked(&server, &clerk, county, &with_limits(0, 1)).await;
    super::adopt(&server, &clerk, &first, "2024-02-01").await.refused("rulebook.in_the_past");
}
