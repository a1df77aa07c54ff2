//! Logging in at a desk with a password and a code of an app: for administrators, who were given one on the command
//! line (`xianfeng desk-password`), where no phone with the mini-program is at hand.

use std::net::IpAddr;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, post};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::desk::{Counted, DIGITS, good_steps};
use xianfeng_domain::ids::DeskLoginId;
use xianfeng_domain::time::day_of;
use xianfeng_infra::accounts::{self, DeskLogin, DeskPassword, RefreshToken, Try};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{organizations, passwords, totp};

use super::take::DeskSessionOut;
use super::{agent_of, poll_hash, poll_token, session_of};
use crate::app::App;
use crate::auth::act::{Act, Caller};
use crate::auth::session;
use crate::failure::Failure;
use crate::http::extract::JsonBody;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{Kind, tell};

/// What an administrator types.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeskPasswordIn {
    /// The login name that `xianfeng desk-password` printed.
    #[schema(example = "admin-k3m9x2qd")]
    pub login_name: String,
    /// The password; spaces, dashes and the case of letters do not matter.
    pub password: String,
    /// The six digits that the app shows now.
    #[schema(example = "287082")]
    pub totp: String,
}

impl std::fmt::Debug for DeskPasswordIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeskPasswordIn")
    }
}

impl Check for DeskPasswordIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/loginName", &self.login_name, 1..=40);
        faults.text("/password", &self.password, 1..=100);
        let digits = tidy(&self.totp);
        if digits.len() != DIGITS || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            faults.add("/totp", FaultCode::Invalid);
        }
    }
}

/// What is typed without what people add when they read it aloud or copy it.
fn tidy(typed: &str) -> String {
    typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect()
}

/// A try that has begun.
struct Begun {
    /// The password of the name, if there is one.
    found: Option<DeskPassword>,
    /// The so-manieth by this name.
    by_name: i64,
    /// The so-manieth from this address.
    by_address: i64,
}

/// What tries are counted under.
struct Hashes {
    name: [u8; 32],
    address: [u8; 32],
}

impl Hashes {
    fn of(app: &App, name: &str, ip: IpAddr) -> Self {
        Self {
            name: app.vault.keyed(b"desk try name", name.as_bytes()),
            address: app.vault.keyed(b"desk try address", network(ip).as_bytes()),
        }
    }
}

/// Whose address it is: of IPv6 everybody has some 2^64.
fn network(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

/// Logs in at a desk with a password and a code.
///
/// For administrators of a township to whom the operator gave both with `xianfeng desk-password`; everybody else
/// scans the QR code. A code is good once and for about a minute. After five wrong tries in a row the next one
/// waits 1, 2, 4 … 60 minutes, as `Retry-After` says; which of the three was wrong is not told. The session is
/// listed under `/auth/desk/sessions` and ends after eight hours, whatever is refreshed.
#[utoipa::path(
    tag = "auth",
    security(()),
    request_body = DeskPasswordIn,
    responses((status = 200, body = DeskSessionOut, description = "Logged in", example = json!({
        "state": "confirmed", "personName": "王海云", "session": {
            "accessToken": "eyJhbGciOiJIUzI1NiJ9…", "accessExpiresAt": "2024-03-01T08:15:00+08:00",
            "refreshToken": "0190…", "refreshExpiresAt": "2024-03-01T16:00:00+08:00", "bound": true
        }
    }))),
    extensions(("x-error-codes" = json!(["desk.password_wrong", "desk.password_wait"]))),
)]
#[post("/auth/desk/password")]
pub(super) async fn log_in_at_desk_with_password(
    app: Data<App>,
    request: HttpRequest,
    meta: RequestMeta,
    body: JsonBody<DeskPasswordIn>,
) -> Result<HttpResponse, Problem> {
    let now = app.clock.now();
    let name = body.login_name.trim().to_ascii_lowercase();
    let hashes = Hashes::of(&app, &name, meta.ip);
    let start = async |tx: &Tx| begin(tx, &name, &hashes, now).await;
    let begun = app.database.transact("auth.desk_try", start).await?;

    let hash = begun.found.as_ref().map(|found| found.password_hash.clone());
    let is_password = passwords::check(tidy(&body.password).to_ascii_uppercase(), hash).await?;
    let step = match &begun.found {
        Some(found) => totp::step_of(&app.vault.open_text(&found.totp_cipher)?, good_steps(now), &tidy(&body.totp)),
        None => None,
    };
    let right = begun.found.as_ref().zip(step).filter(|_| is_password);
    if let Some((found, step)) = right {
        let agent = agent_of(&request);
        let open = async |tx: &Tx| -> Result<_, Failure> {
            let opened = open(&app, tx, meta, (found, step), &agent, now).await?;
            if opened.is_some() {
                accounts::forget_desk_tries(tx, &hashes.name).await?;
                accounts::give_desk_try_back(tx, &hashes.address, begun.by_address, now).await?;
            }
            Ok(opened)
        };
        if let Some((token, person_name)) = app.database.transact("auth.desk_password", open).await? {
            let session = Some(session::answer(&app, &token, true, now)?);
            let out = DeskSessionOut { state: "confirmed", session, person_name: Some(person_name) };
            return Ok(HttpResponse::Ok().json(out));
        }
    }
    if let Some(found) = begun.found.filter(|_| begun.by_name == Counted::Name.free()) {
        let warn = async |tx: &Tx| warn(tx, meta, &found, now).await;
        app.database.transact("auth.desk_wrong", warn).await?;
    }
    Err(Code::DeskPasswordWrong.into())
}

