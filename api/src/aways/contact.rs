//! Putting the monthly talk with a member away on record (S4-6).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::aways::{self as rules, Contact, Manner};
use xianfeng_domain::ids::AwayId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{aways as rows, members};

use super::refused::refused;
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell_member};

/// The most characters of a talk or a note.
pub(super) const LONGEST: usize = 300;

/// A talk with who is away.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ContactIn {
    /// The day; not in the future, and while the member was away.
    pub on: WireDay,
    /// `phone`, `in_person` or `wechat`.
    #[schema(example = "phone")]
    pub manner: String,
    /// Work and thinking as they were reported, what is difficult: 1 to 300 characters.
    pub said: String,
}

impl Check for ContactIn {
    fn check(&self, faults: &mut Faults) {
        if Manner::from_code(&self.manner).is_none() {
            faults.add_limit("/manner", FaultCode::NotOneOf, Manner::ALL.map(Manner::code).join(", "));
        }
        faults.text("/said", &self.said, 1..=LONGEST);
    }
}

/// A talk on record; what was said is read with the time away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactRecordedOut {
    /// Its id.
    pub id: Uuid,
    /// The time away.
    pub away_id: Uuid,
    /// The day.
    pub on: WireDay,
    /// `phone`, `in_person` or `wechat`.
    pub manner: &'static str,
}

/// Puts a talk with a member away on record.
///
/// The named liaison, or who registers for the member's branch; nobody about themselves. One is due in every
/// month that begins while the member is away. What was said is sealed: the branch's committee, the liaison
/// and the member read it.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    request_body = ContactIn,
    responses((status = 201, body = ContactRecordedOut, description = "The talk", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "awayId": "018e0f6a-0000-7000-8000-000000000024",
        "on": "2024-03-01", "manner": "phone"
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "away.not_found", "away.not_away_then", "away.own"]))),
)]
#[post("/aways/{id}/contacts")]
pub(super) async fn record_away_contact(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<AwayId>,
    body: JsonBody<ContactIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "aways.contact", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (contact, path) = contact(tx, &app.vault, &bound, id.0, &body.0).await?;
        let out = ContactRecordedOut {
            id: contact.id,
            away_id: contact.away.0,
            on: WireDay(contact.on),
            manner: contact.manner.code(),
        };
        let done = Done::created(out);
        Ok(if bound.caller.reach(Right::Register).covers(&path) { done.within(&path) } else { done })
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the talk and the path of the member's branch.
///
/// # Errors
/// What the caller or the day refuses.
pub async fn contact(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    id: AwayId,
    new: &ContactIn,
) -> Result<(Contact, OrganizationPath), Failure> {
    let reach = act.caller.reach(Right::Register);
    let unseen = || if reach.is_empty() { Code::AuthForbidden } else { Code::AwayNotFound };
    let away = rows::find(tx, id).await?.ok_or_else(unseen)?;
    let as_liaison = away.liaison.filter(|liaison| act.caller.member_id() == Some(*liaison));
    let within = match (as_liaison, act.caller.branch()) {
        (Some(_), Some(branch)) => Reach::township_of(branch),
        _ => reach.clone(),
    };
    let member = members::by_id(tx, &within, away.member, act.today()).await?.ok_or_else(unseen)?;
    if act.caller.person == Some(member.person) {
        return Err(Code::AwayOwn.into());
    }
    rules::happened(&away, new.on.0, act.today()).map_err(|refusal| refused(refusal, "/on"))?;
    let contact = Contact {
        id: Uuid::now_v7(),
        away: id,
        liaison: as_liaison,
        manner: Manner::from_code(&new.manner).ok_or(Code::RequestInvalid)?,
        on: new.on.0,
        by: act.caller.account,
        at: act.now,
    };
    rows::insert_contact(tx, vault, &contact, new.said.trim()).await?;
    let day = contact.on.to_string();
    let subject = Some(("away", id.0));
    tell_member(tx, away.member, Kind::AwayContacted, subject, &[("day", &day)], act.now).await?;
    let path = member.standing.branch_path;
    act.audit(tx, "aways.contact", ("away", id.0), &path).await?;
    Ok((contact, path))
}
