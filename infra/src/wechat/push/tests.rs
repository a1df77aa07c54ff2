//! The vectors of `wechat.md` §9, and what must be refused.

use serde_json::json;

use super::*;

const APP_ID: &str = "wxba5fad812f8e6fb9";
const TOKEN: &str = "AAAAA";
const ENCRYPTED: &str = "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";
const SIGNED: PushQuery<'_> =
    PushQuery { signature: "046e02f8204d34f8ba5fa3b1db94908f3df2e9b3", timestamp: "1714112445", nonce: "415670741" };

fn keys(app_id: &str, key: &str) -> Result<PushKeys, PushError> {
    PushKeys::new(TOKEN.into(), &key.into(), app_id)
}

fn ours() -> PushKeys {
    keys(APP_ID, &"A".repeat(43)).unwrap()
}

fn body(encrypted: &str) -> Vec<u8> {
    json!({ "ToUserName": "gh_97417a04a28d", "Encrypt": encrypted }).to_string().into_bytes()
}

#[test]
fn the_check_of_the_address_has_the_documented_signatures() {
    for (timestamp, nonce, signature) in [
        ("1714036504", "1514711492", "f464b24fc39322e44b38aa78f5edd27bd1441696"),
        ("1714037059", "486452656", "899cf89e464efb63f54ddac96b0a0a235f53aa78"),
    ] {
        assert!(ours().is_signed(&PushQuery { signature, timestamp, nonce }));
        assert!(!ours().is_signed(&PushQuery { signature, timestamp, nonce: "1" }));
        assert!(!ours().is_signed(&PushQuery { signature: &signature[..39], timestamp, nonce }));
    }
    assert!(!ours().is_signed(&PushQuery::default()));
}

#[test]
fn the_documented_message_opens_although_its_pad_is_longer_than_a_block() {
    let event = ours().open(&SIGNED, &body(ENCRYPTED)).unwrap();
    assert_eq!(event.name, "debug_demo");
    assert_eq!(event.content["debug_str"], "hello world");
    assert_eq!(event.content["ToUserName"], "gh_97417a04a28d");
    let (message, app_id) = ours().cipher.open(ENCRYPTED).unwrap();
    assert_eq!((message.len(), app_id.as_slice()), (167, APP_ID.as_bytes()));
}

#[test]
fn the_envelope_may_be_xml() {
    let xml =
        format!("<xml><ToUserName><![CDATA[gh_1]]></ToUserName>\n<Encrypt><![CDATA[{ENCRYPTED}]]></Encrypt></xml>");
    assert_eq!(ours().open(&SIGNED, xml.as_bytes()).unwrap().name, "debug_demo");
}

#[test]
fn what_is_forged_plain_or_of_another_app_is_refused() {
    let open = |query: &PushQuery<'_>, body: &[u8]| ours().open(query, body).unwrap_err();
    let message = body(ENCRYPTED);
    assert_eq!(open(&PushQuery { nonce: "415670742", ..SIGNED }, &message), PushError::Signature);
    assert_eq!(open(&PushQuery { signature: "", ..SIGNED }, &message), PushError::Signature);
    assert_eq!(open(&SIGNED, &body(&ENCRYPTED.replace("+qdx", "+qdy"))), PushError::Signature);
    assert_eq!(open(&SIGNED, br#"{"MsgType":"event","Event":"debug_demo"}"#), PushError::Plain);
    for broken in ["", "[]", "null", "{", "<xml>", "<xml><a></b></xml>"] {
        assert_eq!(open(&SIGNED, broken.as_bytes()), PushError::Malformed, "{broken}");
    }
    let other = keys("wx0000000000000000", &"A".repeat(43)).unwrap();
    assert_eq!(other.open(&SIGNED, &message).unwrap_err(), PushError::OtherApp);
    let other = keys(APP_ID, &"B".repeat(43)).unwrap();
    assert_eq!(other.open(&SIGNED, &message).unwrap_err(), PushError::Cipher);
}

#[test]
fn keys_that_people_type_are_taken_whatever_their_spare_bits() {
    for last in ('A'..='Z').chain('a'..='z').chain('0'..='9') {
        assert!(keys(APP_ID, &format!("{}{last}", "k".repeat(42))).is_ok(), "{last}");
    }
    for wrong in ["", "short", &"A".repeat(42), &"A".repeat(44), &"!".repeat(43)] {
        assert_eq!(keys(APP_ID, wrong).unwrap_err(), PushError::Key, "{wrong}");
    }
}

#[test]
fn xml_is_read_without_anything_that_it_is_feared_for() {
    let read = |xml: &str| xml::read(xml);
    assert_eq!(
        read("<xml><a><![CDATA[1<2]]></a><b>2</b><l><i><n>x</n></i><i><n>y</n></i></l></xml>").unwrap(),
        json!({ "a": "1<2", "b": "2", "l": { "i": [{ "n": "x" }, { "n": "y" }] } })
    );
    for feared in [
        "<!DOCTYPE xml [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><a>&e;</a></xml>",
        "<xml><a>&e;</a></xml>",
        "<?php x?><xml><a>1</a></xml>",
        &format!("{}{}", "<a>".repeat(9), "</a>".repeat(9)),
        "<xml></xml><xml></xml>",
        "text",
    ] {
        assert_eq!(read(feared), None, "{feared}");
    }
}

#[test]
fn an_event_sent_again_has_the_digest_of_the_first_and_another_does_not() {
    let event = |content: Value| PushEvent::of(content).unwrap().digest();
    let first = json!({ "MsgType": "event", "Event": "wxa_media_check", "FromUserName": "o1", "CreateTime": 1,
        "trace_id": "t1", "result": { "suggest": "pass" } });
    let mut again = first.clone();
    again["CreateTime"] = "1".into();
    again["result"]["suggest"] = "risky".into();
    assert_eq!(event(first.clone()), event(again), "numbers may come as text, and the first word counts");
    let mut other = first.clone();
    other["trace_id"] = "t2".into();
    assert_ne!(event(first), event(other));
    let sent = |template: &str| {
        event(json!({ "MsgType": "event", "Event": "subscribe_msg_popup_event", "FromUserName": "o1", "CreateTime": 1,
            "List": [{ "TemplateId": template, "SubscribeStatusString": "accept" }] }))
    };
    assert_ne!(sent("a"), sent("b"), "ids inside of lists count");
}

#[test]
fn what_users_write_is_no_event_and_names_are_plain() {
    let name = |content: Value| PushEvent::of(content).map(|event| event.name);
    assert_eq!(name(json!({ "MsgType": "text", "Content": "x" })), Some("message".to_owned()));
    assert_eq!(name(json!({ "MsgType": "event", "Event": "a\n{b}" })), Some("ab".to_owned()));
    assert_eq!(name(json!({ "MsgType": "event", "Event": "x".repeat(99) })).unwrap().len(), 40);
    assert_eq!(name(json!({ "MsgType": "event" })), None);
    assert_eq!(name(json!({ "Event": "x" })), None);
}
