//! S0, 赤石桥乡, through four quarters and a year end: closed, posted, objected to, settled within 13 village
//! funds of 5,000 yuan, redeemed, helped and honoured; every figure against a computation of its own.
//!
//! - `money`: grades, rates, shares of a fund and wallets once more, with nothing of the domain's
//! - `deeds`: what is done in each quarter
//! - `quarter`: closing, objections, settlement
//! - `redeeming`: rice and coupons
//! - `people`: help cases and honours

mod deeds;
mod money;
mod people;
mod quarter;
mod redeeming;

use super::chishiqiao::people::plan;
use super::kit::World;
use money::Money;

/// The villages: 13 of the 17 branches.
const VILLAGES: usize = 13;

/// S0-2, S0-9 to S0-11, S2-9, S4-4.
#[tokio::test]
async fn a_year_is_closed_settled_and_honoured() {
    let mut world = World::start(&plan(), "2024-01-05T01:00:00Z").await;
    world.work().await;
    world.base("2024", 6_000);
    let mut money = Money::new(&world);
    let market = redeeming::Market::open(&world).await;

    deeds::first(&mut world).await;
    let first = quarter::closed(&world, "2024-Q1", "2024-04-02").await;
    quarter::objected(&mut world, &first).await;
    quarter::settled(&world, &mut money, &first, "2024-04-12").await;
    market.redeemed(&world, &mut money).await;

    deeds::second(&mut world).await;
    let second = quarter::closed(&world, "2024-Q2", "2024-07-02").await;
    quarter::too_late(&world, &second, &first, "2024-07-10T01:00:00Z").await;
    quarter::settled(&world, &mut money, &second, "2024-07-12").await;
    let cases = people::helped(&world).await;

    deeds::third(&mut world).await;
    let third = quarter::closed(&world, "2024-Q3", "2024-10-02").await;
    quarter::settled(&world, &mut money, &third, "2024-10-12").await;
    // What turns out wrong once the quarter is final counts now, and comes off the next settlement.
    quarter::found_wrong(&mut world, &mut money, &third).await;

    deeds::fourth(&mut world).await;
    people::turned_round(&world, &cases).await;
    let fourth = quarter::closed(&world, "2024-Q4", "2025-01-02").await;
    quarter::settled(&world, &mut money, &fourth, "2025-01-12").await;
    money.five_thousand_a_village(&world).await;

    let year = quarter::closed(&world, "2024", "2025-01-13").await;
    quarter::confirmed(&world, &year, "2025-01-22").await;
    people::honoured(&world).await;
    quarter::never_changes(&world, &first).await;
    world.compare(&["2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2024"]).await;
}
