//! Consents of persons: given, withdrawn, asked for at every use.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use xianfeng_domain::consents::{Consent, How, Purpose};
use xianfeng_domain::ids::{AccountId, ConsentId, PersonId};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::consents::{ActiveModel, Column, Entity, Model};

/// A consent to record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NewConsent {
    /// Its id.
    pub id: ConsentId,
    /// Whose.
    pub person: PersonId,
    /// To what.
    pub purpose: Purpose,
    /// About whom or what, where the purpose has one.
    pub subject: Option<Uuid>,
    /// Which account records it.
    pub given_by: AccountId,
    /// How it was given.
    pub how: How,
}

/// Records a consent.
///
/// # Errors
/// [`StoreError::Duplicate`] when the same stands already.
pub async fn give(tx: &Tx, new: &NewConsent, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(new.id.0),
        person_id: ActiveValue::Set(new.person.0),
        purpose: ActiveValue::Set(new.purpose.code().to_owned()),
        subject_id: ActiveValue::Set(new.subject),
        how: ActiveValue::Set(new.how.code().to_owned()),
        given_by: ActiveValue::Set(new.given_by.0),
        given_at: ActiveValue::Set(now.into()),
        withdrawn_by: ActiveValue::Set(None),
        withdrawn_at: ActiveValue::Set(None),
        active_key: ActiveValue::Set(Some(active_key(new.person, new.purpose, new.subject))),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The consent that stands, if one does. Ask at every use: who withdraws is heard at once.
///
/// # Errors
/// The database's fault.
pub async fn active(
    tx: &Tx,
    person: PersonId,
    purpose: Purpose,
    subject: Option<Uuid>,
) -> StoreResult<Option<Consent>> {
    let key = active_key(person, purpose, subject);
    Entity::find().filter(Column::ActiveKey.eq(key)).one(tx.conn()).await?.map(from_row).transpose()
}

/// Those of some persons whose consent stands, for a purpose that is about nobody and nothing else. Ask at
/// every use, as with [`active`].
///
/// # Errors
/// The database's fault.
pub async fn who_agreed(
    tx: &Tx,
    purpose: Purpose,
    persons: impl IntoIterator<Item = PersonId>,
) -> StoreResult<HashSet<PersonId>> {
    let found: Vec<Uuid> = Entity::find()
        .select_only()
        .column(Column::PersonId)
        .filter(Column::Purpose.eq(purpose.code()))
        .filter(Column::SubjectId.is_null())
        .filter(Column::WithdrawnAt.is_null())
        .filter(Column::PersonId.is_in(persons.into_iter().map(|person| person.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(found.into_iter().map(PersonId).collect())
}

/// One consent.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: ConsentId) -> StoreResult<Option<Consent>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(from_row).transpose()
}

/// Withdraws a consent, if it stands; says whether.
///
/// # Errors
/// The database's fault.
pub async fn withdraw(tx: &Tx, id: ConsentId, by: AccountId, now: DateTime<Utc>) -> StoreResult<bool> {
    let withdrawn = Entity::update_many()
        .col_expr(Column::WithdrawnBy, Expr::value(by.0))
        .col_expr(Column::WithdrawnAt, Expr::value(Moment::from(now)))
        .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
        .filter(Column::Id.eq(id.0))
        .filter(Column::WithdrawnAt.is_null())
        .exec(tx.conn())
        .await?;
    Ok(withdrawn.rows_affected == 1)
}

/// Everything that a person agreed to, the newest first, withdrawn ones too.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId) -> StoreResult<Vec<Consent>> {
    let query = Entity::find().filter(Column::PersonId.eq(person.0)).order_by(Column::Id, Order::Desc);
    query.all(tx.conn()).await?.into_iter().map(from_row).collect()
}

fn active_key(person: PersonId, purpose: Purpose, subject: Option<Uuid>) -> Vec<u8> {
    let mut digest = Sha256::new().chain_update(person.0).chain_update(purpose.code());
    if let Some(subject) = subject {
        digest.update(subject);
    }
    digest.finalize().to_vec()
}

fn from_row(row: Model) -> StoreResult<Consent> {
    let unknown = |what: &str| StoreError::corrupt(format!("consent {}: {what}", row.id));
    Ok(Consent {
        id: ConsentId(row.id),
        person: PersonId(row.person_id),
        purpose: Purpose::from_code(&row.purpose).ok_or_else(|| unknown("its purpose"))?,
        subject: row.subject_id,
        how: How::from_code(&row.how).ok_or_else(|| unknown("how it was given"))?,
        given_by: AccountId(row.given_by),
        given_at: row.given_at.into(),
        withdrawn: row.withdrawn_by.zip(row.withdrawn_at).map(|(by, at)| (AccountId(by), at.into())),
    })
}
