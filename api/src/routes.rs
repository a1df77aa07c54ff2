//! Every route of the service.

use utoipa_actix_web::scope::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    access, appraisal, assistance, audit, auth, aways, board, cards, care, certificates, closings, contents,
    declarations, dues, editions, exports, files, funds, grids, handovers, help_cases, inbox, leaderboards, ledger, me,
    meetings, members, messages, moderation, objections, organizations, pledges, posts, privacy, proposals, public,
    purse, push, quarterly_audit, redemption, rulebooks, settlements, statistics, suggestions, tasks, villager_reports,
    zeroings,
};

/// Registers the routes with their documentation.
pub fn routes(config: &mut ServiceConfig<'_>) {
    let api = scope("/api/v1")
        .service(auth::log_in_with_wechat)
        .service(auth::refresh_session)
        .service(auth::log_out)
        .service(auth::bind_account)
        .configure(auth::desk_routes)
        .configure(organizations::routes)
        .configure(members::routes)
        .configure(access::routes)
        .configure(privacy::routes)
        .configure(certificates::routes)
        .configure(rulebooks::routes)
        .configure(aways::routes)
        .configure(assistance::routes)
        .configure(handovers::routes)
        .configure(care::routes)
        .configure(tasks::routes)
        .configure(declarations::routes)
        .configure(grids::routes)
        .configure(posts::routes)
        .configure(meetings::routes)
        .configure(contents::routes)
        .configure(suggestions::routes)
        .configure(files::routes)
        .configure(leaderboards::routes)
        .configure(statistics::routes)
        .configure(ledger::routes)
        .configure(closings::routes)
        .configure(settlements::routes)
        .configure(objections::routes)
        .configure(editions::routes)
        .configure(cards::routes)
        .configure(zeroings::routes)
        .configure(moderation::routes)
        .configure(purse::routes)
        .configure(funds::routes)
        .configure(help_cases::routes)
        .configure(me::routes)
        .configure(inbox::routes)
        .configure(messages::routes)
        .configure(dues::routes)
        .configure(villager_reports::routes)
        .configure(quarterly_audit::routes)
        .configure(redemption::routes)
        .configure(pledges::routes)
        .configure(appraisal::routes)
        .configure(proposals::routes)
        .configure(audit::routes)
        .configure(public::routes)
        .configure(exports::routes);
    config.service(api).configure(board::routes).configure(push::routes).configure(moderation::media_routes);
    config.configure(auth::desk_pages);
}
