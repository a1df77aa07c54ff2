//! Telling somebody.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, MessageId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::inbox::{self, NewMessage};
use xianfeng_infra::members;

use super::kind::Kind;
use crate::failure::Failure;

/// Puts a message into a person's inbox. `subject` is a noun of the API and its id; `params` are
/// the placeholders of the kind's words, each with its text.
///
/// # Errors
/// The store's fault.
pub async fn tell(
    tx: &Tx,
    person: PersonId,
    kind: Kind,
    subject: Option<(&'static str, Uuid)>,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let params = written(kind, params)?;
    let id = MessageId(Uuid::now_v7());
    inbox::put(tx, &NewMessage { id, person, kind: kind.code(), subject, params: &params }, now).await?;
    Ok(())
}

/// As [`tell`], but once for all time under `once`, whoever repeats it: for jobs. Says whether it was told now.
/// `once` names the occasion and the person, such as `claim.due_soon`, the claim and its deadline.
///
/// # Errors
/// The store's fault.
pub async fn tell_once(
    tx: &Tx,
    once: &[u8],
    person: PersonId,
    kind: Kind,
    subject: Option<(&'static str, Uuid)>,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let params = written(kind, params)?;
    let id = MessageId(Uuid::now_v7());
    let message = NewMessage { id, person, kind: kind.code(), subject, params: &params };
    Ok(inbox::put_once(tx, &message, &Sha256::digest(once).into(), now).await?)
}

/// The parameters as they are stored.
fn written(kind: Kind, params: &[(&str, &str)]) -> Result<String, StoreError> {
    let params: BTreeMap<&str, &str> = params.iter().copied().collect();
    // A slip of the caller's: found by whatever test takes the step.
    debug_assert!(
        kind.placeholders().into_iter().eq(params.keys().copied()),
        "{} takes {:?} and got {params:?}",
        kind.code(),
        kind.placeholders()
    );
    serde_json::to_string(&params).map_err(|error| StoreError::Other(error.to_string()))
}

/// As [`tell`], for a member.
///
/// # Errors
/// The store's fault.
pub async fn tell_member(
    tx: &Tx,
    member: MemberId,
    kind: Kind,
    subject: Option<(&'static str, Uuid)>,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Some(person) = members::person_of(tx, member).await? else { return Ok(()) };
    tell(tx, person, kind, subject, params, now).await
}
