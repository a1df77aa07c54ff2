//! From serde's first complaint to a fault that names the field.

use serde_path_to_error::{Path, Segment};

use crate::http::problem::{FaultCode, Faults};

/// How pointers are written: into a body or a query.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// JSON pointers: `/places/0/from`.
    Body,
    /// Query parameters: `?limit`.
    Query,
}

impl Place {
    fn pointer(self, segments: &[String]) -> String {
        match self {
            // RFC 6901: ~ and / in a name are escaped.
            Self::Body => segments.iter().map(|s| format!("/{}", s.replace('~', "~0").replace('/', "~1"))).collect(),
            Self::Query => format!("?{}", segments.join(".")),
        }
    }
}

/// The faults of a value that serde refused at `path` with `message`.
///
/// Serde tells neither the kind nor the field in a typed way, so its wording is read; what is
/// not recognized is told as `invalid`, at the right place all the same.
pub(super) fn faults(place: Place, path: &Path, message: &str) -> Faults {
    let mut segments: Vec<String> = path
        .iter()
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(index.to_string()),
            Segment::Map { key } => Some(key.clone()),
            Segment::Enum { variant } => Some(variant.clone()),
            Segment::Unknown => None,
        })
        .collect();
    let mut quoted = message.split('`').skip(1).step_by(2);
    let mut faults = Faults::default();
    let field_faults = [
        ("missing field", FaultCode::Missing),
        ("unknown field", FaultCode::Unknown),
        ("duplicate field", FaultCode::Duplicate),
    ];
    if let Some((_, code)) = field_faults.iter().find(|(start, _)| message.starts_with(start)) {
        if let Some(name) = quoted.next().filter(|name| segments.last().is_none_or(|last| last != name)) {
            segments.push(name.to_owned());
        }
        faults.add(place.pointer(&segments), *code);
    } else if message.starts_with("unknown variant") {
        let choices: Vec<_> = quoted.skip(1).collect();
        faults.add_limit(place.pointer(&segments), FaultCode::NotOneOf, choices.join(", "));
    } else {
        faults.add(place.pointer(&segments), kind(message));
    }
    faults
}

fn kind(message: &str) -> FaultCode {
    // A wire type's message is its code and nothing else; serde_json adds the position.
    let bare = message.split_once(" at line ").map_or(message, |(bare, _)| bare);
    FaultCode::ALL.iter().copied().find(|code| code.as_str() == bare).unwrap_or_else(|| {
        if message.starts_with("invalid type") {
            FaultCode::WrongType
        } else if message.starts_with("UUID parsing failed") {
            FaultCode::NotId
        } else {
            FaultCode::Invalid
        }
    })
}
