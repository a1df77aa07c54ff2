//! What goes in, what comes out, and what never does (issue 2, item 7).

use image::{DynamicImage, ImageFormat, Rgb};
use proptest::prelude::*;

use super::*;

const FORMATS: [ImageFormat; 3] = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP];

fn prepared(upload: &[u8]) -> Prepared {
    prepare(upload, &Limits::default()).unwrap()
}

fn refusal(upload: &[u8]) -> PictureError {
    prepare(upload, &Limits::default()).err().unwrap()
}

fn pixels(rendition: &Rendition) -> image::RgbImage {
    image::load_from_memory_with_format(&rendition.jpeg, ImageFormat::Jpeg).unwrap().into_rgb8()
}

/// JPEG blurs colours a little.
fn near(found: &Rgb<u8>, wanted: [u8; 3]) -> bool {
    found.0.iter().zip(wanted).all(|(found, wanted)| found.abs_diff(wanted) < 24)
}

fn holds(file: &[u8], part: &[u8]) -> bool {
    file.windows(part.len()).any(|window| window == part)
}

#[test]
fn every_format_is_known_by_its_content_and_comes_out_as_jpeg() {
    for format in FORMATS {
        let upload = samples::of(format, 3000, 1500);
        let result = prepared(&upload);
        assert_eq!(result.original, ContentDigest::of(&upload), "{format:?}");
        assert_eq!((result.full.width, result.full.height), (2048, 1024), "{format:?}");
        assert_eq!((result.thumbnail.width, result.thumbnail.height), (320, 160), "{format:?}");
        for rendition in [&result.full, &result.thumbnail] {
            let shown = pixels(rendition);
            assert_eq!(shown.dimensions(), (rendition.width, rendition.height));
            assert!(near(shown.get_pixel(5, 5), [200, 20, 20]), "{format:?}");
            assert!(near(shown.get_pixel(rendition.width - 5, 5), [20, 20, 200]), "{format:?}");
        }
    }
}

#[test]
fn small_pictures_are_not_enlarged_and_thin_ones_do_not_vanish() {
    for (size, full, thumbnail) in [
        ((40, 30), (40, 30), (40, 30)),
        ((1, 1), (1, 1), (1, 1)),
        ((2048, 640), (2048, 640), (320, 100)),
        ((9000, 1), (2048, 1), (320, 1)),
    ] {
        let result = prepared(&samples::of(ImageFormat::Png, size.0, size.1));
        assert_eq!((result.full.width, result.full.height), full);
        assert_eq!((result.thumbnail.width, result.thumbnail.height), thumbnail);
    }
}

#[test]
fn the_same_upload_gives_the_same_blobs() {
    let upload = samples::from_a_phone(6);
    assert_eq!(prepared(&upload).full.jpeg, prepared(&upload).full.jpeg);
}

#[test]
fn position_device_profile_comment_and_film_are_gone() {
    let upload = samples::from_a_phone(1);
    let traces: [&[u8]; 4] = [&samples::LATITUDE, samples::CAMERA, b"SECRET", b"Exif"];
    for trace in traces {
        assert!(holds(&upload, trace), "the sample must hold what is looked for");
    }
    let result = prepared(&upload);
    for rendition in [&result.full, &result.thumbnail] {
        for trace in traces {
            assert!(!holds(&rendition.jpeg, trace));
        }
        // Start, JFIF header, then at once the tables: no other application segment.
        assert!(rendition.jpeg.starts_with(&[0xFF, 0xD8, 0xFF, 0xE0]));
        assert!(![0xE1, 0xE2, 0xED, 0xFE].iter().any(|marker| holds(&rendition.jpeg, &[0xFF, *marker])));
        assert!(rendition.jpeg.ends_with(&[0xFF, 0xD9]));
    }
}

#[test]
fn pictures_stand_upright_however_the_phone_was_held() {
    let (red, blue) = ([200, 20, 20], [20, 20, 200]);
    // Where red, which the sensor saw on its left, stands when the picture is looked at.
    for (orientation, size, red_at, blue_at) in [
        (1, (96, 64), (5, 32), (90, 32)),
        (2, (96, 64), (90, 32), (5, 32)),
        (3, (96, 64), (90, 32), (5, 32)),
        (6, (64, 96), (32, 5), (32, 90)),
        (8, (64, 96), (32, 90), (32, 5)),
    ] {
        let shown = pixels(&prepared(&samples::from_a_phone(orientation)).full);
        assert_eq!(shown.dimensions(), size, "orientation {orientation}");
        assert!(near(shown.get_pixel(red_at.0, red_at.1), red), "orientation {orientation}");
        assert!(near(shown.get_pixel(blue_at.0, blue_at.1), blue), "orientation {orientation}");
    }
}

#[test]
fn transparency_becomes_white() {
    for format in [ImageFormat::Png, ImageFormat::WebP] {
        let shown = pixels(&prepared(&samples::see_through(format)).full);
        assert!(near(shown.get_pixel(4, 32), [255, 255, 255]), "{format:?}");
        assert!(near(shown.get_pixel(60, 32), [0, 200, 0]), "{format:?}");
    }
}

#[test]
fn grey_and_sixteen_bit_pictures_are_pictures_too() {
    let halves = DynamicImage::ImageRgb8(samples::halves(64, 64));
    for picture in [halves.to_luma8().into(), halves.to_luma_alpha16().into(), DynamicImage::from(halves.to_rgba16())] {
        assert_eq!(prepared(&samples::encoded(&picture, ImageFormat::Png)).full.width, 64);
    }
    assert_eq!(prepared(&samples::encoded(&halves.to_luma8().into(), ImageFormat::Jpeg)).full.width, 64);
}

