//! A year's plan of meetings in one call.

use std::collections::BTreeSet;
use std::iter;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use chrono::{NaiveTime, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MeetingId, OrganizationId, PersonId};
use xianfeng_domain::meetings::{Meeting, MeetingKind, Monthly, month_of};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::time::{Day, start_of};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{meetings as rows, organizations};

use super::create::{MeetingIn, planned};
use super::told::expected;
use super::wire::{MeetingOut, meeting_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WirePoints, WireTime};
use crate::inbox::{Kind, tell_all};

/// A year's plan.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SeriesIn {
    /// Whose meetings: a branch, a general branch or the township.
    pub organization_id: Uuid,
    /// The kind, such as `party_day`.
    #[schema(example = "party_day")]
    pub kind: String,
    /// The title without the month, 1 to 90 characters: `主题党日` becomes `3月主题党日`.
    #[schema(example = "主题党日")]
    pub title: String,
    /// Where, at most 200 characters.
    pub place: Option<String>,
    /// The year.
    #[schema(example = 2024)]
    pub year: i32,
    /// The day of each month, 1 to 28; or `week` with `weekday`.
    #[schema(example = 5)]
    pub day: Option<u32>,
    /// With `weekday`: the first to the fourth of the month, 1 to 4.
    pub week: Option<u8>,
    /// With `week`: `monday` to `sunday`.
    pub weekday: Option<String>,
    /// From when on, by the clock of Asia/Shanghai.
    #[schema(example = "09:00")]
    pub time: String,
    /// How long, in minutes: 10 to 1440.
    #[schema(example = 120)]
    pub minutes: u32,
    /// Its parts, as of a single meeting.
    #[serde(default)]
    pub parts: Vec<String>,
    /// The code of the item that coming earns.
    pub attendance_item: Option<String>,
    /// Its points inside the item's range; the least where absent.
    pub attendance_points: Option<WirePoints>,
    /// The code of the item under which the committee may deduct for an absence.
    pub absence_item: Option<String>,
    /// The code of the item that making up for an absence earns.
    pub make_up_item: Option<String>,
    /// Does taking part from away count as coming?
    #[serde(default)]
    pub remote_counts: bool,
}

impl SeriesIn {
    fn monthly(&self) -> Option<Monthly> {
        match (self.day, self.week, self.weekday.as_deref()) {
            (Some(day), None, None) if (1..=28).contains(&day) => Some(Monthly::On(day)),
            (None, Some(week), Some(weekday)) if (1..=4).contains(&week) => {
                Some(Monthly::Weekday(week, weekday_of(weekday)?))
            }
            _ => None,
        }
    }

    fn time(&self) -> Option<NaiveTime> {
        NaiveTime::parse_from_str(&self.time, "%H:%M").ok()
    }

    /// The meeting of a day.
    fn meeting(&self, on: Day, time: NaiveTime) -> MeetingIn {
        use chrono::{Datelike, Duration, Timelike};
        let starts_at = start_of(on) + Duration::seconds(i64::from(time.num_seconds_from_midnight()));
        MeetingIn {
            organization_id: self.organization_id,
            kind: self.kind.clone(),
            title: format!("{}月{}", on.month(), self.title.trim()),
            place: self.place.clone(),
            starts_at: WireTime(starts_at),
            ends_at: WireTime(starts_at + Duration::minutes(i64::from(self.minutes))),
            parts: self.parts.clone(),
            member_ids: Vec::new(),
            attendance_item: self.attendance_item.clone(),
            attendance_points: self.attendance_points,
            absence_item: self.absence_item.clone(),
            make_up_item: self.make_up_item.clone(),
            make_up_points: None,
            remote_counts: self.remote_counts,
            quorum_permille: None,
        }
    }
}

fn weekday_of(name: &str) -> Option<Weekday> {
    Some(match name {
        "monday" => Weekday::Mon,
        "tuesday" => Weekday::Tue,
        "wednesday" => Weekday::Wed,
        "thursday" => Weekday::Thu,
        "friday" => Weekday::Fri,
        "saturday" => Weekday::Sat,
        "sunday" => Weekday::Sun,
        _ => return None,
    })
}

