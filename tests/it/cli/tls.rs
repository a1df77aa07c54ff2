//! HTTPS from a certificate of the configuration: TLS 1.2 and 1.3, HTTP/2.

use std::fs;

use reqwest::tls::Version;
use reqwest::{Certificate, Client};
use xianfeng_tests::Program;

use super::life::beside;

#[tokio::test]
async fn https_speaks_tls_12_and_13_and_http_2() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let storage = xianfeng_tests::fixture::migrated().await;
    let made = rcgen::generate_simple_self_signed(vec!["127.0.0.1".to_owned()]).expect("a certificate");
    let [certificate, key] = ["cert.pem", "key.pem"].map(|name| storage.directory().join(name));
    fs::write(&certificate, made.cert.pem()).expect("written");
    fs::write(&key, made.signing_key.serialize_pem()).expect("written");
    let program = Program::on(&storage)
        .with("server.tls_certificate", certificate.to_str().expect("UTF-8"))
        .with("server.tls_key", key.to_str().expect("UTF-8"));
    let serving = beside(move || program.serve()).await;
    assert!(serving.base_url.starts_with("https://"));
    let trusted = Certificate::from_pem(made.cert.pem().as_bytes()).expect("a certificate");
    for version in [Version::TLS_1_2, Version::TLS_1_3] {
        let client =
            Client::builder().tls_certs_only([trusted.clone()]).min_tls_version(version).max_tls_version(version);
        let client = client.build().expect("a client");
        let answer = client.get(format!("{}/healthz", serving.base_url)).send().await.expect("an answer");
        assert_eq!((answer.status().as_u16(), answer.version()), (200, reqwest::Version::HTTP_2), "{version:?}");
        assert!(answer.headers().contains_key("strict-transport-security"));
    }
    let old = Client::builder().tls_certs_only([trusted]).http1_only().build().expect("a client");
    let answer = old.get(format!("{}/healthz", serving.base_url)).send().await.expect("an answer");
    assert_eq!(answer.version(), reqwest::Version::HTTP_11);
}
