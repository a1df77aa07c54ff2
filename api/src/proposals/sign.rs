//! The signature dates a list and freezes it (invariant 12).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, PersonId, ProposalId};
use xianfeng_domain::proposals::{Kind, Line, Proposal, Signature, State, may_sign};
use xianfeng_infra::db::Tx;
use xianfeng_infra::proposals as rows;

use super::sources::kept_out;
use super::wire::{ProposalOut, may_propose, proposal_example, proposal_out};
use crate::app::App;
use crate::appraisal::SignIn;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{self, tell};

/// Signs a list.
///
/// From then on it is dated and changes no more; the list that was in force before it ends. Who
/// stands on it is told. Nobody signs a list that they stand on themselves: another does, in the
/// branch or the township.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The list")),
    request_body = SignIn,
    responses((status = 200, body = ProposalOut, description = "The list, signed", example = json!(proposal_example()))),
    extensions(("x-error-codes" = json!([
        "proposal.not_found", "proposal.signed", "proposal.own_line", "proposal.kept_out", "proposal.superseded",
        "auth.forbidden"
    ]))),
)]
#[post("/proposals/{id}/sign")]
pub(super) async fn sign_proposal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<ProposalId>,
    body: JsonBody<SignIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "proposals.sign", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let proposal = sign(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(proposal_out(tx, &proposal).await?).within(&proposal.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the list, the signer or a line refuses; nothing is written then.
pub async fn sign(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ProposalId,
    new: &SignIn,
) -> Result<Proposal, Failure> {
    let proposal = rows::find(tx, reach, id).await?.ok_or(Code::ProposalNotFound)?;
    may_propose(act, proposal.kind, &proposal.path)?;
    // The turn first: of two who sign, the second finds it signed.
    if !rows::take_turn(tx, id).await? {
        return Err(Code::ProposalSigned.into());
    }
    let lines = rows::lines(tx, id).await?;
    if !may_sign(by, &lines) {
        return Err(Code::ProposalOwnLine.into());
    }
    let standing: Vec<&Line> = lines.iter().filter(|line| !line.struck).collect();
    if proposal.kind.is_honour() {
        // What has come up since the list was made.
        let ids: Vec<MemberId> = standing.iter().filter_map(|line| line.member).collect();
        if let Some(member) = kept_out(tx, &ids, proposal.year, act.today()).await?.into_iter().min() {
            return Err(Problem::new(Code::ProposalKeptOut).member("memberId", member.0).into());
        }
    }
    let signature = Signature {
        by: act.caller.account,
        at: act.now,
        on: act.today(),
        meeting: new.meeting.trim().to_owned(),
        reason: new.reason.trim().to_owned(),
    };
    if !rows::sign(tx, &proposal, &signature).await? {
        return Err(Code::ProposalSuperseded.into());
    }
    tell_all(tx, act, &proposal, &standing, &signature.meeting).await?;
    act.audit(tx, "proposals.sign", ("proposal", id.0), &proposal.path).await?;
    Ok(Proposal { state: State::Signed, signature: Some(signature), ..proposal })
}

/// Everybody on the list, and who is no longer on the list of who is not to be nominated.
async fn tell_all(tx: &Tx, act: &Act, proposal: &Proposal, standing: &[&Line], meeting: &str) -> Result<(), Failure> {
    let kind = match proposal.kind {
        Kind::Honours => inbox::Kind::ProposalHonoured,
        Kind::MayStand => inbox::Kind::ProposalMayStand,
        Kind::NotToBeNominated => inbox::Kind::ProposalNotNominated,
        Kind::Activists => inbox::Kind::ProposalActivist,
    };
    let year = proposal.year.to_string();
    let decided = [("meeting", meeting)];
    let of_year = [("year", year.as_str()), ("meeting", meeting)];
    let params: &[(&str, &str)] = if proposal.kind.is_confidential() { &decided } else { &of_year };
    let subject = Some(("proposal", proposal.id.0));
    for line in standing {
        tell(tx, line.person, kind, subject, params, act.now).await?;
    }
    if let Some(replaced) = proposal.replaces.filter(|_| proposal.kind.is_confidential()) {
        for line in rows::lines(tx, replaced).await?.into_iter().filter(|line| !line.struck) {
            if !standing.iter().any(|one| one.person == line.person) {
                let again = inbox::Kind::ProposalNominatedAgain;
                tell(tx, line.person, again, subject, &decided, act.now).await?;
            }
        }
    }
    Ok(())
}
