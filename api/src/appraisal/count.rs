//! Recording the villagers' paper votes: they have no account.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, Ballots, State};
use xianfeng_domain::ids::{AppraisalId, MemberId, PersonId};
use xianfeng_infra::appraisal::{self as rows, VillagerCount};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// The most votes of one grade: more than a township has villagers.
const MOST: u32 = 100_000;

/// A count of paper votes.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VillagerCountsIn {
    /// Who counted, 1 to 50 characters.
    #[schema(example = "李会计")]
    pub counted_by: String,
    /// Before whom, 1 to 200 characters.
    #[schema(example = "村民代表张某、赵某")]
    pub witnesses: String,
    /// The counts, 1 to 200, each about another member.
    pub counts: Vec<VillagerCountIn>,
}

/// The votes about one member.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VillagerCountIn {
    /// About whom.
    pub member_id: Uuid,
    /// How many gave 好.
    #[schema(minimum = 0, maximum = 100_000, example = 21)]
    pub good: u32,
    /// How many gave 较好.
    #[schema(minimum = 0, maximum = 100_000, example = 8)]
    pub fair: u32,
    /// How many gave 一般.
    #[schema(minimum = 0, maximum = 100_000, example = 2)]
    pub ordinary: u32,
    /// How many gave 差.
    #[schema(minimum = 0, maximum = 100_000, example = 0)]
    pub poor: u32,
}

impl VillagerCountIn {
    const fn ballots(&self) -> Ballots {
        Ballots([self.good, self.fair, self.ordinary, self.poor])
    }
}

impl Check for VillagerCountsIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/countedBy", &self.counted_by, 1..=50);
        faults.text("/witnesses", &self.witnesses, 1..=200);
        faults.count("/counts", self.counts.len(), 1..=200);
        let mut seen = std::collections::HashSet::new();
        for (index, count) in self.counts.iter().enumerate() {
            if !seen.insert(count.member_id) {
                faults.add(format!("/counts/{index}/memberId"), FaultCode::Duplicate);
            }
            let grades =
                [("good", count.good), ("fair", count.fair), ("ordinary", count.ordinary), ("poor", count.poor)];
            for (name, many) in grades {
                faults.range(&format!("/counts/{index}/{name}"), many, 0..=MOST);
            }
        }
    }
}

/// Records the villagers' paper votes: all of the counts, or none if one is refused.
///
/// With who counted and before whom. Until the appraisal closes, another count takes the place of
/// one. Nobody records those about themselves.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    request_body = VillagerCountsIn,
    responses((status = 200, body = AppraisalOut, description = "The appraisal", example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!([
        "appraisal.not_found", "appraisal.wrong_state", "appraisal.member_not_found", "appraisal.own_count",
        "auth.forbidden"
    ]))),
)]
#[post("/appraisals/{id}/villager-counts")]
pub(super) async fn count_villagers(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
    body: JsonBody<VillagerCountsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.count", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        let round = count(tx, &permit, &permit.reach, permit.person, id.0, &body.0).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the round or a member refuses; nothing is written then.
pub async fn count(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    by: PersonId,
    id: AppraisalId,
    new: &VillagerCountsIn,
) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    if !rows::take_turn(tx, id).await? {
        return Err(wrong_state(&round));
    }
    let judged = rows::participants(tx, id).await?;
    for count in &new.counts {
        let member = MemberId(count.member_id);
        if !judged.iter().any(|one| one.member == member) {
            return Err(Problem::new(Code::AppraisalMemberNotFound).member("memberId", count.member_id).into());
        }
        if members::is_person(tx, member, by).await? {
            return Err(Code::AppraisalOwnCount.into());
        }
        let count = VillagerCount {
            member,
            ballots: count.ballots(),
            counted_by: new.counted_by.trim().to_owned(),
            witnesses: new.witnesses.trim().to_owned(),
        };
        rows::count_villagers(tx, id, &count, act.caller.account, act.now).await?;
    }
    act.audit(tx, "appraisals.count", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Open, ..round })
}
