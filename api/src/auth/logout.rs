//! Logging out.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde_json::json;
use xianfeng_infra::accounts;
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::Tx;

use super::bearer::Account;
use super::bind::home;
use super::refresh::RefreshIn;
use super::session;
use crate::app::App;
use crate::failure::Failure;
use crate::http::extract::JsonBody;
use crate::http::problem::Problem;

/// Ends the session of a refresh token.
///
/// The access token of the session stays good until it expires, some minutes at most. Logging
/// out again, or with a token that is not good any more, changes nothing.
#[utoipa::path(
    tag = "auth",
    request_body = RefreshIn,
    responses((status = 200, description = "Logged out", body = Object, example = json!({ "loggedOut": true }))),
)]
#[post("/auth/logout")]
pub async fn log_out(app: Data<App>, account: Account, body: JsonBody<RefreshIn>) -> Result<HttpResponse, Problem> {
    let end = async |tx: &Tx| -> Result<(), Failure> {
        let token = accounts::session_by_hash(tx, &session::hash(&app, &body.refresh_token)).await?;
        if let Some(token) = token.filter(|token| token.account == account.caller.account) {
            accounts::end_family(tx, token.family, account.now).await?;
            let home = match account.caller.person {
                Some(person) => home(tx, person, account.today()).await?,
                None => None,
            };
            let record = Record { organization: home.map(|(_, path)| path), ..account.record("auth.logout") };
            audit::write(tx, record, account.now).await?;
        }
        Ok(())
    };
    app.database.transact("auth.logout", end).await?;
    Ok(HttpResponse::Ok().json(json!({ "loggedOut": true })))
}
