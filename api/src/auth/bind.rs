//! Binding an account to its person on the roster: by invite code, or by the phone number that
//! WeChat proves.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::roster::Phone;
use xianfeng_domain::time::Day;
use xianfeng_infra::accounts::{self, InviteState, Rebinding, RebindingState};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{audit, members};

use super::bearer::Account;
use super::login::problem;
use crate::access::invite_stands;
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::JsonBody;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::members::invite_code_hash;

/// One of the two.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BindIn {
    /// The code that the secretary gave.
    #[schema(example = "7KQ2-M9XD-4TFW")]
    pub invite_code: Option<String>,
    /// The code of `<button open-type="getPhoneNumber">`.
    pub phone_code: Option<String>,
}

impl Check for BindIn {
    fn check(&self, faults: &mut Faults) {
        match (&self.invite_code, &self.phone_code) {
            (Some(code), None) => faults.text("/inviteCode", code, 1..=40),
            (None, Some(code)) => faults.text("/phoneCode", code, 1..=128),
            (None, None) => faults.add("/inviteCode", FaultCode::Missing),
            (Some(_), Some(_)) => faults.add("/phoneCode", FaultCode::Unknown),
        }
    }
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub enum BindState {
    /// The account is the person's.
    Bound,
    /// The person has another account, or a role with rights: the secretary decides on the re-binding.
    WaitingForApproval,
}

/// The answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct BindOut {
    /// What came of it.
    pub state: BindState,
}

/// How the person was found.
enum Proof {
    Invite([u8; 32]),
    Phone(Phone),
}

/// Binds the account to its person on the roster.
///
/// With an invite code the account is bound at once, also when the person lost an old phone: the
/// secretary who made the code has seen who asks. With a phone number somebody who has another
/// account already, or a role with rights, waits for the secretary (`waitingForApproval`). The same
/// invite code sent again by the account that it bound answers `bound` again: a reply may be lost.
#[utoipa::path(
    tag = "auth",
    request_body = BindIn,
    responses((status = 200, body = BindOut, description = "Bound, or waiting", example = json!({ "state": "bound" }))),
    extensions(("x-error-codes" = json!([
        "invite.not_found", "invite.expired", "invite.used", "bind.already_bound", "bind.account_of_another", "bind.no_match", "bind.ambiguous", "bind.approval_pending",
        "wechat.code_invalid", "wechat.busy", "wechat.unavailable"
    ]))),
)]
#[post("/auth/bind")]
pub async fn bind_account(app: Data<App>, account: Account, body: JsonBody<BindIn>) -> Result<HttpResponse, Problem> {
    if let Some(person) = account.caller.person {
        if !repeats(&app, &account, person, &body).await? {
            return Err(Code::BindAlreadyBound.into());
        }
        return Ok(HttpResponse::Ok().json(BindOut { state: BindState::Bound }));
    }
    let proof = match (&body.invite_code, &body.phone_code) {
        (Some(code), _) => Proof::Invite(invite_code_hash(&app, code)),
        (None, Some(code)) => Proof::Phone(phone(&app, &account, code).await?),
        (None, None) => return Err(Code::RequestInvalid.into()),
    };
    let bind = async |tx: &Tx| bind_by(&app, tx, &account, &proof).await;
    let state = app.database.transact("auth.bind", bind).await?;
    Ok(HttpResponse::Ok().json(BindOut { state }))
}

/// Is it the request that bound this account, whose reply was lost?
async fn repeats(app: &App, account: &Account, person: PersonId, body: &BindIn) -> Result<bool, Problem> {
    let Some(code) = &body.invite_code else { return Ok(false) };
    let hash = invite_code_hash(app, code);
    let find = async |tx: &Tx| accounts::bound_by_invite(tx, &hash, account.caller.account).await;
    Ok(app.database.read(find).await? == Some(person))
}

/// The number that WeChat proves, if it is one that a roster can hold. Asked before the
/// transaction opens.
async fn phone(app: &App, account: &Account, code: &str) -> Result<Phone, Problem> {
    let find = async |tx: &Tx| accounts::open_id_of(tx, app.wechat.app_id(), account.caller.account).await;
    let open_id = app.database.read(find).await?.ok_or(Code::BindNoMatch)?;
    let phone = app.wechat.phone_number(code, &open_id).await.map_err(problem)?;
    phone.as_e164().parse().map_err(|_| Code::BindNoMatch.into())
}

