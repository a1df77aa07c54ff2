//! Writing entries, and rows to values.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use xianfeng_domain::care::{Entry, Helper, Kind, Outcome};
use xianfeng_domain::ids::{AccountId, CareId, MemberId, OrganizationId, PersonId};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::care_entries::{ActiveModel, Column, Entity, Model};
use crate::privacy::Vault;

/// What only those concerned read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Why.
    pub ground: Option<String>,
    /// What is given.
    pub given: Option<String>,
    /// What the helper is to do.
    pub task: Option<String>,
}

/// Writes a new entry.
///
/// # Errors
/// [`StoreError::Race`] when the member got such an entry, or the helper the place, meanwhile: look again.
pub async fn insert(tx: &Tx, vault: &Vault, entry: &Entry, texts: &Texts) -> StoreResult<()> {
    let sealed = |text: &Option<String>| text.as_deref().map(|text| vault.seal_text(text)).transpose();
    let row = ActiveModel {
        id: ActiveValue::Set(entry.id.0),
        kind: ActiveValue::Set(entry.kind.code().to_owned()),
        member_id: ActiveValue::Set(entry.member.0),
        person_id: ActiveValue::Set(entry.person.0),
        organization_id: ActiveValue::Set(entry.branch.0),
        organization_path: ActiveValue::Set(entry.path.to_string()),
        ground_cipher: ActiveValue::Set(sealed(&texts.ground)?),
        given_cipher: ActiveValue::Set(sealed(&texts.given)?),
        helper_id: ActiveValue::Set(entry.helper.map(|helper| helper.member.0)),
        helper_person_id: ActiveValue::Set(entry.helper.map(|helper| helper.person.0)),
        task_cipher: ActiveValue::Set(sealed(&texts.task)?),
        helper_key: ActiveValue::Set(entry.helper_key()),
        from_day: ActiveValue::Set(entry.from),
        until_day: ActiveValue::Set(entry.until),
        decided_on: ActiveValue::Set(entry.decided_on),
        meeting: ActiveValue::Set(entry.meeting.clone()),
        state: ActiveValue::Set(state_of(entry).to_owned()),
        due_on: ActiveValue::Set(entry.due_on),
        ended_on: ActiveValue::Set(None),
        outcome: ActiveValue::Set(None),
        active_key: ActiveValue::Set(entry.active_key()),
        recorded_by: ActiveValue::Set(entry.recorded_by.0),
        recorded_at: ActiveValue::Set(entry.recorded_at.into()),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("an entry of the register")),
        Err(error) => Err(error),
    }
}

/// Writes what changed of an entry but its texts, if its version still is what the change was made on.
///
/// # Errors
/// [`StoreError::Race`] when somebody was quicker, with the entry or with the helper's place: look again.
pub async fn save(tx: &Tx, entry: &Entry) -> StoreResult<()> {
    let saved = Entity::update_many()
        .col_expr(Column::OrganizationId, Expr::value(entry.branch.0))
        .col_expr(Column::OrganizationPath, Expr::value(entry.path.to_string()))
        .col_expr(Column::HelperId, Expr::value(entry.helper.map(|helper| helper.member.0)))
        .col_expr(Column::HelperPersonId, Expr::value(entry.helper.map(|helper| helper.person.0)))
        .col_expr(Column::HelperKey, Expr::value(entry.helper_key()))
        .col_expr(Column::UntilDay, Expr::value(entry.until))
        .col_expr(Column::DueOn, Expr::value(entry.due_on))
        .col_expr(Column::State, Expr::value(state_of(entry)))
        .col_expr(Column::EndedOn, Expr::value(entry.ended.map(|(on, _)| on)))
        .col_expr(Column::Outcome, Expr::value(entry.ended.map(|(_, outcome)| outcome.code())))
        .col_expr(Column::ActiveKey, Expr::value(entry.active_key()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(entry.id.0))
        .filter(Column::Version.eq(version_of(entry)))
        .exec(tx.conn())
        .await;
    match saved.map_err(StoreError::from) {
        Ok(saved) if saved.rows_affected == 1 => Ok(()),
        Ok(_) | Err(StoreError::Duplicate) => Err(StoreError::Race("an entry of the register")),
        Err(error) => Err(error),
    }
}

/// Writes other texts, and until when, if the version still is what the change was made on.
///
/// # Errors
/// [`StoreError::Race`] when somebody was quicker: look again.
pub async fn edit(tx: &Tx, vault: &Vault, entry: &Entry, texts: &Texts) -> StoreResult<()> {
    let sealed = |text: &Option<String>| text.as_deref().map(|text| vault.seal_text(text)).transpose();
    let edited = Entity::update_many()
        .col_expr(Column::GroundCipher, Expr::value(sealed(&texts.ground)?))
        .col_expr(Column::GivenCipher, Expr::value(sealed(&texts.given)?))
        .col_expr(Column::TaskCipher, Expr::value(sealed(&texts.task)?))
        .col_expr(Column::UntilDay, Expr::value(entry.until))
        .col_expr(Column::DueOn, Expr::value(entry.due_on))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(entry.id.0))
        .filter(Column::Version.eq(version_of(entry)))
        .exec(tx.conn())
        .await?;
    if edited.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an entry of the register")) }
}

