//! The points card (一卡通), S1-8: points earned at another branch or township count at home.
//!
//! - `code`: the signed code, and what it says
//! - `show`: the member's code, anew each time
//! - `scan`: a host reads it
//! - `deed`: the host brings a deed forward; the home branch registers it like any declaration

mod code;
mod deed;
mod scan;
mod show;

use utoipa_actix_web::service_config::ServiceConfig;
use uuid::Uuid;

use crate::http::extract::PathNoun;
use crate::http::problem::Code;

/// A scan of a card.
#[derive(Clone, Copy, Debug)]
pub struct ScanId(pub Uuid);

impl From<Uuid> for ScanId {
    fn from(id: Uuid) -> Self {
        Self(id)
    }
}

impl PathNoun for ScanId {
    const NOT_FOUND: Code = Code::CardScanNotFound;
}

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(show::show_card).service(scan::scan_card).service(deed::declare_card_deed);
}
