//! Grids (网格): S1-1, S1-3, S3-4. The public card is in `public::grids`.
//!
//! - `create`, `edit`, `list`, `get`: grids and what their cards say
//! - `place`, `members`: who belongs to them
//! - `belonging`: the party members of grids, counted for whoever asks

mod belonging;
mod create;
mod edit;
mod get;
mod list;
mod members;
mod place;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use belonging::party_members;
pub use create::{NewGridIn, create};
pub use place::{PlaceIn, place};
pub(crate) use wire::leader_names;
pub use wire::{CardIn, GridOut};

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_grids)
        .service(create::create_grid)
        .service(get::get_grid)
        .service(edit::edit_grid)
        .service(members::list_grid_members)
        .service(place::place_grid_members);
}
