//! Drawing a picture anew: opaque, bounded, JPEG.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::{DynamicImage, RgbaImage};

use super::{PictureError, Rendition};

/// The picture on white, with no side above `side` pixels.
pub(super) fn fit(picture: DynamicImage, side: u32) -> DynamicImage {
    let mut picture = on_white(picture);
    // The quick, coarse reduction first: the fine one needs 16 bytes a pixel of its input's width.
    if longest(&picture) > side.saturating_mul(2) {
        picture = picture.thumbnail(side.saturating_mul(2), side.saturating_mul(2));
    }
    if longest(&picture) > side {
        picture = picture.resize(side, side, FilterType::CatmullRom);
    }
    picture
}

fn longest(picture: &DynamicImage) -> u32 {
    picture.width().max(picture.height())
}

/// Lays a picture with transparency on white, so that what hides under it goes too.
fn on_white(picture: DynamicImage) -> DynamicImage {
    if !picture.color().has_alpha() {
        return DynamicImage::ImageRgb8(picture.into_rgb8());
    }
    let mut layers: RgbaImage = picture.into_rgba8();
    for pixel in layers.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0;
        let over = |colour: u8| {
            let mixed = (u32::from(colour) * u32::from(alpha) + 255 * (255 - u32::from(alpha)) + 127) / 255;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        pixel.0 = [over(red), over(green), over(blue), u8::MAX];
    }
    DynamicImage::ImageRgb8(DynamicImage::ImageRgba8(layers).into_rgb8())
}

/// Encodes the pixels alone.
pub(super) fn jpeg(picture: &DynamicImage, quality: u8) -> Result<Rendition, PictureError> {
    let mut file = Vec::new();
    // Writing to memory fails only for sizes that no JPEG has, which `fit` has left behind.
    picture.write_with_encoder(JpegEncoder::new_with_quality(&mut file, quality)).map_err(|_| PictureError::Damaged)?;
    Ok(Rendition { jpeg: file.into(), width: picture.width(), height: picture.height() })
}
