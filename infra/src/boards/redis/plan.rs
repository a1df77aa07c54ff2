//! Whether a board may be read from Redis, and what of it.

use std::time::Duration;

use xianfeng_domain::ids::MemberId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::TieRule;

use super::keys::{Keys, kept, place};
use super::snapshot::stamp;
use super::window::Shard;
use crate::boards::frozen;
use crate::boards::members::{BoardRow, listed};
use crate::boards::query::{Audience, BoardQuery, Reader};
use crate::boards::scope::{Scope, Tree};
use crate::db::{StoreResult, Tx};
use crate::{idempotency, outbox};

/// One board in Redis.
#[derive(Debug)]
pub(super) struct Plan {
    /// Whose members it lists.
    pub(super) scope: Scope,
    /// Its parts, one a township.
    pub(super) shards: Vec<Shard>,
    /// What was written until then is in it.
    pub(super) as_of: chrono::DateTime<chrono::Utc>,
}

/// The board of a period and the one before, with a member's rows on them.
#[derive(Debug)]
pub(super) struct OwnPlan {
    pub(super) current: Plan,
    pub(super) own: Option<BoardRow>,
    pub(super) previous: Plan,
    pub(super) previous_own: Option<BoardRow>,
}

/// What decides besides the query.
#[derive(Clone, Copy, Debug)]
pub(super) struct Terms<'a> {
    pub(super) prefix: &'a str,
    pub(super) max_lag: Duration,
}

/// Plans the reading of a board; none when SQL must answer: for who needs to know (Redis holds
/// what everybody may see), other periods, those that are closed (an edition is read), dense ranks, a lag, or a caller who has just written.
pub(super) async fn plan(tx: &Tx, terms: Terms<'_>, query: &BoardQuery, reader: Reader) -> StoreResult<Option<Plan>> {
    let Some(as_of) = as_of(tx, terms, reader).await? else { return Ok(None) };
    let tree = Tree::load(tx, &query.organization, reader.today()).await?;
    in_tree(tx, terms, &tree, query, reader, as_of).await
}

/// The same for a member's own place.
pub(super) async fn own_plan(
    tx: &Tx,
    terms: Terms<'_>,
    query: &BoardQuery,
    member: MemberId,
    reader: Reader,
) -> StoreResult<Option<OwnPlan>> {
    let Some(as_of) = as_of(tx, terms, reader).await? else { return Ok(None) };
    let (today, before) = (reader.today(), query.previous());
    let tree = Tree::load(tx, &query.organization, today).await?;
    let Some(current) = in_tree(tx, terms, &tree, query, reader, as_of).await? else { return Ok(None) };
    let Some(previous) = in_tree(tx, terms, &tree, &before, reader, as_of).await? else { return Ok(None) };
    let own = listed(tx, &current.scope, query, today, Some(&[member])).await?.pop();
    let previous_own = listed(tx, &previous.scope, &before, today, Some(&[member])).await?.pop();
    Ok(Some(OwnPlan { current, own, previous, previous_own }))
}

/// Up to when Redis is good enough for this reader.
async fn as_of(tx: &Tx, terms: Terms<'_>, reader: Reader) -> StoreResult<Option<chrono::DateTime<chrono::Utc>>> {
    let Some(oldest) = outbox::oldest(tx, outbox::Topic::BoardMember).await? else { return Ok(Some(reader.now)) };
    let lag = (reader.now - oldest).to_std().unwrap_or_default();
    if lag > terms.max_lag {
        return Ok(None);
    }
    if let Some(account) = reader.account
        && idempotency::wrote_since(tx, account, oldest).await?
    {
        return Ok(None);
    }
    Ok(Some(oldest))
}

async fn in_tree(
    tx: &Tx,
    terms: Terms<'_>,
    tree: &Tree,
    query: &BoardQuery,
    reader: Reader,
    as_of: chrono::DateTime<chrono::Utc>,
) -> StoreResult<Option<Plan>> {
    let today = reader.today();
    if query.audience != Audience::Everyone || !kept(today).contains(&query.period) {
        return Ok(None);
    }
    if frozen::edition(tx, tree, query.period).await?.is_some() {
        return Ok(None);
    }
    let scope = tree.scope(tx, query.period, today).await?;
    if scope.ties != TieRule::Skip {
        return Ok(None);
    }
    let shard = |township: &OrganizationPath| {
        // The board of anything above a township is read as that of the township.
        let board = if township.covers(&query.organization) { &query.organization } else { township };
        let (id, organization) = (township.ids().next_back()?, board.ids().next_back()?);
        let place = place(organization, query.period, query.category.as_deref());
        Some(Shard { keys: Keys::new(terms.prefix, id), stamp: stamp(tree, township, today), place })
    };
    let shards: Vec<Shard> = tree.townships().filter_map(|township| shard(&township.path)).collect();
    Ok((!shards.is_empty()).then_some(Plan { scope, shards, as_of }))
}
