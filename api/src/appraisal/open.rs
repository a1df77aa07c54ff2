//! Opening a round: who is judged is put down, and everybody is told.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::{Appraisal, Kind, State};
use xianfeng_domain::ids::{AppraisalId, MemberId};
use xianfeng_domain::members::Member;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::MemberFilter;
use xianfeng_infra::pledges::PledgeFilter;
use xianfeng_infra::{appraisal as rows, aways, members, pledges, rulebooks};

use super::wire::{AppraisalOut, appraisal_example, appraisal_out, wrong_state};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, PathId};
use crate::http::problem::{Code, Problem};
use crate::inbox::{self, tell};

/// More pledges than a branch makes in a year.
const MOST: u64 = 10_000;

/// Opens an appraisal.
///
/// A democratic one judges every member of the branch who is not exempt; one of pledges those whose
/// pledge was shown. Members are told; those who are away are asked to come back for it.
#[utoipa::path(
    tag = "appraisals",
    params(("id" = Uuid, Path, description = "The appraisal")),
    responses((status = 200, body = AppraisalOut, description = "The appraisal, open",
        example = json!(appraisal_example()))),
    extensions(("x-error-codes" = json!([
        "appraisal.not_found", "appraisal.wrong_state", "appraisal.nobody", "auth.forbidden"
    ]))),
)]
#[post("/appraisals/{id}/open")]
pub(super) async fn open_appraisal(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<AppraisalId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "appraisals.open", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let round = open(tx, &permit, &permit.reach, id.0).await?;
        Ok(Done::ok(appraisal_out(tx, &round).await?).within(&round.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `appraisal.not_found`, `appraisal.wrong_state`, `appraisal.nobody`.
pub async fn open(tx: &Tx, act: &Act, reach: &Reach, id: AppraisalId) -> Result<Appraisal, Failure> {
    let round = rows::find(tx, reach, id).await?.ok_or(Code::AppraisalNotFound)?;
    if !rows::open(tx, id, act.now).await? {
        return Err(wrong_state(&round));
    }
    let today = act.today();
    let branch = Reach::under(round.path.clone());
    let mut all = members::list(tx, &branch, today, &MemberFilter::default()).await?;
    all.retain(|member| member.standing.branch == round.organization);
    let judged = judged(tx, &round, &all, act).await?;
    if judged.is_empty() {
        return Err(Code::AppraisalNobody.into());
    }
    let ids: Vec<MemberId> = judged.iter().map(|member| member.id).collect();
    let away = aways::away_since(tx, &ids, today).await?;
    for member in &judged {
        rows::join(tx, id, member.id, away.get(&member.id).copied()).await?;
    }
    let year = round.year.to_string();
    for member in &all {
        let kind =
            if away.contains_key(&member.id) { inbox::Kind::AppraisalCallsBack } else { inbox::Kind::AppraisalOpened };
        tell(tx, member.person, kind, Some(("appraisal", id.0)), &[("year", &year)], act.now).await?;
    }
    act.audit(tx, "appraisals.open", ("appraisal", id.0), &round.path).await?;
    Ok(Appraisal { state: State::Open, opened_at: Some(act.now), ..round })
}

/// Who is judged, in roster order.
async fn judged(tx: &Tx, round: &Appraisal, all: &[Member], act: &Act) -> Result<Vec<Member>, Failure> {
    let mut judged = all.to_vec();
    match round.kind {
        Kind::Democratic => {
            let book = rulebooks::effective(tx, &round.path, act.today()).await?;
            judged.retain(|member| {
                let (decided, category) = (member.standing.exempt, &member.standing.category);
                !book.as_ref().map_or(decided, |book| book.book.exempts(decided, category))
            });
        }
        Kind::Pledge => {
            let filter = PledgeFilter { year: Some(round.year), shown: true, limit: MOST, ..PledgeFilter::default() };
            // Wherever it was made: who has moved here since is judged here.
            let township = Reach::township_of(&round.path);
            let pledged = pledges::page(tx, &township, None, &filter).await?;
            judged.retain(|member| pledged.iter().any(|pledge| pledge.member == member.id));
        }
    }
    Ok(judged)
}
