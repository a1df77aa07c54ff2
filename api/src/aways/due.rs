//! Who away was spoken with in a month, and who was not (S4-6).

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::aways::Away;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{aways as rows, members, organizations};

use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePeriod};

/// A time away that is followed up in a month.
#[derive(Clone, Debug)]
pub(super) struct Followed {
    /// The time away.
    pub(super) away: Away,
    /// The member, as they stand today.
    pub(super) member: Member,
    /// The days of contact since the month began.
    pub(super) days: Vec<Day>,
}

impl Followed {
    /// Was there a contact in the month?
    pub(super) fn is_done(&self, month: Period) -> bool {
        self.days.iter().any(|day| month.contains(*day))
    }
}

/// Of some times away that go on: whom a month's contact is due with, and when there was one. Who has left is
/// followed by nobody.
///
/// # Errors
/// The store's fault.
pub(super) async fn followed(tx: &Tx, aways: Vec<Away>, month: Period, today: Day) -> StoreResult<Vec<Followed>> {
    let mut known: HashMap<MemberId, Member> = members::by_ids(tx, aways.iter().map(|away| away.member), today).await?;
    let mut days = rows::contact_days(tx, aways.iter().map(|away| away.id), month.start()).await?;
    let due = aways.into_iter().filter(|away| away.is_followed_in(month)).filter_map(|away| {
        let member = known.remove(&away.member).filter(|member| member.left_on.is_none())?;
        let days = days.remove(&away.id).unwrap_or_default();
        Some(Followed { away, member, days })
    });
    Ok(due.collect())
}

/// Of whom, and of which month.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ContactDueQuery {
    /// Of this organization and what lies below; where absent, those whom the caller stays in touch with.
    organization_id: Option<Uuid>,
    /// The month; the running one where absent.
    #[param(value_type = Option<String>, example = "2024-03")]
    period: Option<WirePeriod>,
}

impl Check for ContactDueQuery {
    fn check(&self, faults: &mut Faults) {
        if self.period.is_some_and(|period| period.0.kind() != PeriodKind::Month) {
            faults.add("?period", FaultCode::Invalid);
        }
    }
}

/// A page of members away.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactsDueOut {
    /// One a time away, in the order of recording.
    pub items: Vec<ContactDueOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// A member away whom a contact is due with.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContactDueOut {
    /// The time away.
    pub away_id: Uuid,
    /// The member.
    pub member_id: Uuid,
    /// The name.
    pub member_name: String,
    /// The branch.
    pub branch_id: Uuid,
    /// Who stays in touch.
    pub liaison_id: Option<Uuid>,
    /// The liaison's name.
    pub liaison_name: Option<String>,
    /// Whether somebody spoke with them in the month.
    pub done: bool,
    /// When, the last time of the month.
    pub contacted_on: Option<WireDay>,
}

/// Lists the members away whom a contact is due with in a month.
///
/// With an organization for its committee; without one those whom the caller stays in touch with. The audit log
/// says who asked.
#[utoipa::path(
    tag = "members",
    params(PageQuery, ContactDueQuery),
    responses((status = 200, body = ContactsDueOut, description = "A page", example = json!({ "items": [
        { "awayId": "018e0f6a-0000-7000-8000-000000000024", "memberId": "018e0f6a-0000-7000-8000-000000000004",
            "memberName": "蒋远嘉", "branchId": "018e0f6a-0000-7000-8000-000000000002",
            "liaisonId": "018e0f6a-0000-7000-8000-000000000008", "liaisonName": "王秀英",
            "done": false, "contactedOn": null }
    ], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["organization.not_found", "list.bad_cursor"]))),
)]
#[get("/aways/contacts/due")]
pub(super) async fn list_contacts_due(
    app: Data<App>,
    bound: Bound,
    list: ListParams<ContactDueQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<Uuid>()?;
    let today = bound.today();
    let month = list.filter.period.map_or_else(|| Period::containing(PeriodKind::Month, today), |period| period.0);
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (aways, place) = match (list.filter.organization_id, bound.caller.member_id()) {
            (Some(id), _) => {
                let reach = bound.caller.reach(Right::Review);
                let found = organizations::find(tx, &reach, OrganizationId(id)).await?;
                let path = found.ok_or(Code::OrganizationNotFound)?.path;
                (rows::open_within(tx, &Reach::under(path.clone()), today).await?, Some(path))
            }
            (None, Some(liaison)) => (rows::open_of_liaison(tx, liaison).await?, bound.caller.branch().cloned()),
            (None, None) => (Vec::new(), None),
        };
        let mut due = followed(tx, aways, month, today).await?;
        due.retain(|one| after.is_none_or(|after| one.away.id.0 > after));
        let (due, next_cursor) = list.page.cut(due, |one| one.away.id.0)?;
        let names = members::names_of(tx, due.iter().filter_map(|one| one.away.liaison)).await?;
        let item = |one: &Followed| ContactDueOut {
            away_id: one.away.id.0,
            member_id: one.member.id.0,
            member_name: one.member.name.clone(),
            branch_id: one.member.standing.branch.0,
            liaison_id: one.away.liaison.map(Into::into),
            liaison_name: one.away.liaison.and_then(|liaison| names.get(&liaison)).cloned(),
            done: one.is_done(month),
            contacted_on: one.days.iter().filter(|day| month.contains(**day)).max().copied().map(WireDay),
        };
        Ok((ContactsDueOut { items: due.iter().map(item).collect(), next_cursor }, place))
    };
    let (out, place) = app.database.read(read).await?;
    if !out.items.is_empty() {
        let subject = list.filter.organization_id.map(|id| ("organization", id));
        bound.disclosed(&app, "aways.contacts_due", subject, place).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}
