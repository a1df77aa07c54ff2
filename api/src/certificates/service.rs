//! What goes into a proof of service: truthful, with hours, times and items (article 19), without points.

use std::collections::{BTreeMap, HashSet};

use xianfeng_domain::Quantity;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::EntryId;
use xianfeng_domain::ledger::{EntryKind, lineages};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerFilter};

use super::content::{Amount, Content, Deed};
use crate::auth::Act;
use crate::failure::Failure;
use crate::ledger::names_of;

/// More entries than a member has in a year.
const ALL_ENTRIES: u64 = 5_000;

/// Gathers the services of some periods: what was credited for a deed and stands.
///
/// # Errors
/// The store's fault.
pub(super) async fn service(
    tx: &Tx,
    act: &Act,
    member: &Member,
    periods: &[Period],
    mut content: Content,
    (from, to): (Day, Day),
) -> Result<Content, Failure> {
    let reach = act.caller.reach(Right::Read);
    let mut sums: BTreeMap<String, i64> = BTreeMap::new();
    for period in periods {
        let filter = LedgerFilter {
            member: Some(member.id),
            period: Some(*period),
            limit: ALL_ENTRIES,
            ..LedgerFilter::default()
        };
        let mut entries = rows::page(tx, &reach, act.caller.member_id(), act.today(), &filter).await?;
        entries.sort_by_key(|row| row.entry.seq);
        let lineages = lineages(entries.iter().map(|row| &row.entry));
        let live: HashSet<EntryId> =
            lineages.iter().filter(|lineage| lineage.is_live()).map(|lineage| lineage.root).collect();
        let names = names_of(tx, act, &entries).await?;
        for row in &entries {
            let draft = &row.entry.draft;
            let served =
                draft.kind == EntryKind::Addition && live.contains(&draft.id) && (from..=to).contains(&draft.deed_on);
            if !served {
                continue;
            }
            if let Some(quantity) = &row.quantity {
                *sums.entry(quantity.unit().to_owned()).or_default() += quantity.hundredths();
            }
            let item = names.item(row);
            let what = row.what.as_deref().or(item).unwrap_or("服务").to_owned();
            let notes =
                [item.filter(|item| *item != what).map(str::to_owned), row.quantity.as_ref().map(ToString::to_string)];
            let notes = notes.into_iter().flatten().collect();
            content.services.push(Deed { day: draft.deed_on.to_string(), what, notes, points: None });
        }
    }
    content.total = format!("{}次", content.services.len());
    let amount = |(unit, sum): (String, i64)| {
        let name = if unit == "小时" { "服务时长".to_owned() } else { format!("合计（{unit}）") };
        Some(Amount::new(name, Quantity::new(sum, unit)?.to_string()))
    };
    content.quantities = sums.into_iter().filter_map(amount).collect();
    Ok(content)
}
