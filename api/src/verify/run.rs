//! Going through everything.

use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::MemberId;
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::files::StoreError as FileError;
use xianfeng_infra::tasks::ClaimFilter;
use xianfeng_infra::{editions, evidence, ledger as rows, tasks, zeroings as zeroing_rows};

use super::difference::Difference;
use super::editions::{Sealed, hash};
use super::{caps, care_fund, chain, claims, coupons, pictures, purse, redemption, settlements, sources, zeroings};
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
    /// Sealed editions.
    Editions,
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
    /// How many entries those chains have after the last that is anchored: no difference, a measure.
    pub unanchored_entries: usize,
    /// How many sealed editions were looked at.
    pub editions: usize,
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
    sealed(app, &mut report, progress).await?;
    places(app, &mut report, progress).await?;
    report.differences.extend(app.database.read(async |tx: &Tx| purse::purse(tx).await).await?);
    report.differences.extend(app.database.read(async |tx: &Tx| care_fund::care_funds(tx).await).await?);
    redemptions(app, &mut report).await?;
    let found = app.database.read(async |tx: &Tx| settlements::settlements(tx).await).await?;
    report.differences.extend(found);
    uploads(app, scope, &mut report, progress).await?;
    Ok(report)
}

async fn ledgers(app: &App, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let read = async |tx: &Tx| -> StoreResult<_> { Ok((rows::all_members(tx).await?, Sealed::load(tx).await?)) };
    let (heads, sealed) = app.database.read(read).await?;
    for (index, (head, _)) in heads.iter().enumerate() {
        let seen = app.database.read(async |tx: &Tx| member(tx, &sealed, head.member).await).await?;
        let open = seen.entries - seen.anchored.min(seen.entries);
        report.differences.extend(seen.differences);
        report.entries += seen.entries;
        report.members += 1;
        report.unanchored += usize::from(open > 0);
        report.unanchored_entries += open;
        progress(Stage::Ledgers, index + 1, Some(heads.len()));
    }
    let headless = app.database.read(async |tx: &Tx| rows::headless(tx).await).await?;
    report.differences.extend(headless.into_iter().map(Difference::Headless));
    Ok(())
}

/// What was seen of a member.
#[derive(Default)]
struct Seen {
    differences: Vec<Difference>,
    /// How many entries there are.
    entries: usize,
    /// How many of them the editions anchor.
    anchored: usize,
}

/// One member in one snapshot.
async fn member(tx: &Tx, sealed: &Sealed, member: MemberId) -> StoreResult<Seen> {
    match readable(tx, sealed, member).await {
        Err(StoreError::Corrupt(what)) => {
            Ok(Seen { differences: vec![Difference::Unreadable { member, what }], ..Seen::default() })
        }
        other => other,
    }
}

async fn readable(tx: &Tx, sealed: &Sealed, member: MemberId) -> StoreResult<Seen> {
    // Gone since the list was read: then there is nothing to look at.
    let Some(head) = rows::head(tx, member).await? else { return Ok(Seen::default()) };
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
    let frozen = editions::of_member_everywhere(tx, member).await?;
    let (mut differences, mut anchored) = sealed.of_member(member, &frozen, &entries);
    if !differences.is_empty() {
        // A correction may have made a next edition since the list was read.
        (differences, anchored) = Sealed::load(tx).await?.of_member(member, &frozen, &entries);
    }
    found.extend(differences);
    Ok(Seen { differences: found, entries: entries.len(), anchored: usize::try_from(anchored).unwrap_or(usize::MAX) })
}

async fn sealed(app: &App, report: &mut Report, progress: Progress<'_>) -> Result<(), VerifyError> {
    let sealed = app.database.read(async |tx: &Tx| Sealed::load(tx).await).await?;
    report.differences.extend(sealed.order());
    let all = sealed.in_order();
    for stored in &all {
        let found = app.database.read(async |tx: &Tx| hash(tx, stored).await).await?;
        report.differences.extend(found);
        report.editions += 1;
        progress(Stage::Editions, report.editions, Some(all.len()));
    }
    Ok(())
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

/// Shelves, coupons and orders.
async fn redemptions(app: &App, report: &mut Report) -> Result<(), VerifyError> {
    report.differences.extend(app.database.read(async |tx: &Tx| redemption::shelves(tx).await).await?);
    report.differences.extend(app.database.read(async |tx: &Tx| coupons::coupons(tx).await).await?);
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
