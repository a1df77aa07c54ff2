//! Help cases (整改/帮教): S0-11, S0-12, S1-7, S2-5, S2-11, S4-11. The machine proposes, a person other
//! than the member decides (invariant 12); all of it is private to those concerned (invariant 11).
//!
//! - `propose`: from the rule book's consequences, and from a veto
//! - `confirm`, `dismiss`, `batch`: what becomes of a proposal
//! - `record`, `answer`, `helper`, `extend`, `close`: the steps of a case
//! - `transfer`, `bring_back`, `hand_on`, `discipline`: the special branch and what lies beyond
//! - `list`, `get`, `mine`, `letter`, `outcomes`: reading
//! - `follow`: what a move or the end of a membership does to cases
//! - `remind`: deadlines
//! - `seen`: who sees a case, and as what; `people`: who decides, helps, is told; `step`: writing one

mod answer;
mod batch;
mod bring_back;
mod close;
mod confirm;
mod discipline;
mod dismiss;
mod extend;
mod follow;
mod get;
mod hand_on;
mod helper;
mod letter;
mod list;
mod mine;
mod outcomes;
mod pass_on;
mod people;
mod propose;
mod record;
mod refused;
mod remind;
mod seen;
mod step;
mod transfer;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_domain::ids::HelpCaseId;

use crate::http::extract::PathNoun;
use crate::http::problem::Code;

pub use answer::{AnswerIn, answer};
pub use batch::{BatchIn, confirm_batch};
pub use bring_back::{BringBackIn, bring_back};
pub use close::{CloseIn, close};
pub use confirm::{ConfirmIn, confirm};
pub use discipline::{DisciplineNoteIn, hand_over};
pub use dismiss::{HelpReasonIn, dismiss};
pub use extend::{ExtendIn, extend};
pub(crate) use follow::{left, moved, veto_lifted};
pub use hand_on::hand_on;
pub use helper::{HelperIn, NameHelperIn, name_helper};
pub(crate) use outcomes::{Outcomes, OutcomesQuery};
pub(crate) use pass_on::pass_on;
pub(crate) use people::secretaries_of;
pub(crate) use propose::propose_veto;
pub use propose::{ProposalsIn, gather};
pub use record::{RecordIn, Recorded, record};
pub(crate) use remind::remind_deadlines;
pub use seen::View;
pub use transfer::{HelpTransferIn, transfer};
pub use wire::HelpCaseOut;

impl PathNoun for HelpCaseId {
    const NOT_FOUND: Code = Code::HelpCaseNotFound;
}

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(propose::propose_help_cases)
        .service(batch::confirm_help_cases)
        .service(outcomes::list_help_outcomes)
        .service(list::list_help_cases)
        .service(mine::list_my_help_cases)
        .service(answer::answer_help_case)
        .service(get::get_help_case)
        .service(confirm::confirm_help_case)
        .service(dismiss::dismiss_help_case)
        .service(record::record_help_step)
        .service(letter::print_help_letter)
        .service(helper::name_help_helper)
        .service(extend::extend_help_case)
        .service(close::close_help_case)
        .service(transfer::transfer_help_case)
        .service(bring_back::return_help_case)
        .service(hand_on::hand_on_help_case)
        .service(discipline::hand_over_help_case);
}
