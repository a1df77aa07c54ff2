//! The small sections: candidacy (S1-5), publicity (S2-9), zeroing, ties, scope (S0-16).

use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::{Candidacy, Publicity, TieRule};

use super::scalars::{Decimal, Whole};
use super::shape::{choices, table};

table! {
    /// 谁可参评优秀党员。Who may stand for excellent member.
    CandidacyTable {
        /// 有岗位的可以参评。Whoever holds a post may stand.
        post_holders: bool,
        /// 没有岗位的，年度满多少分可以参评。Who holds none may stand from so many points of the year up.
        from_points: Decimal<0>,
    }
}

table! {
    /// 公示。How results are made public.
    PublicityTable {
        /// 公示多少天，期间可提异议。How many days objections may be made.
        days_to_object: Whole<1, 90>,
    }
}

table! {
    /// 清零。What holds after a zeroing.
    ZeroingTable {
        /// 清零后的加分是否计入。Do later additions count?
        additions_count: bool,
    }
}

choices! { TieRule {
    "skip" => TieRule::Skip,
    "dense" => TieRule::Dense,
} }

choices! { OrganizationKind {
    "village" => OrganizationKind::Village,
    "enterprise" => OrganizationKind::Enterprise,
    "office" => OrganizationKind::Office,
} }

impl CandidacyTable {
    pub(super) fn build(self) -> Option<Candidacy> {
        Some(Candidacy { post_holders: self.post_holders?, from_points: self.from_points?.0 })
    }

    pub(super) fn of(candidacy: &Candidacy) -> Self {
        Self { post_holders: Some(candidacy.post_holders), from_points: Some(Decimal(candidacy.from_points)) }
    }
}

impl PublicityTable {
    pub(super) fn build(self) -> Option<Publicity> {
        Some(Publicity { days_to_object: self.days_to_object?.0 })
    }

    pub(super) fn of(publicity: Publicity) -> Self {
        Self { days_to_object: Some(Whole(publicity.days_to_object)) }
    }
}
