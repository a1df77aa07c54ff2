//! Pictures for the tests, made on the spot.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, RgbImage};

/// What stands for a camera's name in the EXIF block.
pub(super) const CAMERA: &[u8] = b"SECRET-CAMERA";

fn pixels(width: u32, height: u32, shade: u8) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| image::Rgb([shade, u8::try_from(x % 256).unwrap(), (y % 256) as u8]))
}

/// A JPEG with EXIF, of its own shade.
pub(crate) fn photo(shade: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    // One directory entry: the camera's make, 14 bytes behind the directory.
    let entry = [&[0x01, 0x0F, 0, 2, 0, 0, 0, 14][..], &[0, 0, 0, 26]].concat();
    let exif = [b"MM\0\x2a\0\0\0\x08\0\x01", &entry[..], &[0; 4], CAMERA, b"\0"].concat();
    encoder.set_exif_metadata(exif).unwrap();
    encoder.encode_image(&pixels(640, 480, shade)).unwrap();
    file
}

pub(super) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(pixels(width, height, 7)).write_to(&mut file, ImageFormat::Png).unwrap();
    file.into_inner()
}

/// A PNG whose header promises 100 megapixels and more, and that holds next to nothing.
pub(super) fn bomb() -> Vec<u8> {
    let mut file = png(8, 8);
    file[16..24].copy_from_slice(&[0, 0, 0x4E, 0x20, 0, 0, 0x4E, 0x20]);
    // The checksum of the header, which covers its kind and data.
    let sum = !file[12..29].iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    });
    file[29..33].copy_from_slice(&sum.to_be_bytes());
    file
}
