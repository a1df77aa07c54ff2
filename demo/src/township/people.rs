//! Who is who: members from the roster, secretaries and second reviewers among them, and the
//! four persons without membership. Each who uses the mini-program has a user name, which is
//! the log-in code too.

use rand::Rng;
use rand::rngs::StdRng;
use xianfeng_domain::access::Role;
use xianfeng_domain::roster::{Phone, RosterRow, Sex, YearMonth};
use xianfeng_domain::time::Day;

/// Somebody of the township.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The WeChat user, such as `demo-member-1`; none for who never opened the mini-program.
    pub user: Option<String>,
    /// The name.
    pub name: String,
    /// Sex, where the roster says so.
    pub sex: Option<Sex>,
    /// Birth year and month.
    pub birth: Option<YearMonth>,
    /// The mobile number.
    pub phone: Option<Phone>,
    /// Schooling.
    pub schooling: Option<String>,
    /// Skills.
    pub skills: Option<String>,
    /// For members.
    pub membership: Option<Membership>,
    /// The role held.
    pub role: Option<(Role, Seat)>,
}

/// What makes a person a member.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The branch's place in the plan.
    pub branch: usize,
    /// The date of joining.
    pub joined_on: Day,
    /// Probationary?
    pub probationary: bool,
    /// The category's code.
    pub category: String,
    /// The order of the roster, from 1.
    pub roster_order: i64,
    /// How much they do, as a weight; zero: nothing that is on record.
    pub diligence: u32,
}

/// Where a role is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// At the township.
    Township,
    /// At the branch of this place in the plan.
    Branch(usize),
}

impl Person {
    /// The branch's place in the plan, for members.
    pub fn branch(&self) -> Option<usize> {
        self.membership.as_ref().map(|membership| membership.branch)
    }

    fn without_membership(user: &str, name: &str, role: Role, seat: Seat) -> Self {
        Self {
            user: Some(user.to_owned()),
            name: name.to_owned(),
            sex: None,
            birth: None,
            phone: None,
            schooling: None,
            skills: None,
            membership: None,
            role: Some((role, seat)),
        }
    }
}

/// Everybody: members in roster order, then the four without membership.
pub(super) fn everybody(
    rng: &mut StdRng,
    branches: usize,
    rows: Vec<(usize, RosterRow)>,
    begins_on: Day,
) -> Vec<Person> {
    let mut people: Vec<Person> = rows.into_iter().zip(1..).map(|(row, order)| member(rng, row, order)).collect();
    for branch in 0..branches {
        appoint(&mut people, branch, Role::BranchAdmin, "secretary", begins_on);
        appoint(&mut people, branch, Role::Reviewer, "reviewer", begins_on);
    }
    let mut number = 0;
    for person in people.iter_mut().filter(|person| person.user.is_none()) {
        if person.membership.as_ref().is_some_and(|membership| membership.diligence > 0) {
            number += 1;
            person.user = Some(format!("demo-member-{number}"));
        }
    }
    people.push(Person::without_membership("demo-admin-1", "组织干事", Role::TownshipAdmin, Seat::Township));
    people.push(Person::without_membership("demo-overseer-1", "纪检监督员", Role::Overseer, Seat::Township));
    people.push(Person::without_membership("demo-keeper-1", "超市管理员", Role::ShopKeeper, Seat::Township));
    people.push(Person::without_membership("demo-activist-1", "积极分子甲", Role::Activist, Seat::Branch(0)));
    people
}

fn member(rng: &mut StdRng, (branch, row): (usize, RosterRow), roster_order: i64) -> Person {
    // The aged and those who work elsewhere do less, some of them nothing (S0-5).
    let (least, most) = match row.category.as_str() {
        "in_office" => (10, 120),
        "ordinary" => (8, 100),
        "retired" => (4, 60),
        "away" => (1, 18),
        _ => (0, 14),
    };
    Person {
        user: None,
        name: row.name,
        sex: Some(row.sex),
        birth: Some(row.birth),
        phone: row.phone,
        schooling: row.schooling,
        skills: row.skills,
        membership: Some(Membership {
            branch,
            joined_on: row.joined_on,
            probationary: row.probationary,
            category: row.category,
            roster_order,
            diligence: rng.random_range(least..=most),
        }),
        role: None,
    }
}

/// Gives a role of a branch to the first member who is fit for it.
fn appoint(people: &mut [Person], branch: usize, role: Role, title: &str, begins_on: Day) {
    let fitness = |person: &Person| {
        let membership = person.membership.as_ref().filter(|membership| membership.branch == branch)?;
        let full = !membership.probationary && membership.joined_on < begins_on && person.role.is_none();
        let rank = ["in_office", "ordinary", "retired"].iter().position(|fit| *fit == membership.category);
        full.then_some(rank.unwrap_or(usize::MAX))
    };
    let fittest = people.iter_mut().filter(|person| fitness(person).is_some()).min_by_key(|person| fitness(person));
    if let Some(person) = fittest {
        person.role = Some((role, Seat::Branch(branch)));
        person.user = Some(format!("demo-{title}-{}", branch + 1));
    }
}
