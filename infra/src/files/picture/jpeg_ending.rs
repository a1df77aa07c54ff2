//! Does a JPEG have its end? Decoders are lenient about it; evidence should not be.

/// Walks the segments up to the marker that ends the picture. What an embedded preview holds is
/// inside a segment and skipped; what follows the end (a phone's short film) does not matter.
pub(super) fn is_there(jpeg: &[u8]) -> bool {
    let mut rest = jpeg;
    // Between markers lies coded data, where 0xFF is followed by 0.
    while let Some(marker) = rest.iter().position(|byte| *byte == 0xFF) {
        let after = rest.get(marker + 1..).unwrap_or_default();
        let next = match after {
            [0xD9, ..] => return true,
            // Fill bytes may precede a marker.
            [0xFF, ..] => Some(after),
            // Stuffing, restart markers and the start of the picture stand alone.
            [0x00 | 0x01 | 0xD0..=0xD8, tail @ ..] => Some(tail),
            // All others open a segment that says its length, the two bytes for it included.
            [_, high, low, ..] => after.get(1 + usize::from(u16::from_be_bytes([*high, *low]))..),
            _ => None,
        };
        let Some(next) = next else { return false };
        rest = next;
    }
    false
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_the_end_of_the_picture_itself_counts() {
        let preview = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9];
        assert!(!is_there(&preview));
        assert!(is_there(
            &[&preview[..], &[0xFF, 0xDA, 0, 2, 7, 0xFF, 0, 8, 0xFF, 0xD3, 9, 0xFF, 0xFF, 0xD9]].concat()
        ));
        assert!(is_there(&[0xFF, 0xD8, 0xFF, 0xD9, 1, 2, 3]));
        assert!(!is_there(&[0xFF, 0xD8, 0xFF, 0xE1, 0xFF, 0xFF, 0xFF, 0xD9]));
    }

    proptest! {
        #[test]
        fn any_bytes_come_to_an_end(bytes in prop::collection::vec(prop_oneof![Just(0xFF), Just(0), any::<u8>()], 0..400)) {
            is_there(&bytes);
        }
    }
}
