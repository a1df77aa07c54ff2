//! Grids (网格): S1-1, S1-3, S3-4. The public card is in `public::grids`.
//!
//! - `create`, `edit`, `list`, `get`: grids and what their cards say
//! - `place`, `members`: who belongs to them
//! - `belonging`: the party members of grids, counted for whoever asks
//! - `card_history`: what cards said before
//! - `recommend`, `confirm`, `end`, `leaders`: who leads a grid; `leadership_wire` on the wire
//! - `led`, `notes`: what a leader sees and notes of the grid

mod belonging;
mod card_history;
mod confirm;
mod create;
mod edit;
mod end;
mod get;
mod leaders;
mod leadership_wire;
mod led;
mod list;
mod members;
mod notes;
mod place;
mod recommend;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;
use xianfeng_domain::ids::LeadershipId;

use crate::http::extract::PathNoun;
use crate::http::problem::Code;

pub(crate) use belonging::party_members;
pub use confirm::{ConfirmLeaderIn, confirm};
pub use create::{NewGridIn, create};
pub(crate) use end::end_terms;
pub use end::{end, end_leaderships};
pub(crate) use led::led;
pub use notes::{NoteIn, note};
pub use place::{PlaceIn, place};
pub use recommend::{RecommendIn, recommend};
pub(crate) use wire::leader_names;
pub use wire::{CardIn, GridOut};

impl PathNoun for LeadershipId {
    const NOT_FOUND: Code = Code::GridLeaderNotFound;
}

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_grids)
        .service(create::create_grid)
        .service(get::get_grid)
        .service(edit::edit_grid)
        .service(members::list_grid_members)
        .service(place::place_grid_members)
        .service(recommend::recommend_grid_leader)
        .service(leaders::list_grid_leaders)
        .service(confirm::confirm_grid_leader)
        .service(end::end_grid_leader)
        .service(card_history::list_grid_cards)
        .service(notes::list_grid_notes)
        .service(led::list_my_grids)
        .service(led::list_my_grid_members)
        .service(notes::note_my_grid)
        .service(notes::list_my_grid_notes);
}
