//! A person closes a period.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::closings::{Asked, Closing, State, may_close};
use xianfeng_domain::ids::{ClosingId, EditionId, OrganizationId};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::time::Period;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{closings as rows, editions, ledger, organizations, rulebooks};

use super::run::run;
use super::wire::{ClosingOut, closing_example, closing_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Problem};
use crate::http::wire::WirePeriod;

/// What to close.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CloseIn {
    /// The township.
    pub organization_id: Uuid,
    /// The period: the rule book's closing unit, or a longer one after the units inside it.
    #[schema(value_type = String, example = "2024-Q1")]
    pub period: WirePeriod,
}

impl Check for CloseIn {}

/// Closes a period.
///
/// From the day after its last. Every member of the township is frozen, one after the other: what is
/// approved before a member's turn is in the edition, what comes later counts on the first day of the
/// next unit. Then the rows are ranked and edition 1 is sealed by a hash. The answer says `freezing`;
/// read the closing until it says `closed`. An interrupted closing goes on by itself with the same
/// result. Nothing is posted yet: publishing is a step of its own.
#[utoipa::path(
    tag = "closings",
    request_body = CloseIn,
    responses((status = 201, body = ClosingOut, description = "The closing", example = json!(closing_example()))),
    extensions(("x-error-codes" = json!([
        "organization.not_found", "closing.not_over", "closing.too_short", "closing.earlier_first",
        "closing.inside_first", "closing.exists", "rulebook.not_found", "auth.forbidden"
    ]))),
)]
#[post("/closings")]
pub(super) async fn close_period(
    app: Data<App>,
    permit: Permit<rights::Administer>,
    key: IdempotencyKey,
    body: JsonBody<CloseIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "closings.start", &key, "", &body.0)?;
    let (township, period) = (OrganizationId(body.organization_id), body.period.0);
    let work = async |tx: &Tx| {
        let closing = start(tx, &permit, &permit.reach, township, period).await?;
        Ok(Done::created(closing_out(tx, &closing).await?).within(&closing.path))
    };
    let reply = command.run(work).await?;
    // Whatever interrupts it here, the background work goes on with it.
    if let Err(error) = run(&app, township, period, permit.now).await {
        tracing::warn!(?error, "a closing is left to the background work");
    }
    Ok(reply.into())
}

/// The use case: the closing begins. From here on whoever is new in the township is not in it.
///
/// # Errors
/// What the period or its order refuses.
pub async fn start(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    township: OrganizationId,
    period: Period,
) -> Result<Closing, Failure> {
    let township = organizations::find(tx, reach, township).await?.ok_or(Code::OrganizationNotFound)?;
    if township.kind != OrganizationKind::Township {
        return Err(Code::OrganizationNotFound.into());
    }
    // Two who start at once, and whoever adds a member meanwhile, wait for each other here.
    organizations::take_turn(tx, township.id).await?;
    let book = rulebooks::effective(tx, &township.path, period.last_day()).await?;
    let book = book.ok_or(Code::RulebookNotFound)?;
    let closings = rows::of_township(tx, township.id).await?;
    let first_day = ledger::first_day_in_units(tx, &township.path, book.book.closing_unit).await?;
    let (unit, today) = (book.book.closing_unit, act.today());
    may_close(Asked { period, unit, first_day, closings: &closings, today })?;
    let closing = Closing {
        id: ClosingId(Uuid::now_v7()),
        township: township.id,
        path: township.path,
        period,
        unit: period.kind() == unit,
        rule_book: book.id,
        state: State::Freezing,
        edition: 1,
        published_on: None,
        objections_until: None,
        version: 1,
    };
    rows::insert(tx, &closing, act.caller.account, act.now).await.map_err(|error| match error {
        StoreError::Duplicate => Failure::from(Code::ClosingExists),
        error => error.into(),
    })?;
    editions::begin(tx, EditionId(Uuid::now_v7()), &closing, act.caller.account, act.now).await?;
    act.audit(tx, "closings.start", ("closing", closing.id.0), &closing.path).await?;
    Ok(closing)
}
