//! TLS from a certificate and a key in PEM files: 1.2 and 1.3, on ring.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::version::{TLS12, TLS13};

/// Where certificate and key lie.
#[derive(Clone, Debug)]
pub struct TlsSettings {
    /// PEM file: the server's certificate first, then the intermediates.
    pub certificate: PathBuf,
    /// PEM file: the private key (PKCS #8, PKCS #1 or SEC1).
    pub key: PathBuf,
}

/// Why TLS cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The certificate file is missing or holds no certificate.
    #[error("cannot read the TLS certificate {}", .0.display())]
    Certificate(PathBuf, #[source] rustls::pki_types::pem::Error),
    /// The key file is missing or holds no key.
    #[error("cannot read the TLS key {}", .0.display())]
    Key(PathBuf, #[source] rustls::pki_types::pem::Error),
    /// Certificate and key do not fit together or are not usable.
    #[error("the TLS certificate and key cannot be used")]
    Unusable(#[from] rustls::Error),
}

impl TlsSettings {
    /// Reads both files. The server adds the protocols `h2` and `http/1.1` itself.
    pub fn load(&self) -> Result<ServerConfig, TlsError> {
        let chain = chain(&self.certificate).map_err(|e| TlsError::Certificate(self.certificate.clone(), e))?;
        let key = PrivateKeyDer::from_pem_file(&self.key).map_err(|e| TlsError::Key(self.key.clone(), e))?;
        Ok(ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13, &TLS12])?
            .with_no_client_auth()
            .with_single_cert(chain, key)?)
    }
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, rustls::pki_types::pem::Error> {
    let chain: Vec<_> = CertificateDer::pem_file_iter(path)?.collect::<Result<_, _>>()?;
    if chain.is_empty() { Err(rustls::pki_types::pem::Error::NoItemsFound) } else { Ok(chain) }
}
