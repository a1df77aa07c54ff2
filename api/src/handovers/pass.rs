//! What passes with the second signature.

use xianfeng_domain::access::{Grant, Reach, Role};
use xianfeng_domain::handovers::{Counts, Handover, Work};
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::handovers as rows;
use xianfeng_infra::{accounts, members, organizations};

use super::wire::{lines, place_name};
use crate::access::{audit_role, reroute};
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::inbox::{Kind, tell};
use crate::{aways, care, contents, help_cases};

/// Gives the office to who takes over, takes it from who hands over, and passes their duties. Answers the protocol
/// of the open work as it was at this moment.
///
/// The order keeps the township from being without an administrator at any moment. Sessions go on: roles are
/// read at each request, so that rights end at once.
///
/// # Errors
/// `handover.role_gone` when the office was taken since from who hands over in person;
/// `handover.incoming_unfit` when who takes over cannot come any more.
pub(super) async fn pass(tx: &Tx, act: &Act, of: &Handover) -> Result<String, Failure> {
    if of.role == Role::TownshipAdmin {
        organizations::take_turn(tx, of.organization).await?;
    }
    let day = act.today();
    let outgoing = members::of_person(tx, of.outgoing, day).await?.map(|member| member.id);
    let incoming = members::of_person(tx, of.incoming, day).await?.map(|member| member.id);
    let open = rows::open_work(tx, of, outgoing, day).await?;

    let held = accounts::held_at(tx, [of.organization]).await?;
    let holds = |person| held.iter().any(|grant| grant.person == person && grant.role == of.role);
    let grant = |person| Grant { person, role: of.role, organization: of.organization, path: of.path.clone() };
    let by_township = of.by_township || of.outgoing_signed.as_ref().is_some_and(|signed| signed.by != of.outgoing);
    if !holds(of.outgoing) && !by_township {
        // Nobody passes on what they do not have.
        return Err(Code::HandoverRoleGone.into());
    }
    let comes = accounts::of_person(tx, of.incoming).await?.is_some();
    if !comes {
        return Err(Code::HandoverIncomingUnfit.into());
    }
    let name = place_name(tx, of).await?;
    let (place, params) = (Some(("organization", of.organization.0)), [("organization", name.as_str())]);
    let by = Some(act.caller.account);
    if !holds(of.incoming) {
        let given = accounts::grant_role(tx, of.incoming, of.role, of.organization, by, act.now).await;
        given.map_err(|error| match error {
            StoreError::Duplicate => StoreError::Race("a role"),
            other => other,
        })?;
        accounts::revoke_invites_for(tx, of.incoming, act.now).await?;
        audit_role(tx, act, "roles.grant", &grant(of.incoming)).await?;
        tell(tx, of.incoming, Kind::RoleGranted, place, &params, act.now).await?;
    }
    if holds(of.outgoing) {
        if !accounts::end_role(tx, of.outgoing, of.role, of.organization, by, act.now).await? {
            return Err(StoreError::Race("a role").into());
        }
        if let Some(account) = accounts::of_person(tx, of.outgoing).await? {
            accounts::revoke_invites_by(tx, account.id, act.now).await?;
        }
        audit_role(tx, act, "roles.end", &grant(of.outgoing)).await?;
        tell(tx, of.outgoing, Kind::RoleEnded, place, &params, act.now).await?;
    }
    let moved = pass_duties(tx, act, of, outgoing.zip(incoming)).await?;
    reroute(tx, act, &of.path).await?;
    let lines = lines(of, &open, Some(&moved));
    Ok(serde_json::to_string(&lines).map_err(|error| StoreError::Other(error.to_string()))?)
}

/// Passes what is bound to who hands over by the office; what is theirs as a person stays. `Work` says kind by kind
/// which is which. A member's duties pass only `between` two members.
async fn pass_duties(
    tx: &Tx,
    act: &Act,
    of: &Handover,
    between: Option<(MemberId, MemberId)>,
) -> Result<Counts, Failure> {
    let reach = Reach::under(of.path.clone());
    let mut moved = Counts::new();
    moved.insert(Work::Helped, help_cases::pass_on(tx, act, &reach, of.outgoing, of.incoming).await?);
    moved.insert(Work::Drafts, contents::pass_on(tx, act, &reach, of.outgoing, of.incoming).await?);
    if let Some((outgoing, incoming)) = between {
        moved.insert(Work::Liaisons, aways::pass_on(tx, act, &reach, outgoing, incoming).await?);
        moved.insert(Work::CareHelped, care::pass_on(tx, act, &reach, outgoing, incoming).await?);
    }
    Ok(moved)
}
