//! The call list (电话名单).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::{CallId, MemberId, MessageId, OrganizationId, PersonId};
use xianfeng_domain::members::Person;
use xianfeng_infra::db::Tx;
use xianfeng_infra::inbox::Message;
use xianfeng_infra::messages::{self as rows, Call};
use xianfeng_infra::{inbox, members, organizations};

use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Language, Problem};
use crate::http::wire::WireTime;
use crate::inbox::words;

/// Whose list.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CallsQuery {
    /// Of this organization and those below; everything that the caller may see where absent.
    organization_id: Option<Uuid>,
}

impl Check for CallsQuery {}

/// Somebody to call.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallOut {
    /// The id of the entry.
    pub id: Uuid,
    /// Who.
    pub person_id: Uuid,
    /// The member that they are.
    pub member_id: Option<Uuid>,
    /// Their name.
    pub name: String,
    /// Their phone number, if there is one on record.
    pub phone: Option<String>,
    /// The kind of the message.
    pub kind: String,
    /// What to tell them: the message, in the caller's language.
    pub about: String,
    /// When it was told in the app.
    pub told_at: WireTime,
    /// How often somebody has called.
    pub tries: i64,
    /// What came of the last call: `not_reached` or `wrong_number`, `reached` once it is done.
    pub last_outcome: Option<&'static str>,
    /// When that was.
    pub last_at: Option<WireTime>,
    /// What was noted then.
    pub note: Option<String>,
    /// Whether somebody should still call.
    pub open: bool,
}

/// A page of the call list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallsOut {
    /// The entries.
    pub items: Vec<CallOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists whom to call.
///
/// Messages that matter, unread for three days (a deadline for one) and not brought by WeChat; the oldest first. For
/// who manages the members, and for liaisons those of theirs who are away, help cases left out. Each reading is
/// written to the audit log.
#[utoipa::path(
    tag = "call-list",
    params(PageQuery, CallsQuery),
    responses((status = 200, body = CallsOut, description = "A page",
        example = json!({ "items": [call_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!([
        "auth.not_bound", "auth.forbidden", "organization.not_found", "list.bad_cursor"
    ]))),
)]
#[get("/call-list")]
pub(super) async fn list_calls(
    app: Data<App>,
    bound: Bound,
    list: ListParams<CallsQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?.map(CallId);
    let limit = u64::from(list.page.limit) + 1;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (reach, members) = callable(tx, &bound).await?;
        let under = match list.filter.organization_id.map(OrganizationId) {
            // A liaison's members may be anywhere in the township: their own list is small enough.
            Some(id) if !reach.is_empty() => {
                Some(organizations::find(tx, &reach, id).await?.ok_or(Code::OrganizationNotFound)?.path)
            }
            _ => None,
        };
        let found = rows::open_calls(tx, &reach, &members, under.as_ref(), after, limit).await?;
        let (found, next_cursor) = list.page.cut(found, |call| call.id.0)?;
        let place = Act::place_read(&reach, under).or_else(|| bound.caller.branch().cloned());
        Ok((CallsOut { items: calls_out(tx, &app, &bound, &found).await?, next_cursor }, place))
    };
    let (out, place) = app.database.read(read).await?;
    if !out.items.is_empty() {
        bound.disclosed(&app, "calls.list", None, place).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

/// What the caller may see: what they manage, and the members away whose liaison they are.
///
/// # Errors
/// `auth.forbidden` for who has neither.
pub(super) async fn callable(tx: &Tx, act: &Act) -> Result<(Reach, Vec<MemberId>), Failure> {
    let reach = act.caller.reach(Right::ManageMembers);
    let liaised = match act.caller.member_id() {
        Some(member) => rows::liaised(tx, member).await?,
        None => Vec::new(),
    };
    if reach.is_empty() && liaised.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    Ok((reach, liaised))
}

/// Entries with what is to be told. One whose message was forgotten meanwhile is left out.
///
/// # Errors
/// The store's fault.
pub(super) async fn calls_out(tx: &Tx, app: &App, act: &Act, calls: &[Call]) -> Result<Vec<CallOut>, Failure> {
    let messages = inbox::list(tx, calls.iter().map(|call| call.message)).await?;
    let ids: Vec<PersonId> = calls.iter().map(|call| call.person).collect();
    let persons = members::persons(tx, &app.vault, &ids).await?;
    let mut out = Vec::with_capacity(calls.len());
    for call in calls {
        out.extend(call_out(app, act, call, &messages, &persons)?);
    }
    Ok(out)
}

fn call_out(
    app: &App,
    act: &Act,
    call: &Call,
    messages: &HashMap<MessageId, Message>,
    persons: &HashMap<PersonId, Person>,
) -> Result<Option<CallOut>, Failure> {
    let Some((message, person)) = messages.get(&call.message).zip(persons.get(&call.person)) else { return Ok(None) };
    let language = act.meta.map_or(Language::Chinese, |meta| meta.language);
    Ok(Some(CallOut {
        id: call.id.0,
        person_id: call.person.0,
        member_id: call.member.map(Into::into),
        name: person.name.clone(),
        phone: person.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        kind: message.kind.clone(),
        about: words(&message.kind, &message.params, language),
        told_at: message.at.into(),
        tries: call.tries,
        last_outcome: call.last.map(|(outcome, _)| outcome.code()),
        last_at: call.last.map(|(_, at)| at.into()),
        note: call.note.as_ref().map(|note| app.vault.open_text(note)).transpose()?,
        open: call.open,
    }))
}

/// An example for the document.
pub(super) fn call_example() -> serde_json::Value {
    json!({
        "id": "018e0f6a-0000-7000-8000-000000000071", "personId": "018e0f6a-0000-7000-8000-000000000002",
        "memberId": "018e0f6a-0000-7000-8000-000000000003", "name": "蒋远嘉", "phone": "19900000001",
        "kind": "claim.returned", "about": "“疫情防控走访”被退回补充，请到“我的领办”看意见后再交。",
        "toldAt": "2024-03-01T17:00:00+08:00", "tries": 1, "lastOutcome": "not_reached",
        "lastAt": "2024-03-05T10:00:00+08:00", "note": null, "open": true
    })
}
