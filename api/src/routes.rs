//! Every route of the service.

use utoipa_actix_web::scope::scope;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::{
    access, audit, auth, board, exports, files, leaderboards, ledger, me, members, organizations, public, rulebooks,
    tasks, zeroings,
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
        .configure(tasks::routes)
        .configure(files::routes)
        .configure(leaderboards::routes)
        .configure(ledger::routes)
        .configure(zeroings::routes)
        .configure(me::routes)
        .configure(audit::routes)
        .configure(public::routes)
        .configure(exports::routes);
    config.service(api).configure(board::routes);
}
