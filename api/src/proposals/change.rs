//! People add to a draft, strike from it, and say in words what somebody did.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, PersonId, ProposalId};
use xianfeng_domain::members::Member;
use xianfeng_domain::proposals::{Ground, Kind, Line, Proposal};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{members, organizations, proposals as rows};

use super::evidence::{EvidenceOut, packs};
use super::sources::{activists_within, kept_out, of_member, of_person};
use super::standing::standings;
use super::wire::{ProposalOut, may_propose, proposal_example, proposal_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ProposalChange {
    /// Somebody is put on the list, or back on it.
    Add,
    /// Somebody is struck from it.
    Strike,
    /// Somebody's merits are written anew.
    Describe,
}

/// A change of one line.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = ProposalChangeIn)]
pub struct ChangeIn {
    /// What.
    pub change: ProposalChange,
    /// The member; or
    pub member_id: Option<Uuid>,
    /// the person, for a list of activists.
    pub person_id: Option<Uuid>,
    /// Why, 1 to 500 characters; to describe, the merits in words are enough.
    #[schema(example = "支部大会补充提名")]
    pub reason: Option<String>,
    /// Merits in words, at most 1000 characters.
    #[schema(example = "带头修路，全年参加志愿服务 30 次")]
    pub merits: Option<String>,
}

impl Check for ChangeIn {
    fn check(&self, faults: &mut Faults) {
        if self.member_id.is_some() == self.person_id.is_some() {
            faults.add("/memberId", FaultCode::Invalid);
        }
        match (&self.reason, self.change) {
            (Some(reason), _) => faults.text("/reason", reason, 1..=500),
            (None, ProposalChange::Describe) => {}
            (None, _) => faults.add("/reason", FaultCode::Missing),
        }
        match (&self.merits, self.change) {
            (Some(merits), _) => faults.text("/merits", merits, 1..=1000),
            (None, ProposalChange::Describe) => faults.add("/merits", FaultCode::Missing),
            (None, _) => {}
        }
    }
}

/// Adds, strikes or describes somebody on a draft.
///
/// With a reason, kept with the line. Nobody changes their own line. Whom a veto or an open help case
/// keeps out is not added to honours.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The list")),
    request_body = ChangeIn,
    responses((status = 200, body = ProposalOut, description = "The list", example = json!(proposal_example()))),
    extensions(("x-error-codes" = json!([
        "proposal.not_found", "proposal.signed", "proposal.own_line", "proposal.line_not_found", "proposal.line_twice",
        "proposal.unfit", "proposal.kept_out", "member.not_found", "auth.forbidden"
    ]))),
)]
#[post("/proposals/{id}/lines")]
pub(super) async fn change_proposal_line(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<ProposalId>,
    body: JsonBody<ChangeIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "proposals.change", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let proposal = change(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(proposal_out(tx, &proposal).await?).within(&proposal.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the list, the person or the change refuses.
pub async fn change(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ProposalId,
    new: &ChangeIn,
) -> Result<Proposal, Failure> {
    let proposal = rows::find(tx, reach, id).await?.ok_or(Code::ProposalNotFound)?;
    may_propose(act, proposal.kind, &proposal.path)?;
    if !rows::take_turn(tx, id).await? {
        return Err(Code::ProposalSigned.into());
    }
    let lines = rows::lines(tx, id).await?;
    let is_meant = |line: &&Line| match (new.member_id, new.person_id) {
        (Some(member), _) => line.member == Some(MemberId(member)),
        (None, person) => person == Some(line.person.0),
    };
    let line = lines.iter().find(is_meant);
    if line.is_some_and(|line| line.person == by) {
        return Err(Code::ProposalOwnLine.into());
    }
    let reason = new.reason.as_deref().unwrap_or_default().trim();
    match new.change {
        ProposalChange::Strike => {
            let line = line.ok_or(Code::ProposalLineNotFound)?;
            if !rows::strike(tx, id, line.person, reason, act.caller.account).await? {
                return Err(Code::ProposalLineNotFound.into());
            }
        }
        ProposalChange::Describe => describe(tx, id, line.ok_or(Code::ProposalLineNotFound)?.person, new).await?,
        ProposalChange::Add => {
            if line.is_some_and(|line| !line.struck) {
                return Err(Code::ProposalLineTwice.into());
            }
            let added = added(tx, act, by, &proposal, new).await?;
            let added = Line { reason: Some(reason.to_owned()), changed_by: Some(act.caller.account), ..added };
            let person = added.person;
            rows::add(tx, id, &added).await?;
            if new.merits.is_some() {
                describe(tx, id, person, new).await?;
            }
        }
    }
    act.audit(tx, "proposals.change", ("proposal", id.0), &proposal.path).await?;
    Ok(proposal)
}

async fn describe(tx: &Tx, id: ProposalId, person: PersonId, new: &ChangeIn) -> Result<(), Failure> {
    let merits = new.merits.as_deref().unwrap_or_default().trim();
    let described = rows::describe(tx, id, person, merits).await?;
    if described { Ok(()) } else { Err(Code::ProposalLineNotFound.into()) }
}

/// The line of who is added.
async fn added(tx: &Tx, act: &Act, by: PersonId, proposal: &Proposal, new: &ChangeIn) -> Result<Line, Failure> {
    let today = act.today();
    let organization = organizations::find_open(tx, proposal.organization).await?;
    let organization = organization.ok_or_else(|| StoreError::corrupt("a proposal's organization"))?;
    if proposal.kind == Kind::Activists {
        let activists = activists_within(tx, &organization, today).await?;
        let found = activists.into_iter().find(|(person, _)| new.person_id == Some(person.0));
        let (person, branch) = found.ok_or(Code::ProposalUnfit)?;
        return Ok(of_person(person, branch, Ground::Added, &EvidenceOut::default())?);
    }
    let within = Reach::under(proposal.path.clone());
    let member = MemberId(new.member_id.ok_or(Code::ProposalUnfit)?);
    let member: Member = members::by_id(tx, &within, member, today).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::ProposalOwnLine.into());
    }
    if member.left_on.is_some_and(|left| left <= today) {
        return Err(Code::ProposalUnfit.into());
    }
    if !proposal.kind.is_honour() {
        return Ok(of_member(&member, Ground::Added, &EvidenceOut::default())?);
    }
    if !kept_out(tx, &[member.id], proposal.year, today).await?.is_empty() {
        return Err(Code::ProposalKeptOut.into());
    }
    let all = standings(tx, &organization, proposal.year, proposal.edition.as_ref(), today).await?;
    let standing = all.into_iter().find(|standing| standing.member == member.id);
    let one = [(member, standing)];
    let packs = packs(tx, &proposal.path, proposal.year, today, &one).await?;
    let [(member, _)] = &one;
    Ok(of_member(member, Ground::Added, &packs.get(&member.id).cloned().unwrap_or_default())?)
}
