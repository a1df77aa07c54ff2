//! What Redis is to hold, read from the totals on one snapshot of the database.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Alias, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, day_of};

use super::keys::{kept, place, text};
use crate::boards::scope::Tree;
use crate::boards::standings::{Standing, col, standings};
use crate::db::{StoreResult, Tx};
use crate::entities::members::{Column, Entity};

/// Some or all members of a township.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// Under what they were read.
    pub(super) stamp: String,
    /// The members.
    pub(super) members: Vec<Copied>,
}

/// Where one member stands.
#[derive(Debug)]
pub(super) struct Copied {
    /// The member.
    pub(super) member: MemberId,
    /// The board version of the head on the same snapshot.
    pub(super) version: i64,
    /// The member on the boards.
    pub(super) text: String,
    /// Every board that lists the member, with the total there in hundredths.
    pub(super) places: Vec<(String, i64)>,
}

#[derive(FromQueryResult)]
struct Head {
    id: Uuid,
    roster_order: i64,
    board_version: i64,
}

/// What decides who stands where, besides the changes that ask for themselves in the outbox: the
/// day, the tree and the rule books. A copy is read under its own stamp only, so that no day sees
/// the standing of the day before.
pub(super) fn stamp(tree: &Tree, township: &OrganizationPath, today: Day) -> String {
    let mut hash = Sha256::new();
    hash.update(today.to_string());
    for sign in tree.signs(township) {
        hash.update("\n");
        hash.update(sign);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The members of a township, or some of them: a head each, and one statement a period.
pub(super) async fn snapshot(
    tx: &Tx,
    township: &OrganizationPath,
    now: DateTime<Utc>,
    only: Option<&[MemberId]>,
) -> StoreResult<Snapshot> {
    let today = day_of(now);
    let tree = Tree::load(tx, township, today).await?;
    let mut copied = heads(tx, township, only).await?;
    for period in kept(today) {
        let scope = tree.scope(tx, period, today).await?;
        for standing in standings(tx, &scope, period, today, only).await? {
            if standing.row.exempt || standing.is_sensitive() {
                continue;
            }
            let Some(member) = copied.get_mut(&standing.row.member) else { continue };
            let score = standing.row.total.hundredths();
            for organization in levels(township, &standing) {
                let category = standing.row.category.as_str();
                member.places.push((place(organization, period, None), score));
                member.places.push((place(organization, period, Some(category)), score));
            }
        }
    }
    Ok(Snapshot { stamp: stamp(&tree, township, today), members: copied.into_values().collect() })
}

/// The organizations whose boards list the member: from the township down to the branch.
fn levels<'a>(township: &OrganizationPath, standing: &'a Standing<'_>) -> impl Iterator<Item = OrganizationId> + 'a {
    let above = township.depth().saturating_sub(1);
    standing.branch.organization.path.ids().skip(above)
}

async fn heads(
    tx: &Tx,
    township: &OrganizationPath,
    only: Option<&[MemberId]>,
) -> StoreResult<HashMap<MemberId, Copied>> {
    let on = col("h", "member_id").eq(col("m", "id"));
    let township = township.ids().next_back().map(|township| township.0);
    let mut select = Query::select();
    select
        .column((Alias::new("m"), Alias::new("id")))
        .column((Alias::new("m"), Alias::new("roster_order")))
        .column((Alias::new("h"), Alias::new("board_version")))
        .from_as(Alias::new("members"), Alias::new("m"))
        .join_as(JoinType::InnerJoin, Alias::new("member_ledger_heads"), Alias::new("h"), on)
        .and_where(col("m", "township_id").eq(township));
    if let Some(only) = only {
        select.and_where(col("m", "id").is_in(only.iter().map(|member| member.0)));
    }
    let rows = tx.conn().query_all(&select).await?;
    rows.iter()
        .map(|row| {
            let Head { id, roster_order, board_version } = Head::from_query_result(row, "")?;
            let member = MemberId(id);
            let text = text(roster_order, member);
            Ok((member, Copied { member, version: board_version, text, places: Vec::new() }))
        })
        .collect()
}

/// Members by township.
pub(super) async fn by_township(
    tx: &Tx,
    members: impl IntoIterator<Item = Uuid>,
) -> StoreResult<HashMap<OrganizationId, Vec<MemberId>>> {
    let rows: Vec<(Uuid, Uuid)> = Entity::find()
        .select_only()
        .columns([Column::Id, Column::TownshipId])
        .filter(Column::Id.is_in(members))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut townships: HashMap<OrganizationId, Vec<MemberId>> = HashMap::new();
    for (member, township) in rows {
        townships.entry(OrganizationId(township)).or_default().push(MemberId(member));
    }
    Ok(townships)
}
