//! `security.mediaCheckAsync`: fetches the picture and pushes what it thinks of it, when it is minded to.

use std::net::IpAddr;

use actix_web::web::Data;
use chrono::{DateTime, Utc};
use rand::Rng as _;
use reqwest::Url;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{PushHow, Pushed, client, send};
use crate::wechat::answer::{Refusal, Reply};
use crate::wechat::platform::Call;
use crate::wechat::state::{State, World};

/// When and how the verdict on a picture is pushed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum MediaMood {
    /// After the call is answered.
    #[default]
    Late,
    /// Before the call is answered.
    Early,
    /// Twice, the second time in another second.
    Twice,
    /// As if the picture could not be fetched (-1008).
    NotFetched,
    /// Not before [`StandIn::deliver_verdicts`](crate::wechat::StandIn::deliver_verdicts).
    Held,
}

/// What the platform thinks of the pictures that it is shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(in crate::wechat) struct Judgement {
    pub(in crate::wechat) suggest: String,
    pub(in crate::wechat) label: i64,
}

impl Default for Judgement {
    fn default() -> Self {
        Self { suggest: "pass".to_owned(), label: 100 }
    }
}

/// A picture that was handed in.
#[derive(Clone, Debug)]
pub(super) struct Picture {
    trace_id: String,
    url: String,
}

#[derive(Default)]
pub(super) struct Pictures {
    pub(super) mood: MediaMood,
    pub(super) judgement: Judgement,
    pub(super) waiting: Vec<Picture>,
}

pub(in crate::wechat) fn serve(world: &mut World, call: &Call, now: DateTime<Utc>) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    world.check_user(text("openid"))?;
    if !body.get("scene").and_then(Value::as_u64).is_some_and(|scene| (1..=4).contains(&scene)) {
        return Err(Refusal(40129));
    }
    if !body.get("media_type").and_then(Value::as_u64).is_some_and(|kind| (1..=2).contains(&kind)) {
        return Err(Refusal(40004));
    }
    if text("media_url").is_empty() || body.get("version") != Some(&json!(2)) {
        return Err(Refusal(47001));
    }
    let [a, b, c] = rand::rng().random::<[u32; 3]>();
    let trace_id = format!("{a:08x}-{b:08x}-{c:08x}");
    world.pushes.pictures.waiting.push(Picture { trace_id: trace_id.clone(), url: text("media_url").to_owned() });
    Ok(Reply::Json(json!({ "errcode": 0, "errmsg": "ok", "trace_id": trace_id })))
}

/// Fetches a picture and pushes the verdict; answers what the service said, once or twice.
pub(super) async fn deliver(state: &Data<State>, picture: &Picture, mood: MediaMood) -> Vec<Pushed> {
    let fetched = mood != MediaMood::NotFetched && fetch(&picture.url).await;
    let Judgement { suggest, label } = state.world().0.pushes.pictures.judgement.clone();
    let mut event = json!({
        "Event": "wxa_media_check", "appid": state.settings.app_id, "trace_id": picture.trace_id, "version": 2,
    });
    let verdict = if fetched {
        json!({ "errcode": 0, "errmsg": "ok", "result": { "suggest": suggest, "label": label },
            "detail": [{ "strategy": "content_model", "errcode": 0, "suggest": suggest, "label": label, "prob": 90 }] })
    } else {
        json!({ "errcode": -1008, "errmsg": "download failed", "detail": [] })
    };
    if let (Value::Object(event), Value::Object(verdict)) = (&mut event, verdict) {
        event.extend(verdict);
    }
    let mut answers = vec![send(state, event.clone(), PushHow::default()).await];
    if mood == MediaMood::Twice {
        let now = state.world().1;
        event["CreateTime"] = (now.timestamp() + 1).into();
        answers.push(send(state, event, PushHow::default()).await);
    }
    answers
}

/// Whether a picture is there; only on this machine: the stand-in asks nobody else for anything.
async fn fetch(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let host = url.host_str().unwrap_or_default();
    if host != "localhost" && !host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback()) {
        return false;
    }
    let Some(client) = client() else { return false };
    let Ok(response) = client.get(url).send().await else { return false };
    let found = response.status().is_success();
    let bytes = response.bytes().await.unwrap_or_default();
    found && (bytes.starts_with(b"\xFF\xD8\xFF") || bytes.starts_with(b"\x89PNG"))
}
