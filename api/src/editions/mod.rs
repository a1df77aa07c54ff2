//! Editions (公示版次): what a closed period says, for the organisation. The public reads them in
//! `public/notice`, on paper in `board/notice`.
//!
//! - `list`: the editions of a closing, the latest first
//! - `get`: one of them
//! - `rows`: its rows, as the caller may see them

mod get;
mod list;
mod rows;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use wire::{EditionRefOut, hex, is_provisional, public_ref};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(list::list_editions).service(get::get_edition).service(rows::list_edition_rows);
}
