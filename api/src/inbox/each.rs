//! Telling many persons, each in their own figures.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use uuid::Uuid;
use xianfeng_domain::ids::{MessageId, PersonId};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::inbox::{self, NewMessage};

use super::kind::Kind;
use super::tell::{Subject, written};
use crate::failure::Failure;

/// As [`tell`](super::tell), one message each to many: a few statements however many they are.
///
/// # Errors
/// The store's fault.
pub async fn tell_each(
    tx: &Tx,
    kind: Kind,
    subject: Subject,
    messages: Vec<(PersonId, BTreeMap<&str, String>)>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let told = |(person, params): (PersonId, BTreeMap<&str, String>)| {
        let params: Vec<(&str, &str)> = params.iter().map(|(name, text)| (*name, text.as_str())).collect();
        Ok((person, written(kind, &params)?))
    };
    let told = messages.into_iter().map(told).collect::<Result<Vec<_>, StoreError>>()?;
    let rows = told.iter().map(|(person, params)| {
        let id = MessageId(Uuid::now_v7());
        NewMessage { id, person: *person, kind: kind.code(), subject, params }
    });
    let rows: Vec<NewMessage<'_>> = rows.collect();
    Ok(inbox::put(tx, &rows, now).await?)
}
