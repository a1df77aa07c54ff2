//! Evidence: the rows of uploads and of the pictures behind them.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, ClaimId, ContentId, DeclarationId, FileId, HoldingId, MeetingId};

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
    /// What took it.
    pub holder: Option<Holder>,
}

/// What an upload belongs to: one of them, until that lets it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Holder {
    /// A claim.
    Claim(ClaimId),
    /// A declaration.
    Declaration(DeclarationId),
    /// A content, to which it is attached.
    Content(ContentId),
    /// A meeting, whose material it is.
    Meeting(MeetingId),
    /// The contact card of a holding, on which it is the photo.
    ContactCard(HoldingId),
}

impl Holder {
    /// Its id.
    pub const fn id(self) -> Uuid {
        match self {
            Self::Claim(id) => id.0,
            Self::Declaration(id) => id.0,
            Self::Content(id) => id.0,
            Self::Meeting(id) => id.0,
            Self::ContactCard(id) => id.0,
        }
    }

    /// The column that names it.
    const fn column(self) -> files::Column {
        match self {
            Self::Claim(_) => files::Column::ClaimId,
            Self::Declaration(_) => files::Column::DeclarationId,
            Self::Content(_) => files::Column::ContentId,
            Self::Meeting(_) => files::Column::MeetingId,
            Self::ContactCard(_) => files::Column::ContactCardId,
        }
    }
}

/// Uploads that nothing took.
fn free() -> Condition {
    Condition::all()
        .add(files::Column::ClaimId.is_null())
        .add(files::Column::DeclarationId.is_null())
        .add(files::Column::ContentId.is_null())
        .add(files::Column::MeetingId.is_null())
        .add(files::Column::ContactCardId.is_null())
}

/// The picture of some bytes, if it is stored: the same bytes are stored once.
///
/// # Errors
/// The database's fault.
pub async fn picture(tx: &Tx, content: &[u8; 32]) -> StoreResult<Option<Picture>> {
    blobs::Entity::find_by_id(content.to_vec()).one(tx.conn()).await?.as_ref().map(from_blob).transpose()
}

/// Pictures after one, in the order of their hashes, for whoever checks that all are there.
///
/// # Errors
/// The database's fault.
pub async fn pictures(tx: &Tx, after: Option<&[u8; 32]>, limit: u64) -> StoreResult<Vec<Picture>> {
    let mut query = blobs::Entity::find().filter(blobs::Column::LeavingAt.is_null());
    if let Some(after) = after {
        query = query.filter(blobs::Column::ContentHash.gt(after.to_vec()));
    }
    let rows = query.order_by(blobs::Column::ContentHash, Order::Asc).limit(limit).all(tx.conn()).await?;
    rows.iter().map(from_blob).collect()
}

/// Uploads whose picture has no row, for whoever checks.
///
/// # Errors
/// The database's fault.
pub async fn without_picture(tx: &Tx) -> StoreResult<Vec<FileId>> {
    let stored = Query::select().column(blobs::Column::ContentHash).from(blobs::Entity).to_owned();
    let rows = files::Entity::find().filter(files::Column::ContentHash.not_in_subquery(stored)).all(tx.conn()).await?;
    Ok(rows.into_iter().map(|row| FileId(row.id)).collect())
}

/// Writes a picture, or keeps the one that is there from being swept for another while. Says
/// no where it is being deleted at this moment: the upload is to be repeated in a second.
///
/// # Errors
/// [`StoreError::Race`] when another upload of the same bytes just did: the transaction starts
/// again.
pub async fn keep_picture(tx: &Tx, picture: &Picture, now: DateTime<Utc>) -> StoreResult<bool> {
    let kept = blobs::Entity::update_many()
        .col_expr(blobs::Column::CreatedAt, Expr::value(Moment::from(now)))
        .filter(blobs::Column::ContentHash.eq(picture.content.to_vec()))
        .filter(blobs::Column::LeavingAt.is_null())
        .exec(tx.conn())
        .await?;
    if kept.rows_affected == 1 {
        return Ok(true);
    }
    if blobs::Entity::find_by_id(picture.content.to_vec()).one(tx.conn()).await?.is_some() {
        return Ok(false);
    }
    let row = blobs::ActiveModel {
        content_hash: ActiveValue::Set(picture.content.to_vec()),
        width: ActiveValue::Set(picture.width.into()),
        height: ActiveValue::Set(picture.height.into()),
        bytes: ActiveValue::Set(i64::try_from(picture.bytes).unwrap_or(i64::MAX)),
        full_key: ActiveValue::Set(picture.full.to_vec()),
        thumbnail_key: ActiveValue::Set(picture.thumbnail.to_vec()),
        created_at: ActiveValue::Set(now.into()),
        leaving_at: ActiveValue::Set(None),
    };
    match blobs::Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Err(StoreError::Duplicate) => Err(StoreError::Race("a picture")),
        other => other.map(|_| true),
    }
}

