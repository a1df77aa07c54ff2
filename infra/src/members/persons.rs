//! Persons.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::{OrganizationId, PersonId};
use xianfeng_domain::members::Person;
use xianfeng_domain::roster::{Phone, Sex, YearMonth};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::persons::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;

/// Writes a new person.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, vault: &Vault, person: &Person, now: DateTime<Utc>) -> StoreResult<()> {
    let sealed = person.phone.as_ref().map(|phone| vault.seal(phone)).transpose()?;
    let row = ActiveModel {
        id: ActiveValue::Set(person.id.0),
        township_id: ActiveValue::Set(person.township.0),
        name: ActiveValue::Set(person.name.clone()),
        sex: ActiveValue::Set(person.sex.map(|sex| sex_code(sex).to_owned())),
        birth_year: ActiveValue::Set(person.birth.map(|birth| birth.year().into())),
        birth_month: ActiveValue::Set(person.birth.map(|birth| birth.month().into())),
        phone_cipher: ActiveValue::Set(sealed),
        phone_hash: ActiveValue::Set(person.phone.as_ref().map(|phone| vault.lookup(phone).to_vec())),
        schooling: ActiveValue::Set(person.schooling.clone()),
        skills: ActiveValue::Set(person.skills.clone()),
        version: ActiveValue::Set(1),
        created_at: ActiveValue::Set(now.into()),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Writes a person anew, if the version still is what the change was made on; says whether.
///
/// # Errors
/// The database's fault.
pub async fn update(tx: &Tx, vault: &Vault, person: &Person) -> StoreResult<bool> {
    let sealed = person.phone.as_ref().map(|phone| vault.seal(phone)).transpose()?;
    let hash = person.phone.as_ref().map(|phone| vault.lookup(phone).to_vec());
    let updated = Entity::update_many()
        .col_expr(Column::Name, Expr::value(person.name.clone()))
        .col_expr(Column::Sex, Expr::value(person.sex.map(sex_code)))
        .col_expr(Column::BirthYear, Expr::value(person.birth.map(|birth| i64::from(birth.year()))))
        .col_expr(Column::BirthMonth, Expr::value(person.birth.map(|birth| i64::from(birth.month()))))
        .col_expr(Column::PhoneCipher, Expr::value(sealed))
        .col_expr(Column::PhoneHash, Expr::value(hash))
        .col_expr(Column::Schooling, Expr::value(person.schooling.clone()))
        .col_expr(Column::Skills, Expr::value(person.skills.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(person.id.0))
        .filter(Column::Version.eq(i64::try_from(person.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    Ok(updated.rows_affected == 1)
}

/// One person.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, vault: &Vault, id: PersonId) -> StoreResult<Option<Person>> {
    Entity::find_by_id(id.0).one(tx.conn()).await?.map(|row| from_row(row, vault)).transpose()
}

/// The township whose roster or staff a person belongs to.
///
/// # Errors
/// The database's fault.
pub async fn township_of(tx: &Tx, id: PersonId) -> StoreResult<Option<OrganizationId>> {
    let township: Option<Uuid> =
        Entity::find_by_id(id.0).select_only().column(Column::TownshipId).into_tuple().one(tx.conn()).await?;
    Ok(township.map(OrganizationId))
}

/// Several persons.
///
/// # Errors
/// The database's fault.
pub async fn list(tx: &Tx, vault: &Vault, ids: &[PersonId]) -> StoreResult<HashMap<PersonId, Person>> {
    let rows = Entity::find().filter(Column::Id.is_in(ids.iter().map(|id| id.0))).all(tx.conn()).await?;
    rows.into_iter().map(|row| Ok((PersonId(row.id), from_row(row, vault)?))).collect()
}

/// The persons with a phone, in any township.
///
/// # Errors
/// The database's fault.
pub async fn find_by_phone(tx: &Tx, vault: &Vault, phone: &Phone) -> StoreResult<Vec<Person>> {
    let hash = vault.lookup(phone).to_vec();
    let rows = Entity::find().filter(Column::PhoneHash.eq(hash)).all(tx.conn()).await?;
    rows.into_iter().map(|row| from_row(row, vault)).collect()
}

/// The names of persons, for showing who did what.
///
/// # Errors
/// The database's fault.
pub async fn names(tx: &Tx, ids: impl IntoIterator<Item = PersonId>) -> StoreResult<HashMap<PersonId, String>> {
    let rows: Vec<(Uuid, String)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Name])
        .filter(Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
}

pub(super) const fn sex_code(sex: Sex) -> &'static str {
    match sex {
        Sex::Female => "female",
        Sex::Male => "male",
    }
}

pub(super) fn sex(code: &str) -> StoreResult<Sex> {
    match code {
        "female" => Ok(Sex::Female),
        "male" => Ok(Sex::Male),
        _ => Err(StoreError::corrupt("a person's sex")),
    }
}

pub(super) fn from_row(row: Model, vault: &Vault) -> StoreResult<Person> {
    Ok(Person {
        id: PersonId(row.id),
        township: OrganizationId(row.township_id),
        name: row.name,
        sex: row.sex.as_deref().map(sex).transpose()?,
        birth: birth(row.birth_year, row.birth_month)?,
        phone: row.phone_cipher.as_deref().map(|sealed| vault.open(sealed)).transpose()?,
        schooling: row.schooling,
        skills: row.skills,
        version: u64::try_from(row.version).unwrap_or_default(),
    })
}

pub(super) fn birth(year: Option<i64>, month: Option<i64>) -> StoreResult<Option<YearMonth>> {
    let (Some(year), Some(month)) = (year, month) else { return Ok(None) };
    let valid = i32::try_from(year).ok().zip(u32::try_from(month).ok());
    let birth = valid.and_then(|(year, month)| YearMonth::new(year, month));
    birth.map(Some).ok_or_else(|| StoreError::corrupt("a birth month"))
}
