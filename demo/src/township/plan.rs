//! What a plan is, and how its parts are put together.

use chrono::{DateTime, Datelike, Days, Utc};
use rand::SeedableRng;
use rand::rngs::StdRng;
use xianfeng_api::tasks::Verdict;
use xianfeng_domain::Points;
use xianfeng_domain::access::Role;
use xianfeng_domain::time::{Day, Period, PeriodKind};

use super::people::{self, Person, Seat};
use super::roster::{self, Branch, RosterError};
use super::{claims, days, life, tasks};

/// How much of the township, and how far back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// How many branches, 1 to 17.
    pub branches: usize,
    /// How many days before today.
    pub days: u32,
}

impl Extent {
    /// The whole township and the year up to today.
    pub const WHOLE: Self = Self { branches: 17, days: 365 };
}

/// Who is in the township, and who does what when. Whoever and whatever is named by its place in
/// these lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The first day.
    pub begins_on: Day,
    /// The day after the last that anything happens on.
    pub today: Day,
    /// The branches.
    pub branches: Vec<Branch>,
    /// Members in roster order, then persons without membership.
    pub people: Vec<Person>,
    /// Tasks.
    pub tasks: Vec<Task>,
    /// Claims.
    pub claims: Vec<Claim>,
    /// What happens, in the order of time.
    pub steps: Vec<Step>,
}

/// A task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Task {
    /// Whose it is.
    pub owner: Seat,
    /// What is to be done.
    pub title: String,
    /// The rule-book item.
    pub item: &'static str,
    /// Own points inside the item's range.
    pub points: Option<Points>,
    /// Whom it is dispatched to; nobody: open to claim.
    pub assignees: Vec<usize>,
    /// How many claims it takes.
    pub quota: Option<u32>,
    /// The unit of reported quantities.
    pub unit: Option<&'static str>,
    /// Until when it can be claimed.
    pub claim_by: DateTime<Utc>,
    /// Until when it must be handed in.
    pub complete_by: DateTime<Utc>,
    /// How many photos a submission needs.
    pub photos: u32,
}

/// A claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The task.
    pub task: usize,
    /// Who claims it.
    pub member: usize,
}

/// Somebody does something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: usize,
    /// What.
    pub deed: Deed,
}

/// Something done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Grants the base points of a year.
    GrantBase(Period),
    /// Makes and publishes a task.
    Publish(usize),
    /// Claims it.
    Claim(usize),
    /// Gives a claim back.
    Withdraw(usize),
    /// Hands a claim in.
    Submit(usize, Report),
    /// Decides on it.
    Decide(usize, Verdict),
    /// Takes an approval back.
    Reverse(usize, &'static str),
    /// Closes a task.
    Close(usize),
    /// Something outside tasks.
    Life(Box<life::Event>),
}

/// What is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What was done.
    pub text: String,
    /// On which day.
    pub deed_on: Day,
    /// Where.
    pub place: Option<&'static str>,
    /// How much, in hundredths of the task's unit.
    pub quantity: Option<i64>,
    /// Which of the drawn pictures are attached.
    pub pictures: Vec<usize>,
}

impl Plan {
    /// The plan of a seed for a day: always the same.
    ///
    /// # Errors
    /// [`RosterError`] when the embedded roster is damaged.
    pub fn new(seed: u64, today: Day, extent: Extent) -> Result<Self, RosterError> {
        let mut rng = StdRng::seed_from_u64(seed);
        let begins_on = today.checked_sub_days(Days::new(extent.days.into())).unwrap_or(today);
        let (branches, rows) = roster::read(extent.branches, today)?;
        let people = people::everybody(&mut rng, branches.len(), rows, begins_on);
        let mut plan =
            Self { begins_on, today, branches, people, tasks: Vec::new(), claims: Vec::new(), steps: Vec::new() };
        life::open_books(&mut plan);
        plan.grant_base();
        let published = tasks::invent(&mut rng, &mut plan);
        claims::invent(&mut rng, &mut plan, &published);
        life::invent(&mut plan);
        // Whatever would come later has not happened yet: so there are open claims and a queue.
        let end = days::at(today, 0);
        plan.steps.retain(|step| step.at < end);
        // Stable: what follows from something comes after it even in the same second.
        plan.steps.sort_by_key(|step| step.at);
        Ok(plan)
    }

    /// The holder of a role.
    pub fn holder(&self, role: Role, seat: Seat) -> Option<usize> {
        self.people.iter().position(|person| person.role == Some((role, seat)))
    }

    /// The members of a branch, or of the whole township, by their places among the people.
    pub(super) fn members(&self, seat: Seat) -> impl Iterator<Item = usize> + '_ {
        let of = move |person: &Person| match (person.branch(), seat) {
            (Some(branch), Seat::Branch(own)) => branch == own,
            (Some(_), Seat::Township) => true,
            (None, _) => false,
        };
        (0..self.people.len()).filter(move |at| self.people.get(*at).is_some_and(&of))
    }

    pub(super) fn push(&mut self, at: DateTime<Utc>, by: usize, deed: Deed) {
        self.steps.push(Step { at, by, deed });
    }

    fn grant_base(&mut self) {
        let Some(clerk) = self.holder(Role::TownshipAdmin, Seat::Township) else { return };
        let mut year = Period::containing(PeriodKind::Year, self.begins_on);
        while year.start() < self.today {
            let day = year.start().max(self.begins_on);
            self.push(days::at(day, 0), clerk, Deed::GrantBase(year));
            // Once more, for who joined in between: everybody gets them once.
            let day = year.last_day().min(self.today.pred_opt().unwrap_or(self.today));
            self.push(days::at(day, 23), clerk, Deed::GrantBase(year));
            year = year.next();
        }
    }
}

/// The month of a day, from 0.
pub(super) fn month0(day: Day) -> usize {
    usize::try_from(day.month0()).unwrap_or_default()
}
