//! Which members the public may see by name, and how much of a name.

use std::collections::{HashMap, HashSet};

use xianfeng_domain::consents::Purpose;
use xianfeng_domain::ids::{MemberId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_domain::names::DisplayLevel;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{consents, members};

use crate::hidden::Hidden;

/// Those of some members whom a public list may name today (invariant 11). Exempt ones are left out,
/// too: a public list marks nobody as exempt, by presence or by absence of figures.
///
/// # Errors
/// The store's fault.
pub(super) async fn seen_by_the_public(
    tx: &Tx,
    ids: impl IntoIterator<Item = MemberId>,
    today: Day,
) -> StoreResult<HashMap<MemberId, Member>> {
    let mut found = members::by_ids(tx, ids, today).await?;
    let hidden = Hidden::load(tx, found.values(), today).await?;
    found.retain(|_, member| hidden.names(member, today));
    Ok(found)
}

/// The names of a public page. A name is masked unless the organization has recorded its basis for full
/// ones, or the person agreed to their own (article 25) and may be named today.
///
/// Asked anew at each reading: who withdraws, or becomes somebody whom no list names, is masked at the
/// next one. A copy that somebody keeps lives for the minute of the page's `Cache-Control`, and a notice
/// that hangs on a wall says what it said when it was printed: neither can be called back.
pub(super) struct PublicNames {
    level: DisplayLevel,
    agreed: HashSet<PersonId>,
    unnamed: HashSet<PersonId>,
}

impl PublicNames {
    /// For the rows of a page that shows them in any case: whom it may list was decided before, for a
    /// closed period when it was sealed. The mask of a row that a notice has shown stays even where no
    /// list would name the member today: a gap would tell everybody.
    pub(super) async fn of_members(
        tx: &Tx,
        level: DisplayLevel,
        rows: impl IntoIterator<Item = (MemberId, PersonId)>,
        today: Day,
    ) -> StoreResult<Self> {
        let mut names = Self { level, agreed: HashSet::new(), unnamed: HashSet::new() };
        if level.for_who_agreed() == level {
            return Ok(names);
        }
        let members: HashMap<PersonId, MemberId> = rows.into_iter().map(|(member, person)| (person, member)).collect();
        let agreed = consents::who_agreed(tx, Purpose::PublicName, members.keys().copied()).await?;
        let ids = agreed.iter().filter_map(|person| members.get(person).copied());
        if !agreed.is_empty() {
            names.agreed = seen_by_the_public(tx, ids, today).await?.into_values().map(|one| one.person).collect();
        }
        Ok(names)
    }

    /// For members of today whom [`seen_by_the_public`] has let through.
    pub(super) async fn of_seen(tx: &Tx, level: DisplayLevel, seen: &HashMap<MemberId, Member>) -> StoreResult<Self> {
        let persons = seen.values().map(|member| member.person);
        let agreed = if level.for_who_agreed() == level {
            HashSet::new()
        } else {
            consents::who_agreed(tx, Purpose::PublicName, persons).await?
        };
        Ok(Self { level, agreed, unnamed: HashSet::new() })
    }

    /// For persons who need not be members, such as leaders of grids. Who is a member whom no public list
    /// names has no name here either, whatever the basis; who is no member stands under the mask and the
    /// own consent alone.
    pub(super) async fn of_persons(
        tx: &Tx,
        level: DisplayLevel,
        persons: &HashSet<PersonId>,
        today: Day,
    ) -> StoreResult<Self> {
        let members = members::of_persons(tx, persons.iter().copied(), today).await?;
        let hidden = Hidden::load(tx, members.values(), today).await?;
        let unnamed = members.values().filter(|member| !hidden.names(member, today));
        let unnamed: HashSet<PersonId> = unnamed.map(|member| member.person).collect();
        let agreed = consents::who_agreed(tx, Purpose::PublicName, persons.iter().copied()).await?;
        Ok(Self { level, agreed, unnamed })
    }

    /// A person's name as the page shows it; none where it shows none, and once it was erased.
    pub(super) fn show(&self, person: PersonId, name: &str) -> Option<String> {
        if self.unnamed.contains(&person) {
            return None;
        }
        let level = if self.agreed.contains(&person) { self.level.for_who_agreed() } else { self.level };
        level.show(name).filter(|name| !name.is_empty())
    }
}
