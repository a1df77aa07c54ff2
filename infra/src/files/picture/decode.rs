//! From bytes to an upright picture, with every check that can come first coming first.

use std::io::Cursor;

use image::codecs::{jpeg::JpegDecoder, png::PngDecoder, webp::WebPDecoder};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat};

use super::{Limits, PictureError, jpeg_ending};

/// Decodes one still picture and turns it the way its camera was held.
pub(super) fn upright(upload: &[u8], limits: &Limits) -> Result<DynamicImage, PictureError> {
    if upload.is_empty() {
        return Err(PictureError::Empty);
    }
    let failed = |error: ImageError| PictureError::from_decoder(&error, limits.max_pixels);
    let format = image::guess_format(upload).map_err(|_| PictureError::UnknownFormat)?;
    match format {
        ImageFormat::Jpeg => {
            // The decoder fills what is missing with grey and reports success.
            if !jpeg_ending::is_there(upload) {
                return Err(PictureError::Truncated);
            }
            pixels(JpegDecoder::new(Cursor::new(upload)).map_err(failed)?, limits)
        }
        ImageFormat::Png => {
            let decoder = PngDecoder::with_limits(Cursor::new(upload), for_decoder(limits)).map_err(failed)?;
            if decoder.is_apng().map_err(failed)? {
                return Err(PictureError::Animated);
            }
            pixels(decoder, limits)
        }
        ImageFormat::WebP => {
            if is_shorter_than_announced(upload) {
                return Err(PictureError::Truncated);
            }
            let decoder = WebPDecoder::new(Cursor::new(upload)).map_err(failed)?;
            if decoder.has_animation() {
                return Err(PictureError::Animated);
            }
            pixels(decoder, limits)
        }
        _ => Err(PictureError::UnknownFormat),
    }
}

/// A WebP file says in bytes 4 to 7 how long the rest of it is; its decoder calls one that is
/// cut off damaged.
fn is_shorter_than_announced(webp: &[u8]) -> bool {
    match webp {
        [_, _, _, _, a, b, c, d, rest @ ..] => (rest.len() as u64) < u64::from(u32::from_le_bytes([*a, *b, *c, *d])),
        _ => true,
    }
}

fn for_decoder(limits: &Limits) -> image::Limits {
    let mut own = image::Limits::no_limits();
    own.max_image_width = Some(limits.max_side);
    own.max_image_height = Some(limits.max_side);
    own.max_alloc = Some(limits.max_decoded_bytes);
    own
}

/// Decodes the pixels of a picture whose header was read, if the header promises few enough.
fn pixels(mut decoder: impl ImageDecoder, limits: &Limits) -> Result<DynamicImage, PictureError> {
    let failed = |error: ImageError| PictureError::from_decoder(&error, limits.max_pixels);
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > limits.max_pixels || decoder.total_bytes() > limits.max_decoded_bytes {
        return Err(PictureError::TooManyPixels { max_pixels: limits.max_pixels });
    }
    decoder.set_limits(for_decoder(limits)).map_err(failed)?;
    // A picture with a broken orientation is still a picture.
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(failed)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}
