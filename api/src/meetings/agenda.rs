//! The agenda (议程) of a meeting.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MeetingId;
use xianfeng_domain::meetings::{Meeting, MeetingState};
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::meetings::{self as rows, AgendaItem};

use super::open::save;
use super::record::visible;
use crate::app::App;
use crate::auth::{Act, Bound, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};

/// An item of the agenda.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaItemIn {
    /// What, 1 to 100 characters.
    #[schema(example = "学习条例")]
    pub title: String,
    /// Who leads it, at most 40 characters.
    pub led_by: Option<String>,
    /// How many minutes it takes, 1 to 600.
    pub minutes: Option<u32>,
}

/// The agenda, in order.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgendaIn {
    /// The items, at most 30.
    pub items: Vec<AgendaItemIn>,
}

impl Check for AgendaItemIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/title", &self.title, 1..=100);
        if let Some(led_by) = &self.led_by {
            faults.text("/ledBy", led_by, 0..=40);
        }
        if let Some(minutes) = self.minutes {
            faults.range("/minutes", minutes, 1..=600);
        }
    }
}

impl Check for AgendaIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/items", self.items.len(), 0..=30);
        for (index, item) in self.items.iter().enumerate() {
            faults.nested(&format!("/items/{index}"), item);
        }
    }
}

/// An item of the agenda, as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgendaItemOut {
    /// What.
    pub title: String,
    /// Who leads it.
    pub led_by: Option<String>,
    /// How many minutes it takes.
    pub minutes: Option<u32>,
}

/// The agenda, as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgendaOut {
    /// The items in order.
    pub items: Vec<AgendaItemOut>,
    /// The meeting's version: send it back as `If-Match` with an edit.
    pub version: u64,
}

fn example() -> serde_json::Value {
    serde_json::json!({
        "items": [{ "title": "学习条例", "ledBy": "支部书记", "minutes": 30 }, { "title": "缴纳党费", "ledBy": null, "minutes": 10 }],
        "version": 3
    })
}

async fn out(tx: &Tx, meeting: &Meeting) -> StoreResult<AgendaOut> {
    let items = rows::agenda(tx, meeting.id).await?.into_iter();
    let items = items.map(|AgendaItem { title, led_by, minutes }| AgendaItemOut { title, led_by, minutes });
    Ok(AgendaOut { items: items.collect(), version: meeting.version })
}

/// The agenda of a meeting.
///
/// For who sees the meeting.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = AgendaOut, description = "The agenda", example = json!(example()))),
    extensions(("x-error-codes" = json!(["meeting.not_found"]))),
)]
#[get("/meetings/{id}/agenda")]
pub(super) async fn get_agenda(app: Data<App>, bound: Bound, id: PathId<MeetingId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> { Ok(out(tx, &visible(tx, &bound, id.0).await?).await?) };
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// Writes the agenda of a meeting.
///
/// Until it opens; the whole of it, in order.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = AgendaIn,
    responses((status = 200, body = AgendaOut, description = "The agenda now", example = json!(example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "version.stale", "moderation.waiting", "moderation.author_away",
        "moderation.refused"
    ]))),
)]
#[put("/meetings/{id}/agenda")]
pub(super) async fn set_agenda(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    read: IfMatch,
    body: JsonBody<AgendaIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "meetings.agenda", &key, id.0, &body.0)?.shows(
        Subject::Meeting,
        &permit.reach,
        body.items.iter().map(|item| item.title.as_str()),
    );
    let work = async |tx: &Tx| {
        let meeting = write(tx, &permit, &permit.reach, id.0, read, &body.0).await?;
        Ok(Done::ok(out(tx, &meeting).await?).within(&meeting.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `meeting.not_found`; `version.stale`; `meeting.wrong_state` once it is open.
pub async fn write(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: MeetingId,
    read: IfMatch,
    agenda: &AgendaIn,
) -> Result<Meeting, Failure> {
    let meeting = rows::find(tx, reach, id).await?.ok_or(Code::MeetingNotFound)?;
    read.check(meeting.version)?;
    meeting.require(&[MeetingState::Planned])?;
    let read = meeting.version;
    let meeting = Meeting { version: read + 1, ..meeting };
    save(tx, act, &meeting, read, None, "meetings.agenda").await?;
    let items: Vec<AgendaItem> = agenda.items.iter().map(item).collect();
    rows::set_agenda(tx, id, &items).await?;
    Ok(meeting)
}

fn item(item: &AgendaItemIn) -> AgendaItem {
    let led_by = item.led_by.as_deref().map(str::trim).filter(|name| !name.is_empty());
    AgendaItem { title: item.title.trim().to_owned(), led_by: led_by.map(str::to_owned), minutes: item.minutes }
}
