//! What every part of a request's handling may ask about the request itself: its id, the
//! client's address, the language of sentences.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use ipnet::IpNet;
use tracing_actix_web::RequestId;
use uuid::Uuid;

use super::problem::{Code, Language, Problem};

/// The request-scoped facts; an extractor, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RequestMeta {
    /// UUIDv7 made by the server; none is accepted from outside.
    pub request_id: Uuid,
    /// The client's address, read through trusted proxies only.
    pub ip: IpAddr,
    /// The language of sentences for people.
    pub language: Language,
    /// Did the client reach us over TLS ourselves?
    pub(crate) tls: bool,
}

/// The proxies whose `X-Forwarded-For` is believed; empty by default.
#[derive(Clone, Debug, Default)]
pub struct TrustedProxies(pub Vec<IpNet>);

impl TrustedProxies {
    fn trusts(&self, ip: IpAddr) -> bool {
        self.0.iter().any(|net| net.contains(&ip))
    }

    /// The client's address: walks `X-Forwarded-For` from the right for as long as the sender
    /// is trusted, so that what a client wrote itself is never believed.
    pub fn client_ip(&self, peer: IpAddr, forwarded_for: &str) -> IpAddr {
        let mut client = peer.to_canonical();
        let mut hops = forwarded_for.rsplit(',');
        while self.trusts(client) {
            match hops.next().map(str::trim).map(str::parse::<IpAddr>) {
                Some(Ok(ip)) => client = ip.to_canonical(),
                _ => break,
            }
        }
        client
    }
}

impl RequestMeta {
    /// Reads the facts of a request and leaves them in its extensions.
    pub(crate) fn attach(request: &ServiceRequest, proxies: &TrustedProxies) -> Self {
        let request_id = request.extensions().get::<RequestId>().map_or_else(Uuid::now_v7, |id| **id);
        // A test request has no peer: it counts as local.
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip());
        let forwarded: Vec<_> =
            request.headers().get_all("x-forwarded-for").filter_map(|value| value.to_str().ok()).collect();
        let meta = Self {
            request_id,
            ip: proxies.client_ip(peer, &forwarded.join(",")),
            language: Language::of(request),
            tls: request.app_config().secure(),
        };
        request.extensions_mut().insert(meta);
        meta
    }

    /// The facts of a request that went through the shell.
    pub fn of(request: &HttpRequest) -> Option<Self> {
        request.extensions().get::<Self>().copied()
    }
}

impl FromRequest for RequestMeta {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Self::of(request).ok_or_else(|| Problem::new(Code::ServerInternal).because("the shell is not wrapped")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_trusted_proxies_are_believed() {
        let proxies = TrustedProxies(vec!["10.0.0.0/8".parse().expect("a network")]);
        let client =
            |peer: &str, forwarded: &str| proxies.client_ip(peer.parse().expect("an address"), forwarded).to_string();
        assert_eq!(client("203.0.113.9", "198.51.100.1"), "203.0.113.9", "a client forges the header");
        assert_eq!(client("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(client("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.2.2.2"), "198.51.100.1", "a forged first hop");
        assert_eq!(client("10.0.0.1", ""), "10.0.0.1");
        assert_eq!(client("10.0.0.1", "rubbish"), "10.0.0.1");
        assert_eq!(client("::ffff:10.0.0.1", "2001:db8::1"), "2001:db8::1");
    }
}
