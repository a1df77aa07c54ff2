//! What WeChat tells about its users: who took the permission back or left WeChat must be forgotten
//! (`wechat.md` section 9).

use chrono::{DateTime, Utc};
use serde_json::Value;
use uuid::Uuid;
use xianfeng_domain::ids::{ClosureId, PersonId};
use xianfeng_domain::privacy::{Blank, Closure, ClosureKind, ClosureState, Erasure, inventory};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::privacy::{closures as rows, erase};
use xianfeng_infra::{accounts, members, organizations};

use crate::auth::MACHINE;
use crate::failure::Failure;

/// The permission over the phone number in `RevokeInfo`.
const PHONE: &str = "8";

/// Does what an event about a user asks for, in the transaction that stores it; repeated it changes nothing.
///
/// - `user_authorization_cancellation`: the account is closed at the job's next turn.
/// - `user_authorization_revoke` of the phone number: the number goes.
/// - `user_info_modified` and everything else: nothing, since neither nickname nor picture is kept.
///
/// # Errors
/// The store's fault.
pub async fn apply(tx: &Tx, event: &Value, now: DateTime<Utc>) -> Result<(), Failure> {
    let text = |name: &str| event.get(name).and_then(Value::as_str).unwrap_or_default();
    let (app, user, event_name) = (text("AppID"), text("OpenID"), text("Event"));
    let Some(account) = accounts::by_wechat(tx, app, user).await? else { return Ok(()) };
    let Some(person) = account.person else {
        // Bound to nobody: there is no more than the platform's own id and sessions.
        if event_name == "user_authorization_cancellation" {
            accounts::end_sessions(tx, account.id, now).await?;
            accounts::forget_wechat(tx, app, user).await?;
        }
        return Ok(());
    };
    match event_name {
        "user_authorization_cancellation" => close(tx, person, now).await,
        "user_authorization_revoke" if revokes_phone(event) => forget_phone(tx, person).await,
        _ => Ok(()),
    }
}

/// The numbers come as one text, with commas between several.
fn revokes_phone(event: &Value) -> bool {
    match event.get("RevokeInfo") {
        Some(Value::String(list)) => list.split(',').any(|number| number.trim() == PHONE),
        Some(Value::Number(number)) => number.to_string() == PHONE,
        _ => false,
    }
}

async fn close(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> Result<(), Failure> {
    let Some(township) = members::township_of(tx, person).await? else { return Ok(()) };
    let Some(township) = organizations::find_open(tx, township).await? else { return Ok(()) };
    // Of who holds an office, too: the platform's user is gone. The office stays on record.
    let under_way = rows::of_person(tx, person).await?;
    let lasts = |closure: &Closure| !matches!(closure.state, ClosureState::Done | ClosureState::TakenBack);
    if under_way.as_ref().is_some_and(lasts) {
        return Ok(rows::hasten(tx, person, now).await?);
    }
    let closure = Closure {
        id: ClosureId(Uuid::now_v7()),
        person,
        path: township.path,
        kind: ClosureKind::Account,
        state: ClosureState::Asked,
        asked_at: now,
        due_at: now,
        done_at: None,
    };
    match rows::insert(tx, &closure, None, MACHINE).await {
        // Asked at the same moment: look again.
        Err(StoreError::Duplicate) => Err(StoreError::Race("a closure").into()),
        other => Ok(other?),
    }
}

async fn forget_phone(tx: &Tx, person: PersonId) -> Result<(), Failure> {
    let phone = Erasure::Blank(&[("phone_cipher", Blank::Null), ("phone_hash", Blank::Null)]);
    for table in inventory().filter(|table| table.name == "persons") {
        erase::erase(tx, table, phone, person, 0).await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_phone_is_one_of_several_numbers() {
        for (info, phone) in [
            (json!("8"), true),
            (json!("6,8"), true),
            (json!(8), true),
            (json!("18"), false),
            (json!("6"), false),
            (Value::Null, false),
        ] {
            assert_eq!(revokes_phone(&json!({ "RevokeInfo": info })), phone, "{info}");
        }
    }
}
