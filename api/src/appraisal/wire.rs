//! Appraisals as clients see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::appraisal::{Appraisal, Grade, Kind, Refusal, State};
use xianfeng_domain::ids::AppraisalId;
use xianfeng_infra::appraisal as rows;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};

use crate::auth::Caller;
use crate::failure::Failure;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WirePeriod, WireTime};
use crate::pledges::organization_names;
use crate::quarterly_audit::names_behind;

/// What is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AppraisalKind)]
pub enum KindCode {
    /// How the year's pledge was kept (评诺): who has a pledge that was shown.
    Pledge,
    /// The democratic appraisal (民主评议): every member who is not exempt.
    Democratic,
}

/// A grade.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AppraisalGrade)]
pub enum GradeCode {
    /// 好, 100 points.
    Good,
    /// 较好, 80 points.
    Fair,
    /// 一般, 60 points.
    Ordinary,
    /// 差, 0 points.
    Poor,
}

impl From<KindCode> for Kind {
    fn from(code: KindCode) -> Self {
        match code {
            KindCode::Pledge => Self::Pledge,
            KindCode::Democratic => Self::Democratic,
        }
    }
}

impl From<GradeCode> for Grade {
    fn from(code: GradeCode) -> Self {
        match code {
            GradeCode::Good => Self::Good,
            GradeCode::Fair => Self::Fair,
            GradeCode::Ordinary => Self::Ordinary,
            GradeCode::Poor => Self::Poor,
        }
    }
}

/// What each voice weighs, in hundredths; together 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WeightsWire {
    /// The member's own voice.
    #[schema(minimum = 0, maximum = 100, example = 10)]
    #[serde(rename = "self")]
    pub own: u32,
    /// The secretary's.
    #[schema(minimum = 0, maximum = 100, example = 20)]
    pub secretary: u32,
    /// The peers'.
    #[schema(minimum = 0, maximum = 100, example = 40)]
    pub peers: u32,
    /// The villagers'.
    #[schema(minimum = 0, maximum = 100, example = 30)]
    pub villagers: u32,
}

/// How many must have spoken before a voice counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct MinimumWire {
    /// Peers: 3 or more, so that a count tells nobody's rating.
    #[schema(minimum = 3, maximum = 10_000, example = 3)]
    pub peers: u32,
    /// Villagers.
    #[schema(minimum = 1, maximum = 10_000, example = 5)]
    pub villagers: u32,
}

/// An appraisal.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AppraisalOut {
    /// Its id.
    pub id: Uuid,
    /// The branch.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The year.
    #[schema(value_type = WirePeriod)]
    pub year: WirePeriod,
    /// `pledge` or `democratic`.
    pub kind: &'static str,
    /// `draft`, `open`, `closed`, `signed` or `cancelled`.
    pub state: &'static str,
    /// What each voice weighs.
    pub weights: WeightsWire,
    /// How many it takes before a voice counts.
    pub minimum: MinimumWire,
    /// Whether the grades are published with the signature.
    pub public: bool,
    /// When ratings were first taken.
    pub opened_at: Option<WireTime>,
    /// When they ended.
    pub closed_at: Option<WireTime>,
    /// Who signed.
    pub signed_by: Option<String>,
    /// When.
    pub signed_at: Option<WireTime>,
    /// The meeting that decided.
    pub meeting: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A reason on its own.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schema(as = AppraisalReasonIn)]
pub struct ReasonIn {
    /// Why, 1 to 500 characters; the members read it.
    #[schema(example = "名单有误，重新组织")]
    pub reason: String,
}

impl Check for ReasonIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Whose rounds somebody sees: those within reach, and those of the own branch.
pub(super) fn readable(caller: &Caller) -> Vec<Reach> {
    let own = caller.branch().map(|branch| Reach::under(branch.clone()));
    std::iter::once(caller.reach(Right::Read)).filter(|reach| !reach.is_empty()).chain(own).collect()
}

/// A round that the caller sees, and whether they need to know more than their own part in it.
///
/// # Errors
/// `appraisal.not_found`.
pub(super) async fn seen(tx: &Tx, caller: &Caller, id: AppraisalId) -> Result<(Appraisal, bool), Failure> {
    for reach in readable(caller) {
        if let Some(round) = rows::find(tx, &reach, id).await? {
            let needs_to_know = caller.reach(Right::Read).covers(&round.path);
            return Ok((round, needs_to_know));
        }
    }
    Err(Code::AppraisalNotFound.into())
}

