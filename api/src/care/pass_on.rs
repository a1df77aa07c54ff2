//! Helping with the three lists passes with an office (issue 5, item 12; S4-12).

use xianfeng_domain::access::Reach;
use xianfeng_domain::care::{Kind as List, StepKind};
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::care as rows;
use xianfeng_infra::db::Tx;

use super::people::{cared, helper, tell_of_helper, thank};
use super::step::{step, write};
use crate::auth::Act;
use crate::failure::Failure;

/// Names who takes an office over as the helper of the entries kept within reach that who hands it over helped with,
/// as far as they may be: not with their own, at home, and with a place free. What they may not take stays with who
/// hands over. A pairing stays always: there a person was chosen, not an office. Answers how many passed.
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
    let mut passed = 0;
    for mut entry in rows::helped_by(tx, outgoing).await? {
        if entry.kind == List::Pairing || !reach.covers(&entry.path) {
            continue;
        }
        let member = cared(tx, act, &entry).await?;
        let next = match helper(tx, act, entry.kind, &member, incoming, Some(entry.id)).await {
            Ok(next) => next,
            Err(Failure::Refused(_)) => continue,
            Err(fault) => return Err(fault),
        };
        let before = entry.helper.replace(next);
        let mut step = step(act, &entry, StepKind::Helper);
        step.helper = Some(next.member);
        write(tx, act, &mut entry, "care.helper", &step, None).await?;
        thank(tx, act, before).await?;
        tell_of_helper(tx, act, &entry).await?;
        passed += 1;
    }
    Ok(passed)
}
