//! Staying in touch passes with an office (issue 5, item 12).

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::aways as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{ledger, members};

use super::liaison::{check_liaison, replace};
use crate::auth::Act;
use crate::failure::Failure;
use crate::inbox::{Kind, tell_member};

/// Names who takes an office over as the liaison of the members of the place who are away and whom who hands it over
/// stayed in touch with, but never of themselves. Answers how many. Who it was before stays on record, and all three
/// are told, as with any change of a liaison.
///
/// # Errors
/// The store's fault; a lost race starts the transaction again.
pub(crate) async fn pass_on(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    outgoing: MemberId,
    incoming: MemberId,
) -> Result<u64, Failure> {
    // The liaison's turn: who leaves at this moment is no liaison.
    ledger::lock(tx, incoming).await?;
    let mut passed = 0;
    for away in rows::open_of_liaison(tx, outgoing).await? {
        if away.member == incoming {
            continue;
        }
        let Some(member) = members::by_id(tx, reach, away.member, act.today()).await? else { continue };
        let path = member.standing.branch_path;
        match check_liaison(tx, act, &path, incoming).await {
            Ok(()) => {}
            Err(Failure::Refused(_)) => continue,
            Err(fault) => return Err(fault),
        }
        replace(tx, act, &away, Some(incoming)).await?;
        tell_member(tx, away.member, Kind::AwayLiaisonChanged, Some(("away", away.id.0)), &[], act.now).await?;
        act.audit(tx, "aways.liaison", ("away", away.id.0), &path).await?;
        passed += 1;
    }
    Ok(passed)
}
