//! Granting base points (基础分) for a period: S0-6, S2-1.
//!
//! Everybody who belongs gets what the rule book in force in their branch says, pro rata where it
//! says so, but for who is exempt, out of its scope, or has them withheld (`withhold_base`). The
//! source is the same however often a grant runs, so that it pays once; a run that was cut short is
//! simply run again. What changes later is corrected in `correct_base`.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use uuid::Uuid;
use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_domain::ledger::{self, Draft, EntryKind, Source, SourceKind, base_points, base_source};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks::Effective;
use xianfeng_infra::{ledger as rows, members, organizations, rulebooks};

use super::turn::{Turn, Words};
use crate::app::App;
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::Problem;

/// At most so many members in one transaction, so that nobody waits long behind a grant.
pub const BATCH: usize = 50;

/// One step of granting a period's base points to a township: up to [`BATCH`] members who have
/// not got theirs. Answers how many; 0 when all have.
///
/// # Errors
/// The store's fault; a race when a grant runs beside it.
pub async fn grant_base(tx: &Tx, act: &Act, township: OrganizationId, period: Period) -> Result<usize, Failure> {
    let mut due = due(tx, act, township, period).await?;
    due.truncate(BATCH);
    write(tx, act, period, &due).await
}

/// The period's base points of one member; answers 1, or 0 where nothing is due.
///
/// # Errors
/// The store's fault; a race when a grant runs beside it.
pub async fn grant_base_to(
    tx: &Tx,
    act: &Act,
    township: OrganizationId,
    period: Period,
    member: MemberId,
) -> Result<usize, Failure> {
    let mut due = due(tx, act, township, period).await?;
    due.retain(|due| due.member.id == member);
    write(tx, act, period, &due).await
}

/// The whole township's base points for a period, step by step, each in its own transaction.
/// Answers how many members got theirs now.
///
/// # Errors
/// The store's fault; what was granted before it stays.
pub async fn grant_base_to_all(
    app: &App,
    act: &Act,
    township: OrganizationId,
    period: Period,
) -> Result<usize, Problem> {
    let mut granted = 0;
    loop {
        let step = async |tx: &Tx| grant_base(tx, act, township, period).await;
        match app.database.transact("ledger.grant_base", step).await? {
            0 => return Ok(granted),
            some => granted += some,
        }
    }
}

/// The base points of the month, quarter and year that run now, for whichever the rule books
/// grant.
///
/// # Errors
/// The store's fault; what was granted before it stays.
pub async fn grant_running_base(app: &App, act: &Act, township: OrganizationId) -> Result<usize, Problem> {
    let mut granted = 0;
    for period in Period::all_containing(act.today()) {
        granted += grant_base_to_all(app, act, township, period).await?;
    }
    Ok(granted)
}

/// A member with what they are entitled to.
pub(super) struct Due {
    pub(super) member: Member,
    pub(super) book: Effective,
    since: Day,
    points: Points,
}

/// Who has yet to get the period's base points, in the order of ids, in which heads are locked.
async fn due(tx: &Tx, act: &Act, township: OrganizationId, period: Period) -> Result<Vec<Due>, Failure> {
    let mut settled: HashMap<OrganizationId, HashSet<MemberId>> = HashMap::new();
    let mut due = Vec::new();
    for entitled in entitled(tx, act, township, period).await? {
        let owner = entitled.book.owner;
        if let Entry::Vacant(unread) = settled.entry(owner) {
            let entries = rows::of_source(tx, SourceKind::Base, base_source(owner, period).id).await?;
            let mut members = rows::withheld_from(tx, owner, period).await?;
            members.extend(entries.into_iter().map(|entry| entry.member));
            unread.insert(members);
        }
        if !settled.get(&owner).is_some_and(|settled| settled.contains(&entitled.member.id)) {
            due.push(entitled);
        }
    }
    Ok(due)
}

