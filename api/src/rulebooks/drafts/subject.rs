//! The draft that a request is about, with its text.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::DraftId;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::rulebook::RuleBook;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::rulebooks::drafts::{self as rows, Draft};
use xianfeng_infra::rulebooks::{self, Document, Effective, Fault, compose, parse_document};

use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};

/// A draft within reach, with its text.
pub(super) async fn subject(tx: &Tx, reach: &Reach, id: DraftId) -> Result<(Draft, String), Failure> {
    let draft = rows::find(tx, reach, id).await?.ok_or(Code::RulebookDraftNotFound)?;
    let text = rows::text(tx, reach, id).await?.ok_or(Code::RulebookDraftNotFound)?;
    Ok((draft, text))
}

/// Refuses what is done to a draft that is adopted or withdrawn.
pub(super) fn must_be_open(draft: &Draft) -> Result<(), Problem> {
    if draft.state.is_open() {
        return Ok(());
    }
    match draft.adopted_as {
        Some(id) => Err(Problem::new(Code::RulebookAlreadyAdopted).member("ruleBookId", id.0)),
        None => Err(Code::RulebookDraftClosed.into()),
    }
}

/// Writes what became of a draft; answers it as it is now.
pub(super) async fn write(
    tx: &Tx,
    act: &Act,
    before: &Draft,
    after: Draft,
    document: Option<&str>,
) -> Result<Draft, Failure> {
    let after = Draft { changed_by: act.caller.account, changed_at: act.now, ..after };
    if !rows::update(tx, before, &after, document).await? {
        return Err(StoreError::Race("a draft of a rule book").into());
    }
    Ok(Draft { version: before.version + 1, ..after })
}

/// The book in force above an organization on a day: what a layer of its own would stand on.
pub(super) async fn above(tx: &Tx, path: &OrganizationPath, day: Day) -> StoreResult<Option<Effective>> {
    match path.parent() {
        None => Ok(None),
        Some(parent) => rulebooks::effective(tx, &parent, day).await,
    }
}

/// What a text says where it would stand on a day.
pub(super) struct Tried {
    /// The book; none where the text cannot be read, or is a layer with nothing above it.
    pub(super) book: Option<RuleBook>,
    /// The version above that it is a layer on; none for a whole book.
    pub(super) above: Option<Effective>,
    /// What is wrong with it.
    pub(super) flaws: Vec<Fault>,
}

/// Reads a text and puts it where it would stand on a day.
pub(super) async fn tried(tx: &Tx, path: &OrganizationPath, text: &str, day: Day) -> StoreResult<Tried> {
    let document = match parse_document(text) {
        Ok(document) => document,
        Err(faults) => return Ok(Tried { book: None, above: None, flaws: faults.into_iter().collect() }),
    };
    let above = match document {
        Document::Book(_) => None,
        Document::Layer(_) => above(tx, path, day).await?,
    };
    let (book, flaws) = compose(document, above.as_ref().map(|effective| &*effective.book));
    Ok(Tried { book, above, flaws })
}

/// The number of the newest version that somebody adopted; 0 for none.
pub(super) async fn newest(tx: &Tx, draft: &Draft) -> StoreResult<Option<rulebooks::Version>> {
    Ok(rulebooks::versions(tx, [draft.owner]).await?.into_iter().next())
}
