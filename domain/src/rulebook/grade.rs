//! Grades (等次) by share of the ranking (S0-8: the township's grade).

/// A grade: everyone whose rank lies within the best so many hundredths of the counted members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grade {
    /// Stable code, such as `excellent`.
    pub code: String,
    /// Name for people, such as `优秀`.
    pub name: String,
    /// The share, in hundredths, of the ranking down to which it reaches: 20 for the best fifth.
    /// The last grade of a valid book has 100.
    pub down_to_percent: u32,
}

impl Grade {
    /// Does the rank lie within it? Rounded in the member's favour: with 33 members and 20 %,
    /// rank 7 still does.
    pub(super) fn holds(&self, rank: u32, counted: u32) -> bool {
        let bound = (u64::from(counted) * u64::from(self.down_to_percent)).div_ceil(100);
        counted > 0 && u64::from(rank) <= bound
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_in_the_members_favour() {
        let grade = Grade { code: "excellent".into(), name: "优秀".into(), down_to_percent: 20 };
        assert!(grade.holds(7, 33));
        assert!(!grade.holds(8, 33));
        assert!(!grade.holds(1, 0));
    }
}
