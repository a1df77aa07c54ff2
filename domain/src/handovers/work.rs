//! What stands open when an office passes, kind by kind, and what becomes of it (issue 5, item 12).
//!
//! The tables that name a person were gone through one by one. Three things can be true of such a name:
//!
//! | what | where the name stands | what the signature does, and why |
//! | --- | --- | --- |
//! | tasks, claims, declarations, leave, quarterly audits, objections, posts, help cases | nowhere: they wait at the place | **place**: whoever holds the office finds them; the count is on the protocol |
//! | suggestions | `taken_by`, who took it up | **place**: any handler may answer, the name is history; a reminder goes to who may answer now |
//! | villagers' reports, meetings, call lists, texts held by content safety, requests for correction, lists of honours, care entries | who did something, as history | **place** |
//! | members hosted together with a home branch | nowhere: the host is a branch | **place** |
//! | contents handed in | `author_id` | **place**: who takes over approves or returns them, which as their author they could not |
//! | minutes in draft | `chair_id`, `writer_id` | **place**: the chair was at the meeting and confirms without any role; any reviewer may write on |
//! | help cases helped in | `helper_id` | **passes**, but for the case of who takes over |
//! | liaison of members away | `liaison_id` | **passes**, with its history, but for who takes over |
//! | care, encouragement, support helped with | `helper_id` | **passes** where who takes over has a free place and is at home |
//! | contents in draft or sent back | `author_id` | **passes**: only the author may write on, and who hands over loses the right to |
//! | pairings | `helper_id` | **stays**: a younger member of the branch was chosen as a person (S4-9) |
//! | leading a grid | `grid_leaders.person_id` | **stays**: recommended by the households, confirmed for a term |
//! | acting for members | `assistances.helper_id` | **stays**: the member's consent names this person |
//!
//! What only says who did something (`recorded_by`, `decided_by`, `created_by` …) is history and never changes. Open
//! sessions, desk log-ins and messages are the person's own; their rights end with the role. Invites that who hands
//! over made are revoked.

use std::collections::BTreeMap;

/// A kind of open work or duty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Tasks that are drafted or published.
    Tasks,
    /// Claims that wait for review.
    Claims,
    /// Declarations that wait for a decision.
    Declarations,
    /// Leave that was asked for and not answered.
    Leaves,
    /// Quarterly audits that are not signed.
    Audits,
    /// Objections that wait for a decision.
    Objections,
    /// Posts that somebody has asked for.
    Posts,
    /// Help cases of the organization that are open.
    HelpCases,
    /// Suggestions that wait for an answer.
    Suggestions,
    /// Villagers' reports that wait to be weighed.
    VillagerReports,
    /// Meetings that are planned or going on.
    Meetings,
    /// Minutes that their chair has not confirmed.
    Minutes,
    /// Contents handed in that nobody has decided on.
    Contents,
    /// Texts that content safety holds for a person.
    Texts,
    /// Members who are to be rung up.
    Calls,
    /// Requests for correction of personal data.
    Corrections,
    /// Lists of honours that are not signed.
    Proposals,
    /// Entries and pairings of the care register that go on, but for those of the two.
    Care,
    /// Members away whom a branch here looks after together with their home branch.
    Hosted,
    /// Help cases in which who hands over is the helper.
    Helped,
    /// Members away whose liaison is who hands over.
    Liaisons,
    /// Entries of the three lists (关爱、激励、帮扶) in which who hands over is the helper.
    CareHelped,
    /// Contents in draft or sent back that who hands over writes.
    Drafts,
    /// Pairings in which who hands over looks after somebody.
    Pairings,
    /// Grids that who hands over leads.
    GridsLed,
    /// Members for whom who hands over may act.
    Assisted,
}

/// Why a kind of work is on the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// It waits at the place: whoever holds the office finds it.
    Place,
    /// It is bound to the person by the office, and passes with it.
    Passes,
    /// It is the person's own and stays with them; it is named so that nobody believes that it passed.
    Stays,
}

impl Work {
    /// All of them, in the order of the protocol.
    pub const ALL: [Self; 26] = [
        Self::Tasks,
        Self::Claims,
        Self::Declarations,
        Self::Leaves,
        Self::Audits,
        Self::Objections,
        Self::Posts,
        Self::HelpCases,
        Self::Suggestions,
        Self::VillagerReports,
        Self::Meetings,
        Self::Minutes,
        Self::Contents,
        Self::Texts,
        Self::Calls,
        Self::Corrections,
        Self::Proposals,
        Self::Care,
        Self::Hosted,
        Self::Helped,
        Self::Liaisons,
        Self::CareHelped,
        Self::Drafts,
        Self::Pairings,
        Self::GridsLed,
        Self::Assisted,
    ];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Tasks => "tasks",
            Self::Claims => "claims",
            Self::Declarations => "declarations",
            Self::Leaves => "leaves",
            Self::Audits => "audits",
            Self::Objections => "objections",
            Self::Posts => "posts",
            Self::HelpCases => "helpCases",
            Self::Suggestions => "suggestions",
            Self::VillagerReports => "villagerReports",
            Self::Meetings => "meetings",
            Self::Minutes => "minutes",
            Self::Contents => "contents",
            Self::Texts => "texts",
            Self::Calls => "calls",
            Self::Corrections => "corrections",
            Self::Proposals => "proposals",
            Self::Care => "care",
            Self::Hosted => "hosted",
            Self::Helped => "helped",
            Self::Liaisons => "liaisons",
            Self::CareHelped => "careHelped",
            Self::Drafts => "drafts",
            Self::Pairings => "pairings",
            Self::GridsLed => "gridsLed",
            Self::Assisted => "assisted",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.code() == code)
    }

    /// What the second signature does with it.
    pub const fn bound(self) -> Bound {
        match self {
            Self::Helped | Self::Liaisons | Self::CareHelped | Self::Drafts => Bound::Passes,
            Self::Pairings | Self::GridsLed | Self::Assisted => Bound::Stays,
            _ => Bound::Place,
        }
    }

    /// The code of the line that says how much of it passed; only where it passes.
    pub const fn moved_code(self) -> Option<&'static str> {
        match self {
            Self::Helped => Some("movedHelped"),
            Self::Liaisons => Some("movedLiaisons"),
            Self::CareHelped => Some("movedCareHelped"),
            Self::Drafts => Some("movedDrafts"),
            _ => None,
        }
    }
}

/// How much there is of each kind.
pub type Counts = BTreeMap<Work, u64>;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_kind_has_one_code_and_only_what_passes_has_moved() {
        let codes: BTreeSet<&str> = Work::ALL.into_iter().map(Work::code).collect();
        assert_eq!(codes.len(), Work::ALL.len());
        for work in Work::ALL {
            assert_eq!(Work::from_code(work.code()), Some(work));
            assert_eq!(work.moved_code().is_some(), work.bound() == Bound::Passes, "{work:?}");
            assert!(work.moved_code().is_none_or(|moved| !codes.contains(moved)), "{work:?}");
        }
    }
}
