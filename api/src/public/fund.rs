//! A village's fund as everybody may see it: sums only, no persons (S0-2, S0-9).

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::hidden::open_of;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::Organization;
use xianfeng_infra::db::Tx;
use xianfeng_infra::{funds, organizations};

use super::figures::published;
use super::leaderboard::KEPT;
use crate::app::App;
use crate::failure::Failure;
use crate::funds::{FundLineOut, FundSumsOut, Statement, folded, statements};
use crate::http::extract::{PathId, QueryParams};
use crate::http::problem::{Check, Code, Problem};
use crate::http::versioned::{Caching, Versioned, version_of};

/// More villages than any township has.
const MOST: u64 = 500;

/// What the client has.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PublicFundQuery {
    /// The version that the client has: answers `{"unchanged": true, …}` if it still is that.
    known_version: Option<i64>,
}

impl Check for PublicFundQuery {}

/// The public statement of a fund.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicFundOut {
    /// Whose; for a township those of its villages together.
    pub organization_id: Uuid,
    /// Its name.
    pub organization_name: String,
    /// Changes with everything else on this page.
    pub version: i64,
    /// Where the money is.
    pub sums: FundSumsOut,
    /// By settled period, the earliest first.
    pub periods: Vec<FundLineOut>,
    /// The villages one by one; empty for a village.
    pub organizations: Vec<PublicVillageFundOut>,
}

/// A village's line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PublicVillageFundOut {
    /// The village, for its own statement.
    pub organization_id: Uuid,
    /// Its name.
    pub name: String,
    /// Where the money is.
    pub sums: FundSumsOut,
}

/// What the public sees of the money of an organization.
pub(crate) struct PublicFund {
    /// The organization.
    pub(crate) organization: Organization,
    /// Its fund, or those below together.
    pub(crate) whole: Statement,
    /// Those below, in the order of the tree; empty for a branch.
    pub(crate) villages: Vec<(Organization, Statement)>,
}

/// Loads it. Sensitive branches are left out, of the sums too.
///
/// # Errors
/// `organization.not_found`, `public.not_approved`; `fund.not_found` where there is none to show.
pub(crate) async fn public_fund(tx: &Tx, id: OrganizationId) -> Result<PublicFund, Failure> {
    let (organization, _) = published(tx, id).await?;
    let open = open_of(organizations::under(tx, &organization.path).await?);
    let reach = Reach::under(organization.path.clone());
    let found = funds::within_reach(tx, &reach, &organization.path, None, MOST).await?;
    let mut by_id = statements(tx, &found).await?;
    let mut shown: Vec<(Organization, Statement)> =
        open.into_iter().filter_map(|one| by_id.remove(&one.id).map(|statement| (one, statement))).collect();
    if shown.is_empty() {
        return Err(Code::FundNotFound.into());
    }
    let whole = folded(shown.iter().map(|(_, statement)| statement));
    if organization.kind.is_branch() {
        shown.clear();
    }
    Ok(PublicFund { organization, whole, villages: shown })
}

/// The public statement of a village's fund.
///
/// For anybody, once the organization or its township has approved publication: what was put in, issued,
/// redeemed, run out and lapsed, by settled period. Sums only; who redeemed what is nobody's business. For
/// a township those of its villages, together and one by one.
#[utoipa::path(
    tag = "public",
    security(()),
    params(("id" = Uuid, Path, description = "A branch or township"), PublicFundQuery),
    responses((status = 200, body = PublicFundOut, description = "The statement", example = json!({
        "organizationId": "018e0f6a-0000-7000-8000-000000000002", "organizationName": "赤石桥村党支部", "version": 7,
        "sums": { "allottedFen": 125_000, "committedFen": 30_000, "spentFen": 45_000, "lapsedFen": 0,
            "availableFen": 50_000 },
        "periods": [{ "period": "2024-Q1", "allottedFen": 125_000, "issuedFen": 80_000, "committedFen": 30_000,
            "spentFen": 45_000, "releasedFen": 5_000, "lapsedFen": 0 }],
        "organizations": []
    }))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "leaderboard.not_found", "public.not_approved", "fund.not_found"
    ]))),
)]
#[get("/public/organizations/{id}/fund")]
pub(super) async fn show_public_fund(
    app: Data<App>,
    request: HttpRequest,
    id: PathId<OrganizationId>,
    query: QueryParams<PublicFundQuery>,
) -> Result<HttpResponse, Problem> {
    let found = app.database.read(async |tx: &Tx| public_fund(tx, id.0).await).await?;
    let mut out = out(found);
    out.version = version_of(&out)?;
    let versioned = Versioned::new(out.version, Caching::Public(KEPT));
    Ok(versioned.unchanged(&request, query.0.known_version).unwrap_or_else(|| versioned.answer(&out)))
}

fn out(found: PublicFund) -> PublicFundOut {
    let village = |(organization, statement): &(Organization, Statement)| PublicVillageFundOut {
        organization_id: organization.id.0,
        name: organization.name.clone(),
        sums: statement.fund.into(),
    };
    PublicFundOut {
        organization_id: found.organization.id.0,
        organizations: found.villages.iter().map(village).collect(),
        organization_name: found.organization.name,
        version: 0,
        sums: found.whole.fund.into(),
        periods: found.whole.lines.iter().map(Into::into).collect(),
    }
}
