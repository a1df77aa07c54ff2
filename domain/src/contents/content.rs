//! What a content is.

use chrono::{DateTime, Utc};

use super::State;
use crate::ids::{AccountId, ContentId, OrganizationId, PersonId};
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// Stands for the title of a content that was taken down, in messages about it. A title holds no control character, so
/// that none can be mistaken for it; the words are made where it is read.
pub const WITHDRAWN: &str = "\u{1}withdrawn";

/// What kind of content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A notice (通知).
    Notice,
    /// A document passed down from above (上级文件).
    Document,
    /// Study material (学习资料), S3-1.
    Study,
    /// A typical case (典型案例).
    Case,
    /// A story of a good member (微故事), S1-9.
    Story,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Self; 5] = [Self::Notice, Self::Document, Self::Study, Self::Case, Self::Story];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Document => "document",
            Self::Study => "study",
            Self::Case => "case",
            Self::Story => "story",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// For whom a content is, among the members of its organization and what lies below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Category codes; all where empty.
    pub categories: Vec<String>,
    /// Only for who is away ("cloud branch", S3-1).
    pub away_only: bool,
    /// For the villagers too, on the public page.
    pub in_public: bool,
}

impl Audience {
    /// Is a member of a category, at home or away, one of them? The caller has proved that the member
    /// belongs to the organization or what lies below.
    pub fn includes(&self, category: &str, away: bool) -> bool {
        (self.categories.is_empty() || self.categories.iter().any(|own| own == category)) && (away || !self.away_only)
    }

    /// Can it be public? What is for some members only is not for everybody.
    pub const fn is_consistent(&self) -> bool {
        !self.in_public || (self.categories.is_empty() && !self.away_only)
    }
}

/// A content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Its id.
    pub id: ContentId,
    /// Whose it is: a branch, a township or what lies above.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// What kind.
    pub kind: Kind,
    /// The title.
    pub title: String,
    /// The text, in paragraphs; never HTML.
    pub body: String,
    /// For whom.
    pub audience: Audience,
    /// Its state.
    pub state: State,
    /// Who wrote it.
    pub author: PersonId,
    /// With which account.
    pub written_by: AccountId,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last handed in.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who approved it or sent it back.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Why it was sent back, approved by its own author, or taken down.
    pub reason: Option<String>,
    /// Not before this instant.
    pub publish_at: Option<DateTime<Utc>>,
    /// When readers first saw it.
    pub published_at: Option<DateTime<Utc>>,
    /// When it was taken down.
    pub taken_down_at: Option<DateTime<Utc>>,
    /// The day on which those who had not read it were last reminded.
    pub reminded_on: Option<Day>,
    /// Grows with every change.
    pub version: u64,
}

impl Content {
    /// The whole text as content safety reads it.
    pub fn text(&self) -> String {
        format!("{}\n{}", self.title, self.body)
    }

    /// May it go out now, once content safety has passed it?
    pub fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.state == State::Approved && self.publish_at.is_none_or(|at| at <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_audience_is_its_categories_and_who_is_away() {
        let all = Audience::default();
        assert!(all.includes("ordinary", false) && all.includes("aged", true));
        let some = Audience { categories: vec!["migrant".to_owned()], away_only: true, in_public: false };
        assert!(some.includes("migrant", true), "S3-1");
        assert!(!some.includes("migrant", false) && !some.includes("ordinary", true));
        assert!(some.is_consistent() && !Audience { in_public: true, ..some }.is_consistent());
    }
}
