//! Is a row of the roster somebody already known? Never guessed.
//!
//! People are matched within the township by normalized name, date joined and birth month;
//! then by phone, where the name or both dates agree as well. Whatever else could be meant is
//! put before a person, and so is a changed branch: a transfer is a decision.

use std::collections::HashMap;

use super::date::YearMonth;
use super::phone::Phone;
use super::row::{RosterRow, Sex};
use super::text;
use crate::ids::{MemberId, OrganizationId};
use crate::time::Day;

/// A member of the township as the database knows them today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The member.
    pub member: MemberId,
    /// The name.
    pub name: String,
    /// The date joined.
    pub joined_on: Day,
    /// Birth year and month.
    pub birth: YearMonth,
    /// Sex.
    pub sex: Sex,
    /// The mobile number, where there is one.
    pub phone: Option<Phone>,
    /// The present branch.
    pub branch: OrganizationId,
    /// The present category's code.
    pub category: String,
    /// 预备党员?
    pub probationary: bool,
    /// Schooling.
    pub schooling: Option<String>,
    /// Skills.
    pub skills: Option<String>,
}

/// What becomes of one row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step<'a> {
    /// The row.
    pub row: &'a RosterRow,
    /// What becomes of it.
    pub decision: Decision,
}

/// The outcome of matching.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// A newcomer.
    New,
    /// Known, and as the row says.
    Unchanged(MemberId),
    /// Known, and to be changed; never the branch.
    Update(MemberId, Vec<Change>),
    /// A person decides; nothing is written.
    Confirm(Doubt),
}

/// Why a person has to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// The row fits several members.
    SeveralMatch(Vec<MemberId>),
    /// Known, but in another branch: a transfer? The changes, the branch among them, are what
    /// confirming would write.
    BranchChanged(MemberId, Vec<Change>),
    /// The phone is that of a member who is otherwise somebody else.
    PhoneOfAnother(MemberId),
    /// Several rows of the file, this one among them, state the same person.
    SamePersonTwice {
        /// Their row numbers.
        rows: Vec<u32>,
    },
}

/// A difference between a row and a known member: the new value.
///
/// A blank phone, schooling or skills cell says nothing and so changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The name.
    Name(String),
    /// Sex.
    Sex(Sex),
    /// Birth year and month.
    Birth(YearMonth),
    /// The date joined.
    JoinedOn(Day),
    /// Probationary or full.
    Probationary(bool),
    /// The branch; only within [`Doubt::BranchChanged`].
    Branch(OrganizationId),
    /// The category's code.
    Category(String),
    /// The mobile number.
    Phone(Phone),
    /// Schooling.
    Schooling(String),
    /// Skills.
    Skills(String),
}

/// Name, date joined, birth month: what tells people apart.
type Identity = (String, Day, YearMonth);

/// Says for each row, in order, what becomes of it. `known` are the members of the township.
///
/// Applying the steps and planning again changes nothing.
pub fn plan<'a>(rows: &'a [RosterRow], known: &[Known]) -> Vec<Step<'a>> {
    let index = Index::new(known);
    let found: Vec<_> = rows.iter().map(|row| index.find(row)).collect();

    let mut claims: HashMap<Claim, Vec<u32>> = HashMap::new();
    for (row, found) in rows.iter().zip(&found) {
        if let Some(claim) = Claim::of(row, found) {
            claims.entry(claim).or_default().push(row.row);
        }
    }
    let decide = |(row, found): (&'a RosterRow, Result<Option<&Known>, Doubt>)| {
        let rivals = Claim::of(row, &found).and_then(|claim| claims.get(&claim)).filter(|rows| rows.len() > 1);
        let decision = match (rivals, found) {
            (Some(rows), _) => Decision::Confirm(Doubt::SamePersonTwice { rows: rows.clone() }),
            (None, Err(doubt)) => Decision::Confirm(doubt),
            (None, Ok(None)) => Decision::New,
            (None, Ok(Some(known))) => compare(row, known),
        };
        Step { row, decision }
    };
    rows.iter().zip(found).map(decide).collect()
}

/// The person that a row lays claim to, so that two rows cannot silently be one person.
#[derive(PartialEq, Eq, Hash)]
enum Claim {
    Known(MemberId),
    New(Identity),
}

impl Claim {
    fn of(row: &RosterRow, found: &Result<Option<&Known>, Doubt>) -> Option<Self> {
        match found {
            Ok(Some(known)) => Some(Self::Known(known.member)),
            Ok(None) => Some(Self::New(identity(&row.name, row.joined_on, row.birth))),
            Err(_) => None,
        }
    }
}

struct Index<'k> {
    by_identity: HashMap<Identity, Vec<&'k Known>>,
    by_phone: HashMap<&'k Phone, Vec<&'k Known>>,
}

