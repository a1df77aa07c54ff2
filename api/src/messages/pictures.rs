//! Pictures to scan that open a page of the mini-program.

use actix_web::web::Bytes;
use xianfeng_infra::db::Tx;
use xianfeng_infra::files::StoreError as FileError;
use xianfeng_infra::messages::{self as rows, KeptPicture};
use xianfeng_infra::wechat::{CodePicture, MediaType};

use super::links::{request_of, unmade};
use crate::app::App;
use crate::failure::Failure;
use crate::http::problem::Problem;

/// The width that reads well on paper and on a phone held over another one, in pixels.
const WIDTH: u16 = 430;

/// The picture that opens `page` and tells it `scene`. It never expires: it is drawn once and kept for good.
///
/// # Errors
/// `wechat.busy`, `wechat.unavailable`, `rate.limited`; the file store's or the database's fault.
pub async fn picture_for(app: &App, page: &str, scene: &str) -> Result<(MediaType, Bytes), Problem> {
    let request = request_of("code_picture", app.wechat.environment(), page, scene);
    let find = async |tx: &Tx| -> Result<_, Failure> { Ok(rows::find_picture(tx, &request).await?) };
    if let Some(kept) = app.database.read(find).await? {
        match app.blobs.get(kept.blob).await {
            Ok(bytes) => return Ok((kept.media_type, bytes)),
            // A file store that was restored from older days: it is drawn again.
            Err(FileError::NotFound) => {}
            Err(error) => return Err(crate::files::unstored(error)),
        }
    }
    let picture =
        app.wechat.code_picture(CodePicture { scene, page: Some(page), width: WIDTH }).await.map_err(unmade)?;
    let bytes = Bytes::from(picture.bytes);
    let blob = app.blobs.put(bytes.clone()).await.map_err(crate::files::unstored)?;
    let kept = KeptPicture { media_type: picture.media_type, blob };
    let keep =
        async |tx: &Tx| -> Result<_, Failure> { Ok(rows::keep_picture(tx, &request, kept, app.clock.now()).await?) };
    app.database.transact("messages.picture", keep).await?;
    Ok((picture.media_type, bytes))
}
