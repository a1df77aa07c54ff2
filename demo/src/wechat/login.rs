//! `auth.code2Session`.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use rand::Rng as _;
use serde_json::json;

use super::{
    answer::{Refusal, Reply},
    codes::Kind,
    platform::{Call, check_app},
    settings::StandInSettings,
    state::World,
    users::{open_id, union_id},
};

pub(super) fn serve(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    check_app(settings, call.parameter("appid"), call.parameter("secret"))?;
    if call.parameter("grant_type") != Some("authorization_code") {
        return Err(Refusal(40002));
    }
    let code = call.parameter("js_code").ok_or(Refusal(41008))?;
    let user = user_of(world, code, now)?;
    world.is_back(&open_id(&settings.app_id, &user));
    let session_key = STANDARD.encode(rand::rng().random::<[u8; 16]>());
    let mut body = json!({ "openid": open_id(&settings.app_id, &user), "session_key": session_key });
    if let Some(body) = body.as_object_mut() {
        if settings.union_ids {
            body.insert("unionid".to_owned(), union_id(&user).into());
        }
        if code == "noerr" {
            body.insert("a_field_of_tomorrow".to_owned(), json!({ "nested": [1, null] }));
        }
    }
    Ok(Reply::Json(body))
}

fn user_of(world: &mut World, code: &str, now: DateTime<Utc>) -> Result<String, Refusal> {
    if code.starts_with("demo-phone-") {
        return Err(Refusal::INVALID_CODE);
    }
    if code.starts_with("demo-") || code == "noerr" {
        return Ok(code.to_owned());
    }
    let proof = world.codes.spend(code, now, |proof| match proof.kind {
        Kind::Login => Ok(()),
        Kind::Phone(_) | Kind::PhoneOfOtherApp => Err(Refusal::INVALID_CODE),
    })?;
    Ok(proof.user)
}
