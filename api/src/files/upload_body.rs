//! Reading a multipart body with one file: streamed to a temporary file, so that a burst of
//! uploads costs disk and not memory.

use std::fs::File;

use actix_multipart::{Field, Multipart, MultipartError};
use actix_web::HttpRequest;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use actix_web::web::Payload;
use futures_util::StreamExt;
use sha2::{Digest, Sha256};
use tokio::io::AsyncWriteExt;
use xianfeng_infra::files::PictureError;

use super::{unstored, unusable};
use crate::http::problem::{Code, Problem};

/// The name of the field.
const FIELD: &str = "file";

/// What form data adds around the file: boundaries and headers.
const ENVELOPE: usize = 16 * 1024;

/// A received file.
#[derive(Debug)]
pub(super) struct Received {
    /// The bytes; gone from the disk once this is dropped.
    pub(super) file: File,
    /// Their SHA-256.
    pub(super) content: [u8; 32],
}

/// Receives the one file of a multipart body.
///
/// # Errors
/// Another content type, a file of more than `limit` bytes (told as soon as it is known), a body
/// that breaks off, no or another field, or a full disk.
pub(super) async fn receive(request: &HttpRequest, payload: Payload, limit: usize) -> Result<Received, Problem> {
    let headers = request.headers();
    let announced = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|announced| announced > limit.saturating_add(ENVELOPE)) {
        return Err(too_large(limit));
    }
    if headers.contains_key(CONTENT_ENCODING) {
        return Err(Code::RequestUnsupportedType.into());
    }
    let mut parts = Multipart::new(headers, payload);
    let mut field = parts.next().await.ok_or(Code::FileMissing)?.map_err(broken)?;
    if field.name() != Some(FIELD) {
        return Err(Code::FileMissing.into());
    }
    let received = store(&mut field, limit).await?;
    drop(field);
    match parts.next().await {
        None => Ok(received),
        Some(Err(error)) => Err(broken(error)),
        // A second picture would be lost without a word.
        Some(Ok(_)) => Err(Code::FileMissing.into()),
    }
}

async fn store(field: &mut Field, limit: usize) -> Result<Received, Problem> {
    let file = tokio::task::spawn_blocking(tempfile::tempfile).await.map_err(Problem::internal)?;
    let mut file = tokio::fs::File::from_std(file.map_err(disk)?);
    let (mut hasher, mut size) = (Sha256::new(), 0_usize);
    while let Some(chunk) = field.next().await {
        let chunk = chunk.map_err(broken)?;
        size = size.saturating_add(chunk.len());
        if size > limit {
            return Err(too_large(limit));
        }
        hasher.update(&chunk);
        file.write_all(&chunk).await.map_err(disk)?;
    }
    file.flush().await.map_err(disk)?;
    Ok(Received { file: file.into_std().await, content: hasher.finalize().into() })
}

fn too_large(limit: usize) -> Problem {
    unusable(PictureError::TooLarge { max_bytes: limit }.into()).member("limitBytes", limit)
}

fn disk(error: std::io::Error) -> Problem {
    unstored(error.into())
}

fn broken(error: MultipartError) -> Problem {
    use MultipartError as Error;
    let code = match &error {
        Error::ContentTypeMissing | Error::ContentTypeParse | Error::ContentTypeIncompatible => {
            Code::RequestUnsupportedType
        }
        // The connection broke off in the middle of the file.
        Error::Incomplete | Error::Payload(_) => Code::FileBroken,
        _ => Code::RequestMalformed,
    };
    Problem::new(code).because(error.to_string())
}
