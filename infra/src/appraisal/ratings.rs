//! What was given. A rating names nobody who gave it: its key is a keyed hash, so that it can be
//! changed by who knows the rater and read by nobody.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use uuid::Uuid;
use xianfeng_domain::appraisal::{Ballots, Grade, Voice};
use xianfeng_domain::ids::{AccountId, AppraisalId, MemberId, PersonId};

use crate::db::{StoreError, StoreResult, Tx};
use crate::entities::appraisal_ratings::{ActiveModel, Column, Entity};
use crate::entities::appraisal_villager_counts as counts;
use crate::privacy::Vault;

/// What stands for a rater in one rating. It differs from member to member, so that what one rater
/// gave several of them cannot be put together.
pub fn rater_hash(vault: &Vault, round: AppraisalId, member: MemberId, voice: Voice, rater: PersonId) -> [u8; 32] {
    let ids = [round.0.as_bytes().as_slice(), member.0.as_bytes(), rater.0.as_bytes(), voice.code().as_bytes()];
    vault.keyed(b"appraisal rating", &ids.concat())
}

/// The id says neither when nor by whom.
fn id_of(hash: &[u8; 32]) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(hash.split_at(16).0);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// Writes a rating, or writes it anew. The round's turn is taken.
///
/// # Errors
/// [`StoreError::Race`] when the same rater did so at the same moment.
pub async fn rate(
    tx: &Tx,
    round: AppraisalId,
    member: MemberId,
    voice: Voice,
    hash: &[u8; 32],
    grade: Grade,
) -> StoreResult<()> {
    let changed = Entity::update_many()
        .col_expr(Column::Grade, Expr::value(grade.code()))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::AppraisalId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::Voice.eq(voice.code()))
        .filter(Column::RaterHash.eq(hash.to_vec()))
        .exec(tx.conn())
        .await?;
    if changed.rows_affected > 0 {
        return Ok(());
    }
    let row = ActiveModel {
        id: ActiveValue::Set(id_of(hash)),
        appraisal_id: ActiveValue::Set(round.0),
        member_id: ActiveValue::Set(member.0),
        voice: ActiveValue::Set(voice.code().to_owned()),
        rater_hash: ActiveValue::Set(hash.to_vec()),
        grade: ActiveValue::Set(grade.code().to_owned()),
        version: ActiveValue::Set(1),
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("a rating")),
        Err(error) => Err(error),
    }
}

/// Which of some hashes have given a rating: what the rater alone can ask.
///
/// # Errors
/// The database's fault.
pub async fn rated(tx: &Tx, round: AppraisalId, hashes: &[[u8; 32]]) -> StoreResult<HashSet<Vec<u8>>> {
    let rows: Vec<Vec<u8>> = Entity::find()
        .select_only()
        .column(Column::RaterHash)
        .filter(Column::AppraisalId.eq(round.0))
        .filter(Column::RaterHash.is_in(hashes.iter().map(|hash| hash.to_vec())))
        .into_tuple()
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().collect())
}

/// The ballots of everybody in a round, by voice in the order of [`Voice::ALL`].
///
/// # Errors
/// The database's fault.
pub async fn ballots(tx: &Tx, round: AppraisalId) -> StoreResult<HashMap<MemberId, [Ballots; 4]>> {
    let rows: Vec<(Uuid, String, String, i64)> = Entity::find()
        .select_only()
        .column(Column::MemberId)
        .column(Column::Voice)
        .column(Column::Grade)
        .column_as(Column::Id.count(), "ratings")
        .filter(Column::AppraisalId.eq(round.0))
        .group_by(Column::MemberId)
        .group_by(Column::Voice)
        .group_by(Column::Grade)
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut found: HashMap<MemberId, [Ballots; 4]> = HashMap::new();
    let mut add = |member: Uuid, voice: Voice, grade: Grade, count: i64| {
        let own = found.entry(MemberId(member)).or_default();
        let places = Voice::ALL.iter().zip(own);
        for (_, ballots) in places.filter(|(one, _)| **one == voice) {
            ballots.add(grade, u32::try_from(count).unwrap_or(u32::MAX));
        }
    };
    for (member, voice, grade, count) in rows {
        let read = Voice::from_code(&voice).zip(Grade::from_code(&grade));
        let (voice, grade) = read.ok_or_else(|| StoreError::corrupt("a rating"))?;
        add(member, voice, grade, count);
    }
    for count in counts::Entity::find().filter(counts::Column::AppraisalId.eq(round.0)).all(tx.conn()).await? {
        let given = [count.good, count.fair, count.ordinary, count.poor];
        for (grade, many) in Grade::ALL.iter().zip(given) {
            add(count.member_id, Voice::Villagers, *grade, many);
        }
    }
    Ok(found)
}

/// The count of villagers' paper votes about one member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillagerCount {
    /// About whom.
    pub member: MemberId,
    /// How many gave each grade.
    pub ballots: Ballots,
    /// Who counted.
    pub counted_by: String,
    /// Before whom.
    pub witnesses: String,
}

/// Writes a count, or writes it anew. The round's turn is taken.
///
/// # Errors
/// The database's fault.
pub async fn count_villagers(
    tx: &Tx,
    round: AppraisalId,
    count: &VillagerCount,
    by: AccountId,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let [good, fair, ordinary, poor] = count.ballots.0.map(i64::from);
    let row = counts::ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        appraisal_id: ActiveValue::Set(round.0),
        member_id: ActiveValue::Set(count.member.0),
        good: ActiveValue::Set(good),
        fair: ActiveValue::Set(fair),
        ordinary: ActiveValue::Set(ordinary),
        poor: ActiveValue::Set(poor),
        counted_by: ActiveValue::Set(count.counted_by.clone()),
        witnesses: ActiveValue::Set(count.witnesses.clone()),
        recorded_by: ActiveValue::Set(by.0),
        recorded_at: ActiveValue::Set(now.into()),
        version: ActiveValue::Set(1),
    };
    use counts::Column;
    let anew = OnConflict::columns([Column::AppraisalId, Column::MemberId])
        .update_columns([
            Column::Good,
            Column::Fair,
            Column::Ordinary,
            Column::Poor,
            Column::CountedBy,
            Column::Witnesses,
            Column::RecordedBy,
            Column::RecordedAt,
        ])
        .value(Column::Version, Expr::col((counts::Entity, Column::Version)).add(1))
        .to_owned();
    counts::Entity::insert(row).on_conflict(anew).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// The counts of villagers' votes in a round.
///
/// # Errors
/// The database's fault.
pub async fn villager_counts(tx: &Tx, round: AppraisalId) -> StoreResult<Vec<VillagerCount>> {
    let rows = counts::Entity::find().filter(counts::Column::AppraisalId.eq(round.0)).all(tx.conn()).await?;
    let many = |count: i64| u32::try_from(count).unwrap_or_default();
    let count = |row: counts::Model| VillagerCount {
        member: MemberId(row.member_id),
        ballots: Ballots([many(row.good), many(row.fair), many(row.ordinary), many(row.poor)]),
        counted_by: row.counted_by,
        witnesses: row.witnesses,
    };
    Ok(rows.into_iter().map(count).collect())
}
