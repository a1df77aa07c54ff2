//! Beginning a content: anew, or from one that is there.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::contents::{Audience, Content, Kind, State};
use xianfeng_domain::ids::{ContentId, FileId, OrganizationId, PersonId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::contents as rows;
use xianfeng_infra::db::Tx;
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{organizations, rulebooks};

use super::step;
use super::wire::{ContentOut, check_kind, content_example, content_out};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody, PathId};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireTime;

/// 20,000 characters of three bytes, and the rest.
const MOST_BYTES: usize = 128 * 1024;

/// What is written, and for whom.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TextIn {
    /// `notice`, `document`, `study`, `case` or `story`.
    #[schema(example = "notice")]
    pub kind: String,
    /// The title, 1 to 100 characters.
    #[schema(example = "三月主题党日的通知")]
    pub title: String,
    /// The text, 1 to 20,000 characters in paragraphs. Plain text: HTML is taken for words.
    #[schema(example = "3月8日上午九点在村部开展主题党日，请按时参加。")]
    pub body: String,
    /// Category codes that it is for; all where empty.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Only for members who are away ("cloud branch").
    #[serde(default)]
    pub away_only: bool,
    /// For the villagers too; not together with categories or `awayOnly`.
    #[serde(default)]
    pub in_public: bool,
    /// Not before this instant.
    pub publish_at: Option<WireTime>,
    /// Uploaded pictures, in order, at most 9. They are shown to members only.
    #[serde(default)]
    pub photo_ids: Vec<Uuid>,
}

/// A new content.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewContentIn {
    /// Whose it is: it is for its members and those of what lies below.
    pub organization_id: Uuid,
    /// `notice`, `document`, `study`, `case` or `story`.
    #[schema(example = "notice")]
    pub kind: String,
    /// The title, 1 to 100 characters.
    #[schema(example = "三月主题党日的通知")]
    pub title: String,
    /// The text, 1 to 20,000 characters in paragraphs. Plain text: HTML is taken for words.
    #[schema(example = "3月8日上午九点在村部开展主题党日，请按时参加。")]
    pub body: String,
    /// Category codes that it is for; all where empty.
    #[serde(default)]
    pub categories: Vec<String>,
    /// Only for members who are away ("cloud branch").
    #[serde(default)]
    pub away_only: bool,
    /// For the villagers too; not together with categories or `awayOnly`.
    #[serde(default)]
    pub in_public: bool,
    /// Not before this instant.
    pub publish_at: Option<WireTime>,
    /// Uploaded pictures, in order, at most 9. They are shown to members only.
    #[serde(default)]
    pub photo_ids: Vec<Uuid>,
}

impl Check for TextIn {
    const MOST_BYTES: usize = MOST_BYTES;

    fn check(&self, faults: &mut Faults) {
        check_kind(faults, "/kind", &self.kind);
        faults.text("/title", &self.title, 1..=100);
        faults.text("/body", &self.body, 1..=20_000);
        faults.count("/categories", self.categories.len(), 0..=20);
        for (index, category) in self.categories.iter().enumerate() {
            faults.text(&format!("/categories/{index}"), category, 1..=40);
        }
        faults.count("/photoIds", self.photo_ids.len(), 0..=9);
        for (pointer, duplicate) in
            [("/categories", repeats(&self.categories)), ("/photoIds", repeats(&self.photo_ids))]
        {
            if duplicate {
                faults.add(pointer, FaultCode::Duplicate);
            }
        }
        if !self.audience().is_consistent() {
            faults.add("/inPublic", FaultCode::Invalid);
        }
    }
}

impl Check for NewContentIn {
    const MOST_BYTES: usize = MOST_BYTES;

    fn check(&self, faults: &mut Faults) {
        self.text().check(faults);
    }
}

fn repeats<T: Ord>(values: &[T]) -> bool {
    let mut sorted: Vec<&T> = values.iter().collect();
    sorted.sort_unstable();
    sorted.windows(2).any(|pair| matches!(pair, [first, second] if first == second))
}

impl NewContentIn {
    fn text(&self) -> TextIn {
        TextIn {
            kind: self.kind.clone(),
            title: self.title.clone(),
            body: self.body.clone(),
            categories: self.categories.clone(),
            away_only: self.away_only,
            in_public: self.in_public,
            publish_at: self.publish_at,
            photo_ids: self.photo_ids.clone(),
        }
    }
}

impl TextIn {
    fn audience(&self) -> Audience {
        Audience { categories: self.categories.clone(), away_only: self.away_only, in_public: self.in_public }
    }

