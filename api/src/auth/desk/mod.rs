//! Logging in at a desk (电脑登录): the page shows a code, the phone of who holds a role confirms it, and the browser that
//! asked gets a session of its own.
//!
//! - `ask`: the browser asks; `confirm`: the phone looks at what it confirms, and does; `take`: the browser
//!   gets the session, once
//! - `password`: an administrator's password with a code in place of the phone; `set_password`: giving one, on the
//!   command line
//! - `sessions`: what sessions there are, and ending one
//! - `page`: the page and its script

mod ask;
mod confirm;
mod page;
mod password;
mod sessions;
mod set_password;
mod take;

use actix_web::HttpRequest;
use actix_web::http::header::USER_AGENT;
use chrono::Duration;
use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{DeskLoginId, PersonId};
use xianfeng_infra::accounts::RefreshToken;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::act::{Act, Caller};
use super::bind::home;
use super::session;
use crate::app::App;
use crate::failure::Failure;

pub use set_password::{NewDeskPassword, remove_desk_password, set_desk_password};

/// A session at a desk ends after so many hours, whatever is refreshed: a desk is left unattended.
const SESSION_HOURS: i64 = 8;

/// So many minutes there are to scan and to confirm.
const GOOD_MINUTES: i64 = 3;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(ask::request_desk_login)
        .service(confirm::look_at_desk_login)
        .service(confirm::confirm_desk_login)
        .service(take::take_desk_session)
        .service(password::log_in_at_desk_with_password)
        .service(sessions::list_desk_sessions)
        .service(sessions::end_desk_session);
}

/// Registers the page.
pub fn pages(config: &mut ServiceConfig<'_>) {
    config.service(page::show_desk).service(page::get_desk_script);
}

/// What the browser alone knows. Derived from the id, so that no table holds it.
fn poll_token(app: &App, id: DeskLoginId) -> String {
    let secret = app.vault.keyed(b"desk poll", id.0.as_bytes());
    secret.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the table holds of it.
fn poll_hash(app: &App, text: &str) -> [u8; 32] {
    app.vault.keyed(b"desk poll hash", text.as_bytes())
}

/// Four digits that page and phone both show: who is sent somebody else's code sees that they differ from what stands
/// on their own screen.
fn check(app: &App, id: DeskLoginId) -> String {
    let [first, second, ..] = app.vault.keyed(b"desk check", id.0.as_bytes());
    format!("{:04}", u16::from_be_bytes([first, second]) % 10_000)
}

/// What a session at a desk cannot do: confirm another. Else who is left at an open desk makes new sessions of it, which
/// neither end after eight hours nor with the one that the phone ended.
pub(super) fn is_for_the_phone(request: &HttpRequest) -> bool {
    request.match_pattern().as_deref() == Some("/api/v1/auth/desk/requests/{id}/confirm")
}

/// Does the caller hold any right? Who holds none has nothing to do at a desk.
fn has_rights(caller: &Caller) -> bool {
    Right::ALL.into_iter().any(|right| !caller.reach(right).is_empty())
}

/// What the browser says it is, cut to what the table holds.
fn agent_of(request: &HttpRequest) -> String {
    let agent = request.headers().get(USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
    agent.chars().filter(|letter| !letter.is_control()).take(200).collect()
}

/// Issues the session of a log-in, with the line of the audit log; answers the name, too.
async fn session_of(
    app: &App,
    tx: &Tx,
    act: &Act,
    (id, family, person): (DeskLoginId, Uuid, PersonId),
    action: &str,
) -> Result<(RefreshToken, String), Failure> {
    let ends = act.now + Duration::hours(SESSION_HOURS);
    let token = session::issue(app, tx, act.caller.account, family, Some(ends), act.now).await?;
    let record = Record {
        subject_kind: Some("desk_login"),
        subject: Some(id.0),
        organization: home(tx, person, act.today()).await?.map(|(_, path)| path),
        ..act.record(action)
    };
    audit::write(tx, record, act.now).await?;
    let name = members::names(tx, [person]).await?.remove(&person).unwrap_or_default();
    Ok((token, name))
}
