//! The two languages of sentences for people, and how a request chooses.

use std::borrow::Cow;

use actix_web::http::header::{AcceptLanguage, Header};
use actix_web::{HttpMessage, http::header::Preference};

/// A language of the sentences for people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 中文: the default.
    #[default]
    Chinese,
    /// English, where the request prefers it.
    English,
}

impl Language {
    /// The language that a request's `Accept-Language` prefers; Chinese where it does not say.
    pub fn of(request: &impl HttpMessage) -> Self {
        let Ok(accepted) = AcceptLanguage::parse(request) else { return Self::default() };
        accepted
            .ranked()
            .iter()
            .find_map(|preference| match preference {
                Preference::Specific(tag) if tag.primary_language().eq_ignore_ascii_case("en") => Some(Self::English),
                Preference::Specific(tag) if tag.primary_language().eq_ignore_ascii_case("zh") => Some(Self::Chinese),
                _ => None,
            })
            .unwrap_or_default()
    }

    /// The tag for `Content-Language`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }
}

/// A sentence in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    zh: Cow<'static, str>,
    en: Cow<'static, str>,
}

impl Text {
    /// A sentence known when the program is built.
    pub const fn fixed(zh: &'static str, en: &'static str) -> Self {
        Self { zh: Cow::Borrowed(zh), en: Cow::Borrowed(en) }
    }

    /// A sentence with figures in it.
    pub fn new(zh: String, en: String) -> Self {
        Self { zh: Cow::Owned(zh), en: Cow::Owned(en) }
    }

    /// The sentence in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::Chinese => &self.zh,
            Language::English => &self.en,
        }
    }

    /// Puts a value in the place of `{}`.
    pub fn with(&self, value: &str) -> Self {
        Self::new(self.zh.replace("{}", value), self.en.replace("{}", value))
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn chinese_unless_english_is_preferred() {
        let of =
            |header: &str| Language::of(&TestRequest::get().insert_header(("Accept-Language", header)).to_request());
        assert_eq!(Language::of(&TestRequest::get().to_request()), Language::Chinese);
        for (header, language) in [
            ("zh-CN,en;q=0.8", Language::Chinese),
            ("en;q=0.8, zh;q=0.9", Language::Chinese),
            ("en-US,en;q=0.9,zh;q=0.8", Language::English),
            ("fr, en;q=0.5", Language::English),
            ("*", Language::Chinese),
            ("not a header ;;;", Language::Chinese),
        ] {
            assert_eq!(of(header), language, "{header}");
        }
    }
}
