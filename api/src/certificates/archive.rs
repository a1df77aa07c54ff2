//! What goes into an archive: the booklet, and what of a member stands elsewhere.

use std::collections::{BTreeMap, HashMap};

use xianfeng_domain::meetings::AttendanceState;
use xianfeng_domain::members::Member;
use xianfeng_domain::rulebook::Way;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::{certificates as rows, editions, ledger, members, organizations, rulebooks};

use super::content::{Amount, Content, Deed, FigureRow, Figures, Rank, Stay};
use crate::auth::Act;
use crate::board::Lang;
use crate::failure::Failure;
use crate::members::booklet;

/// An archive of all years goes back so many.
const MOST_YEARS: usize = 10;

/// The periods that an archive is of: the one asked, or every year in which something counted.
///
/// # Errors
/// The store's fault.
pub(super) async fn periods(
    tx: &Tx,
    member: &Member,
    asked: Option<Period>,
    today: Day,
) -> Result<Vec<Period>, Failure> {
    if let Some(period) = asked {
        return Ok(vec![period]);
    }
    let running = Period::containing(PeriodKind::Year, today);
    let first = ledger::chain(tx, member.id).await?.iter().map(|entry| entry.counts_on).min().unwrap_or(today);
    let mut years = vec![running];
    while years.len() < MOST_YEARS && years.last().is_some_and(|year| first < year.start()) {
        years.extend(years.last().map(|year| year.previous()));
    }
    years.reverse();
    Ok(years)
}

/// Gathers an archive.
///
/// # Errors
/// The store's fault.
pub(super) async fn archive(
    tx: &Tx,
    act: &Act,
    member: &Member,
    periods: &[Period],
    mut content: Content,
    (from, to): (Day, Day),
) -> Result<Content, Failure> {
    let mut total = xianfeng_domain::Points::default();
    for period in periods {
        let book = booklet(tx, act, member, *period, Lang::Chinese).await?;
        total = book.periods.last().map_or(total, |whole| total + whole.total);
        content.quantities.extend(book.quantities.into_iter().map(|(what, amount)| Amount::new(what, amount)));
        let row = |row: crate::board::PeriodRow| FigureRow {
            name: row.name,
            base: row.base.to_string(),
            gained: row.gained.to_string(),
            deducted: row.deducted.to_string(),
            total: row.total.to_string(),
        };
        let deed = |deed: crate::board::Deed| Deed {
            day: deed.day,
            what: deed.what,
            notes: deed.notes,
            points: Some(deed.points.to_string()),
        };
        content.years.push(Figures {
            period: book.period,
            rows: book.periods.into_iter().map(row).collect(),
            aspects: book.aspects.into_iter().map(|(what, points)| Amount::new(what, points.to_string())).collect(),
            deeds: book.deeds.into_iter().map(deed).collect(),
        });
    }
    content.total = total.to_string();
    content.memberships = stays(tx, member).await?;
    content.ranks = ranks(tx, member, from, to).await?;
    let posts = rows::posts_held(tx, member.id, from, to).await?;
    let stay = |(what, from, to): rows::PostHeld| Stay {
        what,
        from: from.to_string(),
        to: to.and_then(|to| to.pred_opt()).map(|to| to.to_string()),
    };
    content.posts = posts.into_iter().map(stay).collect();
    let dated = |(day, what): (Day, String)| Deed { day: day.to_string(), what, notes: Vec::new(), points: None };
    let trainings = rows::declared(tx, member.id, Way::Training.code(), from, to).await?;
    content.trainings = trainings.into_iter().map(dated).collect();
    let honours = rows::declared(tx, member.id, Way::Honour.code(), from, to).await?;
    content.honours = honours.into_iter().map(dated).collect();
    content.meetings = meetings(&rows::meetings_by_state(tx, member.id, from, to).await?);
    let returns = rows::returns(tx, member.id).await?.into_iter().filter(|(_, day)| (from..=to).contains(day));
    content.returns = returns.map(|(year, day)| dated((day, format!("{year}年度评议")))).collect();
    Ok(content)
}

/// Branches and categories over time, with the days that people count: to the last day.
async fn stays(tx: &Tx, member: &Member) -> Result<Vec<Stay>, Failure> {
    let mut stays = Vec::new();
    for past in members::history(tx, member.id).await? {
        let branch = organizations::find_open(tx, past.branch).await?;
        let name = branch.as_ref().map(|branch| branch.name.clone()).unwrap_or_default();
        let book = match &branch {
            Some(branch) => rulebooks::effective(tx, &branch.path, past.from).await?,
            None => None,
        };
        let category = book.as_ref().and_then(|book| book.book.category(&past.category));
        let category = category.map_or_else(|| past.category.clone(), |category| category.name.clone());
        stays.push(Stay {
            what: format!("{name} · {category}"),
            from: past.from.to_string(),
            to: past.to.and_then(|to| to.pred_opt()).map(|to| to.to_string()),
        });
    }
    Ok(stays)
}

/// The newest published edition of each period that lies within the days.
async fn ranks(tx: &Tx, member: &Member, from: Day, to: Day) -> Result<Vec<Rank>, Failure> {
    let mut newest = BTreeMap::new();
    for (edition, row) in editions::of_member_everywhere(tx, member.id).await? {
        let Some(stored) = editions::by_id(tx, edition).await? else { continue };
        let shown = editions::shown(tx, stored).await?;
        let period = shown.stored.edition.period;
        if shown.publication.is_none() || period.start() < from || period.start() > to {
            continue;
        }
        let key = (period.start(), period.last_day());
        let number = shown.stored.edition.number;
        if newest.get(&key).is_none_or(|(before, _): &(u32, Rank)| *before < number) {
            let rank = Rank {
                period: Lang::Chinese.period(period),
                edition: format!("第{number}版 {}", shown.stored.short_hash()),
                total: row.total.to_string(),
                rank: row.places.map(|places| places.rank),
                branch_rank: row.places.map(|places| places.branch_rank),
            };
            newest.insert(key, (number, rank));
        }
    }
    Ok(newest.into_values().map(|(_, rank)| rank).collect())
}

fn meetings(counts: &HashMap<String, usize>) -> Vec<Amount> {
    let states = [
        (AttendanceState::Present, "参加"),
        (AttendanceState::MadeUp, "补课"),
        (AttendanceState::Excused, "请假"),
        (AttendanceState::Absent, "缺席"),
    ];
    let held: usize = counts.values().sum();
    if held == 0 {
        return Vec::new();
    }
    let each = states.into_iter().filter_map(|(state, name)| {
        let count = counts.get(state.code()).copied().filter(|count| *count > 0)?;
        Some(Amount::new(name, format!("{count}次")))
    });
    [Amount::new("应到", format!("{held}次"))].into_iter().chain(each).collect()
}