/// Writes a new upload, which nothing has taken yet.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, upload: &Upload, now: DateTime<Utc>) -> StoreResult<()> {
    let row = files::ActiveModel {
        id: ActiveValue::Set(upload.id.0),
        account_id: ActiveValue::Set(upload.account.0),
        content_hash: ActiveValue::Set(upload.content.to_vec()),
        claim_id: ActiveValue::Set(None),
        declaration_id: ActiveValue::Set(None),
        content_id: ActiveValue::Set(None),
        meeting_id: ActiveValue::Set(None),
        contact_card_id: ActiveValue::Set(None),
        position: ActiveValue::Set(0),
        created_at: ActiveValue::Set(now.into()),
    };
    files::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One upload; the caller proves who may see it, by its account or what took it.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: FileId) -> StoreResult<Option<Upload>> {
    files::Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// The uploads of a claim, declaration or content, in order.
///
/// # Errors
/// The database's fault.
pub async fn of(tx: &Tx, holder: Holder) -> StoreResult<Vec<Upload>> {
    of_all(tx, &[holder]).await
}

/// The uploads of several claims and declarations, in order within each.
///
/// # Errors
/// The database's fault.
pub async fn of_all(tx: &Tx, holders: &[Holder]) -> StoreResult<Vec<Upload>> {
    let (mut claims, mut declarations) = (Vec::new(), Vec::new());
    let (mut contents, mut meetings, mut cards) = (Vec::new(), Vec::new(), Vec::new());
    for holder in holders {
        match holder {
            Holder::Claim(id) => claims.push(id.0),
            Holder::Declaration(id) => declarations.push(id.0),
            Holder::Content(id) => contents.push(id.0),
            Holder::Meeting(id) => meetings.push(id.0),
            Holder::ContactCard(id) => cards.push(id.0),
        }
    }
    let mut uploads = Vec::new();
    let held = [
        (files::Column::ClaimId, claims),
        (files::Column::DeclarationId, declarations),
        (files::Column::ContentId, contents),
        (files::Column::MeetingId, meetings),
        (files::Column::ContactCardId, cards),
    ];
    for (column, ids) in held {
        if !ids.is_empty() {
            let held = files::Entity::find().filter(column.is_in(ids));
            let rows = held.order_by(files::Column::Position, Order::Asc).all(tx.conn()).await?;
            uploads.extend(rows.into_iter().map(from_row).collect::<StoreResult<Vec<_>>>()?);
        }
    }
    Ok(uploads)
}

/// Gives a holder just these uploads, in this order: those of the account that nothing took, and its own from
/// before; the others it lets go. Says whether all of them were to be had.
///
/// # Errors
/// The database's fault.
pub async fn take(tx: &Tx, holder: Holder, account: AccountId, uploads: &[FileId]) -> StoreResult<bool> {
    use files::Column;
    let dropped: Option<Uuid> = None;
    files::Entity::update_many()
        .col_expr(holder.column(), Expr::value(dropped))
        .filter(holder.column().eq(holder.id()))
        .filter(Column::Id.is_not_in(uploads.iter().map(|upload| upload.0)))
        .exec(tx.conn())
        .await?;
    for (position, upload) in uploads.iter().enumerate() {
        let to_be_had = free().add(Column::AccountId.eq(account.0));
        let taken = files::Entity::update_many()
            .col_expr(holder.column(), Expr::value(holder.id()))
            .col_expr(Column::Position, Expr::value(i64::try_from(position).unwrap_or(i64::MAX)))
            .filter(Column::Id.eq(upload.0))
            .filter(Condition::any().add(to_be_had).add(holder.column().eq(holder.id())))
            .exec(tx.conn())
            .await?;
        if taken.rows_affected != 1 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// How many uploads of an account nothing took, for a limit.
///
/// # Errors
/// The database's fault.
pub async fn free_of_account(tx: &Tx, account: AccountId) -> StoreResult<u64> {
    let own = files::Entity::find().filter(files::Column::AccountId.eq(account.0));
    Ok(own.filter(free()).count(tx.conn()).await?)
}

/// Forgets up to `limit` uploads that nothing took before `before`, and marks the pictures that
/// nobody needs any more as leaving; answers how many uploads went.
///
/// # Errors
/// The database's fault.
pub async fn sweep(tx: &Tx, before: DateTime<Utc>, limit: u64, now: DateTime<Utc>) -> StoreResult<usize> {
    let unclaimed = files::Entity::find().filter(free()).filter(files::Column::CreatedAt.lt(Moment::from(before)));
    let old = unclaimed.order_by(files::Column::Id, Order::Asc).limit(limit).all(tx.conn()).await?;
    let mut contents: Vec<Vec<u8>> = Vec::new();
    for row in &old {
        // It may be taken at this very moment; then it stays.
        let gone =
            files::Entity::delete_many().filter(files::Column::Id.eq(row.id)).filter(free()).exec(tx.conn()).await?;
        if gone.rows_affected == 1 && !contents.contains(&row.content_hash) {
            contents.push(row.content_hash.clone());
        }
    }
    // Always in the same order, so that two replicas never wait for each other.
    contents.sort_unstable();
    for content in contents {
        mark_unneeded(tx, content, now).await?;
    }
    Ok(old.len())
}

/// Marks a picture that no upload names any more. The first update takes the row's lock, behind
/// which an upload of the same bytes either has its row written already or finds the mark.
async fn mark_unneeded(tx: &Tx, content: Vec<u8>, now: DateTime<Utc>) -> StoreResult<()> {
    let own = || blobs::Entity::update_many().filter(blobs::Column::ContentHash.eq(content.clone()));
    own().col_expr(blobs::Column::Bytes, Expr::col(blobs::Column::Bytes)).exec(tx.conn()).await?;
    let needed = files::Entity::find().filter(files::Column::ContentHash.eq(content.clone()));
    if needed.count(tx.conn()).await? == 0 {
        own().col_expr(blobs::Column::LeavingAt, Expr::value(Moment::from(now))).exec(tx.conn()).await?;
    }
    Ok(())
}

/// A picture on its way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaving {
    /// The picture.
    pub content: [u8; 32],
    /// The stored files that only this picture names.
    pub stored: Vec<[u8; 32]>,
}

/// Pictures that are leaving: their stored files are to be deleted, then [`forget`] them. What a
/// killed sweeper left is found again.
///
/// # Errors
/// The database's fault.
pub async fn leaving(tx: &Tx, limit: u64) -> StoreResult<Vec<Leaving>> {
    let rows = blobs::Entity::find().filter(blobs::Column::LeavingAt.is_not_null()).limit(limit).all(tx.conn()).await?;
    let mut leaving = Vec::with_capacity(rows.len());
    for row in rows {
        let picture = from_blob(&row)?;
        let mut stored = Vec::new();
        for key in [picture.full, picture.thumbnail] {
            // Uploads of different bytes can come out as the same picture.
            let named = Condition::any()
                .add(blobs::Column::FullKey.eq(key.to_vec()))
                .add(blobs::Column::ThumbnailKey.eq(key.to_vec()));
            let others =
                blobs::Entity::find().filter(named).filter(blobs::Column::ContentHash.ne(row.content_hash.clone()));
            if others.count(tx.conn()).await? == 0 {
                stored.push(key);
            }
        }
        leaving.push(Leaving { content: picture.content, stored });
    }
    Ok(leaving)
}

/// Forgets a leaving picture whose stored files are gone.
///
/// # Errors
/// The database's fault.
pub async fn forget(tx: &Tx, content: &[u8; 32]) -> StoreResult<()> {
    blobs::Entity::delete_many()
        .filter(blobs::Column::ContentHash.eq(content.to_vec()))
        .filter(blobs::Column::LeavingAt.is_not_null())
        .exec(tx.conn())
        .await?;
    Ok(())
}

fn from_blob(row: &blobs::Model) -> StoreResult<Picture> {
    let pixels = |value: i64| u32::try_from(value).map_err(|_| StoreError::corrupt("a picture's size"));
    Ok(Picture {
        content: array32(&row.content_hash)?,
        width: pixels(row.width)?,
        height: pixels(row.height)?,
        bytes: u64::try_from(row.bytes).unwrap_or_default(),
        full: array32(&row.full_key)?,
        thumbnail: array32(&row.thumbnail_key)?,
    })
}

fn from_row(row: files::Model) -> StoreResult<Upload> {
    Ok(Upload {
        id: FileId(row.id),
        account: AccountId(row.account_id),
        content: array32(&row.content_hash)?,
        holder: holder(&row),
    })
}

fn holder(row: &files::Model) -> Option<Holder> {
    let claim = row.claim_id.map(|id| Holder::Claim(ClaimId(id)));
    let declaration = || row.declaration_id.map(|id| Holder::Declaration(DeclarationId(id)));
    let content = || row.content_id.map(|id| Holder::Content(ContentId(id)));
    let meeting = || row.meeting_id.map(|id| Holder::Meeting(MeetingId(id)));
    let card = || row.contact_card_id.map(|id| Holder::ContactCard(HoldingId(id)));
    claim.or_else(declaration).or_else(content).or_else(meeting).or_else(card)
}
