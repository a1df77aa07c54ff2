//! Making a draft.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{OrganizationId, ProposalId};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::proposals::{Kind, Proposal, State};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{organizations, proposals as rows};

use super::sources::{self, Asked};
use super::standing::edition_of;
use super::wire::{KindCode, ProposalOut, may_propose, proposal_example, proposal_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WirePeriod;

/// How many places a list of the year's best has where nobody says.
const PLACES: u32 = 10;

/// A new list.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewProposalIn {
    /// What for.
    pub kind: KindCode,
    /// The year; it has begun.
    #[schema(value_type = WirePeriod, example = "2024")]
    pub year: WirePeriod,
    /// A branch or township: its people are listed.
    pub organization_id: Uuid,
    /// Honours: how many places; 10 where absent.
    #[schema(minimum = 1, maximum = 100, example = 10)]
    pub places: Option<u32>,
}

impl Check for NewProposalIn {
    fn check(&self, faults: &mut Faults) {
        if self.year.0.kind() != PeriodKind::Year {
            faults.add("/year", FaultCode::NotPeriod);
        }
        if let Some(places) = self.places {
            faults.range("/places", places, 1..=100);
        }
    }
}

/// Proposes a list.
///
/// The machine puts down who stands on it and why; people strike, add and sign. It stands on the
/// edition that closed the year, else it is provisional. Who is not to be nominated is proposed by
/// the township, the others by who registers for the organization.
#[utoipa::path(
    tag = "proposals",
    request_body = NewProposalIn,
    responses((status = 201, body = ProposalOut, description = "The draft", example = json!(proposal_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "rulebook.not_found", "leaderboard.not_found", "auth.forbidden"
    ]))),
)]
#[post("/proposals")]
pub(super) async fn create_proposal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<NewProposalIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "proposals.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let proposal = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(proposal_out(tx, &proposal).await?).within(&proposal.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found`, `auth.forbidden`, a year that has not begun.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewProposalIn) -> Result<Proposal, Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.filter(|one| one.kind != OrganizationKind::Upper);
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let (kind, year) = (Kind::from(new.kind), new.year.0);
    may_propose(act, kind, &organization.path)?;
    if year.start() > act.today() {
        return Err(Failure::field("/year", FaultCode::InTheFuture));
    }
    let edition = edition_of(tx, &organization, year).await?;
    let most = usize::try_from(new.places.unwrap_or(PLACES)).unwrap_or(usize::MAX);
    let asked = Asked { kind, organization: &organization, year, edition: edition.as_ref(), most };
    let lines = sources::lines(tx, act, &asked).await?;
    let replaces = rows::in_force(tx, kind, organization.id, year).await?.map(|list| list.id);
    let proposal = Proposal {
        id: ProposalId(Uuid::now_v7()),
        kind,
        year,
        organization: organization.id,
        path: organization.path,
        state: State::Draft,
        replaces,
        edition,
        made_at: act.now,
        signature: None,
    };
    rows::insert(tx, &proposal, act.caller.account).await?;
    rows::insert_lines(tx, proposal.id, &lines).await?;
    act.audit(tx, "proposals.create", ("proposal", proposal.id.0), &proposal.path).await?;
    Ok(proposal)
}
