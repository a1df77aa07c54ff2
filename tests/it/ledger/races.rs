//! The hardest first: one member's head, one task's places, a unit that closes under approvals.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use futures_util::future::join_all;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::ids::{ClaimId, EntryId, TaskId};
use xianfeng_domain::ledger::{self, Draft, EntryKind, Source, SourceKind};
use xianfeng_domain::tasks::{self, Claim, ClaimState, Claimant, Mode, NewTask, Refusal};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{Database, StoreError, StoreResult, Tx};
use xianfeng_infra::ledger::Note;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{ledger as rows, rulebooks, tasks as task_rows};
use xianfeng_tests::Storage;
use xianfeng_tests::fixture::{self, Fixture, FixtureMember, Plan};

struct World {
    database: Database,
    fixture: Arc<Fixture>,
    _storage: Storage,
}

async fn world(members: usize) -> World {
    let storage = fixture::migrated().await;
    let database = fixture::database(&storage).await;
    let fixture = Fixture::create(&database, &Vault::new(&[1; 32], &[2; 32]), &Plan::small(1, members)).await;
    World { database, fixture: Arc::new(fixture), _storage: storage }
}

fn now() -> DateTime<Utc> {
    "2024-03-31T12:00:00Z".parse().unwrap()
}

/// Credits one point from a source, as an approval does.
async fn credit(tx: &Tx, fixture: &Fixture, member: &FixtureMember, source: Uuid) -> StoreResult<Day> {
    let branch = &fixture.branches[0];
    let head = rows::lock(tx, member.id).await?;
    let draft = Draft {
        id: EntryId(Uuid::now_v7()),
        kind: EntryKind::Addition,
        source: Source { kind: SourceKind::Claim, id: source, line: 0 },
        item: Some("hazard_check".to_owned()),
        rule_book: fixture.rule_book,
        owner: fixture.township,
        organization: branch.id,
        points: Points::whole(1),
        asked: Points::whole(1),
        scope: None,
        deed_on: "2024-03-20".parse().unwrap(),
        counts_as: None,
        recorded_by: member.account,
        approved_by: fixture.clerk.account,
        reverses: None,
        releases: None,
        reason_digest: [0; 32],
        evidence_digest: [0; 32],
    };
    let appended = ledger::append(head, vec![draft], now());
    rows::write(tx, &head, &appended, vec![Note::default()], &branch.path).await?;
    Ok(appended.entries[0].counts_on)
}

async fn assert_sound(database: &Database, member: &FixtureMember, entries: usize) {
    let check = async |tx: &Tx| -> StoreResult<()> {
        let chain = rows::chain(tx, member.id).await?;
        assert_eq!(chain.len(), entries);
        let (seq, hash) = ledger::verify(&chain).expect("the chain holds");
        let head = rows::lock(tx, member.id).await?;
        assert_eq!((head.seq, head.hash), (seq, hash));
        assert_eq!(rows::stored_totals(tx, member.id).await?, rows::expected_totals(&chain));
        Ok(())
    };
    database.transact("check", check).await.unwrap();
}

/// Invariant 2: 64 approvals at once on one member's head, each of another claim.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn approvals_at_once_on_one_member_all_land_in_one_chain() {
    let world = world(1).await;
    let member = &world.fixture.branches[0].members[0];
    let approvals = (0..64).map(|_| {
        let (database, fixture, member) = (world.database.clone(), Arc::clone(&world.fixture), member.clone());
        async move {
            let source = Uuid::now_v7();
            database.transact("credit", async |tx: &Tx| credit(tx, &fixture, &member, source).await).await
        }
    });
    for outcome in join_all(approvals).await {
        outcome.unwrap();
    }
    assert_sound(&world.database, member, 64).await;
}

/// Pitfall 1: the same approval 50 times at once is one entry.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_source_pays_once_however_often_it_is_tried() {
    let world = world(1).await;
    let member = &world.fixture.branches[0].members[0];
    let source = Uuid::now_v7();
    let tries = (0..50).map(|_| {
        let (database, fixture, member) = (world.database.clone(), Arc::clone(&world.fixture), member.clone());
        async move { database.transact("credit", async |tx: &Tx| credit(tx, &fixture, &member, source).await).await }
    });
    let outcomes = join_all(tries).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert!(outcomes.iter().all(|outcome| matches!(outcome, Ok(_) | Err(StoreError::Duplicate))), "{outcomes:?}");
    assert_sound(&world.database, member, 1).await;
}

/// A quarter closes under the approvals: each entry counts in it or on the first open day, as the
/// head said when it was written, and none is lost (pitfall 17).
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_unit_closes_under_approvals() {
    let world = world(1).await;
    let member = &world.fixture.branches[0].members[0];
    let last_day: Day = "2024-03-31".parse().unwrap();
    let work = (0..33).map(|index| {
        let (database, fixture, member) = (world.database.clone(), Arc::clone(&world.fixture), member.clone());
        async move {
            let source = Uuid::now_v7();
            let write = async |tx: &Tx| -> StoreResult<Option<Day>> {
                if index != 16 {
                    return credit(tx, &fixture, &member, source).await.map(Some);
                }
                // The row is frozen under the same turn as the closing.
                rows::lock(tx, member.id).await?;
                assert!(rows::close_through(tx, member.id, last_day).await?);
                Ok(None)
            };
            database.transact("close or credit", write).await
        }
    });
    let outcomes: Vec<Option<Day>> = join_all(work).await.into_iter().map(Result::unwrap).collect();
    assert_sound(&world.database, member, 32).await;
    let read = async |tx: &Tx| rows::chain(tx, member.id).await;
    let chain = world.database.read(read).await.unwrap();
    let in_quarter = chain.iter().take_while(|entry| entry.counts_on <= last_day).count();
    assert!(chain[in_quarter..].iter().all(|entry| entry.counts_on.to_string() == "2024-04-01"));
    let told = outcomes.iter().flatten().filter(|day| **day <= last_day).count();
    assert_eq!(told, in_quarter, "what was answered is what was written");
}

