//! The form of a message: signature, encryption, XML.

use aes::Aes256;
use aes::cipher::{Array, BlockCipherEncrypt as _, KeyInit as _};
use base64::Engine as _;
use base64::alphabet::STANDARD as LETTERS;
use base64::engine::general_purpose::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use chrono::{DateTime, Utc};
use rand::Rng as _;
use serde_json::{Value, json};
use sha1::{Digest as _, Sha1};

/// The platform's own name of the mini-program.
const RECEIVER: &str = "gh_0123456789ab";

/// The sender of what no user did.
const PLATFORM: &str = "oPlatform0000000000000000000";

const BLOCK: usize = 16;

/// The padding is to blocks of this size, not of AES's.
const PADDED_TO: usize = 32;

const KEY_FORM: GeneralPurpose = GeneralPurpose::new(
    &LETTERS,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// The event with sender, second and type, where it says none itself.
pub(super) fn complete(event: Value, now: DateTime<Utc>) -> Value {
    let mut whole = json!({
        "ToUserName": RECEIVER, "FromUserName": PLATFORM, "CreateTime": now.timestamp(), "MsgType": "event",
    });
    if let (Value::Object(whole), Value::Object(event)) = (&mut whole, event) {
        whole.extend(event);
    }
    whole
}

/// Some digits.
pub(super) fn nonce() -> String {
    rand::rng().random_range(100_000_000..1_000_000_000_u32).to_string()
}

/// SHA-1 over the parts in the order of their bytes.
pub(super) fn signature(parts: &[&str]) -> String {
    let mut sorted = parts.to_vec();
    sorted.sort_unstable();
    Sha1::digest(sorted.concat()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A ciphertext in base64.
pub(super) struct Sealed(pub(super) String);

impl Sealed {
    pub(super) fn of(key: &str, message: &[u8], app_id: &str) -> Self {
        Self::with(key, rand::rng().random(), message, app_id)
    }

    fn with(key: &str, random: [u8; BLOCK], message: &[u8], app_id: &str) -> Self {
        let mut bytes = [0; 32];
        for (byte, given) in bytes.iter_mut().zip(KEY_FORM.decode(key).unwrap_or_default()) {
            *byte = given;
        }
        let length = u32::try_from(message.len()).unwrap_or(u32::MAX).to_be_bytes();
        let mut plain = [random.as_slice(), &length, message, app_id.as_bytes()].concat();
        let pad = PADDED_TO - plain.len() % PADDED_TO;
        plain.extend(std::iter::repeat_n(u8::try_from(pad).unwrap_or_default(), pad));
        let aes = Aes256::new(&Array::from(bytes));
        let mut before = [0; BLOCK];
        before.copy_from_slice(&bytes[..BLOCK]);
        let mut sealed = Vec::with_capacity(plain.len());
        for block in plain.as_chunks::<BLOCK>().0 {
            let mut mixed = [0; BLOCK];
            mixed.iter_mut().zip(block.iter().zip(before)).for_each(|(out, (byte, before))| *out = byte ^ before);
            let mut block = Array::from(mixed);
            aes.encrypt_block(&mut block);
            before = block.into();
            sealed.extend_from_slice(&before);
        }
        Self(STANDARD.encode(sealed))
    }
}

/// An object as the platform writes it in XML: texts in CDATA, numbers bare, lists as elements of one name.
pub(super) fn xml(object: &Value) -> String {
    format!("<xml>{}</xml>", fields(object))
}

fn fields(object: &Value) -> String {
    let element = |name: &String, value: &Value| match value {
        Value::Object(_) => format!("<{name}>{}</{name}>", fields(value)),
        Value::String(text) => format!("<{name}><![CDATA[{text}]]></{name}>"),
        other => format!("<{name}>{other}</{name}>"),
    };
    let each = |(name, value): (&String, &Value)| match value {
        Value::Array(values) => values.iter().map(|value| element(name, value)).collect(),
        value => element(name, value),
    };
    object.as_object().into_iter().flatten().map(each).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The documented message, made anew: `wechat.md` §9.
    #[test]
    fn messages_are_encrypted_as_documented() {
        let sealed = |message: &str| {
            Sealed::with(&"A".repeat(43), *b"a8eedb185eb2fecf", message.as_bytes(), "wxba5fad812f8e6fb9").0
        };
        let (short, long) = (sealed("{}"), sealed(&"x".repeat(167)));
        // The first block holds nothing but the random bytes.
        assert!(long.starts_with("+qdx1OKCy+5JPCBFWw70t") && short.starts_with("+qdx1OKCy+5JPCBFWw70t"));
        assert_eq!(STANDARD.decode(long).expect("base64").len(), 224);
        let signed = signature(&["AAAAA", "1714036504", "1514711492"]);
        assert_eq!(signed, "f464b24fc39322e44b38aa78f5edd27bd1441696");
    }

    #[test]
    fn xml_says_what_the_object_says() {
        let object = json!({ "a": "1<2", "l": [{ "n": 1 }, { "n": 2 }], "o": { "p": "q" } });
        assert_eq!(
            xml(&object),
            "<xml><a><![CDATA[1<2]]></a><l><n>1</n></l><l><n>2</n></l><o><p><![CDATA[q]]></p></o></xml>"
        );
    }
}
