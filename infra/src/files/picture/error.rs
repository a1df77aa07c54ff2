//! What can be wrong with an upload, and what its sender should do about it.

use image::ImageError;

/// What is wrong with an upload. `Display` is for developers; the person who sent it reads
/// [`advice_zh`](Self::advice_zh) or [`advice_en`](Self::advice_en).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// No bytes at all.
    #[error("the upload is empty")]
    Empty,
    /// More bytes than [`Limits::max_bytes`](super::Limits::max_bytes).
    #[error("the upload has more than {max_bytes} bytes")]
    TooLarge {
        /// The limit, in bytes.
        max_bytes: usize,
    },
    /// Its content is not JPEG, PNG or WebP, whatever its name says.
    #[error("the upload is not JPEG, PNG or WebP")]
    UnknownFormat,
    /// More pixels, or more memory for them, than the limits allow.
    #[error("the picture has more than {max_pixels} pixels, or too long a side")]
    TooManyPixels {
        /// The limit, in pixels.
        max_pixels: u64,
    },
    /// It moves: evidence is one still picture.
    #[error("the picture is animated")]
    Animated,
    /// It ends too early.
    #[error("the picture is cut off")]
    Truncated,
    /// It cannot be decoded.
    #[error("the picture is damaged")]
    Damaged,
}

impl PictureError {
    /// What to do next, for the sender, in Chinese.
    pub fn advice_zh(&self) -> String {
        match self {
            Self::Empty => "照片是空的，请重新选择照片再上传。".into(),
            Self::TooLarge { max_bytes } => {
                format!("照片超过 {} MB，请在选择照片时勾选“压缩”（不选“原图”）后重新上传。", megabytes(*max_bytes))
            }
            Self::UnknownFormat => "这个文件不是 JPG、PNG 或 WebP 照片，请重新拍照，或从相册里选一张照片上传。".into(),
            Self::TooManyPixels { max_pixels } => {
                format!("照片尺寸太大（最多 {} 万像素），请不选“原图”，或截屏后上传截图。", max_pixels / 10_000)
            }
            Self::Animated => "不能上传动图，请上传一张普通照片。".into(),
            Self::Truncated => "照片没有传完整，请换到信号好的地方重新上传；还不行，请重新拍一张。".into(),
            Self::Damaged => "这张照片打不开，可能已经损坏，请重新拍一张再上传。".into(),
        }
    }

    /// What to do next, for the sender, in English.
    pub fn advice_en(&self) -> String {
        match self {
            Self::Empty => "The picture is empty. Please choose it again and upload it once more.".into(),
            Self::TooLarge { max_bytes } => {
                format!(
                    "The picture is larger than {} MB. Please choose the compressed version.",
                    megabytes(*max_bytes)
                )
            }
            Self::UnknownFormat => {
                "This file is not a JPEG, PNG or WebP picture. Please take a photo or choose one from the album.".into()
            }
            Self::TooManyPixels { max_pixels } => format!(
                "The picture is too large (at most {} megapixels). Please choose the compressed version.",
                max_pixels / 1_000_000
            ),
            Self::Animated => "Animated pictures cannot be used. Please upload an ordinary photo.".into(),
            Self::Truncated => {
                "The picture arrived incomplete. Please upload it again where the signal is good, or take a new one."
                    .into()
            }
            Self::Damaged => "This picture cannot be opened. Please take a new one and upload that.".into(),
        }
    }

    /// Reads a decoder's error; its text may quote the upload and is dropped.
    pub(super) fn from_decoder(error: &ImageError, max_pixels: u64) -> Self {
        match error {
            ImageError::Limits(_) => Self::TooManyPixels { max_pixels },
            ImageError::IoError(_) => Self::Truncated,
            _ => Self::Damaged,
        }
    }
}

fn megabytes(bytes: usize) -> usize {
    bytes / (1024 * 1024)
}

/// Why a [`Preparer`](super::Preparer) gave no picture.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// The upload is at fault.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The upload's temporary file could not be read.
    #[error("the upload could not be read")]
    Io(#[from] std::io::Error),
    /// A decoder panicked (its place is in the log) or the process is going down.
    #[error("the work on the picture did not end")]
    Crashed,
}
