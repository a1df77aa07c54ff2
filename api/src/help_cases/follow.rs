//! What happens to the cases of a member who moves, leaves, or whose veto is lifted. In the transaction of
//! that step, so that no case is left behind.

use xianfeng_domain::help::{Outcome, Refusal, State, StepKind};
use xianfeng_domain::ids::{MemberId, ZeroingId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::Tx;
use xianfeng_infra::help as rows;

use super::close::end;
use super::dismiss::drop_proposal;
use super::step::{step, write};
use crate::auth::Act;
use crate::failure::Failure;

/// Cases go along with a member to another branch, which carries them from then on. Out of the special
/// branch there is one way only: the return that a case records (S4-11).
///
/// # Errors
/// [`Refusal::StillAway`].
pub(crate) async fn moved(tx: &Tx, act: &Act, member: MemberId, to: &OrganizationPath) -> Result<(), Failure> {
    for mut case in rows::active_of_member(tx, member).await? {
        if case.carried == *to {
            continue;
        }
        if case.stay.is_some() {
            return Err(Refusal::StillAway.into());
        }
        case.carried = to.clone();
        let step = step(act, &case, StepKind::Moved);
        write(tx, act, &mut case, "help_cases.move", &step).await?;
    }
    Ok(())
}

/// Cases end when the member leaves, with the reason for that.
///
/// # Errors
/// The store's fault.
pub(crate) async fn left(tx: &Tx, act: &Act, member: MemberId, reason: &str) -> Result<(), Failure> {
    for mut case in rows::active_of_member(tx, member).await? {
        if case.state == State::Proposed {
            case.state = State::Dismissed;
            drop_proposal(tx, act, &mut case, reason).await?;
        } else {
            case.state = State::Closed;
            end(tx, act, &mut case, Outcome::Left, reason).await?;
        }
    }
    Ok(())
}

/// The undecided proposal of a veto that is lifted comes to nothing; a confirmed case stays a person's to
/// close (invariant 12).
///
/// # Errors
/// The store's fault.
pub(crate) async fn veto_lifted(
    tx: &Tx,
    act: &Act,
    member: MemberId,
    zeroing: ZeroingId,
    reason: &str,
) -> Result<(), Failure> {
    let Some(mut case) = rows::of_zeroing(tx, member, zeroing).await? else { return Ok(()) };
    case.state = State::Dismissed;
    drop_proposal(tx, act, &mut case, reason).await
}