/// The refusal of what a round's state does not allow.
pub(super) fn wrong_state(round: &Appraisal) -> Failure {
    Problem::new(Code::AppraisalWrongState).member("state", round.state.code()).into()
}

/// One round for the wire.
///
/// # Errors
/// The store's fault.
pub(super) async fn appraisal_out(tx: &Tx, round: &Appraisal) -> StoreResult<AppraisalOut> {
    let out = appraisals_out(tx, std::slice::from_ref(round)).await?.pop();
    out.ok_or_else(|| StoreError::corrupt("an appraisal vanished"))
}

/// Rounds for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn appraisals_out(tx: &Tx, rounds: &[Appraisal]) -> StoreResult<Vec<AppraisalOut>> {
    let by = names_behind(tx, rounds.iter().filter_map(|round| Some(round.signature.as_ref()?.by))).await?;
    let names = organization_names(tx, rounds.iter().map(|round| round.organization)).await?;
    let out = |round: &Appraisal| {
        let signature = round.signature.as_ref().filter(|_| round.state == State::Signed);
        AppraisalOut {
            id: round.id.0,
            organization_id: round.organization.0,
            organization_name: names.get(&round.organization).cloned().unwrap_or_default(),
            year: WirePeriod(round.year),
            kind: round.kind.code(),
            state: round.state.code(),
            weights: WeightsWire {
                own: round.weights.own,
                secretary: round.weights.secretary,
                peers: round.weights.peers,
                villagers: round.weights.villagers,
            },
            minimum: MinimumWire { peers: round.minimum.peers, villagers: round.minimum.villagers },
            public: round.public,
            opened_at: round.opened_at.map(Into::into),
            closed_at: round.closed_at.map(Into::into),
            signed_by: signature.and_then(|signature| by.get(&signature.by).cloned()),
            signed_at: signature.map(|signature| signature.at.into()),
            meeting: signature.map(|signature| signature.meeting.clone()),
            reason: signature.map(|signature| signature.reason.clone()),
        }
    };
    Ok(rounds.iter().map(out).collect())
}

/// The grade as Chinese pages and lists say it.
pub(crate) const fn grade_name(grade: Grade) -> &'static str {
    match grade {
        Grade::Good => "好",
        Grade::Fair => "较好",
        Grade::Ordinary => "一般",
        Grade::Poor => "差",
    }
}

/// The kind as Chinese pages and lists say it.
pub(crate) const fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Pledge => "评诺",
        Kind::Democratic => "民主评议",
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NotYourVoice => Code::AppraisalNotYourVoice.into(),
            Refusal::Oneself => Code::AppraisalOneself.into(),
        }
    }
}

impl Check for WeightsWire {
    fn check(&self, faults: &mut Faults) {
        let weights = xianfeng_domain::appraisal::Weights {
            own: self.own,
            secretary: self.secretary,
            peers: self.peers,
            villagers: self.villagers,
        };
        if !weights.is_whole() {
            faults.add("", FaultCode::OutOfRange);
        }
    }
}

impl Check for MinimumWire {
    fn check(&self, faults: &mut Faults) {
        faults.range("/peers", self.peers, xianfeng_domain::appraisal::Minimum::LEAST_PEERS..=10_000);
        faults.range("/villagers", self.villagers, 1..=10_000);
    }
}

/// The example in the document.
pub(super) fn appraisal_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000081", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "organizationName": "北沟村党支部", "year": "2024", "kind": "democratic", "state": "signed",
        "weights": { "self": 10, "secretary": 20, "peers": 40, "villagers": 30 },
        "minimum": { "peers": 3, "villagers": 5 }, "public": true,
        "openedAt": "2024-12-10T09:00:00+08:00", "closedAt": "2024-12-20T18:00:00+08:00", "signedBy": "王秀英",
        "signedAt": "2024-12-21T10:00:00+08:00", "meeting": "2024年12月21日支部党员大会", "reason": "评议程序完整"
    })
}
