//! A real listener on port 0: TLS versions, protocols, shutdown.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;

use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, ProtocolVersion, RootCertStore, SupportedProtocolVersion};

use super::super::tls::{TlsError, TlsSettings};
use super::super::{ServerSettings, serve};
use super::*;

fn start(tls: Option<rustls::ServerConfig>) -> (SocketAddr, actix_web::dev::ServerHandle) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let settings = ServerSettings { workers: Some(1), handle_signals: false, ..Default::default() };
    let server = serve(vec![listener], tls, &settings, shell(), |_| {}).expect("a server");
    let handle = server.handle();
    actix_web::rt::spawn(server);
    (address, handle)
}

const REQUEST: &[u8] = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[actix_web::test]
async fn serves_until_it_is_stopped() {
    let (address, handle) = start(None);
    let answer = actix_web::web::block(move || {
        let mut stream = TcpStream::connect(address).expect("a connection");
        stream.write_all(REQUEST).expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    });
    assert!(answer.await.expect("a thread").starts_with("HTTP/1.1 200"));
    handle.stop(true).await;
    assert!(TcpStream::connect(address).is_err(), "the port is free again");
}

struct Certificate {
    der: CertificateDer<'static>,
    settings: TlsSettings,
    _folder: tempfile::TempDir,
}

fn certificate() -> Certificate {
    let made = rcgen::generate_simple_self_signed(vec!["localhost".to_owned()]).expect("a certificate");
    let folder = tempfile::tempdir().expect("a folder");
    let settings = TlsSettings { certificate: folder.path().join("cert.pem"), key: folder.path().join("key.pem") };
    std::fs::write(&settings.certificate, made.cert.pem()).expect("written");
    std::fs::write(&settings.key, made.signing_key.serialize_pem()).expect("written");
    Certificate { der: made.cert.der().clone(), settings, _folder: folder }
}

fn connect(
    address: SocketAddr,
    trusted: CertificateDer<'static>,
    version: &'static SupportedProtocolVersion,
    protocol: &[u8],
) -> (ProtocolVersion, Vec<u8>) {
    let mut roots = RootCertStore::empty();
    roots.add(trusted).expect("a root");
    let mut config = ClientConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_protocol_versions(&[version])
        .expect("a version")
        .with_root_certificates(roots)
        .with_no_client_auth();
    config.alpn_protocols = vec![protocol.to_vec()];
    let name = ServerName::try_from("localhost").expect("a name");
    let mut client = ClientConnection::new(Arc::new(config), name).expect("a client");
    let mut stream = TcpStream::connect(address).expect("a connection");
    while client.is_handshaking() {
        client.complete_io(&mut stream).expect("a handshake");
    }
    let version = client.protocol_version().expect("a version");
    (version, client.alpn_protocol().unwrap_or_default().to_vec())
}

#[actix_web::test]
async fn speaks_tls_12_and_13_and_http_2() {
    let Certificate { der, settings, _folder } = certificate();
    let (address, handle) = start(Some(settings.load().expect("a configuration")));
    for (version, protocol) in
        [(&rustls::version::TLS13, "h2"), (&rustls::version::TLS13, "http/1.1"), (&rustls::version::TLS12, "h2")]
    {
        let der = der.clone();
        let agreed = actix_web::web::block(move || connect(address, der, version, protocol.as_bytes()));
        assert_eq!(agreed.await.expect("a thread"), (version.version, protocol.as_bytes().to_vec()));
    }
    handle.stop(false).await;
}

#[test]
fn unusable_certificates_are_named_at_start() {
    let Certificate { settings, _folder, .. } = certificate();
    let missing = TlsSettings { key: settings.key.with_extension("gone"), ..settings.clone() };
    assert!(matches!(missing.load(), Err(TlsError::Key(path, _)) if path == missing.key));
    let swapped = TlsSettings { certificate: settings.key.clone(), key: settings.key.clone() };
    assert!(matches!(swapped.load(), Err(TlsError::Certificate(path, _)) if path == settings.key));
    let other = certificate();
    let mismatched = TlsSettings { key: other.settings.key.clone(), ..settings };
    assert!(matches!(mismatched.load(), Err(TlsError::Unusable(_))));
}
