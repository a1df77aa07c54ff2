//! What the demonstration shows of a quarter's end: closed, objected to, settled, redeemed; help and honours.

use indicatif::ProgressBar;
use xianfeng_api::auth::Caller;
use xianfeng_demo::load;
use xianfeng_demo::township::{Extent, Plan};
use xianfeng_demo::wechat::open_id;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::closings::State;
use xianfeng_domain::redemption::OrderState;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::help::{self, CaseFilter};
use xianfeng_infra::{accounts, closings, editions, funds, objections, organizations, purse, redemption, settlements};
use xianfeng_tests::fixture::migrated;

use super::township::app;

/// Two whole quarters over the turn of a year.
fn plan() -> Plan {
    Plan::new(2, "2026-02-10".parse().unwrap(), Extent { branches: 3, days: 150 }).unwrap()
}

/// S0-2, S0-9, S0-11, S2-9, S4-4.
#[tokio::test]
async fn quarters_are_closed_settled_and_redeemed() {
    let (storage, plan) = (migrated().await, plan());
    let app = app(&storage).await;
    let township = load(&app, &plan, &ProgressBar::hidden()).await.unwrap();
    let read = async |tx: &Tx| -> Result<(), StoreError> {
        let township = organizations::find_open(tx, township).await?.unwrap();
        let all = Reach::under(township.path.clone());
        let closed = closings::of_township(tx, township.id).await?;
        let of = |period: &str| closed.iter().find(|one| one.period.to_string() == period).expect("a closing");

        // The quarter before last: one objection upheld, one refused, settled and final.
        let (before, last) = (of("2025-Q3"), of("2025-Q4"));
        assert_eq!((before.state, before.edition), (State::Final, 2));
        assert_eq!(objections::answers(tx, before.id).await?.len(), 2);
        assert_eq!(editions::list(tx, before.id).await?.len(), 2);
        let settled = settlements::of_closing(tx, before.id).await?.expect("a settlement");
        assert!(settled.issued_at.is_some());
        let funds = funds::all(tx).await?;
        assert_eq!(funds.len(), 3, "each village has a fund");

        // The last one: posted, its term runs, one objection waits.
        assert_eq!(last.state, State::Closed);
        assert!(last.objections_until.is_some_and(|until| until >= plan.today));
        assert_eq!(objections::undecided(tx, last.id).await?, 1);

        let shops =
            redemption::shops(tx, &redemption::Seen { organizations: Vec::new(), reach: all.clone() }, None, None, 10)
                .await?;
        assert_eq!(shops.len(), 3, "two villages and the township");
        let mut states = Vec::new();
        for order in redemption::orders_to_check(tx, None, 100).await? {
            states.push(order.state);
        }
        for state in [OrderState::Reserved, OrderState::Fulfilled, OrderState::Cancelled] {
            assert!(states.contains(&state), "{states:?}");
        }
        assert!(
            purse::all_wallets(tx).await?.iter().any(|(_, wallet)| wallet.reserved > xianfeng_domain::Points::ZERO)
        );

        let cases = help::page(tx, &all, &CaseFilter { limit: 100, ..CaseFilter::default() }).await?;
        assert!(cases.iter().any(|case| case.confirmed.is_some() && case.helper.is_some()));
        assert!(cases.iter().any(|case| case.confirmed.is_none()), "one waits to be looked at");

        let app_id = app.wechat.app_id();
        let keeper = accounts::by_wechat(tx, app_id, &open_id(app_id, "demo-keeper-1")).await?.expect("an account");
        let keeper = Caller::load(tx, keeper.id, plan.today).await?.expect("a caller");
        assert!(keeper.reach(Right::KeepShop).covers(&township.path) && keeper.reach(Right::Administer).is_empty());
        Ok(())
    };
    app.database.read(read).await.unwrap();
}