/// Everybody who is entitled to the period's base points, granted or not, in the order of ids.
pub(super) async fn entitled(
    tx: &Tx,
    act: &Act,
    township: OrganizationId,
    period: Period,
) -> Result<Vec<Due>, Failure> {
    let Some(township) = organizations::find_open(tx, township).await? else { return Ok(Vec::new()) };
    let tree = organizations::under(tx, &township.path).await?;
    let kinds: HashMap<OrganizationId, &str> = tree.iter().map(|branch| (branch.id, branch.kind.code())).collect();
    let since = members::belonging_since(tx, township.id).await?;
    let on_day = std::cmp::Ord::clamp(act.today(), period.start(), period.last_day());
    let mut books: HashMap<OrganizationId, Option<Effective>> = HashMap::new();
    let mut due = Vec::new();
    for member in members::standing_for_period(tx, &Reach::under(township.path), period, act.today()).await? {
        let standing = &member.standing;
        if let Entry::Vacant(unread) = books.entry(standing.branch) {
            unread.insert(rulebooks::effective(tx, &standing.branch_path, on_day).await?);
        }
        let Some(book) = books.get(&standing.branch).cloned().flatten() else { continue };
        let kind = kinds.get(&standing.branch).copied().unwrap_or_default();
        let since = since.get(&member.id).copied().unwrap_or(standing.from);
        let points = points(&book, &member, kind, since, period);
        if points != Points::ZERO {
            due.push(Due { member, book, since, points });
        }
    }
    due.sort_by_key(|due| due.member.id);
    Ok(due)
}

fn points(book: &Effective, member: &Member, branch_kind: &str, since: Day, period: Period) -> Points {
    let (book, standing) = (&book.book, &member.standing);
    let exempt = book.exempts(standing.exempt, &standing.category);
    let in_scope = book.organizations_in_scope.iter().any(|kind| kind == branch_kind);
    if exempt || !in_scope || book.base.per != period.kind() {
        return Points::ZERO;
    }
    base_points(&book.base, &standing.category, period, since, member.left_on)
}

async fn write(tx: &Tx, act: &Act, period: Period, due: &[Due]) -> Result<usize, Failure> {
    for due in due {
        rows::lock(tx, due.member.id).await?;
    }
    check_unchanged(tx, act, period, due).await?;
    for due in due {
        grant(tx, act, due, base_source(due.book.owner, period), period, None).await?;
    }
    Ok(due.len())
}

/// Who left, or from whom a committee withheld, while the grant was waiting for its turn: it
/// starts again and finds so.
async fn check_unchanged(tx: &Tx, act: &Act, period: Period, due: &[Due]) -> Result<(), Failure> {
    let now = members::by_ids(tx, due.iter().map(|due| due.member.id), act.today()).await?;
    let owners: HashSet<OrganizationId> = due.iter().map(|due| due.book.owner).collect();
    let mut withheld = HashSet::new();
    for owner in owners {
        withheld.extend(rows::withheld_from(tx, owner, period).await?.into_iter().map(|member| (owner, member)));
    }
    let changed = |due: &Due| {
        let left_on = now.get(&due.member.id).and_then(|member| member.left_on);
        left_on != due.member.left_on || withheld.contains(&(due.book.owner, due.member.id))
    };
    if due.iter().any(changed) { Err(StoreError::Race("base points").into()) } else { Ok(()) }
}

/// Writes one grant behind the member's head.
pub(super) async fn grant(
    tx: &Tx,
    act: &Act,
    due: &Due,
    source: Source,
    period: Period,
    reason: Option<&str>,
) -> Result<(), Failure> {
    let Due { member, book, since, points } = due;
    let draft = Draft {
        id: EntryId(Uuid::now_v7()),
        kind: EntryKind::Base,
        source,
        item: None,
        rule_book: book.id,
        owner: book.owner,
        organization: member.standing.branch,
        points: *points,
        asked: *points,
        scope: Some(period),
        deed_on: period.start().max(*since),
        counts_as: None,
        recorded_by: act.caller.account,
        approved_by: act.caller.account,
        reverses: None,
        releases: None,
        reason_digest: ledger::GENESIS,
        evidence_digest: ledger::digest(std::iter::empty::<&[u8]>()),
    };
    let turn = Turn::for_deed(tx, member.id, book.owner, None, book.id).await?;
    let drafts = turn.plan(act).record(draft);
    let words = Words { what: Some(&what(period)), reason, quantity: None };
    let written = turn.write(tx, act, drafts, words).await;
    written.map_err(|failure| match failure {
        // Another grant was quicker with this member: the next try finds it.
        Failure::Store(StoreError::Duplicate) => Failure::Store(StoreError::Race("base points")),
        failure => failure,
    })?;
    Ok(act.audit(tx, "ledger.grant_base", ("member", member.id.0), &member.standing.branch_path).await?)
}

/// As the member reads it: `2024年基础分`, `2024-Q1基础分`.
pub(super) fn what(period: Period) -> String {
    match period.kind() {
        PeriodKind::Year => format!("{period}年基础分"),
        PeriodKind::Quarter | PeriodKind::Month => format!("{period}基础分"),
    }
}
