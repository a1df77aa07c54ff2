//! One picture.

use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::FileId;
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder, Picture};
use xianfeng_infra::{declarations, moderation, tasks};

use super::unstored;
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::contents;
use crate::failure::Failure;
use crate::http::extract::{PathId, QueryParams};
use crate::http::problem::{Check, Code, Problem};
use crate::{meetings, posts};

/// How large.
#[derive(Clone, Copy, Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum Size {
    /// At most 320 pixels long, for lists.
    Thumbnail,
    /// At most 2048 pixels long.
    #[default]
    Full,
}

/// The query.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct SizeParam {
    /// `thumbnail` or `full`; full where absent.
    #[serde(default)]
    #[param(inline, required = false, example = "thumbnail")]
    pub size: Size,
}

impl Check for SizeParam {}

/// One picture, as JPEG.
///
/// For its sender until a claim or declaration takes it; from then on for the member whose deed it
/// shows, for the liaison who declared it and for who reaches the deed, whose reading is written to the
/// audit log; the pictures of a content are for its readers, those of a meeting for who sees the meeting. The photo on
/// a contact card is for who sees the card, once content safety has passed it and while the holder agrees. May be kept
/// by the asker's own device for an hour, but for that photo.
#[utoipa::path(
    tag = "files",
    params(("id" = Uuid, Path, description = "The picture"), SizeParam),
    responses((status = 200, description = "The picture", content_type = "image/jpeg", body = [u8])),
    extensions(("x-error-codes" = json!(["auth.not_bound", "file.not_found"]))),
)]
#[get("/files/{id}")]
pub(super) async fn get_file(
    app: Data<App>,
    bound: Bound,
    id: PathId<FileId>,
    query: QueryParams<SizeParam>,
) -> Result<HttpResponse, Problem> {
    let (picture, others, holder) = app.database.read(async |tx: &Tx| visible(tx, &bound, id.0).await).await?;
    let name = match query.size {
        Size::Thumbnail => picture.thumbnail,
        Size::Full => picture.full,
    };
    let jpeg = app.blobs.get(name.into()).await.map_err(unstored)?;
    if let Some(path) = others {
        bound.disclosed(&app, "files.read", Some(("file", id.0.0)), Some(path)).await?;
    }
    // Agreed to until withdrawn: from that moment on no device shows it.
    let kept = match holder {
        Some(Holder::ContactCard(_)) => "no-store",
        _ => "private, max-age=3600",
    };
    Ok(HttpResponse::Ok().content_type("image/jpeg").insert_header((CACHE_CONTROL, kept)).body(jpeg))
}

/// Has content safety passed the picture?
async fn is_passed(tx: &Tx, id: FileId) -> StoreResult<bool> {
    let states = moderation::states(tx, Subject::Picture, &[id.0]).await?;
    Ok(states.get(&id.0).copied().is_some_and(CheckState::is_shown))
}

/// A picture, where the deed belongs if it is somebody else's, and what holds it.
type Visible = (Picture, Option<OrganizationPath>, Option<Holder>);

/// The use case: the picture of an upload, if the caller may see it.
async fn visible(tx: &Tx, act: &Act, id: FileId) -> Result<Visible, Failure> {
    let upload = evidence::find(tx, id).await?.ok_or(Code::FileNotFound)?;
    let (own, reach) = (act.caller.member_id(), act.caller.reach(Right::Read));
    let (member, path) = match upload.holder {
        None if upload.account == act.caller.account => (own, None),
        None => return Err(Code::FileNotFound.into()),
        Some(Holder::Claim(claim)) => {
            let claim = tasks::claim(tx, &reach, own, claim).await?.ok_or(Code::FileNotFound)?;
            (Some(claim.member), Some(claim.path))
        }
        // For who sees the meeting, once content safety has passed it: it shows no one's deed.
        Some(Holder::Meeting(meeting)) => {
            let meeting = meetings::visible(tx, act, meeting).await.map_err(|_| Code::FileNotFound)?;
            if !meetings::manages(act, &meeting) && !is_passed(tx, id).await? {
                return Err(Code::FileNotFound.into());
            }
            (own, None)
        }
        Some(Holder::Declaration(declaration)) => {
            let by = Some(act.caller.account);
            let found = declarations::find(tx, &reach, own, by, declaration).await?.ok_or(Code::FileNotFound)?;
            (Some(found.member), Some(found.path))
        }
        // Whoever may read the content sees those of its pictures that content safety has passed: no longer once it
        // is taken down.
        Some(Holder::Content(content)) => {
            let (_, managed) = contents::visible(tx, act, content).await?.ok_or(Code::FileNotFound)?;
            if !managed && !is_passed(tx, id).await? {
                return Err(Code::FileNotFound.into());
            }
            (own, None)
        }
        Some(Holder::ContactCard(holding)) => {
            let holding = posts::photo_seen(tx, act, holding).await?.ok_or(Code::FileNotFound)?;
            (Some(holding.member), Some(holding.path))
        }
    };
    let picture = evidence::picture(tx, &upload.content).await?;
    let picture = picture.ok_or_else(|| StoreError::corrupt("an upload without a picture"))?;
    Ok((picture, path.filter(|_| member != own), upload.holder))
}
