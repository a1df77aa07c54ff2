//! Lists.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, EditionId, OrganizationId, ProposalId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::proposals::{EditionMark, Kind, Proposal, Signature, State};
use xianfeng_domain::time::Period;

use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::proposals::{ActiveModel, Column, Entity, Model};
use crate::reach::within;

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct ProposalFilter {
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Of a kind.
    pub kind: Option<Kind>,
    /// Of a year.
    pub year: Option<Period>,
    /// Made before this one (ids sort by time).
    pub before: Option<ProposalId>,
    /// At most so many.
    pub limit: u64,
}

/// What only one signed list in force holds: the year too, unless such a list outlasts it.
fn key(kind: Kind, organization: OrganizationId, year: Period) -> Vec<u8> {
    let year = if kind.outlasts_its_year() { String::new() } else { year.to_string() };
    [organization.0.as_bytes().as_slice(), kind.code().as_bytes(), year.as_bytes()].concat()
}

/// Writes a new draft.
///
/// # Errors
/// The database's fault.
pub async fn insert(tx: &Tx, proposal: &Proposal, by: AccountId) -> StoreResult<()> {
    let edition = proposal.edition.as_ref();
    let row = ActiveModel {
        id: ActiveValue::Set(proposal.id.0),
        kind: ActiveValue::Set(proposal.kind.code().to_owned()),
        year: ActiveValue::Set(proposal.year.to_string()),
        organization_id: ActiveValue::Set(proposal.organization.0),
        organization_path: ActiveValue::Set(proposal.path.to_string()),
        state: ActiveValue::Set(proposal.state.code().to_owned()),
        replaces_id: ActiveValue::Set(proposal.replaces.map(Into::into)),
        edition_id: ActiveValue::Set(edition.map(|edition| edition.id.0)),
        edition_number: ActiveValue::Set(edition.map(|edition| edition.number.into())),
        edition_hash: ActiveValue::Set(edition.map(|edition| edition.short_hash.clone())),
        made_by: ActiveValue::Set(by.0),
        made_at: ActiveValue::Set(proposal.made_at.into()),
        signed_by: ActiveValue::Set(None),
        signed_at: ActiveValue::Set(None),
        signed_on: ActiveValue::Set(None),
        meeting: ActiveValue::Set(None),
        reason: ActiveValue::Set(None),
        active_key: ActiveValue::Set(None),
        version: ActiveValue::Set(1),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// One list within reach.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, reach: &Reach, id: ProposalId) -> StoreResult<Option<Proposal>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The signed list in force of an organization, kind and year.
///
/// # Errors
/// The database's fault.
pub async fn in_force(
    tx: &Tx,
    kind: Kind,
    organization: OrganizationId,
    year: Period,
) -> StoreResult<Option<Proposal>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(key(kind, organization, year))).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// Lists within reach, the newest first.
///
/// # Errors
/// The database's fault.
pub async fn page(tx: &Tx, reach: &Reach, filter: &ProposalFilter) -> StoreResult<Vec<Proposal>> {
    let mut query = Entity::find().filter(within(Column::OrganizationPath, reach));
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(Column::Kind.eq(kind.code()));
    }
    if let Some(year) = filter.year {
        query = query.filter(Column::Year.eq(year.to_string()));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Takes the turn for a change of a draft; says whether it is one.
///
/// # Errors
/// The database's fault.
pub async fn take_turn(tx: &Tx, id: ProposalId) -> StoreResult<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(id.0))
        .filter(Column::State.eq(State::Draft.code()))
        .exec(tx.conn())
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Signs a draft whose turn is taken, in the place of the list that it replaces; says whether that
/// still is the one in force.
///
/// # Errors
/// The database's fault.
pub async fn sign(tx: &Tx, proposal: &Proposal, signature: &Signature) -> StoreResult<bool> {
    let key = key(proposal.kind, proposal.organization, proposal.year);
    if let Some(replaced) = proposal.replaces {
        let ended = Entity::update_many()
            .col_expr(Column::State, Expr::value(State::Replaced.code()))
            .col_expr(Column::ActiveKey, Expr::value(Option::<Vec<u8>>::None))
            .col_expr(Column::Version, Expr::col(Column::Version).add(1))
            .filter(Column::Id.eq(replaced.0))
            .filter(Column::ActiveKey.eq(key.clone()))
            .exec(tx.conn())
            .await?;
        if ended.rows_affected != 1 {
            return Ok(false);
        }
    }
    let signed = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Signed.code()))
        .col_expr(Column::SignedBy, Expr::value(signature.by.0))
        .col_expr(Column::SignedAt, Expr::value(Moment::from(signature.at)))
        .col_expr(Column::SignedOn, Expr::value(signature.on))
        .col_expr(Column::Meeting, Expr::value(signature.meeting.clone()))
        .col_expr(Column::Reason, Expr::value(signature.reason.clone()))
        .col_expr(Column::ActiveKey, Expr::value(key))
        .filter(Column::Id.eq(proposal.id.0))
        .filter(Column::State.eq(State::Draft.code()))
        .exec(tx.conn())
        .await
        .map_err(StoreError::from);
    match signed {
        Ok(signed) => Ok(signed.rows_affected == 1),
        // Another list has come into force meanwhile.
        Err(StoreError::Duplicate) => Ok(false),
        Err(error) => Err(error),
    }
}

fn from_row(row: Model) -> StoreResult<Proposal> {
    let unknown = |what: &str| StoreError::corrupt(format!("proposal {}: {what}", row.id));
    let signature = match (row.signed_by, row.signed_at, row.signed_on) {
        (Some(by), Some(at), Some(on)) => Some(Signature {
            by: AccountId(by),
            at: at.into(),
            on,
            meeting: row.meeting.clone().unwrap_or_default(),
            reason: row.reason.clone().unwrap_or_default(),
        }),
        _ => None,
    };
    let edition = match (row.edition_id, row.edition_number, &row.edition_hash) {
        (Some(id), Some(number), Some(hash)) => Some(EditionMark {
            id: EditionId(id),
            number: u32::try_from(number).map_err(|_| unknown("its edition"))?,
            short_hash: hash.clone(),
        }),
        _ => None,
    };
    Ok(Proposal {
        id: ProposalId(row.id),
        kind: Kind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?,
        year: row.year.parse().map_err(|_| unknown("its year"))?,
        organization: OrganizationId(row.organization_id),
        path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        replaces: row.replaces_id.map(ProposalId),
        edition,
        made_at: row.made_at.into(),
        signature,
    })
}
