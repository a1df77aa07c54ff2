//! Putting a member on a list of the register, or naming who looks after them (S4-8, S4-9, S4-12).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Entry, Kind as List, due_on};
use xianfeng_domain::ids::{CareId, MemberId, PersonId};
use xianfeng_infra::care::{self as rows, Texts};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{ledger, members};

use super::people::{helper, tell_of_helper, tell_own};
use super::wire::{CareOut, care_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::Kind;

/// The most characters of a text of the register.
pub(super) const LONGEST: usize = 300;

/// A new entry.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CareIn {
    /// `care`, `encouragement`, `support`, or `pairing` of an aged or infirm member with who looks after them.
    #[schema(example = "support")]
    pub kind: String,
    /// Whom it is for.
    pub member_id: Uuid,
    /// Why, 1 to 300 characters; may be absent for a pairing. Sealed.
    pub ground: Option<String>,
    /// What is given, 1 to 300 characters; not for a pairing. Sealed.
    pub given: Option<String>,
    /// The first day; not in the future.
    pub from: WireDay,
    /// The last day that is planned.
    pub until: Option<WireDay>,
    /// The meeting that decided, 1 to 100 characters.
    pub meeting: String,
    /// Its day; not in the future.
    pub decided_on: WireDay,
    /// The member who helps: for a pairing of the same branch and not older. Not away, and with two others to look
    /// after at most.
    pub helper_id: Option<Uuid>,
    /// What the helper is to do, 1 to 300 characters; with a helper only. Sealed.
    pub task: Option<String>,
}

impl Check for CareIn {
    fn check(&self, faults: &mut Faults) {
        let list = List::from_code(&self.kind);
        if list.is_none() {
            faults.add_limit("/kind", FaultCode::NotOneOf, List::ALL.map(List::code).join(", "));
        }
        let pairing = list == Some(List::Pairing);
        match &self.ground {
            Some(ground) => faults.text("/ground", ground, 1..=LONGEST),
            None if pairing => {}
            None => faults.add("/ground", FaultCode::Missing),
        }
        match &self.given {
            Some(_) if pairing => faults.add("/given", FaultCode::Unknown),
            Some(given) => faults.text("/given", given, 1..=LONGEST),
            None if pairing => {}
            None => faults.add("/given", FaultCode::Missing),
        }
        if pairing && self.helper_id.is_none() {
            faults.add("/helperId", FaultCode::Missing);
        }
        match (&self.task, self.helper_id) {
            (Some(task), Some(_)) => faults.text("/task", task, 1..=LONGEST),
            (Some(_), None) => faults.add("/task", FaultCode::Unknown),
            (None, Some(_)) => faults.add("/task", FaultCode::Missing),
            (None, None) => {}
        }
        faults.text("/meeting", &self.meeting, 1..=100);
        if self.until.is_some_and(|until| until.0 <= self.from.0) {
            faults.add_limit("/until", FaultCode::OutOfOrder, self.from.0);
        }
    }
}

/// Puts a member on a list of the register, or names who looks after them.
///
/// By who registers for the member's branch, never for oneself; one entry a list at once. Grounds, what is given and
/// what the helper is to do are sealed, and no answer to a command holds them. The member and the helper are told that
/// there is something, not what.
#[utoipa::path(
    tag = "care",
    request_body = CareIn,
    responses((status = 201, body = CareOut, description = "The entry", example = json!(care_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "member.has_left", "care.own", "care.already", "care.helper_oneself",
        "care.helper_elsewhere", "care.helper_older", "care.helper_away", "care.helper_full"
    ]))),
)]
#[post("/care")]
pub(super) async fn create_care_entry(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<CareIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "care.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let entry = create(tx, &app.vault, &permit, &permit.reach, permit.person, &body.0).await?;
        Ok(Done::created(CareOut::from(&entry)).within(&entry.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the member, the list or the helper refuses.
pub async fn create(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    new: &CareIn,
) -> Result<Entry, Failure> {
    let (id, list) = (MemberId(new.member_id), List::from_code(&new.kind).ok_or(Code::RequestInvalid)?);
    members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    // The member's turn: who leaves or moves at this moment has done so now.
    ledger::lock(tx, id).await?;
    let member = members::by_id(tx, reach, id, act.today()).await?.ok_or(Code::MemberNotFound)?;
    if member.person == by {
        return Err(Code::CareOwn.into());
    }
    if member.left_on.is_some() {
        return Err(Code::MemberHasLeft.into());
    }
    for (pointer, day) in [("/from", new.from.0), ("/decidedOn", new.decided_on.0)] {
        if day > act.today() {
            return Err(Failure::field(pointer, FaultCode::InTheFuture));
        }
    }
    if rows::active_of_member(tx, id).await?.iter().any(|entry| entry.kind == list) {
        return Err(Code::CareAlready.into());
    }
    let helper = match new.helper_id {
        None => None,
        Some(wanted) => Some(helper(tx, act, list, &member, MemberId(wanted), None).await?),
    };
    let until = new.until.map(|until| until.0);
    let entry = Entry {
        id: CareId(Uuid::now_v7()),
        kind: list,
        member: id,
        person: member.person,
        branch: member.standing.branch,
        path: member.standing.branch_path.clone(),
        helper,
        from: new.from.0,
        until,
        decided_on: new.decided_on.0,
        meeting: new.meeting.trim().to_owned(),
        due_on: due_on(list, new.from.0, until),
        ended: None,
        recorded_by: act.caller.account,
        recorded_at: act.now,
        version: 1,
    };
    let kept = |text: &Option<String>| text.as_ref().map(|text| text.trim().to_owned());
    let texts = Texts { ground: kept(&new.ground), given: kept(&new.given), task: kept(&new.task) };
    rows::insert(tx, vault, &entry, &texts).await?;
    act.audit(tx, "care.create", ("care", entry.id.0), &entry.path).await?;
    if list.is_register() {
        tell_own(tx, act, &entry, Kind::CareOpened).await?;
    }
    tell_of_helper(tx, act, &entry).await?;
    Ok(entry)
}
