//! The data list (Personal Information Protection Law, articles 17, 45, 47 and 55): for every table that
//! holds something of a person, what it is for, how long it is kept, how a person's rows are found,
//! which columns the person is shown, and what closing and erasing do. Reading and erasing follow this
//! list, so that a table that is not on it is neither shown nor erased: a guard test finds it.

use super::{deeds, life, people, services};

/// What the processing rests on (article 13).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Basis {
    /// The work of the party organization with its members, as its rules and the adopted rule book say.
    PartyAffairs,
    /// What a law asks to keep.
    Law,
    /// The person's own agreement, which they may take back.
    Consent,
    /// What the person asked for: logging in, ordering, being told.
    Service,
}

impl Basis {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::PartyAffairs => "party_affairs",
            Self::Law => "law",
            Self::Consent => "consent",
            Self::Service => "service",
        }
    }

    /// In plain Chinese.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PartyAffairs => "党组织管理党员、执行积分台账所必需",
            Self::Law => "法律法规要求留存",
            Self::Consent => "本人同意（可以随时撤回）",
            Self::Service => "本人办理的事项所必需",
        }
    }
}

/// How a person's rows are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Link {
    /// A column with the person's id.
    Person(&'static str),
    /// A column with the id of one of the person's memberships.
    Member(&'static str),
    /// A column with the id of an account that is or was the person's.
    Account(&'static str),
    /// A column that equals `key` of rows of another table, which are found by a link of their own.
    Under {
        /// The column here.
        column: &'static str,
        /// The other table.
        table: &'static str,
        /// Its column.
        key: &'static str,
        /// How the person's rows are found there.
        link: &'static Link,
    },
}

/// How a column is read for the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text or a code.
    Text,
    /// A count.
    Number,
    /// Hundredths: points or a quantity.
    Hundredths,
    /// A calendar day.
    Day,
    /// An instant.
    Moment,
    /// Yes or no.
    Flag,
    /// Yes where an id stands there.
    Present,
    /// A sealed phone number or text.
    Sealed,
}

/// A column that the person is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The column.
    pub column: &'static str,
    /// Its name in plain Chinese.
    pub name: &'static str,
    /// How it is read.
    pub kind: Kind,
}

/// What takes the place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Nothing.
    Null,
    /// The words [`Blank::WORDS`], where the column must hold a text.
    Words,
    /// A code that the program knows, where the column must hold one.
    Code(&'static str),
    /// `已注销` and the number of the erasure.
    Name,
}

impl Blank {
    /// What stands for an erased text.
    pub const WORDS: &'static str = "（已注销）";

    /// What stands for an erased name, before the number.
    pub const NAME: &'static str = "已注销";
}

/// What happens to a person's rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// They stay, with the reason.
    Keep(&'static str),
    /// They go.
    Delete,
    /// They stay without these columns.
    Blank(&'static [(&'static str, Blank)]),
}

/// A row of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Table {
    /// The table.
    pub name: &'static str,
    /// What it holds, in plain Chinese.
    pub title: &'static str,
    /// What for.
    pub purpose: &'static str,
    /// On what basis.
    pub basis: Basis,
    /// How long, in plain Chinese.
    pub kept: &'static str,
    /// How the rows that the person is shown are found.
    pub own: &'static [Link],
    /// How rows are found that are about the person and go with them, but are not theirs to read: what
    /// others reported. Rows of others that only mention the person hold an id, which leads to no name
    /// any more.
    pub also: &'static [Link],
    /// The columns that the person is shown.
    pub shown: &'static [Shown],
    /// What closing the account does; nothing where absent.
    pub on_closing: Option<Erasure>,
    /// What erasing does.
    pub on_erasure: Erasure,
    /// Whether erasing waits until what it proves is final: pictures and reports.
    pub waits: bool,
    /// The columns that together name one row: rows are shown in their order, page by page.
    pub key: &'static [&'static str],
    /// Why no row can be said to be a person's, in plain Chinese: what is sealed until it is dealt with, or counted
    /// under a hash. Such a table is found by nothing, shown by its title, and goes by itself.
    pub unfound: Option<&'static str>,
}

/// Why figures stay: they hold no name, and the ledger must add up.
pub(super) const FIGURES: &str = "只有编号和数字，姓名注销后不再指向个人；台账须能核对";

/// While the membership lasts.
pub(super) const MEMBERSHIP: &str = "党员关系存续期间";

/// As long as the ledger.
pub(super) const LEDGER: &str = "与积分台账同期；组织关系转出或终止后可申请注销";

