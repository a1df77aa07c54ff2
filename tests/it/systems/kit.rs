//! What every system's scenario stands on: its people, its own record, and the comparison of every
//! board with it.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;
use xianfeng_api::verify::{Scope, verify};
use xianfeng_api::work::Job;
use xianfeng_tests::TestServer;
use xianfeng_tests::fixture::{FixtureBranch, FixtureMember, Plan};

use super::count::Count;
use crate::township::{hundredths, pages};

/// A system at work.
pub(super) struct World {
    pub(super) server: TestServer,
    /// The test's own record, by the place in `people`.
    pub(super) count: Count,
    /// Everybody, branch after branch, secretaries first.
    pub(super) people: Vec<FixtureMember>,
    /// The branch of each, by the place in the fixture.
    pub(super) branch_of: Vec<usize>,
    /// Places of those whom no board lists (exempt).
    pub(super) unlisted: Vec<usize>,
}

impl World {
    /// Starts a server with the township of a plan, at an instant.
    pub(super) async fn start(plan: &Plan, at: &str) -> Self {
        let server = Box::pin(TestServer::start_plan(plan, &[])).await;
        server.set_time(at);
        let (mut people, mut branch_of) = (Vec::new(), Vec::new());
        for (index, branch) in server.fixture.branches.iter().enumerate() {
            people.extend(branch.members.iter().cloned());
            branch_of.extend(branch.members.iter().map(|_| index));
        }
        Self { server, count: Count::default(), people, branch_of, unlisted: Vec::new() }
    }

    /// The township's clerk.
    pub(super) fn clerk(&self) -> FixtureMember {
        self.server.fixture.clerk.clone()
    }

    /// A branch.
    pub(super) fn branch(&self, index: usize) -> &FixtureBranch {
        &self.server.fixture.branches[index]
    }

    /// The secretary of a branch.
    pub(super) fn secretary(&self, index: usize) -> FixtureMember {
        self.branch(index).members[0].clone()
    }

    /// The places of a branch's members.
    pub(super) fn of_branch(&self, index: usize) -> Vec<usize> {
        (0..self.people.len()).filter(|place| self.branch_of[*place] == index).collect()
    }

    /// Lets the background work grant base points and bring the boards up to date.
    pub(super) async fn work(&self) {
        for job in [Job::GrantBase, Job::DrainBoards] {
            while job.step(&self.server.app, self.server.clock.now()).await.expect("a step") > 0 {}
        }
    }

    /// Everybody's total and rank in the township and in each branch, in some periods, against the
    /// record; then the books are checked.
    pub(super) async fn compare(&self, periods: &[&str]) {
        self.compare_boards(periods).await;
        let report = verify(&self.server.app, Scope { files: true }, &|_, _, _| {}).await.expect("verification runs");
        assert_eq!(report.differences, []);
    }

    /// As [`compare`](Self::compare), without the books.
    pub(super) async fn compare_boards(&self, periods: &[&str]) {
        self.work().await;
        let listed: Vec<usize> = (0..self.people.len()).filter(|place| !self.unlisted.contains(place)).collect();
        for period in periods {
            self.compare_board(self.server.fixture.township.0, &listed, period).await;
            for (index, branch) in self.server.fixture.branches.iter().enumerate() {
                let own: Vec<usize> = listed.iter().copied().filter(|place| self.branch_of[*place] == index).collect();
                self.compare_board(branch.id.0, &own, period).await;
            }
        }
    }

    async fn compare_board(&self, organization: Uuid, among: &[usize], period: &str) {
        let path = format!("/leaderboards/members?organizationId={organization}&period={period}");
        let rows = pages(&self.server, &path, Some(&self.clerk())).await;
        assert_eq!(rows.len(), among.len(), "{path}");
        let rows: HashMap<&str, &Value> =
            rows.iter().map(|row| (row["memberId"].as_str().expect("an id"), row)).collect();
        let totals: Vec<i64> = among.iter().map(|place| self.count.total(*place, period)).collect();
        for (place, total) in among.iter().zip(&totals) {
            let member = &self.people[*place];
            let row = rows.get(member.id.to_string().as_str()).expect("everybody is listed");
            let rank = 1 + totals.iter().filter(|other| *other > total).count();
            let told = (hundredths(&row["total"]), row["rank"].as_u64());
            assert_eq!(told, (*total, u64::try_from(rank).ok()), "{} of {path}", member.name);
        }
    }

    /// POST that must answer with a status.
    pub(super) async fn post(&self, path: &str, by: &FixtureMember, body: Value, status: u16) -> Value {
        self.server.post(path, by, body).await.expect(status)
    }
}
