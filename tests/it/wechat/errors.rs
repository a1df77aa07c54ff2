//! Every row of the platform's error table becomes the error that says what to do next.

use std::time::Duration;

use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_infra::wechat::WeChatError;

use super::bench;

const MINUTE: WeChatError = WeChatError::TooFrequent { retry_after: Duration::from_secs(60) };

#[actix_web::test]
async fn refusals_of_a_login() {
    let bench = bench();
    let misconfigured = |errcode| (errcode, WeChatError::Misconfigured { errcode });
    let rows = [
        (40029, WeChatError::CodeRejected),
        (40163, WeChatError::CodeRejected),
        (40226, WeChatError::UserBlocked),
        (45011, MINUTE),
        (45009, MINUTE),
        (44991, MINUTE),
        misconfigured(40002),
        misconfigured(40013),
        misconfigured(40125),
        misconfigured(40164),
        misconfigured(40243),
        misconfigured(41002),
        misconfigured(41004),
        misconfigured(41008),
        misconfigured(43002),
        misconfigured(43003),
        misconfigured(48001),
        misconfigured(48004),
        misconfigured(50004),
        misconfigured(50007),
        misconfigured(89503),
        misconfigured(89506),
        misconfigured(89507),
        (12345, WeChatError::Refused { errcode: 12345 }),
        (-2, WeChatError::Refused { errcode: -2 }),
    ];
    for (n, (errcode, expected)) in rows.into_iter().enumerate() {
        for fault in [Fault::Errcode(errcode), Fault::TextErrcode(errcode)] {
            bench.stand_in.fail(Endpoint::Login, fault, 1);
            let error = bench.wechat.login("demo-member-1").await.unwrap_err();
            assert_eq!(error, expected, "{errcode}");
            assert_eq!(error.is_alarm(), matches!(expected, WeChatError::Misconfigured { .. }), "{errcode}");
        }
        assert_eq!(bench.stand_in.count(Endpoint::Login), 2 * (n + 1), "{errcode} is not retried");
    }
}

#[actix_web::test]
async fn refusals_of_a_phone_number() {
    let bench = bench();
    let rows = [
        (40029, WeChatError::CodeRejected),
        (40003, WeChatError::CodeRejected),
        (40013, WeChatError::CodeOfOtherApp),
        (45011, MINUTE),
        (47001, WeChatError::Misconfigured { errcode: 47001 }),
        (48001, WeChatError::Misconfigured { errcode: 48001 }),
    ];
    for (n, (errcode, expected)) in rows.into_iter().enumerate() {
        bench.stand_in.fail(Endpoint::PhoneNumber, Fault::Errcode(errcode), 1);
        let result = bench.wechat.phone_number("demo-phone-13912345678", "o1").await;
        assert_eq!(result, Err(expected), "{errcode}");
        assert_eq!(bench.stand_in.count(Endpoint::PhoneNumber), n + 1, "{errcode} is not retried");
    }
}

#[actix_web::test]
async fn refusals_of_a_token() {
    let bench = bench();
    // On this call 40001 is a wrong secret: no token is at fault, nothing is repeated.
    for (n, errcode) in [40001, 40013, 40125, 40164].into_iter().enumerate() {
        bench.stand_in.fail(Endpoint::StableToken, Fault::Errcode(errcode), 1);
        let result = bench.wechat.phone_number("demo-phone-13912345678", "o1").await;
        assert_eq!(result, Err(WeChatError::Misconfigured { errcode }));
        assert_eq!(bench.stand_in.count(Endpoint::StableToken), n + 1);
    }
    assert_eq!(bench.stand_in.count(Endpoint::PhoneNumber), 0);
}

#[actix_web::test]
async fn busy_is_tried_again_and_given_up_after_two_repetitions() {
    let bench = bench();
    bench.stand_in.fail(Endpoint::Login, Fault::Errcode(-1), 2);
    assert!(bench.wechat.login("demo-member-1").await.is_ok());
    assert_eq!(bench.stand_in.count(Endpoint::Login), 3);

    bench.stand_in.fail(Endpoint::Login, Fault::Errcode(-1), u32::MAX);
    assert_eq!(bench.wechat.login("demo-member-1").await, Err(WeChatError::Busy));
    assert_eq!(bench.stand_in.count(Endpoint::Login), 6);
}

#[actix_web::test]
async fn the_special_codes_misbehave_without_a_hook() {
    let bench = bench();
    for (code, expected) in [
        ("busy", WeChatError::Busy),
        ("freq", MINUTE),
        ("risk", WeChatError::UserBlocked),
        ("garbage", WeChatError::BadReply),
        ("strerr", WeChatError::CodeRejected),
    ] {
        assert_eq!(bench.wechat.login(code).await, Err(expected), "{code}");
    }
    assert!(bench.wechat.login("noerr").await.is_ok(), "unknown fields are passed over");
}
