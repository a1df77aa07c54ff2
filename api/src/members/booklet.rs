//! A member's points booklet (一本通), S1-10: what the handbook of S2-11 is printed from.

use std::collections::{HashMap, HashSet};

use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;
use xianfeng_domain::Quantity;
use xianfeng_domain::access::Right;
use xianfeng_domain::ids::{EntryId, MemberId};
use xianfeng_domain::ledger::{EntryKind, lineages};
use xianfeng_domain::members::Member;
use xianfeng_domain::time::{Day, Period, PeriodKind};
use xianfeng_infra::db::Tx;
use xianfeng_infra::ledger::{self as rows, LedgerFilter, LedgerRow};
use xianfeng_infra::{organizations, rulebooks};

use crate::app::App;
use crate::auth::{Act, Bound};
use crate::board::{Booklet, Deed, Lang, PeriodRow, private_page, render_booklet};
use crate::failure::Failure;
use crate::http::extract::{PathId, QueryParams};
use crate::http::problem::{Check, Language, Problem};
use crate::http::wire::WirePeriod;
use crate::leaderboards::{aspects, readable};
use crate::ledger::{Names, names_of};
use crate::me::{PeriodPointsOut, points_of};

/// More entries than a member has in a year.
const ALL_ENTRIES: u64 = 5_000;

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct BookletQuery {
    /// The running year where absent.
    #[param(value_type = Option<String>, example = "2024")]
    period: Option<WirePeriod>,
}

impl Check for BookletQuery {}

/// Prints a member's points booklet.
///
/// HTML without scripts, for A4: the points by period and by aspect, what was done in all with its
/// units, every entry with what it was for, and lines to sign. For the member, and within reach; the
/// name stands in full, and the audit log says that somebody else has read it.
#[utoipa::path(
    tag = "members",
    params(("id" = Uuid, Path, description = "The member"), BookletQuery),
    responses((status = 200, body = String, content_type = "text/html", description = "The page")),
    extensions(("x-error-codes" = json!(["member.not_found", "auth.not_bound"]))),
)]
#[get("/members/{id}/booklet")]
pub(super) async fn print_booklet(
    app: Data<App>,
    bound: Bound,
    id: PathId<MemberId>,
    asked: QueryParams<BookletQuery>,
) -> Result<HttpResponse, Problem> {
    let today = bound.today();
    let period = asked.period.map_or_else(|| Period::containing(PeriodKind::Year, today), |period| period.0);
    let lang = match bound.meta.map(|meta| meta.language).unwrap_or_default() {
        Language::Chinese => Lang::Chinese,
        Language::English => Lang::English,
    };
    let read = async |tx: &Tx| -> Result<_, Failure> {
        let member = readable(tx, &bound.caller, id.0, today).await?;
        let booklet = booklet(tx, &bound, &member, period, lang).await?;
        Ok((booklet, member.standing.branch_path))
    };
    let (booklet, path) = app.database.read(read).await?;
    if bound.caller.member_id() != Some(id.0) {
        bound.disclosed(&app, "members.booklet", Some(("member", id.0.0)), Some(path)).await?;
    }
    let html = render_booklet(&booklet, lang).map_err(Problem::internal)?;
    Ok(private_page(lang, html))
}

