//! One time away with its follow-up.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;
use xianfeng_domain::aways::{Away, Host};
use xianfeng_domain::ids::AwayId;
use xianfeng_infra::aways::{self as rows, HostNote, PastLiaison, Said};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, members};

use super::seen::{View, seen};
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::PathId;
use crate::http::problem::Problem;
use crate::http::wire::WireDay;

/// So many talks and notes are shown: two years of them.
const LATEST: u64 = 24;

/// A time away in full.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AwayDetailOut {
    /// The time away.
    pub away: AwayOut,
    /// The member's name.
    pub member_name: String,
    /// As what the caller sees it: `home`, `member`, `liaison` or `host`.
    pub view: &'static str,
    /// A host branch outside of this installation: its name.
    pub outside_name: Option<String>,
    /// And whom to call there.
    pub outside_contact: Option<String>,
    /// Who stayed in touch, the earliest first; not for the host.
    pub liaisons: Vec<PastLiaisonOut>,
    /// The latest talks, the newest first; not for the host.
    pub contacts: Vec<ContactOut>,
    /// The latest notes of host branches, the newest first; the host sees its own.
    pub notes: Vec<HostNoteOut>,
}

/// Who stayed in touch from a day on.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PastLiaisonOut {
    /// Who; none while there was nobody.
    pub name: Option<String>,
    /// The first day.
    pub from: WireDay,
}

/// A talk.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactOut {
    /// The day.
    pub on: WireDay,
    /// `phone`, `in_person` or `wechat`.
    pub manner: &'static str,
    /// What was said.
    pub said: String,
    /// Who put it on record.
    pub by: Option<String>,
}

/// A note of the host.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct HostNoteOut {
    /// `attendance` or `note`.
    pub kind: &'static str,
    /// The day.
    pub on: WireDay,
    /// The note.
    pub text: String,
}

impl From<HostNote> for HostNoteOut {
    fn from(note: HostNote) -> Self {
        Self { kind: note.kind.code(), on: WireDay(note.on), text: note.text }
    }
}

/// Shows a time away with its follow-up.
///
/// For the member, the branch's committee, the liaison while it lasts; the host branch sees the member's name and its
/// own notes. The reading is written to the audit log, but for one's own.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    responses((status = 200, body = AwayDetailOut, description = "The time away", example = json!({
        "away": away_example(), "memberName": "蒋远嘉", "view": "home", "outsideName": null, "outsideContact": null,
        "liaisons": [{ "name": "王秀英", "from": "2024-02-20" }],
        "contacts": [{ "on": "2024-03-01", "manner": "phone", "said": "工地上班，身体好", "by": "王秀英" }],
        "notes": []
    }))),
    extensions(("x-error-codes" = json!(["away.not_found"]))),
)]
#[get("/aways/{id}")]
pub(super) async fn get_away(app: Data<App>, bound: Bound, id: PathId<AwayId>) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (away, member, view) = seen(tx, &bound, id.0).await?;
        let out = detail(tx, &app.vault, &away, &member.name, view).await?;
        Ok((out, view, member.standing.branch_path))
    };
    let (out, view, path) = app.database.read(read).await?;
    if view != View::Member {
        bound.disclosed(&app, "aways.read", Some(("away", id.0.0)), Some(path)).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

async fn detail(tx: &Tx, vault: &Vault, away: &Away, name: &str, view: View) -> StoreResult<AwayDetailOut> {
    let own = match view {
        View::Host(host) => Some(host),
        View::Home | View::Member | View::Liaison => None,
    };
    let notes = rows::notes(tx, vault, away.id, own, LATEST).await?;
    let mut out = AwayDetailOut {
        away: away_out(tx, away).await?,
        member_name: name.to_owned(),
        view: view.code(),
        outside_name: None,
        outside_contact: None,
        liaisons: Vec::new(),
        contacts: Vec::new(),
        notes: notes.into_iter().map(Into::into).collect(),
    };
    if own.is_some() {
        return Ok(out);
    }
    if let Some(Host::Outside { name, contact }) = rows::host(tx, vault, away.id).await? {
        (out.outside_name, out.outside_contact) = (Some(name), Some(contact));
    }
    let past = rows::liaisons(tx, away.id).await?;
    let names = members::names_of(tx, past.iter().filter_map(|past| past.liaison)).await?;
    let past_out = |past: &PastLiaison| PastLiaisonOut {
        name: past.liaison.and_then(|liaison| names.get(&liaison)).cloned(),
        from: WireDay(past.from),
    };
    out.liaisons = past.iter().map(past_out).collect();
    let said = rows::contacts(tx, vault, away.id, LATEST).await?;
    let persons = accounts::persons_behind(tx, said.iter().map(|said| said.contact.by)).await?;
    let by: HashMap<_, _> = members::names(tx, persons.values().copied()).await?;
    let said_out = |one: Said| ContactOut {
        on: WireDay(one.contact.on),
        manner: one.contact.manner.code(),
        by: persons.get(&one.contact.by).and_then(|person| by.get(person)).cloned(),
        said: one.said,
    };
    out.contacts = said.into_iter().map(said_out).collect();
    Ok(out)
}
