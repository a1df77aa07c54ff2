//! Granting base points (S0-6).

use rand::RngCore;
use uuid::Uuid;
use xianfeng_api::Failure;
use xianfeng_api::auth::Act;
use xianfeng_domain::ids::EntryId;
use xianfeng_domain::ledger::{self, Digest, Draft, EntryKind};
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::ledger::{self as rows, Note};
use xianfeng_infra::rulebooks;

use super::World;
use crate::township::Plan;

/// Gives everybody the base points of a year.
pub(super) async fn grant(tx: &Tx, act: &Act, plan: &Plan, world: &World, year: Period) -> Result<(), Failure> {
    let in_force = rulebooks::effective(tx, &world.township.path, act.today()).await?;
    let in_force = in_force.ok_or_else(|| StoreError::corrupt("a township without a rule book"))?;
    for (member, person) in &world.members {
        let Some(own) = plan.people.get(*person).and_then(|person| person.membership.as_ref()) else { continue };
        let Some(branch) = world.branches.get(own.branch) else { continue };
        let points = ledger::base_points(&in_force.book.base, &own.category, year, own.joined_on, None);
        if points.is_zero() {
            continue;
        }
        let (note, reason_digest) = note(format!("{year} 年基础分"));
        let draft = Draft {
            id: EntryId(Uuid::now_v7()),
            kind: EntryKind::Base,
            source: ledger::base_source(in_force.owner, year),
            item: None,
            rule_book: in_force.id,
            owner: in_force.owner,
            organization: branch.id,
            points,
            asked: points,
            scope: Some(year),
            deed_on: year.start(),
            counts_as: None,
            recorded_by: act.caller.account,
            approved_by: act.caller.account,
            reverses: None,
            releases: None,
            reason_digest,
            evidence_digest: ledger::digest([]),
        };
        let head = rows::lock(tx, *member).await?;
        let appended = ledger::append(head, vec![draft], act.now);
        rows::write(tx, &head, &appended, vec![note], &branch.path).await?;
    }
    act.audit(tx, "ledger.base", ("organization", world.township.id.0), &world.township.path).await?;
    Ok(())
}

/// The words of an entry under a fresh salt, and the digest that the entry holds of them.
fn note(what: String) -> (Note, Digest) {
    let mut salt = [0; 32];
    rand::rng().fill_bytes(&mut salt);
    let digest = ledger::digest([salt.as_slice(), what.as_bytes(), b""]);
    (Note { salt, what: Some(what), reason: None, quantity: None }, digest)
}
