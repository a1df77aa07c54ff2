//! Every route of the service.

use utoipa_actix_web::scope::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    access, audit, auth, aways, board, cards, closings, declarations, dues, exports, files, grids, help_cases, inbox,
    leaderboards, ledger, me, meetings, members, organizations, posts, public, quarterly_audit, rulebooks, tasks,
    villager_reports, zeroings,
};

/// Registers the routes with their documentation.
pub fn routes(config: &mut ServiceConfig<'_>) {
    let api = scope("/api/v1")
        .service(auth::log_in_with_wechat)
        .service(auth::refresh_session)
        .service(auth::log_out)
        .service(auth::bind_account)
        .configure(organizations::routes)
        .configure(members::routes)
        .configure(access::routes)
        .configure(rulebooks::routes)
        .configure(aways::routes)
        .configure(tasks::routes)
        .configure(declarations::routes)
        .configure(grids::routes)
        .configure(posts::routes)
        .configure(meetings::routes)
        .configure(files::routes)
        .configure(leaderboards::routes)
        .configure(ledger::routes)
        .configure(closings::routes)
        .configure(cards::routes)
        .configure(zeroings::routes)
        .configure(help_cases::routes)
        .configure(me::routes)
        .configure(inbox::routes)
        .configure(dues::routes)
        .configure(villager_reports::routes)
        .configure(quarterly_audit::routes)
        .configure(audit::routes)
        .configure(public::routes)
        .configure(exports::routes);
    config.service(api).configure(board::routes);
}
