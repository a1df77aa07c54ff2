//! Writing objections. The limits are unique keys: a stranger's holds one of its branch's places of
//! the day for ever, a person's is the only open one of theirs against its row.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{ObjectionId, OrganizationId};
use xianfeng_domain::objections::{Ground, Objection, State};
use xianfeng_domain::time::Day;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::closings;
use crate::entities::objections::{ActiveModel, Column, Entity};
use crate::privacy::Vault;
use crate::strangers::{self, Contact, Stranger};

/// A free place for a stranger's objection about the members of a branch; none where the day is full.
/// Whoever comes in between is caught by the key when the objection is written.
///
/// # Errors
/// The database's fault.
pub async fn free_slot(tx: &Tx, branch: OrganizationId, today: Day) -> StoreResult<Option<u8>> {
    let of_the_day = Entity::find().filter(Column::BranchId.eq(branch.0)).filter(Column::MadeOn.eq(today));
    strangers::free_slot(tx, of_the_day, Column::DaySlot).await
}

/// Writes a new objection.
///
/// # Errors
/// [`StoreError::Duplicate`] when a person has an open one against the row; [`StoreError::Race`] when
/// another stranger took the place meanwhile.
pub async fn insert(
    tx: &Tx,
    vault: &Vault,
    objection: &Objection,
    branch: OrganizationId,
    stranger: Option<Stranger<'_>>,
) -> StoreResult<()> {
    let contact = stranger.as_ref().map(|stranger| stranger.contact);
    let name = contact.and_then(|contact| contact.name.as_deref());
    let phone = contact.and_then(|contact| contact.phone.as_ref());
    let open_one = objection.objector.map(|person| {
        let [person, closing, member] = [person.0, objection.closing.0, objection.member.0].map(Uuid::into_bytes);
        [person, closing, member].concat()
    });
    let row = ActiveModel {
        id: ActiveValue::Set(objection.id.0),
        closing_id: ActiveValue::Set(objection.closing.0),
        period: ActiveValue::Set(objection.period.to_string()),
        edition_id: ActiveValue::Set(objection.edition.0),
        edition_number: ActiveValue::Set(objection.edition_number.into()),
        organization_id: ActiveValue::Set(objection.organization.0),
        row_number: ActiveValue::Set(objection.row.map(Into::into)),
        member_id: ActiveValue::Set(objection.member.0),
        person_id: ActiveValue::Set(objection.person.0),
        branch_id: ActiveValue::Set(branch.0),
        branch_path: ActiveValue::Set(objection.path.to_string()),
        review_path: ActiveValue::Set(objection.review_path.to_string()),
        body: ActiveValue::Set(objection.text.clone()),
        entry_id: ActiveValue::Set(objection.entry.map(|entry| entry.0)),
        objector_id: ActiveValue::Set(objection.objector.map(|person| person.0)),
        name_cipher: ActiveValue::Set(name.map(|name| vault.seal_text(name)).transpose()?),
        phone_cipher: ActiveValue::Set(phone.map(|phone| vault.seal(phone)).transpose()?),
        receipt_hash: ActiveValue::Set(stranger.as_ref().map(|stranger| stranger.receipt_hash.to_vec())),
        made_at: ActiveValue::Set(objection.made_at.into()),
        made_on: ActiveValue::Set(objection.made_on),
        day_slot: ActiveValue::Set(stranger.as_ref().map(|stranger| stranger.slot.into())),
        state: ActiveValue::Set(objection.state.code().to_owned()),
        ground: ActiveValue::Set(None),
        answer: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        edition_made: ActiveValue::Set(None),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(open_one),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) if stranger.is_some() => Err(StoreError::Race("a place for an objection")),
        Err(error) => Err(error),
    }
}

/// Writes what became of an objection, if it still is as it was read: in a state and of a version;
/// says whether.
///
/// # Errors
/// The database's fault.
pub async fn decided(tx: &Tx, was: (State, u64), now: &Objection) -> StoreResult<bool> {
    let mut change = Entity::update_many()
        .col_expr(Column::State, Expr::value(now.state.code()))
        .col_expr(Column::Ground, Expr::value(now.ground.map(Ground::code)))
        .col_expr(Column::Answer, Expr::value(now.answer.clone()))
        .col_expr(Column::Reason, Expr::value(now.reason.clone()))
        .col_expr(Column::EditionMade, Expr::value(now.edition_made.map(i64::from)))
        .col_expr(Column::DecidedBy, Expr::value(now.decided_by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(now.decided_at.map(Moment::from)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(now.id.0))
        .filter(Column::State.eq(was.0.code()))
        .filter(Column::Version.eq(i64::try_from(was.1).unwrap_or(i64::MAX)));
    if !now.state.is_open() {
        change = change.col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None));
    }
    Ok(change.exec(tx.conn()).await?.rows_affected == 1)
}

/// Forgets the names and numbers that strangers left of themselves in closings that have been final
/// since before a moment, a few at a time; answers how many. The objections and their answers stay.
///
/// # Errors
/// The database's fault.
pub async fn forget_contacts(tx: &Tx, final_before: DateTime<Utc>, limit: u64) -> StoreResult<u64> {
    let long_final: Vec<Uuid> = closings::Entity::find()
        .select_only()
        .column(closings::Column::Id)
        .filter(closings::Column::FinalAt.lt(Moment::from(final_before)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let left = Column::NameCipher.is_not_null().or(Column::PhoneCipher.is_not_null());
    let old: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(Column::ClosingId.is_in(long_final))
        .filter(left)
        .limit(limit)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let change = Entity::update_many()
        .col_expr(Column::NameCipher, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::PhoneCipher, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.is_in(old));
    Ok(change.exec(tx.conn()).await?.rows_affected)
}

/// What a stranger left of themselves, for who may see it.
///
/// # Errors
/// [`StoreError::Corrupt`] when it was not sealed with this key.
pub async fn contact(tx: &Tx, vault: &Vault, id: ObjectionId) -> StoreResult<Contact> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.conn()).await? else { return Ok(Contact::default()) };
    Ok(Contact {
        name: row.name_cipher.map(|sealed| vault.open_text(&sealed)).transpose()?,
        phone: row.phone_cipher.map(|sealed| vault.open(&sealed)).transpose()?,
    })
}
