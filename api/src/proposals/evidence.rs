//! What lies behind a line: the pack of evidence of one person and year (S0-10). It is kept with the
//! line as it was when the list was made. Exemptions stand nowhere in it.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use xianfeng_domain::access::Reach;
use xianfeng_domain::appraisal::Grade;
use xianfeng_domain::ids::{EntryId, MemberId, OrganizationId};
use xianfeng_domain::ledger::{Entry, EntryKind, lineages};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, Period};
use xianfeng_domain::{Points, Quantity};
use xianfeng_infra::db::{StoreError, StoreResult, Tx};
use xianfeng_infra::{appraisal, ledger, posts, rulebooks};

use super::standing::Standing;
use crate::http::wire::{WirePeriod, WirePoints};
use crate::leaderboards::TownshipGrades;

/// What lies behind a line.
#[derive(Clone, Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvidenceOut {
    /// The year's total.
    pub total: Option<WirePoints>,
    /// What was gained.
    pub additions: Option<WirePoints>,
    /// What was deducted; zero or below.
    pub deductions: Option<WirePoints>,
    /// The rank on the year's board of the list's organization.
    pub rank: Option<u32>,
    /// Among so many.
    pub counted: Option<u32>,
    /// The name of the year's grade.
    pub grade: Option<String>,
    /// Each quarter with its grade.
    pub quarters: Vec<QuarterOut>,
    /// What was done, by item.
    pub items: Vec<ItemDoneOut>,
    /// The posts held in the year.
    pub posts: Vec<String>,
    /// The year's signed appraisals.
    pub appraisals: Vec<AppraisedOut>,
    /// Who may stand without a post: from how many points up.
    pub from_points: Option<WirePoints>,
    /// Near the bottom: the running total.
    pub running: Option<RunningTotalOut>,
}

/// A quarter.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct QuarterOut {
    /// The quarter.
    #[schema(value_type = WirePeriod)]
    pub period: WirePeriod,
    /// Its total.
    pub total: WirePoints,
    /// The name of its grade.
    pub grade: Option<String>,
}

/// What was done under one item.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct ItemDoneOut {
    /// The item's name.
    pub name: String,
    /// How often.
    pub times: u32,
    /// For how many points.
    pub points: WirePoints,
    /// How much, by unit: `200吨`.
    pub quantities: Vec<String>,
}

/// The result of a signed appraisal.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct AppraisedOut {
    /// `pledge` or `democratic`.
    pub kind: String,
    /// The score, out of `weight`.
    pub score: WirePoints,
    /// The hundredths of the whole that have spoken.
    pub weight: u32,
    /// The grade; none while provisional.
    pub grade: Option<String>,
}

/// A running total near the bottom.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct RunningTotalOut {
    /// The first period that it holds.
    #[schema(value_type = WirePeriod)]
    pub from: WirePeriod,
    /// The total.
    pub total: WirePoints,
    /// One more than have a better one.
    pub place: u32,
    /// Among so many who belonged all the time.
    pub counted: u32,
}

impl EvidenceOut {
    /// As it is kept with a line.
    ///
    /// # Errors
    /// What cannot be written as JSON, which nothing of this is.
    pub(super) fn to_text(&self) -> StoreResult<String> {
        serde_json::to_string(self).map_err(|error| StoreError::Other(error.to_string()))
    }

    /// As it was kept.
    ///
    /// # Errors
    /// [`StoreError::Corrupt`] for what this release cannot read.
    pub(super) fn of_text(text: &str) -> StoreResult<Self> {
        serde_json::from_str(text).map_err(|error| StoreError::corrupt(format!("a line's evidence: {error}")))
    }
}

/// The year's posts of everybody under a path.
///
/// # Errors
/// The store's fault.
pub(super) async fn posts_held(
    tx: &Tx,
    path: &OrganizationPath,
    year: Period,
    today: Day,
) -> StoreResult<HashMap<MemberId, Vec<String>>> {
    let mut found: HashMap<MemberId, Vec<String>> = HashMap::new();
    for held in posts::held_between(tx, &Reach::township_of(path), year, today).await? {
        let names = found.entry(held.member).or_default();
        if !names.contains(&held.name) {
            names.push(held.name);
        }
    }
    Ok(found)
}

