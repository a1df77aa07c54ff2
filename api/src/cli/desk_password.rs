//! `xianfeng desk-password`: a password and a code with which an administrator logs in at a desk.

use chrono::{DateTime, Utc};
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{accounts, members};

use super::Ending;
use super::arguments::DeskPasswordArguments;
use super::console::say;
use super::context::{self, townships_named};
use super::error::CliError;
use crate::app::App;
use crate::auth::{NewDeskPassword, remove_desk_password, set_desk_password};
use crate::config::Config;

/// What came of it.
enum Outcome {
    NoAdministrator,
    /// More than one administrator of this name.
    Several,
    NothingToRemove,
    Done,
}

pub(super) async fn desk_password(config: &Config, arguments: &DeskPasswordArguments) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let now = app.clock.now();
    let new = NewDeskPassword::random();
    let hash = if arguments.remove { String::new() } else { new.hash().await? };
    let carry_out = async |tx: &Tx| carry_out(tx, &app, arguments, (&new, &hash), now).await;
    let outcome = app.database.transact("cli.desk_password", carry_out).await?;
    app.database.close().await?;
    let DeskPasswordArguments { township, name, remove } = arguments;
    match outcome {
        Outcome::NoAdministrator => Err(CliError::failed(format!(
            "{name} is no administrator of {township}: `xianfeng create-admin` makes one"
        ))),
        Outcome::Several => Err(CliError::failed(format!(
            "{township} has several administrators of the name {name}: they log in with the QR code"
        ))),
        Outcome::NothingToRemove => Err(CliError::failed(format!("{name} has no password for desks"))),
        Outcome::Done if *remove => {
            say(format_args!("{name} has no password for desks any more; their sessions at desks have ended"));
            Ok(Ending::Done)
        }
        Outcome::Done => {
            show(name, &new);
            Ok(Ending::Done)
        }
    }
}

/// Prints what is nowhere else. Never to the log.
fn show(name: &str, new: &NewDeskPassword) {
    let uri = new.uri();
    say(format_args!("{name} logs in at /desk with"));
    say(format_args!("login name: {}", new.login_name));
    say(format_args!("password: {}", new.password));
    say(format_args!("secret: {}", new.secret));
    say(format_args!("for the app: {uri}"));
    if let Ok(code) = QrCode::new(&uri) {
        // Turned around: most terminals write light on dark.
        say(code.render::<Dense1x2>().dark_color(Dense1x2::Light).light_color(Dense1x2::Dark).build());
    }
    say("This is shown this once. Scan the code with an authenticator app that shows six digits, keep the password \
         safe, and clear the screen. Whoever lost one of them gets both anew with the same command.");
}

async fn carry_out(
    tx: &Tx,
    app: &App,
    arguments: &DeskPasswordArguments,
    new: (&NewDeskPassword, &str),
    now: DateTime<Utc>,
) -> StoreResult<Outcome> {
    let Some(township) = townships_named(tx, &arguments.township).await?.into_iter().next() else {
        return Ok(Outcome::NoAdministrator);
    };
    let grants = accounts::held_at(tx, [township.id]).await?;
    let administrators = grants.iter().filter(|grant| grant.role == Role::TownshipAdmin).map(|grant| grant.person);
    let names = members::names(tx, administrators).await?;
    let meant: Vec<PersonId> =
        names.into_iter().filter(|(_, name)| *name == arguments.name).map(|(person, _)| person).collect();
    let person = match meant.as_slice() {
        [] => return Ok(Outcome::NoAdministrator),
        [person] => *person,
        _ => return Ok(Outcome::Several),
    };
    if arguments.remove {
        let removed = remove_desk_password(tx, person, &township.path, now).await?;
        return Ok(if removed { Outcome::Done } else { Outcome::NothingToRemove });
    }
    match set_desk_password(tx, app, person, (township.id, &township.path), new, now).await {
        Ok(true) => Ok(Outcome::Done),
        Ok(false) => Ok(Outcome::NoAdministrator),
        // Two operators at once: the second takes the place of the first.
        Err(StoreError::Duplicate) => Err(StoreError::Race("a password for desks")),
        Err(other) => Err(other),
    }
}
