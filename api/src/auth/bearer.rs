//! `Authorization: Bearer`: the account that calls.

use std::ops::Deref;

use actix_web::dev::{Payload, ServiceRequest};
use actix_web::http::Method;
use actix_web::http::header::AUTHORIZATION;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::future::LocalBoxFuture;
use uuid::Uuid;
use xianfeng_domain::time::day_of;
use xianfeng_infra::db::Tx;

use super::act::{Act, Caller};
use super::acting;
use super::desk;
use super::jwt::{Token, TokenError};
use crate::app::App;
use crate::failure::Failure;
use crate::http::meta::RequestMeta;
use crate::http::problem::{Code, Problem};

/// Anybody who is logged in, bound to a person or not.
#[derive(Clone, Debug)]
pub struct Account(pub Act);

impl Deref for Account {
    type Target = Act;
    fn deref(&self) -> &Act {
        &self.0
    }
}

fn token(request: &HttpRequest) -> Option<&str> {
    let header = request.headers().get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
}

/// The account that a request's token names, for counting requests by account: a village shares
/// one carrier address. A wrong token names nobody.
pub fn account_of(app: &App) -> impl Fn(&ServiceRequest) -> Option<Uuid> + Send + Sync + use<> {
    let (tokens, clock) = (app.tokens.clone(), app.clock.clone());
    move |request| tokens.read(token(request.request())?, clock.now()).ok().map(|token| token.account.0)
}

async fn authenticate(request: HttpRequest) -> Result<Account, Problem> {
    let Some(app) = request.app_data::<Data<App>>() else {
        return Err(Problem::internal("the application is not among the app data"));
    };
    let now = app.clock.now();
    let token = token(&request).ok_or(Code::AuthRequired)?;
    let Token { account, at_desk } = app.tokens.read(token, now).map_err(|error| match error {
        TokenError::Invalid => Code::AuthTokenInvalid,
        TokenError::Expired => Code::AuthTokenExpired,
    })?;
    if at_desk && desk::is_for_the_phone(&request) {
        return Err(Code::DeskFromPhone.into());
    }
    let wanted = acting::wanted(&request)?;
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let caller = Caller::load(tx, account, day_of(now)).await?.ok_or(Code::AuthTokenInvalid)?;
        let Some(member) = wanted else { return Ok(caller) };
        caller.person.ok_or(Code::AuthNotBound)?;
        Ok(caller.acting_for(tx, member, day_of(now)).await?.ok_or(Code::AssistanceNone)?)
    };
    let caller = app.database.read(read).await?;
    let act = Act { caller, now, meta: RequestMeta::of(&request) };
    if let Some(member) = wanted.filter(|_| *request.method() == Method::GET) {
        // What a helper reads is somebody else's.
        let place = act.caller.branch().cloned();
        act.disclosed(app, "assistance.read", Some(("member", member.0)), place).await?;
    }
    Ok(Account(act))
}

impl FromRequest for Account {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        // Read once a request, however many parameters ask.
        if let Some(account) = request.extensions().get::<Self>() {
            return Box::pin(std::future::ready(Ok(account.clone())));
        }
        let request = request.clone();
        Box::pin(async move {
            let account = authenticate(request.clone()).await?;
            request.extensions_mut().insert(account.clone());
            Ok(account)
        })
    }
}
