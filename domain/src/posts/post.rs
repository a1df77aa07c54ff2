//! What a post and a holding are.

use super::area::Area;
use crate::ids::{GridId, HoldingId, MemberId, OrganizationId, PostId};
use crate::organizations::OrganizationPath;
use crate::time::{Day, PeriodKind};

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// The stable code.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// From the code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    )*};
}

codes! {
    /// What a post is.
    PostKind {
        /// A post (岗位), such as neighbour mediation.
        Post = "post",
        /// A responsibility zone (责任区), such as a street to keep clean.
        Zone = "zone",
    }

    /// Does a post take more people?
    PostState {
        /// It does.
        Open = "open",
        /// It does not; who holds it goes on.
        Closed = "closed",
    }

    /// How a holding began.
    Origin {
        /// The member claimed it by skill (S1-2).
        Claimed = "claimed",
        /// The secretary assigned it (S3-5).
        Assigned = "assigned",
    }

    /// Where a holding stands.
    HoldingState {
        /// Waiting for the secretary; it holds a place.
        Claimed = "claimed",
        /// Confirmed or assigned.
        Held = "held",
        /// Ended, or not confirmed.
        Ended = "ended",
    }
}

/// A post or zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The id.
    pub id: PostId,
    /// Whose it is.
    pub organization: OrganizationId,
    /// The organization's path.
    pub path: OrganizationPath,
    /// The grid that it lies in.
    pub grid: Option<GridId>,
    /// What it is.
    pub kind: PostKind,
    /// The ready post (S3-5) that it was taken over from.
    pub area: Option<Area>,
    /// Its name; holders of posts with one name are compared (S3-3).
    pub name: String,
    /// The skill that it wants.
    pub skill_wanted: Option<String>,
    /// How many may hold it.
    pub places: u32,
    /// How many places are claimed or held.
    pub taken: u32,
    /// The rule-book item that a kept period scores under.
    pub item: String,
    /// The period that one check is for: a month or a quarter.
    pub check_every: PeriodKind,
    /// The period that points are given for, once each check in it was kept.
    pub pays_per: PeriodKind,
    /// Does it take more people?
    pub state: PostState,
    /// Grows with every edit.
    pub version: u64,
}

/// A member's claim or tenure of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The id.
    pub id: HoldingId,
    /// The post.
    pub post: PostId,
    /// The member.
    pub member: MemberId,
    /// The path of the post's organization.
    pub path: OrganizationPath,
    /// How it began.
    pub origin: Origin,
    /// Where it stands.
    pub state: HoldingState,
    /// The first day; none while unconfirmed.
    pub from: Option<Day>,
    /// The first day after.
    pub to: Option<Day>,
    /// The first day after the term that it was given for; it ends by itself then (S3-5).
    pub term_until: Option<Day>,
    /// Why it ended.
    pub end_reason: Option<String>,
}

impl Holding {
    /// The first day on which the post is not held any more: when it ended, else the end of the term,
    /// whether or not anybody has written down that it is over.
    pub fn over_on(&self) -> Option<Day> {
        self.to.or(self.term_until)
    }
}
