//! The rows of editions.

use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use xianfeng_domain::editions::{EditionRow, Places};
use xianfeng_domain::ids::{EditionId, MemberId, OrganizationId};

use crate::db::{StoreError, StoreResult, Tx, array32};
use crate::entities::edition_rows::{ActiveModel, Column, Entity, Model};

/// How many rows go in one statement: SQLite takes 32,766 values.
const ROWS_AT_ONCE: usize = 500;

/// Adds rows to an edition that is being frozen, in the order given.
///
/// # Errors
/// [`StoreError::Duplicate`] when a member has one.
pub async fn insert_rows(tx: &Tx, edition: EditionId, rows: &[EditionRow]) -> StoreResult<()> {
    let active: Vec<ActiveModel> = (1i64..).zip(rows).map(|(place, row)| to_row(edition, place, row)).collect();
    for some in active.chunks(ROWS_AT_ONCE) {
        Entity::insert_many(some.to_vec()).exec_without_returning(tx.conn()).await?;
    }
    Ok(())
}

/// Puts the placed rows where the frozen ones stood, before the edition is sealed.
///
/// # Errors
/// The database's fault.
pub async fn replace_rows(tx: &Tx, edition: EditionId, rows: &[EditionRow]) -> StoreResult<()> {
    Entity::delete_many().filter(Column::EditionId.eq(edition.0)).exec(tx.conn()).await?;
    insert_rows(tx, edition, rows).await
}

/// All rows of an edition in the order of its list.
///
/// # Errors
/// The database's fault.
pub async fn rows(tx: &Tx, edition: EditionId) -> StoreResult<Vec<EditionRow>> {
    let rows = Entity::find()
        .filter(Column::EditionId.eq(edition.0))
        .order_by(Column::Place, Order::Asc)
        .order_by(Column::MemberId, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// A member's row of an edition.
///
/// # Errors
/// The database's fault.
pub async fn of_member(tx: &Tx, edition: EditionId, member: MemberId) -> StoreResult<Option<EditionRow>> {
    Entity::find_by_id((edition.0, member.0)).one(tx.conn()).await?.map(from_row).transpose()
}

/// The row of a number on the township's public list of an edition, or on a branch's.
///
/// # Errors
/// The database's fault.
pub async fn numbered_row(
    tx: &Tx,
    edition: EditionId,
    branch: Option<OrganizationId>,
    number: u32,
) -> StoreResult<Option<EditionRow>> {
    let of_edition = Entity::find().filter(Column::EditionId.eq(edition.0));
    let listed = match branch {
        None => of_edition.filter(Column::PublicNumber.eq(i64::from(number))),
        Some(branch) => {
            of_edition.filter(Column::BranchId.eq(branch.0)).filter(Column::PublicBranchNumber.eq(i64::from(number)))
        }
    };
    listed.one(tx.conn()).await?.map(from_row).transpose()
}

/// A member's rows of all sealed editions, each with its edition's id.
///
/// # Errors
/// The database's fault.
pub async fn of_member_everywhere(tx: &Tx, member: MemberId) -> StoreResult<Vec<(EditionId, EditionRow)>> {
    let rows = Entity::find().filter(Column::MemberId.eq(member.0)).all(tx.conn()).await?;
    rows.into_iter().map(|row| Ok((EditionId(row.edition_id), from_row(row)?))).collect()
}

fn to_row(edition: EditionId, place: i64, row: &EditionRow) -> ActiveModel {
    let number = |places: Option<Places>, get: fn(Places) -> u32| places.map(|places| i64::from(get(places)));
    ActiveModel {
        edition_id: ActiveValue::Set(edition.0),
        member_id: ActiveValue::Set(row.member.0),
        place: ActiveValue::Set(place),
        branch_id: ActiveValue::Set(row.branch.0),
        branch_name: ActiveValue::Set(row.branch_name.clone()),
        category: ActiveValue::Set(row.category.clone()),
        owner_id: ActiveValue::Set(row.owner.0),
        roster_order: ActiveValue::Set(row.roster_order),
        exempt: ActiveValue::Set(row.exempt),
        sensitive: ActiveValue::Set(row.sensitive),
        kept_out: ActiveValue::Set(row.kept_out),
        total: ActiveValue::Set(row.total.into()),
        additions: ActiveValue::Set(row.additions.into()),
        deductions: ActiveValue::Set(row.deductions.into()),
        head_seq: ActiveValue::Set(i64::try_from(row.seq).unwrap_or(i64::MAX)),
        head_hash: ActiveValue::Set(row.hash.to_vec()),
        number: ActiveValue::Set(number(row.places, |places| places.number)),
        rank: ActiveValue::Set(number(row.places, |places| places.rank)),
        branch_number: ActiveValue::Set(number(row.places, |places| places.branch_number)),
        branch_rank: ActiveValue::Set(number(row.places, |places| places.branch_rank)),
        public_number: ActiveValue::Set(number(row.public, |places| places.number)),
        public_rank: ActiveValue::Set(number(row.public, |places| places.rank)),
        public_branch_number: ActiveValue::Set(number(row.public, |places| places.branch_number)),
        public_branch_rank: ActiveValue::Set(number(row.public, |places| places.branch_rank)),
        grade: ActiveValue::Set(row.grade.clone()),
        colour: ActiveValue::Set(row.colour.clone()),
    }
}

fn from_row(row: Model) -> StoreResult<EditionRow> {
    let unknown = || StoreError::corrupt(format!("a row of edition {}", row.edition_id));
    let places = |number, rank, branch_number, branch_rank| -> StoreResult<Option<Places>> {
        let (Some(number), Some(rank), Some(branch_number), Some(branch_rank)) =
            (number, rank, branch_number, branch_rank)
        else {
            return Ok(None);
        };
        let count = |value: i64| u32::try_from(value).map_err(|_| unknown());
        Ok(Some(Places {
            number: count(number)?,
            rank: count(rank)?,
            branch_number: count(branch_number)?,
            branch_rank: count(branch_rank)?,
        }))
    };
    Ok(EditionRow {
        places: places(row.number, row.rank, row.branch_number, row.branch_rank)?,
        public: places(row.public_number, row.public_rank, row.public_branch_number, row.public_branch_rank)?,
        seq: u64::try_from(row.head_seq).map_err(|_| unknown())?,
        hash: array32(&row.head_hash)?,
        member: MemberId(row.member_id),
        branch: OrganizationId(row.branch_id),
        branch_name: row.branch_name,
        category: row.category,
        owner: OrganizationId(row.owner_id),
        roster_order: row.roster_order,
        exempt: row.exempt,
        sensitive: row.sensitive,
        kept_out: row.kept_out,
        total: row.total.into(),
        additions: row.additions.into(),
        deductions: row.deductions.into(),
        grade: row.grade,
        colour: row.colour,
    })
}
