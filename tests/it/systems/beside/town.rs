//! A township of one of the two systems: what it does in a quarter, and what it shows of itself.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use uuid::Uuid;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::rulebooks::{LIANGJI, TANGJIAO};
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{BranchPlan, Fixture, FixtureBranch, FixtureMember, MemberPlan, Plan};

use super::super::count::Count;
use crate::exports::{column, opened};
use crate::township::{hundredths, pages};

/// The periods that are compared.
const PERIODS: [&str; 4] = ["2024-01", "2024-03", "2024-Q1", "2024"];

/// The two systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum System {
    /// S1: no base, no deductions.
    Tangjiao,
    /// S2: base 100 a year, by quantity, deductions.
    Liangji,
}

/// Name, hundredths and rank of everybody on a board, by organization and period.
pub(super) type Boards = BTreeMap<(String, &'static str), Vec<(String, i64, u64)>>;

/// What a township shows, without ids.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) boards: Boards,
    /// Sentence by sentence.
    pub(super) ledger: Vec<String>,
    /// Name and consequence.
    pub(super) findings: Vec<(String, String)>,
    /// The codes and points of the book in force.
    book: Vec<String>,
    /// Names and reasons in the two workbooks, with full names.
    sheets: [Vec<String>; 2],
}

pub(super) struct Town {
    pub(super) system: System,
    pub(super) fixture: Fixture,
    /// By hand: branch times ten and the place in it.
    count: Count,
    /// Where what it made is read.
    pub(super) made: Vec<String>,
}

impl System {
    pub(super) fn plan(self) -> Plan {
        let (town, book, category) = match self {
            Self::Tangjiao => ("汤角", TANGJIAO, "member"),
            Self::Liangji => ("梁集", LIANGJI, "ordinary"),
        };
        let branch = |number: usize| BranchPlan {
            name: format!("{town}第{}党支部", number + 1),
            kind: OrganizationKind::Village,
            members: (0..4).map(|place| MemberPlan::new(format!("{town}{number}{place}"), category)).collect(),
        };
        Plan { township: format!("{town}党委"), book: book.to_owned(), branches: (0..2).map(branch).collect() }
    }
}

fn id_of(made: &Value) -> String {
    made["id"].as_str().unwrap().to_owned()
}

fn ids(members: &[FixtureMember]) -> Vec<Uuid> {
    members.iter().map(|member| member.id.0).collect()
}

/// A board: how it is called, of which organization, and whom it lists under which name.
type Board = (String, Uuid, Vec<(usize, String)>);

impl Town {
    pub(super) fn new(system: System, fixture: Fixture) -> Self {
        let mut count = Count::default();
        if system == System::Liangji {
            // S2-1: everybody's base.
            for place in (0..2).flat_map(|branch| (0..4).map(move |place| branch * 10 + place)) {
                count.add(place, "2024", 10_000);
            }
        }
        let made = vec![format!("/rulebooks/{}", fixture.rule_book)];
        Self { system, fixture, count, made }
    }

    fn branch(&self, index: usize) -> FixtureBranch {
        self.fixture.branches[index].clone()
    }

    /// What happens on one of the days.
    pub(super) async fn works(&mut self, server: &TestServer, number: usize, day: &str) {
        match number {
            0 => self.arranges(server, day).await,
            1 => self.declares(server, day).await,
            2 => self.enters(server, day).await,
            _ => self.audits(server).await,
        }
    }

    /// A meeting, a post, a task, a grid and the draft of a book.
    async fn arranges(&mut self, server: &TestServer, day: &str) {
        let (branch, clerk) = (self.branch(0), self.fixture.clerk.clone());
        let secretary = &branch.members[0];
        let (attendance, post, task, book) = match self.system {
            System::Tangjiao => (json!("branch_meeting"), "mediation", "environment", TANGJIAO),
            System::Liangji => (Value::Null, "clean_zone", "snow_clearing", LIANGJI),
        };
        let meeting = json!({
            "organizationId": branch.id.0, "kind": "branch_meeting", "title": "支部党员大会",
            "startsAt": format!("{day}T09:00:00+08:00"), "endsAt": format!("{day}T10:30:00+08:00"),
            "attendanceItem": attendance
        });
        let meeting = format!("/meetings/{}", id_of(&server.post("/meetings", secretary, meeting).await.expect(201)));
        server.post(&format!("{meeting}/open"), secretary, Value::Null).await.expect(200);
        let roll = json!({ "present": ids(&branch.members[1..]) });
        server.post(&format!("{meeting}/attendance"), secretary, roll).await.expect(200);
        server.post(&format!("{meeting}/close"), secretary, Value::Null).await.expect(200);
        if self.system == System::Tangjiao {
            (1..4).for_each(|place| self.count.add(place, day, 200));
        }
        let post = json!({
            "organizationId": branch.id.0, "kind": "post", "name": "岗位", "places": 2, "item": post,
            "checkEvery": "quarter"
        });
        let post = format!("/posts/{}", id_of(&server.post("/posts", secretary, post).await.expect(201)));
        let task = json!({ "organizationId": branch.id.0, "title": "任务", "item": task });
        let task = format!("/tasks/{}", id_of(&server.post("/tasks", secretary, task).await.expect(201)));
        server.post(&format!("{task}/publish"), secretary, Value::Null).await.expect(200);
        let grid = json!({ "organizationId": self.fixture.township.0, "name": "第一网格" });
        let grid = format!("/grids/{}", id_of(&server.post("/grids", &clerk, grid).await.expect(201)));
        let draft = json!({ "organizationId": self.fixture.township.0, "name": "讨论稿", "document": book });
        let draft = id_of(&server.post("/rulebooks/drafts", &clerk, draft).await.expect(201));
        let below = [format!("{meeting}/attendance"), format!("{post}/holders"), format!("{grid}/members")];
        self.made.extend([meeting, post, task, grid, format!("/rulebooks/drafts/{draft}")].into_iter().chain(below));
    }

