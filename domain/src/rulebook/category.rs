//! Categories of members (类别): S0-5, S4-1.

/// A category of members (类别), S0-5.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    /// Stable code, such as `aged`.
    pub code: String,
    /// Name for people, such as `年老`.
    pub name: String,
    /// Members of it are exempt unless the committee decides otherwise.
    pub exempt: bool,
    /// Never shown on boards, notices or exports (invariant 11).
    pub sensitive: bool,
    /// Members of it report each quarter (S2-6, S3-2).
    pub report_due: bool,
    /// What makes the machine propose it for a member; a person decides (S4-1).
    pub hints: Vec<Hint>,
}

/// What speaks for a category.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// So many years old.
    AgeFrom(u32),
    /// Away for so many months.
    AwayFor(u32),
}
