//! `xianfeng create-admin`: the first administrator of a township.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Role;
use xianfeng_domain::ids::{OrganizationId, PersonId, RuleBookId};
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::time::{Period, PeriodKind, day_of, in_shanghai};
use xianfeng_infra::accounts::{self, Invite};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_infra::{members, organizations};

use super::Ending;
use super::arguments::CreateAdminArguments;
use super::console::say;
use super::context::{self, townships_named};
use super::error::CliError;
use crate::app::App;
use crate::config::Config;
use crate::members::{invite_code, invite_code_hash};

pub(super) async fn create_admin(config: &Config, arguments: &CreateAdminArguments) -> Result<Ending, CliError> {
    let app = context::open(config).await?;
    let now = app.clock.now();
    let create = async |tx: &Tx| create(tx, &app, arguments, now).await;
    let (invite, new_township) = app.database.transact("cli.create_admin", create).await?;
    if new_township {
        say(format_args!("made the township {}, with the rule book of Chishiqiao to start from", arguments.township));
    }
    say(format_args!("{} is administrator of {}", arguments.name, arguments.township));
    say(format_args!("invite code: {}", invite_code(&app, invite.id)));
    say(format_args!(
        "It is shown this once and works once, until {}. Log in from WeChat and bind the account with it.",
        in_shanghai(invite.expires_at).format("%F %R")
    ));
    app.database.close().await?;
    Ok(Ending::Done)
}

/// The use case; answers the invite, and whether the township is new.
async fn create(
    tx: &Tx,
    app: &App,
    arguments: &CreateAdminArguments,
    now: DateTime<Utc>,
) -> StoreResult<(Invite, bool)> {
    let found = townships_named(tx, &arguments.township).await?.into_iter().next();
    let new_township = found.is_none();
    let township = match found {
        Some(township) => township,
        None => found_township(tx, &arguments.township, now).await?,
    };
    let person = match administrator(tx, app, arguments, township.id).await? {
        Some(person) => person,
        None => new_person(tx, app, arguments, township.id, now).await?,
    };
    let held = accounts::held_by(tx, person).await?;
    if !held.iter().any(|grant| grant.role == Role::TownshipAdmin && grant.organization == township.id) {
        accounts::grant_role(tx, person, Role::TownshipAdmin, township.id, None, now).await?;
    }
    let account = match accounts::of_person(tx, person).await? {
        Some(account) => account,
        None => accounts::create_for_person(tx, person, now).await?,
    };
    let invite = Invite { id: Uuid::now_v7(), person, expires_at: now + app.settings.invite_lifetime };
    let hash = invite_code_hash(app, &invite_code(app, invite.id));
    accounts::create_invite(tx, &invite, &hash, account.id, now).await?;
    let record = Record {
        action: "cli.create_admin".to_owned(),
        subject_kind: Some("person"),
        subject: Some(person.0),
        organization: Some(township.path),
        ..Record::default()
    };
    audit::write(tx, record, now).await?;
    Ok((invite, new_township))
}

/// A township at the root of the tree, under the ready rule book from the start of the year.
async fn found_township(tx: &Tx, name: &str, now: DateTime<Utc>) -> StoreResult<Organization> {
    let id = OrganizationId(Uuid::now_v7());
    let township = Organization {
        id,
        parent: None,
        path: OrganizationPath::root(id),
        kind: OrganizationKind::Township,
        name: name.to_owned(),
        position: 0,
        sensitive: false,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    };
    organizations::insert(tx, &township, now).await?;
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: id,
        version: 1,
        effective_from: Period::containing(PeriodKind::Year, day_of(now)).start(),
        meeting: "初始设置".to_owned(),
        document: rulebooks::CHISHIQIAO.to_owned(),
    };
    rulebooks::adopt(tx, &adopted, now).await?;
    Ok(township)
}

/// Who is meant, if known already: an administrator of this name, or the person of this name
/// with this phone.
async fn administrator(
    tx: &Tx,
    app: &App,
    arguments: &CreateAdminArguments,
    township: OrganizationId,
) -> StoreResult<Option<PersonId>> {
    let grants = accounts::held_at(tx, [township]).await?;
    let administrators = grants.iter().filter(|grant| grant.role == Role::TownshipAdmin).map(|grant| grant.person);
    let names = members::names(tx, administrators).await?;
    if let Some((person, _)) = names.into_iter().find(|(_, name)| *name == arguments.name) {
        return Ok(Some(person));
    }
    let Some(phone) = &arguments.phone else { return Ok(None) };
    let of_phone = members::persons_by_phone(tx, &app.vault, phone).await?;
    let meant = |person: &Person| person.township == township && person.name == arguments.name;
    Ok(of_phone.into_iter().find(meant).map(|person| person.id))
}

async fn new_person(
    tx: &Tx,
    app: &App,
    arguments: &CreateAdminArguments,
    township: OrganizationId,
    now: DateTime<Utc>,
) -> Result<PersonId, StoreError> {
    let person = Person {
        id: PersonId(Uuid::now_v7()),
        township,
        name: arguments.name.clone(),
        sex: None,
        birth: None,
        phone: arguments.phone.clone(),
        schooling: None,
        skills: None,
        version: 1,
    };
    members::insert_person(tx, &app.vault, &person, now).await?;
    Ok(person.id)
}
