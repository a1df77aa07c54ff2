//! The township is loaded through the service's own use cases, so its books are in order.

use indicatif::ProgressBar;
use xianfeng_api::auth::Caller;
use xianfeng_api::{App, Clock};
use xianfeng_demo::township::{Extent, Plan};
use xianfeng_demo::wechat::open_id;
use xianfeng_demo::{LoadError, load};
use xianfeng_domain::access::{Reach, Right, Role};
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::ledger::EntryKind;
use xianfeng_domain::tasks::ClaimState;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::installation::{self, InstallationKind};
use xianfeng_infra::{accounts, ledger, organizations, tasks};
use xianfeng_tests::Storage;
use xianfeng_tests::fixture::migrated;

/// Three branches over the turn of a year.
fn plan() -> Plan {
    Plan::new(2, "2026-02-10".parse().unwrap(), Extent { branches: 3, days: 60 }).unwrap()
}

pub(super) async fn app(storage: &Storage) -> App {
    let _ = rustls::crypto::ring::default_provider().install_default();
    App::build(&storage.config(&[]), Clock::system()).await.unwrap()
}

pub(super) async fn loaded() -> (Storage, App, Plan, OrganizationId) {
    let (storage, plan) = (migrated().await, plan());
    let app = app(&storage).await;
    let township = load(&app, &plan, &ProgressBar::hidden()).await.unwrap();
    (storage, app, plan, township)
}

/// Invariants 1 to 3: every chain is whole, every total is what its entries say, and there are
/// just the entries that the plan asked for.
#[tokio::test]
async fn the_loaded_ledger_is_in_order() {
    let (_storage, app, plan, township) = loaded().await;
    let read = async |tx: &Tx| -> Result<_, StoreError> {
        let mut entries = Vec::new();
        for (head, _) in ledger::all_members(tx).await? {
            let chain = ledger::chain(tx, head.member).await?;
            assert_eq!(xianfeng_domain::ledger::verify(&chain), Ok((head.seq, head.hash)));
            assert_eq!(ledger::expected_totals(&chain), ledger::stored_totals(tx, head.member).await?);
            entries.extend(chain);
        }
        let everything = Reach::under(organizations::find_open(tx, township).await?.expect("a township").path);
        let all = tasks::ClaimFilter { limit: 10_000, ..tasks::ClaimFilter::default() };
        Ok((entries, tasks::claims(tx, &everything, None, &all).await?))
    };
    let (entries, claims) = app.database.read(read).await.unwrap();
    let planned = plan.summary();
    let count = |kind| entries.iter().filter(|entry| entry.draft.kind == kind).count();
    let outside_tasks = planned.registrations + planned.kept_checks;
    assert_eq!(count(EntryKind::Addition), planned.approvals + outside_tasks);
    assert!(outside_tasks > 0 && count(EntryKind::Deduction) > 0, "a signed audit deducts");
    assert_eq!(count(EntryKind::Reversal), planned.reversals);
    assert_eq!(count(EntryKind::Base), 2 * planned.members, "60 points for each of the two years");

    let of_state = |state| claims.iter().filter(|claim| claim.state == state).count();
    assert_eq!(claims.len(), planned.claims);
    assert_eq!(of_state(ClaimState::Submitted), planned.waiting);
    assert_eq!(of_state(ClaimState::Approved) + of_state(ClaimState::Revoked), planned.approvals);
    assert_eq!(of_state(ClaimState::Expired), planned.expired);
    assert!(planned.expired > 0 && planned.reversals > 0 && planned.waiting > 0, "{planned}");
}

#[tokio::test]
async fn the_codes_log_in_as_people_of_the_township() {
    let (_storage, app, plan, township) = loaded().await;
    let app_id = app.wechat.app_id();
    let read = async |tx: &Tx| -> Result<_, StoreError> {
        let mut callers = Vec::new();
        for user in ["demo-member-1", "demo-secretary-2", "demo-admin-1"] {
            let account = accounts::by_wechat(tx, app_id, &open_id(app_id, user)).await?.expect(user);
            callers.push(Caller::load(tx, account.id, plan.today).await?.expect(user));
        }
        Ok((callers, organizations::find_open(tx, township).await?.expect("a township")))
    };
    let (callers, township) = app.database.read(read).await.unwrap();
    let [member, secretary, clerk] = callers.as_slice() else { unreachable!() };
    assert!(member.member.is_some() && member.grants.is_empty());
    assert_eq!(secretary.grants[0].role, Role::BranchAdmin);
    assert_eq!(secretary.member.as_ref().unwrap().standing.branch_name, "乙村党支部");
    assert!(clerk.member.is_none() && clerk.reach(Right::Administer).covers(&township.path));
    assert!(township.publication_approved && township.full_names_basis.is_none(), "seen by all, names masked");
}

/// Design, "Workspace": the demonstration refuses any other database, and a second township.
#[tokio::test]
async fn only_an_empty_database_of_its_own_is_loaded() {
    let storage = migrated().await;
    let app = app(&storage).await;
    let claim = async |tx: &Tx| installation::claim_kind(tx, InstallationKind::Production, app.clock.now()).await;
    assert_eq!(app.database.transact("test", claim).await.unwrap(), InstallationKind::Production);
    let refused = load(&app, &plan(), &ProgressBar::hidden()).await;
    assert!(matches!(refused, Err(LoadError::NotOurs)), "{refused:?}");

    let (_storage, app, plan, _) = loaded().await;
    let refused = load(&app, &plan, &ProgressBar::hidden()).await;
    assert!(matches!(refused, Err(LoadError::NotEmpty)), "{refused:?}");
}

/// The demonstration may be started on any day, and told from any day on.
#[tokio::test]
async fn any_day_of_the_year_can_be_today() {
    for (today, days) in [("2026-01-01", 100), ("2026-01-02", 1), ("2026-04-01", 95), ("2026-10-03", 3)] {
        let storage = migrated().await;
        let plan = Plan::new(1, today.parse().unwrap(), Extent { branches: 2, days }).unwrap();
        let loaded = load(&app(&storage).await, &plan, &ProgressBar::hidden()).await;
        assert!(loaded.is_ok(), "{today}, {days} days: {loaded:?}");
    }
}
