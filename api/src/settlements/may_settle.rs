//! Whether a closed period is ripe for its settlement, and what a signed one keeps others from.

use xianfeng_domain::closings::Closing;
use xianfeng_domain::ids::ClosingId;
use xianfeng_domain::settlements::SettlementState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements as rows;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Code;

/// May the money flow? The edition is published, the term to object is over, and what comes first is
/// final. Objections that wait for their decision keep it back here, too.
///
/// # Errors
/// `closing.wrong_state`, `closing.term_runs`, `closing.earlier_first`, `closing.inside_first`.
pub(super) fn may_settle(act: &Act, closing: &Closing, closings: &[Closing]) -> Result<(), Failure> {
    Ok(closing.may_finalize(closings, act.today())?)
}

/// Keeps corrections away from an edition whose settlement is signed: what turns out wrong from then
/// on is an over-issue.
///
/// # Errors
/// `settlement.signed`.
pub(crate) async fn refuse_if_signed(tx: &Tx, closing: ClosingId) -> Result<(), Failure> {
    let settlement = rows::of_closing(tx, closing).await?;
    match settlement.map(|settlement| settlement.state) {
        Some(SettlementState::Issuing | SettlementState::Issued) => Err(Code::SettlementSigned.into()),
        _ => Ok(()),
    }
}
