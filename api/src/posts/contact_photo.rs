//! The photo on a contact card (连心卡, S4-7): an upload of the holder's own. Others see it once content safety has
//! passed it, and only while the holder agrees, which is asked for at each read.

use xianfeng_domain::consents::Purpose;
use xianfeng_domain::ids::{FileId, HoldingId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::posts::Holding;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder, Picture, Upload};
use xianfeng_infra::{consents, members, moderation as checks};

use super::contact::seen;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::moderation;

/// A photo on a card whose holder agrees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CardPhoto {
    /// The upload.
    pub(super) upload: Upload,
    /// What became of its check.
    pub(super) state: CheckState,
}

/// Puts a photo on a card in the place of the one that was there, or takes that off, and puts it to be checked.
/// Behind the writing of the card's row, on which two who write at once wait for each other.
///
/// # Errors
/// `file.not_found` for what the caller did not upload, and what something else holds.
pub(super) async fn put_on(tx: &Tx, act: &Act, holding: &Holding, photo: Option<FileId>) -> Result<(), Failure> {
    let photos: Vec<FileId> = photo.into_iter().collect();
    if !evidence::take(tx, Holder::ContactCard(holding.id), act.caller.account, &photos).await? {
        return Err(Code::FileNotFound.into());
    }
    for photo in photos {
        moderation::submit_picture(tx, act, photo, &holding.path).await?;
    }
    Ok(())
}

/// The photo on a card, while its holder agrees.
///
/// # Errors
/// The database's fault.
pub(super) async fn agreed(tx: &Tx, holding: &Holding) -> StoreResult<Option<CardPhoto>> {
    let Some(upload) = evidence::of(tx, Holder::ContactCard(holding.id)).await?.pop() else { return Ok(None) };
    let Some(person) = members::persons_of(tx, [holding.member]).await?.remove(&holding.member) else {
        return Ok(None);
    };
    if consents::active(tx, person, Purpose::ContactCard, Some(holding.id.0)).await?.is_none() {
        return Ok(None);
    }
    let states = checks::states(tx, Subject::Picture, &[upload.id.0]).await?;
    let state = states.get(&upload.id.0).copied().unwrap_or(CheckState::Waiting);
    Ok(Some(CardPhoto { upload, state }))
}

/// The picture on a card as others see it: agreed to and passed.
///
/// # Errors
/// The database's fault.
pub(super) async fn shown_picture(tx: &Tx, holding: &Holding) -> StoreResult<Option<Picture>> {
    let Some(photo) = agreed(tx, holding).await?.filter(|photo| photo.state.is_shown()) else { return Ok(None) };
    let picture = evidence::picture(tx, &photo.upload.content).await?;
    Ok(Some(picture.ok_or_else(|| StoreError::corrupt("a photo without a picture"))?))
}

/// The holding on whose card the caller sees the photo: their own, or one within reach whose photo has passed.
///
/// # Errors
/// The database's fault.
pub(crate) async fn photo_seen(tx: &Tx, act: &Act, id: HoldingId) -> Result<Option<Holding>, Failure> {
    let Some(holding) = seen(tx, &act.caller, id, act.today()).await? else { return Ok(None) };
    let own = act.caller.member_id() == Some(holding.member);
    let photo = agreed(tx, &holding).await?.filter(|photo| own || photo.state.is_shown());
    Ok(photo.map(|_| holding))
}
