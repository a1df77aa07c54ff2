//! Who meets a consequence of the rule book, and why: S0-11, S2-5. The machine proposes, people
//! decide (invariant 12): nothing is stored and nothing follows by itself.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::boards::{Figures, Finding, PeriodFigures, RunningTotals, findings, periods_needed};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::ledger::base_due;
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::{Organization, OrganizationPath};
use xianfeng_domain::rulebook::Consequence;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::boards::{base_held, totals_over};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::members::{self, MemberFilter};
use xianfeng_infra::organizations;

use super::asked::period_or_running;
use super::findings_wire::{FindingsOut, consequence_out, finding_out, findings_example};
use super::grades::TownshipGrades;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;

/// Where and when to look.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct FindingsQuery {
    /// A branch or a township within reach.
    organization_id: Uuid,
    /// The newest period looked at; the running closing unit of the rule book where absent.
    #[param(value_type = Option<String>, example = "2024-Q1")]
    period: Option<WirePeriod>,
}

impl Check for FindingsQuery {}

/// Lists who meets a consequence of the rule book, and why.
///
/// For each consequence that looks at such a period: the members present today who meet it, with
/// the figures of every period in a row. Places and grades are those in the township. It only
/// proposes: nothing is stored. The reading is written to the audit log.
#[utoipa::path(
    tag = "leaderboards",
    params(PageQuery, FindingsQuery),
    responses((status = 200, body = FindingsOut, description = "A page", example = json!(findings_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "leaderboard.not_found", "rulebook.not_found", "period.not_found"
    ]))),
)]
#[get("/findings")]
pub(super) async fn list_findings(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<FindingsQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(usize, i64, Uuid)>()?;
    let id = OrganizationId(list.filter.organization_id);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        look(tx, &permit.reach, &organization, list.filter.period, permit.today()).await
    };
    let looked = app.database.read(read).await?;
    let subject = Some(("organization", id.0));
    permit.disclosed(&app, "leaderboards.findings", subject, Some(looked.path.clone())).await?;
    let position = |row: &Row| (row.place, row.member.roster_order, row.member.id.0);
    let rest = looked.rows.into_iter().filter(|row| after.is_none_or(|after| position(row) > after));
    let limit = usize::try_from(list.page.limit).unwrap_or(usize::MAX);
    let (rows, next_cursor) = list.page.cut(rest.take(limit.saturating_add(1)).collect(), position)?;
    let code = |place: usize| looked.consequences.get(place).map(|one| one.code.clone()).unwrap_or_default();
    Ok(HttpResponse::Ok().json(FindingsOut {
        organization_id: id.0,
        period: WirePeriod(looked.period),
        items: rows.into_iter().map(|row| finding_out(code(row.place), &row.member, row.finding)).collect(),
        consequences: looked.consequences.iter().map(consequence_out).collect(),
        next_cursor,
    }))
}

/// What was found.
pub(crate) struct Looked {
    path: OrganizationPath,
    period: Period,
    pub(crate) consequences: Vec<Consequence>,
    /// By consequence, then in roster order.
    pub(crate) rows: Vec<Row>,
}

/// A member who meets the consequence at a place of the list.
pub(crate) struct Row {
    pub(crate) place: usize,
    pub(crate) member: Member,
    pub(crate) finding: Finding,
}

/// The use case. The statements grow with the periods that the book says must be in a row, which the
/// document bounds, and never with the number of members.
///
/// # Errors
/// What there is no board, rule book or period for.
pub(crate) async fn look(
    tx: &Tx,
    reach: &Reach,
    organization: &Organization,
    asked: Option<WirePeriod>,
    today: Day,
) -> Result<Looked, Failure> {
    let path = organization.path.clone();
    let township = organizations::township(tx, &path).await?.ok_or(Code::LeaderboardNotFound)?;
    let period = period_or_running(tx, &path, asked, today).await?;
    let newest = TownshipGrades::load(tx, &path, period, today).await?.ok_or(Code::RulebookNotFound)?;
    let of_kind = newest.book.consequences.iter().filter(|one| one.per == period.kind());
    let consequences: Vec<Consequence> = of_kind.cloned().collect();
    let since = members::belonging_since(tx, township.id).await?;
    let needed: Vec<(usize, usize)> = consequences.iter().map(periods_needed).collect();
    let in_a_row = needed.iter().map(|(row, _)| *row).max().unwrap_or_default();
    let running = needed.iter().map(|(_, all)| *all).max().unwrap_or_default();
    let before: Vec<Period> =
        std::iter::successors(Some(period), |period| Some(period.previous())).take(running).collect();
    let totals = RunningTotals { periods: totals_over(tx, &newest.board, &before).await?, since: since.clone() };
    let mut boards = Vec::with_capacity(in_a_row);
    let mut grades = Some(newest);
    while let Some(one) = grades.filter(|_| boards.len() < in_a_row) {
        boards.push(figures(tx, &one, &since).await?);
        let earlier = one.period.previous();
        grades = TownshipGrades::load(tx, &path, earlier, today).await?;
    }
    let filter = MemberFilter { organization: Some(path.clone()), ..MemberFilter::default() };
    let present = members::list(tx, reach, today, &filter).await?;
    let mut rows = Vec::new();
    for (place, consequence) in consequences.iter().enumerate() {
        let mut found: HashMap<MemberId, Finding> =
            findings(consequence, &boards, &totals).into_iter().map(|finding| (finding.member, finding)).collect();
        rows.extend(
            present
                .iter()
                .filter_map(|member| Some(Row { place, member: member.clone(), finding: found.remove(&member.id)? })),
        );
    }
    Ok(Looked { path, period, consequences, rows })
}

/// How everybody on a township's board stood in its period.
async fn figures(tx: &Tx, grades: &TownshipGrades, since: &HashMap<MemberId, Day>) -> StoreResult<PeriodFigures> {
    let period = grades.period;
    let held = base_held(tx, &grades.board, period).await?;
    let counted = grades.board.size();
    let members = grades.board.rows.iter().map(|ranked| {
        let row = &ranked.row;
        let from = since.get(&row.member).copied().unwrap_or(period.start());
        let figures = Figures {
            total: row.total,
            additions: row.additions,
            deductions: row.deductions,
            base: held.get(&row.member).copied().unwrap_or(Points::ZERO),
            due: base_due(&grades.book.base, &row.category, period, from, None),
            rank: ranked.rank,
            counted,
            grade: grades.grade(row.member).map(|grade| grade.code.clone()),
        };
        (row.member, figures)
    });
    Ok(PeriodFigures { period, members: members.collect() })
}
