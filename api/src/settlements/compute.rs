//! What a settlement of a closing comes to now.

use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::hidden::open_of;
use xianfeng_domain::ledger::Digest;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::rulebook::Settlement as Rules;
use xianfeng_domain::settlements::{Member, Standing, VillageDraft, VillageFund, digest_of, draft};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::editions::{self, Stored};
use xianfeng_infra::settlements as rows;
use xianfeng_infra::{organizations, rulebooks};

use crate::failure::Failure;
use crate::http::problem::Code;
use crate::purse;

/// A settlement that was computed and not written.
pub(super) struct Computed {
    /// The latest edition of the closing.
    pub(super) edition: Stored,
    /// The rules.
    pub(super) rules: Rules,
    /// What each village gets.
    pub(super) villages: Vec<VillageDraft>,
    /// Made of all of it.
    pub(super) digest: Digest,
}

/// Computes from the latest edition, the funds and what members owe or get back. Writes nothing.
///
/// # Errors
/// `closing.wrong_state` unless it is closed and not final, `settlement.not_in_book`,
/// `settlement.other_period`.
pub(super) async fn compute(tx: &Tx, closing: &Closing) -> Result<Computed, Failure> {
    let rules = rules_of(tx, closing).await?;
    if closing.state != State::Closed {
        return Err(Code::ClosingWrongState.into());
    }
    let edition = editions::latest(tx, closing.township, closing.period).await?;
    let edition = edition.ok_or_else(|| StoreError::corrupt("a closed period without an edition"))?;
    let frozen = editions::rows(tx, edition.edition.id).await?;
    let members: Vec<Member<'_>> = frozen.iter().map(member).collect();
    let mut funds = Vec::new();
    for village in with_fund(tx, closing, &rules).await? {
        let available_fen = purse::available(tx, village.id).await?;
        funds.push(VillageFund { organization: village.id, path: village.path, available_fen });
    }
    let balances = rows::balances(tx, &closing.path).await?;
    let villages = draft(&members, &funds, &balances, &rules);
    let digest = digest_of(&edition.hash, &rules, &villages);
    Ok(Computed { edition, rules, villages, digest })
}

/// The rules under which a closing is settled.
pub(super) async fn rules_of(tx: &Tx, closing: &Closing) -> Result<Rules, Failure> {
    let book = rulebooks::find(tx, closing.rule_book).await?;
    let book = book.ok_or_else(|| StoreError::corrupt("a closing under an unknown rule book"))?;
    let rules = book.settlement.clone().ok_or(Code::SettlementNotInBook)?;
    if rules.per == closing.period.kind() { Ok(rules) } else { Err(Code::SettlementOtherPeriod.into()) }
}

/// The branches of the township that have a fund, in the order of the tree. A sensitive one has none:
/// its statement would be posted (invariant 11).
async fn with_fund(tx: &Tx, closing: &Closing, rules: &Rules) -> StoreResult<Vec<Organization>> {
    let open = open_of(organizations::under(tx, &closing.path).await?);
    Ok(open.into_iter().filter(|one| rules.funds(one.kind)).collect())
}

/// How a row of the edition stands.
fn member(row: &EditionRow) -> Member<'_> {
    let EditionRow { exempt, kept_out, .. } = *row;
    let standing = Standing { grade: row.grade.as_deref(), category: &row.category, exempt, kept_out };
    Member { id: row.member, branch: row.branch, order: row.roster_order, standing }
}
