//! A host brings forward what the holder of a scanned card did there.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::declarations::{Declaration, NewDeclaration};
use xianfeng_domain::rulebook::Way;
use xianfeng_domain::time::day_of;
use xianfeng_infra::cards as rows;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::members;

use super::ScanId;
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::declarations::{Brought, check_item, check_much, check_words, draft, kept, write};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// What the holder did.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CardDeedIn {
    /// An item of the home rule book, from the scan; where absent, the home branch chooses.
    #[schema(example = "volunteer_service")]
    pub item: Option<String>,
    /// Where, at most 100 characters.
    pub place: Option<String>,
    /// What happened, 1 to 1,000 characters.
    #[schema(example = "参加河道清淤")]
    pub what: String,
    /// How much, at most two decimals.
    pub quantity: Option<WirePoints>,
    /// Of what unit, at most 10 characters; the item's where absent.
    pub unit: Option<String>,
}

impl Check for CardDeedIn {
    fn check(&self, faults: &mut Faults) {
        check_item(faults, self.item.as_ref());
        check_words(faults, self.place.as_ref(), &self.what);
        check_much(faults, self.quantity, self.unit.as_ref(), self.item.as_ref());
    }
}

/// What the host is told.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CardDeedOut {
    /// The declaration that waits at home.
    pub declaration_id: Uuid,
    /// The day of the deed: that of the scan.
    pub done_on: WireDay,
    /// Where it waits: `open`.
    pub state: &'static str,
}

/// Brings a deed of a card's holder forward.
///
/// Once a scan, on the day of the scan or the day after. It becomes a declaration of the way `card`
/// at the member's home branch, which registers it under its own rule book or declines it (S1-8).
#[utoipa::path(
    tag = "cards",
    params(("id" = Uuid, Path, description = "The scan")),
    request_body = CardDeedIn,
    responses((status = 201, body = CardDeedOut, description = "What waits at home", example = json!({
        "declarationId": "018e0f6a-0000-7000-8000-000000000042", "doneOn": "2024-03-01", "state": "open"
    }))),
    extensions(("x-error-codes" = json!([
        "card.scan_not_found", "card.used", "card.expired", "rulebook.not_found", "declaration.not_member_then",
        "declaration.item_unfit", "declaration.quantity_unfit", "declaration.evidence_missing", "auth.forbidden"
    ]))),
)]
#[post("/cards/scans/{id}/deed")]
pub(super) async fn declare_card_deed(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    id: PathId<ScanId>,
    body: JsonBody<CardDeedIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "cards.deed", &key, id.0.0, &body.0)?;
    let work = async |tx: &Tx| {
        let declaration = declare(tx, &permit, &permit.reach, id.0, &body.0).await?;
        Ok(Done::created(CardDeedOut {
            declaration_id: declaration.id.0,
            done_on: WireDay(declaration.done_on),
            state: declaration.state.code(),
        }))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the scan, the home rule book or the domain refuses.
pub async fn declare(tx: &Tx, act: &Act, reach: &Reach, id: ScanId, deed: &CardDeedIn) -> Result<Declaration, Failure> {
    let scan = rows::find(tx, reach, id.0).await?.ok_or(Code::CardScanNotFound)?;
    let done_on = day_of(scan.at);
    if scan.declaration.is_some() {
        return Err(Code::CardUsed.into());
    }
    if (act.today() - done_on).num_days() > 1 {
        return Err(Code::CardExpired.into());
    }
    // The scan vouches for the member, whom the host's reach need not cover.
    let member = members::by_ids(tx, [scan.member], done_on).await?.into_values().next();
    let member = member.ok_or_else(|| StoreError::corrupt("a scan of nobody's card"))?;
    let new = NewDeclaration {
        way: Way::Card,
        item: deed.item.clone(),
        done_on,
        place: kept(deed.place.as_ref()),
        what: deed.what.trim().to_owned(),
        quantity: None,
        period: None,
        level: None,
        reported_by: None,
    };
    let brought = Brought { new, quantity: deed.quantity, unit: deed.unit.as_ref(), photos: 0 };
    let draft = draft(tx, act, &member, brought).await?;
    if !rows::use_for(tx, scan.id, draft.declaration.id).await? {
        return Err(Code::CardUsed.into());
    }
    write(tx, act, &draft.declaration, &draft.member).await?;
    Ok(draft.declaration)
}
