//! A township to test on: as a [`Plan`] describes it, or a small one under the book of Chishiqiao.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PersonId, RuleBookId};
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::roster::{Sex, YearMonth};
use xianfeng_domain::rulebook::Way;
use xianfeng_infra::db::{Database, StoreResult, Tx};
use xianfeng_infra::members::Membership;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_infra::{accounts, members, organizations};

use crate::Storage;

/// A member of the fixture.
#[derive(Clone, Debug)]
pub struct FixtureMember {
    /// The member.
    pub id: MemberId,
    /// The person.
    pub person: PersonId,
    /// The person's account.
    pub account: AccountId,
    /// The name.
    pub name: String,
}

/// A branch of the fixture.
#[derive(Clone, Debug)]
pub struct FixtureBranch {
    /// The branch.
    pub id: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Its members, in roster order; the first is the secretary.
    pub members: Vec<FixtureMember>,
}

/// The township.
#[derive(Clone, Debug)]
pub struct Fixture {
    /// The township.
    pub township: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The rule-book version in force.
    pub rule_book: RuleBookId,
    /// The branches.
    pub branches: Vec<FixtureBranch>,
    /// The township's clerk, a person without membership.
    pub clerk: FixtureMember,
}

/// The instant at which the fixture's world begins.
pub const BEGINNING: &str = "2024-01-01T01:00:00Z";

/// Opens a test's database with the whole schema.
pub async fn database(storage: &Storage) -> Database {
    open(storage.database_url()).await
}

/// A test's storage with the whole schema.
pub async fn migrated() -> Storage {
    Storage::migrated(async |url| {
        let database = open(url).await;
        database.migrate().await.expect("migrates");
        database.close().await.expect("closes");
    })
    .await
}

async fn open(url: String) -> Database {
    let settings = xianfeng_infra::db::DatabaseSettings {
        acquire_timeout: std::time::Duration::from_secs(20),
        ..xianfeng_infra::db::DatabaseSettings::new(url)
    };
    Database::open(&settings).await.expect("opens")
}

/// A township before it is written.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name.
    pub township: String,
    /// The rule book's document, in force since long ago.
    pub book: String,
    /// Its branches, in order.
    pub branches: Vec<BranchPlan>,
}

/// A branch before it is written; its first member is the secretary.
#[derive(Clone, Debug)]
pub struct BranchPlan {
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: OrganizationKind,
    /// Its members, in roster order.
    pub members: Vec<MemberPlan>,
}

/// A member before they are written.
#[derive(Clone, Debug)]
pub struct MemberPlan {
    /// The name.
    pub name: String,
    /// The category's code.
    pub category: String,
    /// Birth year and month.
    pub birth: (i32, u32),
    /// The date of joining.
    pub joined_on: &'static str,
}

/// The book of Chishiqiao with every item open to every way that fits its kind, so that each flow can
/// be tested on the items that everybody knows.
#[must_use]
pub fn open_book() -> String {
    opened(rulebooks::CHISHIQIAO)
}

/// A document with every item open to every way that fits its kind.
#[must_use]
pub fn opened(document: &str) -> String {
    let mut lines = Vec::new();
    for line in document.lines().filter(|line| !line.starts_with("ways = ")) {
        lines.push(line.to_owned());
        let fits = |way: &&Way| match line {
            "kind = \"addition\"" => true,
            "kind = \"deduction\"" => {
                !matches!(way, Way::Task | Way::Declaration | Way::Honour | Way::Suggestion | Way::Card)
            }
            _ => false,
        };
        let ways: Vec<String> = Way::ALL.iter().filter(fits).map(|way| format!("\"{}\"", way.code())).collect();
        if !ways.is_empty() {
            lines.push(format!("ways = [{}]", ways.join(", ")));
        }
    }
    lines.join("\n")
}

impl MemberPlan {
    /// A member of a category.
    #[must_use]
    pub fn new(name: impl Into<String>, category: impl Into<String>) -> Self {
        Self { name: name.into(), category: category.into(), birth: (1970, 3), joined_on: "2000-07-01" }
    }
}

impl Plan {
    /// So many branches of so many members under the [`open_book`].
    #[must_use]
    pub fn small(branches: usize, members: usize) -> Self {
        let member = |order: usize| MemberPlan::new(format!("党员{order}"), "ordinary");
        let branch = |index: usize| BranchPlan {
            name: format!("第{}村党支部", index + 1),
            kind: OrganizationKind::Village,
            members: (1..=members).map(|place| member(index * 1000 + place)).collect(),
        };
        Self {
            township: "赤石桥乡党委".to_owned(), book: open_book(), branches: (0..branches).map(branch).collect()
        }
    }
}

