//! Reading entries.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, Order, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Quantity;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{AccountId, EntryId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::{Draft, Entry, EntryKind, Source, SourceKind};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period, PeriodKind};

use super::write::quantity;
use crate::db::{StoreError, StoreResult, Tx, array32};
use crate::entities::ledger_entries::{Column, Entity, Model};
use crate::entities::ledger_notes;
use crate::members;
use crate::reach::within;

/// An entry with its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LedgerRow {
    /// The entry.
    pub entry: Entry,
    /// What was done.
    pub what: Option<String>,
    /// Why it was decided so.
    pub reason: Option<String>,
    /// How much of it was done.
    pub quantity: Option<Quantity>,
    /// The entry that takes this one back, if one does.
    pub reversed_by: Option<EntryId>,
}

/// What to list.
#[derive(Clone, Debug, Default)]
pub struct LedgerFilter {
    /// One member's.
    pub member: Option<MemberId>,
    /// Of an organization and what lies below.
    pub organization: Option<OrganizationPath>,
    /// Counting in a period.
    pub period: Option<Period>,
    /// Recorded before this id (ids sort by time).
    pub before: Option<EntryId>,
    /// At most so many.
    pub limit: u64,
}

/// Entries within reach, the newest first. `own` is the caller's own member, always readable;
/// `today` says where members stand at present.
///
/// # Errors
/// The database's fault.
pub async fn page(
    tx: &Tx,
    reach: &Reach,
    own: Option<MemberId>,
    today: Day,
    filter: &LedgerFilter,
) -> StoreResult<Vec<LedgerRow>> {
    // By reach over the entry's own organization, or the member's present one (invariant 9).
    let mut readable = Condition::any().add(within(Column::OrganizationPath, reach));
    if let Some(own) = own {
        readable = readable.add(Column::MemberId.eq(own.0));
    }
    if !reach.is_empty() {
        readable = readable.add(Column::MemberId.in_subquery(members::ids_within(reach, today)));
    }
    let mut query = Entity::find().filter(readable);
    if let Some(member) = filter.member {
        query = query.filter(Column::MemberId.eq(member.0));
    }
    if let Some(path) = &filter.organization {
        query = query.filter(Column::OrganizationPath.starts_with(path.as_str()));
    }
    if let Some(period) = filter.period {
        query = query.filter(counting_in(period));
    }
    if let Some(before) = filter.before {
        query = query.filter(Column::Id.lt(before.0));
    }
    let rows = query.order_by(Column::Id, Order::Desc).limit(filter.limit).all(tx.conn()).await?;
    with_words(tx, rows).await
}

/// Entries that make up a period's totals: a scoped one belongs to no shorter period than its
/// scope, so that a yearly base is not among January's.
pub(super) fn counting_in(period: Period) -> Condition {
    let mut scopes = vec![period.to_string()];
    let mut inner: Vec<Period> = period.parts();
    while let Some(part) = inner.pop() {
        scopes.push(part.to_string());
        inner.extend(part.parts());
    }
    Condition::all()
        .add(Column::CountsOn.gte(period.start()))
        .add(Column::CountsOn.lt(period.end()))
        .add(Condition::any().add(Column::Scope.is_null()).add(Column::Scope.is_in(scopes)))
}

async fn with_words(tx: &Tx, rows: Vec<Model>) -> StoreResult<Vec<LedgerRow>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let notes = ledger_notes::Entity::find()
        .filter(ledger_notes::Column::EntryId.is_in(ids.iter().copied()))
        .all(tx.conn())
        .await?;
    let mut notes: HashMap<Uuid, ledger_notes::Model> = notes.into_iter().map(|note| (note.entry_id, note)).collect();
    let reversals: Vec<(Uuid, Option<Uuid>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ReversesId])
        .filter(Column::ReversesId.is_in(ids))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let reversals: HashMap<Uuid, Uuid> = reversals.into_iter().filter_map(|(by, of)| Some((of?, by))).collect();
    rows.into_iter()
        .map(|row| {
            let note = notes.remove(&row.id);
            let reversed_by = reversals.get(&row.id).copied().map(EntryId);
            let quantity = note.as_ref().and_then(quantity);
            let (what, reason) = note.map(|note| (note.what, note.reason)).unwrap_or_default();
            Ok(LedgerRow { entry: from_row(row)?, what, reason, quantity, reversed_by })
        })
        .collect()
}

/// One entry within reach.
///
/// # Errors
/// The database's fault.
pub async fn entry(tx: &Tx, reach: &Reach, id: EntryId) -> StoreResult<Option<LedgerRow>> {
    let row = Entity::find_by_id(id.0).filter(within(Column::OrganizationPath, reach)).one(tx.conn()).await?;
    Ok(with_words(tx, row.into_iter().collect()).await?.pop())
}

/// What was done, in the words of an entry.
///
/// # Errors
/// The database's fault.
pub async fn what(tx: &Tx, id: EntryId) -> StoreResult<Option<String>> {
    let note = ledger_notes::Entity::find_by_id(id.0).one(tx.conn()).await?;
    Ok(note.and_then(|note| note.what))
}

/// The entries of a source, such as an approved claim.
///
/// # Errors
/// The database's fault.
pub async fn of_source(tx: &Tx, kind: SourceKind, id: Uuid) -> StoreResult<Vec<Entry>> {
    let rows = Entity::find()
        .filter(Column::SourceKind.eq(kind.code()))
        .filter(Column::SourceId.eq(id))
        .order_by(Column::Seq, Order::Asc)
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The entry that takes another back, if there is one.
///
/// # Errors
/// The database's fault.
pub async fn reversal_of(tx: &Tx, id: EntryId) -> StoreResult<Option<Entry>> {
    Entity::find().filter(Column::ReversesId.eq(id.0)).one(tx.conn()).await?.map(from_row).transpose()
}

/// The period-scoped entries of a member that count in a period: base points and what became of
/// them.
///
/// # Errors
/// The database's fault.
pub async fn scoped(tx: &Tx, member: MemberId, owner: OrganizationId, period: Period) -> StoreResult<Vec<Entry>> {
    let rows = Entity::find()
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::OwnerId.eq(owner.0))
        .filter(Column::Scope.is_not_null())
        .filter(counting_in(period))
        .all(tx.conn())
        .await?;
    rows.into_iter().map(from_row).collect()
}

