//! The figures: boards as they are, and as the draft would have them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use xianfeng_domain::Points;
use xianfeng_domain::access::Reach;
use xianfeng_domain::boards::rank;
use xianfeng_domain::ids::{DraftId, MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::ledger::Entry;
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::{Organization, OrganizationPath};
use xianfeng_domain::rulebook::{MemberThen, Recast, RuleBook, WhatIf, Why, latest_adoption, recast};
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::boards::{Audience, BoardQuery, BoardRow, members_board};
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks::{self, Effective, Version, compose, parse_document};
use xianfeng_infra::{ledger, members, organizations};

use super::{DroppedOut, MovedOut, WhatIfIn};
use crate::auth::Act;
use crate::failure::Failure;
use crate::http::problem::{Code, Problem};
use crate::leaderboards::reference_day;
use crate::rulebooks::drafts::recompose::in_force_from;
use crate::rulebooks::drafts::subject::{subject, tried};
use crate::rulebooks::drafts::wire::FlawOut;

/// As many members as are tried within a request's time.
const MOST_MEMBERS: usize = 5_000;

/// The whole outcome.
pub(super) struct Figures {
    pub(super) path: OrganizationPath,
    pub(super) draft_version: u64,
    pub(super) members: usize,
    pub(super) changed: usize,
    pub(super) moved: usize,
    pub(super) sum_before: Points,
    pub(super) sum_after: Points,
    pub(super) dropped: Vec<DroppedOut>,
    /// Each with its place in the list.
    pub(super) rows: Vec<(usize, MovedOut)>,
}

/// The use case.
pub(super) async fn figures(
    tx: &Tx,
    act: &Act,
    reach: &Reach,
    id: DraftId,
    asked: &WhatIfIn,
) -> Result<Figures, Failure> {
    let (draft, text) = subject(tx, reach, id).await?;
    let (period, today) = (asked.period.0, act.today());
    if period.start() > today {
        return Err(Code::PeriodNotFound.into());
    }
    let read = tried(tx, &draft.path, &text, latest_adoption(today)).await?;
    let Some(book) = read.book.filter(|_| read.flaws.is_empty()) else {
        let flaws: Vec<FlawOut> = read.flaws.into_iter().map(Into::into).collect();
        return Err(Problem::new(Code::RulebookFlawed).member("flaws", flaws).into());
    };
    let place = match asked.organization_id.map(OrganizationId) {
        None => draft.path.clone(),
        Some(part) => {
            let within = Reach::under(draft.path.clone());
            organizations::find(tx, &within, part).await?.ok_or(Code::OrganizationNotFound)?.path
        }
    };
    let query = BoardQuery { organization: place.clone(), period, category: None, audience: Audience::NeedToKnow };
    let board = members_board(tx, &query, today).await?;
    if board.rows.len() > MOST_MEMBERS {
        return Err(Code::RulebookTooManyMembers.into());
    }
    let ties = book.ties;
    let mut trial = Trial::load(tx, &draft.path, &place, Arc::new(book), period, today).await?;
    let rows: Vec<(u32, BoardRow)> = board.rows.into_iter().map(|ranked| (ranked.rank, ranked.row)).collect();
    let mut dropped: BTreeMap<(String, Why), (usize, Points)> = BTreeMap::new();
    let mut tried = Vec::with_capacity(rows.len());
    let recasts = trial.recast_all(tx, rows.iter().map(|(_, row)| row)).await?;
    for (before, row) in rows {
        let after = recasts.get(&row.member).cloned().unwrap_or(Recast { total: row.total, dropped: Vec::new() });
        for entry in after.dropped {
            let sum = dropped.entry((entry.item, entry.why)).or_default();
            *sum = (sum.0 + 1, sum.1 + entry.points);
        }
        tried.push((before, row, after.total));
    }
    let (sum_before, sum_after) =
        (tried.iter().map(|(_, row, _)| row.total).sum(), tried.iter().map(|(.., after)| *after).sum());
    let ranked = rank(tried, ties, |(.., after)| *after, |(_, row, _)| (row.roster_order, row.member));
    let moved = ranked.iter().filter(|ranked| ranked.row.0 != ranked.rank).count();
    let changed = ranked.iter().filter(|ranked| ranked.row.1.total != ranked.total).count();
    let dropped = dropped.into_iter().map(|((item, why), (entries, points))| DroppedOut {
        item,
        why: match why {
            Why::Unknown => "unknown",
            Why::Retired => "retired",
            Why::Category => "category",
        },
        entries,
        points: points.into(),
    });
    let rows = ranked.into_iter().enumerate().map(|(place, ranked)| {
        let (rank_before, row, after) = ranked.row;
        let moved = MovedOut {
            member_id: row.member.0,
            name: row.name,
            branch_name: row.branch_name,
            total_before: row.total.into(),
            total_after: after.into(),
            difference: (after - row.total).into(),
            rank_before,
            rank_after: ranked.rank,
        };
        (place, moved)
    });
    let rows: Vec<(usize, MovedOut)> = rows.collect();
    Ok(Figures {
        path: draft.path,
        draft_version: draft.version,
        members: rows.len(),
        changed,
        moved,
        sum_before,
        sum_after,
        dropped: dropped.collect(),
        rows,
    })
}

/// A branch in the period: what was in force, and what the draft would make of it; none where
/// the branch has a whole book of its own, which the draft does not touch.
struct Ground {
    then: Effective,
    draft: Option<Arc<RuleBook>>,
}

/// What the trial needs beside the entries.
struct Trial {
    period: Period,
    day: Day,
    top: OrganizationPath,
    draft: Arc<RuleBook>,
    standings: HashMap<MemberId, Member>,
    since: HashMap<MemberId, Day>,
    below: HashMap<OrganizationId, Version>,
    grounds: HashMap<OrganizationId, Option<Ground>>,
    books: HashMap<RuleBookId, Arc<RuleBook>>,
}

impl Trial {
    async fn load(
        tx: &Tx,
        top: &OrganizationPath,
        place: &OrganizationPath,
        draft: Arc<RuleBook>,
        period: Period,
        today: Day,
    ) -> Result<Self, Failure> {
        let day = reference_day(period, today);
        let found = members::standing_for_period(tx, &Reach::under(place.clone()), period, today).await?;
        let mut since = HashMap::new();
        let mut townships: Vec<OrganizationId> = found.iter().map(|member| member.township).collect();
        townships.sort_unstable();
        townships.dedup();
        for township in townships {
            since.extend(members::belonging_since(tx, township).await?);
        }
        let below: Vec<Organization> = organizations::under(tx, top).await?;
        let below = below.iter().filter(|one| one.path != *top).map(|one| one.id);
        let mut versions: HashMap<OrganizationId, Vec<Version>> = HashMap::new();
        for version in rulebooks::versions(tx, below).await? {
            versions.entry(version.adopted_by).or_default().push(version);
        }
        let in_force = |own: &Vec<Version>| {
            let holding = in_force_from(&own.iter().collect::<Vec<_>>(), day);
            holding.first().filter(|version| version.effective_from <= day).map(|version| (*version).clone())
        };
        let below = versions.iter().filter_map(|(owner, own)| Some((*owner, in_force(own)?))).collect();
        Ok(Self {
            period,
            day,
            top: top.clone(),
            draft,
            standings: found.into_iter().map(|member| (member.id, member)).collect(),
            since,
            below,
            grounds: HashMap::new(),
            books: HashMap::new(),
        })
    }

    /// Everybody's outcome; who is not touched by the draft is left out.
    async fn recast_all<'a>(
        &mut self,
        tx: &Tx,
        rows: impl Iterator<Item = &'a BoardRow>,
    ) -> Result<HashMap<MemberId, Recast>, Failure> {
        let mut by_owner: HashMap<OrganizationId, Vec<MemberId>> = HashMap::new();
        for row in rows {
            let Some(path) = self.standings.get(&row.member).map(|member| member.standing.branch_path.clone()) else {
                continue;
            };
            if let Some(Ground { then, draft: Some(_) }) = self.ground(tx, row.branch, &path).await? {
                by_owner.entry(then.owner).or_default().push(row.member);
            }
        }
        let year = Period::containing(PeriodKind::Year, self.period.start());
        let mut recasts = HashMap::new();
        for (owner, members) in by_owner {
            let entries = ledger::of_days(tx, &members, owner, year.start(), year.last_day()).await?;
            let ids: Vec<_> = entries.values().flatten().map(|entry| entry.draft.id).collect();
            let quantities = ledger::quantities(tx, &ids).await?;
            self.learn(tx, entries.values().flatten()).await?;
            for member in members {
                let own = entries.get(&member).map(Vec::as_slice).unwrap_or_default();
                if let Some(recast) = self.recast(member, own, &quantities) {
                    recasts.insert(member, recast);
                }
            }
        }
        Ok(recasts)
    }

    fn recast(
        &self,
        member: MemberId,
        entries: &[Entry],
        quantities: &HashMap<xianfeng_domain::ids::EntryId, xianfeng_domain::Quantity>,
    ) -> Option<Recast> {
        let standing = self.standings.get(&member)?;
        let ground = self.grounds.get(&standing.standing.branch)?.as_ref()?;
        let asked =
            WhatIf { draft: ground.draft.as_ref()?, period: self.period, until: self.day, versions: &self.books };
        let then = MemberThen {
            category: &standing.standing.category,
            exempt: standing.standing.exempt,
            since: self.since.get(&member).copied().unwrap_or(standing.standing.from),
            left: standing.left_on,
            book: &ground.then.book,
            entries,
            quantities,
        };
        Some(recast(&asked, &then))
    }

    /// The books that entries were scored under.
    async fn learn<'a>(&mut self, tx: &Tx, entries: impl Iterator<Item = &'a Entry>) -> Result<(), Failure> {
        for entry in entries {
            let id = entry.draft.rule_book;
            if let std::collections::hash_map::Entry::Vacant(unread) = self.books.entry(id)
                && let Some(book) = rulebooks::find(tx, id).await?
            {
                unread.insert(book);
            }
        }
        Ok(())
    }

    async fn ground(
        &mut self,
        tx: &Tx,
        branch: OrganizationId,
        path: &OrganizationPath,
    ) -> Result<Option<&Ground>, Failure> {
        if !self.grounds.contains_key(&branch) {
            let then = rulebooks::effective(tx, path, self.day).await?;
            let ground = match then {
                Some(then) => Some(Ground { then, draft: self.on_draft(tx, path).await? }),
                None => None,
            };
            self.grounds.insert(branch, ground);
        }
        Ok(self.grounds.get(&branch).and_then(Option::as_ref))
    }

    /// The draft with the layers that stood between it and a branch.
    async fn on_draft(&self, tx: &Tx, path: &OrganizationPath) -> Result<Option<Arc<RuleBook>>, Failure> {
        let mut book = Arc::clone(&self.draft);
        for version in path.ids().skip(self.top.depth()).filter_map(|id| self.below.get(&id)) {
            if version.base.is_none() {
                return Ok(None);
            }
            let text = rulebooks::text(tx, version.id).await?;
            let layer = text.as_deref().and_then(|text| parse_document(text).ok());
            let layer = layer.ok_or_else(|| StoreError::corrupt("a layer that does not read"))?;
            if let (Some(composed), _) = compose(layer, Some(&book)) {
                book = Arc::new(composed);
            }
        }
        Ok(Some(book))
    }
}
