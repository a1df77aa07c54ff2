//! Secrets, codes, tokens, openids and phones are in no error and no log line.

use std::{
    io,
    sync::{Arc, Mutex},
    time::Duration,
};

use tracing_subscriber::{filter::LevelFilter, util::SubscriberInitExt as _};
use xianfeng_demo::wechat::{Endpoint, Fault, PhoneNumber};
use xianfeng_infra::wechat::CodePicture;

use super::{PAGE, SECRET, bench, bench_with};

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

#[actix_web::test]
async fn nothing_secret_is_printed_or_logged() {
    let log = Log::default();
    let writer = log.clone();
    let _guard = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish()
        .set_default();

    let bench = bench_with(|settings| settings.timeout = Duration::from_millis(300));
    let open_id = bench.stand_in.open_id("zhang");
    let mut printed = String::new();
    let mut secrets = vec![SECRET.to_owned(), open_id.clone(), "13912345678".to_owned(), "access_token=".to_owned()];
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
        for endpoint in [Endpoint::Login, Endpoint::StableToken, Endpoint::PhoneNumber, Endpoint::CodePicture] {
            bench.stand_in.fail(endpoint, fault, 3);
        }
        let code = bench.stand_in.mint_login_code("zhang");
        let phone_code = bench.stand_in.mint_phone_code("zhang", PhoneNumber::mainland("13912345678"));
        let error = bench.wechat.login(&code).await.unwrap_err();
        printed += &format!("{error} {error:?}\n");
        // First without a token, then with one and a fault behind it.
        for _ in 0..2 {
            let error = bench.wechat.phone_number(&phone_code, &open_id).await.unwrap_err();
            printed += &format!("{error} {error:?}\n");
            bench.stand_in.fail(Endpoint::StableToken, fault, 0);
        }
        let _ = bench.wechat.code_picture(CodePicture { scene: "i=7", page: Some(PAGE), width: 430 }).await;
        secrets.extend([code, phone_code]);
        bench.stand_in.recover();
    }
    bench.stand_in.stop().await;
    let error = bench.wechat.login("demo-gone").await.unwrap_err();
    printed += &format!("{error} {error:?}\n");
    secrets.push("demo-gone".to_owned());

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
