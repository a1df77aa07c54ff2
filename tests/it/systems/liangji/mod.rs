//! S2 (某市农村党员量化积分): three villages through three years, under the ready book `liangji`.
//!
//! - `rules`: what the ready book holds, and what the villages add to it (S2-1, S2-8)
//! - `earning`: snow, zones, repairs, the party day (S2-2, S2-3)
//! - `committee`: the first quarter's audit, its signature, and what changes after it (S2-4, S2-9, S2-10)
//! - `reports`: members away and the year-end appraisal (S2-6)
//! - `backward`: the short years before, and who is found backward after three (S2-1, S2-5, S2-7)

mod backward;
mod committee;
mod earning;
mod reports;
mod rules;

use serde_json::{Value, json};
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_infra::rulebooks::LIANGJI;
use xianfeng_tests::fixture::{BranchPlan, MemberPlan, Plan};

use super::kit::World;

/// The villages, by their place in the fixture, and how many members each has.
const GUOJIA: usize = 0;
const LIANQIAO: usize = 1;
const HEMEI: usize = 2;
const SIZES: [usize; 3] = [12, 10, 8];

// The members of 郭家村 by their place in the township; 0 is the secretary.
/// Keeps the zone clean all quarter.
const KEEPER: usize = 1;
/// Leaves rubbish in the zone in February, and before the own door.
const LITTERER: usize = 2;
/// Repairs the village's machines.
const REPAIRER: usize = 3;
/// Swept the own lane and declared it.
const SWEEPER: usize = 4;
/// Stayed away from the meeting.
const ABSENT: usize = 5;
/// Stayed away for a reason that the committee accepts.
const EXCUSED: usize = 6;
/// Was written down as not having paid, and had.
const PAYER: usize = 7;
/// Has a failing that the first quarter's audit finds.
const FAILING: usize = 8;
/// Not able to work any more: exempt from 2026 on.
const INFIRM: usize = 9;
/// Does nothing all year.
const IDLE: usize = 10;
/// Declares what nobody saw.
const DECLINED: usize = 11;
// 连翘村; 12 is the secretary.
/// Plants 50 mu of forsythia.
const PLANTER: usize = 13;
/// Leads 20 families to plant it.
const LEADER: usize = 14;
/// Breaks the village's rules, and falls below the base.
const BELOW: usize = 15;
/// Takes part in a disorderly petition.
const HEAVY: usize = 16;
/// Has the base withheld until July.
const MENDED: usize = 17;
/// Near the bottom for three years.
const LOW: usize = 18;
// 和美村; 22 is the secretary.
/// Resolves a petition.
const RESOLVER: usize = 23;
/// Mediates between neighbours.
const MEDIATOR: usize = 24;
/// Away; reports on the phone each quarter.
const REPORTING: usize = 25;
/// Away; somebody speaks for them.
const SPOKEN_FOR: usize = 26;
/// Speaks for them.
const LIAISON: usize = 27;
/// Away; does not report in the first half, and does not come back.
const SILENT: usize = 28;

fn plan() -> Plan {
    let names = ["郭家村党支部", "连翘村党支部", "和美村党支部"];
    let mut place = 0;
    let mut branches = Vec::new();
    for (name, size) in names.into_iter().zip(SIZES) {
        let mut members = Vec::new();
        for _ in 0..size {
            let category = if [REPORTING, SPOKEN_FOR, SILENT].contains(&place) { "away" } else { "ordinary" };
            members.push(MemberPlan::new(format!("党员{place}"), category));
            place += 1;
        }
        branches.push(BranchPlan { name: name.to_owned(), kind: OrganizationKind::Village, members });
    }
    Plan { township: "原店镇党委".to_owned(), book: LIANGJI.to_owned(), branches }
}

/// The account, from the first year's base to the findings after the third.
#[tokio::test]
async fn villages_score_their_members_through_three_years() {
    let mut world = Box::pin(World::start(&plan(), "2024-01-05T01:00:00Z")).await;
    Box::pin(backward::two_short_years(&mut world)).await;
    Box::pin(rules::adopted(&mut world)).await;
    Box::pin(earning::winter(&mut world)).await;
    Box::pin(committee::first_quarter(&mut world)).await;
    Box::pin(committee::second_quarter(&mut world)).await;
    Box::pin(reports::second_half(&mut world)).await;
    Box::pin(backward::after_the_third_year(&world)).await;
}

