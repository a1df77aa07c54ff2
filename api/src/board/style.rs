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

static POLICY: LazyLock<String> = LazyLock::new(|| {
    let hash = STANDARD.encode(Sha256::digest(STYLE_SHEET));
    format!(
        "default-src 'none'; style-src 'sha256-{hash}'; img-src data:; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
});

/// The value of the `Content-Security-Policy` header for every page of this module.
pub fn content_security_policy() -> &'static str {
    &POLICY
}
