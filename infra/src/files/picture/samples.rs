//! Pictures for tests, made on the spot.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageEncoder, ImageFormat, RgbImage, RgbaImage};

/// Red on the left, blue on the right.
pub(super) fn halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| image::Rgb(if x < width / 2 { [200, 20, 20] } else { [20, 20, 200] }))
}

pub(super) fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    picture.write_to(&mut file, format).unwrap();
    file.into_inner()
}

pub(super) fn of(format: ImageFormat, width: u32, height: u32) -> Vec<u8> {
    encoded(&DynamicImage::ImageRgb8(halves(width, height)), format)
}

pub(super) fn jpeg(width: u32, height: u32) -> Vec<u8> {
    of(ImageFormat::Jpeg, width, height)
}

/// Black under full transparency on the left, opaque green on the right.
pub(super) fn see_through(format: ImageFormat) -> Vec<u8> {
    let picture = RgbaImage::from_fn(64, 64, |x, _| image::Rgba(if x < 32 { [0, 0, 0, 0] } else { [0, 200, 0, 255] }));
    encoded(&DynamicImage::ImageRgba8(picture), format)
}

/// The text that stands for a camera's name in [`exif`].
pub(super) const CAMERA: &[u8] = b"SECRET-CAMERA";

/// A position as EXIF writes it: 31 degrees, 23 minutes, 4567/100 seconds.
pub(super) const LATITUDE: [u8; 24] =
    [0, 0, 0, 31, 0, 0, 0, 1, 0, 0, 0, 23, 0, 0, 0, 1, 0, 0, 0x11, 0xD7, 0, 0, 0, 100];

/// An EXIF block (big-endian TIFF) with camera, orientation and a GPS directory.
pub(super) fn exif(orientation: u8) -> Vec<u8> {
    fn entry(tag: u16, kind: u16, count: u32, value: [u8; 4]) -> Vec<u8> {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    }
    let (camera_at, gps_at, latitude_at) = (50_u32, 64_u32, 94_u32);
    [
        b"MM\0\x2a\0\0\0\x08".to_vec(),
        3_u16.to_be_bytes().to_vec(),
        entry(0x010F, 2, 14, camera_at.to_be_bytes()),
        entry(0x0112, 3, 1, [0, orientation, 0, 0]),
        entry(0x8825, 4, 1, gps_at.to_be_bytes()),
        vec![0; 4],
        [CAMERA, b"\0"].concat(),
        2_u16.to_be_bytes().to_vec(),
        entry(0x0001, 2, 2, *b"N\0\0\0"),
        entry(0x0002, 5, 3, latitude_at.to_be_bytes()),
        vec![0; 4],
        LATITUDE.to_vec(),
    ]
    .concat()
}

/// A JPEG as a phone writes it: EXIF, colour profile, comment, and a film behind the picture.
pub(super) fn from_a_phone(orientation: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut file, 90);
    encoder.set_exif_metadata(exif(orientation)).unwrap();
    encoder.set_icc_profile(b"SECRET-PROFILE".to_vec()).unwrap();
    encoder.encode_image(&halves(96, 64)).unwrap();
    let comment = b"\xFF\xFE\0\x10SECRET-COMMENT";
    file.splice(2..2, comment.iter().copied());
    file.extend(b"SECRET-FILM");
    file
}

/// A PNG that promises a size and holds next to nothing.
pub(super) fn png_header(width: u32, height: u32) -> Vec<u8> {
    let header = [&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), png_chunk(*b"IHDR", &header), png_chunk(*b"IDAT", &[0; 16])].concat()
}

pub(super) fn png_chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [&kind[..], data].concat();
    let sum = !checked.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 })
    });
    [&u32::try_from(data.len()).unwrap().to_be_bytes()[..], &checked, &sum.to_be_bytes()].concat()
}

/// A JPEG whose frame header promises another size than its data has.
pub(super) fn jpeg_that_promises(width: u16, height: u16) -> Vec<u8> {
    let mut file = jpeg(16, 16);
    let frame = file.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    file.splice(frame + 5..frame + 9, [height.to_be_bytes(), width.to_be_bytes()].concat());
    file
}

/// A WebP animation of one frame.
pub(super) fn animated_webp() -> Vec<u8> {
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        [kind, &u32::try_from(data.len()).unwrap().to_le_bytes()[..], data].concat()
    }
    let still = of(ImageFormat::WebP, 16, 16);
    let (size, no_offset, duration) = ([15, 0, 0, 15, 0, 0], [0; 6], [100, 0, 0]);
    let frame = [&no_offset[..], &size, &duration, &[0], &still[12..]].concat();
    let canvas = [&[2, 0, 0, 0][..], &size].concat();
    let chunks = [&b"WEBP"[..], &chunk(b"VP8X", &canvas), &chunk(b"ANIM", &[0; 6]), &chunk(b"ANMF", &frame)].concat();
    chunk(b"RIFF", &chunks)
}
