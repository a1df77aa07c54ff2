//! The shape of a row of the table of error codes, and what can be asked of it.

use actix_web::http::StatusCode;

use super::Text;

/// One row: what the world is told about one kind of refusal or failure.
#[derive(Debug)]
pub struct Row {
    /// The stable code, `noun.what`.
    pub code: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// A short English title, the same at every occurrence (RFC 9457).
    pub title: &'static str,
    /// The sentence for the person: what happened and what to do next.
    pub detail: Text,
}

/// Makes the enum [`Code`](super::Code) of a table whose rows read
/// `Variant "noun.what" STATUS "Title" "中文句子。" / "English sentence.";`.
macro_rules! codes {
    ($($variant:ident $code:literal $status:literal $title:literal $zh:literal / $en:literal;)*) => {
        /// A stable error code: a row of the one table that the API, its document and the
        /// reference page are generated from.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code {
            $(#[doc = concat!("`", $code, "` (", $status, "): ", $en)] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// What the table says about this code.
            pub fn row(self) -> &'static Row {
                match self {
                    $(Self::$variant => {
                        static ROW: Row =
                            Row { code: $code, status: $status, title: $title, detail: Text::fixed($zh, $en) };
                        &ROW
                    })*
                }
            }
        }
    };
}
pub(super) use codes;

impl super::Code {
    /// The code as clients see it: `task.quota_exhausted`.
    pub fn as_str(self) -> &'static str {
        self.row().code
    }

    /// The HTTP status of the row.
    pub fn status(self) -> StatusCode {
        StatusCode::from_u16(self.row().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    /// The part before the dot: `task`.
    pub fn area(self) -> &'static str {
        self.as_str().split_once('.').map_or(self.as_str(), |(area, _)| area)
    }

    /// Looks a code up by its text.
    pub fn find(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The reference of RFC 9457's `type`, into the page that lists all codes.
    pub fn type_uri(self) -> String {
        format!("/docs/errors#{}", self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::{Code, Language};

    #[test]
    fn every_row_is_fit_to_be_shown() {
        let mut seen = HashSet::new();
        for code in Code::ALL {
            let row = code.row();
            assert!(seen.insert(row.code), "{} stands twice", row.code);
            let (area, rest) = row.code.split_once('.').expect("noun.what");
            assert!(
                row.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_.".contains(&b)),
                "{}",
                row.code
            );
            assert!(!area.is_empty() && !rest.is_empty() && !rest.contains('.'), "{}", row.code);
            assert!((400..600).contains(&row.status), "{}", row.code);
            assert!(row.detail.in_language(Language::Chinese).ends_with('。'), "{}", row.code);
            assert!(row.detail.in_language(Language::English).ends_with('.'), "{}", row.code);
            assert_eq!(Code::find(row.code), Some(*code));
        }
    }
}
