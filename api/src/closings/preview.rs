//! What closing a period would do, before anybody does it.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::{Asked, may_close};
use xianfeng_domain::editions::{EditionRow, place};
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::waiting::{self, Waiting};
use xianfeng_infra::{boards, closings as rows, ledger, members, organizations, rulebooks};

use super::refused::refusal;
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::QueryParams;
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::{WireDay, WirePeriod};

/// What would be closed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PreviewQuery {
    /// The township.
    organization_id: Uuid,
    /// The period.
    #[param(value_type = String, example = "2024-Q1")]
    period: WirePeriod,
}

impl Check for PreviewQuery {}

/// What closing would do now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PreviewOut {
    /// The township.
    pub organization_id: Uuid,
    /// The period.
    pub period: WirePeriod,
    /// May it be closed now?
    pub may_close: bool,
    /// Why not.
    pub refusal: Option<PreviewRefusalOut>,
    /// Members who would have a place.
    pub counted: usize,
    /// Exempt members: on the edition without a place.
    pub exempt: usize,
    /// Members of the township whose kind of organization the rule book leaves out (S0-16).
    pub out_of_scope: usize,
    /// What waits and would count in the next unit if it is decided after the closing.
    pub waiting: WaitingOut,
    /// The same where it waits.
    pub organizations: Vec<WaitingAtOut>,
    /// How many members each grade would have, best first.
    pub grades: Vec<GradeCountOut>,
}

/// Why a period cannot be closed now.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PreviewRefusalOut {
    /// The code that closing would answer with.
    #[schema(example = "closing.earlier_first")]
    pub code: &'static str,
    /// The period that comes first.
    pub period: Option<WirePeriod>,
    /// The day until which the period runs.
    pub until: Option<WireDay>,
}

/// What waits.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ClosingWaitingOut)]
pub struct WaitingOut {
    /// Claims handed in and not reviewed.
    pub claims: u64,
    /// Declarations not decided.
    pub declarations: u64,
    /// Quarterly audits not signed.
    pub audits: u64,
}

impl From<Waiting> for WaitingOut {
    fn from(waiting: Waiting) -> Self {
        Self { claims: waiting.claims, declarations: waiting.declarations, audits: waiting.audits }
    }
}

/// What waits at an organization.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WaitingAtOut {
    /// The organization that decides.
    pub organization_id: Uuid,
    /// Its name.
    pub name: String,
    /// What waits there.
    #[serde(flatten)]
    pub waiting: WaitingOut,
}

/// A grade with how many would have it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GradeCountOut {
    /// The grade's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many members.
    pub members: usize,
}

/// Previews the closing of a period.
///
/// Says whether it may be closed now and what comes first, who would be counted, what still waits for a
/// decision and would fall into the next unit, and how the grades would come out. Writes nothing.
#[utoipa::path(
    tag = "closings",
    params(PreviewQuery),
    responses((status = 200, body = PreviewOut, description = "The preview", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000001", "period": "2024-Q1", "mayClose": true,
        "refusal": null, "counted": 441, "exempt": 13, "outOfScope": 43,
        "waiting": { "claims": 2, "declarations": 1, "audits": 1 },
        "organizations": [{ "organizationId": "018e0f6a-0000-7000-8000-000000000002", "name": "赤石桥村党支部",
            "claims": 2, "declarations": 1, "audits": 1 }],
        "grades": [{ "code": "excellent", "name": "优秀", "members": 88 }]
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "rulebook.not_found", "auth.forbidden"]))),
)]
#[get("/closings/preview")]
pub(super) async fn preview_closing(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    asked: QueryParams<PreviewQuery>,
) -> Result<HttpResponse, Problem> {
    let (township, period, today) = (OrganizationId(asked.organization_id), asked.period.0, permit.today());
    let read = async |tx: &Tx| preview(tx, &permit.reach, township, period, today).await;
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// The use case.
///
/// # Errors
/// `organization.not_found` for what is no township within reach, `rulebook.not_found`.
pub async fn preview(
    tx: &Tx,
    reach: &Reach,
    township: OrganizationId,
    period: Period,
    today: Day,
) -> Result<PreviewOut, Failure> {
    let township = organizations::find(tx, reach, township).await?.ok_or(Code::OrganizationNotFound)?;
    if township.kind != OrganizationKind::Township {
        return Err(Code::OrganizationNotFound.into());
    }
    let book = rulebooks::effective(tx, &township.path, period.last_day()).await?;
    let book = book.ok_or(Code::RulebookNotFound)?.book;
    let closings = rows::of_township(tx, township.id).await?;
    let first_day = ledger::first_day_in_units(tx, &township.path, book.closing_unit).await?;
    let asked = Asked { period, unit: book.closing_unit, first_day, closings: &closings, today };
    let refused = may_close(asked).err();
    let everybody = members::standing_for_period(tx, &Reach::under(township.path.clone()), period, today).await?;
    let ids: Vec<MemberId> = everybody.iter().map(|member| member.id).collect();
    let frozen = boards::to_freeze(tx, &township.path, period, &ids, today).await?;
    let placed = place(frozen, &book, period.kind());
    let exempt = placed.iter().filter(|row| row.exempt).count();
    let found = waiting::waiting(tx, &township.path, period.last_day(), &quarters(period)).await?;
    let names = organizations::under(tx, &township.path).await?;
    Ok(PreviewOut {
        organization_id: township.id.0,
        period: WirePeriod(period),
        may_close: refused.is_none(),
        refusal: refused.map(|refused| {
            let (code, period, until) = refusal(refused);
            PreviewRefusalOut { code: code.as_str(), period: period.map(WirePeriod), until: until.map(WireDay) }
        }),
        counted: placed.len() - exempt,
        exempt,
        out_of_scope: ids.len() - placed.len(),
        waiting: found.values().copied().fold(Waiting::default(), Waiting::plus).into(),
        organizations: names.iter().filter_map(|one| waits_at(one, found.get(&one.id).copied()?)).collect(),
        grades: grades(&placed, &book),
    })
}

/// The quarters that end in a period: those whose audits belong before its closing.
fn quarters(period: Period) -> Vec<Period> {
    let first = Period::containing(PeriodKind::Quarter, period.start());
    let all = std::iter::successors(Some(first), |quarter| Some(quarter.next()));
    all.take_while(|quarter| quarter.end() <= period.end()).collect()
}

fn waits_at(organization: &Organization, waiting: Waiting) -> Option<WaitingAtOut> {
    let (organization_id, name) = (organization.id.0, organization.name.clone());
    (waiting != Waiting::default()).then(|| WaitingAtOut { organization_id, name, waiting: waiting.into() })
}

fn grades(placed: &[EditionRow], book: &RuleBook) -> Vec<GradeCountOut> {
    let count = |code: &str| placed.iter().filter(|row| row.grade.as_deref() == Some(code)).count();
    let grade =
        |code: &String, name: &String| GradeCountOut { code: code.clone(), name: name.clone(), members: count(code) };
    book.grades.iter().map(|one| grade(&one.code, &one.name)).collect()
}
