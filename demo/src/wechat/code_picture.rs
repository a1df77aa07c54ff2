//! `wxacode.getUnlimited`.

use chrono::{DateTime, Utc};
use serde_json::Value;

use super::{
    answer::{Refusal, Reply},
    platform::Call,
    settings::StandInSettings,
    state::World,
};

/// A small picture that looks like a code and opens nothing.
static PICTURE: &[u8] = include_bytes!("code_picture.jpg");

pub(super) fn serve(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str);

    let scene = text("scene").unwrap_or_default();
    if !(1..=32).contains(&scene.chars().count()) {
        return Err(Refusal(40169));
    }
    if !scene.chars().all(|c| c.is_ascii_alphanumeric() || "!#$&'()*+,/:;=?@-._~".contains(c)) {
        return Err(Refusal(40129));
    }
    if !matches!(text("env_version"), None | Some("release" | "trial" | "develop")) {
        return Err(Refusal(40097));
    }
    if !body.get("width").is_none_or(|width| width.as_i64().is_some_and(|width| (280..=1280).contains(&width))) {
        return Err(Refusal(40097));
    }
    let checked = body.get("check_path").and_then(Value::as_bool).unwrap_or(true);
    if checked && text("page").is_some_and(|page| !settings.pages.iter().any(|known| known == page)) {
        return Err(Refusal(41030));
    }
    Ok(Reply::Picture(PICTURE))
}
