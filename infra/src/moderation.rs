//! Content safety: the checks of texts and pictures, one row a subject.
//!
//! - `ask`: which checks are due, and who asks the platform
//! - `backfill`: what is older than content safety
//! - `pictures`: checks whose verdict is pushed
//! - `queue`: what people decide

mod ask;
mod backfill;
mod pictures;
mod queue;

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, QueryFilter, UpdateMany};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, CheckId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::text_checks::{ActiveModel, Column, Entity, Model};

pub use ask::{author_is_back, due, lease, postpone};
pub use backfill::{OldText, unchecked};
pub use pictures::{again, by_trace, handed_in, put_picture};
pub use queue::{CheckFilter, decide, find, page};

/// So many subjects go into one question.
const IDS_AT_ONCE: usize = 500;

/// A text that is to be checked.
#[derive(Clone, Copy, Debug)]
pub struct NewCheck<'a> {
    /// What it is of.
    pub subject: (Subject, Uuid),
    /// Whose people decide where the machine does not.
    pub path: &'a OrganizationPath,
    /// Who wrote it.
    pub author: AccountId,
    /// The text.
    pub text: &'a str,
    /// Whether it begins waiting, or held.
    pub state: CheckState,
}

/// A check on record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextCheck {
    /// Its id.
    pub id: CheckId,
    /// What it is of.
    pub subject: (Subject, Uuid),
    /// Whose people decide.
    pub path: OrganizationPath,
    /// Who wrote it.
    pub author: AccountId,
    /// The text; empty for a picture, and for what was written once it had passed.
    pub text: String,
    /// Grows with each text.
    pub version: i64,
    /// What became of it.
    pub state: CheckState,
    /// The platform's label, or why there is none.
    pub label: Option<String>,
    /// How often the platform was asked.
    pub asked: u32,
    /// When it is to be asked next.
    pub due_at: Option<DateTime<Utc>>,
    /// Under which name the platform will push its verdict on a picture.
    pub trace_id: Option<String>,
    /// Since when it waits.
    pub created_at: DateTime<Utc>,
    /// When a person or the machine decided.
    pub decided_at: Option<DateTime<Utc>>,
    /// Who decided; nobody where the machine did.
    pub decided_by: Option<AccountId>,
    /// What the person said.
    pub reason: Option<String>,
}

