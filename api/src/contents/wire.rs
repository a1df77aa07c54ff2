//! Contents on the wire.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::contents::{Content, Kind, Refusal};
use xianfeng_domain::ids::{ContentId, OrganizationId};
use xianfeng_domain::moderation::{CheckState, Subject};
use xianfeng_infra::contents::{self as rows, Own};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::evidence::{self, Holder};
use xianfeng_infra::{members, moderation, organizations};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::WireTime;

/// So many first characters of the text stand in a list.
const EXCERPT: usize = 80;

/// A content with its text.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentOut {
    /// What stands in the lists.
    #[serde(flatten)]
    pub line: ContentLineOut,
    /// The text, in paragraphs; plain text, never HTML.
    pub body: String,
    /// The attached pictures, in order, for `/files/{id}`; for readers those that content safety has passed.
    pub photo_ids: Vec<Uuid>,
    /// The author's name, for who manages it.
    pub author_name: Option<String>,
    /// Why it was sent back, approved by its author, or taken down, for who manages it.
    pub reason: Option<String>,
    /// What the caller answered to it.
    pub own_answer: Option<String>,
}

/// A content in a list.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ContentLineOut {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub organization_id: Uuid,
    /// Whose it is, by name.
    pub organization_name: Option<String>,
    /// `notice`, `document`, `study`, `case` or `story`.
    pub kind: &'static str,
    /// The title.
    pub title: String,
    /// The text's first 80 characters.
    pub excerpt: String,
    /// Category codes that it is for; all where empty.
    pub categories: Vec<String>,
    /// Only for who is away.
    pub away_only: bool,
    /// For the villagers too.
    pub in_public: bool,
    /// `draft`, `submitted`, `returned`, `approved`, `published` or `taken_down`.
    pub state: &'static str,
    /// Content safety, for who manages it: `waiting`, `passed`, `held` or `refused`; absent before it was handed in.
    pub check_state: Option<&'static str>,
    /// When it was begun.
    pub created_at: WireTime,
    /// Not before this instant.
    pub publish_at: Option<WireTime>,
    /// When readers first saw it.
    pub published_at: Option<WireTime>,
    /// When it was taken down.
    pub taken_down_at: Option<WireTime>,
    /// When the caller read it first.
    pub own_read_at: Option<WireTime>,
    /// Grows with every change.
    pub version: u64,
}

/// A reason.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WhyIn {
    /// Why, 1 to 500 characters.
    #[schema(example = "时间写错了")]
    pub reason: String,
}

impl Check for WhyIn {
    fn check(&self, faults: &mut Faults) {
        faults.text("/reason", &self.reason, 1..=500);
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::WrongState { state } => Problem::new(Code::ContentWrongState).member("state", state.code()).into(),
            Refusal::Own => Code::ContentOwn.into(),
            Refusal::ReasonMissing => Code::ContentReasonMissing.into(),
        }
    }
}

/// What is known beside the rows.
#[derive(Debug, Default)]
pub(super) struct Beside {
    names: HashMap<OrganizationId, String>,
    checks: HashMap<Uuid, CheckState>,
    own: HashMap<ContentId, Own>,
}

impl Beside {
    /// Of some contents, for a caller; with their checks for who manages them.
    ///
    /// # Errors
    /// The store's fault.
    pub(super) async fn load(tx: &Tx, act: &Act, contents: &[Content], managed: bool) -> StoreResult<Self> {
        let mut beside = Self::default();
        for content in contents {
            if !beside.names.contains_key(&content.organization)
                && let Some(found) = organizations::find_open(tx, content.organization).await?
            {
                beside.names.insert(found.id, found.name);
            }
        }
        let ids: Vec<ContentId> = contents.iter().map(|content| content.id).collect();
        if managed {
            let ids: Vec<Uuid> = ids.iter().map(|id| id.0).collect();
            beside.checks = moderation::states(tx, Subject::Content, &ids).await?;
        }
        if let Some(member) = act.caller.member_id() {
            beside.own = rows::own(tx, member, &ids).await?;
        }
        Ok(beside)
    }

