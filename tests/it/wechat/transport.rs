//! Slow, down, or talking something else: what the network does to a call.

use std::time::Duration;

use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_infra::wechat::WeChatError;

use super::{bench, bench_with};

#[actix_web::test]
async fn a_call_that_timed_out_is_not_sent_again() {
    let bench = bench_with(|settings| settings.timeout = Duration::from_millis(300));
    bench.stand_in.fail(Endpoint::Login, Fault::Hang, u32::MAX);
    let code = bench.stand_in.mint_login_code("zhang");
    assert_eq!(bench.wechat.login(&code).await, Err(WeChatError::UnknownOutcome));
    assert_eq!(bench.stand_in.count(Endpoint::Login), 1);

    bench.stand_in.fail(Endpoint::StableToken, Fault::Hang, u32::MAX);
    let phone = bench.wechat.phone_number("demo-phone-13912345678", "o1").await;
    assert_eq!(phone, Err(WeChatError::UnknownOutcome));
    assert_eq!(bench.stand_in.count(Endpoint::StableToken), 1);
}

#[actix_web::test]
async fn what_is_no_reply_is_an_error_of_its_own_and_asked_for_once() {
    let bench = bench();
    let faults = [Fault::Html, Fault::Down, Fault::Redirect, Fault::Oversized, Fault::Truncated];
    for (n, fault) in faults.into_iter().enumerate() {
        bench.stand_in.fail(Endpoint::Login, fault, 1);
        assert_eq!(bench.wechat.login("demo-member-1").await, Err(WeChatError::BadReply), "{fault:?}");
        assert_eq!(bench.stand_in.count(Endpoint::Login), n + 1, "{fault:?}");
    }
    assert!(bench.wechat.login("demo-member-1").await.is_ok(), "the client has recovered with the platform");
}

#[actix_web::test]
async fn a_platform_that_is_gone_cannot_be_reached() {
    let bench = bench();
    bench.stand_in.stop().await;
    assert_eq!(bench.wechat.login("demo-member-1").await, Err(WeChatError::Unreachable));
}
