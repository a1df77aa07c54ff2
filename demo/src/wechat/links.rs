//! `urllink.generate` and `urlscheme.generate`: links that open nothing.

use chrono::{DateTime, Utc};
use rand::distr::{Alphanumeric, SampleString as _};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, Reply},
    platform::Call,
    state::World,
};

/// An `https://` link.
pub(super) fn serve_url(world: &mut World, call: &Call, now: DateTime<Utc>) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    check_page(&body)?;
    check_life(&body)?;
    Ok(made("url_link", "https://wxaurl.cn/"))
}

/// A `weixin://` link.
pub(super) fn serve_scheme(world: &mut World, call: &Call, now: DateTime<Utc>) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    check_page(body.get("jump_wxa").unwrap_or(&Value::Null))?;
    check_life(&body)?;
    Ok(made("openlink", "weixin://dl/business/?t="))
}

fn check_page(body: &Value) -> Result<(), Refusal> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    if text("path").starts_with('/') || text("path").contains('?') {
        return Err(Refusal(40165));
    }
    if text("query").len() > 1024 || !text("query").is_ascii() {
        return Err(Refusal(40212));
    }
    if !["release", "trial", "develop"].contains(&text("env_version")) {
        return Err(Refusal(85402));
    }
    Ok(())
}

/// At most thirty days.
fn check_life(body: &Value) -> Result<(), Refusal> {
    let days = body.get("expire_interval").and_then(Value::as_u64);
    let good = body.get("expire_type") == Some(&json!(1)) && days.is_some_and(|days| (1..=30).contains(&days));
    if good { Ok(()) } else { Err(Refusal(85401)) }
}

fn made(name: &str, before: &str) -> Reply {
    let link = format!("{before}{}", Alphanumeric.sample_string(&mut rand::rng(), 11));
    Reply::Json(json!({ "errcode": 0, "errmsg": "ok", name: link }))
}
