//! The fund of the register: a share of the dues, by a meeting's decision (S4-12).

mod inflow;
mod share;
mod statement;

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::OrganizationId;
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::organizations;

pub use inflow::{InflowIn, draw};
pub use share::{ShareIn, set_share};

use crate::failure::Failure;
use crate::http::problem::Code;

/// Registers the routes.
pub(super) fn routes(config: &mut ServiceConfig<'_>) {
    config.service(share::set_care_share).service(inflow::draw_care_inflow).service(statement::get_care_fund_statement);
}

/// The township whose fund it is; branches have none.
///
/// # Errors
/// [`Code::OrganizationNotFound`], [`Code::CareFundNotFound`].
async fn township(tx: &Tx, reach: &Reach, id: OrganizationId) -> Result<Organization, Failure> {
    let found = organizations::find(tx, reach, id).await?.ok_or(Code::OrganizationNotFound)?;
    if found.kind == OrganizationKind::Township { Ok(found) } else { Err(Code::CareFundNotFound.into()) }
}
