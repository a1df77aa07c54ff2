//! Users exist by being named: ids are digests of the name, the same at every start.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest as _, Sha256};

/// The openid of `user` in the mini-program `app_id`: 28 characters that begin with `o`.
pub fn open_id(app_id: &str, user: &str) -> String {
    identifier("o", &["openid", app_id, user])
}

/// The union id of `user`, the same in every mini-program.
pub(super) fn union_id(user: &str) -> String {
    identifier("oc", &["unionid", user])
}

fn identifier(prefix: &str, parts: &[&str]) -> String {
    let digest = Sha256::digest(parts.join("\n"));
    prefix.chars().chain(URL_SAFE_NO_PAD.encode(digest).chars()).take(28).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_have_the_platforms_shape_and_tell_users_and_apps_apart() {
        let id = open_id("wx0123456789abcdef", "demo-member-1");
        assert_eq!(id.len(), 28);
        assert!(id.starts_with('o'));
        assert_eq!(id, open_id("wx0123456789abcdef", "demo-member-1"));
        assert_ne!(id, open_id("wx0123456789abcdef", "demo-member-2"));
        assert_ne!(id, open_id("wxfedcba9876543210", "demo-member-1"));
        assert_ne!(id, union_id("demo-member-1"));
    }
}
