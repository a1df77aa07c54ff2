//! The open work of an office, counted.

use sea_orm::{ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect, QueryTrait, Select};
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::Kind as List;
use xianfeng_domain::contents::State as ContentState;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::handovers::{Counts, Handover, Work};
use xianfeng_domain::help::State as HelpState;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::meetings::{LeaveState, MeetingState};
use xianfeng_domain::messages::CallState;
use xianfeng_domain::moderation::CheckState;
use xianfeng_domain::objections::State as ObjectionState;
use xianfeng_domain::posts::HoldingState;
use xianfeng_domain::privacy::CorrectionState;
use xianfeng_domain::proposals::State as ProposalState;
use xianfeng_domain::suggestions::State as SuggestionState;
use xianfeng_domain::tasks::{ClaimState, TaskState};
use xianfeng_domain::time::Day;
use xianfeng_domain::villager_reports::State as ReportState;

use crate::care::ACTIVE;
use crate::db::{StoreResult, Tx};
use crate::entities::{
    assistances, attendances, away_hosts, aways, calls, care_entries, claims, contents, corrections, declarations,
    grid_leaders, help_cases, meeting_minutes, meetings, objections, post_holdings, proposals, quarterly_audits,
    suggestions, tasks, text_checks, villager_reports,
};
use crate::meetings::DRAFT_MINUTES;
use crate::reach::within;

/// Counts what stands open at an organization and below, and the duties of who hands over; `outgoing` is the member
/// that they are, if they are one.
///
/// # Errors
/// The database's fault.
pub async fn open_work(tx: &Tx, of: &Handover, outgoing: Option<MemberId>, today: Day) -> StoreResult<Counts> {
    let mut counts = Counts::new();
    for work in Work::ALL {
        counts.insert(work, count(tx, of, outgoing, today, work).await?);
    }
    Ok(counts)
}

async fn rows<E>(tx: &Tx, select: Select<E>) -> StoreResult<u64>
where
    E: EntityTrait,
    E::Model: Send + Sync,
{
    Ok(select.count(tx.conn()).await?)
}

