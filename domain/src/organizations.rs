//! Organizations (组织): a tree of any depth.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

use crate::ids::OrganizationId;

/// The kind of an organization, which says who is in scope (S0-16).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OrganizationKind {
    /// A committee above the township: province, city, county.
    Upper,
    /// A township's committee (乡镇党委): the root of what one roster and one rule book govern.
    Township,
    /// A general branch (党总支).
    GeneralBranch,
    /// A village's branch (村党支部).
    Village,
    /// A branch of a non-public enterprise (非公企业党支部).
    Enterprise,
    /// A branch of an office (机关党支部).
    Office,
}

impl OrganizationKind {
    /// All kinds.
    pub const ALL: [Self; 6] =
        [Self::Upper, Self::Township, Self::GeneralBranch, Self::Village, Self::Enterprise, Self::Office];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Upper => "upper",
            Self::Township => "township",
            Self::GeneralBranch => "general_branch",
            Self::Village => "village",
            Self::Enterprise => "enterprise",
            Self::Office => "office",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The kind of branch that a name speaks of, for a first roster: an office (机关), an enterprise
    /// (企业, 公司), a village (村); `None` where it tells nothing.
    pub fn guess(name: &str) -> Option<Self> {
        let says = |words: &[&str]| words.iter().any(|word| name.contains(word));
        let kinds =
            [(Self::Office, &["机关"][..]), (Self::Enterprise, &["企业", "公司", "非公"]), (Self::Village, &["村"])];
        kinds.into_iter().find(|(_, words)| says(words)).map(|(kind, _)| kind)
    }

    /// May members belong to it directly?
    pub const fn is_branch(self) -> bool {
        matches!(self, Self::Village | Self::Enterprise | Self::Office)
    }

    /// May it stand right under that kind?
    pub fn fits_under(self, parent: Option<Self>) -> bool {
        match parent {
            None => matches!(self, Self::Upper | Self::Township),
            Some(Self::Upper) => matches!(self, Self::Upper | Self::Township),
            Some(Self::Township) => self.is_branch() || self == Self::GeneralBranch,
            Some(Self::GeneralBranch) => self.is_branch(),
            Some(_) => false,
        }
    }
}

/// The ids from the root down to an organization: reach is a prefix of it.
///
/// Text form: 32 hexadecimal digits and a slash for each.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganizationPath(String);

/// The text is no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an organization path")]
pub struct PathError;

impl OrganizationPath {
    /// The deepest tree: province, city, county, township, general branch, branch, and some.
    pub const MAX_DEPTH: usize = 12;

    /// A root's path.
    pub fn root(id: OrganizationId) -> Self {
        Self(format!("{}/", id.0.simple()))
    }

    /// The path of a child.
    pub fn child(&self, id: OrganizationId) -> Self {
        Self(format!("{}{}/", self.0, id.0.simple()))
    }

    /// The path of what stands above; none for a root.
    pub fn parent(&self) -> Option<Self> {
        let above = self.0.len().checked_sub(33).filter(|length| *length > 0)?;
        self.0.get(..above).map(|path| Self(path.to_owned()))
    }

    /// Does `other` lie here or below?
    pub fn covers(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    /// The ids, root first, the organization itself last.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = OrganizationId> + '_ {
        self.0.split_terminator('/').filter_map(|hex| Uuid::try_parse(hex).ok()).map(OrganizationId)
    }

    /// How many organizations it names.
    pub fn depth(&self) -> usize {
        self.0.len() / 33
    }

    /// The text form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for OrganizationPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<Self, PathError> {
        let well_formed = text.ends_with('/')
            && text.split_terminator('/').all(|hex| hex.len() == 32 && Uuid::try_parse(hex).is_ok());
        if well_formed { Ok(Self(text.to_owned())) } else { Err(PathError) }
    }
}

impl fmt::Display for OrganizationPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// What it stands under; none for a root.
    pub parent: Option<OrganizationId>,
    /// Its path.
    pub path: OrganizationPath,
    /// Its kind.
    pub kind: OrganizationKind,
    /// Its name.
    pub name: String,
    /// Its place among its siblings.
    pub position: i64,
    /// Never shown in public (invariant 11).
    pub sensitive: bool,
    /// The recorded basis for showing full names in public; names are masked without one.
    pub full_names_basis: Option<String>,
    /// Whether somebody has approved the publication of live figures (invariant 12).
    pub publication_approved: bool,
    /// Grows with every edit.
    pub version: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_kind_or_nothing() {
        let guessed = ["乡机关党支部", "天非公企业党支部", "甲村党支部", "老干部党支部"].map(OrganizationKind::guess);
        use OrganizationKind::{Enterprise, Office, Village};
        assert_eq!(guessed, [Some(Office), Some(Enterprise), Some(Village), None]);
    }

    #[test]
    fn a_path_covers_itself_and_what_lies_below_only() {
        let [a, b, c] = [1, 2, 3].map(|n| OrganizationId(Uuid::from_u128(n)));
        let root = OrganizationPath::root(a);
        let (left, right) = (root.child(b), root.child(c));
        assert!(root.covers(&left) && left.covers(&left));
        assert!(!left.covers(&right) && !left.covers(&root));
        assert_eq!(left.ids().collect::<Vec<_>>(), [a, b]);
        assert_eq!((left.parent(), root.parent()), (Some(root.clone()), None));
        assert_eq!(left.to_string().parse(), Ok(left));
        assert_eq!("abc".parse::<OrganizationPath>(), Err(PathError));
    }
}
