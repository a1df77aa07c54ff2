//! Texts that were written before there was content safety: they are checked like any other, and hidden until then.

use sea_orm::sea_query::{Expr, ExprTrait as _, Query, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::ids::AccountId;
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::OrganizationPath;

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::{pledge_progress, pledges, text_checks};

/// A text without a check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OldText {
    /// What it is of.
    pub subject: (Subject, Uuid),
    /// Whose people decide.
    pub path: OrganizationPath,
    /// Who wrote it.
    pub author: AccountId,
    /// The text.
    pub text: String,
}

fn checked(subject: Subject) -> SelectStatement {
    Query::select()
        .column(text_checks::Column::SubjectId)
        .from(text_checks::Entity)
        .and_where(Expr::col(text_checks::Column::SubjectKind).eq(subject.code()))
        .to_owned()
}

/// A few texts without a check: pledges, else notes on them.
///
/// # Errors
/// The database's fault.
pub async fn unchecked(tx: &Tx, limit: u64) -> StoreResult<Vec<OldText>> {
    let rows = pledges::Entity::find().filter(pledges::Column::Id.not_in_subquery(checked(Subject::Pledge)));
    let rows = rows.limit(limit).all(tx.conn()).await?;
    if !rows.is_empty() {
        let old = |row: pledges::Model| old(Subject::Pledge, row.id, &row.organization_path, row.made_by, row.text);
        return rows.into_iter().map(old).collect();
    }
    let notes = pledge_progress::Entity::find();
    let notes = notes.filter(pledge_progress::Column::Id.not_in_subquery(checked(Subject::PledgeProgress)));
    let mut found = Vec::new();
    for note in notes.limit(limit).all(tx.conn()).await? {
        let pledge = pledges::Entity::find_by_id(note.pledge_id).one(tx.conn()).await?;
        let pledge = pledge.ok_or_else(|| StoreError::corrupt("a note without its pledge"))?;
        found.push(old(Subject::PledgeProgress, note.id, &pledge.organization_path, note.noted_by, note.text)?);
    }
    Ok(found)
}

fn old(subject: Subject, id: Uuid, path: &str, author: Uuid, text: String) -> StoreResult<OldText> {
    let path = path.parse().map_err(|_| StoreError::corrupt("the path of a pledge"))?;
    Ok(OldText { subject: (subject, id), path, author: AccountId(author), text })
}