impl Table {
    /// A row that is kept for party affairs while the membership lasts, found and shown nowhere yet.
    pub(super) const fn new(name: &'static str, title: &'static str, purpose: &'static str) -> Self {
        Self {
            name,
            title,
            purpose,
            basis: Basis::PartyAffairs,
            kept: LEDGER,
            own: &[],
            also: &[],
            shown: &[],
            on_closing: None,
            on_erasure: Erasure::Keep(FIGURES),
            waits: false,
            key: &["id"],
            unfound: None,
        }
    }

    pub(super) const fn basis(self, basis: Basis) -> Self {
        Self { basis, ..self }
    }

    pub(super) const fn kept(self, kept: &'static str) -> Self {
        Self { kept, ..self }
    }

    pub(super) const fn own(self, own: &'static [Link]) -> Self {
        Self { own, ..self }
    }

    pub(super) const fn also(self, also: &'static [Link]) -> Self {
        Self { also, ..self }
    }

    pub(super) const fn shown(self, shown: &'static [Shown]) -> Self {
        Self { shown, ..self }
    }

    pub(super) const fn closing(self, erasure: Erasure) -> Self {
        Self { on_closing: Some(erasure), ..self }
    }

    pub(super) const fn erasure(self, erasure: Erasure) -> Self {
        Self { on_erasure: erasure, ..self }
    }

    pub(super) const fn key(self, key: &'static [&'static str]) -> Self {
        Self { key, ..self }
    }

    /// Nobody can say whose a row is; it goes by itself, so that nothing is left to be erased.
    pub(super) const fn unfound(self, why: &'static str) -> Self {
        Self { unfound: Some(why), on_erasure: Erasure::Keep(why), ..self }
    }

    pub(super) const fn waits(self) -> Self {
        Self { waits: true, ..self }
    }

    /// Goes with the account.
    pub(super) const fn gone_with_account(self) -> Self {
        self.closing(Erasure::Delete).erasure(Erasure::Delete)
    }
}

pub(super) const fn text(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Text }
}

pub(super) const fn number(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Number }
}

pub(super) const fn hundredths(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Hundredths }
}

pub(super) const fn day(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Day }
}

pub(super) const fn moment(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Moment }
}

pub(super) const fn flag(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Flag }
}

/// Says yes where an id stands in the column.
pub(super) const fn present(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Present }
}

pub(super) const fn sealed(column: &'static str, name: &'static str) -> Shown {
    Shown { column, name, kind: Kind::Sealed }
}

/// Every table that holds something of a person, in the order in which a person is shown it.
pub fn inventory() -> impl Iterator<Item = &'static Table> {
    people::TABLES.iter().chain(deeds::TABLES).chain(services::TABLES).chain(life::TABLES)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_table_is_listed_once_with_purpose_and_term() {
        let mut seen = BTreeSet::new();
        for table in inventory() {
            assert!(seen.insert(table.name), "{} twice", table.name);
            assert!(!table.title.is_empty() && !table.purpose.is_empty() && !table.kept.is_empty(), "{}", table.name);
            let found = !table.own.is_empty() || !table.also.is_empty();
            assert_ne!(
                found,
                table.unfound.is_some(),
                "{} is found by nothing, or found and said not to be",
                table.name
            );
            assert!(found || table.on_closing.is_none(), "{}: what is not found is left alone", table.name);
            assert!(found || matches!(table.on_erasure, Erasure::Keep(_)), "{}: not found, not erased", table.name);
            assert!(!table.key.is_empty(), "{} has no order", table.name);
            assert!(table.shown.is_empty() || !table.own.is_empty(), "{} shows what is not theirs", table.name);
        }
    }

    /// What nobody decided about would be kept for ever: each row says why it stays, or goes.
    #[test]
    fn what_stays_says_why() {
        for table in inventory() {
            match table.on_erasure {
                Erasure::Keep(reason) => assert!(!reason.is_empty(), "{}", table.name),
                Erasure::Blank(columns) => assert!(!columns.is_empty(), "{}", table.name),
                Erasure::Delete => {}
            }
        }
    }

    /// Names are blanked where they stand and nowhere else.
    #[test]
    fn one_table_holds_names() {
        let named = inventory().filter(|table| match table.on_erasure {
            Erasure::Blank(columns) => columns.iter().any(|(_, blank)| *blank == Blank::Name),
            _ => false,
        });
        assert_eq!(named.map(|table| table.name).collect::<Vec<_>>(), ["persons"]);
    }
}
