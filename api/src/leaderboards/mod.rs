//! Leaderboards (排行榜) inside the organisation: S0-2, S0-7, S0-8.
//!
//! - `members`, `own`, `organizations`, `posts`, `grids`, `colours`, `aspects`, `findings`: the routes
//! - `grades`: the township's grades and colours
//! - `visible`: which boards a caller may see, and as what audience
//! - `asked`: the period that a request means
//! - `changes`: how places moved since the period before
//! - `wire`: rows and what every board says about itself

mod asked;
mod aspects;
mod changes;
mod colours;
mod findings;
mod findings_wire;
mod grades;
mod grids;
mod members;
mod organizations;
mod own;
mod posts;
mod visible;
mod wire;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use asked::{period_or_running, reference_day};
pub(crate) use aspects::{aspects, readable};
pub(crate) use changes::{PreviousPlaces, has_figures};
pub use colours::ColourOut;
pub(crate) use colours::{ColourBoardRows, colour_board, colour_out};
pub(crate) use findings::look as look_for_findings;
pub(crate) use findings_wire::{FoundOut, found_out};
pub(crate) use grades::{RowGradeOut, TownshipGrades};
pub(crate) use own::placed;
pub(crate) use visible::{audience_of, visible, visible_to_own};
pub use wire::ChangeOut;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(own::my_place)
        .service(members::list_members_board)
        .service(organizations::list_organizations_board)
        .service(posts::list_posts_board)
        .service(grids::list_grids_board)
        .service(colours::show_colour_board)
        .service(aspects::show_aspects)
        .service(findings::list_findings);
}