impl SeriesIn {
    /// What others will read of it.
    pub(super) fn shown(&self) -> impl Iterator<Item = &str> {
        iter::once(self.title.as_str()).chain(self.place.as_deref()).chain(self.parts.iter().map(String::as_str))
    }
}

impl Check for SeriesIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/title", &self.title, 1..=90);
        faults.range("/year", self.year, 2000..=2100);
        faults.range("/minutes", self.minutes, 10..=1440);
        if self.monthly().is_none() {
            faults.add(if self.week.is_some() { "/weekday" } else { "/day" }, FaultCode::Invalid);
        }
        match (Day::from_ymd_opt(self.year, 1, 1), self.time()) {
            // What belongs to each meeting is checked as of a single one.
            (Some(day), Some(time)) if faults.is_empty() => faults.nested("", &self.meeting(day, time)),
            (_, None) => faults.add("/time", FaultCode::Invalid),
            _ => {}
        }
    }
}

/// A year's plan, made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SeriesOut {
    /// The meetings, one a month.
    pub meetings: Vec<MeetingOut>,
    /// Months that have one of this kind from an earlier plan.
    #[schema(example = json!(["2024-01"]))]
    pub skipped: Vec<String>,
}

/// Plans a year of meetings.
///
/// One on the same day of each month that is not over, such as the 5th or the second Friday; each is changed and
/// called off by itself. It moves round no holiday. A month that has one from an earlier plan is skipped. Who is
/// expected hears of the plan once, not of each meeting.
#[utoipa::path(
    tag = "meetings",
    request_body = SeriesIn,
    responses((status = 201, body = SeriesOut, description = "The meetings",
        example = json!({ "meetings": [meeting_example()], "skipped": ["2024-01"] }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/meetings/series")]
pub(super) async fn plan_meeting_series(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<SeriesIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.series", &key, "", &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        body.shown(),
    );
    let work = async |tx: &Tx| {
        let (made, skipped) = plan(tx, &permit, &permit.reach, &body.0).await?;
        let out = SeriesOut { meetings: made.iter().map(MeetingOut::from).collect(), skipped };
        Ok(match made.first() {
            Some(meeting) => Done::created(out).within(&meeting.path),
            None => Done::created(out).within_reach(&permit.reach),
        })
    };
    Ok(command.run(work).await?.into())
}

/// The use case: the meetings that were made, and the months that had one.
///
/// # Errors
/// What the organization or the rule book refuse.
pub async fn plan(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    series: &SeriesIn,
) -> Result<(Vec<Meeting>, Vec<String>), Failure> {
    let (monthly, time) = series.monthly().zip(series.time()).ok_or_else(|| {
        let mut faults = Faults::default();
        faults.add("/day", FaultCode::Invalid);
        Problem::invalid(Code::RequestInvalid, faults)
    })?;
    let (mut made, mut skipped) = (Vec::<Meeting>::new(), Vec::new());
    let mut persons: BTreeSet<PersonId> = BTreeSet::new();
    let kind = MeetingKind::from_code(&series.kind).unwrap_or(MeetingKind::Other);
    let organization = OrganizationId(series.organization_id);
    let organization = organizations::find(tx, reach, organization).await?.ok_or(Code::OrganizationNotFound)?;
    let taken = rows::planned_months(tx, organization.id, kind).await?;
    for day in monthly.days(series.year, act.today()) {
        let month = month_of(day);
        let meeting = planned(tx, reach, MeetingId(Uuid::now_v7()), &series.meeting(day, time)).await?;
        if taken.contains(&month) {
            skipped.push(month);
            continue;
        }
        rows::insert(tx, &meeting, act.caller.account, act.now).await?;
        rows::plan_month(tx, &meeting, &month).await?;
        act.audit(tx, "meetings.create", ("meeting", meeting.id.0), &meeting.path).await?;
        // Of the first one: who comes or leaves later is told at the meeting's own change.
        if made.is_empty() {
            persons = expected(tx, act, &meeting).await?;
        }
        made.push(meeting);
    }
    if let Some(first) = made.first() {
        let (year, number) = (series.year.to_string(), made.len().to_string());
        let params = [("title", series.title.trim()), ("year", &year), ("number", &number)];
        tell_all(tx, &persons, Kind::MeetingSeriesPlanned, Some(("meeting", first.id.0)), &params, act.now).await?;
    }
    Ok((made, skipped))
}
