//! The style sheet and the content security policy that lets it, and nothing else, in.
//!
//! The sheet is inlined: over a weak signal the page is one request, and a saved copy prints
//! as it should. It is a constant, so its hash is one too: the policy needs no nonce, and the
//! page stays cacheable. Style attributes and scripts are refused throughout.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// What stands between `<style>` and `</style>`, to the byte.
pub(super) const STYLE_SHEET: &str = include_str!("../../templates/board.css");

/// As [`STYLE_SHEET`], of a contact card, which has a paper of its own.
pub(super) const CARD_SHEET: &str = include_str!("../../templates/contact_card.css");

/// The paper that a notice is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(super) enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 297 × 420 mm.
    A3,
}

impl Paper {
    /// What stands in a second style element.
    pub(super) const fn style_sheet(self) -> &'static str {
        match self {
            Self::A4 => "@page { size: A4 portrait; }",
            Self::A3 => "@page { size: A3 portrait; }",
        }
    }

    /// The value of the page's `paper` parameter.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }
}

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let sheets = [STYLE_SHEET, CARD_SHEET, Paper::A4.style_sheet(), Paper::A3.style_sheet()];
    let hashes = sheets.map(|sheet| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(sheet)))).join(" ");
    format!(
        "default-src 'none'; style-src {hashes}; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// The value of the `Content-Security-Policy` header for every page of this module.
pub fn content_security_policy() -> &'static str {
    &POLICY
}
