//! What a new member is, whether typed in or imported.

use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId, PersonId};
use xianfeng_domain::members::Person;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::roster::RosterRow;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::privacy::Vault;

use crate::auth::Act;
use crate::failure::Failure;

/// Where and how somebody becomes a member.
pub(super) struct Joining<'a> {
    /// The township.
    pub township: OrganizationId,
    /// The path of the branch, which the row names.
    pub branch_path: &'a OrganizationPath,
    /// From which day the member belongs here.
    pub since: Day,
    /// Exempt by decision (S2-7).
    pub exempt: bool,
    /// The place in the roster.
    pub order: i64,
}

/// Writes a person and their membership.
pub(super) async fn add(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    joining: &Joining<'_>,
    row: &RosterRow,
) -> Result<MemberId, Failure> {
    let (person, member) = (PersonId(Uuid::now_v7()), MemberId(Uuid::now_v7()));
    let record = Person {
        id: person,
        township: joining.township,
        name: row.name.clone(),
        sex: Some(row.sex),
        birth: Some(row.birth),
        phone: row.phone.clone(),
        schooling: row.schooling.clone(),
        skills: row.skills.clone(),
        version: 1,
    };
    members::insert_person(tx, vault, &record, act.now).await?;
    let first = Membership {
        branch: row.branch,
        category: row.category.clone(),
        exempt: joining.exempt,
        from: joining.since,
        reason: None,
        recorded_by: Some(act.caller.account),
        meeting: None,
    };
    let Joining { township, order, .. } = *joining;
    members::insert(tx, member, person, township, row.joined_on, row.probationary, order, &first, act.now).await?;
    act.audit(tx, "members.create", ("member", member.0), joining.branch_path).await?;
    Ok(member)
}
