//! Who is judged in a round, and what came of it.

use std::collections::HashSet;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::appraisal::{Appraisal, Ballots, Grade, Outcome, Participant, State, Voice, outcome};
use xianfeng_domain::ids::{AppraisalId, MemberId, PersonId};
use xianfeng_infra::appraisal::{self as rows, VillagerCount};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members;
use xianfeng_infra::privacy::Vault;

use super::wire::seen;
use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// Nothing beside the page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ParticipantQuery {}

impl Check for ParticipantQuery {}

/// A page of who is judged.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantsOut {
    /// Who is judged, in the order of the roster.
    pub items: Vec<ParticipantOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Somebody who is judged.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ParticipantOut {
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub name: String,
    /// As whom the caller has rated this member: `self`, `secretary`, `peers`. What was given is
    /// shown to nobody, so that nobody can be made to show it.
    pub rated_as: Vec<&'static str>,
    /// Since when the member was away as the appraisal opened; for who needs to know.
    pub away_since: Option<WireDay>,
    /// The day on which they came back for it; for who needs to know.
    pub returned_on: Option<WireDay>,
    /// Once closed, for who needs to know; once signed, for the member.
    pub result: Option<ResultOut>,
}

/// What came of it for one member.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ResultOut {
    /// The weighted score, out of `weight`.
    pub score: WirePoints,
    /// The hundredths of the whole that have spoken: 100 unless a voice is missing.
    pub weight: u32,
    /// `good` from 90, `fair` from 75, `ordinary` from 60, else `poor`; none while provisional.
    pub grade: Option<&'static str>,
    /// Whether a voice was below its minimum: it counts nothing then, and no other counts more.
    pub provisional: bool,
    /// Which.
    pub missing: Vec<&'static str>,
    /// The counts by voice, from the minimum up; for who needs to know.
    pub voices: Vec<VoiceOut>,
}

/// The counts of one voice.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoiceOut {
    /// `self`, `secretary`, `peers` or `villagers`.
    pub voice: &'static str,
    /// How many gave 好.
    pub good: u32,
    /// How many gave 较好.
    pub fair: u32,
    /// How many gave 一般.
    pub ordinary: u32,
    /// How many gave 差.
    pub poor: u32,
    /// Villagers: who counted.
    pub counted_by: Option<String>,
    /// Villagers: before whom.
    pub witnesses: Option<String>,
}

