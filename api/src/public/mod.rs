//! What anybody may read without a log-in: S0-2.
//!
//! `figures` decides what the public sees, once for the page and the JSON: only with the recorded
//! approval of invariant 12, without sensitive organizations and categories, with names cut down
//! to the recorded display level or the own consent (`people`), and without the id of any person. `notice` is what was published of a
//! closed period, under the approval of that publication.

mod appraisals;
mod colours;
mod figures;
mod fund;
mod grids;
mod leaderboard;
mod notice;
mod people;
mod pledges;
mod posts;
mod statistics;

use utoipa_actix_web::service_config::ServiceConfig;

pub(crate) use figures::{PublicFigures, figures};
pub(crate) use fund::{PublicFund, public_fund};
pub(crate) use notice::{Notice, NoticeAnswer, NoticeRow, Which, load as notice};
pub(crate) use statistics::public_statistics;

/// Registers the routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .service(leaderboard::show_public_leaderboard)
        .service(grids::show_public_grids)
        .service(posts::show_public_posts)
        .service(colours::show_public_colours)
        .service(fund::show_public_fund)
        .service(pledges::show_public_pledges)
        .service(statistics::show_public_statistics)
        .service(appraisals::show_public_appraisals)
        .service(notice::show_public_notice)
        .service(notice::show_public_edition);
}
