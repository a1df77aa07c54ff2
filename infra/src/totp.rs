//! Codes that an app on the phone shows (RFC 6238: HMAC-SHA-1, 30 seconds, six digits), and base32 (RFC 4648), in
//! which people type the secret into the app.

use rand::RngCore;
use ring::hmac;
use subtle::ConstantTimeEq;
use xianfeng_domain::desk::DIGITS;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// So many random bytes in base32.
pub fn random<const BYTES: usize>() -> String {
    let mut bytes = [0; BYTES];
    rand::rng().fill_bytes(&mut bytes);
    encode(&bytes)
}

/// The code of a step of the clock, with the leading zeros; `None` when the secret is no base32.
pub fn code(secret: &str, step: i64) -> Option<String> {
    // Authenticator apps know nothing but SHA-1, which is sound in an HMAC.
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &decode(secret)?);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let start = usize::from(tag.as_ref().last()? & 0x0f);
    let four = tag.as_ref().get(start..)?.first_chunk::<4>()?;
    let number = u32::from_be_bytes(*four) & 0x7fff_ffff;
    Some(format!("{:0DIGITS$}", number % 1_000_000))
}

/// The latest of the steps whose code this is; each is compared whole, so that the time tells nothing.
pub fn step_of(secret: &str, steps: impl IntoIterator<Item = i64>, typed: &str) -> Option<i64> {
    let is = |step: &i64| code(secret, *step).is_some_and(|code| bool::from(code.as_bytes().ct_eq(typed.as_bytes())));
    steps.into_iter().filter(is).max()
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = (held << 8 | u32::from(*byte)) & 0xfff;
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(letter(held >> bits));
        }
    }
    if bits > 0 {
        text.push(letter(held << (5 - bits)));
    }
    text
}

fn letter(five: u32) -> char {
    ALPHABET.iter().cycle().nth((five & 31) as usize).map_or('A', |byte| char::from(*byte))
}

fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut held, mut bits) = (0u32, 0);
    for typed in text.bytes() {
        let five = ALPHABET.iter().position(|letter| *letter == typed)?;
        held = (held << 5 | u32::try_from(five).ok()?) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 6238, appendix B, the rows of SHA-1; the app shows the last six of the eight digits there.
    #[test]
    fn the_codes_are_those_of_the_standard() {
        let secret = encode(b"12345678901234567890");
        assert_eq!(secret, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        for (seconds, eight) in [
            (59, "94287082"),
            (1_111_111_109, "07081804"),
            (1_111_111_111, "14050471"),
            (1_234_567_890, "89005924"),
            (2_000_000_000, "69279037"),
            (20_000_000_000, "65353130"),
        ] {
            assert_eq!(code(&secret, seconds / 30).as_deref(), Some(&eight[2..]), "{seconds}");
        }
        assert_eq!(step_of(&secret, [0, 1, 2], "287082"), Some(1));
        assert_eq!(step_of(&secret, [0, 2], "287082"), None);
        assert_eq!(step_of(&secret, [0, 1, 2], "28708"), None);
        assert_eq!(code("not base32!", 1), None);
    }

    /// RFC 4648, section 10, without the padding.
    #[test]
    fn base32_is_that_of_the_standard() {
        for (plain, text) in [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foobar", "MZXW6YTBOI")] {
            assert_eq!(encode(plain.as_bytes()), text);
            assert_eq!(decode(text).as_deref(), Some(plain.as_bytes()));
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            prop_assert_eq!(decode(&encode(&bytes)), Some(bytes));
        }
    }

    #[test]
    fn secrets_differ_and_are_as_long_as_asked() {
        let (first, second) = (random::<20>(), random::<20>());
        assert_ne!(first, second);
        assert_eq!((first.len(), random::<15>().len()), (32, 24));
    }
}
