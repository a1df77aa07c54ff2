//! The access token: fetched once, shared, renewed in time and on refusal (pitfall 35).

use std::sync::Arc;

use chrono::TimeDelta;
use futures_util::future::join_all;
use xianfeng_demo::wechat::{Endpoint, Fault};
use xianfeng_infra::wechat::{CodePicture, WeChatError};

use super::{APP_ID, Bench, PAGE, at, bench, client};

const CODE: CodePicture<'_> = CodePicture { scene: "i=7", page: Some(PAGE), width: 430 };

impl Bench {
    /// Fetches something that needs a token.
    async fn use_token(&self) -> Result<(), WeChatError> {
        self.wechat.code_picture(CODE).await.map(drop)
    }

    fn counts(&self) -> (usize, usize) {
        (self.stand_in.count(Endpoint::StableToken), self.stand_in.count(Endpoint::CodePicture))
    }
}

#[actix_web::test]
async fn a_hundred_calls_at_once_fetch_one_token() {
    let bench = bench();
    for result in join_all((0..100).map(|_| bench.use_token())).await {
        result.unwrap();
    }
    assert_eq!(bench.counts(), (1, 100));
}

#[actix_web::test]
async fn the_token_comes_from_the_stable_interface_in_normal_mode() {
    let bench = bench();
    bench.use_token().await.unwrap();
    let requests = bench.stand_in.requests();
    let body = requests.iter().find_map(|request| request.body.as_ref()).unwrap();
    assert_eq!(body["grant_type"], "client_credential");
    assert_eq!(body["appid"], APP_ID);
    assert_eq!(body["force_refresh"], false);
}

#[actix_web::test]
async fn a_refused_token_is_replaced_and_the_call_repeated_once() {
    let bench = bench();
    bench.use_token().await.unwrap();

    bench.stand_in.revoke_tokens(); // 40001
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (2, 3));

    bench.stand_in.advance_clock(TimeDelta::seconds(7201)); // 42001
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (3, 5));

    bench.stand_in.fail(Endpoint::CodePicture, Fault::Errcode(40014), 1);
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (4, 7));
}

#[actix_web::test]
async fn a_hundred_refusals_at_once_fetch_one_new_token() {
    let bench = bench();
    bench.use_token().await.unwrap();
    bench.stand_in.revoke_tokens();
    for result in join_all((0..100).map(|_| bench.use_token())).await {
        result.unwrap();
    }
    assert_eq!(bench.stand_in.count(Endpoint::StableToken), 2);
}

#[actix_web::test]
async fn a_token_that_is_refused_again_is_an_alarm_and_no_loop() {
    let bench = bench();
    bench.stand_in.fail(Endpoint::CodePicture, Fault::Errcode(40001), u32::MAX);
    let error = bench.use_token().await.unwrap_err();
    assert_eq!(error, WeChatError::Misconfigured { errcode: 40001 });
    assert!(error.is_alarm());
    assert_eq!(bench.counts(), (2, 2));
}

#[actix_web::test]
async fn a_token_is_renewed_in_its_last_five_minutes_and_not_before() {
    let bench = bench();
    bench.use_token().await.unwrap();
    bench.advance(6900);
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (1, 2));
    bench.advance(100);
    bench.use_token().await.unwrap();
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (2, 4));
}

#[actix_web::test]
async fn while_renewal_fails_the_old_token_serves_to_its_end() {
    let bench = bench();
    bench.use_token().await.unwrap();
    bench.stand_in.fail(Endpoint::StableToken, Fault::Html, u32::MAX);

    bench.advance(7000);
    bench.use_token().await.unwrap();
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (2, 3), "a failed renewal is left alone for 30 s");

    bench.advance(30);
    bench.use_token().await.unwrap();
    assert_eq!(bench.counts(), (3, 4));

    bench.advance(170);
    assert_eq!(bench.use_token().await, Err(WeChatError::BadReply));
    bench.stand_in.recover();
    bench.use_token().await.unwrap();
}

#[actix_web::test]
async fn a_wrong_secret_is_an_alarm() {
    let bench = bench();
    let wechat = client(&bench.stand_in, "not-the-secret", Arc::new(|| at(0)), |_| {});
    assert_eq!(wechat.login("demo-member-1").await, Err(WeChatError::Misconfigured { errcode: 40125 }));
    assert_eq!(wechat.code_picture(CODE).await, Err(WeChatError::Misconfigured { errcode: 40125 }));
}
