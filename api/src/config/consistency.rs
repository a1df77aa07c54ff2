//! Rules that need more than one section: what an installation that others can reach must not do.

use super::keys::Keys;
use super::{Config, WECHAT_BASE_URL};

pub(super) fn check(config: &Config, keys: &mut Keys) {
    let server = &config.server;
    if server.bind.is_empty() {
        keys.fault("server.bind", "needs at least one address, such as 127.0.0.1:8080");
    }
    if server.is_loopback() {
        return;
    }
    let bound_away = server.bind.iter().any(|address| !address.ip().to_canonical().is_loopback());
    if bound_away && server.tls.is_none() && server.trusted_proxies.is_empty() {
        let message = "listens away from loopback without TLS: set server.tls_certificate and server.tls_key, or \
                       name the proxy that ends TLS in server.trusted_proxies, or listen on 127.0.0.1";
        keys.fault("server.bind", message);
    }
    if server.public_base_url.as_ref().is_none_or(|url| url.scheme() != "https") {
        let message = "must be the https address that clients use, since the server is reachable from outside";
        keys.fault("server.public_base_url", message);
    }
    if config.wechat.base_url != WECHAT_BASE_URL {
        let message = format!(
            "must be {WECHAT_BASE_URL}, since the server is reachable from outside: a stand-in could log anybody in"
        );
        keys.fault("wechat.base_url", message);
    }
}
