//! Links and pictures that open a page of the mini-program, kept by the hash of the request that made them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter};
use uuid::Uuid;

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::{code_pictures, links};
use crate::files::ContentDigest;
use crate::wechat::MediaType;

/// A picture that was made before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptPicture {
    /// Its format.
    pub media_type: MediaType,
    /// The file's name in the store.
    pub blob: ContentDigest,
}

/// The link of a request and when it ends, if it lives past `until`.
///
/// # Errors
/// The database's fault.
pub async fn find_link(
    tx: &Tx,
    request: &[u8; 32],
    until: DateTime<Utc>,
) -> StoreResult<Option<(String, DateTime<Utc>)>> {
    let row = links::Entity::find()
        .filter(links::Column::RequestHash.eq(request.to_vec()))
        .filter(links::Column::ExpiresAt.gt(Moment::from(until)))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| (row.url, row.expires_at.into())))
}

/// Keeps a link in the place of an older one of the same request.
///
/// # Errors
/// The database's fault.
pub async fn keep_link(
    tx: &Tx,
    request: &[u8; 32],
    url: &str,
    expires_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let row = links::ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        request_hash: ActiveValue::Set(request.to_vec()),
        url: ActiveValue::Set(url.to_owned()),
        made_at: ActiveValue::Set(now.into()),
        expires_at: ActiveValue::Set(expires_at.into()),
    };
    let newer = OnConflict::column(links::Column::RequestHash)
        .update_columns([links::Column::Url, links::Column::MadeAt, links::Column::ExpiresAt])
        .to_owned();
    links::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The picture of a request.
///
/// # Errors
/// The database's fault.
pub async fn find_picture(tx: &Tx, request: &[u8; 32]) -> StoreResult<Option<KeptPicture>> {
    let row = code_pictures::Entity::find()
        .filter(code_pictures::Column::RequestHash.eq(request.to_vec()))
        .one(tx.conn())
        .await?;
    row.map(|row| {
        let media_type = [MediaType::Jpeg, MediaType::Png].into_iter().find(|kind| kind.as_str() == row.media_type);
        let media_type = media_type.ok_or_else(|| StoreError::corrupt("the format of a code picture"))?;
        Ok(KeptPicture { media_type, blob: array32(&row.blob_name)?.into() })
    })
    .transpose()
}

/// Keeps a picture whose file lies in the store, in the place of one whose file was lost.
///
/// # Errors
/// The database's fault.
pub async fn keep_picture(tx: &Tx, request: &[u8; 32], picture: KeptPicture, now: DateTime<Utc>) -> StoreResult<()> {
    let row = code_pictures::ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        request_hash: ActiveValue::Set(request.to_vec()),
        media_type: ActiveValue::Set(picture.media_type.as_str().to_owned()),
        blob_name: ActiveValue::Set(picture.blob.as_bytes().to_vec()),
        made_at: ActiveValue::Set(now.into()),
    };
    let newer = OnConflict::column(code_pictures::Column::RequestHash)
        .update_columns([code_pictures::Column::MediaType, code_pictures::Column::BlobName])
        .to_owned();
    code_pictures::Entity::insert(row).on_conflict(newer).exec_without_returning(tx.conn()).await?;
    Ok(())
}
