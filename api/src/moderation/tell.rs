//! Who has to look is told that there is something to look at.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{AccountId, PersonId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::accounts;
use xianfeng_infra::db::Tx;

use super::words;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_all};

/// Tells the nearest people who may decide: those of the branch, else those above; never the author.
pub(super) async fn waits(
    tx: &Tx,
    subject: (Subject, Uuid),
    path: &OrganizationPath,
    author: AccountId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let author = accounts::persons_behind(tx, [author]).await?.get(&author).copied();
    let grants = accounts::grants_on_path(tx, path).await?;
    let may: Vec<_> =
        grants.iter().filter(|grant| grant.role.allows(Right::Register) && Some(grant.person) != author).collect();
    let nearest = may.iter().map(|grant| grant.path.as_str().len()).max();
    let there = may.iter().filter(|grant| Some(grant.path.as_str().len()) == nearest);
    let persons: BTreeSet<PersonId> = there.map(|grant| grant.person).collect();
    let about = Some((subject.0.code(), subject.1));
    tell_all(tx, &persons, Kind::TextHeld, about, &[("what", words::subject(subject.0))], now).await
}
