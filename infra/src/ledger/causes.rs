//! What the records of the flows say that a member's ledger must hold, for `verify`.

use sea_orm::sea_query::Query;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::ids::{EntryId, MemberId};
use xianfeng_domain::ledger::{Source, SourceKind};
use xianfeng_domain::meetings::{Credit, MakeUpState};
use xianfeng_domain::quarterly_audit::LineKind;

use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::{attendances, audit_lines, declarations, direct_entries, dues, ledger_entries};
use crate::posts;

/// The kinds of sources that [`causes`] knows everything about.
pub const RECORDED: [SourceKind; 6] = [
    SourceKind::Declaration,
    SourceKind::Attendance,
    SourceKind::Dues,
    SourceKind::PostCheck,
    SourceKind::Direct,
    SourceKind::Audit,
];

/// A record that causes one entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What the entry names.
    pub source: Source,
    /// Must there be an entry? Make-up study has none where the item is not for the category; the
    /// committee's own decision is one for many members.
    pub must: bool,
    /// The item, where the record says it.
    pub item: Option<String>,
    /// The points before caps and without a sign, where the record says them.
    pub asked: Option<Points>,
    /// The entry, where the record names it.
    pub entry: Option<EntryId>,
}

/// Every cause of a member's entries of the kinds [`RECORDED`].
///
/// # Errors
/// The database's fault; [`StoreError::Corrupt`] when a row cannot be read.
pub async fn causes(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    let mut causes = registered(tx, member).await?;
    causes.extend(attended(tx, member).await?);
    causes.extend(paid(tx, member).await?);
    let kept = posts::sources_kept(tx, member).await?;
    causes.extend(kept.into_iter().map(|source| Cause { source, must: true, item: None, asked: None, entry: None }));
    causes.extend(entered(tx, member).await?);
    causes.extend(signed(tx, member).await?);
    Ok(causes)
}

fn cause(kind: SourceKind, id: Uuid, line: u32) -> Cause {
    Cause { source: Source { kind, id, line }, must: true, item: None, asked: None, entry: None }
}

async fn registered(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    use declarations::{Column, Entity};
    let rows: Vec<(Uuid, Option<String>, Option<Hundredths>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::ItemCode, Column::Points])
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::State.eq(DeclarationState::Registered.code()))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let of = |(id, item, points): (Uuid, _, Option<Hundredths>)| {
        let asked = points.map(Into::into);
        Cause { item, asked, ..cause(SourceKind::Declaration, id, 0) }
    };
    Ok(rows.into_iter().map(of).collect())
}

/// Coming to a meeting is line 0, make-up study line 1.
async fn attended(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    use attendances::{Column, Entity};
    let rows: Vec<(Uuid, String, Option<String>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Credit, Column::MakeUpState])
        .filter(Column::MemberId.eq(member.0))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut causes = Vec::new();
    for (id, credit, make_up) in rows {
        if credit == Credit::Credited.code() {
            causes.push(cause(SourceKind::Attendance, id, 0));
        }
        if make_up.as_deref() == Some(MakeUpState::Confirmed.code()) {
            causes.push(Cause { must: false, ..cause(SourceKind::Attendance, id, 1) });
        }
    }
    Ok(causes)
}

/// A month's dues that were reversed and paid anew have a line for each time.
async fn paid(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    use dues::{Column, Entity};
    let rows: Vec<(Uuid, i64, Option<Uuid>)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Credits, Column::EntryId])
        .filter(Column::MemberId.eq(member.0))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut causes = Vec::new();
    for (id, credits, entry) in rows {
        let credits = u32::try_from(credits).map_err(|_| StoreError::corrupt(format!("dues {id}: their credits")))?;
        causes.extend((0..credits).map(|line| {
            let entry = entry.filter(|_| line + 1 == credits).map(EntryId);
            Cause { entry, ..cause(SourceKind::Dues, id, line) }
        }));
    }
    Ok(causes)
}

async fn entered(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    let named = Query::select()
        .column(ledger_entries::Column::SourceId)
        .from(ledger_entries::Entity)
        .and_where(ledger_entries::Column::MemberId.eq(member.0))
        .and_where(ledger_entries::Column::SourceKind.eq(SourceKind::Direct.code()))
        .to_owned();
    let rows: Vec<(Uuid, String)> = direct_entries::Entity::find()
        .select_only()
        .columns([direct_entries::Column::Id, direct_entries::Column::ItemCode])
        .filter(direct_entries::Column::Id.in_subquery(named))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let of = |(id, item)| Cause { item: Some(item), must: false, ..cause(SourceKind::Direct, id, 0) };
    Ok(rows.into_iter().map(of).collect())
}

async fn signed(tx: &Tx, member: MemberId) -> StoreResult<Vec<Cause>> {
    use audit_lines::{Column, Entity};
    type Row = (Uuid, Option<String>, Option<Hundredths>, Option<Uuid>);
    let rows: Vec<Row> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::Item, Column::DecidedPoints, Column::WrittenId])
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::Kind.eq(LineKind::Deduction.code()))
        .filter(Column::WrittenId.is_not_null())
        .into_tuple()
        .all(tx.conn())
        .await?;
    let of = |(id, item, points, written): Row| {
        let (asked, entry) = (points.map(Into::into), written.map(EntryId));
        Cause { item, asked, entry, ..cause(SourceKind::Audit, id, 0) }
    };
    Ok(rows.into_iter().map(of).collect())
}
