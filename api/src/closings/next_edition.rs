//! The next edition of a closed period, with its reason.

use std::collections::BTreeMap;

use xianfeng_domain::closings::Closing;
use xianfeng_domain::editions::{self as rules, Edition};
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions::{self, Stored};
use xianfeng_infra::{closings as rows, ledger, rulebooks};

use super::run::edition_id;
use crate::auth::Act;
use crate::failure::Failure;

/// Freezes the rows of some members anew, ranks everybody, and seals the edition behind the one before.
/// Branch, category and roster order stay those of the first.
pub(super) async fn next_edition(
    tx: &Tx,
    act: &Act,
    closing: &Closing,
    members: impl IntoIterator<Item = MemberId>,
    reason: &str,
) -> Result<Stored, Failure> {
    let latest = editions::latest(tx, closing.township, closing.period).await?;
    let latest = latest.ok_or_else(|| StoreError::corrupt("a closed period without an edition"))?;
    // First, so that two corrections at once make two editions, one behind the other.
    rows::next_edition(tx, closing, latest.edition.number + 1).await?;
    let book = rulebooks::find(tx, closing.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("a closing under an unknown rule book"))?;
    let mut by_member: BTreeMap<MemberId, _> =
        editions::rows(tx, latest.edition.id).await?.into_iter().map(|row| (row.member, row)).collect();
    for member in members {
        // Who was out of scope when the period was closed stands on no edition of it.
        let Some(row) = by_member.get_mut(&member) else { continue };
        let totals = ledger::totals_of_member(tx, member, row.owner, &[closing.period]).await?;
        let total = totals.get(&closing.period).copied().unwrap_or_default();
        (row.total, row.additions, row.deductions) = (total.total, total.additions, total.deductions);
        if let Some(head) = ledger::head(tx, member).await? {
            (row.seq, row.hash) = (head.seq, head.hash);
        }
    }
    let placed = rules::place(by_member.into_values().collect(), &book, closing.period.kind());
    let edition = Edition {
        id: edition_id(),
        number: latest.edition.number + 1,
        reason: Some(reason.to_owned()),
        previous: Some(latest.hash),
        ..latest.edition
    };
    let hash = rules::seal(&edition, &placed);
    editions::insert_sealed(tx, &edition, (&hash, placed.len()), act.caller.account, act.now).await?;
    editions::insert_rows(tx, edition.id, &placed).await?;
    let stored = editions::by_id(tx, edition.id).await?;
    Ok(stored.ok_or_else(|| StoreError::corrupt("an edition vanished"))?)
}
