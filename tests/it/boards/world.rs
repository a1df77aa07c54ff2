//! A county with two townships to rank, and what may happen in it.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, EntryId, MemberId, OrganizationId, PersonId, RuleBookId};
use xianfeng_domain::ledger::{self, Draft, EntryKind, Source, SourceKind};
use xianfeng_domain::members::{Leaving, Person};
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::time::{Day, start_of};
use xianfeng_infra::boards::{
    Audience, BoardQuery, Leaderboards, Reader, RedisLeaderboards, RedisServers, RedisSettings, SqlLeaderboards,
};
use xianfeng_infra::db::{Database, StoreResult, Tx};
use xianfeng_infra::ledger::Note;
use xianfeng_infra::members::Membership;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_infra::{ledger as rows, members, organizations};
use xianfeng_tests::{Storage, fixture};

/// The branches of the world, in roster order of their members.
pub(super) const BRANCHES: usize = 6;
/// Villages 0, 1 and 2 (under a general branch) in the first township, then an office, which the
/// book leaves out, and a village marked sensitive; the last village is in the second township.
pub(super) const OFFICE: usize = 3;
pub(super) const HIDDEN: usize = 4;
pub(super) const OTHER: usize = 5;

pub(super) struct World {
    pub(super) database: Database,
    pub(super) county: OrganizationPath,
    pub(super) township: OrganizationPath,
    pub(super) general: OrganizationPath,
    pub(super) branches: Vec<Organization>,
    pub(super) members: Vec<MemberId>,
    pub(super) sql: SqlLeaderboards,
    /// On MySQL only.
    pub(super) redis: Option<RedisLeaderboards>,
    pub(super) storage: Storage,
}

pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// Noon of a day in Shanghai.
pub(super) fn noon(day: Day) -> DateTime<Utc> {
    start_of(day) + Duration::hours(12)
}

pub(super) fn reader(day: Day) -> Reader {
    Reader { account: None, now: noon(day) }
}

pub(super) fn board(organization: &OrganizationPath, period: &str) -> BoardQuery {
    BoardQuery {
        organization: organization.clone(),
        period: period.parse().unwrap(),
        category: None,
        audience: Audience::Everyone,
    }
}

