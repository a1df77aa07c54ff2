//! Cursors: where a list goes on, opaque to clients.
//!
//! Base64url of one version byte, the position as JSON and four bytes of its SHA-256. The
//! digest only tells a made-up or cut cursor from a real one; it is no secret, because a
//! cursor grants nothing: reach is asked again on every page.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};

use crate::http::problem::{Code, Problem};

const VERSION: u8 = 1;
const DIGEST_BYTES: usize = 4;
const MAX_TEXT: usize = 512;

/// An opaque cursor, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor(String);

impl Cursor {
    /// A cursor as a client sent it.
    pub fn from_text(text: String) -> Self {
        Self(text)
    }

    /// The cursor for a position: the sort key of the last row shown.
    pub fn encode(position: &impl Serialize) -> Result<String, Problem> {
        let mut payload = vec![VERSION];
        serde_json::to_writer(&mut payload, position).map_err(Problem::internal)?;
        let digest = digest(&payload);
        payload.extend_from_slice(&digest);
        Ok(URL_SAFE_NO_PAD.encode(payload))
    }

    /// The position; `list.bad_cursor` where it is made up or from another kind of list.
    pub fn decode<K: DeserializeOwned>(&self) -> Result<K, Problem> {
        self.position().ok_or_else(|| Code::ListBadCursor.into())
    }

    fn position<K: DeserializeOwned>(&self) -> Option<K> {
        let payload = (self.0.len() <= MAX_TEXT).then(|| URL_SAFE_NO_PAD.decode(&self.0).ok()).flatten()?;
        let (body, given) = payload.split_at_checked(payload.len().checked_sub(DIGEST_BYTES)?)?;
        let (version, position) = body.split_first()?;
        (*version == VERSION && given == digest(body)).then(|| serde_json::from_slice(position).ok()).flatten()
    }
}

fn digest(payload: &[u8]) -> [u8; DIGEST_BYTES] {
    let mut short = [0; DIGEST_BYTES];
    short.iter_mut().zip(Sha256::digest(payload)).for_each(|(to, from)| *to = from);
    short
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_position_comes_back_and_a_changed_cursor_does_not(key in any::<(i64, u32)>(), at in any::<prop::sample::Index>()) {
            let text = Cursor::encode(&key).expect("a cursor");
            prop_assert_eq!(Cursor::from_text(text.clone()).decode::<(i64, u32)>().expect("a position"), key);
            let mut bytes = text.into_bytes();
            let at = at.index(bytes.len() - 1);
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let tampered = Cursor::from_text(String::from_utf8(bytes).expect("ASCII"));
            prop_assert_eq!(tampered.decode::<(i64, u32)>().expect_err("tampered").code(), Code::ListBadCursor);
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,80}") {
            prop_assert!(Cursor::from_text(text).decode::<(i64, u32)>().is_err());
        }
    }
}