fn task(world: &World, quota: u32) -> tasks::Task {
    let branch = &world.fixture.branches[0];
    let new = NewTask {
        title: "排查地质灾害隐患点".to_owned(),
        description: None,
        item: "hazard_check".to_owned(),
        points: None,
        mode: Mode::Open,
        unit: None,
        quota: Some(quota),
        places_per_member: None,
        claim_by: None,
        complete_by: None,
        photos_required: None,
        categories: Vec::new(),
        branches: Vec::new(),
    };
    let book = rulebooks::parse(rulebooks::CHISHIQIAO).unwrap();
    let id = TaskId(Uuid::now_v7());
    let task = tasks::create(id, branch.id, branch.path.clone(), world.fixture.rule_book, &book, new, now()).unwrap();
    tasks::publish(task, &book, now()).unwrap()
}

async fn try_claim(tx: &Tx, fixture: &Fixture, member: &FixtureMember, id: TaskId) -> Result<ClaimId, Failure> {
    let branch = &fixture.branches[0];
    let claimant = Claimant {
        member: member.id,
        branch: branch.id,
        branch_path: branch.path.clone(),
        category: "ordinary".to_owned(),
    };
    let task = task_rows::find_for_member(tx, &branch.path, id).await?.expect("the task");
    let held = task_rows::held_places(tx, id, member.id).await?;
    let new = tasks::claim(&task, &claimant, &held, now()).map_err(Failure::Refused)?;
    if !task_rows::take_place(tx, id).await? {
        return Err(Failure::Refused(Refusal::QuotaExhausted));
    }
    let claim = Claim {
        id: ClaimId(Uuid::now_v7()),
        task: id,
        member: member.id,
        organization: task.organization,
        path: task.path,
        review_organization: task.organization,
        place: new.place,
        state: ClaimState::Claimed,
        points_offered: new.points,
        claimed_at: now(),
        due_at: new.due_at,
        report: None,
        deed_on: None,
        deed_place: None,
        quantity: None,
        submitted_at: None,
        reviewed_at: None,
        review_reason: None,
        points_awarded: None,
        version: 1,
    };
    task_rows::insert_claim(tx, &claim, member.account).await?;
    Ok(claim.id)
}

#[derive(Debug)]
enum Failure {
    Refused(Refusal),
    Store(StoreError),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl xianfeng_infra::db::TransactionError for Failure {
    fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Refused(_) => None,
            Self::Store(error) => Some(error),
        }
    }
}

async fn claims_at_once(world: &World, id: TaskId, claimants: Vec<FixtureMember>) -> Vec<Result<ClaimId, Failure>> {
    let claims = claimants.into_iter().map(|member| {
        let (database, fixture) = (world.database.clone(), Arc::clone(&world.fixture));
        async move { database.transact("claim", async |tx: &Tx| try_claim(tx, &fixture, &member, id).await).await }
    });
    join_all(claims).await
}

/// Pitfall 22: 100 claims at once for 10 places are exactly 10.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_claims_for_ten_places_are_ten() {
    let world = world(100).await;
    let task = task(&world, 10);
    let by = world.fixture.clerk.account;
    world.database.transact("task", async |tx: &Tx| task_rows::insert(tx, &task, by, now()).await).await.unwrap();
    let everybody = world.fixture.branches[0].members.clone();
    let outcomes = claims_at_once(&world, task.id, everybody).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 10);
    for outcome in outcomes.iter().filter(|outcome| outcome.is_err()) {
        assert!(matches!(outcome, Err(Failure::Refused(Refusal::QuotaExhausted))), "{outcome:?}");
    }
    let path = world.fixture.branches[0].path.clone();
    let read = async |tx: &Tx| task_rows::find_for_member(tx, &path, task.id).await;
    assert_eq!(world.database.read(read).await.unwrap().unwrap().claimed, 10);
}

/// A double tap is one claim: the second finds the place taken and releases nothing of the first.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn one_members_taps_at_once_are_one_claim() {
    let world = world(1).await;
    let task = task(&world, 10);
    let by = world.fixture.clerk.account;
    world.database.transact("task", async |tx: &Tx| task_rows::insert(tx, &task, by, now()).await).await.unwrap();
    let member = world.fixture.branches[0].members[0].clone();
    let outcomes = claims_at_once(&world, task.id, vec![member; 20]).await;
    assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    let path = world.fixture.branches[0].path.clone();
    let read = async |tx: &Tx| task_rows::find_for_member(tx, &path, task.id).await;
    assert_eq!(world.database.read(read).await.unwrap().unwrap().claimed, 1);
}
