//! Who decides on an entry, and who may visit. Outside of that it is not there.

use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::care::{Entry, decide};
use xianfeng_domain::ids::{CareId, PersonId};
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// An entry to decide on: within reach, going on, and not for whoever decides.
///
/// # Errors
/// [`Code::CareNotFound`], [`Code::CareOwn`], [`Code::CareEnded`].
pub(super) async fn to_decide(tx: &Tx, reach: &Reach, by: PersonId, id: CareId) -> Result<Entry, Failure> {
    let entry = rows::find(tx, reach, id).await?.ok_or(Code::CareNotFound)?;
    decide(&entry, by)?;
    Ok(entry)
}

/// An entry to visit for: by its helper, or by who registers for the branch. Whoever registers for nobody is refused,
/// whatever the id.
///
/// # Errors
/// [`Code::AuthForbidden`], and as [`to_decide`].
pub(super) async fn to_visit(tx: &Tx, act: &Act, by: PersonId, id: CareId) -> Result<Entry, Failure> {
    if let Some(helped) = rows::find_helped(tx, by, id).await? {
        return Ok(helped);
    }
    let reach = act.caller.reach(Right::Register);
    if reach.is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    to_decide(tx, &reach, by, id).await
}
