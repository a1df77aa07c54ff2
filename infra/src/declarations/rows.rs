//! Declarations.

use sea_orm::sea_query::{Expr, Query};
use sea_orm::{
    ActiveValue, ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::{Declaration, DeclarationState, Level, ReportedBy};
use xianfeng_domain::ids::{AccountId, DeclarationId, MemberId, OrganizationId, RuleBookId, SittingId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::Way;
use xianfeng_domain::time::Period;
use xianfeng_domain::{Points, Quantity};

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::aways;
use crate::entities::declarations::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct DeclarationFilter {
    /// In a state.
    pub state: Option<DeclarationState>,
    /// Brought forward in a way.
    pub way: Option<Way>,
    /// Of a member.
    pub member: Option<MemberId>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Counting by a day of a period.
    pub period: Option<Period>,
    /// Waiting right at one of these organizations, but not the caller's own: the oldest first.
    pub review_at: Option<Vec<OrganizationId>>,
    /// After this one in the list's order (ids sort by time).
    pub after: Option<DeclarationId>,
    /// At most so many.
    pub limit: u64,
}

/// The key of a member's report on a quarter, while it stands.
pub(super) fn report_key(member: MemberId, quarter: Period) -> Vec<u8> {
    [member.0.as_bytes().as_slice(), quarter.to_string().as_bytes()].concat()
}

fn key_of(declaration: &Declaration) -> Option<Vec<u8>> {
    let period = declaration.period.filter(|_| declaration.way == Way::Report && declaration.state.stands());
    period.map(|quarter| report_key(declaration.member, quarter))
}

/// Writes a new declaration.
///
/// # Errors
/// [`StoreError::Duplicate`] when the member's report on the quarter stands already.
pub async fn insert(tx: &Tx, new: &Declaration) -> StoreResult<()> {
    let quantity = new.quantity.as_ref();
    let row = ActiveModel {
        id: ActiveValue::Set(new.id.0),
        way: ActiveValue::Set(new.way.code().to_owned()),
        member_id: ActiveValue::Set(new.member.0),
        organization_id: ActiveValue::Set(new.organization.0),
        organization_path: ActiveValue::Set(new.path.to_string()),
        review_organization_id: ActiveValue::Set(new.review_organization.0),
        declared_by: ActiveValue::Set(new.declared_by.0),
        declared_at: ActiveValue::Set(new.declared_at.into()),
        item_code: ActiveValue::Set(new.item.clone()),
        rule_book_id: ActiveValue::Set(new.rule_book.0),
        done_on: ActiveValue::Set(new.done_on),
        deed_on: ActiveValue::Set(new.deed_on),
        place: ActiveValue::Set(new.place.clone()),
        what: ActiveValue::Set(new.what.clone()),
        quantity: ActiveValue::Set(quantity.map(|much| Points::from_hundredths(much.hundredths()).into())),
        unit: ActiveValue::Set(quantity.map(|much| much.unit().to_owned())),
        period: ActiveValue::Set(new.period.map(|period| period.to_string())),
        level: ActiveValue::Set(new.level.map(|level| level.code().to_owned())),
        reported_by: ActiveValue::Set(new.reported_by.map(|way| way.code().to_owned())),
        state: ActiveValue::Set(new.state.code().to_owned()),
        decided_by: ActiveValue::Set(new.decided_by.map(Into::into)),
        decided_at: ActiveValue::Set(new.decided_at.map(Into::into)),
        points: ActiveValue::Set(new.points.map(Into::into)),
        reason: ActiveValue::Set(new.reason.clone()),
        sitting_id: ActiveValue::Set(new.sitting.map(Into::into)),
        active_key: ActiveValue::Set(key_of(new)),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One declaration within reach, the member's own, or one that the member's account brought forward
/// as somebody's liaison. Who did so by a role reaches it by that role, and no longer.
///
/// # Errors
/// The database's fault.
pub async fn find(
    tx: &Tx,
    reach: &Reach,
    own: Option<MemberId>,
    by: Option<AccountId>,
    id: DeclarationId,
) -> StoreResult<Option<Declaration>> {
    let row = Entity::find_by_id(id.0).filter(readable(reach, own, by)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

fn readable(reach: &Reach, own: Option<MemberId>, by: Option<AccountId>) -> Condition {
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(own) = own {
        readable = readable.add(Column::MemberId.eq(own.0));
    }
    if let (Some(own), Some(by)) = (own, by) {
        let spoken_for = Query::select()
            .column(aways::Column::MemberId)
            .from(aways::Entity)
            .and_where(aways::Column::LiaisonId.eq(own.0))
            .to_owned();
        let as_liaison = Column::DeclaredBy.eq(by.0).and(Column::MemberId.in_subquery(spoken_for));
        readable = readable.add(as_liaison);
    }
    readable
}

/// Declarations that [`find`] finds; the newest first, what waits for a decision the oldest first.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    own: Option<MemberId>,
    by: Option<AccountId>,
    filter: &DeclarationFilter,
) -> StoreResult<Vec<Declaration>> {
    let mut query = Entity::find().filter(readable(reach, own, by));
    if let Some(state) = filter.state {
        query = query.filter(Column::State.eq(state.code()));
    }
    if let Some(way) = filter.way {
        query = query.filter(Column::Way.eq(way.code()));
    }
    if let Some(member) = filter.member {
        query = query.filter(Column::MemberId.eq(member.0));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(period) = filter.period {
        query = query.filter(Column::DeedOn.gte(period.start())).filter(Column::DeedOn.lt(period.end()));
    }
    let waiting = filter.review_at.as_ref();
    if let Some(organizations) = waiting {
        query = query
            .filter(Column::ReviewOrganizationId.is_in(organizations.iter().map(|id| id.0)))
            .filter(Column::State.eq(DeclarationState::Open.code()));
        if let Some(own) = own {
            query = query.filter(Column::MemberId.ne(own.0));
        }
    }
    if let Some(after) = filter.after {
        query = query.filter(if waiting.is_some() { Column::Id.gt(after.0) } else { Column::Id.lt(after.0) });
    }
    let order = if waiting.is_some() { Order::Asc } else { Order::Desc };
    let rows = query.order_by(Column::Id, order).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// What waits in an organization and below, for sending it to others who may decide.
///
/// # Errors
/// The database's fault.
pub async fn open_at(tx: &Tx, path: &OrganizationPath) -> StoreResult<Vec<Declaration>> {
    let rows = Entity::find()
        .filter(Column::State.eq(DeclarationState::Open.code()))
        .filter(Column::OrganizationPath.starts_with(path.as_str()))
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// Sends what waits to others who may decide.
///
/// # Errors
/// [`StoreError::Race`] when it was decided first: the transaction starts again.
pub async fn reroute(tx: &Tx, declaration: &Declaration, to: OrganizationId) -> StoreResult<()> {
    let after = Declaration { review_organization: to, ..declaration.clone() };
    advance(tx, declaration, &after).await
}

/// Writes a declaration that moved on from what was read; a report that does not stand any more
/// gives its quarter back.
///
/// # Errors
/// [`StoreError::Race`] when somebody else moved it first: the transaction starts again.
pub async fn advance(tx: &Tx, before: &Declaration, after: &Declaration) -> StoreResult<()> {
    let advanced = Entity::update_many()
        .col_expr(Column::State, Expr::value(after.state.code()))
        .col_expr(Column::ReviewOrganizationId, Expr::value(after.review_organization.0))
        .col_expr(Column::ItemCode, Expr::value(after.item.clone()))
        .col_expr(Column::DecidedBy, Expr::value(after.decided_by.map(|by| by.0)))
        .col_expr(Column::DecidedAt, Expr::value(after.decided_at.map(Moment::from)))
        .col_expr(Column::Points, Expr::value(after.points.map(|points| points.hundredths())))
        .col_expr(Column::Reason, Expr::value(after.reason.clone()))
        .col_expr(Column::SittingId, Expr::value(after.sitting.map(|sitting| sitting.0)))
        .col_expr(Column::ActiveKey, Expr::value(key_of(after)))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(before.id.0))
        .filter(Column::State.eq(before.state.code()))
        .filter(Column::Version.eq(i64::try_from(before.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if advanced.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a declaration")) }
}

pub(super) fn from_row(row: Model) -> StoreResult<Declaration> {
    let unknown = |what: &str| StoreError::corrupt(format!("declaration {}: {what}", row.id));
    let quantity = row.quantity.zip(row.unit.clone());
    let quantity = quantity.and_then(|(much, unit)| Quantity::new(Points::from(much).hundredths(), unit));
    let period = row.period.as_deref().map(|period| period.parse().map_err(|_| unknown("its period")));
    let level = row.level.as_deref().map(|level| Level::from_code(level).ok_or_else(|| unknown("its level")));
    let reported_by = |code: &str| ReportedBy::from_code(code).ok_or_else(|| unknown("how it was reported"));
    Ok(Declaration {
        id: DeclarationId(row.id),
        way: Way::from_code(&row.way).ok_or_else(|| unknown("its way"))?,
        member: MemberId(row.member_id),
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        review_organization: OrganizationId(row.review_organization_id),
        declared_by: AccountId(row.declared_by),
        declared_at: row.declared_at.into(),
        rule_book: RuleBookId(row.rule_book_id),
        done_on: row.done_on,
        deed_on: row.deed_on,
        quantity,
        period: period.transpose()?,
        level: level.transpose()?,
        reported_by: row.reported_by.as_deref().map(reported_by).transpose()?,
        state: DeclarationState::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        decided_by: row.decided_by.map(AccountId),
        decided_at: row.decided_at.map(Into::into),
        points: row.points.map(Into::into),
        sitting: row.sitting_id.map(SittingId),
        version: u64::try_from(row.version).unwrap_or_default(),
        item: row.item_code,
        place: row.place,
        what: row.what,
        reason: row.reason,
    })
}

/// How many open declarations wait at each organization, by whose they are.
///
/// # Errors
/// The database's fault.
pub async fn waiting(tx: &Tx) -> StoreResult<Vec<(OrganizationId, MemberId, i64)>> {
    let rows: Vec<(Uuid, Uuid, i64)> = Entity::find()
        .select_only()
        .columns([Column::ReviewOrganizationId, Column::MemberId])
        .column_as(Column::Id.count(), "rows")
        .filter(Column::State.eq(DeclarationState::Open.code()))
        .group_by(Column::ReviewOrganizationId)
        .group_by(Column::MemberId)
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().map(|(at, member, count)| (OrganizationId(at), MemberId(member), count)).collect())
}
