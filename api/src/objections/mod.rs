//! Objections (异议) against a published edition, from the notice to the published answer (S2-9,
//! pitfall 41).
//!
//! Who objects is shown to the township's administrators and to nobody else; not even the audit log
//! names them. What a stranger sends is held until a person has looked at it.
//!
//! - `object`: a bound account objects; `object_in_public`: anybody, for a receipt code
//! - `make`: what both share: edition, row, term, where it is decided
//! - `withdraw`, `receipt`, `own`: who made it
//! - `list`, `get`, `look`, `decide`: the committee
//! - `answers`: what is published; `undecided`: what settlement and finality wait for
//! - `forget`: names and numbers of strangers, when it is long over

mod answers;
mod decide;
mod forget;
mod get;
mod list;
mod look;
mod make;
mod object;
mod object_in_public;
mod own;
mod receipt;
mod refused;
mod tell;
mod verdict;
mod wire;
mod withdraw;

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_domain::ids::ClosingId;
use xianfeng_infra::db::{StoreResult, Tx};

pub use answers::AnswerOut;
pub(crate) use answers::{answer_example, answers};
pub use decide::decide;
pub use forget::forget_strangers;
pub use look::{admit, set_aside};
pub use object::{ObjectIn, object};
pub use object_in_public::{PublicObjectIn, object_in_public};
pub use verdict::{EntryCorrectionIn, OutcomeIn, VerdictIn};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(object::create_objection)
        .service(object_in_public::create_public_objection)
        .service(own::list_my_objections)
        .service(list::list_objections)
        .service(get::get_objection)
        .service(look::admit_objection)
        .service(look::set_objection_aside)
        .service(decide::decide_objection)
        .service(withdraw::withdraw_objection)
        .service(withdraw::withdraw_public_objection)
        .service(receipt::show_public_objection)
        .service(answers::list_public_answers);
}

/// How many objections of a closing wait for a person: neither is it settled nor final while there
/// are any. Read it after the closing, whose next conditional change fails if somebody has objected
/// in between.
///
/// # Errors
/// The store's fault.
pub async fn undecided(tx: &Tx, closing: ClosingId) -> StoreResult<u64> {
    xianfeng_infra::objections::undecided(tx, closing).await
}
