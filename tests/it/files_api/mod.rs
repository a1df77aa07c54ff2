//! Evidence pictures over HTTP.

mod claim;
pub(crate) mod pictures;
mod refused;
mod sweep;

use std::path::Path;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use uuid::Uuid;
use xianfeng_tests::fixture::FixtureMember;
use xianfeng_tests::{Answer, TestServer};

pub(crate) use pictures::photo;

/// Uploads bytes under a name, with a key.
pub(crate) async fn upload_with_key(server: &TestServer, by: &FixtureMember, key: &str, bytes: Vec<u8>) -> Answer {
    let form = Form::new().part("file", Part::bytes(bytes).file_name("IMG_0001.jpg"));
    let request = server.request(Method::POST, "/api/v1/files", Some(by)).header("Idempotency-Key", key);
    server.send(request.multipart(form)).await
}

/// Uploads bytes.
pub(crate) async fn upload(server: &TestServer, by: &FixtureMember, bytes: Vec<u8>) -> Answer {
    upload_with_key(server, by, &Uuid::now_v7().to_string(), bytes).await
}

/// How many blobs the directory of a test's storage holds.
pub(crate) fn blobs(server: &TestServer) -> usize {
    fn count(directory: &Path) -> usize {
        let entries = std::fs::read_dir(directory).expect("a directory").map(|entry| entry.expect("an entry").path());
        entries.map(|path| if path.is_dir() { count(&path) } else { 1 }).sum()
    }
    count(&server.storage.directory().join("files"))
}
