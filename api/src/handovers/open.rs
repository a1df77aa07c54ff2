//! Beginning a hand-over.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right, Role};
use xianfeng_domain::handovers::{self as rules, Handover, HandoverState};
use xianfeng_domain::ids::{HandoverId, OrganizationId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::handovers::{self as rows, Seen};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, organizations};

use super::wire::{HandoverOut, handover_example, handover_out, tell_concerned};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::Kind;
use crate::members::reachable;

/// An office that is to pass.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HandoverIn {
    /// Of which organization.
    pub organization_id: Uuid,
    /// `branch_admin` or `township_admin`.
    #[schema(example = "branch_admin")]
    pub role: String,
    /// Who hands over.
    pub outgoing_id: Uuid,
    /// Who takes over.
    pub incoming_id: Uuid,
    /// What else is to be said, at most 500 characters.
    pub note: Option<String>,
}

impl Check for HandoverIn {
    fn check(&self, faults: &mut Faults) {
        if Role::from_code(&self.role).is_none() {
            faults.add_limit("/role", FaultCode::NotOneOf, Role::ALL.map(Role::code).join(", "));
        }
        if let Some(note) = &self.note {
            faults.text("/note", note, 0..=500);
        }
    }
}

/// Begins the hand-over of an office.
///
/// By who hands over, to a person of the own organization; or by the township, to anybody within it, also
/// where who held the office is gone. Who takes over has an account or an open invite. One hand-over of an
/// organization is open at a time; nothing passes before both sides have signed.
#[utoipa::path(
    tag = "handovers",
    request_body = HandoverIn,
    responses((status = 201, body = HandoverOut, description = "The hand-over", example = json!(handover_example()))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "organization.not_found", "person.not_found", "handover.no_office",
        "handover.role_gone", "handover.incoming_unfit", "handover.already_open"
    ]))),
)]
#[post("/handovers")]
pub(super) async fn open_handover(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    body: JsonBody<HandoverIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "handovers.open", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let handover = open(tx, &app.vault, &bound, &body.0).await?;
        let seen = Seen { handover, work: None };
        Ok(Done::created(handover_out(tx, &bound, &seen).await?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// Who may not; what the office or the people refuse.
pub async fn open(tx: &Tx, vault: &Vault, act: &Act, new: &HandoverIn) -> Result<Handover, Failure> {
    let by = act.caller.person.ok_or(Code::AuthNotBound)?;
    let role = Role::from_code(&new.role).ok_or(Code::RequestInvalid)?;
    let (outgoing, incoming) = (PersonId(new.outgoing_id), PersonId(new.incoming_id));
    // Who holds no right anywhere learns nothing of who holds what.
    let own = act.caller.reach(Right::ManageMembers);
    if own.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let organization = organizations::find(tx, &own, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    rules::open(role, outgoing, incoming)?;
    if !role.fits(organization.kind) {
        return Err(Code::HandoverNoOffice.into());
    }
    let township = act.caller.reach(Right::Administer).covers(&organization.path);
    if by != outgoing && !township {
        return Err(Code::AuthForbidden.into());
    }
    let held = accounts::held_at(tx, [organization.id]).await?;
    let holds = held.iter().any(|grant| grant.person == outgoing && grant.role == role);
    if by == outgoing && !holds {
        return Err(Code::HandoverRoleGone.into());
    }
    // The township may let an office pass whose holder is gone already; it names who that was.
    let whole = Reach::township_of(&organization.path);
    reachable(tx, vault, &whole, outgoing, act.today()).await?;
    let among = if township { whole } else { Reach::under(organization.path.clone()) };
    match reachable(tx, vault, &among, incoming, act.today()).await {
        Ok(_) => {}
        Err(Failure::Refused(_)) if !township => return Err(Code::HandoverIncomingUnfit.into()),
        Err(failure) => return Err(failure),
    }
    let comes =
        accounts::of_person(tx, incoming).await?.is_some() || rows::has_open_invite(tx, incoming, act.now).await?;
    if !comes {
        return Err(Code::HandoverIncomingUnfit.into());
    }
    let handover = Handover {
        id: HandoverId(Uuid::now_v7()),
        organization: organization.id,
        path: organization.path,
        role,
        outgoing,
        incoming,
        state: HandoverState::Open,
        by_township: by != outgoing,
        note: new.note.as_deref().map(str::trim).filter(|note| !note.is_empty()).map(str::to_owned),
        opened_by: by,
        opened_at: act.now,
        outgoing_signed: None,
        incoming_signed_at: None,
        ended_at: None,
    };
    rows::insert(tx, &handover).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::HandoverAlreadyOpen),
        other => other.into(),
    })?;
    act.audit(tx, "handovers.open", ("handover", handover.id.0), &handover.path).await?;
    tell_concerned(tx, act, &handover, Kind::HandoverOpened).await?;
    Ok(handover)
}
