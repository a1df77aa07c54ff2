//! Message push: what the platform sends to the service, well-formed or with one thing wrong.

mod media;
mod message;

use std::time::Duration;

use actix_web::web::Data;
use reqwest::Client;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

pub use media::MediaMood;

pub(super) use media::{Judgement, serve};

use message::{Sealed, signature};

use super::state::{State, World};

/// Where the service listens for messages, and what the console holds.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PushTarget {
    /// The address, such as `http://127.0.0.1:8080/wechat/push`.
    pub url: String,
    /// The Token.
    pub token: String,
    /// The EncodingAESKey, 43 letters and digits.
    pub aes_key: String,
}

/// How a message is sent; as the platform does, unless something is set.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct PushHow {
    /// In plain mode.
    pub plain: bool,
    /// As XML.
    pub xml: bool,
    /// With a signature made with another token.
    pub wrong_signature: bool,
    /// For another mini-program.
    pub wrong_app_id: bool,
    /// Encrypted with another key.
    pub wrong_key: bool,
}

/// What the service answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pushed {
    /// The HTTP status; 0 where there was no answer.
    pub status: u16,
    /// The body.
    pub body: String,
}

impl Pushed {
    /// Whether the platform would be content, and not send it again.
    #[must_use]
    pub fn is_taken(&self) -> bool {
        self.status == 200 && (self.body.is_empty() || self.body == "success")
    }

    const NOWHERE: Self = Self { status: 0, body: String::new() };
}

/// A message as it went out, to be replayed byte by byte.
#[derive(Clone)]
struct Sent {
    url: String,
    label: &'static str,
    body: String,
}

/// What is to be pushed, and how the platform is minded.
#[derive(Default)]
pub(super) struct Pushes {
    target: Option<PushTarget>,
    after_reply: Vec<Value>,
    pictures: media::Pictures,
    last: Option<Sent>,
}

impl Pushes {
    /// Has an event pushed once the call under way is answered.
    pub(super) fn after_reply(&mut self, event: Value) {
        self.after_reply.push(event);
    }

    pub(super) fn set_target(&mut self, target: PushTarget) {
        self.target = Some(target);
    }

    pub(super) fn set_mood(&mut self, mood: MediaMood) {
        self.pictures.mood = mood;
    }

    pub(super) fn set_judgement(&mut self, judgement: Judgement) {
        self.pictures.judgement = judgement;
    }
}

/// Pushes what the call under way brought: what is to come early before the answer, the rest after it.
pub(super) async fn follow(state: &Data<State>) {
    let (events, pictures, mood) = {
        let World { pushes, .. } = &mut *state.world().0;
        let held = pushes.pictures.mood == MediaMood::Held;
        let pictures = if held { Vec::new() } else { std::mem::take(&mut pushes.pictures.waiting) };
        (std::mem::take(&mut pushes.after_reply), pictures, pushes.pictures.mood)
    };
    if mood == MediaMood::Early {
        for picture in &pictures {
            media::deliver(state, picture, mood).await;
        }
    }
    if events.is_empty() && (pictures.is_empty() || mood == MediaMood::Early) {
        return;
    }
    let state = state.clone();
    tokio::spawn(async move {
        for event in events {
            send(&state, event, PushHow::default()).await;
        }
        if mood != MediaMood::Early {
            for picture in &pictures {
                media::deliver(&state, picture, mood).await;
            }
        }
    });
}

/// Delivers the verdicts that were held back; answers what the service said to each.
pub(super) async fn deliver_held(state: &Data<State>) -> Vec<Pushed> {
    let (pictures, mood) = {
        let World { pushes, .. } = &mut *state.world().0;
        (std::mem::take(&mut pushes.pictures.waiting), pushes.pictures.mood)
    };
    let mut answers = Vec::new();
    for picture in &pictures {
        answers.extend(media::deliver(state, picture, mood).await);
    }
    answers
}

/// Sends an event; what an event lacks of sender, second and type is filled in.
pub(super) async fn send(state: &Data<State>, event: Value, how: PushHow) -> Pushed {
    let sent = {
        let (mut world, now) = state.world();
        let Some(target) = world.pushes.target.clone() else { return Pushed::NOWHERE };
        let sent = prepared(&target, &state.settings.app_id, message::complete(event, now), how, now.timestamp());
        world.pushes.last = Some(sent.clone());
        sent
    };
    post(&sent).await
}

/// Sends the last message again, byte by byte.
pub(super) async fn replay(state: &Data<State>) -> Pushed {
    let last = state.world().0.pushes.last.clone();
    match last {
        Some(sent) => post(&sent).await,
        None => Pushed::NOWHERE,
    }
}

/// Checks the address as the console does when it is saved; good where the answer is what was to be echoed.
pub(super) async fn check_address(state: &Data<State>, wrong_signature: bool) -> Pushed {
    let (target, now) = {
        let (world, now) = state.world();
        (world.pushes.target.clone(), now.timestamp().to_string())
    };
    let Some(target) = target else { return Pushed::NOWHERE };
    let nonce = message::nonce();
    let token = if wrong_signature { "another" } else { &target.token };
    let signature = signature(&[token, &now, &nonce]);
    let url = format!("{}?signature={signature}&timestamp={now}&nonce={nonce}&echostr={nonce}", target.url);
    let Some(client) = client() else { return Pushed::NOWHERE };
    answer_of(client.get(url)).await
}

fn prepared(target: &PushTarget, app_id: &str, event: Value, how: PushHow, now: i64) -> Sent {
    let (timestamp, nonce) = (now.to_string(), message::nonce());
    let token = if how.wrong_signature { "another" } else { &target.token };
    let app_id = if how.wrong_app_id { "wxffffffffffffffff" } else { app_id };
    let key = if how.wrong_key { "B".repeat(43) } else { target.aes_key.clone() };
    let content = if how.xml { message::xml(&event) } else { event.to_string() };
    let mut query =
        format!("signature={}&timestamp={timestamp}&nonce={nonce}", signature(&[token, &timestamp, &nonce]));
    let body = if how.plain {
        content
    } else {
        let Sealed(encrypted) = Sealed::of(&key, content.as_bytes(), app_id);
        let signed = signature(&[token, &timestamp, &nonce, &encrypted]);
        query += &format!("&openid=o&encrypt_type=aes&msg_signature={signed}");
        let envelope = json!({ "ToUserName": event["ToUserName"], "Encrypt": encrypted });
        if how.xml { message::xml(&envelope) } else { envelope.to_string() }
    };
    let label = if how.xml { "text/xml" } else { "application/json" };
    Sent { url: format!("{}?{query}", target.url), label, body }
}

/// A client of its own: the platform shares no connection with anybody.
fn client() -> Option<Client> {
    let builder = Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    builder.timeout(Duration::from_secs(5)).build().ok()
}

async fn post(sent: &Sent) -> Pushed {
    let Some(client) = client() else { return Pushed::NOWHERE };
    answer_of(client.post(&sent.url).header("content-type", sent.label).body(sent.body.clone())).await
}

async fn answer_of(request: reqwest::RequestBuilder) -> Pushed {
    let Ok(response) = request.send().await else { return Pushed::NOWHERE };
    let status = response.status().as_u16();
    Pushed { status, body: response.text().await.unwrap_or_default() }
}
