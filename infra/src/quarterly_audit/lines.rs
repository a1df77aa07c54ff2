//! Lines. They belong to an audit that the caller has found within reach.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, AuditId, EntryId, MemberId, PersonId, RuleBookId};
use xianfeng_domain::quarterly_audit::{Decided, Decision, Line, LineKind, LineSource};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::audit_lines::{ActiveModel, Column, Entity, Model};

/// What to list.
#[derive(Clone, Copy, Debug, Default)]
pub struct LineFilter {
    /// About a member.
    pub member: Option<MemberId>,
    /// Only what is decided, or only what is not.
    pub decided: Option<bool>,
    /// After this one (ids sort by time).
    pub after: Option<Uuid>,
    /// At most so many.
    pub limit: u64,
}

/// Writes a new line.
///
/// # Errors
/// [`StoreError::Duplicate`] when the audit has a line from this source.
pub async fn insert(tx: &Tx, line: &Line, now: DateTime<Utc>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(line.id),
        audit_id: ActiveValue::Set(line.audit.0),
        member_id: ActiveValue::Set(line.member.0),
        kind: ActiveValue::Set(line.kind.code().to_owned()),
        source_kind: ActiveValue::Set(line.source.code().to_owned()),
        source_id: ActiveValue::Set(line.source_id),
        rule_book_id: ActiveValue::Set(line.rule_book.map(Into::into)),
        item: ActiveValue::Set(line.item.clone()),
        points: ActiveValue::Set(line.points.map(Into::into)),
        deed_on: ActiveValue::Set(line.deed_on),
        what: ActiveValue::Set(line.what.clone()),
        entry_id: ActiveValue::Set(line.entry.map(Into::into)),
        proposed_by: ActiveValue::Set(line.proposed_by.0),
        proposed_at: ActiveValue::Set(now.into()),
        decision: ActiveValue::Set(None),
        decided_points: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        decided_by: ActiveValue::Set(None),
        decided_person: ActiveValue::Set(None),
        decided_at: ActiveValue::Set(None),
        written_id: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

fn of(audit: AuditId) -> Select<Entity> {
    Entity::find().filter(Column::AuditId.eq(audit.0)).order_by(Column::Id, Order::Asc)
}

/// A page of an audit's lines, in the order of proposing.
///
/// # Errors
/// The database's fault.
pub async fn lines(tx: &Tx, audit: AuditId, filter: &LineFilter) -> StoreResult<Vec<Line>> {
    let mut query = of(audit);
    if let Some(member) = filter.member {
        query = query.filter(Column::MemberId.eq(member.0));
    }
    query = match filter.decided {
        None => query,
        Some(true) => query.filter(Column::Decision.is_not_null()),
        Some(false) => query.filter(Column::Decision.is_null()),
    };
    if let Some(after) = filter.after {
        query = query.filter(Column::Id.gt(after));
    }
    let rows = query.limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// All lines of an audit, in the order of proposing.
///
/// # Errors
/// The database's fault.
pub async fn all_lines(tx: &Tx, audit: AuditId) -> StoreResult<Vec<Line>> {
    of(audit).all(tx.conn()).await?.into_iter().map(from_row).collect()
}

/// How many lines audits have, and how many of those are decided; an audit without lines is absent.
///
/// # Errors
/// The database's fault.
pub async fn counts(tx: &Tx, audits: impl IntoIterator<Item = AuditId>) -> StoreResult<HashMap<AuditId, (u64, u64)>> {
    let rows: Vec<(Uuid, i64, i64)> = Entity::find()
        .select_only()
        .column(Column::AuditId)
        .column_as(Column::Id.count(), "lines")
        .column_as(Column::Decision.count(), "decided")
        .filter(Column::AuditId.is_in(audits.into_iter().map(|audit| audit.0)))
        .group_by(Column::AuditId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let count = |n: i64| u64::try_from(n).unwrap_or_default();
    Ok(rows.into_iter().map(|(id, lines, decided)| (AuditId(id), (count(lines), count(decided)))).collect())
}

/// Writes the decision on a line, in the place of an earlier one. The audit is open: its turn was
/// taken.
///
/// # Errors
/// [`StoreError::Race`] when the line is not there any more.
pub async fn decide(tx: &Tx, line: Uuid, decided: &Decided, now: DateTime<Utc>) -> StoreResult<()> {
    let written = Entity::update_many()
        .col_expr(Column::Decision, Expr::value(decided.decision.code()))
        .col_expr(Column::DecidedPoints, Expr::value(decided.points.map(|points| points.hundredths())))
        .col_expr(Column::Reason, Expr::value(decided.reason.clone()))
        .col_expr(Column::DecidedBy, Expr::value(decided.by.0))
        .col_expr(Column::DecidedPerson, Expr::value(decided.person.0))
        .col_expr(Column::DecidedAt, Expr::value(Moment::from(now)))
        .filter(Column::Id.eq(line))
        .filter(Column::WrittenId.is_null())
        .exec(tx.conn())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a line of an audit")) }
}

/// Notes what the signature wrote for a line.
///
/// # Errors
/// [`StoreError::Race`] when something was written for it already.
pub async fn set_written(tx: &Tx, line: Uuid, entry: EntryId) -> StoreResult<()> {
    let written = Entity::update_many()
        .col_expr(Column::WrittenId, Expr::value(entry.0))
        .filter(Column::Id.eq(line))
        .filter(Column::WrittenId.is_null())
        .exec(tx.conn())
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a line of an audit")) }
}

fn from_row(row: Model) -> StoreResult<Line> {
    let unknown = |what: &str| StoreError::corrupt(format!("audit line {}: {what}", row.id));
    let decided = match (row.decision.as_deref(), row.decided_by, row.decided_person) {
        (Some(code), Some(by), Some(person)) => Some(Decided {
            decision: Decision::from_code(code).ok_or_else(|| unknown("its decision"))?,
            points: row.decided_points.map(Into::into),
            reason: row.reason.clone().unwrap_or_default(),
            by: AccountId(by),
            person: PersonId(person),
        }),
        (None, ..) => None,
        _ => return Err(unknown("who decided")),
    };
    Ok(Line {
        id: row.id,
        audit: AuditId(row.audit_id),
        member: MemberId(row.member_id),
        kind: LineKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        source: LineSource::from_code(&row.source_kind).ok_or_else(|| unknown("its source"))?,
        source_id: row.source_id,
        rule_book: row.rule_book_id.map(RuleBookId),
        item: row.item.clone(),
        points: row.points.map(Into::into),
        deed_on: row.deed_on,
        what: row.what.clone(),
        entry: row.entry_id.map(EntryId),
        proposed_by: AccountId(row.proposed_by),
        decided,
        written: row.written_id.map(EntryId),
    })
}