async fn count(tx: &Tx, of: &Handover, outgoing: Option<MemberId>, today: Day, work: Work) -> StoreResult<u64> {
    let reach = Reach::under(of.path.clone());
    let (place, person) = (of.organization.0, of.outgoing.0);
    match work {
        Work::Tasks => {
            let unfinished = [TaskState::Draft.code(), TaskState::Published.code()];
            let at = tasks::Entity::find().filter(tasks::Column::OrganizationId.eq(place));
            rows(tx, at.filter(tasks::Column::State.is_in(unfinished))).await
        }
        Work::Claims => {
            let at = claims::Entity::find().filter(claims::Column::ReviewOrganizationId.eq(place));
            rows(tx, at.filter(claims::Column::State.eq(ClaimState::Submitted.code()))).await
        }
        Work::Declarations => {
            let at = declarations::Entity::find().filter(declarations::Column::ReviewOrganizationId.eq(place));
            rows(tx, at.filter(declarations::Column::State.eq(DeclarationState::Open.code()))).await
        }
        Work::Leaves => {
            let at = attendances::Entity::find().filter(within(attendances::Column::BranchPath, &reach));
            rows(tx, at.filter(attendances::Column::LeaveState.eq(LeaveState::Asked.code()))).await
        }
        Work::Audits => {
            let at =
                quarterly_audits::Entity::find().filter(within(quarterly_audits::Column::OrganizationPath, &reach));
            rows(tx, at.filter(quarterly_audits::Column::SignedAt.is_null())).await
        }
        Work::Objections => {
            let undecided = [ObjectionState::Held.code(), ObjectionState::Admitted.code()];
            let at = objections::Entity::find().filter(objections::Column::ReviewPath.eq(of.path.to_string()));
            rows(tx, at.filter(objections::Column::State.is_in(undecided))).await
        }
        Work::Posts => {
            let at = post_holdings::Entity::find().filter(within(post_holdings::Column::OrganizationPath, &reach));
            rows(tx, at.filter(post_holdings::Column::State.eq(HoldingState::Claimed.code()))).await
        }
        Work::HelpCases => rows(tx, help_open(&reach)).await,
        Work::Helped => {
            let open = help_open(&reach).filter(help_cases::Column::State.eq(HelpState::Open.code()));
            rows(tx, open.filter(help_cases::Column::HelperId.eq(person))).await
        }
        Work::Suggestions => {
            let open = SuggestionState::ALL.into_iter().filter(|state| state.is_open()).map(SuggestionState::code);
            let at = suggestions::Entity::find().filter(suggestions::Column::ReviewPath.eq(of.path.to_string()));
            rows(tx, at.filter(suggestions::Column::State.is_in(open))).await
        }
        Work::VillagerReports => {
            // What is about somebody of the branch's own office waits above: it is neither counted nor hinted at here.
            let path = villager_reports::Column::ReviewPath.eq(of.path.to_string());
            let at = villager_reports::Entity::find().filter(path);
            rows(tx, at.filter(villager_reports::Column::State.eq(ReportState::Open.code()))).await
        }
        Work::Meetings => {
            let coming = [MeetingState::Planned.code(), MeetingState::Open.code()];
            let at = meetings::Entity::find().filter(within(meetings::Column::OrganizationPath, &reach));
            rows(tx, at.filter(meetings::Column::State.is_in(coming))).await
        }
        Work::Minutes => {
            let at = meetings::Entity::find()
                .select_only()
                .column(meetings::Column::Id)
                .filter(within(meetings::Column::OrganizationPath, &reach));
            let draft = meeting_minutes::Entity::find().filter(meeting_minutes::Column::State.eq(DRAFT_MINUTES));
            rows(tx, draft.filter(meeting_minutes::Column::MeetingId.in_subquery(at.into_query()))).await
        }
        Work::Contents => {
            let at = contents::Entity::find().filter(within(contents::Column::OrganizationPath, &reach));
            rows(tx, at.filter(contents::Column::State.eq(ContentState::Submitted.code()))).await
        }
        Work::Drafts => {
            let at = contents::Entity::find().filter(within(contents::Column::OrganizationPath, &reach));
            let unsent = [ContentState::Draft.code(), ContentState::Returned.code()];
            let own = at.filter(contents::Column::AuthorId.eq(person));
            rows(tx, own.filter(contents::Column::State.is_in(unsent))).await
        }
        Work::Texts => {
            let at = text_checks::Entity::find().filter(within(text_checks::Column::OrganizationPath, &reach));
            rows(tx, at.filter(text_checks::Column::State.eq(CheckState::Held.code()))).await
        }
        Work::Calls => {
            let at = calls::Entity::find().filter(within(calls::Column::OrganizationPath, &reach));
            rows(tx, at.filter(calls::Column::State.eq(CallState::Open.code()))).await
        }
        Work::Corrections => {
            let at = corrections::Entity::find().filter(within(corrections::Column::OrganizationPath, &reach));
            rows(tx, at.filter(corrections::Column::State.eq(CorrectionState::Waiting.code()))).await
        }
        Work::Proposals => {
            let at = proposals::Entity::find().filter(within(proposals::Column::OrganizationPath, &reach));
            rows(tx, at.filter(proposals::Column::State.eq(ProposalState::Draft.code()))).await
        }
        Work::Care => {
            // Nobody learns here that an entry is about themselves.
            let others = care_entries::Column::PersonId.is_not_in([person, of.incoming.0]);
            rows(tx, care_active(&reach).filter(others)).await
        }
        Work::CareHelped => {
            let lists = care_entries::Column::Kind.ne(List::Pairing.code());
            let helped = care_active(&reach).filter(care_entries::Column::HelperPersonId.eq(person));
            rows(tx, helped.filter(lists)).await
        }
        Work::Pairings => {
            let pairings = care_entries::Column::Kind.eq(List::Pairing.code());
            let helped = care_active(&reach).filter(care_entries::Column::HelperPersonId.eq(person));
            rows(tx, helped.filter(pairings)).await
        }
        Work::Hosted => {
            let here = away_hosts::Entity::find()
                .select_only()
                .column(away_hosts::Column::Id)
                .filter(within(away_hosts::Column::OrganizationPath, &reach));
            let gone = aways::Entity::find().filter(aways::Column::BackOn.is_null());
            rows(tx, gone.filter(aways::Column::Id.in_subquery(here.into_query()))).await
        }
        Work::Liaisons => {
            let Some(member) = outgoing else { return Ok(0) };
            let gone = aways::Entity::find().filter(aways::Column::BackOn.is_null());
            rows(tx, gone.filter(aways::Column::LiaisonId.eq(member.0))).await
        }
        Work::GridsLed => {
            let going = Condition::any()
                .add(grid_leaders::Column::UntilDay.is_null())
                .add(grid_leaders::Column::UntilDay.gte(today));
            let led = grid_leaders::Entity::find()
                .filter(within(grid_leaders::Column::OrganizationPath, &reach))
                .filter(grid_leaders::Column::PersonId.eq(person))
                .filter(grid_leaders::Column::FromDay.is_not_null())
                .filter(grid_leaders::Column::EndedOn.is_null());
            rows(tx, led.filter(going)).await
        }
        Work::Assisted => {
            let acts = assistances::Entity::find().filter(assistances::Column::HelperId.eq(person));
            rows(tx, acts.filter(assistances::Column::ActiveKey.is_not_null())).await
        }
    }
}

fn help_open(reach: &Reach) -> Select<help_cases::Entity> {
    let carried = help_cases::Entity::find().filter(within(help_cases::Column::CarriedPath, reach));
    carried.filter(help_cases::Column::EndedAt.is_null())
}

fn care_active(reach: &Reach) -> Select<care_entries::Entity> {
    let kept = care_entries::Entity::find().filter(within(care_entries::Column::OrganizationPath, reach));
    kept.filter(care_entries::Column::State.eq(ACTIVE))
}
