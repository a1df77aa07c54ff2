//! Who stands on a list. Every change is made in the list's turn, see [`take_turn`](super::take_turn).

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PersonId, ProposalId};
use xianfeng_domain::proposals::{Ground, Line};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::proposal_lines::{ActiveModel, Column, Entity, Model};

/// So many rows in one statement.
const AT_ONCE: usize = 50;

fn active(proposal: ProposalId, line: &Line) -> ActiveModel {
    ActiveModel {
        id: ActiveValue::Set(line.id),
        proposal_id: ActiveValue::Set(proposal.0),
        person_id: ActiveValue::Set(line.person.0),
        member_id: ActiveValue::Set(line.member.map(Into::into)),
        organization_id: ActiveValue::Set(line.organization.0),
        position: ActiveValue::Set(line.position.into()),
        ground: ActiveValue::Set(line.ground.code().to_owned()),
        merits: ActiveValue::Set(line.merits.clone()),
        evidence: ActiveValue::Set(line.evidence.clone()),
        struck: ActiveValue::Set(line.struck),
        reason: ActiveValue::Set(line.reason.clone()),
        changed_by: ActiveValue::Set(line.changed_by.map(Into::into)),
    }
}

/// Writes the lines of a new draft.
///
/// # Errors
/// The database's fault.
pub async fn insert_lines(tx: &Tx, proposal: ProposalId, lines: &[Line]) -> StoreResult<()> {
    for lines in lines.chunks(AT_ONCE) {
        let rows = lines.iter().map(|line| active(proposal, line));
        Entity::insert_many(rows).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// The lines of a list, in its order.
///
/// # Errors
/// The database's fault.
pub async fn lines(tx: &Tx, proposal: ProposalId) -> StoreResult<Vec<Line>> {
    let rows = Entity::find()
        .filter(Column::ProposalId.eq(proposal.0))
        .order_by(Column::Position, Order::Asc)
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Adds a line at the end, or takes back that the person's was struck.
///
/// # Errors
/// [`StoreError::Race`] when somebody changed it meanwhile.
pub async fn add(tx: &Tx, proposal: ProposalId, line: &Line) -> StoreResult<()> {
    let restored = Entity::update_many()
        .col_expr(Column::Struck, Expr::value(false))
        .col_expr(Column::Reason, Expr::value(line.reason.clone()))
        .col_expr(Column::ChangedBy, Expr::value(line.changed_by.map(|by| by.0)))
        .filter(Column::ProposalId.eq(proposal.0))
        .filter(Column::PersonId.eq(line.person.0))
        .filter(Column::Struck.eq(true))
        .exec(tx.conn())
        .await?;
    if restored.rows_affected == 1 {
        return Ok(());
    }
    let last: Option<Option<i64>> = Entity::find()
        .select_only()
        .column_as(Column::Position.max(), "last")
        .filter(Column::ProposalId.eq(proposal.0))
        .into_tuple()
        .one(tx.conn())
        .await?;
    let position = u32::try_from(last.flatten().unwrap_or_default() + 1).unwrap_or(u32::MAX);
    let row = active(proposal, &Line { position, ..line.clone() });
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("a line of a proposal")),
        Err(error) => Err(error),
    }
}

/// Strikes a person's line; says whether there was one.
///
/// # Errors
/// The database's fault.
pub async fn strike(tx: &Tx, proposal: ProposalId, person: PersonId, reason: &str, by: AccountId) -> StoreResult<bool> {
    let struck = Entity::update_many()
        .col_expr(Column::Struck, Expr::value(true))
        .col_expr(Column::Reason, Expr::value(reason))
        .col_expr(Column::ChangedBy, Expr::value(by.0))
        .filter(Column::ProposalId.eq(proposal.0))
        .filter(Column::PersonId.eq(person.0))
        .filter(Column::Struck.eq(false))
        .exec(tx.conn())
        .await?;
    Ok(struck.rows_affected == 1)
}

/// Writes a person's merits in words; says whether there is such a line.
///
/// # Errors
/// The database's fault.
pub async fn describe(tx: &Tx, proposal: ProposalId, person: PersonId, merits: &str) -> StoreResult<bool> {
    // MySQL counts rows that were found, as the driver asks it to: the same words again are no miss.
    let described = Entity::update_many()
        .col_expr(Column::Merits, Expr::value(merits))
        .filter(Column::ProposalId.eq(proposal.0))
        .filter(Column::PersonId.eq(person.0))
        .exec(tx.conn())
        .await?;
    Ok(described.rows_affected == 1)
}

fn from_row(row: Model) -> StoreResult<Line> {
    let unknown = |what: &str| StoreError::corrupt(format!("line {} of a proposal: {what}", row.id));
    Ok(Line {
        position: u32::try_from(row.position).map_err(|_| unknown("its place"))?,
        ground: Ground::from_code(&row.ground).ok_or_else(|| unknown("its ground"))?,
        id: row.id,
        person: PersonId(row.person_id),
        member: row.member_id.map(MemberId),
        organization: OrganizationId(row.organization_id),
        merits: row.merits,
        evidence: row.evidence,
        struck: row.struck,
        reason: row.reason,
        changed_by: row.changed_by.map(AccountId),
    })
}