/// The first day that any entry of an organization or below counts on in a unit of a kind; none without
/// such entries. What is scoped to a longer period belongs to that.
///
/// # Errors
/// The database's fault.
pub async fn first_day_in_units(tx: &Tx, path: &OrganizationPath, unit: PeriodKind) -> StoreResult<Option<Day>> {
    // A scope reads `2024`, `2024-Q1` or `2024-03`.
    let unscoped = Condition::any().add(Column::Scope.is_null());
    let fits = match unit {
        PeriodKind::Year => Condition::all(),
        PeriodKind::Quarter => unscoped.add(Column::Scope.like("%-%")),
        PeriodKind::Month => unscoped.add(Column::Scope.like("%-%").and(Column::Scope.not_like("%Q%"))),
    };
    first(tx, Condition::all().add(fits).add(Column::OrganizationPath.starts_with(path.as_str()))).await
}

/// The first day that any entry of an organization or below counts on; none without entries.
///
/// # Errors
/// The database's fault.
pub async fn first_day(tx: &Tx, path: &OrganizationPath) -> StoreResult<Option<Day>> {
    first(tx, Condition::all().add(Column::OrganizationPath.starts_with(path.as_str()))).await
}

async fn first(tx: &Tx, of: Condition) -> StoreResult<Option<Day>> {
    let first: Option<Option<Day>> = Entity::find()
        .select_only()
        .column_as(Column::CountsOn.min(), "first_day")
        .filter(of)
        .into_tuple()
        .one(tx.conn())
        .await?;
    Ok(first.flatten())
}

/// A member's entries under an owner's book, oldest first: what a plan looks at.
///
/// # Errors
/// [`StoreError::Corrupt`] when a row cannot be read.
pub async fn under_owner(tx: &Tx, member: MemberId, owner: OrganizationId) -> StoreResult<Vec<Entry>> {
    in_order(tx, own(member, owner)).await
}

/// What a plan has to look at for one more deed: the entries of its item, since they share its caps;
/// all where a zeroing was ever written, since it changes what later ones count.
///
/// # Errors
/// [`StoreError::Corrupt`] when a row cannot be read.
pub async fn for_deed(tx: &Tx, member: MemberId, owner: OrganizationId, item: Option<&str>) -> StoreResult<Vec<Entry>> {
    let own = own(member, owner);
    let zeroings = [EntryKind::Zeroing, EntryKind::Veto].map(EntryKind::code);
    let zeroing = Entity::find().filter(own.clone()).filter(Column::Kind.is_in(zeroings)).one(tx.conn()).await?;
    match (zeroing, item) {
        (Some(_), _) => in_order(tx, own).await,
        (None, Some(item)) => in_order(tx, own.add(Column::ItemCode.eq(item))).await,
        (None, None) => Ok(Vec::new()),
    }
}

fn own(member: MemberId, owner: OrganizationId) -> Condition {
    Condition::all().add(Column::MemberId.eq(member.0)).add(Column::OwnerId.eq(owner.0))
}

async fn in_order(tx: &Tx, which: Condition) -> StoreResult<Vec<Entry>> {
    let rows = Entity::find().filter(which).order_by(Column::Seq, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// A member's whole chain, oldest first, for `verify`.
///
/// # Errors
/// [`StoreError::Corrupt`] when a row cannot be read.
pub async fn chain(tx: &Tx, member: MemberId) -> StoreResult<Vec<Entry>> {
    in_order(tx, Condition::all().add(Column::MemberId.eq(member.0))).await
}

pub(super) fn from_row(row: Model) -> StoreResult<Entry> {
    let unknown = |what: &str| StoreError::corrupt(format!("entry {}: {what}", row.id));
    let kind = EntryKind::from_code(&row.kind).ok_or_else(|| unknown("its kind"))?;
    let source_kind = SourceKind::from_code(&row.source_kind).ok_or_else(|| unknown("its source"))?;
    let scope = row.scope.as_deref().map(str::parse).transpose().map_err(|_| unknown("its scope"))?;
    Ok(Entry {
        member: MemberId(row.member_id),
        seq: u64::try_from(row.seq).map_err(|_| unknown("its place"))?,
        counts_on: row.counts_on,
        recorded_at: row.recorded_at.into(),
        hash: array32(&row.hash)?,
        draft: Draft {
            id: EntryId(row.id),
            kind,
            source: Source {
                kind: source_kind,
                id: row.source_id,
                line: u32::try_from(row.line).map_err(|_| unknown("its line"))?,
            },
            item: row.item_code,
            rule_book: RuleBookId(row.rule_book_id),
            owner: OrganizationId(row.owner_id),
            organization: OrganizationId(row.organization_id),
            points: row.points.into(),
            asked: row.asked_points.into(),
            scope,
            deed_on: row.deed_on,
            counts_as: None,
            recorded_by: AccountId(row.recorded_by),
            approved_by: AccountId(row.approved_by),
            reverses: row.reverses_id.map(EntryId),
            releases: row.releases_id.map(EntryId),
            reason_digest: array32(&row.reason_digest)?,
            evidence_digest: array32(&row.evidence_digest)?,
        },
    })
}
