//! What the leader of a grid states at a meeting (S3-6).

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use chrono::Duration;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::grids::Grid;
use xianfeng_domain::ids::{GridId, MeetingId, PersonId, StatementId};
use xianfeng_domain::meetings::{Meeting, MeetingState, Refusal};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::meetings::{self as rows, Statement};
use xianfeng_infra::{grids, members, moderation as checks};

use super::record::visible;
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::WireTime;
use crate::inbox::{Kind, tell};
use crate::moderation;

/// So long before a meeting begins its statements may be written.
const AHEAD_DAYS: i64 = 7;

/// A statement.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StatementIn {
    /// The grid that it is about.
    pub grid_id: Uuid,
    /// What was done, 1 to 1000 characters.
    #[schema(example = "本月走访61户，调解纠纷2起，清理河道300米。")]
    pub text: String,
}

impl Check for StatementIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
    }
}

/// A statement, as it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatementOut {
    /// Its id.
    pub id: Uuid,
    /// The grid.
    pub grid_id: Uuid,
    /// The grid's name.
    pub grid_name: String,
    /// The name of the leader whose statement it is.
    pub leader_name: String,
    /// What was done.
    pub text: String,
    /// When it was put on record.
    pub recorded_at: WireTime,
    /// `waiting`, `passed`, `held` or `refused`: others see it only once it has passed.
    pub check_state: &'static str,
}

/// The statements at a meeting.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StatementsOut {
    /// At most one for each grid, in the order of their making.
    pub items: Vec<StatementOut>,
    /// Always null: there is one page.
    pub next_cursor: Option<String>,
}

fn example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "gridId": "018e0f6a-0000-7000-8000-000000000051",
        "gridName": "第一网格", "leaderName": "胡保三", "text": "本月走访61户，调解纠纷2起。",
        "recordedAt": "2024-03-05T10:05:00+08:00", "checkState": "passed"
    })
}

/// Puts a statement about a grid on record.
///
/// By who leads the grid, a member or not, from a week before the meeting until its minutes are confirmed; or by the
/// secretary for them. Writing again replaces it. Others see it once the text has passed the content check.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    request_body = StatementIn,
    responses((status = 201, body = StatementOut, description = "The statement", example = json!(example()))),
    extensions(("x-error-codes" = json!([
        "meeting.not_found", "meeting.wrong_state", "meeting.too_early", "grid.not_found", "minutes.confirmed",
        "statement.no_leader", "auth.forbidden"
    ]))),
)]
#[post("/meetings/{id}/statements")]
pub(super) async fn put_statement(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<MeetingId>,
    body: JsonBody<StatementIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "meetings.statement", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (meeting, statement) = state(tx, &bound, id.0, &body.0).await?;
        let out = statements_out(tx, &[statement]).await?.pop().ok_or(Code::MeetingNotFound)?.1;
        Ok(Done::created(out).within(&meeting.path))
    };
    let reply = command.run(work).await?;
    let written: Option<serde_json::Value> = serde_json::from_str(reply.json()).ok();
    let id = written.as_ref().and_then(|out| out["id"].as_str()?.parse().ok());
    if let Some(id) = id {
        moderation::look(&app, Subject::Statement, id).await;
    }
    Ok(reply.into())
}

/// The use case.
///
/// # Errors
/// What the meeting, its minutes or the grid refuse; `auth.forbidden` for who neither leads the grid nor registers.
pub async fn state(tx: &Tx, act: &Act, id: MeetingId, new: &StatementIn) -> Result<(Meeting, Statement), Failure> {
    let person = act.caller.person.ok_or(Code::AuthNotBound)?;
    let grid = grids::find_open(tx, GridId(new.grid_id)).await?;
    let meeting = match &grid {
        // Of the same township, and of an organization above the grid or below it: villagers' representatives, who
        // stand in no branch, speak at its meetings too.
        Some(grid) => rows::find(tx, &Reach::township_of(&grid.path), id).await?.filter(|meeting| near(meeting, grid)),
        None => None,
    };
    let registers = |meeting: &Meeting| act.caller.reach(Right::Register).covers(&meeting.path);
    let leads = match &grid {
        Some(grid) => leads(tx, grid, person, act.today()).await?,
        None => false,
    };
    let (grid, meeting) = match grid.zip(meeting) {
        Some((grid, meeting)) if leads || registers(&meeting) => (grid, meeting),
        other => {
            // Who does not see the meeting learns nothing of it.
            let meeting = visible(tx, act, id).await?;
            let code = if other.is_none() && registers(&meeting) { Code::GridNotFound } else { Code::AuthForbidden };
            return Err(code.into());
        }
    };
    meeting.require(&[MeetingState::Planned, MeetingState::Open, MeetingState::Closed])?;
    if act.now < meeting.starts_at - Duration::days(AHEAD_DAYS) {
        return Err(Refusal::TooEarly.into());
    }
    if rows::minutes(tx, meeting.id).await?.is_some_and(|minutes| minutes.confirmed_at.is_some()) {
        return Err(Refusal::MinutesConfirmed.into());
    }
    let leader = grid.leader.ok_or(Code::StatementNoLeader)?;
    let mut statement = Statement {
        id: StatementId(Uuid::now_v7()),
        meeting: meeting.id,
        grid: grid.id,
        person: leader,
        text: new.text.trim().to_owned(),
        recorded_by: act.caller.account,
        recorded_at: act.now,
    };
    statement.id = rows::put_statement(tx, &statement, &meeting.path).await?;
    let (kind, subject) = (Subject::Statement, statement.id.0);
    moderation::submit(tx, act, kind, subject, &meeting.path, &statement.text).await?;
    act.audit(tx, "meetings.statement", ("statement", statement.id.0), &meeting.path).await?;
    if leader != person {
        let (about, params) = (Some(("meeting", meeting.id.0)), [("title", meeting.title.as_str())]);
        tell(tx, leader, Kind::StatementRecorded, about, &params, act.now).await?;
    }
    Ok((meeting, statement))
}

