//! Pictures made harmless: checked before they are decoded, then drawn anew.
//!
//! Nothing of the upload but its pixels comes out: position, device, comments, colour profile,
//! embedded previews and whatever hangs behind the picture stay out because they are never
//! copied, not because a list of them is searched for.

mod decode;
mod error;
mod jpeg_ending;
mod preparer;
mod render;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;

use bytes::Bytes;

pub use error::{PictureError, PrepareError};
pub use preparer::Preparer;

use super::ContentDigest;

/// What an upload may be, and what is made of it.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest upload, in bytes.
    pub max_bytes: usize,
    /// Largest picture, in pixels: width times height.
    pub max_pixels: u64,
    /// Longest side, in pixels.
    pub max_side: u32,
    /// Memory for the decoded picture, in bytes.
    pub max_decoded_bytes: u64,
    /// Longest side of the kept picture, in pixels. Smaller pictures are not enlarged.
    pub full_side: u32,
    /// Longest side of the thumbnail, in pixels.
    pub thumbnail_side: u32,
    /// JPEG quality of both, 1 to 100.
    pub quality: u8,
}

impl Default for Limits {
    /// 10 MB and the 50 megapixels that a cheap phone's best setting yields; kept at 2048
    /// pixels, where handwriting on a photographed page can still be read.
    fn default() -> Self {
        Self {
            max_bytes: 10 * 1024 * 1024,
            max_pixels: 50_000_000,
            max_side: 20_000,
            max_decoded_bytes: 256 * 1024 * 1024,
            full_side: 2048,
            thumbnail_side: 320,
            quality: 82,
        }
    }
}

/// An upload made harmless.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Digest of the upload as it came, by which a repeated upload is known again. The upload
    /// itself is not kept.
    pub original: ContentDigest,
    /// The picture to keep.
    pub full: Rendition,
    /// The picture for lists.
    pub thumbnail: Rendition,
}

/// One drawing of a picture: upright, opaque, JPEG, without metadata.
#[derive(Clone, Debug)]
pub struct Rendition {
    /// The file, `image/jpeg`.
    pub jpeg: Bytes,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Makes an upload harmless. The same upload always gives the same result.
///
/// Takes up to seconds of CPU time and [`Limits::max_decoded_bytes`] of memory a few times
/// over: a server calls it through a [`Preparer`].
///
/// # Errors
/// [`PictureError`]: what is wrong with the upload.
pub fn prepare(upload: &[u8], limits: &Limits) -> Result<Prepared, PictureError> {
    if upload.len() > limits.max_bytes {
        return Err(PictureError::TooLarge { max_bytes: limits.max_bytes });
    }
    let picture = decode::upright(upload, limits)?;
    let full = render::fit(picture, limits.full_side);
    let thumbnail = render::fit(full.clone(), limits.thumbnail_side);
    Ok(Prepared {
        original: ContentDigest::of(upload),
        full: render::jpeg(&full, limits.quality)?,
        thumbnail: render::jpeg(&thumbnail, limits.quality)?,
    })
}
