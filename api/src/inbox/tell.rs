//! Telling somebody.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, MessageId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::inbox::{self, NewMessage};
use xianfeng_infra::members;

use super::kind::Kind;
use crate::failure::Failure;

/// A parameter is cut to so many characters: a message is a line on a small screen, and the whole text stands where
/// it sends the reader.
const LONGEST: usize = 24;

/// What a message is about: a noun of the API and its id.
pub type Subject = Option<(&'static str, Uuid)>;

/// Puts a message into a person's inbox. `params` are the placeholders of the kind's words, each with its text. They
/// hold no phone number, no ground of an exemption, and nobody's name but the reader's own matters.
///
/// # Errors
/// The store's fault.
pub async fn tell(
    tx: &Tx,
    person: PersonId,
    kind: Kind,
    subject: Subject,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    tell_all(tx, &BTreeSet::from([person]), kind, subject, params, now).await
}

/// As [`tell`], for a member.
///
/// # Errors
/// The store's fault.
pub async fn tell_member(
    tx: &Tx,
    member: MemberId,
    kind: Kind,
    subject: Subject,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let Some(person) = members::person_of(tx, member).await? else { return Ok(()) };
    tell(tx, person, kind, subject, params, now).await
}

/// As [`tell`], the same to many: a few statements however many they are.
///
/// # Errors
/// The store's fault.
pub async fn tell_all(
    tx: &Tx,
    persons: &BTreeSet<PersonId>,
    kind: Kind,
    subject: Subject,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let params = written(kind, params)?;
    let message = |person: &PersonId| {
        let id = MessageId(Uuid::now_v7());
        NewMessage { id, person: *person, kind: kind.code(), subject, params: &params }
    };
    let messages: Vec<NewMessage<'_>> = persons.iter().map(message).collect();
    Ok(inbox::put(tx, &messages, now).await?)
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
    subject: Subject,
    params: &[(&str, &str)],
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let params = written(kind, params)?;
    let id = MessageId(Uuid::now_v7());
    let message = NewMessage { id, person, kind: kind.code(), subject, params: &params };
    Ok(inbox::put_once(tx, &message, &once_key(once), now).await?)
}

/// The key under which [`tell_once`] tells.
pub(super) fn once_key(once: &[u8]) -> [u8; 32] {
    Sha256::digest(once).into()
}

/// The parameters as they are stored.
fn written(kind: Kind, params: &[(&str, &str)]) -> Result<String, StoreError> {
    let params: BTreeMap<&str, String> = params.iter().map(|(name, text)| (*name, short(text))).collect();
    // A slip of the caller's: found by whatever test takes the step.
    debug_assert!(
        kind.placeholders().into_iter().eq(params.keys().copied()),
        "{} takes {:?} and got {params:?}",
        kind.code(),
        kind.placeholders()
    );
    serde_json::to_string(&params).map_err(|error| StoreError::Other(error.to_string()))
}

/// On one line, and no longer than a line.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    let cut: String = line.chars().take(LONGEST - 1).collect();
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_one_short_line() {
        assert_eq!(short(" 修 路\n两处 "), "修 路 两处");
        assert_eq!(short(&"长".repeat(24)), "长".repeat(24));
        assert_eq!(short(&"长".repeat(25)), format!("{}…", "长".repeat(23)));
    }

    #[test]
    #[should_panic(expected = "takes")]
    fn a_missing_parameter_is_found() {
        let _ = written(Kind::ClaimApproved, &[("task", "巡山")]);
    }
}
