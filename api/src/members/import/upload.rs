//! The uploaded file: one part `file` of a multipart body.

use actix_multipart::{Multipart, MultipartError};
use futures_util::StreamExt;
use utoipa::ToSchema;

use crate::http::problem::{Code, FaultCode, Faults, Problem};

/// The form.
#[derive(ToSchema)]
#[expect(dead_code, reason = "read by the document only")]
pub struct RosterForm {
    /// The roster, an `.xlsx` workbook.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

/// Reads the file, at most so many bytes of it.
///
/// # Errors
/// 413 over the limit, 415 for another kind of body, 422 without a file, 400 where it breaks off.
pub(crate) async fn file(mut form: Multipart, limit: usize) -> Result<Vec<u8>, Problem> {
    let mut file = None;
    while let Some(part) = form.next().await {
        let mut part = part.map_err(broken)?;
        if part.name() != Some("file") || file.is_some() {
            return Err(invalid(part.name().unwrap_or_default(), FaultCode::Unknown));
        }
        let mut bytes = Vec::new();
        while let Some(chunk) = part.next().await {
            let chunk = chunk.map_err(broken)?;
            if bytes.len() + chunk.len() > limit {
                return Err(Problem::new(Code::RequestTooLarge).member("limitBytes", limit));
            }
            bytes.extend_from_slice(&chunk);
        }
        file = Some(bytes);
    }
    file.ok_or_else(|| invalid("file", FaultCode::Missing))
}

fn invalid(name: &str, code: FaultCode) -> Problem {
    let mut faults = Faults::default();
    faults.add(format!("/{name}"), code);
    Problem::invalid(Code::RequestInvalid, faults)
}

fn broken(error: MultipartError) -> Problem {
    let code = match &error {
        MultipartError::ContentTypeMissing
        | MultipartError::ContentTypeParse
        | MultipartError::ContentTypeIncompatible
        | MultipartError::BoundaryMissing => Code::RequestUnsupportedType,
        _ => Code::RequestMalformed,
    };
    Problem::new(code).because(error.to_string())
}