/// The use case: everything that counts in a period, the earliest first.
///
/// # Errors
/// The store's fault.
pub(crate) async fn booklet(
    tx: &Tx,
    act: &Act,
    member: &Member,
    period: Period,
    lang: Lang,
) -> Result<Booklet, Failure> {
    let today = act.today();
    let points = points_of(tx, member, period, today).await?;
    let by_aspect = aspects(tx, member, period, today).await?;
    let filter =
        LedgerFilter { member: Some(member.id), period: Some(period), limit: ALL_ENTRIES, ..LedgerFilter::default() };
    let reach = act.caller.reach(Right::Read);
    let mut entries = rows::page(tx, &reach, act.caller.member_id(), today, &filter).await?;
    entries.sort_by_key(|row| row.entry.seq);
    let names = names_of(tx, act, &entries).await?;
    let path = &member.standing.branch_path;
    let branch = organizations::on_path(tx, path).await?.pop();
    let book = rulebooks::effective(tx, path, today).await?;
    let category = book.as_ref().and_then(|book| book.book.category(&member.standing.category));
    let named = |aspect: Option<String>, kind: &str| {
        let other = if kind == "base" { EntryKind::Base } else { EntryKind::Zeroing };
        aspect.unwrap_or_else(|| word(other, lang).to_owned())
    };
    Ok(Booklet {
        name: member.name.clone(),
        branch: branch.map(|branch| branch.name).unwrap_or_default(),
        category: category.map(|category| category.name.clone()).unwrap_or_default(),
        period: lang.period(period),
        periods: points.parts.iter().chain([&points.points]).map(|part| period_row(part, lang)).collect(),
        aspects: by_aspect.items.into_iter().map(|item| (named(item.aspect, item.kind), item.points.0)).collect(),
        quantities: quantities(&entries, &names),
        deeds: entries.iter().map(|row| deed(row, &names, lang)).collect(),
        as_of: lang.as_of(act.now),
    })
}

fn period_row(points: &PeriodPointsOut, lang: Lang) -> PeriodRow {
    PeriodRow {
        name: lang.period(points.period.0),
        base: points.base.0,
        gained: points.additions.0,
        deducted: points.deductions.0,
        total: points.total.0,
    }
}

/// What was done in all, by item and unit, in the order in which it came up. What was taken back
/// was not done.
fn quantities(entries: &[LedgerRow], names: &Names) -> Vec<(String, String)> {
    let lineages = lineages(entries.iter().map(|row| &row.entry));
    let live: HashSet<EntryId> =
        lineages.iter().filter(|lineage| lineage.is_live()).map(|lineage| lineage.root).collect();
    let mut order = Vec::new();
    let mut sums: HashMap<(String, String), i64> = HashMap::new();
    for row in entries.iter().filter(|row| live.contains(&row.entry.draft.id)) {
        let Some((quantity, item)) = row.quantity.as_ref().zip(names.item(row)) else { continue };
        let key = (item.to_owned(), quantity.unit().to_owned());
        let sum = sums.entry(key.clone()).or_insert_with(|| {
            order.push(key);
            0
        });
        *sum += quantity.hundredths();
    }
    let total = |key: (String, String)| {
        let sum = Quantity::new(sums.get(&key).copied()?, key.1)?;
        Some((key.0, sum.to_string()))
    };
    order.into_iter().filter_map(total).collect()
}

fn deed(row: &LedgerRow, names: &Names, lang: Lang) -> Deed {
    let draft = &row.entry.draft;
    let item = names.item(row);
    let is_deed = matches!(draft.kind, EntryKind::Addition | EntryKind::Deduction);
    let what = match row.what.as_deref().or(item) {
        Some(what) if is_deed => what.to_owned(),
        Some(what) => format!("{} · {what}", word(draft.kind, lang)),
        None => word(draft.kind, lang).to_owned(),
    };
    let notes = [
        item.filter(|item| *item != what).map(str::to_owned),
        row.quantity.as_ref().map(ToString::to_string),
        draft.scope.map(|period| lang.period(period)),
        row.reason.clone(),
    ];
    Deed { day: day(draft.deed_on), what, notes: notes.into_iter().flatten().collect(), points: draft.points }
}

fn day(day: Day) -> String {
    day.format("%Y-%m-%d").to_string()
}

const fn word(kind: EntryKind, lang: Lang) -> &'static str {
    let (chinese, english) = match kind {
        EntryKind::Base => ("基础分", "Base points"),
        EntryKind::Addition => ("加分", "Addition"),
        EntryKind::Deduction => ("扣分", "Deduction"),
        EntryKind::Reversal => ("冲正", "Reversal"),
        EntryKind::Reinstatement => ("恢复", "Reinstatement"),
        EntryKind::CapRelease => ("补计", "Made up"),
        EntryKind::Zeroing => ("清零", "Zeroing"),
        EntryKind::Veto => ("一票否决", "Veto"),
        EntryKind::Lifting => ("解除清零", "Zeroing lifted"),
    };
    match lang {
        Lang::Chinese => chinese,
        Lang::English => english,
    }
}
