//! What the host branch notes about a member away: attendance, or a note (S4-12).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{self as rules, Host, NoteKind};
use xianfeng_domain::ids::AwayId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::aways::{self as rows, HostNote};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;
use xianfeng_infra::privacy::Vault;

use super::contact::LONGEST;
use super::refused::refused;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::help_cases::secretaries_of;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;
use crate::inbox::{Kind, tell_all};

/// A note of the host branch.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostNoteIn {
    /// `attendance` or `note`.
    #[schema(example = "attendance")]
    pub kind: String,
    /// The day; not in the future, and while the member was away.
    pub on: WireDay,
    /// What the member took part in, or the note: 1 to 300 characters.
    pub text: String,
}

impl Check for HostNoteIn {
    fn check(&self, faults: &mut Faults) {
        if NoteKind::from_code(&self.kind).is_none() {
            faults.add_limit("/kind", FaultCode::NotOneOf, NoteKind::ALL.map(NoteKind::code).join(", "));
        }
        faults.text("/text", &self.text, 1..=LONGEST);
    }
}

/// A note on record; its text is read with the time away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostNoteRecordedOut {
    /// Its id.
    pub id: Uuid,
    /// The time away.
    pub away_id: Uuid,
    /// `attendance` or `note`.
    pub kind: &'static str,
    /// The day.
    pub on: WireDay,
}

/// Puts a note of the host branch on record.
///
/// By the committee of the branch that hosts, until the return; the branch at home and the liaison are told and read
/// it. It gives no points: the branch at home decides on those.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    request_body = HostNoteIn,
    responses((status = 201, body = HostNoteRecordedOut, description = "The note", example = json!({
        "id": "018e0f6a-0000-7000-8000-000000000072", "awayId": "018e0f6a-0000-7000-8000-000000000024",
        "kind": "attendance", "on": "2024-03-01"
    }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "away.not_found", "away.not_away_then"]))),
)]
#[post("/aways/{id}/host-notes")]
pub(super) async fn record_host_note(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<AwayId>,
    body: JsonBody<HostNoteIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "aways.host_note", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (noted, path) = note(tx, &app.vault, &permit, &permit.reach, id.0, &body.0).await?;
        let out =
            HostNoteRecordedOut { id: noted.id, away_id: noted.away.0, kind: noted.kind.code(), on: WireDay(noted.on) };
        Ok(Done::created(out).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case; answers the note and the path of the host branch.
///
/// # Errors
/// What the time away or the day refuses.
pub async fn note(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    reach: &Reach,
    id: AwayId,
    new: &HostNoteIn,
) -> Result<(HostNote, OrganizationPath), Failure> {
    let (away, host) = rows::find_hosted(tx, reach, id).await?.ok_or(Code::AwayNotFound)?;
    let Host::Branch { organization, path } = host else { return Err(Code::AwayNotFound.into()) };
    rules::happened(&away, new.on.0, act.today()).map_err(|refusal| refused(refusal, "/on"))?;
    let noted = HostNote {
        id: Uuid::now_v7(),
        away: id,
        organization,
        kind: NoteKind::from_code(&new.kind).ok_or(Code::RequestInvalid)?,
        on: new.on.0,
        text: new.text.trim().to_owned(),
        by: act.caller.account,
        at: act.now,
    };
    rows::add_note(tx, vault, &noted).await?;
    let home = members::by_ids(tx, [away.member], act.today()).await?.remove(&away.member);
    if let Some(member) = home {
        let mut told = secretaries_of(tx, &member.standing.branch_path, member.person).await?;
        if let Some(liaison) = away.liaison {
            told.extend(members::person_of(tx, liaison).await?);
        }
        tell_all(tx, &told, Kind::AwayHostNote, Some(("away", id.0)), &[], act.now).await?;
        act.audit(tx, "aways.host_note", ("away", id.0), &member.standing.branch_path).await?;
    }
    act.audit(tx, "aways.host_note", ("away", id.0), &path).await?;
    Ok((noted, path))
}
