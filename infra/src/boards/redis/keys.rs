//! Names in Redis. Every key of a township has its id as hash tag, so that one script may touch
//! them all; the board of anything above is read from those of its townships.

use xianfeng_domain::Points;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::time::{Day, Period};

use crate::boards::query::Position;

/// How long a generation is kept after it was last written to. One is never read beyond its day.
pub(super) const KEEP_SECONDS: u32 = 48 * 3600;
/// How long a generation may take to build.
pub(super) const BUILD_SECONDS: u32 = 600;

/// The keys of a township.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    base: String,
}

impl Keys {
    pub(super) fn new(prefix: &str, township: OrganizationId) -> Self {
        Self { base: format!("{prefix}:boards:{{{}}}:", township.0.simple()) }
    }

    /// Which generation is read, and under which stamp.
    pub(super) fn ready(&self) -> String {
        format!("{}ready", self.base)
    }

    /// Which generation is being built.
    pub(super) fn building(&self) -> String {
        format!("{}building", self.base)
    }

    /// What is remembered of the members in a generation.
    pub(super) fn members(&self, generation: &str) -> String {
        format!("{}{generation}:members", self.base)
    }

    /// The first part of the boards' keys, up to the generation.
    pub(super) fn generations(&self) -> &str {
        &self.base
    }

    /// The first part of the boards' keys in a generation, up to the place.
    pub(super) fn boards(&self, generation: &str) -> String {
        format!("{}{generation}{}", self.base, board(""))
    }
}

/// The last part of a board's key, after the generation.
pub(super) fn board(place: &str) -> String {
    format!(":board:{place}")
}

/// Names a board inside a generation. Codes of categories hold no slash, so that no category is
/// taken for the board of all.
pub(super) fn place(organization: OrganizationId, period: Period, category: Option<&str>) -> String {
    let organization = organization.0.simple();
    match category {
        None => format!("{organization}/{period}"),
        Some(category) => format!("{organization}/{period}/{category}"),
    }
}

/// The periods that Redis holds: the running ones and those that they are compared with. Others
/// are read from SQL, so that the copy does not grow with the years.
pub(super) fn kept(today: Day) -> Vec<Period> {
    let running = Period::all_containing(today);
    let mut kept: Vec<Period> =
        running.into_iter().flat_map(|period| [period, period.previous(), period.year_earlier()]).collect();
    kept.sort_unstable();
    kept.dedup();
    kept
}

/// A member on a board. Redis orders equal scores by the text (pitfall 13), and boards are read
/// backwards: so the order of the roster and the id stand in it inverted.
pub(super) fn text(roster_order: i64, member: MemberId) -> String {
    format!("{:016x}{:032x}", !flipped(roster_order), !member.0.as_u128())
}

/// The position that a text and a score tell.
pub(super) fn position(text: &str, score: &str) -> Option<Position> {
    let (order, id) = text.split_at_checked(16)?;
    let order = !u64::from_str_radix(order, 16).ok()?;
    let id = !u128::from_str_radix(id, 16).ok()?;
    Some(Position {
        total: Points::from_hundredths(score.parse().ok()?),
        roster_order: (order ^ SIGN).cast_signed(),
        member: MemberId(uuid::Uuid::from_u128(id)),
    })
}

const SIGN: u64 = 1 << 63;

/// In the order of the signed number.
fn flipped(order: i64) -> u64 {
    order.cast_unsigned() ^ SIGN
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    proptest! {
        /// Pitfall 13: reverse order of the texts is the order of the board.
        #[test]
        fn texts_read_backwards_are_in_roster_order(one: (i64, u128), other: (i64, u128)) {
            let of = |(order, id): (i64, u128)| (order, MemberId(Uuid::from_u128(id)));
            let (one, other) = (of(one), of(other));
            prop_assert_eq!(text(one.0, one.1).cmp(&text(other.0, other.1)), other.cmp(&one));
        }

        #[test]
        fn a_text_tells_its_position(order: i64, id: u128, hundredths: i64) {
            let member = MemberId(Uuid::from_u128(id));
            let told = position(&text(order, member), &hundredths.to_string());
            let meant = Position { total: Points::from_hundredths(hundredths), roster_order: order, member };
            prop_assert_eq!(told, Some(meant));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,60}", score in ".{0,8}") {
            let _ = position(&text, &score);
        }
    }

    #[test]
    fn no_more_than_nine_periods_are_kept() {
        let kept = kept("2024-01-31".parse().expect("a day"));
        let names: Vec<String> = kept.iter().map(ToString::to_string).collect();
        assert_eq!(names, ["2023-01", "2023-Q1", "2023", "2023-Q4", "2023-12", "2024-01", "2024-Q1", "2024"]);
    }
}
