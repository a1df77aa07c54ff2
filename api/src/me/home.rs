//! The first screen in one answer under 16 KiB, so that a weak signal loads it once.

use std::cmp::Reverse;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::contents::Content;
use xianfeng_domain::ids::{OrganizationId, TaskId};
use xianfeng_domain::meetings::MeetingState;
use xianfeng_domain::members::Member;
use xianfeng_domain::tasks::{self, ClaimState, Claimant, Task, TaskState};
use xianfeng_domain::time::{Period, PeriodKind, start_of};
use xianfeng_infra::boards::{BoardQuery, Reader};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::MeetingFilter;
use xianfeng_infra::pledges::{self as pledge_rows, PledgeFilter};
use xianfeng_infra::tasks::{self as task_rows, ClaimFilter, TaskFilter};
use xianfeng_infra::{grids, inbox, ledger, meetings as meeting_rows, members, rulebooks, waiting};

use super::home_wire::{
    HomeClaimOut, HomeContentOut, HomeInboxOut, HomeMeetingOut, HomeMemberOut, HomeOut, HomePlaceOut, HomePledgeOut,
    HomePointsOut, HomeRoleOut, HomeTaskOut, HomeWaitingOut, home_example,
};
use super::profile::NamedOut;
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::contents;
use crate::failure::Failure;
use crate::http::problem::Problem;
use crate::http::wire::WirePeriod;
use crate::inbox::message_out;
use crate::leaderboards::{period_or_running, placed, visible_to_own};
use crate::purse::wallet_out;

/// So many of each.
const FEW: usize = 3;

/// So many of the newest tasks, and of the own claims, are looked through.
const LOOKED_THROUGH: u64 = 60;

/// So many meetings ahead are looked through for the next one.
const AHEAD: u64 = 40;

/// A pledge's beginning, in characters.
const BEGINNING: usize = 100;

