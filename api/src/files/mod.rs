//! Evidence pictures: uploaded before a claim is handed in, readable by who may see the claim.

mod get;
mod sweep;
mod upload;
mod upload_body;

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_infra::files::{PictureError, PrepareError, StoreError};

pub use get::{Size, SizeParam};
pub use sweep::{DeleteError, delete_unneeded, sweep_unclaimed};
pub use upload::{UploadIn, UploadOut};

use crate::http::problem::{Code, Problem, Text};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(upload::upload_file).service(get::get_file);
}

/// The problem of a picture, with the advice for its sender.
fn unusable(error: PrepareError) -> Problem {
    let picture = match error {
        PrepareError::Picture(picture) => picture,
        PrepareError::Io(cause) => return unstored(cause.into()),
        PrepareError::Crashed => return Problem::internal(error),
    };
    let code = match picture {
        PictureError::Empty | PictureError::Truncated | PictureError::Damaged => Code::FileBroken,
        PictureError::TooLarge { .. } => Code::FileTooLarge,
        PictureError::UnknownFormat | PictureError::Animated => Code::FileUnsupported,
        PictureError::TooManyPixels { .. } => Code::FileTooManyPixels,
    };
    Problem::new(code).detail(Text::new(picture.advice_zh(), picture.advice_en()))
}

/// The problem of the store of pictures. A picture that has a row and no file is ours to mend.
pub(crate) fn unstored(error: StoreError) -> Problem {
    let code = match &error {
        StoreError::Full => Code::ServerStorageFull,
        StoreError::Unavailable(_) | StoreError::Refused { .. } => Code::ServerUnavailable,
        StoreError::NotFound | StoreError::Corrupt | StoreError::Io(_) => Code::ServerInternal,
    };
    Problem::new(code).because(error)
}
