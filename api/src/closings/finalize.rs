//! A period becomes final.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::ids::ClosingId;
use xianfeng_domain::moderation::Subject;
use xianfeng_infra::closings as rows;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks;

use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::objections;

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FinalizeIn {
    /// The meeting that confirmed the result, or why, 1 to 500 characters.
    #[schema(example = "公示期满无异议，乡党委确认")]
    pub reason: String,
}

impl Check for FinalizeIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Makes a closed period final.
///
/// For a period that is not settled: where the rule book settles it, issuing the settlement makes it
/// final. The term to object is over, every objection is decided, and what comes first is final.
/// A later correction counts in the earliest open period.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The closing")),
    request_body = FinalizeIn,
    responses((status = 200, body = ClosingOut, description = "The closing now", example = json!(closing_example()))),
    extensions(("x-error-codes" = json!([
        "closing.not_found", "closing.wrong_state", "closing.term_runs", "closing.earlier_first",
        "closing.inside_first", "closing.settle_first", "closing.objections_open", "auth.forbidden",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/closings/{id}/finalization")]
pub(super) async fn finalize_closing(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ClosingId>,
    body: JsonBody<FinalizeIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "closings.finalize", &key, id.0, &body.0)?.shows(
        Subject::Edition,
        &permit.reach,
        [body.reason.as_str()],
    );
    let work = async |tx: &Tx| {
        let closing = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::ClosingNotFound)?;
        let book = rulebooks::find(tx, closing.rule_book).await?;
        let settled = book.and_then(|book| book.settlement.as_ref().map(|settlement| settlement.per));
        if settled == Some(closing.period.kind()) {
            return Err(Code::ClosingSettleFirst.into());
        }
        let closing = finalize(tx, &permit, &closing, Some(body.reason.trim())).await?;
        Ok(Done::ok(closing_out(tx, &closing).await?).within(&closing.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case, for a decision of its own and for the settlement that was issued.
///
/// # Errors
/// What the term, the objections or the order refuse.
pub async fn finalize(tx: &Tx, act: &Act, closing: &Closing, reason: Option<&str>) -> Result<Closing, Failure> {
    let closings = rows::of_township(tx, closing.township).await?;
    closing.may_finalize(&closings, act.today())?;
    // Whoever objects at this moment took the closing's turn: then this change finds another version.
    match objections::undecided(tx, closing.id).await? {
        0 => {}
        open => return Err(Problem::new(Code::ClosingObjectionsOpen).member("open", open).into()),
    }
    rows::finalize(tx, closing, act.caller.account, reason, act.now).await?;
    act.audit(tx, "closings.finalize", ("closing", closing.id.0), &closing.path).await?;
    let done = rows::find_any(tx, closing.id).await?.filter(|closing| closing.state == State::Final);
    Ok(done.ok_or_else(|| StoreError::corrupt("a final closing vanished"))?)
}
