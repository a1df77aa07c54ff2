//! Writing what the plan says.

use std::collections::{BTreeMap, HashSet};

use chrono::Datelike;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::roster::{Change, Decision, RosterRow, Sheet, Step, plan};
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members::{self, Membership};
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{audit, organizations};

use super::super::add::{Joining, add};
use super::ImportOptions;
use super::read::{self, Read};
use super::report::ImportReport;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// The use case inside its transaction: plans, and writes unless it is a dry run or rows are bad
/// and are not to be skipped.
///
/// # Errors
/// `rulebook.not_found`, or the store's fault.
pub(super) async fn apply(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    township: &Organization,
    sheet: &Sheet,
    options: ImportOptions,
) -> Result<ImportReport, Failure> {
    if !options.dry_run {
        // Two imports at once take turns here: the second finds everybody known.
        organizations::take_turn(tx, township.id).await?;
    }
    let read = read::rows(tx, township, sheet, options.create_branches, act.today()).await?;
    let known = members::known(tx, vault, &township.path, act.today()).await?;
    let steps = plan(&read.reading.rows, &known);
    let mut report = ImportReport::new(&read, &steps, options.language);
    let blocked = !read.reading.faults.is_empty() && !options.skip_invalid;
    if options.dry_run || blocked || read.reading.rows.is_empty() {
        return Ok(report);
    }
    write(tx, vault, act, township, &read, &steps).await?;
    report.applied = true;
    let record = audit::Record {
        subject_kind: Some("organization"),
        subject: Some(township.id.0),
        organization: Some(township.path.clone()),
        detail: Some(format!("created {}, updated {}, unchanged {}", report.created, report.updated, report.unchanged)),
        ..act.record("members.import")
    };
    audit::write(tx, record, act.now).await?;
    Ok(report)
}

async fn write(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    township: &Organization,
    read: &Read,
    steps: &[Step<'_>],
) -> Result<(), Failure> {
    let named: HashSet<OrganizationId> = steps.iter().map(|step| step.row.branch).collect();
    for branch in read.new_branches.iter().filter(|branch| named.contains(&branch.id)) {
        organizations::insert(tx, branch, act.now).await?;
        act.audit(tx, "organizations.create", ("organization", branch.id.0), &branch.path).await?;
    }
    let mut first_imports: BTreeMap<OrganizationId, bool> = BTreeMap::new();
    for branch in named {
        first_imports.insert(branch, !members::ever_had_members(tx, branch).await?);
    }
    let mut order = members::last_order(tx, township.id).await?;
    for step in steps {
        match &step.decision {
            Decision::Unchanged(_) | Decision::Confirm(_) => {}
            Decision::Update(member, changes) => update(tx, vault, act, township, *member, changes).await?,
            Decision::New => {
                let branch = read.branches.get(&step.row.branch).ok_or(Code::OrganizationNotFound)?;
                let first = first_imports.get(&branch.id).copied().unwrap_or_default();
                order += 1;
                let joining = Joining {
                    township: township.id,
                    branch_path: &branch.path,
                    since: since(step.row, first, act.today()),
                    exempt: false,
                    order,
                };
                add(tx, vault, act, &joining, step.row).await?;
            }
        }
    }
    Ok(())
}

/// From which day a newcomer belongs. A branch's first roster lists who was there all along; in a
/// later one somebody new has just joined the party, or has moved in now. Whoever knows better
/// adds the member by hand, with the day.
fn since(row: &RosterRow, first_import: bool, today: Day) -> Day {
    if first_import || row.joined_on.year() == today.year() { row.joined_on } else { today }
}

async fn update(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    township: &Organization,
    id: MemberId,
    changes: &[Change],
) -> Result<(), Failure> {
    let reach = Reach::under(township.path.clone());
    let gone = || StoreError::corrupt(format!("member {id} is known and not there"));
    let member = members::by_id_to_move(tx, &reach, id, act.today()).await?.ok_or_else(gone)?;
    let mut person = members::person(tx, vault, member.person).await?.ok_or_else(gone)?;
    let (mut joined_on, mut probationary, mut category) = (member.joined_on, member.probationary, None);
    for change in changes {
        match change {
            Change::Name(name) => person.name.clone_from(name),
            Change::Sex(sex) => person.sex = Some(*sex),
            Change::Birth(birth) => person.birth = Some(*birth),
            Change::Phone(phone) => person.phone = Some(phone.clone()),
            Change::Schooling(schooling) => person.schooling = Some(schooling.clone()),
            Change::Skills(skills) => person.skills = Some(skills.clone()),
            Change::JoinedOn(day) => joined_on = *day,
            Change::Probationary(is) => probationary = *is,
            Change::Category(code) => category = Some(code.clone()),
            // Only a doubt holds one, and a doubt is never written.
            Change::Branch(_) => {}
        }
    }
    let written = members::update_person(tx, vault, &person).await?;
    if !written || !members::update_joined(tx, id, joined_on, probationary, member.version).await? {
        return Err(StoreError::Race("a member").into());
    }
    if let Some(category) = category {
        let next = Membership {
            branch: member.standing.branch,
            category,
            exempt: member.standing.exempt,
            from: act.today(),
            reason: Some("花名册导入".to_owned()),
            recorded_by: Some(act.caller.account),
            meeting: None,
        };
        members::move_to(tx, id, member.standing.from, &next, act.now).await?;
    }
    Ok(act.audit(tx, "members.edit", ("member", id.0), &member.standing.branch_path).await?)
}
