//! A member suggests something.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::review_organization;
use xianfeng_domain::ids::{OrganizationId, PersonId, SuggestionId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::suggestions::{State, Suggestion, due_on};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{accounts, organizations, suggestions as rows};

use super::wire::{OwnSuggestionOut, handlers, own_example, own_out};
use crate::app::App;
use crate::auth::{Act, AsMember};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, Faults, Problem};
use crate::inbox::{Kind, tell_all};

/// A suggestion.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewSuggestionIn {
    /// To whom: the caller's branch or one of those above it; the branch where absent.
    pub organization_id: Option<Uuid>,
    /// What is suggested, 1 to 1,000 characters.
    #[schema(example = "村口弯道没有镜子，建议加装凸面镜")]
    pub text: String,
}

impl Check for NewSuggestionIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/text", &self.text, 1..=1000);
    }
}

/// Suggests something.
///
/// For members, at home or away. Somebody other than the author takes it up and answers it within 15 days; an adopted
/// one scores where the rule book says so. At most 5 open ones a member. Nobody but who handles it reads it, until its
/// answer is published in other words.
#[utoipa::path(
    tag = "suggestions",
    request_body = NewSuggestionIn,
    responses((status = 201, body = OwnSuggestionOut, description = "The suggestion", example = json!(own_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "suggestion.too_many_open"
    ]))),
)]
#[post("/suggestions")]
pub(super) async fn create_suggestion(
    app: Data<App>,
    member: AsMember,
    key: IdempotencyKey,
    body: JsonBody<NewSuggestionIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &member, "suggestions.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let suggestion = create(tx, &app.vault, &member, &member.member, &body.0).await?;
        Ok(Done::created(own_out(&suggestion)))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` for what is not on the member's path, `suggestion.too_many_open`.
pub async fn create(
    tx: &Tx,
    vault: &Vault,
    act: &Act,
    member: &Member,
    new: &NewSuggestionIn,
) -> Result<Suggestion, Failure> {
    let to = new.organization_id.map_or(member.standing.branch, OrganizationId);
    let organization = organizations::find_open(tx, to).await?;
    let on_path = |organization: &Organization| organization.path.covers(&member.standing.branch_path);
    let organization = organization.filter(on_path).ok_or(Code::OrganizationNotFound)?;
    let place = rows::free_place(tx, member.person).await?.ok_or(Code::SuggestionTooManyOpen)?;
    let suggestion = Suggestion {
        member: Some(member.id),
        person: Some(member.person),
        account: Some(act.caller.account),
        ..received(tx, act, organization, Some(member.person), &new.text).await?
    };
    rows::insert(tx, vault, &suggestion, Some(place), None).await?;
    act.audit(tx, "suggestions.create", ("suggestion", suggestion.id.0), &suggestion.review_path).await?;
    tell_handlers(tx, act, &suggestion).await?;
    Ok(suggestion)
}

/// A new suggestion to an organization, lying where somebody other than its author may handle it.
///
/// # Errors
/// The store's fault.
pub(super) async fn received(
    tx: &Tx,
    act: &Act,
    organization: Organization,
    author: Option<PersonId>,
    text: &str,
) -> Result<Suggestion, Failure> {
    let grants = accounts::grants_on_path(tx, &organization.path).await?;
    // Nobody is the nil person: whoever may review there may handle a villager's.
    let place = review_organization(&organization.path, author.unwrap_or(PersonId(Uuid::nil())), &grants);
    let place = match place {
        Some(place) => organizations::find_open(tx, place).await?,
        None => None,
    };
    Ok(Suggestion {
        id: SuggestionId(Uuid::now_v7()),
        organization: organization.id,
        review_path: place.map_or_else(|| organization.path.clone(), |place| place.path),
        path: organization.path,
        member: None,
        person: None,
        account: None,
        text: text.trim().to_owned(),
        made_at: act.now,
        made_on: act.today(),
        state: State::Received,
        due_on: due_on(act.today()),
        taken_by: None,
        taken_at: None,
        answer: None,
        summary: None,
        in_public: false,
        decided_by: None,
        decided_at: None,
        declaration: None,
        points: None,
        escalated_at: None,
        version: 1,
    })
}

/// Tells those who may handle it.
///
/// # Errors
/// The store's fault.
pub(super) async fn tell_handlers(tx: &Tx, act: &Act, suggestion: &Suggestion) -> Result<(), Failure> {
    let grants = accounts::grants_on_path(tx, &suggestion.review_path).await?;
    let day = suggestion.due_on.to_string();
    let subject = Some(("suggestion", suggestion.id.0));
    let params = [("day", day.as_str())];
    tell_all(tx, &handlers(suggestion, &grants), Kind::SuggestionWaits, subject, &params, act.now).await
}
