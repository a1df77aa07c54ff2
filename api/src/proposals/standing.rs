//! Where members stand in a year: by the edition that closed it, else by the live board, which makes
//! a list provisional.

use std::collections::HashSet;

use xianfeng_domain::Points;
use xianfeng_domain::editions::EditionRow;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::proposals::EditionMark;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, BoardQuery, members_board};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{editions, organizations, rulebooks};

use super::evidence::EvidenceOut;
use crate::leaderboards::{TownshipGrades, reference_day};

/// A member's place in a year.
#[derive(Clone, Debug)]
pub(super) struct Standing {
    pub(super) member: MemberId,
    pub(super) rank: u32,
    pub(super) counted: u32,
    pub(super) total: Points,
    additions: Points,
    deductions: Points,
    grade: Option<String>,
}

impl Standing {
    /// What it says in a pack.
    pub(super) fn evidence(&self) -> EvidenceOut {
        EvidenceOut {
            total: Some(self.total.into()),
            additions: Some(self.additions.into()),
            deductions: Some(self.deductions.into()),
            rank: Some(self.rank),
            counted: Some(self.counted),
            grade: self.grade.clone(),
            ..EvidenceOut::default()
        }
    }
}

/// The edition that closed a year where an organization lies.
///
/// # Errors
/// The store's fault.
pub(super) async fn edition_of(tx: &Tx, organization: &Organization, year: Period) -> StoreResult<Option<EditionMark>> {
    let Some(township) = organizations::township(tx, &organization.path).await? else { return Ok(None) };
    let stored = editions::latest(tx, township.id, year).await?;
    Ok(stored.map(|stored| EditionMark {
        id: stored.edition.id,
        number: stored.edition.number,
        short_hash: stored.short_hash(),
    }))
}

/// Everybody who counts in an organization, best first.
///
/// # Errors
/// The store's fault.
pub(super) async fn standings(
    tx: &Tx,
    organization: &Organization,
    year: Period,
    edition: Option<&EditionMark>,
    today: Day,
) -> StoreResult<Vec<Standing>> {
    match edition {
        Some(edition) => frozen(tx, organization, year, edition, today).await,
        None => live(tx, organization, year, today).await,
    }
}

async fn live(tx: &Tx, organization: &Organization, year: Period, today: Day) -> StoreResult<Vec<Standing>> {
    let audience = Audience::NeedToKnow;
    let query = BoardQuery { organization: organization.path.clone(), period: year, category: None, audience };
    let board = members_board(tx, &query, today).await?;
    let grades = TownshipGrades::load(tx, &organization.path, year, today).await?;
    let counted = u32::try_from(board.rows.len()).unwrap_or(u32::MAX);
    let standing = |row: &xianfeng_domain::boards::Ranked<xianfeng_infra::boards::BoardRow>| Standing {
        member: row.row.member,
        rank: row.rank,
        counted,
        total: row.row.total,
        additions: row.row.additions,
        deductions: row.row.deductions,
        grade: grades.as_ref().and_then(|grades| grades.grade(row.row.member)).map(|grade| grade.name.clone()),
    };
    Ok(board.rows.iter().map(standing).collect())
}

async fn frozen(
    tx: &Tx,
    organization: &Organization,
    year: Period,
    edition: &EditionMark,
    today: Day,
) -> StoreResult<Vec<Standing>> {
    let below = organizations::under(tx, &organization.path).await?;
    let below: HashSet<OrganizationId> = below.into_iter().map(|one| one.id).collect();
    let book = rulebooks::effective(tx, &organization.path, reference_day(year, today)).await?;
    let mut rows = editions::rows(tx, edition.id).await?;
    rows.retain(|row| row.places.is_some() && below.contains(&row.branch));
    let rank = |row: &EditionRow| {
        let places = row.places?;
        Some(match organization.kind {
            OrganizationKind::Township => places.rank,
            kind if kind.is_branch() => places.branch_rank,
            // Between the two the edition has no rank of its own.
            _ => u32::try_from(rows.iter().filter(|other| other.total > row.total).count()).ok()?.saturating_add(1),
        })
    };
    let counted = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let name = |code: &String| {
        let grades = book.as_ref().map(|book| &book.book.grades);
        grades.and_then(|grades| grades.iter().find(|grade| grade.code == *code)).map(|grade| grade.name.clone())
    };
    let standing = |row: &EditionRow| {
        Some(Standing {
            member: row.member,
            rank: rank(row)?,
            counted,
            total: row.total,
            additions: row.additions,
            deductions: row.deductions,
            grade: row.grade.as_ref().and_then(name),
        })
    };
    let mut found: Vec<Standing> = rows.iter().filter_map(standing).collect();
    found.sort_by_key(|standing| standing.rank);
    Ok(found)
}
