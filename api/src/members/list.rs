//! The roster.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::members::{self, MemberFilter};
use xianfeng_infra::{audit, organizations};

use super::wire::{MemberOut, member_example};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery};
use crate::http::problem::{Check, Code, Faults, Problem};

/// Which members.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct MemberQuery {
    /// In this organization and what lies below.
    organization_id: Option<Uuid>,
    /// Of the category with this code.
    category: Option<String>,
    /// Whose name holds this.
    name: Option<String>,
}

impl Check for MemberQuery {
    fn check(&self, faults: &mut Faults) {
        if let Some(category) = &self.category {
            faults.text("?category", category, 1..=40);
        }
        if let Some(name) = &self.name {
            faults.text("?name", name, 1..=50);
        }
    }
}

/// A page of members.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MembersOut {
    /// The members, in the order of the roster.
    pub items: Vec<MemberOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Lists members as they stand today, in the order of the roster.
///
/// Within reach. The roster is personal data: reading it is written to the audit log.
#[utoipa::path(
    tag = "members",
    params(PageQuery, MemberQuery),
    responses((status = 200, body = MembersOut, description = "A page",
        example = json!({ "items": [member_example()], "nextCursor": null }))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found"]))),
)]
#[get("/members")]
pub(super) async fn list_members(
    app: Data<App>,
    permit: Permit<rights::Read>,
    list: ListParams<MemberQuery>,
) -> Result<HttpResponse, Problem> {
    let after = list.page.after::<(i64, Uuid)>()?.map(|(order, id)| (order, MemberId(id)));
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let organization = match list.filter.organization_id {
            None => None,
            Some(id) => {
                let found = organizations::find(tx, &permit.reach, OrganizationId(id)).await?;
                Some(found.ok_or(Code::OrganizationNotFound)?.path)
            }
        };
        let read = organization.as_ref().or(permit.reach.tops().first()).cloned();
        let filter = MemberFilter {
            organization,
            category: list.filter.category.clone(),
            name: list.filter.name.as_ref().map(|name| name.trim().to_owned()),
            after,
            limit: Some(u64::from(list.page.limit) + 1),
        };
        Ok((members::list(tx, &permit.reach, permit.today(), &filter).await?, read))
    };
    let (found, read) = app.database.read(read).await?;
    let log = async |tx: &Tx| -> Result<(), Failure> {
        let record = audit::Record {
            subject_kind: Some("organization"),
            subject: list.filter.organization_id,
            organization: read.clone(),
            ..permit.record("members.list")
        };
        Ok(audit::write(tx, record, permit.now).await?)
    };
    app.database.transact("members.list", log).await?;
    let (found, next_cursor) = list.page.cut(found, |member| (member.roster_order, member.id.0))?;
    let items = found.iter().map(MemberOut::from).collect();
    Ok(HttpResponse::Ok().json(MembersOut { items, next_cursor }))
}
