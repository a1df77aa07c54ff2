//! The committee decides.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{ObjectionId, PersonId};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::objections::{Objection, Outcome, Step};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{closings as closing_rows, ledger as entries, objections as rows};

use super::look::{decidable, done};
use super::tell;
use super::verdict::VerdictIn;
use super::wire::{ObjectionOut, objection_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::closings::{self, Correction};
use crate::command::Command;
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Code, Problem};
use crate::ledger::check_correctable;
use crate::moderation;

/// Decides on an objection.
///
/// `upheld`: entries of the row's member are corrected where they count and the next edition is made
/// with the answer as its reason: for a secretary what claims and declarations gave, for the
/// township's administrators any entry. `carried`: right, but what is missing counts in the open
/// period and is recorded by its own flow. `refused`: not right, with a reason. **The answer is
/// published once content safety has passed it: write no names in it.** Nobody decides on their own points or their own objection.
#[utoipa::path(
    tag = "objections",
    params(("id" = Uuid, Path, description = "The objection")),
    request_body = VerdictIn,
    responses((status = 200, body = ObjectionOut, description = "The objection now",
        example = json!(objection_example()))),
    extensions(("x-error-codes" = json!([
        "objection.not_found", "objection.own", "objection.wrong_state", "objection.entry_elsewhere",
        "closing.wrong_state", "closing.entry_elsewhere", "ledger.entry_not_found", "ledger.already_reversed",
        "ledger.not_reversible", "ledger.not_a_reversal", "ledger.already_reinstated", "ledger.claimed_again",
        "ledger.own_entry", "period.closed", "settlement.signed", "auth.forbidden", "moderation.waiting",
        "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/objections/{id}/decide")]
pub(super) async fn decide_objection(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    id: PathId<ObjectionId>,
    body: JsonBody<VerdictIn>,
) -> Result<HttpResponse, Problem> {
    // The next edition says it as its reason, and is public at once; beside the objection it is hidden until it passes.
    let reason = Outcome::from(body.outcome).corrects().then_some(body.answer.as_str());
    let command = Command::new(&app, &permit, "objections.decide", &key, id.0, &body.0)?.shows(
        Subject::Edition,
        &permit.reach,
        reason,
    );
    let work = async |tx: &Tx| done(tx, decide(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?).await;
    let reply = command.run(work).await?;
    moderation::look(&app, Subject::ObjectionAnswer, id.0.0).await;
    Ok(reply.into())
}

/// The use case. The objection's own row decides between two who decide at once; then the entries are
/// corrected and the next edition is made, all in one transaction.
///
/// # Errors
/// `objection.not_found` outside reach, `objection.own`, `objection.wrong_state`, and what the entries
/// refuse.
pub async fn decide(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: ObjectionId,
    verdict: &VerdictIn,
) -> Result<Objection, Failure> {
    let objection = decidable(tx, reach, by, id).await?;
    let was = (objection.state, objection.version);
    let outcome = Outcome::from(verdict.outcome);
    let reason = verdict.reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
    let mut now = Objection {
        state: was.0.after(Step::Decide(outcome))?,
        answer: Some(verdict.answer.trim().to_owned()),
        reason: reason.map(str::to_owned),
        decided_by: Some(act.caller.account),
        decided_at: Some(act.now),
        version: was.1 + 1,
        ..objection
    };
    if !rows::decided(tx, was, &now).await? {
        return Err(Code::ObjectionWrongState.into());
    }
    // Others read it with the notice.
    moderation::submit(tx, act, Subject::ObjectionAnswer, id.0, &now.review_path, verdict.answer.trim()).await?;
    if outcome.corrects() {
        let corrections: Vec<Correction> = verdict.corrections.iter().copied().map(Into::into).collect();
        now.edition_made = Some(correct(tx, act, by, &now, &corrections, verdict.answer.trim()).await?);
        let decided = (now.state, now.version);
        now.version += 1;
        if !rows::decided(tx, decided, &now).await? {
            return Err(StoreError::Race("an objection").into());
        }
    }
    act.audit(tx, "objections.decide", ("objection", id.0), &now.review_path).await?;
    tell::decided(tx, &now, act.now).await?;
    Ok(now)
}

/// Corrects entries of the row's member; answers the number of the next edition.
async fn correct(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    objection: &Objection,
    corrections: &[Correction],
    answer: &str,
) -> Result<u32, Failure> {
    let closing = closing_rows::find_any(tx, objection.closing).await?;
    let closing = closing.ok_or_else(|| StoreError::corrupt("an objection without its closing"))?;
    let township = Reach::under(closing.path.clone());
    for Correction { entry, .. } in corrections {
        let found = entries::entry(tx, &township, *entry).await?.ok_or(Code::LedgerEntryNotFound)?;
        if found.entry.member != objection.member {
            return Err(Code::ObjectionEntryElsewhere.into());
        }
        check_correctable(tx, act, by, *entry).await?;
    }
    let made = closings::correct(tx, act, by, &closing, corrections, answer).await?;
    let of_closing = made.iter().find(|stored| stored.edition.closing == closing.id);
    Ok(of_closing.ok_or(Code::ClosingEntryElsewhere)?.edition.number)
}
