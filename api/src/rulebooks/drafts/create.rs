//! Beginning a draft.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{DraftId, OrganizationId};
use xianfeng_domain::rulebook::DraftState;
use xianfeng_infra::db::Tx;
use xianfeng_infra::rulebooks::{self, drafts::Draft};
use xianfeng_infra::{organizations, rulebooks::drafts as rows};

use super::wire::{DraftOut, MOST_BYTES, check_name, draft_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};

/// A new draft: its text, or a ready book to start from.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewDraftIn {
    /// For whom: a township or what lies above for a whole book, anybody below for a layer.
    pub organization_id: Uuid,
    /// A name for those who work on it, 1 to 100 characters.
    #[schema(example = "2025年台账（讨论稿）")]
    pub name: String,
    /// The text, at most 1 MiB. Faulty text is kept: a check names what is wrong.
    pub document: Option<String>,
    /// The code of a ready book instead.
    #[schema(example = "chishiqiao")]
    pub from: Option<String>,
}

impl Check for NewDraftIn {
    const MOST_BYTES: usize = MOST_BYTES;

    fn check(&self, faults: &mut Faults) {
        check_name(faults, &self.name);
        match (&self.document, &self.from) {
            (None, None) => faults.add("/document", FaultCode::Missing),
            (Some(_), Some(_)) => faults.add("/from", FaultCode::Unknown),
            (None, Some(code)) if rulebooks::ready(code).is_none() => faults.add("/from", FaultCode::Invalid),
            _ => {}
        }
    }
}

/// Begins a draft of a rule book or a layer.
///
/// From own text, or from a ready book (`GET /rulebooks/ready`). Nothing changes for anybody
/// before it is checked and adopted.
#[utoipa::path(
    tag = "rulebooks",
    request_body = NewDraftIn,
    responses((status = 201, body = DraftOut, description = "The draft", example = json!(draft_example()))),
    extensions(("x-error-codes" = json!(["auth.forbidden", "organization.not_found", "rulebook.too_large"]))),
)]
#[post("/rulebooks/drafts")]
pub(super) async fn create_rulebook_draft(
    app: Data<App>,
    permit: Permit<rights::SetRules>,
    key: IdempotencyKey,
    body: JsonBody<NewDraftIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "rulebooks.draft", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let draft = create(tx, &permit, &permit.reach, &body.0).await?;
        Ok(Done::created(DraftOut::from(&draft)).within(&draft.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// `organization.not_found` outside reach; `rulebook.too_large`.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, new: &NewDraftIn) -> Result<Draft, Failure> {
    let owner = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let owner = owner.ok_or(Code::OrganizationNotFound)?;
    let from = new.from.as_deref().and_then(rulebooks::ready).map(str::to_owned);
    let document = new.document.clone().or(from).unwrap_or_default();
    fits(&document)?;
    let draft = Draft {
        id: DraftId(Uuid::now_v7()),
        owner: owner.id,
        path: owner.path,
        name: new.name.trim().to_owned(),
        state: DraftState::Draft,
        version: 1,
        flaws: None,
        checked_against: None,
        adopted_as: None,
        created_by: act.caller.account,
        created_at: act.now,
        changed_by: act.caller.account,
        changed_at: act.now,
    };
    rows::insert(tx, &draft, document).await?;
    act.audit(tx, "rulebooks.draft", ("rulebook_draft", draft.id.0), &draft.path).await?;
    Ok(draft)
}

/// Is the document short enough?
pub(super) fn fits(document: &str) -> Result<(), Problem> {
    if document.len() <= rulebooks::LARGEST_DOCUMENT {
        return Ok(());
    }
    Err(Problem::new(Code::RulebookTooLarge).member("limitBytes", rulebooks::LARGEST_DOCUMENT))
}
