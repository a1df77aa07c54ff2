//! Content safety (内容安全): what others will see waits until it was checked. A machine may pass a text; what it
//! doubts, or cannot see, a person decides. Nothing is shown because a check failed.

mod retry;

pub use retry::{AUTHOR_AWAY, Ground, Next, PICTURE_PATIENCE, TRIES, Trouble, after};

/// What can be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The text of a pledge (承诺, S4-10).
    Pledge,
    /// A note on how a pledge is kept.
    PledgeProgress,
    /// Title and body of a piece of content (S0-13, S1-9).
    Content,
    /// A suggestion, to be published (S0-13).
    Suggestion,
    /// The answer to a suggestion.
    SuggestionAnswer,
    /// The promise on a contact card (连心卡, S4-7).
    ContactCard,
    /// A grid leader's statement (S3-6).
    Statement,
    /// The published answer to an objection.
    ObjectionAnswer,
    /// A picture that others will see, by the id of its upload.
    Picture,
    /// Title, description and unit of a task, and why it ended.
    Task,
    /// A meeting's title, place, agenda, links and calling off.
    Meeting,
    /// The minutes of a meeting (会议记录) and what is added to them.
    Minutes,
    /// The name of a post (岗位).
    Post,
    /// A grid's name and what its card says.
    Grid,
    /// An organization's name.
    Organization,
    /// A reward: name, description, unit.
    Reward,
    /// A shop: name, place, opening hours.
    Shop,
    /// The texts of a rule book.
    RuleBook,
    /// Why an edition was published or corrected.
    Edition,
}

impl Subject {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::Pledge,
        Self::PledgeProgress,
        Self::Content,
        Self::Suggestion,
        Self::SuggestionAnswer,
        Self::ContactCard,
        Self::Statement,
        Self::ObjectionAnswer,
        Self::Picture,
        Self::Task,
        Self::Meeting,
        Self::Minutes,
        Self::Post,
        Self::Grid,
        Self::Organization,
        Self::Reward,
        Self::Shop,
        Self::RuleBook,
        Self::Edition,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Pledge => "pledge",
            Self::PledgeProgress => "pledge_progress",
            Self::Content => "content",
            Self::Suggestion => "suggestion",
            Self::SuggestionAnswer => "suggestion_answer",
            Self::ContactCard => "contact_card",
            Self::Statement => "statement",
            Self::ObjectionAnswer => "objection_answer",
            Self::Picture => "picture",
            Self::Task => "task",
            Self::Meeting => "meeting",
            Self::Minutes => "minutes",
            Self::Post => "post",
            Self::Grid => "grid",
            Self::Organization => "organization",
            Self::Reward => "reward",
            Self::Shop => "shop",
            Self::RuleBook => "rule_book",
            Self::Edition => "edition",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.code() == code)
    }

    /// Is it written only once it has passed? What officials write is the record itself (a task's title stands in
    /// claims, ledger and exports), so it cannot be hidden afterwards: it waits outside.
    pub const fn is_checked_first(self) -> bool {
        match self {
            Self::Pledge
            | Self::PledgeProgress
            | Self::Content
            | Self::Suggestion
            | Self::SuggestionAnswer
            | Self::ContactCard
            | Self::Statement
            | Self::ObjectionAnswer
            | Self::Picture => false,
            Self::Task
            | Self::Meeting
            | Self::Minutes
            | Self::Post
            | Self::Grid
            | Self::Organization
            | Self::Reward
            | Self::Shop
            | Self::RuleBook
            | Self::Edition => true,
        }
    }
}

/// What became of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CheckState {
    /// Not checked yet: shown to nobody else.
    Waiting,
    /// May be shown.
    Passed,
    /// A person has to look: the machine doubts it or cannot be asked.
    Held,
    /// A person has refused it.
    Refused,
}

impl CheckState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Passed, Self::Held, Self::Refused];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Passed => "passed",
            Self::Held => "held",
            Self::Refused => "refused",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// May others see it?
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Passed)
    }
}

/// The longest text that the platform checks in one call, in characters.
pub const LONGEST_PIECE: usize = 2500;

/// How far pieces overlap, in characters: what offends must not hide at a seam.
const OVERLAP: usize = 100;

/// A text in pieces that the platform takes, the whole of it and in order; none where it is empty.
pub fn pieces(text: &str) -> Vec<String> {
    let characters: Vec<char> = text.chars().collect();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < characters.len() {
        let end = characters.len().min(at + LONGEST_PIECE);
        pieces.push(characters[at..end].iter().collect());
        if end == characters.len() {
            break;
        }
        at = end - OVERLAP;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_word_of_a_text_lies_whole_in_some_piece(length in 0usize..9000, at in 0usize..9000, word in 1usize..=100) {
            let text: String = (0..length).map(|n| char::from_u32(0x4e00 + u32::try_from(n % 2000).unwrap_or(0)).unwrap_or('一')).collect();
            let pieces = pieces(&text);
            prop_assert!(pieces.iter().all(|piece| (1..=LONGEST_PIECE).contains(&piece.chars().count())));
            let wanted: String = text.chars().skip(at).take(word).collect();
            prop_assert!(wanted.is_empty() || pieces.iter().any(|piece| piece.contains(&wanted)));
        }
    }

    #[test]
    fn a_short_text_is_one_piece_and_no_text_none() {
        assert_eq!(pieces("铺路"), ["铺路"]);
        assert!(pieces("").is_empty());
    }
}