/// The book of the tests: villages only, and members away are nobody's business.
pub(super) fn book(ties: &str) -> String {
    rulebooks::CHISHIQIAO
        .replace(r#"["village", "enterprise", "office"]"#, r#"["village"]"#)
        .replace("code = \"away\"", "code = \"away\"\nsensitive = true")
        .replace("ties = \"skip\"", &format!("ties = \"{ties}\""))
}

impl World {
    /// With so many members in each branch, ordinary and from 2024 on.
    pub(super) async fn create(each: usize) -> Self {
        let storage = fixture::migrated().await;
        let database = fixture::database(&storage).await;
        let built = database.transact("world", async |tx: &Tx| build(tx, each).await).await.unwrap();
        let Built { county, township, general, branches, members } = built;
        let sql = SqlLeaderboards::new(database.clone());
        let redis = redis(&database, &storage, 3600);
        Self { database, county, township, general, branches, members, sql, redis, storage }
    }

    /// Every implementation that this storage has.
    pub(super) fn all(&self) -> Vec<(&'static str, &dyn Leaderboards)> {
        let mut all: Vec<(&'static str, &dyn Leaderboards)> = vec![("sql", &self.sql)];
        all.extend(self.redis.as_ref().map(|redis| ("redis", redis as &dyn Leaderboards)));
        all
    }

    /// Brings the copies up to date, as the worker does.
    pub(super) async fn work(&self, day: Day) {
        for (name, boards) in self.all() {
            if name == "sql" && self.redis.is_some() {
                continue;
            }
            boards.refresh(noon(day)).await.unwrap();
            while boards.drain(noon(day)).await.unwrap() > 0 {}
        }
    }

    /// Credits or deducts hundredths for a deed on a day, in the branch of that day.
    pub(super) async fn credit(&self, member: usize, hundredths: i64, on: Day) {
        let write = async |tx: &Tx| self.write(tx, self.members[member], hundredths, on).await;
        self.database.transact("credit", write).await.unwrap();
    }

    async fn write(&self, tx: &Tx, member: MemberId, hundredths: i64, on: Day) -> StoreResult<()> {
        let found = members::by_id(tx, &Reach::under(self.county.clone()), member, on).await?.expect("the member");
        let book = rulebooks::effective(tx, &found.standing.branch_path, on).await?.expect("a book");
        let head = rows::lock(tx, member).await?;
        let draft = Draft {
            id: EntryId(Uuid::now_v7()),
            kind: if hundredths < 0 { EntryKind::Deduction } else { EntryKind::Addition },
            source: Source { kind: SourceKind::Claim, id: Uuid::now_v7(), line: 0 },
            item: Some("hazard_check".to_owned()),
            rule_book: book.id,
            owner: book.owner,
            organization: found.standing.branch,
            points: Points::from_hundredths(hundredths),
            asked: Points::from_hundredths(hundredths),
            scope: None,
            deed_on: on,
            counts_as: None,
            recorded_by: AccountId(Uuid::nil()),
            approved_by: AccountId(Uuid::nil()),
            reverses: None,
            releases: None,
            reason_digest: [0; 32],
            evidence_digest: [0; 32],
        };
        let appended = ledger::append(head, vec![draft], noon(on));
        rows::write(tx, &head, &appended, vec![Note::default()], &found.standing.branch_path).await
    }

    /// Moves a member to a branch, a category or an exemption from today on.
    pub(super) async fn move_to(&self, member: usize, branch: usize, category: &str, exempt: bool, today: Day) {
        self.move_from(member, membership(&self.branches[branch], category, exempt, today), today).await;
    }

    /// Moves a member to a branch from a later day on.
    pub(super) async fn move_later(&self, member: usize, branch: usize, from: Day, today: Day) {
        self.move_from(member, membership(&self.branches[branch], "ordinary", false, from), today).await;
    }

    async fn move_from(&self, member: usize, next: Membership, today: Day) {
        let id = self.members[member];
        let write = async |tx: &Tx| {
            let reach = Reach::under(self.county.clone());
            let last = day("9000-01-01");
            let open = members::by_id(tx, &reach, id, last).await?.expect("the member").standing;
            members::move_to(tx, id, open.from, &next, noon(today)).await
        };
        self.database.transact("move", write).await.unwrap();
    }

    /// A member leaves: the day is the first without.
    pub(super) async fn leave(&self, member: usize, on: Day) {
        let id = self.members[member];
        let write = async |tx: &Tx| members::leave(tx, id, on, Leaving::TransferredOut, "搬家", noon(on)).await;
        self.database.transact("leave", write).await.unwrap();
    }

    /// A new version of the first township's book from a day on.
    pub(super) async fn adopt(&self, document: String, from: Day) {
        let owner = self.township.ids().next_back().unwrap();
        let adopted = version(owner, 2, from, document);
        self.database
            .transact("adopt", async |tx: &Tx| rulebooks::adopt(tx, &adopted, noon(from)).await)
            .await
            .unwrap();
    }
}

/// Boards in the storage's Redis, if it has one.
pub(super) fn redis(database: &Database, storage: &Storage, max_lag_seconds: u64) -> Option<RedisLeaderboards> {
    let settings = storage.settings();
    let value = |key: &str| settings.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone());
    let settings = RedisSettings {
        servers: RedisServers::Single(value("redis.urls")?.into()),
        key_prefix: value("redis.key_prefix")?,
        max_lag: std::time::Duration::from_secs(max_lag_seconds),
        connect_timeout: std::time::Duration::from_secs(5),
        response_timeout: std::time::Duration::from_secs(5),
    };
    Some(RedisLeaderboards::new(database.clone(), &settings).unwrap())
}

struct Built {
    county: OrganizationPath,
    township: OrganizationPath,
    general: OrganizationPath,
    branches: Vec<Organization>,
    members: Vec<MemberId>,
}

async fn build(tx: &Tx, each: usize) -> StoreResult<Built> {
    let county = organization(tx, None, OrganizationKind::Upper, "沁源县委", 0, false).await?;
    let township = organization(tx, Some(&county), OrganizationKind::Township, "赤石桥乡党委", 0, false).await?;
    let other = organization(tx, Some(&county), OrganizationKind::Township, "王陶镇党委", 1, false).await?;
    for owner in [&township, &other] {
        let adopted = version(owner.id, 1, day("1921-07-23"), book("skip"));
        rulebooks::adopt(tx, &adopted, noon(day("2024-01-01"))).await?;
    }
    let general = organization(tx, Some(&township), OrganizationKind::GeneralBranch, "联合党总支", 9, false).await?;
    let village = OrganizationKind::Village;
    let branches = vec![
        organization(tx, Some(&township), village, "阳坡村党支部", 1, false).await?,
        organization(tx, Some(&township), village, "泽山村党支部", 0, false).await?,
        organization(tx, Some(&general), village, "涧崖底村党支部", 0, false).await?,
        organization(tx, Some(&township), OrganizationKind::Office, "机关党支部", 3, false).await?,
        organization(tx, Some(&township), village, "特别党支部", 4, true).await?,
        organization(tx, Some(&other), village, "花坡村党支部", 0, false).await?,
    ];
    let mut members = Vec::new();
    for (index, branch) in branches.iter().enumerate() {
        let township = if index == OTHER { other.id } else { township.id };
        for place in 0..each {
            members.push(member(tx, township, branch, i64::try_from(index * 100 + place).unwrap()).await?);
        }
    }
    Ok(Built { county: county.path, township: township.path, general: general.path, branches, members })
}

fn version(owner: OrganizationId, version: i64, from: Day, document: String) -> Adopted {
    let id = RuleBookId(Uuid::now_v7());
    Adopted { id, owner, version, effective_from: from, meeting: "党委会议".to_owned(), document }
}

fn membership(branch: &Organization, category: &str, exempt: bool, from: Day) -> Membership {
    let category = category.to_owned();
    Membership { branch: branch.id, category, exempt, from, reason: None, recorded_by: None, meeting: None }
}

async fn organization(
    tx: &Tx,
    parent: Option<&Organization>,
    kind: OrganizationKind,
    name: &str,
    position: i64,
    sensitive: bool,
) -> StoreResult<Organization> {
    let id = OrganizationId(Uuid::now_v7());
    let organization = Organization {
        id,
        parent: parent.map(|parent| parent.id),
        path: parent.map_or_else(|| OrganizationPath::root(id), |parent| parent.path.child(id)),
        kind,
        name: name.to_owned(),
        position,
        sensitive,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    };
    organizations::insert(tx, &organization, noon(day("2024-01-01"))).await?;
    Ok(organization)
}

async fn member(tx: &Tx, township: OrganizationId, branch: &Organization, order: i64) -> StoreResult<MemberId> {
    let (person, member) = (PersonId(Uuid::now_v7()), MemberId(Uuid::now_v7()));
    let row = Person {
        id: person,
        township,
        name: format!("党员{order}"),
        sex: None,
        birth: None,
        phone: None,
        schooling: None,
        skills: None,
        version: 1,
    };
    let from = day("2000-07-01");
    let now = noon(day("2024-01-01"));
    members::insert_person(tx, &Vault::new(&[1; 32], &[2; 32]), &row, now).await?;
    let first = membership(branch, "ordinary", false, from);
    members::insert(tx, member, person, township, from, false, order, &first, now).await?;
    Ok(member)
}