/// The packs of some members, with where each stands on the year's board.
///
/// # Errors
/// The store's fault.
pub(super) async fn packs(
    tx: &Tx,
    path: &OrganizationPath,
    year: Period,
    today: Day,
    members: &[(Member, Option<Standing>)],
) -> StoreResult<HashMap<MemberId, EvidenceOut>> {
    let posts = posts_held(tx, path, year, today).await?;
    let ids: Vec<MemberId> = members.iter().map(|(member, _)| member.id).collect();
    let appraised = appraisal::signed_outcomes(tx, &ids, year).await?;
    let mut quarters = Vec::new();
    for quarter in year.parts().into_iter().filter(|quarter| quarter.start() <= today) {
        quarters.extend(TownshipGrades::load(tx, path, quarter, today).await?.map(|grades| (quarter, grades)));
    }
    let mut packs = HashMap::new();
    for (member, standing) in members {
        let owner = rulebooks::effective(tx, &member.standing.branch_path, year.last_day().min(today)).await?;
        let items = match owner {
            Some(book) => items_done(tx, member.id, book.owner, year).await?,
            None => Vec::new(),
        };
        let quarter = |(quarter, grades): &(Period, TownshipGrades)| {
            let row = grades.board.rows.iter().find(|row| row.row.member == member.id)?;
            let grade = grades.grade(member.id).map(|grade| grade.name.clone());
            Some(QuarterOut { period: WirePeriod(*quarter), total: row.row.total.into(), grade })
        };
        let appraisals = appraised.iter().filter(|one| one.member == member.id).map(|one| AppraisedOut {
            kind: one.kind.code().to_owned(),
            score: one.outcome.score.into(),
            weight: one.outcome.weight,
            grade: one.outcome.grade.map(|grade: Grade| grade.code().to_owned()),
        });
        let pack = EvidenceOut {
            quarters: quarters.iter().filter_map(quarter).collect(),
            items,
            posts: posts.get(&member.id).cloned().unwrap_or_default(),
            appraisals: appraisals.collect(),
            ..standing.as_ref().map(Standing::evidence).unwrap_or_default()
        };
        packs.insert(member.id, pack);
    }
    Ok(packs)
}

/// What stands in a member's ledger of a year, by item; what was taken back was not done.
async fn items_done(tx: &Tx, member: MemberId, owner: OrganizationId, year: Period) -> StoreResult<Vec<ItemDoneOut>> {
    let entries = ledger::of_period(tx, member, owner, year).await?;
    let lineages = lineages(&entries);
    let live: HashSet<EntryId> =
        lineages.iter().filter(|lineage| lineage.is_live()).map(|lineage| lineage.root).collect();
    let is_deed = |entry: &&Entry| {
        matches!(entry.draft.kind, EntryKind::Addition | EntryKind::Deduction) && live.contains(&entry.draft.id)
    };
    let deeds: Vec<&Entry> = entries.iter().filter(is_deed).collect();
    let ids: Vec<EntryId> = deeds.iter().map(|entry| entry.draft.id).collect();
    let quantities = ledger::quantities(tx, &ids).await?;
    let mut done: Vec<(String, u32, Points, Vec<Quantity>)> = Vec::new();
    for entry in deeds {
        let Some(code) = &entry.draft.item else { continue };
        let book = rulebooks::find(tx, entry.draft.rule_book).await?;
        let name =
            book.as_ref().and_then(|book| book.item(code)).map_or_else(|| code.clone(), |item| item.name.clone());
        let at = done.iter().position(|(known, ..)| *known == name).unwrap_or_else(|| {
            done.push((name, 0, Points::ZERO, Vec::new()));
            done.len().saturating_sub(1)
        });
        let Some((_, times, points, much)) = done.get_mut(at) else { continue };
        *times = times.saturating_add(1);
        *points += entry.draft.points;
        if let Some(quantity) = quantities.get(&entry.draft.id) {
            add(much, quantity);
        }
    }
    let out = |(name, times, points, much): (String, u32, Points, Vec<Quantity>)| ItemDoneOut {
        name,
        times,
        points: points.into(),
        quantities: much.iter().map(ToString::to_string).collect(),
    };
    Ok(done.into_iter().map(out).collect())
}

/// Adds a quantity to the sum of its unit.
fn add(sums: &mut Vec<Quantity>, quantity: &Quantity) {
    let Some(sum) = sums.iter_mut().find(|sum| sum.unit() == quantity.unit()) else {
        sums.push(quantity.clone());
        return;
    };
    if let Some(more) = Quantity::new(sum.hundredths().saturating_add(quantity.hundredths()), quantity.unit()) {
        *sum = more;
    }
}
