//! Hand-overs as clients see them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::handovers::{Counts, Handover, HandoverState, Refusal, Work};
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::handovers::{self as rows, Seen};
use xianfeng_infra::{accounts, members, organizations};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;
use crate::http::wire::WireTime;
use crate::inbox::{Kind, tell_all};

/// A hand-over.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HandoverOut {
    /// Its id.
    pub id: Uuid,
    /// Of which organization.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The office: `branch_admin` or `township_admin`.
    pub role: &'static str,
    /// Who hands over.
    pub outgoing_id: Uuid,
    /// Their name.
    pub outgoing_name: String,
    /// Who takes over.
    pub incoming_id: Uuid,
    /// Their name.
    pub incoming_name: String,
    /// `open`, `done` or `withdrawn`.
    pub state: &'static str,
    /// Whether the township opened it.
    pub by_township: bool,
    /// What else is to be said.
    pub note: Option<String>,
    /// When it was opened.
    pub opened_at: WireTime,
    /// When the outgoing side signed.
    pub outgoing_signed_at: Option<WireTime>,
    /// Who signed for it, where that was not who hands over.
    pub signed_for_outgoing_by: Option<String>,
    /// Why somebody else signed.
    pub absent_reason: Option<String>,
    /// When the incoming side signed.
    pub incoming_signed_at: Option<WireTime>,
    /// When it was done or called off.
    pub ended_at: Option<WireTime>,
    /// The open work: as it is now, or as it was when the hand-over was done.
    pub work: Vec<WorkLineOut>,
}

/// A line of the open work.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WorkLineOut {
    /// What waits at the place: `tasks`, `claims`, `declarations`, `leaves`, `audits`, `objections`, `posts`,
    /// `helpCases`, `suggestions`, `villagerReports`, `meetings`, `minutes`, `contents`, `texts`, `calls`,
    /// `corrections`, `proposals`, `care`, `hosted`. Duties of who hands over that pass: `helped`, `liaisons`,
    /// `careHelped`, `drafts`; those that passed: `movedHelped`, `movedLiaisons`, `movedCareHelped`, `movedDrafts`.
    /// What is their own and stays: `pairings`, `gridsLed`, `assisted`.
    pub what: String,
    /// How many.
    pub count: u64,
    /// Where they are listed.
    pub link: Option<String>,
}

/// The lines of the open work: every kind, also where there is none of it, and what of it passed.
pub(super) fn lines(of: &Handover, work: &Counts, moved: Option<&Counts>) -> Vec<WorkLineOut> {
    let place = of.organization;
    let mut lines: Vec<WorkLineOut> = Work::ALL
        .into_iter()
        .map(|kind| WorkLineOut {
            what: kind.code().to_owned(),
            count: work.get(&kind).copied().unwrap_or_default(),
            link: list_of(kind).map(|list| format!("/api/v1/{list}?organizationId={place}")),
        })
        .collect();
    for (kind, count) in moved.into_iter().flatten() {
        if let Some(what) = kind.moved_code() {
            lines.push(WorkLineOut { what: what.to_owned(), count: *count, link: None });
        }
    }
    lines
}

/// The list in which whoever holds the office finds a kind of work, where it is one list of the place.
const fn list_of(kind: Work) -> Option<&'static str> {
    match kind {
        Work::Tasks => Some("tasks"),
        Work::Claims => Some("claims"),
        Work::Declarations => Some("declarations"),
        Work::Leaves | Work::Meetings => Some("meetings"),
        Work::Audits => Some("audits"),
        Work::Posts => Some("posts"),
        Work::HelpCases => Some("help-cases"),
        Work::Care => Some("care"),
        _ => None,
    }
}