    /// S1-4: one mediation 3. S2-2: 11 repairs at 3 are 33.
    async fn declares(&mut self, server: &TestServer, day: &str) {
        let branch = self.branch(1);
        let (item, much, hundredths) = match self.system {
            System::Tangjiao => ("mediation", json!(1), 300),
            System::Liangji => ("machine_repair", json!(11), 3_300),
        };
        let new = json!({ "way": "declaration", "item": item, "doneOn": day, "what": "本人申报", "quantity": much });
        let declaration = server.post("/declarations", &branch.members[2], new).await.expect(201);
        let register = json!({ "sitting": { "on": day }, "register": [{ "id": declaration["id"] }] });
        let out = server.post("/declarations/registrations", &branch.members[0], register).await.expect(200);
        assert_eq!(out["results"][0]["state"], "registered", "{out}");
        self.count.add(12, day, hundredths);
        self.made.push(format!("/declarations/{}", id_of(&declaration)));
    }

    /// S1-4: an environment turn 2. S2-2: clearing snow 1; and a deduction.
    async fn enters(&mut self, server: &TestServer, day: &str) {
        let (first, second) = (self.branch(0), self.branch(1));
        let deeds = match self.system {
            System::Tangjiao => vec![("environment", ids(&first.members[..3]), vec![0, 1, 2], 200)],
            System::Liangji => vec![
                ("snow_clearing", ids(&first.members[1..]), vec![1, 2, 3], 100),
                ("absence", ids(&second.members[1..2]), vec![11], -300),
            ],
        };
        for (item, members, places, hundredths) in deeds {
            let new = json!({
                "memberIds": members, "item": item, "doneOn": day, "what": "党委登记", "reason": "会议决定"
            });
            let out = server.post("/entries", &self.fixture.clerk, new).await.expect(201);
            assert!(out["results"].as_array().unwrap().iter().all(|one| one["code"].is_null()), "{out}");
            places.into_iter().for_each(|place| self.count.add(place, day, hundredths));
        }
    }

    /// The quarter's audit, which each has to itself.
    async fn audits(&mut self, server: &TestServer) {
        let branch = self.branch(0);
        let new = json!({ "organizationId": branch.id.0, "period": "2024-Q1" });
        let audit = format!("/audits/{}", id_of(&server.post("/audits", &branch.members[0], new).await.expect(201)));
        self.made.extend([format!("{audit}/lines"), audit]);
    }

    /// The township and its branches with who stands on their boards, by their place in the count.
    fn boards(&self) -> Vec<Board> {
        let own = |index: usize| {
            let members = self.fixture.branches[index].members.iter().enumerate();
            members.map(|(place, member)| (index * 10 + place, member.name.clone())).collect::<Vec<_>>()
        };
        let mut boards = vec![("township".to_owned(), self.fixture.township.0, [own(0), own(1)].concat())];
        for (index, branch) in self.fixture.branches.iter().enumerate() {
            boards.push((format!("branch {index}"), branch.id.0, own(index)));
        }
        boards
    }

    /// What the count by hand says of every board.
    pub(super) fn counted(&self) -> Boards {
        let mut counted = Boards::new();
        for (board, _, people) in self.boards() {
            let among: Vec<usize> = people.iter().map(|(place, _)| *place).collect();
            for period in PERIODS {
                let row = |(place, name): &(usize, String)| {
                    let rank = u64::try_from(self.count.rank(*place, &among, period)).unwrap();
                    (name.clone(), self.count.total(*place, period), rank)
                };
                counted.insert((board.clone(), period), people.iter().map(row).collect());
            }
        }
        counted
    }

    /// What its clerk reads.
    pub(super) async fn shows(&self, server: &TestServer) -> Shown {
        let (clerk, township) = (Some(&self.fixture.clerk), self.fixture.township.0);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let mut boards = Boards::new();
        for (board, organization, _) in self.boards() {
            for period in PERIODS {
                let path = format!("/leaderboards/members?organizationId={organization}&period={period}");
                let rows = pages(server, &path, clerk).await;
                let row = |row: &Value| (text(&row["name"]), hundredths(&row["total"]), row["rank"].as_u64().unwrap());
                let mut rows: Vec<_> = rows.iter().map(row).collect();
                rows.sort();
                boards.insert((board.clone(), period), rows);
            }
        }
        let ledger = pages(server, &format!("/ledger?organizationId={township}"), clerk).await;
        let mut ledger: Vec<String> = ledger
            .iter()
            .map(|entry| format!("{}: {}", text(&entry["memberName"]), text(&entry["sentence"])))
            .collect();
        ledger.sort();
        let found = pages(server, &format!("/findings?organizationId={township}&period=2024"), clerk).await;
        let findings = found.iter().map(|one| (text(&one["name"]), text(&one["consequence"]))).collect();
        let path = format!("/rulebooks/effective?organizationId={township}");
        let book = server.get(&path, &self.fixture.clerk).await.expect(200);
        let line = |item: &Value| format!("{} {} {}", item["code"], item["min"], item["max"]);
        let book = book["items"].as_array().unwrap().iter().map(line).collect();
        let sheet = async |kind: &str, title: &str| {
            let path = format!("/exports/{kind}.xlsx?organizationId={township}&names=full");
            let mut cells = column(&opened(server.get(&path, &self.fixture.clerk).await), title);
            cells.sort();
            cells
        };
        let sheets = [sheet("leaderboard", "姓名").await, sheet("ledger", "姓名").await];
        Shown { boards, ledger, findings, book, sheets }
    }
}
