//! Helping passes with an office (issue 5, item 12).

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::PersonId;
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use super::helper::put;
use crate::auth::Act;
use crate::failure::Failure;

/// Names who takes an office over as the helper of the open cases within reach that who hands it over helped in, but
/// of their own case: nobody helps themselves. Answers how many. Each is a step on record like any naming.
///
/// # Errors
/// The store's fault; a lost race starts the transaction again.
pub(crate) async fn pass_on(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    outgoing: PersonId,
    incoming: PersonId,
) -> Result<u64, Failure> {
    let mut passed = 0;
    for mut case in rows::open_of_helper(tx, reach, outgoing).await? {
        if case.proposal.person != incoming {
            put(tx, act, &mut case, incoming).await?;
            passed += 1;
        }
    }
    Ok(passed)
}
