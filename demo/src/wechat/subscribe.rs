//! `subscribeMessage.send`: one message for each agreement, with the rules of its fields; what became of it is pushed.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{
    answer::{Refusal, Reply},
    platform::Call,
    settings::StandInSettings,
    state::World,
};

/// The words of the build that a tap opens.
const STATES: [&str; 3] = ["developer", "trial", "formal"];

pub(super) fn serve(
    settings: &StandInSettings,
    world: &mut World,
    call: &Call,
    now: DateTime<Utc>,
) -> Result<Reply, Refusal> {
    world.tokens.check(call.parameter("access_token"), now)?;
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or_default();
    let (user, template, state) = (text("touser"), text("template_id"), text("miniprogram_state"));
    if user.len() != 28 || !user.starts_with('o') {
        return Err(Refusal(40003));
    }
    if template.is_empty() || template.starts_with("unknown") {
        return Err(Refusal(40037));
    }
    let page = text("page").split('?').next().unwrap_or_default();
    if state == "formal" && !page.is_empty() && !settings.pages.iter().any(|known| known == page) {
        return Err(Refusal(41030));
    }
    let fields = body.get("data").and_then(Value::as_object).filter(|fields| !fields.is_empty());
    if !STATES.contains(&state) || fields.is_none() {
        return Err(Refusal(47001));
    }
    let broken = fields.into_iter().flatten().find(|(name, field)| {
        let value = field.get("value").and_then(Value::as_str);
        !value.is_some_and(|value| fits(name.trim_end_matches(|c: char| c.is_ascii_digit()), value))
    });
    if let Some((name, _)) = broken {
        // The one refusal whose text matters: it names the field.
        let errmsg = format!("argument invalid! data.{name}.value invalid rid: 6aac005a-01bfdbee-79769285");
        return Ok(Reply::Json(json!({ "errcode": 47003, "errmsg": errmsg })));
    }
    let left = world.agreements.get_mut(&(user.to_owned(), template.to_owned())).filter(|left| **left > 0);
    *left.ok_or(Refusal(43101))? -= 1;
    world.messages += 1;
    let msgid = 2_000_000_000_u64 + world.messages;
    // The platform is the sender, the user stands beside; numbers are texts, and one entry is no list.
    world.pushes.after_reply(json!({
        "Event": "subscribe_msg_sent_event", "OpenID": user,
        "List": { "TemplateId": template, "MsgID": msgid.to_string(), "ErrorCode": "0", "ErrorStatus": "success" }
    }));
    Ok(Reply::Json(json!({ "errcode": 0, "errmsg": "ok", "msgid": msgid })))
}

/// The platform's rules, in words of its own so that they check those of the service.
fn fits(kind: &str, value: &str) -> bool {
    let length = value.chars().count();
    let all = |good: fn(char) -> bool| value.chars().all(good);
    if length == 0 || value.contains(char::is_control) {
        return false;
    }
    match kind {
        "thing" => length <= 20,
        "number" => length <= 33 && all(|c| c.is_ascii_digit() || c == '.' || c == '-'),
        "letter" => length <= 32 && all(|c| c.is_ascii_alphabetic()),
        "symbol" => length <= 5,
        "character_string" => length <= 32 && all(|c| c.is_ascii_graphic()),
        "time" => value.contains(':') && all(|c| c.is_ascii_digit() || ":-/.年月日~ ".contains(c)),
        "date" => all(|c| c.is_ascii_digit() || ":-/.年月日~ ".contains(c)),
        "amount" => length <= 13 && value.chars().any(|c| c.is_ascii_digit()),
        "phone_number" => length <= 17,
        "car_number" => length <= 8,
        "name" => length <= if value.is_ascii() { 20 } else { 10 },
        "phrase" => length <= 5 && all(|c| !c.is_ascii()),
        _ => false,
    }
}
