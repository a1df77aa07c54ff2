//! Attendance rates (出勤率) of a period.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::meetings::{AttendanceState, permille};
use xianfeng_infra::db::Tx;
use xianfeng_infra::meetings::{self as rows, Tally};
use xianfeng_infra::{members, organizations};

use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;

/// Whose rates.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RateQuery {
    /// Of the members who stood under this organization then.
    organization_id: Uuid,
    /// The period, by the meetings' days.
    #[param(value_type = String, example = "2024-Q1")]
    period: WirePeriod,
}

impl Check for RateQuery {}

/// A page of rates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RatesOut {
    /// The members.
    pub items: Vec<MemberRateOut>,
    /// All branches, on every page.
    pub branches: Vec<BranchRateOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// How often somebody was what, of the closed meetings where they were expected.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = AttendanceRateOut)]
pub struct RateOut {
    /// Expected in all.
    pub expected: u32,
    /// Came.
    pub present: u32,
    /// Made up for an absence.
    pub made_up: u32,
    /// Away with leave.
    pub excused: u32,
    /// Absent.
    pub absent: u32,
    /// Who came or made up for it, of a thousand expected; absent where nothing was expected.
    pub permille: Option<u32>,
}

/// A member's rate.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MemberRateOut {
    /// The member.
    pub member_id: Uuid,
    /// The member's name.
    pub member_name: String,
    /// The figures.
    pub rate: RateOut,
}

/// A branch's rate.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct BranchRateOut {
    /// The branch.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// The figures.
    pub rate: RateOut,
}

impl RateOut {
    fn add(&mut self, tally: &Tally) {
        self.expected += tally.times;
        match tally.state {
            AttendanceState::Present => self.present += tally.times,
            AttendanceState::MadeUp => self.made_up += tally.times,
            AttendanceState::Excused => self.excused += tally.times,
            AttendanceState::Absent | AttendanceState::Expected => self.absent += tally.times,
        }
        self.permille = permille(self.present + self.made_up, self.expected);
    }
}

/// Lists attendance rates of members and branches.
///
/// Of closed meetings, by where members stood on each meeting's day. The audit log says who read it.
#[utoipa::path(
    tag = "meetings",
    params(PageQuery, RateQuery),
    responses((status = 200, body = RatesOut, description = "A page", example = json!({
        "items": [{ "memberId": "018e0f6a-0000-7000-8000-000000000004", "memberName": "蒋远嘉", "rate": {
            "expected": 6, "present": 4, "madeUp": 1, "excused": 1, "absent": 0, "permille": 833 } }],
        "branches": [{ "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "河西村党支部",
            "rate": { "expected": 144, "present": 120, "madeUp": 6, "excused": 12, "absent": 6, "permille": 875 } }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor", "auth.forbidden"]))),
)]
#[get("/meetings/attendance-rates")]
pub(super) async fn list_attendance_rates(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<RateQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let id = OrganizationId(list.filter.organization_id);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = organizations::find(tx, &permit.reach, id).await?.ok_or(Code::OrganizationNotFound)?;
        let tallies = rows::tallies(tx, &permit.reach, &organization.path, list.filter.period.0).await?;
        let mut of_members: BTreeMap<_, RateOut> = BTreeMap::new();
        let mut of_branches: BTreeMap<_, RateOut> = BTreeMap::new();
        for tally in &tallies {
            of_members.entry(tally.member).or_default().add(tally);
            of_branches.entry(tally.branch).or_default().add(tally);
        }
        let members: Vec<_> =
            of_members.into_iter().filter(|(member, _)| after.is_none_or(|after| member.0 > after)).collect();
        let (page, next_cursor) = list.page.cut(members, |(member, _)| member.0)?;
        let names = members::names_of(tx, page.iter().map(|(member, _)| *member)).await?;
        let items = page.into_iter().map(|(member, rate)| MemberRateOut {
            member_id: member.0,
            member_name: names.get(&member).cloned().unwrap_or_default(),
            rate,
        });
        let tree = organizations::under(tx, &organization.path).await?;
        // In the order of the tree.
        let branches = tree.into_iter().filter_map(|branch| {
            let rate = of_branches.remove(&branch.id)?;
            Some(BranchRateOut { organization_id: branch.id.0, organization_name: branch.name, rate })
        });
        Ok((RatesOut { items: items.collect(), branches: branches.collect(), next_cursor }, organization.path))
    };
    let (out, path) = app.database.read(read).await?;
    permit.disclosed(&app, "meetings.rates", Some(("organization", id.0)), Some(path)).await?;
    Ok(HttpResponse::Ok().json(out))
}