/// Counts the try before anything is compared: many at once are no more tries than one after the other. A name that
/// does not exist is counted alike.
async fn begin(tx: &Tx, name: &str, hashes: &Hashes, now: DateTime<Utc>) -> Result<Begun, Failure> {
    let by_name = number(accounts::begin_desk_try(tx, &hashes.name, Counted::Name, now).await?)?;
    let by_address = number(accounts::begin_desk_try(tx, &hashes.address, Counted::Address, now).await?)?;
    Ok(Begun { found: accounts::desk_password(tx, name).await?, by_name, by_address })
}

fn number(tried: Try) -> Result<i64, Problem> {
    match tried {
        Try::Begun(number) => Ok(number),
        Try::Wait(wait) => {
            let wait = wait.to_std().unwrap_or_default();
            Err(Problem::new(Code::DeskPasswordWait).retry_after(wait))
        }
    }
}

/// Opens the session, if the person is administrator there now and the code was not used. `None` is told like a wrong
/// password.
async fn open(
    app: &App,
    tx: &Tx,
    meta: RequestMeta,
    (found, step): (&DeskPassword, i64),
    agent: &str,
    now: DateTime<Utc>,
) -> Result<Option<(RefreshToken, String)>, Failure> {
    let Some(account) = accounts::of_person(tx, found.person).await? else { return Ok(None) };
    let Some(caller) = Caller::load(tx, account.id, day_of(now)).await? else { return Ok(None) };
    let mut grants = caller.grants.iter();
    let is_there = grants.any(|grant| grant.role == Role::TownshipAdmin && grant.organization == found.organization);
    if !is_there || !accounts::use_desk_code(tx, found.id, step).await? {
        return Ok(None);
    }
    let (id, family) = (DeskLoginId(Uuid::now_v7()), Uuid::now_v7());
    let login = DeskLogin {
        id,
        user_agent: agent.to_owned(),
        ip: meta.ip.to_string(),
        created_at: now,
        expires_at: now,
        account: Some(account.id),
        used: true,
        family: Some(family),
    };
    let hash = poll_hash(app, &poll_token(app, id));
    accounts::opened_at_desk(tx, &login, &hash, account.id, family).await?;
    let act = Act { caller, now, meta: Some(meta) };
    Ok(Some(session_of(app, tx, &act, (id, family, found.person), "auth.desk_password").await?))
}

/// Tells the person, and whoever reads the audit log, that somebody tries.
async fn warn(tx: &Tx, meta: RequestMeta, found: &DeskPassword, now: DateTime<Utc>) -> Result<(), Failure> {
    let township = organizations::find_open(tx, found.organization).await?;
    let record = Record {
        action: "auth.desk_password_wrong".to_owned(),
        subject_kind: Some("person"),
        subject: Some(found.person.0),
        organization: township.map(|township| township.path),
        ip: Some(meta.ip.to_string()),
        request_id: Some(meta.request_id.to_string()),
        ..Record::default()
    };
    audit::write(tx, record, now).await?;
    tell(tx, found.person, Kind::DeskPasswordTried, None, &[], now).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_copied_with_spaces_is_the_same() {
        assert_eq!(tidy(" KQ7M 2XD4-ABCD\t"), "KQ7M2XD4ABCD");
        let check = |totp: &str| {
            let mut faults = Faults::default();
            let typed = DeskPasswordIn { login_name: "a".into(), password: "b".into(), totp: totp.into() };
            typed.check(&mut faults);
            faults.into_vec().is_empty()
        };
        assert!(check("287082") && check("287 082"));
        assert!(!check("28708") && !check("2870822") && !check("28708a") && !check("２８７０８２"));
    }

    #[test]
    fn an_address_is_that_of_a_house() {
        let of = |ip: &str| network(ip.parse().expect("an address"));
        assert_eq!(of("203.0.113.9"), "203.0.113.9");
        assert_eq!(of("2001:db8:1:2:3::9"), of("2001:db8:1:2::1"));
        assert_ne!(of("2001:db8:1:3::1"), of("2001:db8:1:2::1"));
    }
}
