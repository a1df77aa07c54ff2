//! The WeChat client against the stand-in.

#![allow(clippy::unwrap_used, reason = "helpers of tests; the setting of clippy.toml reaches test functions only")]

mod code_picture;
mod errors;
mod login;
mod phone;
mod secrecy;
mod stand_in;
mod token;
mod transport;

use std::{
    net::{Ipv4Addr, SocketAddr},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use xianfeng_demo::wechat::{StandIn, StandInSettings};
use xianfeng_infra::wechat::{Clock, WeChat, WeChatSettings};

const APP_ID: &str = "wx0123456789abcdef";
const SECRET: &str = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
const PAGE: &str = "pages/bind/index";
const FREE_PORT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Seconds since 1970 at which every test begins: 2026-03-01 08:00 in Shanghai.
const START: i64 = 1_772_323_200;

/// A client and the platform it talks to.
struct Bench {
    stand_in: StandIn,
    wechat: WeChat,
    /// How far the client's clock is past [`START`], in seconds.
    elapsed: Arc<AtomicI64>,
}

fn bench() -> Bench {
    bench_with(|_| {})
}

fn bench_with(change: impl FnOnce(&mut WeChatSettings)) -> Bench {
    let stand_in = stand_in();
    let elapsed = Arc::new(AtomicI64::new(0));
    let clock: Clock = Arc::new({
        let elapsed = Arc::clone(&elapsed);
        move || at(elapsed.load(Ordering::SeqCst))
    });
    let wechat = client(&stand_in, SECRET, clock, change);
    Bench { stand_in, wechat, elapsed }
}

fn stand_in() -> StandIn {
    let settings = StandInSettings {
        app_id: APP_ID.to_owned(),
        secret: SECRET.to_owned(),
        union_ids: false,
        pages: vec![PAGE.to_owned()],
        clock: Arc::new(|| at(0)),
    };
    StandIn::start(FREE_PORT, settings).unwrap()
}

/// A client that does not pause before it repeats a call.
fn client(stand_in: &StandIn, secret: &str, clock: Clock, change: impl FnOnce(&mut WeChatSettings)) -> WeChat {
    // An error means that another test has installed it already.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut settings = WeChatSettings::new(&stand_in.base_url(), APP_ID, secret.into()).unwrap();
    settings.busy_pauses = vec![Duration::ZERO; 2];
    // Far above what a loaded machine needs; the tests of time-outs set their own.
    settings.timeout = Duration::from_secs(60);
    change(&mut settings);
    WeChat::new(settings, clock).unwrap()
}

/// Somebody with curl.
fn http() -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().build().unwrap()
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(START + seconds, 0).unwrap()
}

impl Bench {
    /// Time passes for both.
    fn advance(&self, seconds: i64) {
        self.elapsed.fetch_add(seconds, Ordering::SeqCst);
        self.stand_in.advance_clock(TimeDelta::seconds(seconds));
    }
}
