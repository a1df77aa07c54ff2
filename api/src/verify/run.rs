//! Going through everything.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::files::StoreError as FileError;
use xianfeng_infra::tasks::ClaimFilter;
use xianfeng_infra::{evidence, ledger as rows, tasks, zeroings as zeroing_rows};

use super::difference::Difference;
use super::{caps, chain, claims, pictures, purse, redemption, settlements, sources, zeroings};
use crate::app::App;
use crate::ledger::books_of;

/// How many tasks or pictures are read at a time.
const PAGE: u64 = 200;

/// More claims than any member makes, and more zeroings than anybody has.
const ALL_CLAIMS: u64 = 1_000_000;

/// What to look at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Scope {
    /// The stored pictures, too: reads every one of them.
    pub files: bool,
}

/// A part of the work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Members' ledgers.
    Ledgers,
    /// Tasks' places.
    Tasks,
    /// Stored pictures.
    Pictures,
}

/// How far the work is: the stage, how much of it is done, and of how much, where that is known.
pub type Progress<'a> = &'a dyn Fn(Stage, usize, Option<usize>);

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Every difference.
    pub differences: Vec<Difference>,
    /// How many members' ledgers were looked at.
    pub members: usize,
    /// How many entries they have.
    pub entries: usize,
    /// How many tasks were looked at.
    pub tasks: usize,
    /// How many pictures were read.
    pub pictures: usize,
    /// Chains whose end stands in no edition and no daily digest: whoever can write to the
    /// database could have made them anew as a whole.
    pub unanchored: usize,
}

/// Why verification could not be finished.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The database's fault.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The file store's fault.
    #[error("the store of pictures cannot be read: {0}")]
    Files(#[from] FileError),
}

/// Computes everything anew and names every difference.
///
/// # Errors
/// When something cannot be read at all; see [`VerifyError`].
pub async fn verify(app: &App, scope: Scope, progress: Progress<'_>) -> Result<Report, VerifyError> {
    let mut report = Report::default();
    ledgers(app, &mut report, progress).await?;
    places(app, &mut report, progress).await?;
    report.differences.extend(app.database.read(async |tx: &Tx| purse::purse(tx).await).await?);
    redemptions(app, &mut report).await?;
    let found = app.database.read(async |tx: &Tx| settlements::settlements(tx).await).await?;
    report.differences.extend(found);
    uploads(app, scope, &mut report, progress).await?;
    Ok(report)
}

async fn ledgers(app: &App, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let heads = app.database.read(async |tx: &Tx| rows::all_members(tx).await).await?;
    for (index, (head, _)) in heads.iter().enumerate() {
        let (found, entries) = app.database.read(async |tx: &Tx| member(tx, head.member).await).await?;
        report.differences.extend(found);
        report.entries += entries;
        report.members += 1;
        report.unanchored += usize::from(entries > 0);
        progress(Stage::Ledgers, index + 1, Some(heads.len()));
    }
    let headless = app.database.read(async |tx: &Tx| rows::headless(tx).await).await?;
    report.differences.extend(headless.into_iter().map(Difference::Headless));
    Ok(())
}

/// One member in one snapshot: the differences, and how many entries there are.
async fn member(tx: &Tx, member: MemberId) -> StoreResult<(Vec<Difference>, usize)> {
    match readable(tx, member).await {
        Err(StoreError::Corrupt(what)) => Ok((vec![Difference::Unreadable { member, what }], 0)),
        other => other,
    }
}

async fn readable(tx: &Tx, member: MemberId) -> StoreResult<(Vec<Difference>, usize)> {
    // Gone since the list was read: then there is nothing to look at.
    let Some(head) = rows::head(tx, member).await? else { return Ok((Vec::new(), 0)) };
    let entries = rows::chain(tx, member).await?;
    let mut found = chain::chain(&head, &entries);
    found.extend(chain::totals(&rows::stored_totals(tx, member).await?, &entries));
    found.extend(chain::notes(&rows::notes(tx, member).await?, &entries));
    let books = books_of(tx, entries.iter().map(|entry| entry.draft.rule_book)).await?;
    found.extend(caps::caps(&books, member, &entries));
    let own = zeroing_rows::of_member(tx, member, None, ALL_CLAIMS).await?;
    found.extend(zeroings::zeroings(&books, &head, &own, &entries));
    let nothing = Reach::none();
    let filter = ClaimFilter { member: Some(member), limit: ALL_CLAIMS, ..ClaimFilter::default() };
    let made = tasks::claims(tx, &nothing, Some(member), &filter).await?;
    found.extend(claims::claims(&made, &entries));
    found.extend(sources::sources(&rows::causes(tx, member).await?, &entries));
    Ok((found, entries.len()))
}

async fn places(app: &App, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let mut after = None;
    loop {
        let page = app.database.read(async |tx: &Tx| tasks::places(tx, after, PAGE).await).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.task);
        report.tasks += page.len();
        report.differences.extend(page.into_iter().flat_map(claims::places));
        progress(Stage::Tasks, report.tasks, None);
    }
}

/// Shelves and orders.
async fn redemptions(app: &App, report: &mut Report) -> Result<(), VerifyError> {
    report.differences.extend(app.database.read(async |tx: &Tx| redemption::shelves(tx).await).await?);
    let mut after = None;
    loop {
        let (found, last) = app.database.read(async |tx: &Tx| redemption::orders(tx, after, PAGE).await).await?;
        report.differences.extend(found);
        let Some(last) = last else { return Ok(()) };
        after = Some(last);
    }
}

async fn uploads(app: &App, scope: Scope, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let lost = app.database.read(async |tx: &Tx| evidence::without_picture(tx).await).await?;
    report.differences.extend(lost.into_iter().map(Difference::UploadWithoutPicture));
    if scope.files { stored(app, report, progress).await } else { Ok(()) }
}

async fn stored(app: &App, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let mut after = None;
    loop {
        let page = app.database.read(async |tx: &Tx| evidence::pictures(tx, after.as_ref(), PAGE).await).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.content);
        for picture in &page {
            report.differences.extend(pictures::picture(app.blobs.as_ref(), picture).await?);
            report.pictures += 1;
            progress(Stage::Pictures, report.pictures, None);
        }
    }
}
