//! Whether a closed period is ripe for its settlement, and what a signed one keeps others from.

use xianfeng_domain::closings::Closing;
use xianfeng_domain::ids::ClosingId;
use xianfeng_domain::settlements::SettlementState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::settlements as rows;

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::objections;

/// May the money flow? The edition is published, the term to object is over, and what comes first is
/// final; every objection is decided. All of it before the first fen moves: the period is made final
/// after the last one, and must not be refused then.
///
/// # Errors
/// `closing.wrong_state`, `closing.term_runs`, `closing.earlier_first`, `closing.inside_first`,
/// `closing.objections_open`.
pub(super) async fn may_settle(tx: &Tx, act: &Act, closing: &Closing, closings: &[Closing]) -> Result<(), Failure> {
    closing.may_finalize(closings, act.today())?;
    match objections::undecided(tx, closing.id).await? {
        0 => Ok(()),
        open => Err(Problem::new(Code::ClosingObjectionsOpen).member("open", open).into()),
    }
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
