//! Rating: by the member as self, by the secretary, by peers.
//!
//! What a peer gives is secret. The row holds a keyed hash in place of the rater, the log says that
//! somebody rated and not who, the reply names no grade, and what the idempotency key remembers of
//! the input is keyed, too: four grades would be tried out soon.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::{Right, Role};
use xianfeng_domain::appraisal::{Appraisal, Speaker, State, Subject, Voice, may_speak};
use xianfeng_domain::ids::{AppraisalId, MemberId, PersonId};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, appraisal as rows, members};

use super::wire::{GradeCode, readable, wrong_state};
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// As whom somebody rates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = AppraisalVoice)]
pub enum VoiceCode {
    /// Oneself.
    #[serde(rename = "self")]
    Own,
    /// As secretary of the branch; about a secretary, as administrator of the township.
    Secretary,
    /// As another member of the branch.
    Peers,
}

impl From<VoiceCode> for Voice {
    fn from(code: VoiceCode) -> Self {
        match code {
            VoiceCode::Own => Self::Own,
            VoiceCode::Secretary => Self::Secretary,
            VoiceCode::Peers => Self::Peers,
        }
    }
}

/// Ratings.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RatingsIn {
    /// As whom.
    pub voice: VoiceCode,
    /// The ratings, 1 to 200, each of another member.
    pub ratings: Vec<RatingIn>,
}

/// The rating of one member.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RatingIn {
    /// Who is rated.
    pub member_id: Uuid,
    /// What is given.
    pub grade: GradeCode,
}

impl Check for RatingsIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/ratings", self.ratings.len(), 1..=200);
        let mut seen = std::collections::HashSet::new();
        for (index, rating) in self.ratings.iter().enumerate() {
            if !seen.insert(rating.member_id) {
                faults.add(format!("/ratings/{index}/memberId"), FaultCode::Duplicate);
            }
        }
    }
}

/// That the ratings were taken.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RatedOut {
    /// The appraisal.
    pub appraisal_id: Uuid,
    /// How many ratings were taken.
    pub taken: usize,
}

/// Rates members of an open appraisal: all of them, or none if one is refused.
///
/// One rating a rater, voice and member; until the appraisal closes another takes its place. What a
/// peer gives is secret: it is kept without a name, and only counts are ever shown.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = RatingsIn,
    responses((status = 200, body = RatedOut, description = "Taken",
        example = json!({ "appraisalId": "018e0f6a-0000-7000-8000-000000000081", "taken": 12 }))),
    extensions(("x-error-codes" = json!([
        "appraisal.not_found", "appraisal.wrong_state", "appraisal.member_not_found", "appraisal.not_your_voice",
        "appraisal.oneself", "auth.forbidden", "auth.not_bound"
    ]))),
)]
#[post("/appraisals/{id}/ratings")]
pub(super) async fn rate_members(
    app: Data<App>,
    bound: Bound,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
    body: JsonBody<RatingsIn>,
) -> Result<HttpResponse, Problem> {
    let input = serde_json::to_vec(&body.0).map_err(Problem::internal)?;
    let sealed = app.vault.keyed(b"appraisal input", &input);
    let command = Command::new(&app, &bound, "appraisals.rate", &key, id.0, &sealed)?;
    let work = async |tx: &Tx| {
        let round = rate(tx, &app.vault, &bound, bound.person, id.0, &body.0).await?;
        Ok(Done::ok(RatedOut { appraisal_id: id.0.0, taken: body.ratings.len() }).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `auth.forbidden` for who can have no voice anywhere; what the round, a member or the voice
/// refuses: nothing is written then.
pub async fn rate(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    by: PersonId,
    id: AppraisalId,
    new: &RatingsIn,
) -> Result<Appraisal, Failure> {
    if act.caller.member.is_none() && act.caller.reach(Right::Register).is_empty() {
        return Err(Code::AuthForbidden.into());
    }
    let mut found = None;
    for reach in readable(&act.caller) {
        found = found.or(rows::find(tx, &reach, id).await?);
    }
    let round = found.ok_or(Code::AppraisalNotFound)?;
    if !rows::take_turn(tx, id).await? {
        return Err(wrong_state(&round));
    }
    let secretaries = secretaries(tx, &round).await?;
    let branch = act.caller.member.as_ref().map(|member| member.standing.branch);
    let speaker = Speaker {
        person: by,
        is_peer: branch == Some(round.organization),
        is_secretary: secretaries.contains(&by),
        is_township: act.caller.reach(Right::Administer).covers(&round.path),
    };
    let judged = rows::participants(tx, id).await?;
    let ids = new.ratings.iter().map(|rating| MemberId(rating.member_id));
    let subjects = members::by_ids(tx, ids, act.today()).await?;
    let voice = Voice::from(new.voice);
    for rating in &new.ratings {
        let member = MemberId(rating.member_id);
        let subject = subjects.get(&member).filter(|_| judged.iter().any(|one| one.member == member));
        let subject =
            subject.ok_or_else(|| Problem::new(Code::AppraisalMemberNotFound).member("memberId", rating.member_id))?;
        let is_secretary = secretaries.contains(&subject.person);
        may_speak(speaker, voice, Subject { person: subject.person, is_secretary })?;
        let hash = rows::rater_hash(vault, id, member, voice, by);
        rows::rate(tx, id, member, voice, &hash, rating.grade.into()).await?;
    }
    // Without who, where from and which request: a peer's rating is secret, and so is its moment.
    let anonymous = Record {
        action: "appraisals.rate".to_owned(),
        subject_kind: Some("appraisal"),
        subject: Some(id.0),
        organization: Some(round.path.clone()),
        ..Record::default()
    };
    audit::write(tx, anonymous, act.now).await?;
    Ok(Appraisal { state: State::Open, ..round })
}

/// Who holds the secretary's role right at the branch.
///
/// # Errors
/// The store's fault.
pub(super) async fn secretaries(tx: &Tx, round: &Appraisal) -> Result<Vec<PersonId>, Failure> {
    let grants = accounts::held_at(tx, [round.organization]).await?;
    let secretaries = grants.into_iter().filter(|grant| grant.role == Role::BranchAdmin);
    Ok(secretaries.map(|grant| grant.person).collect())
}
