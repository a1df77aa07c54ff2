//! The three comparisons in one answer (S0-8): with the own past, the peers, and the same period
//! a year earlier.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use xianfeng_domain::access::Reach;
use xianfeng_domain::boards::{Standing, compare};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{Audience, Board, BoardQuery, members_board};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{editions, ledger, members, organizations, rulebooks, zeroings};

use crate::app::App;
use crate::auth::{AsMember, Caller};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Problem};
use crate::http::wire::{WirePeriod, WirePoints};
use crate::leaderboards::{TownshipGrades, audience_of, has_figures, period_or_running, reference_day};

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ComparisonQuery {
    /// The running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
}

impl Check for ComparisonQuery {}

/// The three comparisons. What has no data is absent, which is not zero.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ComparisonOut {
    /// The period.
    pub period: WirePeriod,
    /// Among the peers (横向): rank in the branch, grade in the township.
    pub current: Option<StandingOut>,
    /// The period before (纵向).
    pub previous_period: WirePeriod,
    /// Where the member stood then.
    pub previous: Option<StandingOut>,
    /// Gain or loss against it.
    pub change: Option<WirePoints>,
    /// The same period a year earlier (同期).
    pub year_earlier_period: WirePeriod,
    /// Where the member stood then.
    pub year_earlier: Option<StandingOut>,
    /// Gain or loss against it.
    pub year_change: Option<WirePoints>,
}

/// Where a member stood in a period.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StandingOut {
    /// The total.
    pub total: WirePoints,
    /// The rank in the branch; absent for who is exempt or out of scope.
    pub branch_rank: Option<u32>,
    /// How many the branch's board lists.
    pub branch_size: u32,
    /// The rank in the township.
    pub township_rank: Option<u32>,
    /// How many the township's board lists.
    pub township_size: u32,
    /// The code of the grade (等次) in the township; absent for who a veto keeps out.
    pub grade: Option<String>,
    /// Whether a veto (一票否决) that stands keeps the member out of grades and settlement.
    pub kept_out: bool,
}

impl From<Standing> for StandingOut {
    fn from(standing: Standing) -> Self {
        Self {
            total: standing.total.into(),
            branch_rank: standing.branch_rank,
            branch_size: standing.branch_size,
            township_rank: standing.township_rank,
            township_size: standing.township_size,
            grade: standing.grade,
            kept_out: standing.kept_out,
        }
    }
}

/// Compares the caller's points with the own past, the peers and a year earlier.
///
/// Ranks are those of the boards; the grade is the rule book's for the place in the township, the
/// same on every board. Who is kept out by a veto has none (S0-12).
#[utoipa::path(
    tag = "me",
    params(ComparisonQuery),
    responses((status = 200, body = ComparisonOut, description = "The comparisons", example = json!({
        "period": "2024-Q1",
        "current": { "total": 12.5, "branchRank": 2, "branchSize": 38, "townshipRank": 17, "townshipSize": 480,
            "grade": "excellent", "keptOut": false },
        "previousPeriod": "2023-Q4",
        "previous": { "total": 9, "branchRank": 5, "branchSize": 37, "townshipRank": 80, "townshipSize": 478,
            "grade": "excellent", "keptOut": false },
        "change": 3.5, "yearEarlierPeriod": "2023-Q1", "yearEarlier": null, "yearChange": null
    }))),
    extensions(("x-error-codes" = json!(["period.not_found", "auth.not_bound", "auth.forbidden"]))),
)]
#[get("/me/comparison")]
pub(super) async fn compare_my_points(
    app: Data<App>,
    member: AsMember,
    asked: QueryParams<ComparisonQuery>,
) -> Result<HttpResponse, Problem> {
    let (own, today) = (&member.member, member.today());
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let period = period_or_running(tx, &own.standing.branch_path, asked.period, today).await?;
        let current = standing(tx, &member.caller, own, period, today).await?;
        let previous = standing(tx, &member.caller, own, period.previous(), today).await?;
        let year_earlier = standing(tx, &member.caller, own, period.year_earlier(), today).await?;
        Ok(compare(period, current, previous, year_earlier))
    };
    let compared = app.database.read(read).await?;
    let period = compared.period;
    Ok(HttpResponse::Ok().json(ComparisonOut {
        period: WirePeriod(period),
        current: compared.current.map(Into::into),
        previous_period: WirePeriod(period.previous()),
        previous: compared.previous.map(Into::into),
        change: compared.change.map(Into::into),
        year_earlier_period: WirePeriod(period.year_earlier()),
        year_earlier: compared.year_earlier.map(Into::into),
        year_change: compared.year_change.map(Into::into),
    }))
}

