//! Members and persons: the roster, invites, re-bindings, roles.

use crate::app::App;

/// What the table holds of an invite code, however it was typed.
pub(crate) fn invite_code_hash(app: &App, code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
    app.vault.keyed(b"invite code hash", plain.as_bytes())
}

/// The invite code of an id, such as `7KQ2-M9XD-4TFW`: 60 bits, in letters and digits that are
/// not mistaken for each other. Whoever has the database alone cannot make it.
pub(crate) fn invite_code(app: &App, invite: uuid::Uuid) -> String {
    const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    let derived = app.vault.keyed(b"invite code", invite.as_bytes());
    let letter = |byte: &u8| LETTERS.get(usize::from(byte % 32)).copied().map_or('2', char::from);
    let letters: Vec<char> = derived.iter().take(12).map(letter).collect();
    letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
