//! The figures that the public sees of an organization.

use std::collections::HashMap;
use std::sync::Arc;

use xianfeng_domain::Points;
use xianfeng_domain::boards::{BranchStanding, Ranked, rank_branches};
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, Board, BoardQuery, BoardRow, branches_board, members_board};
use xianfeng_infra::db::Tx;
use xianfeng_infra::editions::Shown;
use xianfeng_infra::{organizations, rulebooks};

use super::people::PublicNames;
use crate::board::PlaceChange;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::http::wire::WirePeriod;
use crate::leaderboards::{PreviousPlaces, has_figures, period_or_running, reference_day};

/// The figures of one organization and period.
pub(crate) struct PublicFigures {
    /// The organization.
    pub(crate) organization: Organization,
    /// What lies above it and is public too, nearest first, with the average there.
    pub(crate) above: Option<(Organization, Option<Points>)>,
    /// The period.
    pub(crate) period: Period,
    /// The edition that the figures are of; none for live ones.
    pub(crate) edition: Option<Shown>,
    /// How names are shown.
    pub(crate) names: DisplayLevel,
    /// The rows, best first, numbered; they carry no id of a person.
    pub(crate) rows: Vec<PublicRow>,
    /// The branches by average; empty for a branch.
    pub(crate) branches: Vec<PublicBranch>,
    /// The sum of the totals.
    pub(crate) total: Points,
    /// The average a member.
    pub(crate) average: Option<Points>,
    /// The rule book in force.
    pub(crate) book: Option<Arc<RuleBook>>,
}

/// A member's line.
pub(crate) struct PublicRow {
    /// The line's number: masked names collide.
    pub(crate) number: u32,
    /// The rank.
    pub(crate) rank: u32,
    /// The name as the public may see it.
    pub(crate) name: Option<String>,
    /// The branch's name.
    pub(crate) branch: String,
    /// The category's name.
    pub(crate) category: String,
    /// The total.
    pub(crate) total: Points,
    /// What was gained.
    pub(crate) additions: Points,
    /// What was deducted.
    pub(crate) deductions: Points,
    /// Against the period before.
    pub(crate) change: PlaceChange,
}

/// A branch's line.
pub(crate) struct PublicBranch {
    /// The branch.
    pub(crate) id: OrganizationId,
    /// Its name.
    pub(crate) name: String,
    /// The rank; none where there is nobody to average.
    pub(crate) rank: Option<u32>,
    /// How many members it counts.
    pub(crate) counted: u32,
    /// The average a member.
    pub(crate) average: Option<Points>,
    /// Against the period before.
    pub(crate) change: PlaceChange,
}

/// Loads what the public sees.
///
/// # Errors
/// `organization.not_found` for what does not exist or is sensitive, `leaderboard.not_found`
/// above the townships, `public.not_approved`, `period.not_found`.
pub(crate) async fn figures(
    tx: &Tx,
    id: OrganizationId,
    asked: Option<WirePeriod>,
    today: Day,
) -> Result<PublicFigures, Failure> {
    let (organization, on_path) = published(tx, id).await?;
    let local: Vec<&Organization> = on_path.iter().collect();
    let period = period_or_running(tx, &organization.path, asked, today).await?;
    let (board, before) = boards(tx, &organization, period, today).await?;
    let book = rulebooks::effective(tx, &organization.path, reference_day(period, today)).await?;
    let book = book.map(|effective| effective.book);
    let level = names(&organization, &local);
    let (total, average) = average(&board);
    let branches = if organization.kind.is_branch() {
        Vec::new()
    } else {
        branches(tx, &organization, period, today, &board, &before).await?
    };
    let previous = PreviousPlaces::of(&before);
    let listed = board.rows.iter().map(|row| (row.row.member, row.row.person));
    let people = PublicNames::of_members(tx, level, listed, today).await?;
    let rows = (1u32..).zip(&board.rows).map(|(number, row)| public(number, row, &people, book.as_deref(), &previous));
    let rows = rows.collect();
    let above = above(tx, &organization, &local, period, today).await?;
    let edition = board.edition;
    Ok(PublicFigures { above, period, edition, names: level, rows, branches, total, average, book, organization })
}

/// The organization, if the public may see its figures, and its path from the township down.
///
/// # Errors
/// `organization.not_found` for what does not exist or is sensitive, `leaderboard.not_found`
/// above the townships, `public.not_approved`.
pub(super) async fn published(tx: &Tx, id: OrganizationId) -> Result<(Organization, Vec<Organization>), Failure> {
    let organization = organizations::find_open(tx, id).await?.ok_or(Code::OrganizationNotFound)?;
    let mut on_path = organizations::on_path(tx, &organization.path).await?;
    if is_sensitive(&on_path) {
        return Err(Code::OrganizationNotFound.into());
    }
    if organization.kind == OrganizationKind::Upper {
        return Err(Code::LeaderboardNotFound.into());
    }
    on_path.retain(|one| one.kind != OrganizationKind::Upper);
    if !on_path.iter().any(|one| one.publication_approved) {
        return Err(Code::PublicNotApproved.into());
    }
    Ok((organization, on_path))
}