/// Does a person lead a grid today? The one place that says so: by the confirmed leadership, or, where there is none, by
/// what the grid's card says.
async fn leads(tx: &Tx, grid: &Grid, person: PersonId, today: Day) -> StoreResult<bool> {
    Ok(match grids::confirmed(tx, grid.id).await? {
        Some(leadership) => leadership.person == person && leadership.leads_on(today),
        None => grid.leader == Some(person),
    })
}

fn near(meeting: &Meeting, grid: &Grid) -> bool {
    meeting.path.covers(&grid.path) || grid.path.covers(&meeting.path)
}

/// Lists the statements at a meeting.
///
/// For who sees the meeting. What has not passed the content check only its leader and who registers for the
/// organization see.
#[utoipa::path(
    tag = "meetings",
    params(("id" = Uuid, Path, description = "The meeting")),
    responses((status = 200, body = StatementsOut, description = "The statements",
        example = json!({ "items": [example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["meeting.not_found"]))),
)]
#[get("/meetings/{id}/statements")]
pub(super) async fn list_statements(
    app: Data<App>,
    bound: Bound,
    id: PathId<MeetingId>,
) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let found = rows::statements(tx, id.0).await?;
        let own =
            |statement: &Statement| statement.person == bound.person || statement.recorded_by == bound.caller.account;
        let registers = match visible(tx, &bound, id.0).await {
            Ok(meeting) => Some(bound.caller.reach(Right::Register).covers(&meeting.path)),
            // Whoever speaks at a meeting without standing in its branch sees what they said.
            Err(_) if found.iter().any(own) => None,
            Err(refused) => return Err(refused),
        };
        let shown = |state: CheckState, statement: &Statement| match registers {
            None => own(statement),
            Some(registers) => registers || state.is_shown() || own(statement),
        };
        let states = states(tx, &found).await?;
        let found: Vec<_> = found.into_iter().zip(states).filter(|(one, state)| shown(*state, one)).collect();
        let found: Vec<Statement> = found.into_iter().map(|(statement, _)| statement).collect();
        Ok(statements_out(tx, &found).await?.into_iter().map(|(_, out)| out).collect())
    };
    let items = app.database.read(read).await?;
    Ok(HttpResponse::Ok().json(StatementsOut { items, next_cursor: None }))
}

async fn states(tx: &Tx, statements: &[Statement]) -> Result<Vec<CheckState>, Failure> {
    let ids: Vec<Uuid> = statements.iter().map(|statement| statement.id.0).collect();
    let states = checks::states(tx, Subject::Statement, &ids).await?;
    Ok(ids.iter().map(|id| states.get(id).copied().unwrap_or(CheckState::Waiting)).collect())
}

/// Statements for the wire, in order, with what became of their checks.
///
/// # Errors
/// The store's fault.
pub(super) async fn statements_out(
    tx: &Tx,
    statements: &[Statement],
) -> Result<Vec<(CheckState, StatementOut)>, Failure> {
    let states = states(tx, statements).await?;
    let names = members::names(tx, statements.iter().map(|statement| statement.person)).await?;
    let mut out = Vec::with_capacity(statements.len());
    for (statement, state) in statements.iter().zip(states) {
        let grid = grids::find_open(tx, statement.grid).await?;
        let one = StatementOut {
            id: statement.id.0,
            grid_id: statement.grid.0,
            grid_name: grid.map(|grid| grid.name).unwrap_or_default(),
            leader_name: names.get(&statement.person).cloned().unwrap_or_default(),
            text: statement.text.clone(),
            recorded_at: statement.recorded_at.into(),
            check_state: state.code(),
        };
        out.push((state, one));
    }
    Ok(out)
}
