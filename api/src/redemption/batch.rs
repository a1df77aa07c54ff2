//! What was handed out on paper, recorded afterwards.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{OrderId, ShopId};
use xianfeng_domain::redemption::{CollectedBy, Order};
use xianfeng_infra::db::Tx;
use xianfeng_infra::redemption as rows;

use super::pick_up::{Keeper, collected, handed_out};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Language, Problem};
use crate::http::wire::WireDay;

/// A signed list.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PickupBatchIn {
    /// The day on which it was handed out.
    pub day: WireDay,
    /// Where the signed list is, 1 to 200 characters.
    #[schema(example = "停电，签字名单存村委会")]
    pub note: String,
    /// The orders that were signed for, 1 to 100, each once.
    pub order_ids: Vec<Uuid>,
}

impl Check for PickupBatchIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/note", &self.note, 1..=200);
        faults.count("/orderIds", self.order_ids.len(), 1..=100);
        let mut ids = self.order_ids.clone();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() != self.order_ids.len() {
            faults.add("/orderIds", FaultCode::Duplicate);
        }
    }
}

/// What came of each line, in the order of ids.
#[derive(Debug, Serialize, ToSchema)]
pub struct PickupBatchOut {
    /// One result an order.
    pub results: Vec<PickupResultOut>,
}

/// What came of one line.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PickupResultOut {
    /// The order.
    pub order_id: Uuid,
    /// `fulfilled`; absent where it was refused.
    pub state: Option<&'static str>,
    /// Why it was refused.
    pub code: Option<&'static str>,
    /// What to do next.
    pub detail: Option<String>,
}

/// Records what was handed out on a printed list while there was no network.
///
/// One transaction and one result a line: what cannot have been handed out that day does not stop the
/// others.
#[utoipa::path(
    tag = "redemption",
    params(("id" = Uuid, Path, description = "The shop")),
    request_body = PickupBatchIn,
    responses((status = 200, body = PickupBatchOut, description = "One result a line", example = json!({ "results": [
        { "orderId": "018e0f6a-0000-7000-8000-000000000075", "state": "fulfilled", "code": null, "detail": null },
        { "orderId": "018e0f6a-0000-7000-8000-000000000076", "state": null, "code": "order.fulfilled_already",
            "detail": "这份奖品已经领走，不能重复领取。" }
    ] }))),
    extensions(("x-error-codes" = json!(["shop.not_found", "auth.forbidden"]))),
)]
#[post("/shops/{id}/pickups/batch")]
pub(super) async fn record_pickups(
    app: Data<App>,
    permit: Permit<rights::KeepShop>,
    key: IdempotencyKey,
    id: PathId<ShopId>,
    body: JsonBody<PickupBatchIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "pickups.batch", &key, id.0, &body.0)?;
    let work = async |tx: &Tx| {
        if body.day.0 > permit.today() {
            return Err(Failure::field("/day", FaultCode::InTheFuture));
        }
        let shop = rows::shop(tx, &permit.reach, id.0).await?.ok_or(Code::ShopNotFound)?;
        let keeper = Keeper { act: &permit, person: permit.person, reach: &permit.reach };
        let mut ids: Vec<OrderId> = body.order_ids.iter().copied().map(OrderId).collect();
        ids.sort_unstable();
        let orders = rows::orders_by_ids(tx, shop.id, &ids).await?;
        let language = permit.meta.map_or(Language::Chinese, |meta| meta.language);
        let mut results = Vec::with_capacity(ids.len());
        for id in ids {
            let order = orders.iter().find(|order| order.id == id);
            let recorded = match order {
                Some(order) => record(tx, &keeper, order, &body.0).await,
                None => Err(Code::OrderNotFound.into()),
            };
            results.push(result(id, recorded, language)?);
        }
        Ok(Done::ok(PickupBatchOut { results }).within(&shop.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case for one line of the list: refused before anything of it is written.
///
/// # Errors
/// What the order's state refuses, and an own order.
pub async fn record(tx: &Tx, keeper: &Keeper<'_>, order: &Order, list: &PickupBatchIn) -> Result<Order, Failure> {
    let after = Order {
        collected_by: Some(CollectedBy::List),
        reason: Some(list.note.trim().to_owned()),
        ..handed_out(tx, keeper, order, list.day.0).await?
    };
    collected(tx, keeper, order, &after).await?;
    Ok(after)
}

fn result(id: OrderId, recorded: Result<Order, Failure>, language: Language) -> Result<PickupResultOut, Failure> {
    match recorded {
        Ok(order) => Ok(PickupResultOut { order_id: id.0, state: Some(order.state.code()), code: None, detail: None }),
        Err(Failure::Refused(problem)) => Ok(PickupResultOut {
            order_id: id.0,
            state: None,
            code: Some(problem.code().as_str()),
            detail: Some(problem.sentence(language)),
        }),
        Err(failure) => Err(failure),
    }
}
