//! Writing cases, and rows to values.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};
use xianfeng_domain::help::{
    CheckResult, Confirmed, DisciplineNote, Ended, Ground, HelpCase, Outcome, Proposal, State, Stay,
};
use xianfeng_domain::ids::{AccountId, HelpCaseId, MemberId, OrganizationId, PersonId, RuleBookId, ZeroingId};
use xianfeng_domain::time::day_of;

use super::evidence;
use crate::db::{Moment, StoreError, StoreResult, Tx};
use crate::entities::help_cases::{ActiveModel, Column, Entity, Model};

/// The keys that stand in the way of proposals.
#[derive(Clone, Debug, Default)]
pub struct Taken {
    once: HashSet<Vec<u8>>,
    active: HashSet<Vec<u8>>,
}

impl Taken {
    /// Was it proposed before, or does a case of the member and consequence wait or go on?
    pub fn holds(&self, proposal: &Proposal) -> bool {
        self.once.contains(proposal.once_key().as_slice()) || self.active.contains(&proposal.active_key())
    }
}

/// What was proposed of some members before.
///
/// # Errors
/// The database's fault.
pub async fn taken(tx: &Tx, members: impl IntoIterator<Item = MemberId>) -> StoreResult<Taken> {
    let rows: Vec<(Vec<u8>, Option<Vec<u8>>)> = Entity::find()
        .select_only()
        .column(Column::OnceKey)
        .column(Column::ActiveKey)
        .filter(Column::MemberId.is_in(members.into_iter().map(|member| member.0)))
        .into_tuple()
        .all(tx.conn())
        .await?;
    let mut taken = Taken::default();
    for (once, active) in rows {
        taken.once.insert(once);
        taken.active.extend(active);
    }
    Ok(taken)
}

/// Writes a proposal.
///
/// # Errors
/// [`StoreError::Race`] when somebody else proposed the same meanwhile: look again.
pub async fn insert(tx: &Tx, proposal: &Proposal, now: DateTime<Utc>) -> StoreResult<()> {
    let zeroing = match &proposal.ground {
        Ground::Finding(_) => None,
        Ground::Veto { zeroing, .. } => Some(zeroing.0),
    };
    let row = ActiveModel {
        id: ActiveValue::Set(proposal.id.0),
        member_id: ActiveValue::Set(proposal.member.0),
        person_id: ActiveValue::Set(proposal.person.0),
        organization_id: ActiveValue::Set(proposal.branch.0),
        organization_path: ActiveValue::Set(proposal.path.to_string()),
        carried_path: ActiveValue::Set(proposal.path.to_string()),
        ground: ActiveValue::Set(proposal.ground.code().to_owned()),
        consequence: ActiveValue::Set(proposal.consequence.clone()),
        name: ActiveValue::Set(proposal.name.clone()),
        rule_book_id: ActiveValue::Set(proposal.rule_book.0),
        zeroing_id: ActiveValue::Set(zeroing),
        evidence: ActiveValue::Set(evidence::written(&proposal.ground)?),
        measures: ActiveValue::Set(evidence::list(&proposal.measures)?),
        deadline_days: ActiveValue::Set(proposal.deadline_days.map(i64::from)),
        state: ActiveValue::Set(State::Proposed.code().to_owned()),
        proposed_at: ActiveValue::Set(now.into()),
        keeps_out: ActiveValue::Set(false),
        once_key: ActiveValue::Set(proposal.once_key().to_vec()),
        active_key: ActiveValue::Set(Some(proposal.active_key())),
        version: ActiveValue::Set(1),
        ..ActiveModel::default()
    };
    match Entity::insert(row).exec_without_returning(tx.conn()).await.map_err(StoreError::from) {
        Ok(_) => Ok(()),
        Err(StoreError::Duplicate) => Err(StoreError::Race("a help case")),
        Err(error) => Err(error),
    }
}