async fn bind_by(app: &App, tx: &Tx, account: &Account, proof: &Proof) -> Result<BindState, Failure> {
    let own = account.caller.account;
    let person = match proof {
        Proof::Invite(hash) => {
            let Some((person, by)) = accounts::redeem_invite(tx, hash, own, account.now).await? else {
                return Err(not_open(tx, hash, account).await?.into());
            };
            if !invite_stands(tx, by, person, account.today()).await? {
                return Err(Code::InviteExpired.into());
            }
            // The invite is the secretary's word: an old account of the person gives way.
            if let Some(old) = accounts::of_person(tx, person).await? {
                accounts::end_sessions(tx, old.id, account.now).await?;
                accounts::unbind(tx, person).await?;
            }
            person
        }
        Proof::Phone(phone) => {
            let person = match belonging(app, tx, account, phone).await?.as_slice() {
                [] => return Err(Code::BindNoMatch.into()),
                [person] => *person,
                _ => return Err(Code::BindAmbiguous.into()),
            };
            // A number may change hands: it is not enough to be let in as who may do something here.
            let held = accounts::held_by(tx, person).await?;
            let has_rights = Right::ALL.into_iter().any(|right| !Reach::of(&held, right).is_empty());
            if has_rights || accounts::of_person(tx, person).await?.is_some() {
                return ask(tx, account, person).await;
            }
            person
        }
    };
    match accounts::bind(tx, own, person).await {
        Ok(true) => {}
        Ok(false) => return Err(Code::BindAccountOfAnother.into()),
        Err(StoreError::Duplicate) => return Err(StoreError::Race("a person's account").into()),
        Err(error) => return Err(error.into()),
    }
    let record = audit::Record {
        subject_kind: Some("person"),
        subject: Some(person.0),
        organization: home(tx, person, account.today()).await?.map(|(_, path)| path),
        ..account.record("auth.bind")
    };
    audit::write(tx, record, account.now).await?;
    Ok(BindState::Bound)
}

/// The persons with a phone who belong somewhere: who has left does not come back by an old
/// number, nor makes it ambiguous for who has it now.
async fn belonging(app: &App, tx: &Tx, account: &Account, phone: &Phone) -> Result<Vec<PersonId>, Failure> {
    let mut belonging = Vec::new();
    for person in members::persons_by_phone(tx, &app.vault, phone).await? {
        if home(tx, person.id, account.today()).await?.is_some() {
            belonging.push(person.id);
        }
    }
    Ok(belonging)
}

/// Why a code cannot be used: told to who holds it only.
async fn not_open(tx: &Tx, hash: &[u8; 32], account: &Account) -> Result<Code, Failure> {
    Ok(match accounts::invite_state(tx, hash, account.now).await? {
        Some(InviteState::Used) => Code::InviteUsed,
        Some(InviteState::Expired) => Code::InviteExpired,
        Some(InviteState::Open) | None => Code::InviteNotFound,
    })
}

type Home = (xianfeng_domain::ids::OrganizationId, xianfeng_domain::organizations::OrganizationPath);

/// Where the person belongs: the member's branch, else the highest place of a role.
pub(super) async fn home(tx: &Tx, person: PersonId, today: Day) -> Result<Option<Home>, Failure> {
    if let Some(member) = members::of_person(tx, person, today).await? {
        return Ok(Some((member.standing.branch, member.standing.branch_path)));
    }
    let grants = accounts::held_by(tx, person).await?;
    Ok(grants.into_iter().next().map(|grant| (grant.organization, grant.path)))
}

/// Asks the secretary to give the person's place to this account.
async fn ask(tx: &Tx, account: &Account, person: PersonId) -> Result<BindState, Failure> {
    let (organization, path) = home(tx, person, account.today()).await?.ok_or(Code::BindNoMatch)?;
    let rebinding = Rebinding {
        id: Uuid::now_v7(),
        account: account.caller.account,
        person,
        organization,
        state: RebindingState::Requested,
        requested_at: account.now,
    };
    accounts::request_rebinding(tx, &rebinding).await?;
    account.audit(tx, "auth.ask_rebinding", ("rebinding", rebinding.id), &path).await?;
    Ok(BindState::WaitingForApproval)
}
