//! Putting the layers below on what has been adopted above them (S2-8).

use uuid::Uuid;
use xianfeng_domain::ids::RuleBookId;
use xianfeng_domain::organizations::Organization;
use xianfeng_domain::time::Day;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::rulebooks::{Fault, Version, compose, parse_document};
use xianfeng_infra::{organizations, rulebooks as rows};

use super::subject::above;
use crate::auth::Act;
use crate::failure::Failure;

/// A layer on its new ground.
#[derive(Debug)]
pub struct Recomposed {
    /// Whose it is.
    pub organization: Organization,
    /// The new version of it.
    pub version: Version,
    /// What does not fit any more.
    pub left_out: Vec<Fault>,
}

/// Everything below that is in force on the day or later is put on what is now above it, as a new
/// version from that day on. Parents come first, so that several levels follow one another.
/// What does not fit any more is left out, part by part.
pub(super) async fn recompose(
    tx: &Tx,
    act: &Act,
    adopter: &Organization,
    from: Day,
) -> Result<Vec<Recomposed>, Failure> {
    let below = organizations::under(tx, &adopter.path).await?;
    let below: Vec<Organization> = below.into_iter().filter(|one| one.id != adopter.id).collect();
    let all = rows::versions(tx, below.iter().map(|one| one.id)).await?;
    let mut recomposed = Vec::new();
    for organization in below {
        let own: Vec<&Version> = all.iter().filter(|version| version.adopted_by == organization.id).collect();
        let mut number = own.first().map_or(0, |newest| newest.number);
        for standing in in_force_from(&own, from) {
            let Some(base) = standing.base else { continue };
            let day = standing.effective_from.max(from);
            let found = above(tx, &organization.path, day).await?;
            let ground = found.ok_or_else(|| StoreError::corrupt("a layer without a book above"))?;
            if ground.id == base {
                continue;
            }
            number += 1;
            let version = Version {
                id: RuleBookId(Uuid::now_v7()),
                number,
                effective_from: day,
                base: Some(ground.id),
                root: ground.owner,
                recomposed: true,
                adopted_at: act.now,
                ..standing.clone()
            };
            let text = rows::text(tx, standing.id).await?.ok_or_else(|| StoreError::corrupt("a layer without text"))?;
            let layer = parse_document(&text).map_err(|_| StoreError::corrupt("a layer that does not read"))?;
            let (_, left_out) = compose(layer, Some(&ground.book));
            rows::insert(tx, &version, text).await.map_err(|error| match error {
                StoreError::Duplicate => StoreError::Race("a layer"),
                error => error,
            })?;
            act.audit(tx, "rulebooks.recompose", ("rule_book", version.id.0), &organization.path).await?;
            recomposed.push(Recomposed { organization: organization.clone(), version, left_out });
        }
    }
    Ok(recomposed)
}

/// The versions that hold on a day and after it, in the order of their days; `versions` the
/// newest first. A later version takes over from its day on, whatever an earlier one says.
pub(super) fn in_force_from<'a>(versions: &[&'a Version], from: Day) -> Vec<&'a Version> {
    let mut holding: Vec<&Version> = Vec::new();
    // The newest first: one that begins no earlier than a newer one never comes to hold.
    let mut until: Option<Day> = None;
    for version in versions {
        if until.is_some_and(|until| version.effective_from >= until || until <= from) {
            continue;
        }
        holding.push(version);
        until = Some(version.effective_from);
    }
    holding.reverse();
    holding
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use xianfeng_domain::ids::OrganizationId;

    use super::*;

    fn version(number: i64, day: i64) -> Version {
        let first: Day = "2024-01-01".parse().expect("a day");
        Version {
            id: RuleBookId(Uuid::from_u128(u128::from(number.unsigned_abs()))),
            adopted_by: OrganizationId(Uuid::nil()),
            number,
            effective_from: first + chrono::Duration::days(day),
            meeting: String::new(),
            signatory: None,
            base: None,
            root: OrganizationId(Uuid::nil()),
            recomposed: false,
            adopted_at: chrono::DateTime::UNIX_EPOCH,
        }
    }

    proptest! {
        /// What holds from a day on is what each single day says: the newest that has begun.
        #[test]
        fn the_versions_of_a_time_are_those_of_its_days(
            days in prop::collection::vec(0i64..30, 0..8), from in 0i64..30,
        ) {
            let mut all: Vec<Version> = (1..).zip(days).map(|(number, day)| version(number, day)).collect();
            all.reverse();
            let newest_first: Vec<&Version> = all.iter().collect();
            let first: Day = "2024-01-01".parse().expect("a day");
            let mut expected: Vec<i64> = (from..40)
                .filter_map(|day| {
                    let day = first + chrono::Duration::days(day);
                    all.iter().find(|version| version.effective_from <= day).map(|version| version.number)
                })
                .collect();
            expected.dedup();
            let from = first + chrono::Duration::days(from);
            let found: Vec<i64> = in_force_from(&newest_first, from).iter().map(|version| version.number).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
