//! The branch where a member is while away: home and host manage the member together (S4-12).

use std::collections::BTreeSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::aways::{Away, AwayRefusal, Host};
use xianfeng_domain::hidden::is_sensitive;
use xianfeng_domain::ids::{AwayId, OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{aways as rows, ledger, members, organizations};

use super::refused::refused;
use super::wire::{AwayOut, away_example, away_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::help_cases::secretaries_of;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::inbox::{Kind, tell_all};

/// The host: a branch of this installation, or the name of one outside and whom to call there.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HostIn {
    /// A branch of this installation.
    pub organization_id: Option<Uuid>,
    /// Else the name of a branch, 1 to 100 characters.
    #[schema(example = "太原市某街道某社区党支部")]
    pub name: Option<String>,
    /// And whom to call there, 1 to 100 characters. Both are sealed.
    pub contact: Option<String>,
}

impl Check for HostIn {
    fn check(&self, faults: &mut Faults) {
        let outside = [("/name", &self.name), ("/contact", &self.contact)];
        for (pointer, text) in outside {
            match (self.organization_id, text) {
                (None, None) => faults.add(pointer, FaultCode::Missing),
                (None, Some(text)) => faults.text(pointer, text, 1..=100),
                (Some(_), Some(_)) => faults.add(pointer, FaultCode::Unknown),
                (Some(_), None) => {}
            }
        }
    }
}

/// Names the branch that looks after a member away.
///
/// In the place of the one before. A branch of this installation sees the member's name and whether they are
/// away, and may note attendance until the return; both hosts are told.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The time away")),
    request_body = HostIn,
    responses((status = 200, body = AwayOut, description = "The time away now", example = json!(away_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "away.not_found", "away.already_back"]))),
)]
#[post("/aways/{id}/host")]
pub(super) async fn set_away_host(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<AwayId>,
    body: JsonBody<HostIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "aways.host", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let (away, path) = to_host(tx, &permit, &permit.reach, id.0).await?;
        put_host(tx, &app.vault, &permit, &away, &path, &body.0, "").await?;
        permit.audit(tx, "aways.host", ("away", id.0.0), &path).await?;
        Ok(Done::ok(away_out(tx, &away).await?).within(&path))
    };
    Ok(command.run(work).await?.into())
}

/// A time away within reach that goes on, with the member's turn.
async fn to_host(tx: &Tx, act: &Act, reach: &Reach, id: AwayId) -> Result<(Away, OrganizationPath), Failure> {
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    let member = members::by_id(tx, reach, away.member, act.today()).await?.ok_or(Code::AwayNotFound)?;
    // The member's turn: a return at this moment is done now.
    ledger::lock(tx, away.member).await?;
    let away = rows::find(tx, id).await?.ok_or(Code::AwayNotFound)?;
    if away.back_on.is_some() {
        return Err(refused(AwayRefusal::AlreadyBack, ""));
    }
    Ok((away, member.standing.branch_path))
}

/// Writes the host of a time away whose member's branch is `home`, and tells the branches. `pointer` is where
/// the request holds the host.
///
/// # Errors
/// A branch that there is not, that is the home itself, or that nobody may be shown.
pub async fn put_host(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    away: &Away,
    home: &OrganizationPath,
    new: &HostIn,
    pointer: &str,
) -> Result<(), Failure> {
    let host = match (new.organization_id, &new.name, &new.contact) {
        (Some(id), ..) => {
            let found = organizations::find_open(tx, OrganizationId(id)).await?;
            let fits = |path: &OrganizationPath| path != home;
            let found = found.filter(|branch| branch.kind.is_branch() && fits(&branch.path));
            let invalid = || Failure::field(format!("{pointer}/organizationId"), FaultCode::Invalid);
            let branch = found.ok_or_else(invalid)?;
            // What lies below something sensitive is not found either (invariant 11).
            if is_sensitive(&organizations::on_path(tx, &branch.path).await?) {
                return Err(invalid());
            }
            Host::Branch { organization: branch.id, path: branch.path }
        }
        (None, Some(name), Some(contact)) => {
            Host::Outside { name: name.trim().to_owned(), contact: contact.trim().to_owned() }
        }
        _ => return Err(Code::RequestInvalid.into()),
    };
    let member = members::person_of(tx, away.member).await?.ok_or(Code::AwayNotFound)?;
    let before = rows::host(tx, vault, away.id).await?;
    if before.as_ref() == Some(&host) {
        return Ok(());
    }
    if let Some(Host::Branch { path, .. }) = &before {
        tell_branch(tx, act, path, member, Kind::AwayHostEnded, None).await?;
    }
    rows::set_host(tx, vault, away.id, &host, act.caller.account, act.now).await?;
    if let Host::Branch { path, .. } = &host {
        tell_branch(tx, act, path, member, Kind::AwayHosted, Some(("away", away.id.0))).await?;
    }
    Ok(())
}

/// Tells the host branch, where it is of this installation, that it hosts the member no more.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_host_ended(tx: &Tx, act: &Act, away: AwayId, member: PersonId) -> Result<(), Failure> {
    let Some(Some(host)) = rows::hosts(tx, [away]).await?.remove(&away) else { return Ok(()) };
    let Some(branch) = organizations::find_open(tx, host).await? else { return Ok(()) };
    tell_branch(tx, act, &branch.path, member, Kind::AwayHostEnded, None).await
}

async fn tell_branch(
    tx: &Tx,
    act: &Act,
    branch: &OrganizationPath,
    member: PersonId,
    kind: Kind,
    subject: crate::inbox::Subject,
) -> Result<(), Failure> {
    let secretaries: BTreeSet<PersonId> = secretaries_of(tx, branch, member).await?;
    tell_all(tx, &secretaries, kind, subject, &[], act.now).await
}
