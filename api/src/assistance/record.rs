//! Recording that a member lets somebody act for them.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::assistance::{self as rules, Assistance, Ending, Refusal};
use xianfeng_domain::consents::{How, Purpose};
use xianfeng_domain::ids::{AssistanceId, ConsentId, MemberId, PersonId};
use xianfeng_infra::consents::{self, NewConsent};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{assistance as rows, members};

use super::wire::{AssistanceOut, assistance_example, assistances_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell};
use crate::members::reachable;

/// How a member's consent may be seen: never by the mini-program, which they do not have.
const WAYS: [How; 2] = [How::InPerson, How::Paper];

/// A consent that somebody acts for a member.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AssistanceIn {
    /// Who acts.
    pub helper_id: Uuid,
    /// `in_person` or `paper`: how the member consented.
    #[schema(example = "in_person")]
    pub how: String,
    /// The last day on which it is good, a year ahead at most.
    pub until: WireDay,
}

impl Check for AssistanceIn {
    fn check(&self, faults: &mut Faults) {
        if !WAYS.iter().any(|how| how.code() == self.how) {
            faults.add_limit("/how", FaultCode::NotOneOf, WAYS.map(How::code).join(", "));
        }
    }
}

/// Records that a member lets a helper act for them.
///
/// By who has seen the member and keeps the roster, never by the helper. A helper acts for at most five
/// members. The helper then calls the member's own routes with the header `Acting-For: <memberId>`: tasks,
/// claims, declarations, leave and pictures; everything else stays the member's own. The audit log names
/// both. The consent is good until its day and ends at once when the member, the helper or the branch ends it.
#[utoipa::path(
    tag = "assistance",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = AssistanceIn,
    responses((status = 201, body = AssistanceOut, description = "The right to act",
        example = json!(assistance_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "member.not_found", "person.not_found", "assistance.same_person", "assistance.own",
        "assistance.helper_full", "assistance.already_given"
    ]))),
)]
#[post("/members/{id}/assistance")]
pub(super) async fn record_assistance(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    body: JsonBody<AssistanceIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "assistance.record", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let recorded = record(tx, &app.vault, &permit, &permit.reach, id.0, &body.0).await?;
        let out = assistances_out(tx, std::slice::from_ref(&recorded)).await?.pop();
        Ok(Done::created(out.ok_or(Code::AssistanceNotFound)?).within(&recorded.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// Whom the caller does not reach; what the domain refuses.
pub async fn record(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    member: MemberId,
    new: &AssistanceIn,
) -> Result<Assistance, Failure> {
    let member = members::by_id(tx, reach, member, act.today()).await?.ok_or(Code::MemberNotFound)?;
    let path = member.standing.branch_path.clone();
    let helper = PersonId(new.helper_id);
    reachable(tx, vault, &Reach::township_of(&path), helper, act.today()).await?;
    let how = How::from_code(&new.how).ok_or(Code::RequestInvalid)?;
    let recorder = act.caller.person.ok_or(Code::AuthNotBound)?;
    release(tx, act, helper).await?;
    let held = rows::of_helper(tx, helper).await?;
    if held.iter().any(|one| one.person == member.person) {
        return Err(Code::AssistanceAlready.into());
    }
    let taken: Vec<u32> = held.iter().map(|one| one.place).collect();
    let place = rules::record(member.person, helper, recorder, new.until.0, act.today(), &taken)?;
    let recorded = Assistance {
        id: AssistanceId(Uuid::now_v7()),
        member: member.id,
        person: member.person,
        helper,
        path,
        consent: ConsentId(Uuid::now_v7()),
        how,
        until: new.until.0,
        place,
        ended: None,
    };
    let consent = NewConsent {
        id: recorded.consent,
        person: member.person,
        purpose: Purpose::Assistance,
        subject: Some(helper.0),
        given_by: act.caller.account,
        how,
    };
    // Another request took the place, or recorded the same, at this moment: look again.
    let raced = |error| match error {
        StoreError::Duplicate => StoreError::Race("a helper's place"),
        other => other,
    };
    rows::insert(tx, &recorded, act.caller.account, act.now).await.map_err(raced)?;
    consents::give(tx, &consent, act.now).await.map_err(raced)?;
    act.audit(tx, "assistance.record", ("assistance", recorded.id.0), &recorded.path).await?;
    let (subject, day) = (Some(("assistance", recorded.id.0)), recorded.until.to_string());
    tell(tx, member.person, Kind::AssistanceGiven, subject, &[("day", &day)], act.now).await?;
    tell(tx, helper, Kind::AssistanceNamed, subject, &[("day", &day)], act.now).await?;
    Ok(recorded)
}

/// Frees the helper's places that are over but were not tidied up yet.
async fn release(tx: &Tx, act: &Act, helper: PersonId) -> Result<(), Failure> {
    for one in rows::of_helper(tx, helper).await? {
        let good = rows::good(tx, helper, one.member, act.today()).await?;
        if good.is_none() {
            let ending = if one.is_good_on(act.today()) { Ending::Member } else { Ending::Expired };
            rows::end(tx, &one, ending, (act.caller.account, act.caller.person), act.now).await?;
        }
    }
    Ok(())
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::SamePerson => Code::AssistanceSamePerson.into(),
            Refusal::OwnHelp => Code::AssistanceOwn.into(),
            Refusal::DayUnfit => Self::field("/until", FaultCode::Invalid),
            Refusal::HelperFull => Code::AssistanceHelperFull.into(),
        }
    }
}
