//! Who is told of an objection's steps. Nobody is told who objected.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use xianfeng_domain::access::{Grant, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::objections::{Objection, may_decide};
use xianfeng_infra::db::Tx;

use crate::failure::Failure;
use crate::inbox::{self, Kind};

/// Those who may decide on it where it waits.
pub(super) async fn waits(tx: &Tx, objection: &Objection, grants: &[Grant], now: DateTime<Utc>) -> Result<(), Failure> {
    let there = |grant: &&Grant| grant.path == objection.review_path && grant.role.allows(Right::Review);
    let may = |person: &_| may_decide(objection.person, objection.objector, *person).is_ok();
    let persons: BTreeSet<PersonId> = grants.iter().filter(there).map(|grant| grant.person).filter(may).collect();
    let period = objection.period.to_string();
    let subject = Some(("objection", objection.id.0));
    inbox::tell_all(tx, &persons, Kind::ObjectionWaits, subject, &[("period", period.as_str())], now).await
}

/// Whose row it is, once it is heard; not who objects to their own.
pub(super) async fn admitted(tx: &Tx, objection: &Objection, now: DateTime<Utc>) -> Result<(), Failure> {
    concerned(tx, Kind::ObjectionAboutYou, objection, now).await
}

/// Who objected, if known, and whose row it is: the answer.
pub(super) async fn decided(tx: &Tx, objection: &Objection, now: DateTime<Utc>) -> Result<(), Failure> {
    if let Some(objector) = objection.objector {
        tell(tx, objector, Kind::ObjectionAnswered, objection, now).await?;
    }
    concerned(tx, Kind::ObjectionDecided, objection, now).await
}

/// Whose row it is, where they knew of it.
pub(super) async fn withdrawn(tx: &Tx, objection: &Objection, now: DateTime<Utc>) -> Result<(), Failure> {
    concerned(tx, Kind::ObjectionWithdrawn, objection, now).await
}

async fn concerned(tx: &Tx, kind: Kind, objection: &Objection, now: DateTime<Utc>) -> Result<(), Failure> {
    if objection.objector == Some(objection.person) {
        return Ok(());
    }
    tell(tx, objection.person, kind, objection, now).await
}

async fn tell(tx: &Tx, person: PersonId, kind: Kind, objection: &Objection, now: DateTime<Utc>) -> Result<(), Failure> {
    let period = objection.period.to_string();
    let answer = objection.answer.as_deref().unwrap_or_default();
    let params = [("period", period.as_str()), ("answer", answer)];
    let params = if objection.answer.is_some() { &params[..] } else { &params[..1] };
    inbox::tell(tx, person, kind, Some(("objection", objection.id.0)), params, now).await
}
