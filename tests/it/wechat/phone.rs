//! Proving a phone number with a code of the phone button.

use chrono::TimeDelta;
use xianfeng_demo::wechat::{Endpoint, Fault, PhoneNumber};
use xianfeng_infra::wechat::WeChatError;

use super::{Bench, bench};

impl Bench {
    fn phone_code(&self, user: &str) -> String {
        self.stand_in.mint_phone_code(user, PhoneNumber::mainland("13912345678"))
    }

    /// What `user` is told who sends `code`.
    async fn prove(&self, code: &str, user: &str) -> Result<String, WeChatError> {
        let phone = self.wechat.phone_number(code, &self.stand_in.open_id(user)).await?;
        Ok(phone.as_e164().to_owned())
    }
}

#[actix_web::test]
async fn numbers_are_international() {
    let bench = bench();
    assert_eq!(bench.prove(&bench.phone_code("zhang"), "zhang").await.unwrap(), "+8613912345678");
    let foreign = PhoneNumber { country_code: 852, number: "61234567".to_owned() };
    let code = bench.stand_in.mint_phone_code("li", foreign);
    assert_eq!(bench.prove(&code, "li").await.unwrap(), "+85261234567");
    assert_eq!(bench.prove("demo-phone-13800000001", "demo-member-1").await.unwrap(), "+8613800000001");
}

#[actix_web::test]
async fn a_phone_code_is_good_once_for_its_own_user_and_not_for_long() {
    let bench = bench();
    let code = bench.phone_code("zhang");
    assert_eq!(bench.prove(&code, "li").await, Err(WeChatError::CodeRejected), "somebody else's code");
    assert!(bench.prove(&code, "zhang").await.is_ok(), "which that did not spend");
    assert_eq!(bench.prove(&code, "zhang").await, Err(WeChatError::CodeRejected));

    let late = bench.phone_code("zhang");
    bench.advance(301);
    assert_eq!(bench.prove(&late, "zhang").await, Err(WeChatError::CodeRejected));
}

#[actix_web::test]
async fn codes_of_another_kind_or_app_prove_nothing() {
    let bench = bench();
    let login = bench.stand_in.mint_login_code("zhang");
    assert_eq!(bench.prove(&login, "zhang").await, Err(WeChatError::CodeRejected));
    let foreign = bench.stand_in.mint_phone_code_of_other_app("zhang");
    let error = bench.prove(&foreign, "zhang").await.unwrap_err();
    assert_eq!(error, WeChatError::CodeOfOtherApp);
    assert!(error.is_alarm());
}

#[actix_web::test]
async fn a_watermark_of_another_time_is_refused() {
    let bench = bench();
    bench.stand_in.advance_clock(TimeDelta::seconds(601));
    assert_eq!(bench.prove(&bench.phone_code("zhang"), "zhang").await, Err(WeChatError::StaleWatermark));
}

#[actix_web::test]
async fn two_taps_at_once_are_one_call_but_another_user_does_not_join() {
    let bench = bench();
    let code = bench.phone_code("zhang");
    bench.stand_in.fail(Endpoint::PhoneNumber, Fault::Hang, u32::MAX);
    let (first, second, other, ()) = futures_util::join!(
        bench.prove(&code, "zhang"),
        bench.prove(&code, "zhang"),
        bench.prove(&code, "li"),
        async {
            bench.stand_in.recover();
        }
    );
    assert!(first.is_ok());
    assert_eq!(first, second);
    assert_eq!(other, Err(WeChatError::CodeRejected));
    assert_eq!(bench.stand_in.count(Endpoint::PhoneNumber), 2);
}