/// Puts a text to be checked: begins anew where it differs from the one that was checked, and changes nothing where
/// it is the same. Says whether it begins.
///
/// # Errors
/// [`StoreError::Duplicate`] when another request just put the first.
pub async fn put(tx: &Tx, new: &NewCheck<'_>, now: DateTime<Utc>) -> StoreResult<bool> {
    let (kind, id) = (new.subject.0.code(), new.subject.1);
    let digest = Sha256::digest(new.text).to_vec();
    let changed = Entity::update_many()
        .col_expr(Column::OrganizationPath, Expr::value(new.path.to_string()))
        .col_expr(Column::AuthorId, Expr::value(new.author.0))
        .col_expr(Column::Text, Expr::value(new.text))
        .col_expr(Column::Digest, Expr::value(digest.clone()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::State, Expr::value(new.state.code()))
        .col_expr(Column::Label, Expr::value(Option::<String>::None))
        .col_expr(Column::Asked, Expr::value(0))
        .col_expr(Column::DueAt, Expr::value(Moment::from(now)))
        .col_expr(Column::CreatedAt, Expr::value(Moment::from(now)))
        .col_expr(Column::DecidedBy, Expr::value(Option::<Uuid>::None))
        .col_expr(Column::DecidedAt, Expr::value(Option::<Moment>::None))
        .col_expr(Column::Reason, Expr::value(Option::<String>::None))
        .filter(Column::SubjectKind.eq(kind))
        .filter(Column::SubjectId.eq(id))
        .filter(Column::Digest.ne(digest.clone()))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected == 1 {
        return Ok(true);
    }
    if of_subject(tx, new.subject).await?.is_some() {
        return Ok(false);
    }
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        subject_kind: ActiveValue::Set(kind.to_owned()),
        subject_id: ActiveValue::Set(id),
        organization_path: ActiveValue::Set(new.path.to_string()),
        author_id: ActiveValue::Set(new.author.0),
        text: ActiveValue::Set(new.text.to_owned()),
        digest: ActiveValue::Set(digest),
        version: ActiveValue::Set(1),
        state: ActiveValue::Set(new.state.code().to_owned()),
        label: ActiveValue::Set(None),
        asked: ActiveValue::Set(0),
        due_at: ActiveValue::Set(Some(now.into())),
        trace_id: ActiveValue::Set(None),
        created_at: ActiveValue::Set(now.into()),
        decided_by: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(true)
}

/// The check of a subject.
///
/// # Errors
/// The database's fault.
pub async fn of_subject(tx: &Tx, (subject, id): (Subject, Uuid)) -> StoreResult<Option<TextCheck>> {
    let query = Entity::find().filter(Column::SubjectKind.eq(subject.code())).filter(Column::SubjectId.eq(id));
    query.one(tx.conn()).await?.map(from_row).transpose()
}

/// What became of the checks of some subjects; a subject without one is missing. Others see a text only while its
/// check [is passed](CheckState::is_shown).
///
/// # Errors
/// The database's fault.
pub async fn states(tx: &Tx, subject: Subject, ids: &[Uuid]) -> StoreResult<HashMap<Uuid, CheckState>> {
    let mut found = HashMap::new();
    for some in ids.chunks(IDS_AT_ONCE) {
        let query = Entity::find().filter(Column::SubjectKind.eq(subject.code()));
        for row in query.filter(Column::SubjectId.is_in(some.iter().copied())).all(tx.conn()).await? {
            let check = from_row(row)?;
            found.insert(check.subject.1, check.state);
        }
    }
    Ok(found)
}

/// The update that decides on a check. What had to pass before it was written stands where it was written from then on:
/// the check keeps its digest only, so that nothing about people is kept twice.
fn kept(check: &TextCheck, state: CheckState) -> UpdateMany<Entity> {
    let update = Entity::update_many();
    if check.subject.0.is_checked_first() && state == CheckState::Passed {
        return update.col_expr(Column::Text, Expr::value(""));
    }
    update
}

/// Writes the machine's verdict on the text of a version, if it still waits; says whether.
///
/// # Errors
/// The database's fault.
pub async fn judge(
    tx: &Tx,
    check: &TextCheck,
    state: CheckState,
    label: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<bool> {
    let judged = kept(check, state)
        .col_expr(Column::State, Expr::value(state.code()))
        .col_expr(Column::Label, Expr::value(label.map(str::to_owned)))
        .col_expr(Column::Asked, Expr::col(Column::Asked).add(1))
        .col_expr(Column::DueAt, Expr::value(Option::<Moment>::None))
        .col_expr(Column::DecidedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(check.id.0))
        .filter(Column::Version.eq(check.version))
        .filter(Column::State.eq(CheckState::Waiting.code()))
        .exec(tx.conn())
        .await?;
    Ok(judged.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<TextCheck> {
    let unknown = |what: &str| StoreError::corrupt(format!("text check {}: {what}", row.id));
    let subject = Subject::from_code(&row.subject_kind).ok_or_else(|| unknown("its subject"))?;
    Ok(TextCheck {
        id: CheckId(row.id),
        subject: (subject, row.subject_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        author: AccountId(row.author_id),
        text: row.text,
        version: row.version,
        state: CheckState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        label: row.label,
        asked: u32::try_from(row.asked).unwrap_or(u32::MAX),
        due_at: row.due_at.map(Into::into),
        trace_id: row.trace_id,
        created_at: row.created_at.into(),
        decided_at: row.decided_at.map(Into::into),
        decided_by: row.decided_by.map(AccountId),
        reason: row.reason,
    })
}
