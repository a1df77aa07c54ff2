//! What leaders of grids note of their work: for themselves, who leads the grid around theirs or after
//! them, and the branch. Nobody else reads it, so that it is no text that others will see.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, post};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{GridId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::grids::{self, Note};
use xianfeng_infra::members;

use super::led::{Led, led};
use crate::app::App;
use crate::auth::{Act, Bound, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireDay;

/// What was done in the grid.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoteIn {
    /// The day, today or earlier.
    pub on: WireDay,
    /// What was done, 1 to 500 characters.
    #[schema(example = "走访独居老人4户，调解宅基地纠纷1起")]
    pub what: String,
}

impl Check for NoteIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/what", &self.what, 1..=500);
        if self.on.0.year() < 1921 {
            faults.add("/on", FaultCode::OutOfRange);
        }
    }
}

/// A page of notes.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NotesOut {
    /// The notes.
    pub items: Vec<NoteOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A note.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct NoteOut {
    /// Its id.
    pub id: Uuid,
    /// The grid or micro-grid.
    pub grid_id: Uuid,
    /// Who noted it.
    pub name: String,
    /// The day of the work.
    pub on: WireDay,
    /// What was done.
    pub what: String,
}

fn note_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000034", "gridId": "018e0f6a-0000-7000-8000-000000000031",
        "name": "蒋志嘉", "on": "2024-03-01", "what": "走访独居老人4户，调解宅基地纠纷1起"
    })
}

/// Notes what was done in a grid that the caller leads.
///
/// The monthly statement at the party day draws on it (S3-6).
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid")),
    request_body = NoteIn,
    responses((status = 201, body = NoteOut, description = "The note", example = json!(note_example()))),
    extensions(("x-error-codes" = json!(["grid.not_found"]))),
)]
#[post("/me/grids/{id}/notes")]
pub(super) async fn note_my_grid(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<GridId>,
    body: JsonBody<NoteIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &bound, "grids.note", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let note = note(tx, &bound, bound.person, id.0, &body.0).await?;
        let out = notes_out(tx, &[note]).await?.pop();
        Ok(Done::created(out.ok_or_else(|| StoreError::corrupt("a note went missing"))?))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `grid.not_found` for who does not lead it; a day to come.
pub async fn note(tx: &Tx, act: &Act, by: PersonId, id: GridId, new: &NoteIn) -> Result<Note, Failure> {
    let Led { grid, leadership } = led(tx, by, id, act.today()).await?;
    if new.on.0 > act.today() {
        return Err(Failure::field("/on", FaultCode::InTheFuture));
    }
    let what = new.what.trim().to_owned();
    let note = Note { id: Uuid::now_v7(), grid: id, person: by, on: new.on.0, what };
    grids::insert_note(tx, &note, &grid, &leadership, act.now).await?;
    act.audit(tx, "grids.note", ("grid", id.0), &grid.path).await?;
    Ok(note)
}

async fn notes_out(tx: &Tx, notes: &[Note]) -> Result<Vec<NoteOut>, Failure> {
    let names = members::names(tx, notes.iter().map(|note| note.person)).await?;
    let out = |note: &Note| NoteOut {
        id: note.id,
        grid_id: note.grid.0,
        name: names.get(&note.person).cloned().unwrap_or_default(),
        on: WireDay(note.on),
        what: note.what.clone(),
    };
    Ok(notes.iter().map(out).collect())
}

/// Lists the notes of a grid that the caller leads and of its micro-grids, the newest first.
///
/// Those of leaders before are among them.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid"), PageQuery),
    responses((status = 200, body = NotesOut, description = "A page",
        example = json!({ "items": [note_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "list.bad_cursor"]))),
)]
#[get("/me/grids/{id}/notes")]
pub(super) async fn list_my_grid_notes(
    app: Data<App>,
    bound: Bound,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let ids = led(tx, bound.person, id.0, bound.today()).await?.ids(tx).await?;
        notes_out(tx, &grids::notes(tx, &ids, before, u64::from(list.page.limit) + 1).await?).await
    };
    let (items, next_cursor) = list.page.cut(app.database.read(read).await?, |note| note.id)?;
    Ok(HttpResponse::Ok().json(NotesOut { items, next_cursor }))
}

/// Lists the notes of a grid and its micro-grids for the branch, the newest first.
///
/// Within reach; reading it is written to the audit log.
#[utoipa::path(
    tag = "grids",
    params(("id" = Uuid, Path, description = "The grid"), PageQuery),
    responses((status = 200, body = NotesOut, description = "A page",
        example = json!({ "items": [note_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["grid.not_found", "list.bad_cursor"]))),
)]
#[get("/grids/{id}/notes")]
pub(super) async fn list_grid_notes(
    app: Data<App>,
    permit: Permit<rights::Read>,
    id: PathId<GridId>,
    list: ListParams,
) -> Result<HttpResponse, Problem> {
    let before = list.page.after::<Uuid>()?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let grid = grids::find(tx, &permit.reach, id.0).await?.ok_or(Code::GridNotFound)?;
        let parts = grids::parts_of(tx, &[grid.id]).await?;
        let ids: Vec<GridId> = std::iter::once(grid.id).chain(parts.into_iter().map(|part| part.id)).collect();
        let found = grids::notes(tx, &ids, before, u64::from(list.page.limit) + 1).await?;
        Ok((notes_out(tx, &found).await?, grid.path))
    };
    let (found, path) = app.database.read(read).await?;
    permit.disclosed(&app, "grids.notes", Some(("grid", id.0.0)), Some(path)).await?;
    let (items, next_cursor) = list.page.cut(found, |note| note.id)?;
    Ok(HttpResponse::Ok().json(NotesOut { items, next_cursor }))
}