/// Writes what changed of a case, if its version still is what the change was made on. The key of an
/// undecided or open case is free again once it is neither.
///
/// # Errors
/// [`StoreError::Race`] when somebody was quicker: look again.
pub async fn save(tx: &Tx, case: &HelpCase) -> StoreResult<()> {
    let (confirmed, ended) = (case.confirmed.as_ref(), case.ended.as_ref());
    let active = matches!(case.state, State::Proposed | State::Open).then(|| case.proposal.active_key());
    let saved = Entity::update_many()
        .col_expr(Column::CarriedPath, Expr::value(case.carried.to_string()))
        .col_expr(Column::State, Expr::value(case.state.code()))
        .col_expr(Column::ConfirmedAt, Expr::value(confirmed.map(|one| Moment::from(one.at))))
        .col_expr(Column::ConfirmedOn, Expr::value(confirmed.map(|one| one.on)))
        .col_expr(Column::ConfirmedBy, Expr::value(confirmed.map(|one| one.by.0)))
        .col_expr(Column::Batch, Expr::value(confirmed.and_then(|one| one.batch.clone())))
        .col_expr(Column::Meeting, Expr::value(confirmed.and_then(|one| one.meeting.clone())))
        .col_expr(Column::Deadline, Expr::value(confirmed.and_then(|one| one.deadline)))
        .col_expr(Column::RemindOn, Expr::value(case.remind_on))
        .col_expr(Column::KeepsOut, Expr::value(case.keeps_out))
        .col_expr(Column::HelperId, Expr::value(case.helper.map(|helper| helper.0)))
        .col_expr(Column::HomeId, Expr::value(case.stay.map(|stay| stay.home.0)))
        .col_expr(Column::AwaySince, Expr::value(case.stay.map(|stay| stay.since)))
        .col_expr(Column::LastCheck, Expr::value(case.last_check.map(CheckResult::code)))
        .col_expr(Column::NoteNumber, Expr::value(case.note.as_ref().map(|note| note.number.clone())))
        .col_expr(Column::NoteDate, Expr::value(case.note.as_ref().map(|note| note.date)))
        .col_expr(Column::EndedAt, Expr::value(ended.map(|ended| Moment::from(ended.at))))
        .col_expr(Column::EndedOn, Expr::value(ended.map(|ended| day_of(ended.at))))
        .col_expr(Column::EndedBy, Expr::value(ended.map(|ended| ended.by.0)))
        .col_expr(Column::Outcome, Expr::value(ended.and_then(|ended| ended.outcome).map(Outcome::code)))
        .col_expr(Column::ActiveKey, Expr::value(active))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(Column::Id.eq(case.proposal.id.0))
        .filter(Column::Version.eq(i64::try_from(case.version).unwrap_or(i64::MAX)))
        .exec(tx.conn())
        .await?;
    if saved.rows_affected == 1 { Ok(()) } else { Err(StoreError::Race("a help case")) }
}

/// A row as a value.
pub(super) fn from_row(row: Model) -> StoreResult<HelpCase> {
    let unknown = |what: &str| StoreError::corrupt(format!("help case {}: {what}", row.id));
    let confirmed = match (row.confirmed_at, row.confirmed_on, row.confirmed_by) {
        (Some(at), Some(on), Some(by)) => Some(Confirmed {
            at: at.into(),
            on,
            by: AccountId(by),
            batch: row.batch.clone(),
            meeting: row.meeting.clone(),
            deadline: row.deadline,
        }),
        _ => None,
    };
    let outcome = |code: &str| Outcome::from_code(code).ok_or_else(|| unknown("its outcome"));
    let ended = match (row.ended_at, row.ended_by) {
        (Some(at), Some(by)) => {
            Some(Ended { at: at.into(), by: AccountId(by), outcome: row.outcome.as_deref().map(outcome).transpose()? })
        }
        _ => None,
    };
    let check = |code: &str| CheckResult::from_code(code).ok_or_else(|| unknown("its check"));
    let days = |days: i64| u32::try_from(days).map_err(|_| unknown("its days"));
    Ok(HelpCase {
        carried: row.carried_path.parse().map_err(|_| unknown("who carries it"))?,
        state: State::from_code(&row.state).ok_or_else(|| unknown("its state"))?,
        proposed_at: row.proposed_at.into(),
        keeps_out: row.keeps_out,
        helper: row.helper_id.map(PersonId),
        stay: row.home_id.zip(row.away_since).map(|(home, since)| Stay { home: OrganizationId(home), since }),
        last_check: row.last_check.as_deref().map(check).transpose()?,
        remind_on: row.remind_on,
        note: row.note_number.clone().zip(row.note_date).map(|(number, date)| DisciplineNote { number, date }),
        version: u64::try_from(row.version).unwrap_or_default(),
        proposal: Proposal {
            id: HelpCaseId(row.id),
            member: MemberId(row.member_id),
            person: PersonId(row.person_id),
            branch: OrganizationId(row.organization_id),
            path: row.organization_path.parse().map_err(|_| unknown("its path"))?,
            ground: evidence::read(&row.ground, row.zeroing_id.map(ZeroingId), &row.evidence)?,
            measures: evidence::read_list(&row.measures)?,
            deadline_days: row.deadline_days.map(days).transpose()?,
            consequence: row.consequence,
            name: row.name,
            rule_book: RuleBookId(row.rule_book_id),
        },
        confirmed,
        ended,
    })
}