impl World {
    /// A deed entered for many by somebody; it counts for all of them, `hundredths` each.
    async fn put_down(&mut self, by: Option<usize>, places: &[usize], on: &str, hundredths: i64, more: Value) -> Value {
        let by = by.map_or_else(|| self.clerk(), |place| self.people[place].clone());
        let ids: Vec<_> = places.iter().map(|place| self.people[*place].id.0).collect();
        let mut body = json!({ "memberIds": ids, "doneOn": on, "what": "支部登记的事项" });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer = self.post("/entries", &by, body, 201).await;
        for result in answer["results"].as_array().unwrap() {
            assert!(result["entryId"].is_string(), "{result}");
        }
        for place in places {
            self.count.add(*place, on, hundredths);
        }
        answer
    }

    /// Opens the audit of a branch and quarter by its secretary; answers its path.
    async fn audit(&self, branch: usize, period: &str) -> String {
        let body = json!({ "organizationId": self.branch(branch).id.0, "period": period });
        let audit = self.post("/audits", &self.secretary(branch), body, 201).await;
        format!("/audits/{}", audit["id"].as_str().unwrap())
    }

    /// The lines of an audit: the member's place, where it comes from, and the whole line.
    async fn audit_lines(&self, audit: &str) -> Vec<(usize, String, Value)> {
        let lines = self.server.get(&format!("{audit}/lines?limit=100"), &self.clerk()).await.expect(200);
        let place = |line: &Value| {
            let is = |place: &usize| line["memberId"] == json!(self.people[*place].id.0);
            (0..self.people.len()).find(is).unwrap()
        };
        let lines = lines["items"].as_array().unwrap().iter();
        lines.map(|line| (place(line), line["source"].as_str().unwrap().to_owned(), line.clone())).collect()
    }

    /// The committee's decisions in one call, then the secretary's signature.
    async fn signed(&self, branch: usize, audit: &str, meeting: &str, excused: &[usize]) {
        let mut decisions = Vec::new();
        for (place, _, line) in self.audit_lines(audit).await {
            let decision = if excused.contains(&place) { "excuse" } else { "deduct" };
            decisions.push(json!({ "lineId": line["id"], "decision": decision, "reason": "支委会讨论决定" }));
        }
        if !decisions.is_empty() {
            let body = json!({ "decisions": decisions });
            self.post(&format!("{audit}/decisions"), &self.secretary(branch), body, 200).await;
        }
        let signed =
            self.post(&format!("{audit}/signature"), &self.secretary(branch), json!({ "meeting": meeting }), 200).await;
        assert_eq!((&signed["state"], &signed["undecided"]), (&json!("signed"), &json!(0)));
    }

    /// A villager reports; the secretary weighs it with the committee, as `weighing` says.
    async fn villager_says(&self, branch: usize, about: usize, on: &str, what: &str, weighing: Value) {
        let villager = crate::access::visitor(&self.server, "villager").await;
        let body = json!({ "about": self.people[about].name, "what": what, "on": on });
        let sent = crate::villager_reports::report(&self.server, Some(&villager), self.branch(branch).id, body).await;
        let sent = sent.expect(201);
        let mut body = json!({ "finding": "founded", "memberId": self.people[about].id.0 });
        body.as_object_mut().unwrap().extend(weighing.as_object().unwrap().clone());
        let path = format!("/villager-reports/{}/weighing", sent["id"].as_str().unwrap());
        let weighed = self.post(&path, &self.secretary(branch), body, 200).await;
        assert_eq!(weighed["state"], "founded");
    }

    /// Holds a meeting of a branch that nobody but `absent` stays away from, with leave for some.
    async fn hold(&self, branch: usize, day: &str, title: &str, item: &str, absent: &[usize], leave: &[usize]) {
        let secretary = self.secretary(branch);
        let new = json!({
            "organizationId": self.branch(branch).id.0, "kind": "branch_meeting", "title": title, "place": "村党群服务中心",
            "startsAt": format!("{day}T09:00:00+08:00"), "endsAt": format!("{day}T11:00:00+08:00"), "absenceItem": item
        });
        let meeting = self.post("/meetings", &secretary, new, 201).await;
        let path = format!("/meetings/{}", meeting["id"].as_str().unwrap());
        self.post(&format!("{path}/open"), &secretary, Value::Null, 200).await;
        let id = |place: &usize| self.people[*place].id.0;
        let away: Vec<usize> = absent.iter().chain(leave).copied().chain(self.unlisted.iter().copied()).collect();
        let present: Vec<_> = self.of_branch(branch).iter().filter(|place| !away.contains(place)).map(id).collect();
        let leave: Vec<_> = leave.iter().map(|place| json!({ "memberId": id(place), "reason": "照看病人" })).collect();
        let absent: Vec<_> = absent.iter().map(id).collect();
        let roll = json!({ "present": present, "absent": absent, "leave": leave });
        self.post(&format!("{path}/attendance"), &secretary, roll, 200).await;
        self.post(&format!("{path}/close"), &secretary, Value::Null, 200).await;
    }
}
