//! A decision as it is sent.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::EntryId;
use xianfeng_domain::objections::Outcome;

use crate::closings::{Correction, How};
use crate::http::problem::{Check, FaultCode, Faults};

/// How many entries one objection may correct.
const MOST: usize = 20;

/// What is decided.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ObjectionOutcomeIn)]
pub enum OutcomeIn {
    /// Right: entries of the row's member are corrected, and there is a next edition.
    Upheld,
    /// Not right.
    Refused,
    /// Right, but a deed is missing: it counts in the open unit, recorded by its own flow.
    Carried,
}

impl From<OutcomeIn> for Outcome {
    fn from(outcome: OutcomeIn) -> Self {
        match outcome {
            OutcomeIn::Upheld => Self::Upheld,
            OutcomeIn::Refused => Self::Refused,
            OutcomeIn::Carried => Self::Carried,
        }
    }
}

/// A correction.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct EntryCorrectionIn {
    /// An entry of the row's member: what is reversed, or the reversal that is reinstated.
    pub entry_id: Uuid,
    /// What is done with it.
    pub how: How,
}

impl From<EntryCorrectionIn> for Correction {
    fn from(correction: EntryCorrectionIn) -> Self {
        Self { entry: EntryId(correction.entry_id), how: correction.how }
    }
}

/// The decision.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VerdictIn {
    /// What is decided.
    pub outcome: OutcomeIn,
    /// Upheld: what is corrected, 1 to 20 entries; else empty or absent.
    #[serde(default)]
    pub corrections: Vec<EntryCorrectionIn>,
    /// The answer, 1 to 500 characters. **It is published** beside the row's number, and stands on the
    /// next edition: write no names, and nothing from which somebody could tell who objected.
    #[schema(example = "经核实，该次巡山重复登记，已更正。")]
    pub answer: String,
    /// Why, for the committee's own record, at most 500 characters; needed to refuse.
    pub reason: Option<String>,
}

impl Check for VerdictIn {
    fn check(&self, faults: &mut Faults) {
        let outcome = Outcome::from(self.outcome);
        faults.text("/answer", &self.answer, 1..=500);
        faults.count("/corrections", self.corrections.len(), if outcome.corrects() { 1..=MOST } else { 0..=0 });
        match &self.reason {
            Some(reason) => faults.text("/reason", reason, usize::from(outcome.wants_reason())..=500),
            None if outcome.wants_reason() => faults.add("/reason", FaultCode::Missing),
            None => {}
        }
    }
}