/// Writes what the helper is to do, beside a [`save`] of the same transaction.
///
/// # Errors
/// The database's fault.
pub async fn set_task(tx: &Tx, vault: &Vault, id: CareId, task: &str) -> StoreResult<()> {
    Entity::update_many()
        .col_expr(Column::TaskCipher, Expr::value(vault.seal_text(task)?))
        .filter(Column::Id.eq(id.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The texts of an entry that was found already, for who may read them.
///
/// # Errors
/// [`StoreError::Corrupt`] when they do not open with the key.
pub async fn texts(tx: &Tx, vault: &Vault, id: CareId) -> StoreResult<Texts> {
    let Some(row) = Entity::find_by_id(id.0).one(tx.conn()).await? else { return Ok(Texts::default()) };
    let opened = |sealed: Option<Vec<u8>>| sealed.map(|sealed| vault.open_text(&sealed)).transpose();
    Ok(Texts { ground: opened(row.ground_cipher)?, given: opened(row.given_cipher)?, task: opened(row.task_cipher)? })
}

/// As a row says it.
pub(crate) const ACTIVE: &str = "active";

const fn state_of(entry: &Entry) -> &'static str {
    if entry.is_active() { ACTIVE } else { "ended" }
}

fn version_of(entry: &Entry) -> i64 {
    i64::try_from(entry.version).unwrap_or(i64::MAX)
}

/// A row as a value.
pub(super) fn from_row(row: Model) -> StoreResult<Entry> {
    let unknown = |what: &str| StoreError::corrupt(format!("entry {} of the register: {what}", row.id));
    // The place stands at the end of its key; an ended entry holds none.
    let place = row.helper_key.as_ref().and_then(|key| key.last().copied()).unwrap_or_default();
    let helper = row.helper_id.zip(row.helper_person_id).map(|(member, person)| Helper {
        member: MemberId(member),
        person: PersonId(person),
        place,
    });
    let outcome = |code: &str| Outcome::from_code(code).ok_or_else(|| unknown("its outcome"));
    let outcome = row.outcome.as_deref().map(outcome).transpose()?;
    Ok(Entry {
        id: CareId(row.id),
        kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("its list"))?,
        member: MemberId(row.member_id),
        person: PersonId(row.person_id),
        branch: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        helper,
        from: row.from_day,
        until: row.until_day,
        decided_on: row.decided_on,
        due_on: row.due_on,
        ended: row.ended_on.zip(outcome),
        recorded_by: AccountId(row.recorded_by),
        recorded_at: row.recorded_at.into(),
        version: u64::try_from(row.version).unwrap_or_default(),
        meeting: row.meeting,
    })
}