/// Where a member stood in a period; none before they came, and where nobody in the township has
/// an entry.
async fn standing(
    tx: &Tx,
    caller: &Caller,
    own: &Member,
    period: Period,
    today: Day,
) -> Result<Option<Standing>, Failure> {
    let day = reference_day(period, today);
    if let Some(frozen) = frozen(tx, caller, own, period, today).await? {
        return Ok(frozen);
    }
    let then = members::by_id(tx, &Reach::township_of(&own.standing.branch_path), own.id, day).await?;
    let Some(then) = then else { return Ok(None) };
    let branch = &then.standing.branch_path;
    let Some(township) = organizations::township(tx, branch).await? else { return Ok(None) };
    let Some(book) = rulebooks::effective(tx, branch, day).await? else { return Ok(None) };
    let in_township = seen_by(tx, caller, own.id, &township.path, period, today).await?;
    let in_branch = seen_by(tx, caller, own.id, branch, period, today).await?;
    let totals = ledger::totals_of_member(tx, own.id, book.owner, &[period]).await?;
    if !totals.contains_key(&period) && !has_figures(&in_township) {
        return Ok(None);
    }
    let total = totals.get(&period).copied().unwrap_or_default().total;
    let township_rank = in_township.rank_of(own.id);
    let grades = TownshipGrades::load(tx, &township.path, period, today).await?;
    let grade = grades.as_ref().and_then(|grades| grades.grade(own.id)).map(|grade| grade.code.clone());
    // Exempt members are on no board, and a veto of theirs shows all the same.
    let kept_out = zeroings::kept_out(tx, [own.id], day).await?.contains(&own.id);
    Ok(Some(Standing {
        total,
        branch_rank: in_branch.rank_of(own.id),
        branch_size: in_branch.size(),
        township_rank,
        township_size: in_township.size(),
        grade,
        kept_out,
    }))
}

/// Where a member stood in a closed period: what the edition says, whatever was recorded since. The
/// outer none while the period is open.
async fn frozen(
    tx: &Tx,
    caller: &Caller,
    own: &Member,
    period: Period,
    today: Day,
) -> Result<Option<Option<Standing>>, Failure> {
    let Some(township) = organizations::township(tx, &own.standing.branch_path).await? else { return Ok(None) };
    let Some(edition) = editions::latest(tx, township.id, period).await? else { return Ok(None) };
    let Some(row) = editions::of_member(tx, edition.edition.id, own.id).await? else { return Ok(Some(None)) };
    let branch = organizations::find_open(tx, row.branch).await?;
    let branch = branch.ok_or_else(|| StoreError::corrupt("a branch of an edition is gone"))?;
    let in_township = seen_by(tx, caller, own.id, &township.path, period, today).await?;
    if row.additions.is_zero() && row.deductions.is_zero() && !has_figures(&in_township) {
        return Ok(Some(None));
    }
    let in_branch = seen_by(tx, caller, own.id, &branch.path, period, today).await?;
    Ok(Some(Some(Standing {
        total: row.total,
        branch_rank: in_branch.rank_of(own.id),
        branch_size: in_branch.size(),
        township_rank: in_township.rank_of(own.id),
        township_size: in_township.size(),
        grade: row.grade,
        kept_out: row.kept_out,
    })))
}

/// The board on which the member reads the own place: the one that they see, else, for who is
/// kept from it, the whole one.
async fn seen_by(
    tx: &Tx,
    caller: &Caller,
    own: MemberId,
    organization: &OrganizationPath,
    period: Period,
    today: Day,
) -> StoreResult<Board> {
    let audience = audience_of(caller, organization);
    let query = BoardQuery { organization: organization.clone(), period, category: None, audience };
    let seen = members_board(tx, &query, today).await?;
    if audience == Audience::NeedToKnow || seen.rank_of(own).is_some() {
        return Ok(seen);
    }
    let whole = members_board(tx, &BoardQuery { audience: Audience::NeedToKnow, ..query }, today).await?;
    Ok(if whole.rank_of(own).is_some() { whole } else { seen })
}
