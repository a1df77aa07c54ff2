//! Quarterly reports that stand.

use std::collections::HashMap;

use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use xianfeng_domain::declarations::Declaration;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::rulebook::Way;
use xianfeng_domain::time::Period;

use super::rows::{from_row, report_key};
use crate::db::{StoreResult, Tx};
use crate::entities::declarations::{Column, Entity};

/// A member's report on a quarter, open or registered.
///
/// # Errors
/// The database's fault.
pub async fn live_report(tx: &Tx, member: MemberId, quarter: Period) -> StoreResult<Option<Declaration>> {
    let row = Entity::find().filter(Column::ActiveKey.eq(report_key(member, quarter))).one(tx.conn()).await?;
    row.map(from_row).transpose()
}

/// The reports of members on a quarter, open or registered.
///
/// # Errors
/// The database's fault.
pub async fn live_reports(
    tx: &Tx,
    members: &[MemberId],
    quarter: Period,
) -> StoreResult<HashMap<MemberId, Declaration>> {
    let rows = Entity::find()
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .filter(Column::Way.eq(Way::Report.code()))
        .filter(Column::Period.eq(quarter.to_string()))
        .filter(Column::ActiveKey.is_not_null())
        .all(tx.conn())
        .await?;
    let reports = rows.into_iter().map(from_row);
    reports.map(|report| report.map(|report| (report.member, report))).collect()
}
