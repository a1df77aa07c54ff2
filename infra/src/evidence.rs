//! Evidence: the rows of uploads and of the pictures behind them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, ClaimId, FileId};

use crate::db::{Moment, StoreError, StoreResult, Tx, array32};
use crate::entities::{blobs, files};

/// A stored picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The hash of the bytes that were sent.
    pub content: [u8; 32],
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The stored size.
    pub bytes: u64,
    /// Where the picture is stored.
    pub full: [u8; 32],
    /// Where its thumbnail is.
    pub thumbnail: [u8; 32],
}

/// An upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Its id.
    pub id: FileId,
    /// Who sent it.
    pub account: AccountId,
    /// What was sent.
    pub content: [u8; 32],
    /// The claim that took it.
    pub claim: Option<ClaimId>,
}

/// The picture of some bytes, if it is stored already: the same bytes are stored once.
///
/// # Errors
/// The database's fault.
pub async fn picture(tx: &Tx, content: &[u8; 32]) -> StoreResult<Option<Picture>> {
    let row = blobs::Entity::find_by_id(content.to_vec()).one(tx.conn()).await?;
    row.map(|row| {
        let pixels = |value: i64| u32::try_from(value).map_err(|_| StoreError::corrupt("a picture's size"));
        Ok(Picture {
            content: *content,
            width: pixels(row.width)?,
            height: pixels(row.height)?,
            bytes: u64::try_from(row.bytes).unwrap_or_default(),
            full: array32(&row.full_key)?,
            thumbnail: array32(&row.thumbnail_key)?,
        })
    })
    .transpose()
}

/// Writes a new picture.
///
/// # Errors
/// [`StoreError::Duplicate`] when another upload of the same bytes just did.
pub async fn insert_picture(tx: &Tx, picture: &Picture, now: DateTime<Utc>) -> StoreResult<()> {
    let row = blobs::ActiveModel {
        content_hash: ActiveValue::Set(picture.content.to_vec()),
        width: ActiveValue::Set(picture.width.into()),
        height: ActiveValue::Set(picture.height.into()),
        bytes: ActiveValue::Set(i64::try_from(picture.bytes).unwrap_or(i64::MAX)),
        full_key: ActiveValue::Set(picture.full.to_vec()),
        thumbnail_key: ActiveValue::Set(picture.thumbnail.to_vec()),
        created_at: ActiveValue::Set(now.into()),
    };
    blobs::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes a new upload.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, upload: &Upload, now: DateTime<Utc>) -> StoreResult<()> {
    let row = files::ActiveModel {
        id: ActiveValue::Set(upload.id.0),
        account_id: ActiveValue::Set(upload.account.0),
        content_hash: ActiveValue::Set(upload.content.to_vec()),
        claim_id: ActiveValue::Set(upload.claim.map(Into::into)),
        position: ActiveValue::Set(0),
        created_at: ActiveValue::Set(now.into()),
    };
    files::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One upload; the caller proves who may see it, by its account or its claim.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: FileId) -> StoreResult<Option<Upload>> {
    files::Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The uploads of a claim, in order.
///
/// # Errors
/// The database's fault.
pub async fn of_claim(tx: &Tx, claim: ClaimId) -> StoreResult<Vec<Upload>> {
    of_claims(tx, &[claim]).await
}

/// The uploads of several claims, in order within each.
///
/// # Errors
/// The database's fault.
pub async fn of_claims(tx: &Tx, claims: &[ClaimId]) -> StoreResult<Vec<Upload>> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    let rows = files::Entity::find()
        .filter(files::Column::ClaimId.is_in(claims.iter().map(|claim| claim.0)))
        .order_by(files::Column::Position, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Gives a claim just these uploads, in this order: those of the account that no claim has, and
/// the claim's own from before. Says whether all of them were to be had.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, claim: ClaimId, account: AccountId, uploads: &[FileId]) -> StoreResult<bool> {
    use files::Column;
    let dropped: Option<Uuid> = None;
    files::Entity::update_many()
        .col_expr(Column::ClaimId, Expr::value(dropped))
        .filter(Column::ClaimId.eq(claim.0))
        .filter(Column::Id.is_not_in(uploads.iter().map(|upload| upload.0)))
        .exec(tx.conn())
        .await?;
    for (position, upload) in uploads.iter().enumerate() {
        let free = Condition::all().add(Column::ClaimId.is_null()).add(Column::AccountId.eq(account.0));
        let taken = files::Entity::update_many()
            .col_expr(Column::ClaimId, Expr::value(claim.0))
            .col_expr(Column::Position, Expr::value(i64::try_from(position).unwrap_or(i64::MAX)))
            .filter(Column::Id.eq(upload.0))
            .filter(Condition::any().add(free).add(Column::ClaimId.eq(claim.0)))
            .exec(tx.conn())
            .await?;
        if taken.rows_affected != 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many uploads of an account no claim has, for a limit.
///
/// # Errors
/// The database's fault.
pub async fn free_of_account(tx: &Tx, account: AccountId) -> StoreResult<u64> {
    let free =
        files::Entity::find().filter(files::Column::AccountId.eq(account.0)).filter(files::Column::ClaimId.is_null());
    Ok(free.count(tx.conn()).await?)
}

/// Forgets up to `limit` uploads that no claim took before `before`, and the pictures that nobody
/// needs any more; answers the stored files to delete once the transaction is committed.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64) -> StoreResult<Vec<[u8; 32]>> {
    let old = files::Entity::find()
        .filter(files::Column::ClaimId.is_null())
        .filter(files::Column::CreatedAt.lt(Moment::from(before)))
        .limit(limit)
        .all(tx.conn())
        .await?;
    let mut unneeded = Vec::new();
    for row in old {
        files::Entity::delete_by_id(row.id).exec(tx.conn()).await?;
        let needed = files::Entity::find().filter(files::Column::ContentHash.eq(row.content_hash.clone()));
        if needed.count(tx.conn()).await? > 0 {
            continue;
        }
        let content = array32(&row.content_hash)?;
        if let Some(picture) = picture(tx, &content).await? {
            blobs::Entity::delete_by_id(row.content_hash).exec(tx.conn()).await?;
            unneeded.extend(unshared(tx, [picture.full, picture.thumbnail]).await?);
        }
    }
    Ok(unneeded)
}

/// Those of the stored files that no picture names any more: two uploads of different bytes can
/// come out as the same picture.
async fn unshared(tx: &Tx, keys: [[u8; 32]; 2]) -> StoreResult<Vec<[u8; 32]>> {
    let mut unshared = Vec::new();
    for key in keys {
        let named = Condition::any()
            .add(blobs::Column::FullKey.eq(key.to_vec()))
            .add(blobs::Column::ThumbnailKey.eq(key.to_vec()));
        if blobs::Entity::find().filter(named).count(tx.conn()).await? == 0 {
            unshared.push(key);
        }
    }
    Ok(unshared)
}

fn from_row(row: files::Model) -> StoreResult<Upload> {
    Ok(Upload {
        id: FileId(row.id),
        account: AccountId(row.account_id),
        content: array32(&row.content_hash)?,
        claim: row.claim_id.map(ClaimId),
    })
}
