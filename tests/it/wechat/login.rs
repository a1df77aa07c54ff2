//! Logging in (S0-1): one code, one user, one upstream call (pitfall 34).

use chrono::TimeDelta;
use futures_util::future::join_all;
use xianfeng_demo::wechat::{Endpoint, Fault, PhoneNumber, StandIn, StandInSettings};
use xianfeng_infra::wechat::WeChatError;

use super::{APP_ID, FREE_PORT, SECRET, at, bench, client};

#[actix_web::test]
async fn a_code_names_its_user() {
    let bench = bench();
    let session = bench.wechat.login(&bench.stand_in.mint_login_code("zhang")).await.unwrap();
    assert_eq!(session.open_id, bench.stand_in.open_id("zhang"));
    assert_eq!(session.union_id, None);

    let again = bench.wechat.login(&bench.stand_in.mint_login_code("zhang")).await.unwrap();
    assert_eq!(again.open_id, session.open_id);
    let other = bench.wechat.login(&bench.stand_in.mint_login_code("li")).await.unwrap();
    assert_ne!(other.open_id, session.open_id);
}

#[actix_web::test]
async fn users_of_an_open_platform_account_have_a_union_id() {
    let settings = StandInSettings {
        app_id: APP_ID.to_owned(),
        secret: SECRET.to_owned(),
        union_ids: true,
        pages: Vec::new(),
        clock: std::sync::Arc::new(|| at(0)),
    };
    let stand_in = StandIn::start(FREE_PORT, settings).unwrap();
    let wechat = client(&stand_in, SECRET, std::sync::Arc::new(|| at(0)), |_| {});
    assert!(wechat.login("demo-member-1").await.unwrap().union_id.is_some());
}

#[actix_web::test]
async fn a_code_is_good_once_and_not_for_long() {
    let bench = bench();
    let code = bench.stand_in.mint_login_code("zhang");
    bench.wechat.login(&code).await.unwrap();
    assert_eq!(bench.wechat.login(&code).await, Err(WeChatError::CodeRejected));
    assert_eq!(bench.stand_in.count(Endpoint::Login), 2, "a later use goes upstream");

    let late = bench.stand_in.mint_login_code("zhang");
    bench.stand_in.advance_clock(TimeDelta::seconds(301));
    assert_eq!(bench.wechat.login(&late).await, Err(WeChatError::CodeRejected));
}

#[actix_web::test]
async fn a_phone_code_logs_nobody_in() {
    let bench = bench();
    let code = bench.stand_in.mint_phone_code("zhang", PhoneNumber::mainland("13912345678"));
    assert_eq!(bench.wechat.login(&code).await, Err(WeChatError::CodeRejected));
    assert_eq!(bench.wechat.login("demo-phone-13912345678").await, Err(WeChatError::CodeRejected));
}

#[actix_web::test]
async fn what_cannot_be_a_code_is_not_sent() {
    let bench = bench();
    for code in ["", "a b", "a&secret=1\n", &"x".repeat(129)] {
        assert_eq!(bench.wechat.login(code).await, Err(WeChatError::CodeRejected), "{code:?}");
    }
    assert_eq!(bench.stand_in.count(Endpoint::Login), 0);
}

#[actix_web::test]
async fn codes_are_escaped_in_the_query() {
    let bench = bench();
    let code = "demo-a&appid=wxffffffffffffffff#?%41+b";
    assert_eq!(bench.wechat.login(code).await.unwrap().open_id, bench.stand_in.open_id(code));
}

#[actix_web::test]
async fn demonstration_codes_are_never_spent() {
    let bench = bench();
    for _ in 0..2 {
        assert_eq!(bench.wechat.login("demo-member-1").await.unwrap().open_id, bench.stand_in.open_id("demo-member-1"));
        bench.stand_in.advance_clock(TimeDelta::days(1));
    }
}

#[actix_web::test]
async fn a_hundred_logins_with_one_code_make_one_call() {
    let bench = bench();
    let code = bench.stand_in.mint_login_code("zhang");
    bench.stand_in.fail(Endpoint::Login, Fault::Hang, 1);

    let taps: Vec<_> = (0..100)
        .map(|_| {
            let (wechat, code) = (bench.wechat.clone(), code.clone());
            actix_web::rt::spawn(async move { wechat.login(&code).await })
        })
        .collect();
    // Tasks start in the order in which they were spawned: all taps are in when this one runs.
    let (taps, ()) = futures_util::join!(join_all(taps), async {
        actix_web::rt::spawn(async {}).await.unwrap();
        bench.stand_in.recover();
    });

    for tap in taps {
        assert_eq!(tap.unwrap().unwrap().open_id, bench.stand_in.open_id("zhang"));
    }
    assert_eq!(bench.stand_in.count(Endpoint::Login), 1);
}
