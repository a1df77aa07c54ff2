//! Mobile numbers of the mainland, in every way that people write them.

use std::fmt;
use std::str::FromStr;

use super::cell::Cell;
use super::text;

/// A mainland mobile number: 11 digits starting 13 to 19.
///
/// There is no `Display` and `Debug` hides it, so that no log can hold one (invariant 11);
/// [`Phone::as_str`] is for storing and for those who may see it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

/// Why a text is no [`Phone`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Not 11 digits.
    #[error("a mobile number has 11 digits")]
    WrongLength,
    /// 11 digits, but not of a mobile; or other characters than digits.
    #[error("not a mainland mobile number")]
    NotMobile,
    /// Several numbers where one is meant.
    #[error("more than one number")]
    Several,
}

impl Phone {
    /// The 11 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number in a cell; a blank cell is valid and means that there is none.
pub(super) fn read(cell: &Cell) -> Result<Option<Phone>, PhoneError> {
    text::optional(&cell.as_text()).map(|text| text.parse()).transpose()
}

impl FromStr for Phone {
    type Err = PhoneError;

    /// Takes spaces, hyphens, brackets and the prefixes `+86`, `86` and `0086`.
    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let compact = text::compact(text);
        let plain: String = compact.chars().filter(|c| !is_separator(*c)).collect();
        let digits = ["+86", "0086", "86"]
            .iter()
            .find_map(|prefix| plain.strip_prefix(prefix).filter(|rest| rest.len() == 11))
            .unwrap_or(&plain);
        if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
            let count = digits.bytes().filter(u8::is_ascii_digit).count();
            return Err(if count >= 18 { PhoneError::Several } else { PhoneError::NotMobile });
        }
        match digits.as_bytes() {
            [b'1', b'3'..=b'9', ..] if digits.len() == 11 => Ok(Self(digits.to_owned())),
            _ if digits.len() == 11 => Err(PhoneError::NotMobile),
            _ if digits.len() >= 18 => Err(PhoneError::Several),
            _ => Err(PhoneError::WrongLength),
        }
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phone(..)")
    }
}

/// A leading apostrophe is how a spreadsheet user forces a number to be text.
fn is_separator(c: char) -> bool {
    matches!(c, '-' | '‐' | '–' | '—' | '―' | '−' | '.' | '(' | ')' | '\'' | '’')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_number_however_written() {
        for text in [
            "19900000115",
            "199-0000-0115",
            "199 0000 0115",
            "１９９００００ ０１１５",
            "+86 199 0000 0115",
            "+86-19900000115",
            "8619900000115",
            "008619900000115",
            "'19900000115",
            "\u{202A}19900000115\u{202C}",
            "（199）0000－0115",
        ] {
            assert_eq!(text.parse::<Phone>().expect(text).as_str(), "19900000115");
        }
    }

    #[test]
    fn refuses_what_cannot_be_called() {
        assert_eq!("1990000".parse::<Phone>(), Err(PhoneError::WrongLength));
        assert_eq!("25800000000".parse::<Phone>(), Err(PhoneError::NotMobile));
        assert_eq!("12900000000".parse::<Phone>(), Err(PhoneError::NotMobile));
        assert_eq!("0355-8221234转8".parse::<Phone>(), Err(PhoneError::NotMobile));
        assert_eq!("1.99E+10".parse::<Phone>(), Err(PhoneError::NotMobile));
        assert_eq!("19900000115/19900000116".parse::<Phone>(), Err(PhoneError::Several));
        assert_eq!("19900000115 19900000116".parse::<Phone>(), Err(PhoneError::Several));
    }

    #[test]
    fn a_blank_phone_is_valid() {
        for cell in [Cell::Empty, Cell::Text("无".into()), Cell::Text("\u{3000}".into()), Cell::Text("—".into())] {
            assert_eq!(read(&cell), Ok(None));
        }
    }

    #[test]
    fn debug_hides_it() {
        assert_eq!(format!("{:?}", "19900000115".parse::<Phone>()), "Ok(Phone(..))");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}") {
            let _ = text.parse::<Phone>();
        }

        #[test]
        fn spaces_and_hyphens_never_change_it(digits in "1[3-9][0-9]{9}", at in 0usize..11, gap in "[ \u{3000}-]{1,3}") {
            let mut written = digits.clone();
            written.insert_str(at, &gap);
            prop_assert_eq!(written.parse::<Phone>().map(|phone| phone.0), Ok(digits));
        }
    }
}
