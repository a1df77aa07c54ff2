//! Villagers' reports (群众反映): what somebody of the village says about a member, weighed by the
//! committee, never by whom it concerns (S2-4, S2-9).

use chrono::{DateTime, Utc};
use uuid::Uuid;

use crate::Points;
use crate::ids::{AccountId, EntryId, MemberId, OrganizationId, PersonId};
use crate::names::mask;
use crate::organizations::OrganizationPath;
use crate::time::Day;

/// At most so many open reports of one account, so that a hoax stays small.
pub const MOST_OPEN: u8 = 5;

/// What became of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// Waits to be weighed.
    Open,
    /// True: it goes into the quarterly audit.
    Founded,
    /// Not true, or nothing to hold against the member.
    Unfounded,
    /// Somebody talks to the member; nothing is deducted.
    NeedsTalk,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Open, Self::Founded, Self::Unfounded, Self::NeedsTalk];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Founded => "founded",
            Self::Unfounded => "unfounded",
            Self::NeedsTalk => "needs_talk",
        }
    }

    /// From the code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillagerReport {
    /// Its id.
    pub id: Uuid,
    /// Who reports; shown to the township's administrators only.
    pub reporter: AccountId,
    /// About whose members.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// The path of who weighs it: the branch, or the township where it is about those who would.
    pub review_path: OrganizationPath,
    /// Whom it is about, in the villager's words.
    pub about: String,
    /// The member, once known.
    pub member: Option<MemberId>,
    /// The member's branch when it was weighed: whose audit takes it up.
    pub branch: Option<OrganizationId>,
    /// What is reported.
    pub what: String,
    /// The day of the deed.
    pub happened_on: Option<Day>,
    /// When it came in.
    pub received_at: DateTime<Utc>,
    /// The day on which it came in.
    pub received_on: Day,
    /// What became of it.
    pub state: State,
    /// Why it was weighed so: the committee's words.
    pub reason: Option<String>,
    /// The deduction that is proposed.
    pub item: Option<String>,
    /// How much of it.
    pub points: Option<Points>,
    /// The entry whose points are to be cancelled (S2-9).
    pub entry: Option<EntryId>,
    /// Who weighed it.
    pub weighed_by: Option<AccountId>,
    /// When.
    pub weighed_at: Option<DateTime<Utc>>,
    /// The line of the quarterly audit that took it up.
    pub audit_line: Option<Uuid>,
    /// Grows with every change.
    pub version: u64,
}

/// Why a report cannot be weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It was weighed already.
    #[error("weighed already")]
    Weighed,
    /// It is one's own, or about oneself.
    #[error("nobody weighs what they reported or what is about them")]
    Own,
}

/// May this person weigh the report? Nobody weighs what they reported or what is about them.
///
/// # Errors
/// See [`Refusal`].
pub fn may_weigh(
    report: &VillagerReport,
    about: Option<PersonId>,
    account: AccountId,
    person: PersonId,
) -> Result<(), Refusal> {
    if report.reporter == account || about == Some(person) {
        return Err(Refusal::Own);
    }
    if report.state == State::Open { Ok(()) } else { Err(Refusal::Weighed) }
}

/// Is the report about one of those who would read it in the branch? Then the township reads it.
///
/// A villager writes a name, a masked name off the board, or an office. In doubt it is yes: the
/// township may read everything anyway, and whom it concerns must not.
pub fn is_about_officer(about: &str, what: &str, officers: &[String]) -> bool {
    const OFFICES: [&str; 3] = ["书记", "支委", "委员"];
    let [about, what] = [about, what].map(squeezed);
    officers
        .iter()
        .map(|name| squeezed(name))
        .filter(|name| !name.is_empty())
        .any(|name| about.contains(&name) || what.contains(&name) || about == squeezed(&mask(&name)))
        || OFFICES.iter().any(|office| about.contains(office))
}

/// Without the spaces that people put into names.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_a_mask_or_an_office_names_an_officer() {
        let officers = ["王秀英".to_owned(), "李 强".to_owned()];
        for about in ["王秀英", "王 秀 英", "王*英", "李强", "村支部书记", "王秀英家"] {
            assert!(is_about_officer(about, "占道", &officers), "{about}");
        }
        assert!(is_about_officer("他", "王秀英的弟弟占道", &officers));
        for about in ["蒋远嘉", "王秀", "张*英"] {
            assert!(!is_about_officer(about, "没有打扫街道", &officers), "{about}");
        }
    }

    proptest! {
        /// Wherever the name stands in the text, with or without spaces.
        #[test]
        fn a_name_is_found_wherever_it_stands(before in "[一-龥]{0,6}", after in "[一-龥 ]{0,6}") {
            let officers = ["欧阳建国".to_owned()];
            let text = format!("{before}欧阳 建国{after}");
            prop_assert!(is_about_officer(&text, "占道", &officers));
            prop_assert!(is_about_officer("他", &text, &officers));
        }
    }
}
