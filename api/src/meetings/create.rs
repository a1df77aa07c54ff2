//! Planning a meeting.

use std::collections::HashSet;
use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MeetingId, MemberId, OrganizationId};
use xianfeng_domain::meetings::{self, Meeting, MeetingFault, MeetingFaultKind, MeetingKind, NewMeeting};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::MemberFilter;
use xianfeng_infra::{meetings as rows, members, organizations, rulebooks};

use super::told::tell_called;
use super::wire::{MeetingOut, meeting_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WirePoints, WireTime};

/// A meeting as it is planned.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MeetingIn {
    /// Whose it is: a branch, a general branch or the township. An edit cannot change it.
    pub organization_id: Uuid,
    /// `party_day`, `branch_meeting`, `committee_meeting`, `group_meeting`, `party_lesson`,
    /// `organization_life` or `other`.
    #[schema(example = "party_day")]
    pub kind: String,
    /// Its title, 1 to 100 characters.
    #[schema(example = "3月主题党日")]
    pub title: String,
    /// Where, at most 200 characters.
    pub place: Option<String>,
    /// From when.
    pub starts_at: WireTime,
    /// Until when: at most three days later.
    pub ends_at: WireTime,
    /// Its parts (学习日、生活日、议事日、走访日、服务日), at most 10 of at most 40 characters.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The members expected, at most 200, such as a committee; all who are not exempt where empty.
    #[serde(default)]
    pub member_ids: Vec<Uuid>,
    /// The code of the item that coming earns.
    pub attendance_item: Option<String>,
    /// Its points inside the item's range; the least where absent.
    pub attendance_points: Option<WirePoints>,
    /// The code of the item under which the committee may deduct for an absence.
    pub absence_item: Option<String>,
    /// The code of the item that making up for an absence earns.
    pub make_up_item: Option<String>,
    /// Its points inside the item's range; the least where absent.
    pub make_up_points: Option<WirePoints>,
    /// Does taking part from away count as coming? Else it excuses.
    #[serde(default)]
    pub remote_counts: bool,
    /// So many of a thousand with a vote must be present before anything is decided, at most 1000; half where absent
    /// for a branch or committee meeting, and none for the others; 0 for none.
    #[schema(example = 500)]
    pub quorum_permille: Option<u16>,
}

impl MeetingIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.title.as_str()).chain(self.place.as_deref()).chain(self.parts.iter().map(String::as_str))
    }
}

impl Check for MeetingIn {
    fn check(&self, faults: &mut Faults) {
        if MeetingKind::from_code(&self.kind).is_none() {
            faults.add_limit("/kind", FaultCode::NotOneOf, MeetingKind::ALL.map(MeetingKind::code).join(", "));
        }
        faults.text("/title", &self.title, 1..=100);
        if let Some(place) = &self.place {
            faults.text("/place", place, 0..=200);
        }
        if let Some(quorum) = self.quorum_permille {
            faults.range("/quorumPermille", quorum, 0..=1000);
        }
        faults.count("/parts", self.parts.len(), 0..=10);
        for (index, part) in self.parts.iter().enumerate() {
            let pointer = format!("/parts/{index}");
            faults.text(&pointer, part, 1..=40);
            if part.contains(['\n', '\r']) {
                faults.add(pointer, FaultCode::ControlCharacters);
            }
        }
        let items = [
            ("/attendanceItem", &self.attendance_item),
            ("/absenceItem", &self.absence_item),
            ("/makeUpItem", &self.make_up_item),
        ];
        for (pointer, item) in items {
            if let Some(item) = item {
                faults.text(pointer, item, 1..=40);
            }
        }
    }
}

/// Plans a meeting.
///
/// Members see it and can ask for leave; on its day it is opened for sign-in. Items are those of the
/// rule book in force on its day that may be entered by attendance.
#[utoipa::path(
    tag = "meetings",
    request_body = MeetingIn,
    responses((status = 201, body = MeetingOut, description = "The meeting", example = json!(meeting_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "member.not_found", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[post("/meetings")]
pub(super) async fn create_meeting(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<MeetingIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.create", &key, "", &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let meeting = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(MeetingOut::from(&meeting)).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, the members or the rule book refuse.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &MeetingIn) -> Result<Meeting, Failure> {
    let meeting = planned(tx, reach, MeetingId(Uuid::now_v7()), new).await?;
    rows::insert(tx, &meeting, act.caller.account, act.now).await?;
    act.audit(tx, "meetings.create", ("meeting", meeting.id.0), &meeting.path).await?;
    tell_called(tx, act, &meeting).await?;
    Ok(meeting)
}

/// The meeting that is asked for, as a plan.
pub(super) async fn planned(tx: &Tx, reach: &Reach, id: MeetingId, new: &MeetingIn) -> Result<Meeting, Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let day = day_of(new.starts_at.0);
    if !new.member_ids.is_empty() {
        let within = Reach::under(organization.path.clone());
        let there = members::list(tx, &within, day, &MemberFilter::default()).await?;
        let there: HashSet<Uuid> = there.iter().map(|member| member.id.0).collect();
        if !new.member_ids.iter().all(|member| there.contains(member)) {
            return Err(Code::MemberNotFound.into());
        }
    }
    let book = rulebooks::effective(tx, &organization.path, day).await?;
    let text =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned);
    let wanted = NewMeeting {
        kind: MeetingKind::from_code(&new.kind).unwrap_or(MeetingKind::Other),
        title: new.title.trim().to_owned(),
        place: text(&new.place),
        starts_at: new.starts_at.0,
        ends_at: new.ends_at.0,
        parts: new.parts.iter().map(|part| part.trim().to_owned()).collect(),
        members: new.member_ids.iter().copied().map(MemberId).collect(),
        attendance_item: new.attendance_item.clone(),
        attendance_points: new.attendance_points.map(|points| points.0),
        absence_item: new.absence_item.clone(),
        make_up_item: new.make_up_item.clone(),
        make_up_points: new.make_up_points.map(|points| points.0),
        remote_counts: new.remote_counts,
        quorum: new.quorum_permille,
    };
    let book = book.as_ref().map(|book| (book.id, book.book.as_ref()));
    let meeting = meetings::plan(id, organization.id, organization.path, book, wanted);
    Ok(meeting.map_err(|faults| Problem::invalid(Code::RequestInvalid, told(&faults)))?)
}

fn told(faults: &[MeetingFault]) -> Faults {
    let mut told = Faults::default();
    for fault in faults {
        let pointer = format!("/{}", fault.field);
        match fault.kind {
            MeetingFaultKind::UnknownItem | MeetingFaultKind::BadMembers => told.add(pointer, FaultCode::Invalid),
            MeetingFaultKind::OutOfRange => told.add(pointer, FaultCode::PointsOutOfRange),
            MeetingFaultKind::BadEnd => told.add_limit(pointer, FaultCode::OutOfOrder, "startsAt"),
        }
    }
    told
}
