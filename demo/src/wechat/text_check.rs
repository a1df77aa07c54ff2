//! `security.msgSecCheck`: a text with `RISKY` or `REVIEW` in it gets that verdict, one that asks people to add somebody
//! on WeChat is doubted as an advertisement, any other passes.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, Reply},
    platform::Call,
    state::World,
};

/// The longest text, in characters; what the platform answers beyond is not documented.
const LONGEST: usize = 2500;

pub(super) fn serve(world: &mut World, call: &Call, now: DateTime<Utc>) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    world.check_user(text("openid"))?;
    if !body.get("scene").and_then(Value::as_u64).is_some_and(|scene| (1..=4).contains(&scene)) {
        return Err(Refusal(40129));
    }
    let content = text("content");
    if content.is_empty() || content.chars().count() > LONGEST || body.get("version") != Some(&json!(2)) {
        return Err(Refusal(47001));
    }
    let (suggest, label) = match () {
        () if content.contains("RISKY") => ("risky", 20006),
        () if content.contains("REVIEW") => ("review", 21000),
        () if content.contains("加微信") => ("review", 10001),
        () => ("pass", 100),
    };
    Ok(Reply::Json(json!({
        "errcode": 0,
        "errmsg": "ok",
        "result": { "suggest": suggest, "label": label },
        "detail": [{ "strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90 }],
        "trace_id": "60ae120f-371d5872-7941a05b",
    })))
}