/// Lists who is judged in an appraisal.
///
/// For the members of the branch, who see whom they have rated, and for who reads the branch. Counts
/// are shown once the appraisal is closed, and those of a voice from its minimum up: never what one
/// peer gave. The reading of results is written to the audit log.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal"), PageQuery),
    responses((status = 200, body = ParticipantsOut, description = "A page", example = json!({
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋志嘉", "ratedAs": ["peers"],
            "awaySince": "2024-02-20", "returnedOn": "2024-12-18",
            "result": { "score": 86.5, "weight": 100, "grade": "fair", "provisional": false, "missing": [],
                "voices": [{ "voice": "peers", "good": 9, "fair": 3, "ordinary": 1, "poor": 0, "countedBy": null,
                    "witnesses": null }] } }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["appraisal.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/appraisals/{id}/members")]
pub(super) async fn list_appraisal_members(
    app: Data<App>,
    bound: Bound,
    id: PathId<AppraisalId>,
    list: ListParams<ParticipantQuery>,
) -> Result<HttpResponse, Problem> {
    let after: usize = list.page.after()?.unwrap_or_default();
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (round, needs_to_know) = seen(tx, &bound.caller, id.0).await?;
        let all = rows::participants(tx, id.0).await?;
        let page: Vec<(usize, Participant)> =
            all.into_iter().enumerate().skip(after).take(limit.saturating_add(1)).collect();
        let (page, next_cursor) = list.page.cut(page, |(place, _)| place + 1)?;
        let page: Vec<Participant> = page.into_iter().map(|(_, participant)| participant).collect();
        let items = items(tx, &app.vault, &bound, bound.person, &round, needs_to_know, page).await?;
        let disclosed = items.iter().any(|item| item.result.is_some()).then_some(round.path);
        Ok((ParticipantsOut { items, next_cursor }, disclosed.filter(|_| needs_to_know)))
    };
    let (out, path) = app.database.read(read).await?;
    if path.is_some() {
        bound.disclosed(&app, "appraisals.results", Some(("appraisal", id.0.0)), path).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

async fn items(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    person: PersonId,
    round: &Appraisal,
    needs_to_know: bool,
    page: Vec<Participant>,
) -> StoreResult<Vec<ParticipantOut>> {
    let names = members::names_of(tx, page.iter().map(|one| one.member)).await?;
    let rated = Rated::load(tx, vault, round.id, person, &page).await?;
    let counted = matches!(round.state, State::Closed | State::Signed);
    let ballots = if counted { rows::ballots(tx, round.id).await? } else { std::collections::HashMap::new() };
    let papers = if counted { rows::villager_counts(tx, round.id).await? } else { Vec::new() };
    let item = |one: Participant| {
        let given = ballots.get(&one.member).copied().unwrap_or_default();
        let is_own = act.caller.member_id() == Some(one.member);
        let result = match (counted, needs_to_know) {
            (true, true) => {
                let result = one.result.unwrap_or_else(|| outcome(round.weights, round.minimum, &given));
                let paper = papers.iter().find(|count| count.member == one.member);
                Some(result_out(&result, voices(round, &given, paper)))
            }
            (_, false) if is_own => one.result.as_ref().map(|result| result_out(result, Vec::new())),
            _ => None,
        };
        ParticipantOut {
            member_id: one.member.0,
            name: names.get(&one.member).cloned().unwrap_or_default(),
            rated_as: rated.of(one.member),
            away_since: one.away_since.filter(|_| needs_to_know || is_own).map(WireDay),
            returned_on: one.returned_on.filter(|_| needs_to_know || is_own).map(WireDay),
            result,
        }
    };
    Ok(page.into_iter().map(item).collect())
}

fn result_out(result: &Outcome, voices: Vec<VoiceOut>) -> ResultOut {
    ResultOut {
        score: result.score.into(),
        weight: result.weight,
        grade: result.grade.map(Grade::code),
        provisional: result.is_provisional(),
        missing: result.missing.iter().map(|voice| voice.code()).collect(),
        voices,
    }
}

/// The counts of each voice that reached its minimum.
fn voices(round: &Appraisal, given: &[Ballots; 4], paper: Option<&VillagerCount>) -> Vec<VoiceOut> {
    let counted = Voice::ALL.iter().zip(given);
    let enough = counted.filter(|(voice, ballots)| ballots.total() >= u64::from(round.minimum.of(**voice).max(1)));
    let voice = |(voice, ballots): (&Voice, &Ballots)| {
        let [good, fair, ordinary, poor] = ballots.0;
        let paper = paper.filter(|_| *voice == Voice::Villagers);
        VoiceOut {
            voice: voice.code(),
            good,
            fair,
            ordinary,
            poor,
            counted_by: paper.map(|paper| paper.counted_by.clone()),
            witnesses: paper.map(|paper| paper.witnesses.clone()),
        }
    };
    enough.map(voice).collect()
}

/// Whom the caller has rated, and as whom.
struct Rated(Vec<(MemberId, &'static str)>);

impl Rated {
    async fn load(
        tx: &Tx,
        vault: &Vault,
        round: AppraisalId,
        rater: PersonId,
        page: &[Participant],
    ) -> StoreResult<Self> {
        let mut asked = Vec::new();
        for one in page {
            for voice in [Voice::Own, Voice::Secretary, Voice::Peers] {
                asked.push((one.member, voice.code(), rows::rater_hash(vault, round, one.member, voice, rater)));
            }
        }
        let hashes: Vec<[u8; 32]> = asked.iter().map(|(_, _, hash)| *hash).collect();
        let given: HashSet<Vec<u8>> = rows::rated(tx, round, &hashes).await?;
        let rated = asked.into_iter().filter(|(_, _, hash)| given.contains(hash.as_slice()));
        Ok(Self(rated.map(|(member, voice, _)| (member, voice)).collect()))
    }

    fn of(&self, member: MemberId) -> Vec<&'static str> {
        self.0.iter().filter(|(own, _)| *own == member).map(|(_, voice)| *voice).collect()
    }
}
