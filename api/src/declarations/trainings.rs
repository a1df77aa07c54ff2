//! Training on record (S4-12): night school, spring and winter training, for many members at once.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::declarations::{Decision, Declaration, DeclarationAction, NewDeclaration};
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::rulebook::Way;
use xianfeng_infra::db::Tx;
use xianfeng_infra::members;

use super::draft::{Brought, draft, write};
use super::fields::{item, kept, much, unique, words};
use super::register::{count, registered};
use super::results::{DeclarationResultsOut, result};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// A training and who took part.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TrainingsIn {
    /// Who took part, 1 to 200.
    pub member_ids: Vec<Uuid>,
    /// The rule-book item.
    #[schema(example = "volunteer_service")]
    pub item: String,
    /// The day.
    pub done_on: WireDay,
    /// Where, at most 100 characters.
    pub place: Option<String>,
    /// What it was, 1 to 1,000 characters; the ledger shows the first 300.
    #[schema(example = "冬训第一课：耕地保护政策")]
    pub what: String,
    /// How much for each, such as hours, at most two decimals.
    pub quantity: Option<WirePoints>,
    /// Of what unit, at most 10 characters; the item's where absent.
    pub unit: Option<String>,
    /// What one unit is worth, for items with a range.
    pub points: Option<WirePoints>,
    /// Why; needed for more than the least of a range.
    pub reason: Option<String>,
}

impl Check for TrainingsIn {
    fn check(&self, faults: &mut Faults) {
        faults.count("/memberIds", self.member_ids.len(), 1..=200);
        unique(faults, "/memberIds", &self.member_ids);
        item(faults, Some(&self.item));
        words(faults, self.place.as_ref(), &self.what);
        much(faults, self.quantity, self.unit.as_ref(), Some(&self.item));
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 1..=500);
        }
    }
}

/// Records a training for many members.
///
/// Declared and registered in one step, one transaction and one result a member: a member who is
/// refused (not of the branch then, the caller) does not stop the others. An item that wants a photo
/// is declared for each member by itself.
#[utoipa::path(
    tag = "declarations",
    request_body = TrainingsIn,
    responses((status = 200, body = DeclarationResultsOut, description = "One result a member, in the order of ids",
        example = json!({ "sittingId": null, "results": [
            { "id": "018e0f6a-0000-7000-8000-000000000021", "memberId": "018e0f6a-0000-7000-8000-000000000004",
                "state": "registered", "points": 1, "code": null, "detail": null }
        ] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[post("/declarations/trainings")]
pub(super) async fn record_trainings(
    app: Data<App>,
    permit: Permit<rights::Register>,
    key: IdempotencyKey,
    body: JsonBody<TrainingsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "declarations.trainings", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        // Several members are locked in id order, so that two lists never wait for each other.
        let mut ids = body.member_ids.clone();
        ids.sort_unstable();
        let mut results = Vec::with_capacity(ids.len());
        for id in ids {
            let trained = train(tx, &permit, MemberId(id), &body.0).await;
            results.push(result(&permit, None, Some(id), trained)?);
        }
        Ok(Done::ok(DeclarationResultsOut { sitting_id: None, results }).within_reach(&permit.reach))
    };
    Ok(command.run(work).await?.into())
}

/// One member's training. Every refusal comes before the first write.
async fn train(
    tx: &Tx,
    permit: &Permit<rights::Register>,
    id: MemberId,
    training: &TrainingsIn,
) -> Result<Declaration, Failure> {
    let member = members::by_id(tx, &permit.reach, id, permit.today()).await?.ok_or(Code::MemberNotFound)?;
    let new = NewDeclaration {
        way: Way::Training,
        item: Some(training.item.clone()),
        done_on: training.done_on.0,
        place: kept(training.place.as_ref()),
        what: training.what.trim().to_owned(),
        quantity: None,
        period: None,
        level: None,
        reported_by: None,
    };
    let brought = Brought { new, quantity: training.quantity, unit: training.unit.as_ref(), photos: 0 };
    let draft = draft(tx, permit, &member, brought).await?;
    if !permit.reach.covers(&draft.declaration.path) {
        return Err(Code::MemberNotFound.into());
    }
    let reason = kept(training.reason.as_ref());
    let points = training.points.map(|points| points.0);
    let decision = Decision { item: None, points, reason: reason.as_deref() };
    let (member, book) = (&draft.member, &draft.book);
    let declaration = registered(permit, &draft.declaration, member, permit.person, book, 0, decision)?;
    write(tx, permit, &declaration, member).await?;
    let action = format!("declarations.{}", DeclarationAction::Register.code());
    permit.audit(tx, &action, ("declaration", declaration.id.0), &declaration.path).await?;
    count(tx, permit, &declaration, member, Vec::new()).await?;
    Ok(declaration)
}
