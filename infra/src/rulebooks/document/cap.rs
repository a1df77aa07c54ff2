//! Caps (封顶) of an item.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Cap, Limit};
use xianfeng_domain::time::PeriodKind;

use super::fault::{Faults, Path};
use super::scalars::{Decimal, List, Whole};
use super::shape::table;
use super::words;

/// The caps of an item: three kinds of period, in points and in times.
pub(super) type Caps = List<CapTable, 6>;

table! {
    /// 封顶：一个周期里最多计多少；超出的部分不计分，但仍记录。At most so much in one period; what is beyond holds no points.
    CapTable {
        /// 每月、每季度还是每年。The kind of period.
        per: PeriodKind,
        /// 最多多少分。At most so many points.
        points: Option<Decimal<1>> = None,
        /// 最多多少次。At most so many times.
        times: Option<Whole<1, 10_000>> = None,
    }
}

impl CapTable {
    fn limit(&self) -> Option<Limit> {
        match (self.points?, self.times?) {
            (Some(points), None) => Some(Limit::Points(points.0)),
            (None, Some(times)) => Some(Limit::Times(times.0)),
            _ => None,
        }
    }

    fn build(self) -> Option<Cap> {
        Some(Cap { per: self.per?, limit: self.limit()? })
    }

    fn of(cap: &Cap) -> Self {
        let (points, times) = match cap.limit {
            Limit::Points(points) => (Some(Decimal(points)), None),
            Limit::Times(times) => (None, Some(Whole(times))),
        };
        Self { per: Some(cap.per), points: Some(points), times: Some(times) }
    }
}

/// Names caps that no deed can use up, and those that contradict each other.
pub(super) fn check(caps: &Caps, least: Option<Points>, at: &Path<'_>, faults: &mut Faults) {
    let mut sound: Vec<(usize, PeriodKind, Limit)> = Vec::new();
    for (index, cap) in caps.iter() {
        let here = at.index(index);
        if matches!((&cap.points, &cap.times), (Some(Some(_)), Some(Some(_))) | (Some(None), Some(None))) {
            faults.add(&here, words::cap_unclear());
        }
        let Some((per, limit)) = cap.per.zip(cap.limit()) else { continue };
        if let (Limit::Points(points), Some(least)) = (limit, least)
            && points < least
        {
            faults.add(&here.key("points"), words::cap_below_one(least));
        }
        if sound.iter().any(|(_, other, limit_there)| *other == per && same_kind(limit, *limit_there)) {
            faults.add(&here, words::twice("per"));
        }
        sound.push((index, per, limit));
    }
    for (index, per, limit) in &sound {
        let longer = sound.iter().filter(|(_, other, _)| other > per);
        for (_, _, longer) in longer {
            match (limit, longer) {
                (Limit::Points(here), Limit::Points(there)) if here > there => {
                    faults.add(&at.index(*index).key("points"), words::cap_above_longer(there));
                }
                (Limit::Times(here), Limit::Times(there)) if here > there => {
                    faults.add(&at.index(*index).key("times"), words::cap_above_longer(there));
                }
                _ => {}
            }
        }
    }
}

const fn same_kind(one: Limit, other: Limit) -> bool {
    matches!((one, other), (Limit::Points(_), Limit::Points(_)) | (Limit::Times(_), Limit::Times(_)))
}

pub(super) fn build(caps: Caps) -> Option<Vec<Cap>> {
    caps.all(CapTable::build)
}

pub(super) fn of(caps: &[Cap]) -> Caps {
    List::of(caps.iter().map(CapTable::of))
}