/// The first screen.
///
/// Points, place, inbox, tasks, claims, the next meeting, the newest contents, pledge, wallet, and what waits for who holds a role: in one
/// answer under 16 KiB. Also for persons without membership, such as activists and villagers who lead a grid.
#[utoipa::path(
    tag = "me",
    responses((status = 200, body = HomeOut, description = "The first screen", example = json!(home_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/home")]
pub(super) async fn show_home(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| home(tx, &bound).await;
    let (mut out, board) = app.database.read(read).await?;
    if let (Some(query), Some(member)) = (board, bound.caller.member_id()) {
        let reader = Reader { account: Some(bound.caller.account), now: bound.now };
        let answer = placed(app.boards.as_ref(), &query, member, 0, reader).await?;
        let rank = answer.place.map(|place| place.row.rank);
        out.place = rank.map(|rank| HomePlaceOut { period: WirePeriod(query.period), rank, size: answer.size });
    }
    Ok(HttpResponse::Ok().json(out))
}

/// Everything but the own place, and the board that it is on.
async fn home(tx: &Tx, bound: &Bound) -> Result<(HomeOut, Option<BoardQuery>), Failure> {
    let caller = &bound.caller;
    let name = members::names(tx, [bound.person]).await?.remove(&bound.person).unwrap_or_default();
    let messages = inbox::page(tx, bound.person, None, None, u64::try_from(FEW).unwrap_or(u64::MAX)).await?;
    let led = grids::led_by(tx, bound.person, bound.today()).await?;
    let mut out = HomeOut {
        person: NamedOut { id: bound.person.0, name },
        member: None,
        points: None,
        place: None,
        inbox: HomeInboxOut {
            unread: inbox::unread(tx, bound.person).await?,
            newest: messages.iter().map(|message| message_out(bound, message)).collect(),
        },
        tasks: Vec::new(),
        claims: Vec::new(),
        next_meeting: None,
        contents: Vec::new(),
        pledge: None,
        wallet_free: None,
        roles: caller
            .grants
            .iter()
            .map(|grant| HomeRoleOut { role: grant.role.code(), organization_id: grant.organization.0 })
            .collect(),
        waiting: to_decide(tx, bound).await?,
        grids: led.into_iter().map(|(_, grid)| NamedOut { id: grid.id.0, name: grid.name }).collect(),
    };
    let Some(own) = &caller.member else { return Ok((out, None)) };
    let board = fill(tx, bound, own, &mut out).await?;
    Ok((out, board))
}

/// What waits for the caller, where their roles decide.
async fn to_decide(tx: &Tx, act: &Act) -> Result<Option<HomeWaitingOut>, Failure> {
    let (reviews, registers) = (act.caller.reach(Right::Review), act.caller.reach(Right::Register));
    if reviews.is_empty() && registers.is_empty() {
        return Ok(None);
    }
    // What waits at the branch is the branch's, though the township reaches it.
    let here =
        |reach: &Reach| -> Vec<OrganizationId> { reach.tops().iter().filter_map(|top| top.ids().last()).collect() };
    let found = waiting::to_decide(tx, &here(&reviews), &here(&registers), act.caller.member_id()).await?;
    Ok(Some(HomeWaitingOut {
        claims: found.claims,
        declarations: found.declarations,
        leave: found.leave,
        make_ups: found.make_ups,
    }))
}

/// What a member has beside.
async fn fill(tx: &Tx, act: &Act, own: &Member, out: &mut HomeOut) -> Result<Option<BoardQuery>, Failure> {
    let (today, standing) = (act.today(), &own.standing);
    out.member = Some(HomeMemberOut {
        id: own.id.0,
        branch: NamedOut { id: standing.branch.0, name: standing.branch_name.clone() },
        category: standing.category.clone(),
    });
    if let Some(book) = rulebooks::effective(tx, &standing.branch_path, today).await? {
        let periods =
            [PeriodKind::Month, PeriodKind::Quarter, PeriodKind::Year].map(|kind| Period::containing(kind, today));
        let totals = ledger::totals_of_member(tx, own.id, book.owner, &periods).await?;
        let [month, quarter, year] =
            periods.map(|period| totals.get(&period).copied().unwrap_or_default().total.into());
        out.points = Some(HomePointsOut { month, quarter, year });
    }
    out.claims = to_finish(tx, own).await?;
    out.tasks = to_claim(tx, act, own).await?;
    let ahead = MeetingFilter { from: Some(start_of(today)), limit: AHEAD, ..MeetingFilter::default() };
    let ahead = meeting_rows::of_one(tx, &standing.branch_path, own.id, &ahead).await?;
    let next = ahead.into_iter().filter(|meeting| {
        meeting.state == MeetingState::Open || (meeting.state == MeetingState::Planned && meeting.ends_at > act.now)
    });
    out.next_meeting = next.min_by_key(|meeting| (meeting.starts_at, meeting.id.0)).map(|meeting| HomeMeetingOut {
        id: meeting.id.0,
        title: meeting.title,
        place: meeting.place,
        starts_at: meeting.starts_at.into(),
        state: meeting.state.code(),
    });
    let newest = contents::newest(tx, own, today, u64::try_from(FEW).unwrap_or(u64::MAX)).await?;
    let line = |(content, unread): (Content, bool)| HomeContentOut {
        id: content.id.0,
        kind: content.kind.code(),
        title: content.title,
        published_at: content.published_at.map(Into::into),
        unread,
    };
    out.contents = newest.into_iter().map(line).collect();
    let year = Period::containing(PeriodKind::Year, today);
    let filter = PledgeFilter { year: Some(year), limit: 1, ..PledgeFilter::default() };
    let pledge = pledge_rows::page(tx, &Reach::none(), Some(own.id), &filter).await?.pop();
    out.pledge = pledge.map(|pledge| HomePledgeOut {
        id: pledge.id.0,
        text: pledge.text.chars().take(BEGINNING).collect(),
        shown: pledge.shown.is_some(),
    });
    out.wallet_free = Some(wallet_out(tx, act, own.id).await?.free);
    let seen = visible_to_own(tx, &act.caller, standing.branch).await?;
    let organization = seen.organization.path;
    let period = period_or_running(tx, &organization, None, today).await?;
    Ok(Some(BoardQuery { organization, period, category: None, audience: seen.audience }))
}

/// Claims that the member still has to hand in, the soonest due first.
async fn to_finish(tx: &Tx, own: &Member) -> Result<Vec<HomeClaimOut>, Failure> {
    let mut open = Vec::new();
    for state in [ClaimState::Claimed, ClaimState::Returned] {
        let filter =
            ClaimFilter { state: Some(state), member: Some(own.id), limit: LOOKED_THROUGH, ..ClaimFilter::default() };
        open.extend(task_rows::claims(tx, &Reach::none(), Some(own.id), &filter).await?);
    }
    open.sort_by_key(|claim| (claim.due_at.is_none(), claim.due_at, Reverse(claim.id.0)));
    open.truncate(FEW);
    let titles = task_rows::titles(tx, open.iter().map(|claim| claim.task)).await?;
    let out = open.into_iter().map(|claim| HomeClaimOut {
        id: claim.id.0,
        title: titles.get(&claim.task).cloned().unwrap_or_default(),
        state: claim.state.code(),
        due_at: claim.due_at.map(Into::into),
    });
    Ok(out.collect())
}

/// Tasks that the member could claim now, the newest first.
async fn to_claim(tx: &Tx, act: &Act, own: &Member) -> Result<Vec<HomeTaskOut>, Failure> {
    let branch = &own.standing.branch_path;
    let filter = TaskFilter { state: Some(TaskState::Published), limit: LOOKED_THROUGH, ..TaskFilter::default() };
    let tasks = task_rows::page(tx, &Reach::none(), Some(branch), &filter).await?;
    let ids: Vec<TaskId> = tasks.iter().map(|task| task.id).collect();
    let held = task_rows::places_of_tasks(tx, &ids, own.id).await?;
    let claimant = Claimant {
        member: own.id,
        branch: own.standing.branch,
        branch_path: branch.clone(),
        category: own.standing.category.clone(),
    };
    let open = tasks.iter().filter_map(|task: &Task| {
        let held = held.get(&task.id).map_or(&[][..], Vec::as_slice);
        let new = tasks::claim(task, &claimant, held, act.now).ok()?;
        Some(HomeTaskOut {
            id: task.id.0,
            title: task.title.clone(),
            points: new.points.into(),
            claim_by: task.claim_by.or(task.complete_by).map(Into::into),
        })
    });
    Ok(open.take(FEW).collect())
}
