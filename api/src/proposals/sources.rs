//! Who stands on each kind of list, and why.

use std::collections::HashSet;

use uuid::Uuid;
use xianfeng_domain::access::{Reach, Role};
use xianfeng_domain::appraisal::{self as appraisals, Grade};
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::posts::Ground as CandidateGround;
use xianfeng_domain::proposals::{EditionMark, Ground, Kind, Line};
use xianfeng_domain::rulebook::Trigger;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, appraisal, help, members, organizations, zeroings};

use super::evidence::{EvidenceOut, RunningTotalOut, packs};
use super::standing::{Standing, standings};
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::wire::WirePeriod;
use crate::leaderboards::{look_for_findings, reference_day};
use crate::posts::candidates;

/// What a draft is made of.
pub(super) struct Asked<'a> {
    pub(super) kind: Kind,
    pub(super) organization: &'a Organization,
    pub(super) year: Period,
    pub(super) edition: Option<&'a EditionMark>,
    /// Honours: how many places.
    pub(super) most: usize,
}

/// The lines of a draft, in order.
///
/// # Errors
/// What there is no board or rule book for.
pub(super) async fn lines(tx: &Tx, act: &Act, asked: &Asked<'_>) -> Result<Vec<Line>, Failure> {
    let mut lines = match asked.kind {
        Kind::Honours => honours(tx, act, asked).await?,
        Kind::MayStand => may_stand(tx, act, asked).await?,
        Kind::NotToBeNominated => near_the_bottom(tx, act, asked).await?,
        Kind::Activists => activists(tx, act, asked).await?,
    };
    for (position, line) in (1..).zip(&mut lines) {
        line.position = position;
    }
    Ok(lines)
}

/// Which of some members a veto or an open help case keeps out of honours (S0-11, S0-12): on the
/// last day of the year, or today.
///
/// # Errors
/// The store's fault.
pub(super) async fn kept_out(tx: &Tx, ids: &[MemberId], year: Period, today: Day) -> StoreResult<HashSet<MemberId>> {
    let mut out = zeroings::kept_out(tx, ids.iter().copied(), reference_day(year, today)).await?;
    out.extend(zeroings::kept_out(tx, ids.iter().copied(), today).await?);
    out.extend(help::open_blocks(tx, ids.iter().copied(), today).await?);
    Ok(out)
}

/// A line about a member.
///
/// # Errors
/// The store's fault.
pub(super) fn of_member(member: &Member, ground: Ground, evidence: &EvidenceOut) -> StoreResult<Line> {
    let (person, branch) = (member.person, member.standing.branch);
    Ok(Line { member: Some(member.id), ..of_person(person, branch, ground, evidence)? })
}

/// A line about a person without membership.
///
/// # Errors
/// The store's fault.
pub(super) fn of_person(
    person: PersonId,
    organization: OrganizationId,
    ground: Ground,
    evidence: &EvidenceOut,
) -> StoreResult<Line> {
    Ok(Line {
        id: Uuid::now_v7(),
        person,
        member: None,
        organization,
        position: 0,
        ground,
        merits: None,
        evidence: evidence.to_text()?,
        struck: false,
        reason: None,
        changed_by: None,
    })
}

/// The year's best: by rank, who has points, was not judged ordinary or poor in the year's signed
/// democratic appraisal, and is not kept out. Who shares the last place is listed, too.
async fn honours(tx: &Tx, act: &Act, asked: &Asked<'_>) -> Result<Vec<Line>, Failure> {
    let today = act.today();
    let all = standings(tx, asked.organization, asked.year, asked.edition, today).await?;
    let ids: Vec<MemberId> = all.iter().map(|standing| standing.member).collect();
    let kept_out = kept_out(tx, &ids, asked.year, today).await?;
    let judged = appraisal::signed_outcomes(tx, &ids, asked.year).await?;
    let low: HashSet<MemberId> = judged
        .iter()
        .filter(|one| one.kind == appraisals::Kind::Democratic)
        .filter(|one| matches!(one.outcome.grade, Some(Grade::Ordinary | Grade::Poor)))
        .map(|one| one.member)
        .collect();
    let present = members::by_ids(tx, ids.iter().copied(), today).await?;
    let here = |id: &MemberId| present.get(id).filter(|member| member.left_on.is_none_or(|left| left > today));
    let mut best: Vec<(Member, Option<Standing>)> = Vec::new();
    let mut last = 0;
    for standing in all {
        let fit = !kept_out.contains(&standing.member) && !low.contains(&standing.member);
        let has_points = standing.total > xianfeng_domain::Points::ZERO;
        let Some(member) = here(&standing.member).filter(|_| fit && has_points) else { continue };
        if best.len() >= asked.most && standing.rank > last {
            break;
        }
        last = standing.rank;
        best.push((member.clone(), Some(standing)));
    }
    let packs = packs(tx, &asked.organization.path, asked.year, today, &best).await?;
    let line = |(member, _): &(Member, Option<Standing>)| {
        of_member(member, Ground::Rank, &packs.get(&member.id).cloned().unwrap_or_default())
    };
    Ok(best.iter().map(line).collect::<StoreResult<_>>()?)
}