    /// A content in a list.
    pub(super) fn line(&self, content: &Content) -> ContentLineOut {
        ContentLineOut {
            id: content.id.0,
            organization_id: content.organization.0,
            organization_name: self.names.get(&content.organization).cloned(),
            kind: content.kind.code(),
            title: content.title.clone(),
            excerpt: excerpt(&content.body),
            categories: content.audience.categories.clone(),
            away_only: content.audience.away_only,
            in_public: content.audience.in_public,
            state: content.state.code(),
            check_state: self.checks.get(&content.id.0).map(|state| state.code()),
            created_at: content.created_at.into(),
            publish_at: content.publish_at.map(Into::into),
            published_at: content.published_at.map(Into::into),
            taken_down_at: content.taken_down_at.map(Into::into),
            own_read_at: self.own.get(&content.id).map(|own| own.read_at.into()),
            version: content.version,
        }
    }
}

/// A content with its text, for who manages it or for its readers.
///
/// # Errors
/// The store's fault.
pub(super) async fn content_out(tx: &Tx, act: &Act, content: &Content, managed: bool) -> StoreResult<ContentOut> {
    let beside = Beside::load(tx, act, std::slice::from_ref(content), managed).await?;
    let author = if managed { members::names(tx, [content.author]).await?.remove(&content.author) } else { None };
    let pictures = evidence::of(tx, Holder::Content(content.id)).await?;
    let mut photo_ids: Vec<Uuid> = pictures.iter().map(|picture| picture.id.0).collect();
    if !managed {
        let states = moderation::states(tx, Subject::Picture, &photo_ids).await?;
        photo_ids.retain(|id| states.get(id).copied().is_some_and(CheckState::is_shown));
    }
    Ok(ContentOut {
        line: beside.line(content),
        body: content.body.clone(),
        photo_ids,
        author_name: author,
        reason: content.reason.clone().filter(|_| managed),
        own_answer: beside.own.get(&content.id).and_then(|own| own.answer.clone()),
    })
}

/// The first characters of a text on one line.
pub(super) fn excerpt(body: &str) -> String {
    let line = body.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= EXCERPT {
        return line;
    }
    line.chars().take(EXCERPT - 1).chain(['…']).collect()
}

/// Checks a kind in a query or body.
pub(super) fn check_kind(faults: &mut Faults, pointer: &str, kind: &str) {
    if Kind::from_code(kind).is_none() {
        faults.add_limit(pointer, FaultCode::NotOneOf, Kind::ALL.map(Kind::code).join(", "));
    }
}

/// The example of a line in the document.
pub(super) fn line_example() -> serde_json::Value {
    serde_json::json!({
        "id": "018e0f6a-0000-7000-8000-000000000061", "organizationId": "018e0f6a-0000-7000-8000-000000000002",
        "organizationName": "赤石桥村党支部", "kind": "notice", "title": "三月主题党日的通知",
        "excerpt": "3月8日上午九点在村部开展主题党日，请按时参加。", "categories": [], "awayOnly": false,
        "inPublic": false, "state": "published", "checkState": "passed", "createdAt": "2024-03-01T09:00:00+08:00",
        "publishAt": null, "publishedAt": "2024-03-01T10:00:00+08:00", "takenDownAt": null, "ownReadAt": null,
        "version": 4
    })
}

/// The example of a content in the document.
pub(super) fn content_example() -> serde_json::Value {
    let mut example = line_example();
    if let Some(fields) = example.as_object_mut() {
        fields.insert("body".to_owned(), "3月8日上午九点在村部开展主题党日，请按时参加。".into());
        fields.insert("photoIds".to_owned(), serde_json::json!([]));
        fields.insert("authorName".to_owned(), "王秀英".into());
        fields.insert("reason".to_owned(), serde_json::Value::Null);
        fields.insert("ownAnswer".to_owned(), serde_json::Value::Null);
    }
    example
}