#[test]
fn bombs_are_refused_by_their_headers() {
    let bomb = PictureError::TooManyPixels { max_pixels: 50_000_000 };
    for (width, height) in [(65_535, 65_535), (10_000, 10_000), (1, 2_000_000_000), (20_001, 1), (i32::MAX as u32, 3)] {
        assert_eq!(refusal(&samples::png_header(width, height)), bomb, "PNG of {width} x {height}");
    }
    for (width, height) in [(65_535, 65_535), (10_000, 10_000), (20_001, 8)] {
        assert_eq!(refusal(&samples::jpeg_that_promises(width, height)), bomb, "JPEG of {width} x {height}");
    }
    let small = Limits { max_pixels: 99, ..Limits::default() };
    for format in FORMATS {
        let refused = prepare(&samples::of(format, 10, 10), &small).err();
        assert_eq!(refused, Some(PictureError::TooManyPixels { max_pixels: 99 }), "{format:?}");
    }
}

#[test]
fn memory_for_the_decoded_picture_is_bounded_too() {
    let tight = Limits { max_decoded_bytes: 64 * 64 * 3 - 1, ..Limits::default() };
    for format in FORMATS {
        let refused = prepare(&samples::of(format, 64, 64), &tight).err();
        assert!(matches!(refused, Some(PictureError::TooManyPixels { .. })), "{format:?}: {refused:?}");
    }
}

#[test]
fn cut_off_uploads_are_told_from_whole_ones_wherever_they_end() {
    for format in FORMATS {
        let whole = samples::of(format, 200, 120);
        for end in (16..whole.len() - 1).step_by(7) {
            let refused = refusal(&whole[..end]);
            assert_eq!(refused, PictureError::Truncated, "{format:?} cut at {end} of {}", whole.len());
        }
    }
}

#[test]
fn a_whole_file_with_spoilt_insides_is_damaged() {
    let mut upload = samples::of(ImageFormat::Png, 64, 64);
    let data = upload.windows(4).position(|kind| kind == b"IDAT").unwrap();
    upload[data + 8] ^= 0xFF;
    assert_eq!(refusal(&upload), PictureError::Damaged);
}

#[test]
fn what_is_no_picture_is_refused_whatever_it_is_called() {
    assert_eq!(refusal(b""), PictureError::Empty);
    let foreign: [&[u8]; 6] = [
        b"<!DOCTYPE html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"PK\x03\x04",
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"\0\0\0\x18ftypheic\0\0\0\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ];
    for start in foreign {
        assert_eq!(refusal(start), PictureError::UnknownFormat);
        // A page or archive with a picture behind it is a page or archive.
        assert_eq!(refusal(&[start, &samples::jpeg(16, 16)].concat()), PictureError::UnknownFormat);
    }
}

#[test]
fn a_picture_with_a_page_behind_it_comes_out_without_the_page() {
    for format in FORMATS {
        let upload = [samples::of(format, 32, 32), b"<script>alert(1)</script>PK\x03\x04".to_vec()].concat();
        assert!(!holds(&prepared(&upload).full.jpeg, b"script"), "{format:?}");
    }
}

#[test]
fn animations_are_refused() {
    let mut png = samples::of(ImageFormat::Png, 16, 16);
    png.splice(33..33, samples::png_chunk(*b"acTL", &[0, 0, 0, 2, 0, 0, 0, 0]));
    assert_eq!(refusal(&png), PictureError::Animated);
    assert_eq!(refusal(&samples::animated_webp()), PictureError::Animated);
}

#[test]
fn ten_megabytes_are_the_limit() {
    let mut upload = samples::jpeg(16, 16);
    upload.resize(10 * 1024 * 1024, 0);
    assert!(prepare(&upload, &Limits::default()).is_ok());
    upload.push(0);
    assert_eq!(refusal(&upload), PictureError::TooLarge { max_bytes: 10 * 1024 * 1024 });
}

#[test]
fn advice_names_the_limits_in_the_units_of_everyday_life() {
    let too_large = PictureError::TooLarge { max_bytes: 10 * 1024 * 1024 };
    assert!(too_large.advice_zh().contains("10 MB") && too_large.advice_en().contains("10 MB"));
    let too_many = PictureError::TooManyPixels { max_pixels: 50_000_000 };
    assert!(too_many.advice_zh().contains("5000 万像素") && too_many.advice_en().contains("50 megapixels"));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(
        start in prop::sample::select(vec![&b""[..], b"\xFF\xD8\xFF\xE0", b"\x89PNG\r\n\x1a\n", b"RIFF\x40\0\0\0WEBPVP8 ", b"RIFF\x40\0\0\0WEBPVP8L"]),
        rest in prop::collection::vec(any::<u8>(), 0..600),
    ) {
        let _ = prepare(&[start, &rest].concat(), &Limits::default());
    }

    /// Real pictures with bytes turned over get further into the decoders than noise does.
    #[test]
    fn any_damage_is_survived(
        format in prop::sample::select(FORMATS.to_vec()),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let mut upload = if format == ImageFormat::Jpeg { samples::from_a_phone(6) } else { samples::of(format, 48, 32) };
        for (place, byte) in flips {
            let place = place.index(upload.len());
            upload[place] = byte;
        }
        let modest = Limits { max_pixels: 1_000_000, ..Limits::default() };
        if let Ok(result) = prepare(&upload, &modest) {
            prop_assert!(result.full.width.max(result.full.height) <= 2048);
        }
    }
}
