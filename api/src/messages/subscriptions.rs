//! What the caller lets WeChat bring.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use chrono::TimeDelta;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;
use xianfeng_infra::db::Tx;
use xianfeng_infra::messages::{self as rows, Subscription};

use crate::app::App;
use crate::auth::{Act, Bound};
use crate::failure::Failure;
use crate::http::problem::Problem;
use crate::http::wire::WireTime;

/// Who refused is left in peace so long.
const PEACE: TimeDelta = TimeDelta::days(30);

/// More than so many need not be collected.
const ENOUGH: i64 = 3;

/// A template to ask for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionOut {
    /// Our name for it.
    pub key: String,
    /// For `wx.requestSubscribeMessage`, at most five at once.
    pub template_id: String,
    /// How many messages the caller still takes; a guess until the platform confirms it.
    pub remaining: i64,
    /// When the caller last refused.
    pub refused_at: Option<WireTime>,
    /// Whether to ask at the next tap: not while some are left, and not soon after a refusal.
    pub ask: bool,
}

/// All templates.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionsOut {
    /// The templates; none where messages stay in the inbox.
    pub items: Vec<SubscriptionOut>,
}

/// Lists the templates to ask the caller for.
///
/// With what is left of each. Ask by `wx.requestSubscribeMessage` on a tap, and report what it answers. The inbox has
/// every message, whatever is agreed to here.
#[utoipa::path(
    tag = "inbox",
    responses((status = 200, body = SubscriptionsOut, description = "The templates",
        example = json!(subscriptions_example()))),
    extensions(("x-error-codes" = json!(["auth.not_bound"]))),
)]
#[get("/me/subscriptions")]
pub(super) async fn list_my_subscriptions(app: Data<App>, bound: Bound) -> Result<HttpResponse, Problem> {
    let read = async |tx: &Tx| subscriptions_out(tx, &app, &bound).await;
    Ok(HttpResponse::Ok().json(app.database.read(read).await?))
}

/// What stands now.
///
/// # Errors
/// The store's fault.
pub(super) async fn subscriptions_out(tx: &Tx, app: &App, act: &Act) -> Result<SubscriptionsOut, Failure> {
    let held: HashMap<String, Subscription> = rows::of_account(tx, act.caller.account).await?;
    let item = |template: &super::Template| {
        let held = held.get(&template.template_id).copied();
        let remaining = held.map_or(0, |held| held.remaining);
        let refused_at = held.and_then(|held| held.refused_at);
        SubscriptionOut {
            key: template.key.clone(),
            template_id: template.template_id.clone(),
            remaining,
            refused_at: refused_at.map(Into::into),
            ask: remaining < ENOUGH && refused_at.is_none_or(|at| at + PEACE <= act.now),
        }
    };
    Ok(SubscriptionsOut { items: app.settings.templates.all().iter().map(item).collect() })
}

/// An example for the document.
pub(super) fn subscriptions_example() -> serde_json::Value {
    json!({ "items": [{
        "key": "review", "templateId": "zun-LzcQyW-edafCVvzPkK4de2Rllr1fFpw2A_x0oXE", "remaining": 1,
        "refusedAt": null, "ask": true
    }] })
}
