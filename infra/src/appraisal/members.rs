//! Who is judged in a round.

use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, Order, QueryFilter, QueryOrder};
use uuid::Uuid;
use xianfeng_domain::appraisal::{Grade, Kind, Outcome, Participant, State, Voice};
use xianfeng_domain::ids::{AccountId, AppraisalId, MemberId};
use xianfeng_domain::time::{Day, Period};

use crate::db::{Hundredths, StoreError, StoreResult, Tx};
use crate::entities::appraisal_members::{ActiveModel, Column, Entity, Model};
use crate::entities::appraisals;

/// Puts somebody into a round.
///
/// # Errors
/// [`StoreError::Duplicate`] when they are in it.
pub async fn join(tx: &Tx, round: AppraisalId, member: MemberId, away_since: Option<Day>) -> StoreResult<()> {
    let row = ActiveModel {
        id: ActiveValue::Set(Uuid::now_v7()),
        appraisal_id: ActiveValue::Set(round.0),
        member_id: ActiveValue::Set(member.0),
        away_since: ActiveValue::Set(away_since),
        returned_on: ActiveValue::Set(None),
        returned_by: ActiveValue::Set(None),
        score: ActiveValue::Set(None),
        weight: ActiveValue::Set(None),
        grade: ActiveValue::Set(None),
        missing: ActiveValue::Set(None),
    };
    Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(())
}

/// Everybody in a round, in the order in which they were put into it.
///
/// # Errors
/// The database's fault.
pub async fn participants(tx: &Tx, round: AppraisalId) -> StoreResult<Vec<Participant>> {
    let rows =
        Entity::find().filter(Column::AppraisalId.eq(round.0)).order_by(Column::Id, Order::Asc).all(tx.conn()).await?;
    rows.into_iter().map(from_row).collect()
}

/// Records that who was away came back for the appraisal (S2-6); says whether they are in it, away.
///
/// # Errors
/// The database's fault.
pub async fn record_return(tx: &Tx, round: AppraisalId, member: MemberId, on: Day, by: AccountId) -> StoreResult<bool> {
    let recorded = Entity::update_many()
        .col_expr(Column::ReturnedOn, Expr::value(on))
        .col_expr(Column::ReturnedBy, Expr::value(by.0))
        .filter(Column::AppraisalId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::AwaySince.is_not_null())
        .filter(Column::ReturnedOn.is_null())
        .exec(tx.conn())
        .await?;
    Ok(recorded.rows_affected == 1)
}

/// Freezes somebody's result, with the signature of the round.
///
/// # Errors
/// [`StoreError::Race`] when it was frozen meanwhile.
pub async fn freeze(tx: &Tx, round: AppraisalId, member: MemberId, outcome: &Outcome) -> StoreResult<()> {
    let missing: Vec<&str> = outcome.missing.iter().map(|voice| voice.code()).collect();
    let frozen = Entity::update_many()
        .col_expr(Column::Score, Expr::value(Hundredths::from(outcome.score)))
        .col_expr(Column::Weight, Expr::value(i64::from(outcome.weight)))
        .col_expr(Column::Grade, Expr::value(outcome.grade.map(Grade::code)))
        .col_expr(Column::Missing, Expr::value(missing.join(",")))
        .filter(Column::AppraisalId.eq(round.0))
        .filter(Column::MemberId.eq(member.0))
        .filter(Column::Score.is_null())
        .exec(tx.conn())
        .await?;
    if frozen.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("an appraisal's result")) }
}

/// Somebody's result in a signed round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedOutcome {
    /// Who.
    pub member: MemberId,
    /// Of which kind of round.
    pub kind: Kind,
    /// The result.
    pub outcome: Outcome,
}

/// What some members came to in the signed rounds of a year.
///
/// # Errors
/// The database's fault.
pub async fn signed_outcomes(tx: &Tx, members: &[MemberId], year: Period) -> StoreResult<Vec<SignedOutcome>> {
    let rounds = appraisals::Entity::find()
        .filter(appraisals::Column::Year.eq(year.to_string()))
        .filter(appraisals::Column::State.eq(State::Signed.code()))
        .filter(
            appraisals::Column::Id.in_subquery(
                sea_orm::sea_query::Query::select()
                    .column(Column::AppraisalId)
                    .from(Entity)
                    .and_where(Column::MemberId.is_in(members.iter().map(|member| member.0)))
                    .to_owned(),
            ),
        )
        .all(tx.conn())
        .await?;
    let rows = Entity::find()
        .filter(Column::AppraisalId.is_in(rounds.iter().map(|round| round.id)))
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .all(tx.conn())
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let round = rounds.iter().find(|round| round.id == row.appraisal_id);
        let kind = round.and_then(|round| Kind::from_code(&round.kind));
        let kind = kind.ok_or_else(|| StoreError::corrupt("an appraisal's kind"))?;
        let participant = from_row(row)?;
        if let Some(outcome) = participant.result {
            found.push(SignedOutcome { member: participant.member, kind, outcome });
        }
    }
    Ok(found)
}

/// The member was away as a round opened: whether they came back for it (S2-6, S2-11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CalledBack {
    /// Who.
    pub member: MemberId,
    /// The year that is judged.
    pub year: Period,
    /// Since when they were away.
    pub away_since: Day,
    /// When they were back for it; none where they were not, or not yet.
    pub returned_on: Option<Day>,
}

/// The rounds that members were called back for, but for those that were called off.
///
/// # Errors
/// The database's fault.
pub async fn called_back(tx: &Tx, members: &[MemberId]) -> StoreResult<Vec<CalledBack>> {
    let rows = Entity::find()
        .filter(Column::MemberId.is_in(members.iter().map(|member| member.0)))
        .filter(Column::AwaySince.is_not_null())
        .order_by(Column::Id, Order::Asc)
        .all(tx.conn())
        .await?;
    let rounds = appraisals::Entity::find()
        .filter(appraisals::Column::Id.is_in(rows.iter().map(|row| row.appraisal_id)))
        .filter(appraisals::Column::State.ne(State::Cancelled.code()))
        .all(tx.conn())
        .await?;
    let mut found = Vec::new();
    for row in rows {
        let Some(round) = rounds.iter().find(|round| round.id == row.appraisal_id) else { continue };
        let Some(away_since) = row.away_since else { continue };
        let year = round.year.parse().map_err(|_| StoreError::corrupt("the year of an appraisal"))?;
        found.push(CalledBack { member: MemberId(row.member_id), year, away_since, returned_on: row.returned_on });
    }
    Ok(found)
}

fn from_row(row: Model) -> StoreResult<Participant> {
    let unknown = || StoreError::corrupt(format!("the result of an appraisal {}", row.id));
    let result = match row.score {
        None => None,
        Some(score) => {
            let weight = row.weight.and_then(|weight| u32::try_from(weight).ok()).ok_or_else(unknown)?;
            let grade = row.grade.as_deref().map(|code| Grade::from_code(code).ok_or_else(unknown)).transpose()?;
            let codes = row.missing.as_deref().unwrap_or_default().split(',').filter(|code| !code.is_empty());
            let missing = codes.map(|code| Voice::from_code(code).ok_or_else(unknown)).collect::<StoreResult<_>>()?;
            Some(Outcome { score: score.into(), weight, grade, missing })
        }
    };
    Ok(Participant {
        member: MemberId(row.member_id),
        away_since: row.away_since,
        returned_on: row.returned_on,
        result,
    })
}
