//! Correcting what is kept of a member.

use actix_web::web::Data;
use actix_web::{HttpResponse, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::members::{Member, Person};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::roster::{normalized_name, of_age};
use xianfeng_domain::time::Day;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;
use xianfeng_infra::privacy::Vault;

use super::fields::{self, WirePhone, WireSex, optional};
use super::wire::{MemberDetailOut, detail, detail_example, version};
use crate::access::check_vouching;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, IfMatch, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WireMonth};

/// What may be corrected; branch and category change by a transfer.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EditMemberIn {
    /// The name, 1 to 50 characters; spaces are dropped.
    pub name: String,
    /// Sex.
    pub sex: WireSex,
    /// Birth year and month.
    pub birth: WireMonth,
    /// Another mobile number; empty to remove it, absent to leave it, since answers hide it.
    pub phone: Option<WirePhone>,
    /// Schooling, at most 50 characters.
    pub schooling: Option<String>,
    /// Skills, at most 200 characters.
    pub skills: Option<String>,
    /// The date of joining the party.
    pub joined_on: WireDay,
    /// Probationary (预备党员).
    pub probationary: bool,
}

impl Check for EditMemberIn {
    fn check(&self, faults: &mut Faults) {
        fields::check(faults, &self.name, self.schooling.as_ref(), self.skills.as_ref());
        if !of_age(self.birth.0, self.joined_on.0) {
            faults.add("/joinedOn", FaultCode::OutOfRange);
        }
    }
}

/// Corrects a member.
///
/// Everything but the phone is written as sent. The phone is what binds an account: only who may
/// do all that the member may, changes it.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member")),
    request_body = EditMemberIn,
    responses((status = 200, body = MemberDetailOut, description = "The member now",
        example = json!(detail_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "member.not_found", "version.stale"]))),
)]
#[put("/members/{id}")]
pub(super) async fn edit_member(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    id: PathId<MemberId>,
    read: IfMatch,
    body: JsonBody<EditMemberIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.edit", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let person = members::person(tx, &app.vault, member.person).await?.ok_or(Code::MemberNotFound)?;
        read.check(version(&person, &member))?;
        if body.joined_on.0 > permit.today() {
            return Err(Failure::field("/joinedOn", FaultCode::InTheFuture));
        }
        let phone = body.phone.clone().map_or_else(|| person.phone.clone(), |phone| phone.0);
        let edited = Person {
            name: normalized_name(&body.name),
            sex: Some(body.sex.into()),
            birth: Some(body.birth.0),
            phone,
            schooling: optional(body.schooling.as_ref()),
            skills: optional(body.skills.as_ref()),
            ..person.clone()
        };
        let joined = Some((&member, body.joined_on.0, body.probationary));
        correct(tx, &app.vault, &permit, &member.standing.branch_path, (&person, &edited), joined).await?;
        let member = members::by_id(tx, &permit.reach, id.0, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let body = detail(tx, &app.vault, &member, false).await?;
        Ok(Done::ok(body).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case: writes a person as corrected and, of a member, the day of joining; whoever edits and
/// whoever grants a request for a correction goes through it. The phone is what binds an account: only who
/// may do all that the person may, changes it.
///
/// # Errors
/// `auth.forbidden`; a race when somebody else was quicker.
pub(crate) async fn correct(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    path: &OrganizationPath,
    (before, after): (&Person, &Person),
    joined: Option<(&Member, Day, bool)>,
) -> Result<(), Failure> {
    if before.phone != after.phone {
        check_vouching(tx, act, before.id).await?;
    }
    let mut written = members::update_person(tx, vault, after).await?;
    if let Some((member, on, probationary)) = joined {
        written &= members::update_joined(tx, member.id, on, probationary, member.version).await?;
    }
    if !written {
        return Err(StoreError::Race("a member").into());
    }
    let otherwise =
        joined.is_some_and(|(member, on, probationary)| (on, probationary) != (member.joined_on, member.probationary));
    let record = Record {
        subject_kind: Some(if joined.is_some() { "member" } else { "person" }),
        subject: Some(joined.map_or(before.id.0, |(member, ..)| member.id.0)),
        organization: Some(path.clone()),
        detail: Some(changed(before, after, otherwise)),
        ..act.record("members.edit")
    };
    Ok(audit::write(tx, record, act.now).await?)
}

/// The names of what changed, for the audit log: never the values.
fn changed(before: &Person, after: &Person, joined: bool) -> String {
    let fields = [
        ("name", before.name != after.name),
        ("sex", before.sex != after.sex),
        ("birth", before.birth != after.birth),
        ("phone", before.phone != after.phone),
        ("schooling", before.schooling != after.schooling),
        ("skills", before.skills != after.skills),
        ("joining", joined),
    ];
    let names: Vec<_> = fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
    names.join(",")
}