impl<'k> Index<'k> {
    fn new(known: &'k [Known]) -> Self {
        let mut index = Self { by_identity: HashMap::new(), by_phone: HashMap::new() };
        for member in known {
            let identity = identity(&member.name, member.joined_on, member.birth);
            index.by_identity.entry(identity).or_default().push(member);
            if let Some(phone) = &member.phone {
                index.by_phone.entry(phone).or_default().push(member);
            }
        }
        index
    }

    /// The one known member that the row can mean, nobody, or why that is not sure.
    fn find(&self, row: &RosterRow) -> Result<Option<&'k Known>, Doubt> {
        let identity = identity(&row.name, row.joined_on, row.birth);
        let namesakes = self.by_identity.get(&identity).map_or(&[][..], Vec::as_slice);
        let holders = row.phone.as_ref().and_then(|phone| self.by_phone.get(phone)).map_or(&[][..], Vec::as_slice);
        match (namesakes, holders) {
            ([], []) => Ok(None),
            ([], [holder]) if is_like(row, holder) => Ok(Some(holder)),
            ([], [holder]) => Err(Doubt::PhoneOfAnother(holder.member)),
            ([], several) => Err(several_match(several)),
            ([one], []) => Ok(Some(one)),
            ([one], holders) => match holders.iter().find(|holder| holder.member != one.member) {
                Some(other) => Err(Doubt::PhoneOfAnother(other.member)),
                None => Ok(Some(one)),
            },
            // Two of one name, joining date and birth month: only their own phone tells them apart.
            (several, [holder]) if several.iter().any(|member| member.member == holder.member) => Ok(Some(holder)),
            (several, _) => Err(several_match(several)),
        }
    }
}

fn several_match(members: &[&Known]) -> Doubt {
    Doubt::SeveralMatch(members.iter().map(|known| known.member).collect())
}

fn identity(name: &str, joined_on: Day, birth: YearMonth) -> Identity {
    (text::name(name), joined_on, birth)
}

/// Beside the phone, the name or both dates agree: a corrected date or a corrected name.
/// Otherwise it may be a number handed on, or one that a family shares.
fn is_like(row: &RosterRow, known: &Known) -> bool {
    text::name(&known.name) == row.name || (known.joined_on, known.birth) == (row.joined_on, row.birth)
}

fn compare(row: &RosterRow, known: &Known) -> Decision {
    let changes = changes(row, known);
    if changes.is_empty() {
        Decision::Unchanged(known.member)
    } else if row.branch == known.branch {
        Decision::Update(known.member, changes)
    } else {
        Decision::Confirm(Doubt::BranchChanged(known.member, changes))
    }
}

