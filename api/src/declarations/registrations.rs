//! Deciding on many declarations in one sitting: the party day (S2-3).

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::{DeclarationId, MemberId, SittingId};
use xianfeng_infra::db::Tx;
use xianfeng_infra::declarations::{self as rows, Sitting};

use super::fields::{item, kept, unique};
use super::register::{Verdict, decide};
use super::results::{DeclarationResultsOut, result};
use crate::app::App;
use crate::auth::{Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WirePoints};

/// The decisions of a sitting.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegistrationsIn {
    /// When and where the branch sat together, if it did.
    pub sitting: Option<SittingIn>,
    /// Declarations to register, at most 100 together with the declined ones.
    #[serde(default)]
    pub register: Vec<RegisterIn>,
    /// Declarations that are not accepted.
    #[serde(default)]
    pub decline: Vec<DeclineIn>,
}

/// A sitting, such as a party day.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SittingIn {
    /// The day; not in the future.
    pub on: WireDay,
    /// Where, at most 100 characters.
    #[schema(example = "村委会")]
    pub place: Option<String>,
    /// What it was, at most 100 characters.
    #[schema(example = "三月主题党日")]
    pub title: Option<String>,
}

/// A declaration to register.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RegisterIn {
    /// The declaration.
    pub id: Uuid,
    /// The rule-book item; the declared one where absent.
    pub item: Option<String>,
    /// What one unit is worth, for items with a range.
    pub points: Option<WirePoints>,
    /// Why; needed for more than the least of a range.
    pub reason: Option<String>,
}

/// A declaration that is not accepted.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DeclineIn {
    /// The declaration.
    pub id: Uuid,
    /// Why, 1 to 500 characters; the member reads it.
    pub reason: String,
}

impl Check for RegistrationsIn {
    fn check(&self, faults: &mut Faults) {
        if let Some(sitting) = &self.sitting {
            faults.nested("/sitting", sitting);
        }
        faults.count("/register", self.register.len() + self.decline.len(), 1..=100);
        let registered = self.register.iter().map(|line| line.id);
        let ids: Vec<Uuid> = registered.chain(self.decline.iter().map(|line| line.id)).collect();
        unique(faults, "/register", &ids);
        for (index, line) in self.register.iter().enumerate() {
            faults.nested(&format!("/register/{index}"), line);
        }
        for (index, line) in self.decline.iter().enumerate() {
            faults.nested(&format!("/decline/{index}"), line);
        }
    }
}

impl Check for SittingIn {
    fn check(&self, faults: &mut Faults) {
        for (pointer, text) in [("/place", &self.place), ("/title", &self.title)] {
            if let Some(text) = text {
                faults.text(pointer, text, 0..=100);
            }
        }
    }
}

impl Check for RegisterIn {
    fn check(&self, faults: &mut Faults) {
        item(faults, self.item.as_ref());
        if let Some(reason) = &self.reason {
            faults.text("/reason", reason, 1..=500);
        }
    }
}

impl Check for DeclineIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

/// Decides on many declarations.
///
/// One transaction and one result a declaration: one that is refused (decided meanwhile, one's own)
/// does not stop the others. Nobody decides on their own: those wait for another reviewer of the
/// branch, else for the township.
#[utoipa::path(
    tag = "declarations",
    request_body = RegistrationsIn,
    responses((status = 200, body = DeclarationResultsOut, description = "One result a declaration, by id",
        example = json!({ "sittingId": "018e0f6a-0000-7000-8000-000000000022", "results": [
            { "id": "018e0f6a-0000-7000-8000-000000000021", "memberId": "018e0f6a-0000-7000-8000-000000000004",
                "state": "registered", "points": 1, "code": null, "detail": null },
            { "id": "018e0f6a-0000-7000-8000-000000000023", "memberId": null, "state": null, "points": null,
                "code": "declaration.own", "detail": "不能登记自己的申报，请由支部其他负责人或乡镇办理。" }
        ] }))),
    extensions(("x-error-codes" = json!(["auth.forbidden"]))),
)]
#[post("/declarations/registrations")]
pub(super) async fn register_declarations(
    app: Data<App>,
    permit: Permit<rights::Review>,
    key: IdempotencyKey,
    body: JsonBody<RegistrationsIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "declarations.registrations", &key, "", &body.0)?;
    let work = async |tx: &Tx| Ok(Done::ok(sit(tx, &permit, &body.0).await?).within_reach(&permit.reach));
    Ok(command.run(work).await?.into())
}

async fn sit(
    tx: &Tx,
    permit: &Permit<rights::Review>,
    wanted: &RegistrationsIn,
) -> Result<DeclarationResultsOut, Failure> {
    if wanted.sitting.as_ref().is_some_and(|sitting| sitting.on.0 > permit.today()) {
        return Err(Failure::field("/sitting/on", FaultCode::InTheFuture));
    }
    let sitting = wanted.sitting.as_ref().map(|sitting| Sitting {
        id: SittingId(Uuid::now_v7()),
        on: sitting.on.0,
        place: kept(sitting.place.as_ref()),
        title: kept(sitting.title.as_ref()),
    });
    let id = sitting.as_ref().map(|sitting| sitting.id);
    let mut results = Vec::new();
    for (declaration, member, verdict) in in_member_order(tx, permit, wanted).await? {
        let decided = decide(tx, permit, &permit.reach, permit.person, id, declaration, &verdict).await;
        results.push(result(permit, Some(declaration.0), member.map(|member| member.0), decided)?);
    }
    results.sort_by_key(|result| result.id);
    // A sitting in which nothing was decided leaves no trace.
    let sitting = sitting.filter(|_| results.iter().any(|result| result.state.is_some()));
    if let Some(sitting) = &sitting {
        rows::insert_sitting(tx, sitting, permit.caller.account, permit.now).await?;
    }
    Ok(DeclarationResultsOut { sitting_id: sitting.map(|sitting| sitting.id.0), results })
}

/// Several members are locked in id order, so that two sittings never wait for each other.
async fn in_member_order(
    tx: &Tx,
    permit: &Permit<rights::Review>,
    wanted: &RegistrationsIn,
) -> Result<Vec<(DeclarationId, Option<MemberId>, Verdict)>, Failure> {
    let register = wanted.register.iter().map(|line| {
        let points = line.points.map(|points| points.0);
        (line.id, Verdict::Register { item: line.item.clone(), points, reason: kept(line.reason.as_ref()) })
    });
    let decline = wanted.decline.iter().map(|line| {
        let reason = line.reason.trim().to_owned();
        (line.id, Verdict::Decline { reason })
    });
    let mut keyed = Vec::with_capacity(wanted.register.len() + wanted.decline.len());
    for (id, verdict) in register.chain(decline) {
        let id = DeclarationId(id);
        let found = rows::find(tx, &permit.reach, None, None, id).await?;
        keyed.push((id, found.map(|declaration| declaration.member), verdict));
    }
    keyed.sort_by_key(|(id, member, _)| (*member, *id));
    Ok(keyed)
}
