//! The open work of an office, counted.

use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::DeclarationState;
use xianfeng_domain::handovers::{Handover, OpenWork};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::meetings::LeaveState;
use xianfeng_domain::objections::State as ObjectionState;
use xianfeng_domain::posts::HoldingState;
use xianfeng_domain::tasks::{ClaimState, TaskState};

use crate::db::{StoreResult, Tx};
use crate::entities::{
    attendances, aways, claims, declarations, help_cases, objections, post_holdings, quarterly_audits, tasks,
};
use crate::reach::within;

/// Counts what stands open at an organization and below, and the duties of who hands over; `outgoing` is the member
/// that they are, if they are one.
///
/// # Errors
/// The database's fault.
pub async fn open_work(tx: &Tx, of: &Handover, outgoing: Option<MemberId>) -> StoreResult<OpenWork> {
    let reach = Reach::under(of.path.clone());
    let (conn, place) = (tx.conn(), of.organization.0);
    let unfinished = [TaskState::Draft.code(), TaskState::Published.code()];
    let undecided = [ObjectionState::Held.code(), ObjectionState::Admitted.code()];
    let liaisons = match outgoing {
        None => 0,
        Some(member) => {
            let of_liaison = aways::Entity::find().filter(aways::Column::LiaisonId.eq(member.0));
            of_liaison.filter(aways::Column::BackOn.is_null()).count(conn).await?
        }
    };
    Ok(OpenWork {
        tasks: tasks::Entity::find()
            .filter(tasks::Column::OrganizationId.eq(place))
            .filter(tasks::Column::State.is_in(unfinished))
            .count(conn)
            .await?,
        claims: claims::Entity::find()
            .filter(claims::Column::ReviewOrganizationId.eq(place))
            .filter(claims::Column::State.eq(ClaimState::Submitted.code()))
            .count(conn)
            .await?,
        declarations: declarations::Entity::find()
            .filter(declarations::Column::ReviewOrganizationId.eq(place))
            .filter(declarations::Column::State.eq(DeclarationState::Open.code()))
            .count(conn)
            .await?,
        leaves: attendances::Entity::find()
            .filter(within(attendances::Column::BranchPath, &reach))
            .filter(attendances::Column::LeaveState.eq(LeaveState::Asked.code()))
            .count(conn)
            .await?,
        audits: quarterly_audits::Entity::find()
            .filter(within(quarterly_audits::Column::OrganizationPath, &reach))
            .filter(quarterly_audits::Column::SignedAt.is_null())
            .count(conn)
            .await?,
        objections: objections::Entity::find()
            .filter(objections::Column::ReviewPath.eq(of.path.to_string()))
            .filter(objections::Column::State.is_in(undecided))
            .count(conn)
            .await?,
        posts: post_holdings::Entity::find()
            .filter(within(post_holdings::Column::OrganizationPath, &reach))
            .filter(post_holdings::Column::State.eq(HoldingState::Claimed.code()))
            .count(conn)
            .await?,
        help_cases: help_cases::Entity::find()
            .filter(within(help_cases::Column::CarriedPath, &reach))
            .filter(help_cases::Column::EndedAt.is_null())
            .count(conn)
            .await?,
        helped: help_cases::Entity::find()
            .filter(within(help_cases::Column::CarriedPath, &reach))
            .filter(help_cases::Column::HelperId.eq(of.outgoing.0))
            .filter(help_cases::Column::EndedAt.is_null())
            .count(conn)
            .await?,
        liaisons,
    })
}