    /// A content with this text and audience, once its categories are known to exist.
    ///
    /// # Errors
    /// A fault at what is not known or has passed.
    pub(super) async fn on(&self, tx: &Tx, act: &Act, content: Content) -> Result<Content, Failure> {
        let publish_at = self.publish_at.map(|at| at.0);
        if publish_at.is_some_and(|at| at < act.now) && publish_at != content.publish_at {
            return Err(Failure::field("/publishAt", FaultCode::InThePast));
        }
        known(tx, act, &content.path, &self.categories).await?;
        Ok(Content {
            kind: Kind::from_code(&self.kind).ok_or(Code::RequestInvalid)?,
            title: self.title.trim().to_owned(),
            body: self.body.trim().replace("\r\n", "\n"),
            audience: self.audience(),
            publish_at,
            ..content
        })
    }

    /// Gives a content its pictures.
    ///
    /// # Errors
    /// `file.not_found`.
    pub(super) async fn attach(&self, tx: &Tx, act: &Act, id: ContentId) -> Result<(), Failure> {
        let photos: Vec<FileId> = self.photo_ids.iter().copied().map(FileId).collect();
        let taken = evidence::take(tx, Holder::Content(id), act.caller.account, &photos).await?;
        if taken { Ok(()) } else { Err(Code::FileNotFound.into()) }
    }
}

/// The categories stand in the rule book in force.
async fn known(tx: &Tx, act: &Act, path: &OrganizationPath, categories: &[String]) -> Result<(), Failure> {
    if categories.is_empty() {
        return Ok(());
    }
    let book = rulebooks::effective(tx, path, act.today()).await?.ok_or(Code::RulebookNotFound)?;
    match categories.iter().position(|code| book.book.category(code).is_none()) {
        Some(unknown) => Err(Failure::field(format!("/categories/{unknown}"), FaultCode::Invalid)),
        None => Ok(()),
    }
}

/// Begins a content as a draft.
///
/// Only who manages it sees it. Hand it in; once somebody else has approved it and content safety has passed it, it is
/// published to its members, and to the villagers where `inPublic` is set. Pictures are uploaded first, to `/files`.
#[utoipa::path(
    tag = "contents",
    request_body = NewContentIn,
    responses((status = 201, body = ContentOut, description = "The draft", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["organization.not_found", "rulebook.not_found", "file.not_found"]))),
)]
#[post("/contents")]
pub(super) async fn create_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    body: JsonBody<NewContentIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let content = create(tx, &permit, &permit.reach, permit.person, &body.0).await?;
        Ok(Done::created(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What the organization, the categories or the pictures refuse.
pub async fn create(tx: &Tx, act: &Act, reach: &Reach, by: PersonId, new: &NewContentIn) -> Result<Content, Failure> {
    let organization = organizations::find(tx, reach, OrganizationId(new.organization_id)).await?;
    let organization = organization.ok_or(Code::OrganizationNotFound)?;
    let text = new.text();
    let content = text.on(tx, act, empty(act, by, organization.id, organization.path)).await?;
    write(tx, act, &content, "contents.create").await?;
    text.attach(tx, act, content.id).await?;
    Ok(content)
}

/// A draft without words.
fn empty(act: &Act, by: PersonId, organization: OrganizationId, path: OrganizationPath) -> Content {
    Content {
        id: ContentId(Uuid::now_v7()),
        organization,
        path,
        kind: Kind::Notice,
        title: String::new(),
        body: String::new(),
        audience: Audience::default(),
        state: State::Draft,
        author: by,
        written_by: act.caller.account,
        created_at: act.now,
        submitted_at: None,
        decided_by: None,
        decided_at: None,
        reason: None,
        publish_at: None,
        published_at: None,
        taken_down_at: None,
        reminded_on: None,
        version: 1,
    }
}

async fn write(tx: &Tx, act: &Act, content: &Content, action: &str) -> Result<(), Failure> {
    rows::insert(tx, content).await?;
    Ok(act.audit(tx, action, ("content", content.id.0), &content.path).await?)
}

/// Begins a draft with the words of another content.
///
/// Of whatever state, such as one that was taken down to be corrected. Whoever copies is the author. Pictures are not
/// copied: each belongs to one content.
#[utoipa::path(
    tag = "contents",
    params(("id" = Uuid, Path, description = "The content")),
    responses((status = 201, body = ContentOut, description = "The draft", example = json!(content_example()))),
    extensions(("x-error-codes" = json!(["content.not_found"]))),
)]
#[post("/contents/{id}/copy")]
pub(super) async fn copy_content(
    app: Data<App>,
    permit: Permit<rights::ManageTasks>,
    key: IdempotencyKey,
    id: PathId<ContentId>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "contents.copy", &key, id.0, &())?;
    let work = async |tx: &Tx| {
        let found = step::find(tx, &permit.reach, id.0).await?;
        let draft = empty(&permit, permit.person, found.organization, found.path);
        let (kind, title, body, audience) = (found.kind, found.title, found.body, found.audience);
        let content = Content { kind, title, body, audience, ..draft };
        write(tx, &permit, &content, "contents.copy").await?;
        Ok(Done::created(content_out(tx, &permit, &content, true).await?).within(&content.path))
    };
    Ok(command.run(work).await?.into())
}