fn changes(row: &RosterRow, known: &Known) -> Vec<Change> {
    let differs = |new: &Option<String>, old: &Option<String>| new.clone().filter(|new| Some(new) != old.as_ref());
    [
        (row.name != text::name(&known.name)).then(|| Change::Name(row.name.clone())),
        (row.sex != known.sex).then_some(Change::Sex(row.sex)),
        (row.birth != known.birth).then_some(Change::Birth(row.birth)),
        (row.joined_on != known.joined_on).then_some(Change::JoinedOn(row.joined_on)),
        (row.probationary != known.probationary).then_some(Change::Probationary(row.probationary)),
        (row.branch != known.branch).then_some(Change::Branch(row.branch)),
        (row.category != known.category).then(|| Change::Category(row.category.clone())),
        row.phone.clone().filter(|phone| Some(phone) != known.phone.as_ref()).map(Change::Phone),
        differs(&row.schooling, &known.schooling).map(Change::Schooling),
        differs(&row.skills, &known.skills).map(Change::Skills),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;

    fn phone(last: u32) -> Phone {
        format!("199{last:08}").parse().expect("a phone")
    }

    fn branch(number: u128) -> OrganizationId {
        OrganizationId(Uuid::from_u128(number))
    }

    fn member(number: u128) -> MemberId {
        MemberId(Uuid::from_u128(number))
    }

    fn row(number: u32, name: &str, month: u32) -> RosterRow {
        RosterRow {
            row: number,
            name: name.into(),
            sex: Sex::Male,
            birth: YearMonth::new(1970, month).expect("a month"),
            joined_on: Day::from_ymd_opt(2000, 7, 1).expect("a day"),
            probationary: false,
            branch: branch(1),
            category: "ordinary".into(),
            phone: Some(phone(number)),
            schooling: None,
            skills: Some("电工".into()),
        }
    }

    fn known(number: u128, row: &RosterRow) -> Known {
        let row = row.clone();
        Known {
            member: member(number),
            name: row.name,
            joined_on: row.joined_on,
            birth: row.birth,
            sex: row.sex,
            phone: row.phone,
            branch: row.branch,
            category: row.category,
            probationary: row.probationary,
            schooling: row.schooling,
            skills: row.skills,
        }
    }

    fn decide(row: RosterRow, known: &[Known]) -> Decision {
        plan(&[row], known).remove(0).decision
    }

    #[test]
    fn a_namesake_of_other_birth_is_a_newcomer() {
        let there = known(1, &row(1, "张诚", 1));
        assert_eq!(decide(row(2, "张诚", 2), std::slice::from_ref(&there)), Decision::New);
        assert_eq!(decide(row(1, "张诚", 1), &[there]), Decision::Unchanged(member(1)));
    }

    #[test]
    fn a_name_stored_with_spaces_is_the_same_name() {
        let there = Known { name: "张\u{3000}诚".into(), ..known(1, &row(1, "张诚", 1)) };
        assert_eq!(decide(row(1, "张诚", 1), &[there]), Decision::Unchanged(member(1)));
    }

    #[test]
    fn a_new_phone_is_an_update_and_a_blank_one_changes_nothing() {
        let there = [known(1, &row(1, "张诚", 1))];
        let changed = RosterRow { phone: Some(phone(9)), ..row(1, "张诚", 1) };
        assert_eq!(decide(changed, &there), Decision::Update(member(1), vec![Change::Phone(phone(9))]));
        let blank = RosterRow { phone: None, skills: None, ..row(1, "张诚", 1) };
        assert_eq!(decide(blank, &there), Decision::Unchanged(member(1)));
    }

    #[test]
    fn a_changed_branch_is_put_before_a_person_with_all_that_it_would_change() {
        let moved = RosterRow { branch: branch(2), category: "away".into(), ..row(1, "张诚", 1) };
        let changes = vec![Change::Branch(branch(2)), Change::Category("away".into())];
        let expected = Decision::Confirm(Doubt::BranchChanged(member(1), changes));
        assert_eq!(decide(moved, &[known(1, &row(1, "张诚", 1))]), expected);
    }

    #[test]
    fn a_phone_finds_who_was_written_otherwise_before() {
        let there = [known(1, &row(1, "张诚", 1))];
        let born = YearMonth::new(1970, 2).expect("a month");
        assert_eq!(decide(row(1, "张诚", 2), &there), Decision::Update(member(1), vec![Change::Birth(born)]));
        let renamed = Decision::Update(member(1), vec![Change::Name("张城".into())]);
        assert_eq!(decide(row(1, "张城", 1), &there), renamed);
    }

    #[test]
    fn a_number_handed_on_is_never_taken_for_the_person() {
        let there = [known(1, &row(1, "张诚", 1)), known(2, &row(2, "李庆", 2))];
        let stranger = row(1, "王秀", 3);
        assert_eq!(decide(stranger, &there), Decision::Confirm(Doubt::PhoneOfAnother(member(1))));
        let swapped = RosterRow { phone: Some(phone(2)), ..row(1, "张诚", 1) };
        assert_eq!(decide(swapped, &there), Decision::Confirm(Doubt::PhoneOfAnother(member(2))));
    }

    #[test]
    fn several_matches_are_told_apart_by_their_own_phone_or_by_a_person() {
        let there = [known(1, &row(1, "张诚", 1)), known(2, &row(2, "张诚", 1))];
        assert_eq!(decide(row(2, "张诚", 1), &there), Decision::Unchanged(member(2)));
        let both = Doubt::SeveralMatch(vec![member(1), member(2)]);
        assert_eq!(decide(row(3, "张诚", 1), &there), Decision::Confirm(both.clone()));
        let phoneless = RosterRow { phone: None, ..row(1, "张诚", 1) };
        assert_eq!(decide(phoneless, &there), Decision::Confirm(both));
    }

    #[test]
    fn two_rows_of_one_person_are_never_a_silent_double() {
        let twice = [row(4, "张诚", 1), RosterRow { phone: None, ..row(5, "张诚", 1) }, row(6, "李庆", 2)];
        let doubt = Decision::Confirm(Doubt::SamePersonTwice { rows: vec![4, 5] });
        for there in [vec![], vec![known(1, &row(4, "张诚", 1))]] {
            let decisions: Vec<_> = plan(&twice, &there).into_iter().map(|step| step.decision).collect();
            assert_eq!(decisions, [doubt.clone(), doubt.clone(), Decision::New]);
        }
    }

    proptest! {
        /// Importing twice changes nothing, whoever is in the file.
        #[test]
        fn what_was_new_is_unchanged_the_second_time(people in prop::collection::vec((0usize..4, 1u32..5, any::<bool>()), 0..12)) {
            let rows: Vec<RosterRow> = (1u32..).zip(people).map(|(number, (name, month, has_phone))| {
                let row = row(number, ["张诚", "李庆", "王秀", "孙三"][name], month);
                RosterRow { phone: row.phone.clone().filter(|_| has_phone), ..row }
            }).collect();
            let first = plan(&rows, &[]);
            let added: Vec<Known> = first.iter().filter(|step| step.decision == Decision::New)
                .map(|step| known(u128::from(step.row.row), step.row)).collect();
            for (before, after) in first.iter().zip(plan(&rows, &added)) {
                match before.decision {
                    Decision::New => prop_assert_eq!(after.decision, Decision::Unchanged(member(u128::from(after.row.row)))),
                    _ => prop_assert_eq!(&after.decision, &before.decision),
                }
            }
        }
    }
}