/// The open work as it is now, or as it was frozen.
pub(super) async fn work_of(tx: &Tx, act: &Act, seen: &Seen) -> StoreResult<Vec<WorkLineOut>> {
    if let Some(frozen) = &seen.work {
        return serde_json::from_str(frozen).map_err(|error| StoreError::corrupt(error.to_string()));
    }
    if seen.handover.state != HandoverState::Open {
        return Ok(Vec::new());
    }
    let outgoing = members::of_person(tx, seen.handover.outgoing, act.today()).await?.map(|member| member.id);
    let work = rows::open_work(tx, &seen.handover, outgoing, act.today()).await?;
    Ok(lines(&seen.handover, &work, None))
}

/// A hand-over for the wire.
pub(super) async fn handover_out(tx: &Tx, act: &Act, seen: &Seen) -> StoreResult<HandoverOut> {
    let of = &seen.handover;
    let signed = of.outgoing_signed.as_ref();
    let people = [of.outgoing, of.incoming].into_iter().chain(signed.map(|signature| signature.by));
    let names = members::names(tx, people).await?;
    let name = |person: PersonId| names.get(&person).cloned().unwrap_or_default();
    Ok(HandoverOut {
        id: of.id.0,
        organization_id: of.organization.0,
        organization_name: place_name(tx, of).await?,
        role: of.role.code(),
        outgoing_id: of.outgoing.0,
        outgoing_name: name(of.outgoing),
        incoming_id: of.incoming.0,
        incoming_name: name(of.incoming),
        state: of.state.code(),
        by_township: of.by_township,
        note: of.note.clone(),
        opened_at: of.opened_at.into(),
        outgoing_signed_at: signed.map(|signature| signature.at.into()),
        signed_for_outgoing_by: signed.map(|signature| signature.by).filter(|by| *by != of.outgoing).map(name),
        absent_reason: signed.and_then(|signature| signature.absent.clone()),
        incoming_signed_at: of.incoming_signed_at.map(Into::into),
        ended_at: of.ended_at.map(Into::into),
        work: work_of(tx, act, seen).await?,
    })
}

/// The name of the organization.
pub(super) async fn place_name(tx: &Tx, of: &Handover) -> StoreResult<String> {
    Ok(organizations::find_open(tx, of.organization).await?.map(|found| found.name).unwrap_or_default())
}

/// Tells both sides and the township's administrators, but for who acts.
pub(super) async fn tell_concerned(tx: &Tx, act: &Act, of: &Handover, kind: Kind) -> Result<(), Failure> {
    let grants = accounts::grants_on_path(tx, &of.path).await?;
    let township = grants.iter().filter(|grant| grant.role == Role::TownshipAdmin).map(|grant| grant.person);
    let mut persons: BTreeSet<PersonId> = township.chain([of.outgoing, of.incoming]).collect();
    if let Some(own) = act.caller.person {
        persons.remove(&own);
    }
    let name = place_name(tx, of).await?;
    tell_all(tx, &persons, kind, Some(("handover", of.id.0)), &[("organization", &name)], act.now).await
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotOpen => Code::HandoverNotOpen,
            Refusal::Signed => Code::HandoverSigned,
            Refusal::NotToSign => Code::HandoverNotToSign,
            Refusal::AbsenceUnsaid => Code::HandoverAbsenceUnsaid,
            Refusal::NoOffice => Code::HandoverNoOffice,
            Refusal::SamePerson => Code::HandoverIncomingUnfit,
        }
        .into()
    }
}

/// The example in the document.
pub(super) fn handover_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000061", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "organizationName": "甲村党支部", "role": "branch_admin",
        "outgoingId": "018e0f6a-0000-7000-8000-000000000013", "outgoingName": "蒋远嘉",
        "incomingId": "018e0f6a-0000-7000-8000-000000000014", "incomingName": "王秀英", "state": "open",
        "byTownship": false, "note": null, "openedAt": "2024-03-05T17:00:00+08:00", "outgoingSignedAt": null,
        "signedForOutgoingBy": null, "absentReason": null, "incomingSignedAt": null, "endedAt": null,
        "work": [{ "what": "claims", "count": 3,
            "link": "/api/v1/claims?organizationId=018e0f6a-0000-7000-8000-000000000002" }]
    })
}
