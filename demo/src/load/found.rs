//! Founding the township: organizations, rule book, people, accounts, roles.

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_api::App;
use xianfeng_api::auth::Caller;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{AccountId, MemberId, OrganizationId, PersonId, RuleBookId};
use xianfeng_domain::members;
use xianfeng_domain::organizations::{Organization, OrganizationKind, OrganizationPath};
use xianfeng_domain::time::{Period, PeriodKind};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::evidence::{self, Picture};
use xianfeng_infra::members::Membership;
use xianfeng_infra::rulebooks::{self, Adopted};
use xianfeng_infra::{accounts, members as rows, organizations};

use super::World;
use crate::township::{Person, Plan, TOWNSHIP};
use crate::wechat::open_id;

/// What this township lets its villages add to the rule book (S2-8).
const BELOW: &str = "\n[below]\nmost_items = 2\nmost_points = \"5\"\nkinds = [\"addition\"]\n";

/// Why the demonstration's figures may be seen by everybody (invariant 12).
const PUBLICATION: &str = "演示数据，人员均为虚构";

/// Writes everything that stands before the first step; `None` where a township stands already.
pub(super) async fn found(
    tx: &Tx,
    app: &App,
    plan: &Plan,
    pictures: &[Picture],
    now: DateTime<Utc>,
) -> StoreResult<Option<World>> {
    if !organizations::roots(tx).await?.is_empty() {
        return Ok(None);
    }
    let township = organization(tx, None, OrganizationKind::Township, TOWNSHIP, 0, now).await?;
    let adopted = Adopted {
        id: RuleBookId(Uuid::now_v7()),
        owner: township.id,
        version: 1,
        effective_from: Period::containing(PeriodKind::Year, plan.begins_on).start(),
        meeting: "乡党委会议".to_owned(),
        document: format!("{}{BELOW}", rulebooks::CHISHIQIAO),
    };
    rulebooks::adopt(tx, &adopted, now).await?;
    let mut branches = Vec::new();
    for (branch, position) in plan.branches.iter().zip(0..) {
        branches.push(organization(tx, Some(&township), branch.kind, branch.name, position, now).await?);
    }
    for picture in pictures {
        evidence::keep_picture(tx, picture, now).await?;
    }
    let mut world = World { township, branches, callers: Vec::new(), members: Vec::new(), pictures: pictures.to_vec() };
    for (person, at) in plan.people.iter().zip(0..) {
        let account = settle(tx, app, &mut world, person, at, now).await?;
        let caller = match account {
            Some(account) => Caller::load(tx, account, plan.today).await?,
            None => None,
        };
        world.callers.push(caller);
    }
    publish(tx, &world, now).await?;
    Ok(Some(world))
}

async fn organization(
    tx: &Tx,
    parent: Option<&Organization>,
    kind: OrganizationKind,
    name: &str,
    position: i64,
    now: DateTime<Utc>,
) -> StoreResult<Organization> {
    let id = OrganizationId(Uuid::now_v7());
    let organization = Organization {
        id,
        parent: parent.map(|parent| parent.id),
        path: parent.map_or_else(|| OrganizationPath::root(id), |parent| parent.path.child(id)),
        kind,
        name: name.to_owned(),
        position,
        sensitive: false,
        full_names_basis: None,
        publication_approved: false,
        version: 1,
    };
    organizations::insert(tx, &organization, now).await?;
    Ok(organization)
}

/// Writes a person with membership, account and role; answers the account of who uses the
/// mini-program.
async fn settle(
    tx: &Tx,
    app: &App,
    world: &mut World,
    person: &Person,
    at: usize,
    now: DateTime<Utc>,
) -> StoreResult<Option<AccountId>> {
    let id = PersonId(Uuid::now_v7());
    let row = members::Person {
        id,
        township: world.township.id,
        name: person.name.clone(),
        sex: person.sex,
        birth: person.birth,
        phone: person.phone.clone(),
        schooling: person.schooling.clone(),
        skills: person.skills.clone(),
        version: 1,
    };
    rows::insert_person(tx, &app.vault, &row, now).await?;
    if let Some(own) = &person.membership
        && let Some(branch) = world.branches.get(own.branch)
    {
        let first = Membership {
            branch: branch.id,
            category: own.category.clone(),
            exempt: false,
            from: own.joined_on,
            reason: None,
            recorded_by: None,
            meeting: None,
        };
        let member = MemberId(Uuid::now_v7());
        let (joined_on, order) = (own.joined_on, own.roster_order);
        rows::insert(tx, member, id, world.township.id, joined_on, own.probationary, order, &first, now).await?;
        world.members.push((member, at));
    }
    if let Some((role, seat)) = person.role
        && let Some(organization) = world.organization(seat)
    {
        accounts::grant_role(tx, id, role, organization.id, None, now).await?;
    }
    let Some(user) = &person.user else { return Ok(None) };
    let app_id = app.wechat.app_id();
    let account = accounts::create_for_wechat(tx, app_id, &open_id(app_id, user), None, now).await?;
    accounts::bind(tx, account.id, id).await?;
    Ok(Some(account.id))
}

/// The clerk approves that everybody may see the figures; the names stay masked.
async fn publish(tx: &Tx, world: &World, now: DateTime<Utc>) -> StoreResult<()> {
    let administers = |caller: &&Caller| caller.reach(Right::Administer).covers(&world.township.path);
    let Some(clerk) = world.callers.iter().flatten().find(administers) else { return Ok(()) };
    for organization in std::iter::once(&world.township).chain(&world.branches) {
        organizations::approve_publication(tx, organization.id, clerk.account, PUBLICATION, Some(now)).await?;
        let record = Record {
            account: Some(clerk.account),
            person: clerk.person,
            action: "organizations.publication".to_owned(),
            subject_kind: Some("organization"),
            subject: Some(organization.id.0),
            organization: Some(organization.path.clone()),
            ..Record::default()
        };
        audit::write(tx, record, now).await?;
    }
    Ok(())
}
