//! What an objection or a found error changes in a closed period.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::{Closing, State};
use xianfeng_domain::ids::{ClosingId, EntryId, MemberId, PersonId};
use xianfeng_domain::ledger::{Entry, total_changes};
use xianfeng_domain::moderation::Subject;
use xianfeng_domain::time::Period;
use xianfeng_infra::closings as rows;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::editions::Stored;
use xianfeng_infra::{ledger as entries, members};

use super::next_edition::next_edition;
use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell_member};
use crate::ledger;
use crate::settlements;

/// A found error.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CorrectClosedIn {
    /// The entry: what is reversed, or the reversal that is reinstated.
    pub entry_id: Uuid,
    /// What is done with it.
    pub how: How,
    /// Why, 1 to 500 characters; it stands on the next edition.
    #[schema(example = "同一件事重复登记")]
    pub reason: String,
}

impl Check for CorrectClosedIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// What is done with an entry.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It is taken back.
    Reverse,
    /// The reversal that it is is mended.
    Reinstate,
}

/// A correction of one entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The entry.
    pub entry: EntryId,
    /// What is done with it.
    pub how: How,
}

/// Corrects a closed period.
///
/// For an error that the office finds itself; what villagers and members find comes as an objection.
/// Takes the entry's own counting day and makes the next edition with the reason, of every closed
/// period whose totals change. Nobody corrects what is their own.
#[utoipa::path(
    tag = "closings",
    params(("id" = Uuid, Path, description = "The closing")),
    request_body = CorrectClosedIn,
    responses((status = 201, body = ClosingOut, description = "The closing with its next edition",
        example = json!(closing_example()))),
    extensions(("x-error-codes" = json!([
        "closing.not_found", "closing.wrong_state", "closing.entry_elsewhere", "ledger.entry_not_found",
        "ledger.already_reversed", "ledger.not_reversible", "ledger.not_a_reversal", "ledger.already_reinstated",
        "ledger.claimed_again", "ledger.own_entry", "period.closed", "settlement.signed", "auth.forbidden",
        "moderation.waiting", "moderation.author_away", "moderation.refused"
    ]))),
)]
#[post("/closings/{id}/corrections")]
pub(super) async fn correct_closed_period(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    id: PathId<ClosingId>,
    body: JsonBody<CorrectClosedIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "closings.correct", &key, id.0, &body.0)?.shows(
        Subject::Edition,
        &permit.reach,
        [body.reason.as_str()],
    );
    let correction = Correction { entry: EntryId(body.entry_id), how: body.how };
    let work = async |tx: &Tx| {
        let closing = rows::find(tx, &permit.reach, id.0).await?.ok_or(Code::ClosingNotFound)?;
        correct(tx, &permit, permit.person, &closing, &[correction], body.reason.trim()).await?;
        let closing = rows::find_any(tx, id.0).await?;
        let closing = closing.ok_or_else(|| StoreError::corrupt("a closing vanished"))?;
        Ok(Done::created(closing_out(tx, &closing).await?).within(&closing.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case, for the office and for an upheld objection: writes the corrections where the entries
/// stand and makes the next edition of every closed period of the township that changes, the one
/// asked for among them.
///
/// # Errors
/// `closing.wrong_state` unless it is closed and not final, or while another period that changes is being
/// frozen; `settlement.signed` where a period that changes is paid out; `ledger.own_entry` for the decider's
/// own points, what the entries refuse.
pub async fn correct(
    tx: &Tx,
    act: &Act,
    by: PersonId,
    closing: &Closing,
    corrections: &[Correction],
    reason: &str,
) -> Result<Vec<Stored>, Failure> {
    if closing.state != State::Closed {
        return Err(Code::ClosingWrongState.into());
    }
    settlements::refuse_if_signed(tx, closing.id).await?;
    let within = Reach::under(closing.path.clone());
    let mut changed: BTreeMap<Period, BTreeSet<MemberId>> = BTreeMap::new();
    for Correction { entry, how } in corrections {
        let found = entries::entry(tx, &within, *entry).await?.ok_or(Code::LedgerEntryNotFound)?.entry;
        if members::is_person(tx, found.member, by).await? {
            return Err(Code::LedgerOwnEntry.into());
        }
        if !counts_in(&found, closing.period) {
            return Err(Code::ClosingEntryElsewhere.into());
        }
        let written = match how {
            How::Reverse => ledger::reverse_in_closed_units(tx, act, &within, *entry, reason).await?,
            How::Reinstate => ledger::reinstate_in_closed_units(tx, act, &within, *entry, reason).await?,
        };
        for row in &written.entries {
            for change in total_changes(&row.entry) {
                changed.entry(change.period).or_default().insert(row.entry.member);
            }
        }
        let (period, subject) = (closing.period.to_string(), Some(("closing", closing.id.0)));
        let params = [("period", period.as_str())];
        tell_member(tx, found.member, Kind::ClosingCorrected, subject, &params, act.now).await?;
    }
    let mut editions = Vec::new();
    for closed in rows::of_township(tx, closing.township).await? {
        let Some(members) = changed.remove(&closed.period) else { continue };
        match closed.state {
            State::Closed => {}
            // Some rows are frozen with what is corrected here: its first edition comes first.
            State::Freezing => return Err(Code::ClosingWrongState.into()),
            State::Final => continue,
        }
        editions.push(next_edition(tx, act, &closed, members, reason).await?);
        // Now that its turn is held: who signed meanwhile, or signed another of the closings that change.
        settlements::refuse_if_signed(tx, closed.id).await?;
        act.audit(tx, "closings.correct", ("closing", closed.id.0), &closed.path).await?;
    }
    // What is final was corrected on an open day: that is no correction of this period.
    if editions.is_empty() { Err(Code::ClosingEntryElsewhere.into()) } else { Ok(editions) }
}

/// Does an entry make up a period's total?
fn counts_in(entry: &Entry, period: Period) -> bool {
    total_changes(entry).iter().any(|change| change.period == period)
}