async fn may_stand(tx: &Tx, act: &Act, asked: &Asked<'_>) -> Result<Vec<Line>, Failure> {
    let found = candidates(tx, asked.organization, asked.year, act.today()).await?;
    let ids: Vec<MemberId> = found.iter().map(|one| one.member.id).collect();
    let kept_out = kept_out(tx, &ids, asked.year, act.today()).await?;
    let mut lines = Vec::new();
    for one in found.into_iter().filter(|one| !kept_out.contains(&one.member.id)) {
        let ground = match one.ground {
            CandidateGround::Post => Ground::Post,
            CandidateGround::Points => Ground::Points,
        };
        let evidence = EvidenceOut {
            total: Some(one.total.into()),
            posts: one.posts,
            from_points: one.from_points.map(Into::into),
            ..EvidenceOut::default()
        };
        lines.push(of_member(&one.member, ground, &evidence)?);
    }
    Ok(lines)
}

/// Whose running total over the years lies near the bottom, as the rule book says (S2-5).
async fn near_the_bottom(tx: &Tx, act: &Act, asked: &Asked<'_>) -> Result<Vec<Line>, Failure> {
    let reach = Reach::under(asked.organization.path.clone());
    let looked = look_for_findings(tx, &reach, asked.organization, Some(WirePeriod(asked.year)), act.today()).await?;
    let mut lines: Vec<Line> = Vec::new();
    for row in &looked.rows {
        let consequence = looked.consequences.get(row.place);
        let by_years = consequence.is_some_and(|one| matches!(one.trigger, Trigger::RunningTotal { .. }));
        let newest = row.finding.periods.first();
        let Some((found, running)) = newest.filter(|_| by_years).and_then(|found| Some((found, found.running?))) else {
            continue;
        };
        let evidence = EvidenceOut {
            total: Some(found.figures.total.into()),
            rank: Some(found.figures.rank),
            counted: Some(found.figures.counted),
            running: Some(RunningTotalOut {
                from: WirePeriod(running.from),
                total: running.total.into(),
                place: running.place,
                counted: running.counted,
            }),
            ..EvidenceOut::default()
        };
        if !lines.iter().any(|line| line.person == row.member.person) {
            lines.push(of_member(&row.member, Ground::RunningTotal, &evidence)?);
        }
    }
    Ok(lines)
}

/// Activists within an organization who are no members (S0-16): no points, no average.
///
/// # Errors
/// The store's fault.
pub(super) async fn activists_within(
    tx: &Tx,
    organization: &Organization,
    today: Day,
) -> StoreResult<Vec<(PersonId, OrganizationId)>> {
    let below = organizations::under(tx, &organization.path).await?;
    let mut grants = accounts::held_at(tx, below.iter().map(|one| one.id)).await?;
    grants.retain(|grant| grant.role == Role::Activist);
    grants.sort_by_key(|grant| grant.person);
    grants.dedup_by_key(|grant| grant.person);
    let mut found = Vec::with_capacity(grants.len());
    for grant in grants {
        if members::of_person(tx, grant.person, today).await?.is_none() {
            found.push((grant.person, grant.organization));
        }
    }
    Ok(found)
}

async fn activists(tx: &Tx, act: &Act, asked: &Asked<'_>) -> Result<Vec<Line>, Failure> {
    let found = activists_within(tx, asked.organization, act.today()).await?;
    let line = |(person, organization): (PersonId, OrganizationId)| {
        of_person(person, organization, Ground::Activist, &EvidenceOut::default())
    };
    Ok(found.into_iter().map(line).collect::<StoreResult<_>>()?)
}
