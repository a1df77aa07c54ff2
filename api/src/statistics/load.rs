//! Loading activities with the names of their items and branches.

use std::collections::{BTreeMap, HashMap, HashSet};

use xianfeng_domain::hidden::open_of;
use xianfeng_domain::ids::{MemberId, OrganizationId, RuleBookId};
use xianfeng_domain::organizations::{Organization, OrganizationKind};
use xianfeng_domain::rulebook::Statistic;
use xianfeng_domain::statistics::Activity;
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::Tx;
use xianfeng_infra::statistics::{self as rows, Done};
use xianfeng_infra::{members, organizations, rulebooks};

use crate::failure::Failure;
use crate::hidden::Hidden;
use crate::http::problem::Code;
use crate::leaderboards::reference_day;

/// An item as the statistics show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ItemName {
    /// Its name.
    pub(crate) name: String,
    /// Its aspect.
    pub(crate) aspect: String,
    /// What its deeds count as.
    pub(crate) statistic: Statistic,
}

/// What was done at an organization in a period.
pub(crate) struct Statistics {
    /// The organization.
    pub(crate) organization: Organization,
    /// The period.
    pub(crate) period: Period,
    /// The activities.
    pub(crate) activities: Vec<Activity>,
    /// The items that occur, by their codes.
    pub(crate) items: BTreeMap<String, ItemName>,
    /// The organization and what lies below, in the order of the tree.
    pub(crate) tree: Vec<Organization>,
}

/// Loads the activities at an organization; `public` leaves out what is sensitive, without a mark: what was
/// done at such an organization, and what was done by who stood in such a one or in such a category on the
/// day that decides for the period (invariants 8 and 11). What the exempt did counts: nobody is named here.
///
/// # Errors
/// `leaderboard.not_found` above the townships.
pub(crate) async fn load(
    tx: &Tx,
    organization: Organization,
    period: Period,
    today: Day,
    public: bool,
) -> Result<Statistics, Failure> {
    if organization.kind == OrganizationKind::Upper {
        return Err(Code::LeaderboardNotFound.into());
    }
    let mut tree = organizations::under(tx, &organization.path).await?;
    let mut done = rows::done(tx, &organization.path, period).await?;
    if public {
        tree = open_of(tree);
        let shown: HashSet<OrganizationId> = tree.iter().map(|one| one.id).collect();
        done.retain(|one| shown.contains(&one.organization));
        let who: HashSet<MemberId> = done.iter().map(|one| one.member).collect();
        let day = reference_day(period, today);
        let who = members::by_ids(tx, who, day).await?;
        let hidden = Hidden::load(tx, who.values(), day).await?;
        done.retain(|one| who.get(&one.member).is_some_and(|member| !hidden.hides(member)));
    }
    let items = names(tx, &organization, reference_day(period, today), &done).await?;
    let activity = |done: Done| Activity {
        statistic: items.get(&done.item).map_or(Statistic::Other, |item| item.statistic),
        member: done.member,
        item: done.item,
        organization: done.organization,
        month: done.month,
        times: done.times,
        quantity: done.quantity,
    };
    let activities = done.into_iter().map(activity).collect();
    Ok(Statistics { activities, items, tree, organization, period })
}

/// The items that occur. What they are called and count as is what the book in force says; an item that is in it no
/// more, or that a layer adds, is as its own version says.
async fn names(
    tx: &Tx,
    organization: &Organization,
    day: Day,
    done: &[Done],
) -> Result<BTreeMap<String, ItemName>, Failure> {
    let present = rulebooks::effective(tx, &organization.path, day).await?;
    let mut books = HashMap::new();
    let versions: HashSet<RuleBookId> = done.iter().map(|one| one.rule_book).collect();
    for version in versions {
        if let Some(book) = rulebooks::find(tx, version).await? {
            books.insert(version, book);
        }
    }
    let mut items: BTreeMap<String, ItemName> = BTreeMap::new();
    for one in done {
        let now = present.as_ref().and_then(|present| present.book.item(&one.item));
        let then = books.get(&one.rule_book).and_then(|book| book.item(&one.item));
        let Some(item) = now.or(then) else { continue };
        let statistic = now.and_then(|item| item.statistic).or(then.and_then(|item| item.statistic));
        items.entry(one.item.clone()).or_insert_with(|| ItemName {
            name: item.name.clone(),
            aspect: item.aspect.clone(),
            statistic: statistic.unwrap_or(Statistic::Other),
        });
    }
    Ok(items)
}