/// Full only with the recorded basis of the organization or its township. What a person agreed to
/// comes on top ([`PublicNames`]).
pub(super) fn names(organization: &Organization, local: &[&Organization]) -> DisplayLevel {
    let township = local.iter().find(|one| one.kind == OrganizationKind::Township);
    let bases = [Some(organization), township.copied()].into_iter().flatten();
    let has_basis = |one: &Organization| one.full_names_basis.as_deref().is_some_and(|basis| !basis.trim().is_empty());
    if bases.into_iter().any(has_basis) { DisplayLevel::Full } else { DisplayLevel::Masked }
}

/// The board as everybody sees it, and that of the period before.
async fn boards(tx: &Tx, organization: &Organization, period: Period, today: Day) -> Result<(Board, Board), Failure> {
    let query =
        BoardQuery { organization: organization.path.clone(), period, category: None, audience: Audience::Everyone };
    let board = members_board(tx, &query, today).await?;
    let before = members_board(tx, &BoardQuery { period: period.previous(), ..query }, today).await?;
    Ok((board, before))
}

fn average(board: &Board) -> (Points, Option<Points>) {
    let total: Points = board.rows.iter().map(|row| row.total).sum();
    (total, Points::average(total, board.size()))
}

/// The nearest organization above whose board is public too.
async fn above(
    tx: &Tx,
    organization: &Organization,
    local: &[&Organization],
    period: Period,
    today: Day,
) -> Result<Option<(Organization, Option<Points>)>, Failure> {
    let is_public = |at: usize| local.iter().take(at + 1).any(|one| one.publication_approved);
    let mut higher = local.iter().enumerate().rev().filter(|(_, one)| one.id != organization.id);
    let Some((_, above)) = higher.find(|(at, _)| is_public(*at)) else { return Ok(None) };
    let (board, _) = boards(tx, above, period, today).await?;
    Ok(Some(((*above).clone(), average(&board).1)))
}

/// The branches by the average of the rows that the public sees: a figure that counted members of
/// a sensitive category would tell that there are some.
async fn branches(
    tx: &Tx,
    organization: &Organization,
    period: Period,
    today: Day,
    board: &Board,
    before: &Board,
) -> Result<Vec<PublicBranch>, Failure> {
    let listed = branches_board(tx, &organization.path, period, Audience::Everyone, today).await?.rows;
    let names: HashMap<OrganizationId, String> =
        listed.iter().map(|row| (row.row.standing.organization, row.row.name.clone())).collect();
    let positions: Vec<(OrganizationId, i64)> =
        listed.iter().map(|row| (row.row.standing.organization, row.row.standing.position)).collect();
    let earlier: HashMap<OrganizationId, u32> = rank(&positions, before)
        .into_iter()
        .filter(|row| row.row.counted > 0)
        .map(|row| (row.row.organization, row.rank))
        .collect();
    let change = |id: OrganizationId, rank: u32| match earlier.get(&id) {
        _ if !has_figures(before) => PlaceChange::Unknown,
        None => PlaceChange::New,
        Some(earlier) => PlaceChange::Up(i32::try_from(i64::from(*earlier) - i64::from(rank)).unwrap_or(0)),
    };
    let line = |row: Ranked<BranchStanding>| {
        let (standing, rank) = (row.row, row.rank);
        let rank = (standing.counted > 0).then_some(rank);
        PublicBranch {
            id: standing.organization,
            name: names.get(&standing.organization).cloned().unwrap_or_default(),
            rank,
            counted: standing.counted,
            average: standing.average(),
            change: rank.map_or(PlaceChange::Unknown, |rank| change(standing.organization, rank)),
        }
    };
    Ok(rank(&positions, board).into_iter().map(line).collect())
}

fn rank(positions: &[(OrganizationId, i64)], board: &Board) -> Vec<Ranked<BranchStanding>> {
    let mut standings: Vec<BranchStanding> = positions
        .iter()
        .map(|(organization, position)| BranchStanding {
            organization: *organization,
            position: *position,
            sum: Points::ZERO,
            counted: 0,
        })
        .collect();
    let places: HashMap<OrganizationId, usize> =
        standings.iter().enumerate().map(|(at, standing)| (standing.organization, at)).collect();
    for row in &board.rows {
        if let Some(standing) = places.get(&row.row.branch).and_then(|at| standings.get_mut(*at)) {
            standing.sum += row.total;
            standing.counted += 1;
        }
    }
    rank_branches(standings, board.ties)
}

fn public(
    number: u32,
    ranked: &Ranked<BoardRow>,
    names: &PublicNames,
    book: Option<&RuleBook>,
    previous: &PreviousPlaces,
) -> PublicRow {
    let row = &ranked.row;
    let category = book.and_then(|book| book.category(&row.category)).map(|category| category.name.clone());
    PublicRow {
        number,
        rank: ranked.rank,
        name: names.show(row.person, &row.name),
        branch: row.branch_name.clone(),
        category: category.unwrap_or_else(|| row.category.clone()),
        total: row.total,
        additions: row.additions,
        deductions: row.deductions,
        change: previous.change(row.member, ranked.rank),
    }
}
