//! Who stands on a list.

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::ids::ProposalId;
use xianfeng_domain::proposals::Line;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{members, proposals as rows};

use super::evidence::EvidenceOut;
use super::wire::seen;
use crate::app::App;
use crate::auth::Bound;
use crate::failure::Failure;
use crate::http::extract::{ListParams, PageQuery, PathId};
use crate::http::problem::{Check, Problem};
use crate::pledges::organization_names;
use crate::quarterly_audit::names_behind;

/// Nothing beside the page.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ProposalLineQuery {}

impl Check for ProposalLineQuery {}

/// A page of lines.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalLinesOut {
    /// The lines, in the order of the list.
    pub items: Vec<ProposalLineOut>,
    /// For the next page.
    pub next_cursor: Option<String>,
}

/// Somebody on a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProposalLineOut {
    /// The place on the list.
    pub position: u32,
    /// The person; for who needs to know.
    pub person_id: Option<Uuid>,
    /// The member; for who needs to know.
    pub member_id: Option<Uuid>,
    /// The name.
    pub name: String,
    /// Where the person belongs.
    pub organization_name: String,
    /// `rank`, `post`, `points`, `running_total`, `activist` or `added`.
    pub ground: &'static str,
    /// Merits in words.
    pub merits: Option<String>,
    /// What lies behind it; for who needs to know.
    pub evidence: Option<EvidenceOut>,
    /// Whether the line was struck: those who need to know see it still.
    pub struck: bool,
    /// Why it was added or struck; for who needs to know.
    pub reason: Option<String>,
    /// Who added or struck it; for who needs to know.
    pub changed_by: Option<String>,
}

/// Lists who stands on a list.
///
/// Private until signed, and for ever where the list is confidential: then only within reach. Who
/// may see a signed list without needing to know reads names, grounds and merits. The reading within
/// reach is written to the audit log.
#[utoipa::path(
    tag = "proposals",
    params(("id" = Uuid, Path, description = "The list"), PageQuery),
    responses((status = 200, body = ProposalLinesOut, description = "A page", example = json!({
        "items": [{ "position": 1, "personId": "018e0f6a-0000-7000-8000-000000000003",
            "memberId": "018e0f6a-0000-7000-8000-000000000004", "name": "蒋志嘉", "organizationName": "北沟村党支部",
            "ground": "rank", "merits": "带头修路", "evidence": { "total": 92.5, "additions": 40.5, "deductions": -8,
                "rank": 1, "counted": 497, "grade": "优秀",
                "quarters": [{ "period": "2024-Q1", "total": 22.5, "grade": "优秀" }],
                "items": [{ "name": "清运垃圾", "times": 4, "points": 12, "quantities": ["200吨"] }],
                "posts": ["环境卫生责任区"],
                "appraisals": [{ "kind": "democratic", "score": 91.25, "weight": 100, "grade": "good" }],
                "fromPoints": null, "running": null },
            "struck": false, "reason": null, "changedBy": null }],
        "nextCursor": null
    }))),
    extensions(("x-error-codes" = json!(["proposal.not_found", "auth.not_bound", "list.bad_cursor"]))),
)]
#[get("/proposals/{id}/lines")]
pub(super) async fn list_proposal_lines(
    app: Data<App>,
    bound: Bound,
    id: PathId<ProposalId>,
    list: ListParams<ProposalLineQuery>,
) -> Result<HttpResponse, Problem> {
    let after: u32 = list.page.after()?.unwrap_or_default();
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let (proposal, needs_to_know) = seen(tx, &bound.caller, id.0).await?;
        let mut lines = rows::lines(tx, id.0).await?;
        lines.retain(|line| line.position > after && (needs_to_know || !line.struck));
        let (lines, next_cursor) = list.page.cut(lines, |line| line.position)?;
        let items = lines_out(tx, &lines, needs_to_know).await?;
        Ok((ProposalLinesOut { items, next_cursor }, needs_to_know.then_some(proposal.path)))
    };
    let (out, path) = app.database.read(read).await?;
    if path.is_some() {
        bound.disclosed(&app, "proposals.lines", Some(("proposal", id.0.0)), path).await?;
    }
    Ok(HttpResponse::Ok().json(out))
}

/// Lines for the wire, in order.
///
/// # Errors
/// The store's fault.
pub(super) async fn lines_out(tx: &Tx, lines: &[Line], needs_to_know: bool) -> StoreResult<Vec<ProposalLineOut>> {
    let names = members::names(tx, lines.iter().map(|line| line.person)).await?;
    let organizations = organization_names(tx, lines.iter().map(|line| line.organization)).await?;
    let by = names_behind(tx, lines.iter().filter_map(|line| line.changed_by)).await?;
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let evidence = if needs_to_know { Some(EvidenceOut::of_text(&line.evidence)?) } else { None };
        out.push(ProposalLineOut {
            position: line.position,
            person_id: needs_to_know.then_some(line.person.0),
            member_id: line.member.filter(|_| needs_to_know).map(Into::into),
            name: names.get(&line.person).cloned().unwrap_or_default(),
            organization_name: organizations.get(&line.organization).cloned().unwrap_or_default(),
            ground: line.ground.code(),
            merits: line.merits.clone(),
            evidence,
            struck: line.struck,
            reason: line.reason.clone().filter(|_| needs_to_know),
            changed_by: line.changed_by.filter(|_| needs_to_know).and_then(|account| by.get(&account).cloned()),
        });
    }
    Ok(out)
}
