//! Members and persons: the roster, invites, re-bindings, roles.

use crate::app::App;

/// What the table holds of an invite code, however it was typed.
pub(crate) fn invite_code_hash(app: &App, code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    app.vault.keyed(b"invite code hash", plain.as_bytes())
}
