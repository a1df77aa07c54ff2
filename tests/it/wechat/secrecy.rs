//! Secrets, codes, tokens, openids and phones are in no error and no log line.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use serde_json::{Value, json};
use tracing_subscriber::{filter::LevelFilter, util::SubscriberInitExt as _};
use xianfeng_demo::wechat::{Endpoint, Fault, PhoneNumber, StandIn};
use xianfeng_infra::wechat::{CodePicture, WeChatError};

use super::{APP_ID, PAGE, SECRET, bench, bench_with, http};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The token that the platform has issued: a second question is given the same.
async fn token(stand_in: &StandIn) -> String {
    let body = json!({ "grant_type": "client_credential", "appid": APP_ID, "secret": SECRET });
    let url = format!("{}/cgi-bin/stable_token", stand_in.base_url());
    let reply: Value = http().post(url).json(&body).send().await.unwrap().json().await.unwrap();
    reply["access_token"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn nothing_secret_is_printed_or_logged() {
    let log = Log::default();
    let writer = log.clone();
    let _guard = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish()
        .set_default();

    let mut printed = String::new();
    let mut secrets = vec![SECRET.to_owned(), "13912345678".to_owned(), "access_token=".to_owned()];
    let faults = [
        Fault::Errcode(40029),
        Fault::Errcode(40125),
        Fault::Errcode(-1),
        Fault::Errcode(99_999),
        Fault::Html,
        Fault::Redirect,
        Fault::Truncated,
        Fault::Hang,
    ];
    for fault in faults {
        let bench = bench_with(|settings| settings.timeout = Duration::from_millis(300));
        for endpoint in [Endpoint::Login, Endpoint::StableToken, Endpoint::PhoneNumber, Endpoint::CodePicture] {
            bench.stand_in.fail(endpoint, fault, u32::MAX);
        }
        let open_id = bench.stand_in.open_id("zhang");
        let code = bench.stand_in.mint_login_code("zhang");
        let phone_code = bench.stand_in.mint_phone_code("zhang", PhoneNumber::mainland("13912345678"));
        let mut keep = |error: WeChatError| printed += &format!("{error} {error:?}\n");

        keep(bench.wechat.login(&code).await.unwrap_err());
        keep(bench.wechat.phone_number(&phone_code, &open_id).await.unwrap_err());
        // And with a token, which is then in the URL.
        bench.stand_in.fail(Endpoint::StableToken, fault, 0);
        keep(bench.wechat.phone_number(&phone_code, &open_id).await.unwrap_err());
        let picture = CodePicture { scene: "i=7", page: Some(PAGE), width: 430 };
        keep(bench.wechat.code_picture(picture).await.unwrap_err());
        secrets.push(token(&bench.stand_in).await);

        bench.stand_in.stop().await;
        keep(bench.wechat.login(&code).await.unwrap_err());
        secrets.extend([open_id, code, phone_code]);
    }

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("errcode 40125"), "the log was caught");
    for secret in secrets {
        assert!(!printed.contains(&secret), "an error holds {secret}");
        assert!(!log.contains(&secret), "the log holds {secret}");
    }
    assert!(!printed.contains("http"), "an error holds a URL");
}

#[actix_web::test]
async fn answers_and_settings_are_not_printed_either() {
    let bench = bench();
    let session = bench.wechat.login(&bench.stand_in.mint_login_code("zhang")).await.unwrap();
    let code = bench.stand_in.mint_phone_code("zhang", PhoneNumber::mainland("13912345678"));
    let phone = bench.wechat.phone_number(&code, &session.open_id).await.unwrap();
    let printed = format!("{session:?} {phone:?}");
    assert!(!printed.contains(&session.open_id) && !printed.contains("139"), "{printed}");

    let recorded = serde_json::to_string(&bench.stand_in.requests()).unwrap();
    assert!(!recorded.contains(SECRET) && !recorded.contains(&code), "the stand-in masks what it remembers");
    assert!(recorded.contains("***"));
}