impl Fixture {
    /// Writes a township.
    pub async fn create(database: &Database, vault: &Vault, plan: &Plan) -> Self {
        let now: DateTime<Utc> = BEGINNING.parse().expect("an instant");
        let write = async |tx: &Tx| create(tx, vault, plan, now).await;
        database.transact("fixture", write).await.expect("the fixture is written")
    }
}

async fn create(tx: &Tx, vault: &Vault, plan: &Plan, now: DateTime<Utc>) -> StoreResult<Fixture> {
    let township = organization(tx, None, OrganizationKind::Township, &plan.township, 0, now).await?;
    let rule_book = RuleBookId(Uuid::now_v7());
    let adopted = Adopted {
        id: rule_book,
        owner: township.id,
        version: 1,
        effective_from: "1921-07-23".parse().expect("a day"),
        meeting: "乡党委会议".to_owned(),
        document: plan.book.clone(),
    };
    rulebooks::adopt(tx, &adopted, now).await?;
    let clerk = person(tx, vault, township.id, &MemberPlan::new("办公室", ""), None, now).await?;
    accounts::grant_role(tx, clerk.person, Role::TownshipAdmin, township.id, None, now).await?;
    let mut fixture =
        Fixture { township: township.id, path: township.path.clone(), rule_book, branches: Vec::new(), clerk };
    for (position, branch_plan) in (0..).zip(&plan.branches) {
        let branch = organization(tx, Some(&township), branch_plan.kind, &branch_plan.name, position, now).await?;
        let mut own = Vec::new();
        for (place, member) in (1..).zip(&branch_plan.members) {
            let order = position * 1000 + place;
            own.push(person(tx, vault, township.id, member, Some((branch.id, order)), now).await?);
        }
        if let Some(secretary) = own.first() {
            accounts::grant_role(tx, secretary.person, Role::BranchAdmin, branch.id, None, now).await?;
        }
        fixture.branches.push(FixtureBranch { id: branch.id, path: branch.path, members: own });
    }
    Ok(fixture)
}

async fn organization(
    tx: &Tx,
    parent: Option<&Organization>,
    kind: OrganizationKind,
    name: &str,
    position: i64,
    now: DateTime<Utc>,
) -> StoreResult<Organization> {
    let id = OrganizationId(Uuid::now_v7());
    let organization = Organization {
        id,
        parent: parent.map(|parent| parent.id),
        path: parent.map_or_else(|| OrganizationPath::root(id), |parent| parent.path.child(id)),
        kind,
        name: name.to_owned(),
        position,
        sensitive: false,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    };
    organizations::insert(tx, &organization, now).await?;
    Ok(organization)
}

async fn person(
    tx: &Tx,
    vault: &Vault,
    township: OrganizationId,
    plan: &MemberPlan,
    branch: Option<(OrganizationId, i64)>,
    now: DateTime<Utc>,
) -> StoreResult<FixtureMember> {
    let id = PersonId(Uuid::now_v7());
    let phone = branch.map(|(_, order)| format!("199{order:08}").parse().expect("a phone"));
    let person = Person {
        id,
        township,
        name: plan.name.clone(),
        sex: Some(Sex::Female),
        birth: YearMonth::new(plan.birth.0, plan.birth.1),
        phone,
        schooling: None,
        skills: None,
        version: 1,
    };
    members::insert_person(tx, vault, &person, now).await?;
    // As somebody who logged in once: content safety asks WeChat about the author.
    let open_id = xianfeng_demo::wechat::open_id(crate::server::APP_ID, &id.to_string());
    let account = accounts::create_for_wechat(tx, crate::server::APP_ID, &open_id, None, now).await?.id;
    assert!(accounts::bind(tx, account, id).await?, "a new account is nobody's");
    let member = MemberId(Uuid::now_v7());
    if let Some((branch, order)) = branch {
        let joined_on = plan.joined_on.parse().expect("a day");
        let first = Membership {
            branch,
            category: plan.category.clone(),
            exempt: false,
            from: joined_on,
            reason: None,
            recorded_by: None,
            meeting: None,
        };
        members::insert(tx, member, id, township, joined_on, false, order, &first, now).await?;
    }
    Ok(FixtureMember { id: member, person: id, account, name: plan.name.clone() })
}
