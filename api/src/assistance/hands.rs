//! Whose hand was in a thing, for recusal: nobody decides on what they entered for somebody else.

use std::collections::HashMap;

use uuid::Uuid;
use xianfeng_domain::access::Grant;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{assistance, members};

use crate::auth::{Act, Acting};
use crate::failure::Failure;
use crate::http::problem::Code;

/// Holds the right under which an act is done, inside its transaction.
///
/// # Errors
/// `assistance.none` when it has ended since the request was let in.
pub async fn hold(tx: &Tx, act: &Act, acting: Acting) -> Result<(), Failure> {
    if assistance::hold(tx, acting.assistance, act.today(), act.now).await? {
        Ok(())
    } else {
        Err(Code::AssistanceNone.into())
    }
}

/// Did a person enter something about this thing for somebody else?
///
/// # Errors
/// The store's fault.
pub async fn had_a_hand(tx: &Tx, person: PersonId, subject: Uuid) -> StoreResult<bool> {
    let hands = assistance::actors(tx, &[subject]).await?;
    Ok(hands.values().flatten().any(|helper| *helper == person))
}

/// The grants of a path without those of who had a hand in a thing; the act at hand counts, if it is for
/// somebody else. What is left says where the thing is decided.
///
/// # Errors
/// The store's fault.
pub async fn without_hands(tx: &Tx, act: Option<&Act>, subject: Uuid, grants: Vec<Grant>) -> StoreResult<Vec<Grant>> {
    let mut hands: Vec<PersonId> = assistance::actors(tx, &[subject]).await?.into_values().flatten().collect();
    hands.extend(act.and_then(|act| act.caller.acting).map(|acting| acting.helper));
    Ok(grants.into_iter().filter(|grant| !hands.contains(&grant.person)).collect())
}

/// The name of who acted last for the member, of each thing that somebody acted on.
///
/// # Errors
/// The store's fault.
pub async fn names_of_hands(tx: &Tx, subjects: impl IntoIterator<Item = Uuid>) -> StoreResult<HashMap<Uuid, String>> {
    let subjects: Vec<Uuid> = subjects.into_iter().collect();
    let hands = assistance::actors(tx, &subjects).await?;
    if hands.is_empty() {
        return Ok(HashMap::new());
    }
    let names = members::names(tx, hands.values().flatten().copied()).await?;
    let last = hands.into_iter().filter_map(|(subject, helpers)| Some((subject, names.get(helpers.last()?)?.clone())));
    Ok(last.collect())
}
