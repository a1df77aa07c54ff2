//! A handful of pictures drawn here, so that evidence has something to show.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use xianfeng_api::App;
use xianfeng_infra::evidence::Picture;

use super::LoadError;

/// How many pictures of deeds there are; behind them stands the portrait.
pub const PICTURES: usize = 8;

const WIDTH: u32 = 480;
const HEIGHT: u32 = 360;

/// Sky and ground: of morning, rain, dusk, snow …
const SCENES: [([u8; 3], [u8; 3]); PICTURES] = [
    ([166, 206, 240], [94, 140, 72]),
    ([120, 136, 150], [86, 92, 70]),
    ([240, 178, 120], [88, 74, 60]),
    ([214, 224, 232], [244, 246, 248]),
    ([150, 196, 236], [196, 164, 96]),
    ([176, 214, 244], [120, 160, 84]),
    ([98, 110, 140], [64, 70, 60]),
    ([190, 220, 240], [150, 110, 80]),
];

/// Draws and keeps all pictures, the portrait last; answers the rows that stand for them.
pub(super) async fn draw(app: &App) -> Result<Vec<Picture>, LoadError> {
    let failed = |error: &dyn std::fmt::Display| LoadError::Picture(error.to_string());
    let mut pictures = Vec::new();
    let scenes = SCENES.iter().zip(0..).map(|(scene, number)| paint(scene, number));
    for painted in scenes.chain([portrait()]) {
        let mut png = Cursor::new(Vec::new());
        painted.write_to(&mut png, ImageFormat::Png).map_err(|error| failed(&error))?;
        let prepared = app.pictures.prepare(png).await.map_err(|error| failed(&error))?;
        let bytes = u64::try_from(prepared.full.jpeg.len()).unwrap_or_default();
        let full = app.blobs.put(prepared.full.jpeg).await.map_err(|error| failed(&error))?;
        let thumbnail = app.blobs.put(prepared.thumbnail.jpeg).await.map_err(|error| failed(&error))?;
        pictures.push(Picture {
            content: *prepared.original.as_bytes(),
            width: prepared.full.width,
            height: prepared.full.height,
            bytes,
            full: *full.as_bytes(),
            thumbnail: *thumbnail.as_bytes(),
        });
    }
    Ok(pictures)
}

/// A hill under a sky with a sun, each picture with its own slope.
fn paint((sky, ground): &([u8; 3], [u8; 3]), number: u32) -> RgbImage {
    let (sun_x, sun_y) = (80 + number * 40, 70);
    RgbImage::from_fn(WIDTH, HEIGHT, |x, y| {
        let hill = 200 + (x / 4) * (number % 3) / 3 + (x.abs_diff(WIDTH / 2)) / 6;
        let to_sun = x.abs_diff(sun_x).pow(2) + y.abs_diff(sun_y).pow(2);
        match (y > hill, to_sun < 28 * 28) {
            (true, _) => Rgb(*ground),
            (false, true) => Rgb([252, 236, 160]),
            (false, false) => Rgb(*sky),
        }
    })
}

/// Somebody's head and shoulders, for a contact card: drawn, so that it is nobody's.
fn portrait() -> RgbImage {
    let (width, height) = (HEIGHT, WIDTH);
    let middle = width / 2;
    // Inside an ellipse around the middle of the picture, by its height and its half axes.
    let inside = |x: u32, y: u32, at: u32, (across, along): (u64, u64)| {
        let (dx, dy) = (u64::from(x.abs_diff(middle)), u64::from(y.abs_diff(at)));
        dx * dx * along * along + dy * dy * across * across < across * across * along * along
    };
    RgbImage::from_fn(width, height, |x, y| {
        if inside(x, y, 150, (88, 70)) && y < 165 {
            Rgb([40, 36, 34])
        } else if inside(x, y, 195, (78, 105)) {
            Rgb([228, 190, 160])
        } else if inside(x, y, 480, (160, 190)) {
            Rgb([58, 74, 98])
        } else {
            Rgb([196, 222, 240])
        }
    })
}
