//! What people do over HTTP, each deed noted in the record by what the account says of it.

use futures_util::future::join_all;
use serde_json::{Value, json};
use xianfeng_tests::fixture::FixtureMember;

use super::super::kit::World;
use crate::files_api::{photo, upload};
use crate::meetings::{shown, signed_in};

/// S1-4, in hundredths.
pub(super) const COMMITTEE_MEETING: i64 = 300;
pub(super) const BRANCH_MEETING: i64 = 200;
pub(super) const MEDIATION: i64 = 300;
pub(super) const ENVIRONMENT: i64 = 200;
pub(super) const MAJOR_CONTRIBUTION: i64 = 300;
pub(super) const HONOUR: i64 = 1_000;

impl World {
    /// Nine in the morning of a day.
    pub(in crate::systems) fn morning(&self, day: &str) {
        self.server.set_time(&format!("{day}T01:00:00Z"));
    }

    fn note(&mut self, places: &[usize], day: &str, hundredths: i64) {
        for place in places {
            self.count.add(*place, day, hundredths);
        }
    }

    /// A meeting from plan to close: some sign in with the code, the roll is called for the others.
    async fn meeting(&self, by: &FixtureMember, new: Value, signing: &[usize], called: &[usize]) -> String {
        let id = self.post("/meetings", by, new, 201).await["id"].as_str().unwrap().to_owned();
        self.post(&format!("/meetings/{id}/open"), by, Value::Null, 200).await;
        for place in signing {
            assert_eq!(shown(&self.server, &id).len(), 6);
            signed_in(&self.server, &id, &self.people[*place]).await;
        }
        let roll = json!({ "present": self.ids(called) });
        self.post(&format!("/meetings/{id}/attendance"), by, roll, 200).await;
        let closed = self.post(&format!("/meetings/{id}/close"), by, Value::Null, 200).await;
        assert_eq!(closed["counts"]["present"], json!(signing.len() + called.len()));
        id
    }

    /// S1-4: a meeting of the whole village, called by the committee; one in eleven stays away, and
    /// the first three who come sign in with the code.
    pub(in crate::systems) async fn committee_meeting(&mut self, day: &str, away: usize) {
        self.morning(day);
        let came: Vec<usize> = (0..self.people.len()).filter(|place| place % 11 != away).collect();
        let new = json!({
            "organizationId": self.server.fixture.township.0, "kind": "other", "title": "村党委党员大会",
            "startsAt": format!("{day}T09:00:00+08:00"), "endsAt": format!("{day}T11:00:00+08:00"),
            "attendanceItem": "committee_meeting"
        });
        self.meeting(&self.clerk(), new, &came[..3], &came[3..]).await;
        self.note(&came, day, COMMITTEE_MEETING);
    }

    /// S1-4: a meeting in each of the nine branches; one in three stays away. The secretary signs in
    /// like everybody, and the committee's clerk confirms the secretary's own points.
    pub(in crate::systems) async fn branch_meetings(&mut self, day: &str, away: usize) {
        self.morning(day);
        let came = |branch: usize| -> Vec<usize> {
            let own = self.of_branch(branch).into_iter().enumerate();
            own.filter(|(order, _)| !(order + away).is_multiple_of(3)).map(|(_, place)| place).collect()
        };
        let came: Vec<Vec<usize>> = (0..9).map(came).collect();
        let world = &*self;
        let meetings = came.iter().enumerate().map(|(branch, came)| async move {
            let secretary = world.secretary(branch);
            let new = json!({
                "organizationId": world.branch(branch).id.0, "kind": "branch_meeting", "title": "支部党员大会",
                "startsAt": format!("{day}T09:00:00+08:00"), "endsAt": format!("{day}T10:30:00+08:00"),
                "attendanceItem": "branch_meeting"
            });
            let id = world.meeting(&secretary, new, &came[..1], &came[1..]).await;
            if world.people[came[0]].id == secretary.id {
                world.post(&format!("/meetings/{id}/confirmations"), &world.clerk(), Value::Null, 200).await;
            }
        });
        join_all(meetings).await;
        self.note(&came.concat(), day, BRANCH_MEETING);
    }

    /// Deeds that members declare, registered in a sitting of each branch; a secretary's own goes to
    /// the committee's clerk.
    pub(in crate::systems) async fn declared(
        &mut self,
        day: &str,
        item: &str,
        places: &[usize],
        deed: Value,
        hundredths: i64,
    ) {
        self.morning(day);
        let world = &*self;
        let declared = join_all(places.iter().map(|place| {
            let mut new = json!({ "way": "declaration", "item": item, "doneOn": day, "what": "本人申报" });
            new.as_object_mut().unwrap().extend(deed.as_object().unwrap().clone());
            world.post("/declarations", &world.people[*place], new, 201)
        }))
        .await;
        for branch in 0..9 {
            let own = |by_clerk: bool| -> Vec<Value> {
                let lines = places.iter().zip(&declared).filter(|(place, _)| world.branch_of[**place] == branch);
                let lines =
                    lines.filter(|(place, _)| (world.people[**place].id == world.secretary(branch).id) == by_clerk);
                lines.map(|(_, declaration)| json!({ "id": declaration["id"] })).collect()
            };
            for (by, register) in [(world.secretary(branch), own(false)), (world.clerk(), own(true))] {
                if !register.is_empty() {
                    let asked = register.len();
                    let body = json!({ "sitting": { "on": day, "title": "党员活动日" }, "register": register });
                    let out = world.post("/declarations/registrations", &by, body, 200).await;
                    let results = out["results"].as_array().unwrap().iter();
                    assert_eq!(results.filter(|one| one["state"] == "registered").count(), asked, "{out}");
                }
            }
        }
        self.note(places, day, hundredths);
    }

    /// S1-4: an honour from city, district or town, with its certificate.
    pub(in crate::systems) async fn honours(&mut self, day: &str, places: &[usize]) {
        self.morning(day);
        let levels = ["city", "district", "town"].into_iter().cycle();
        for (place, level) in places.iter().zip(levels) {
            let member = &self.people[*place];
            let certificate = upload(&self.server, member, photo(1)).await.expect(201);
            let new = json!({
                "way": "honour", "item": "honour", "doneOn": day, "what": "优秀共产党员", "level": level,
                "photoIds": [certificate["id"]]
            });
            let honour = self.post("/declarations", member, new, 201).await;
            let register = json!({ "register": [{ "id": honour["id"] }] });
            let out = self.post("/declarations/registrations", &self.clerk(), register, 200).await;
            assert_eq!(out["results"][0]["points"], 10, "{out}");
        }
        self.note(places, day, HONOUR);
    }

    /// What the committee enters for many at once.
    pub(in crate::systems) async fn entered(&mut self, day: &str, item: &str, places: &[usize], hundredths: i64) {
        self.morning(day);
        let new = json!({ "memberIds": self.ids(places), "item": item, "doneOn": day, "what": "村党委组织" });
        let out = self.post("/entries", &self.clerk(), new, 201).await;
        let results = out["results"].as_array().unwrap();
        assert!(results.len() == places.len() && results.iter().all(|one| one["code"].is_null()), "{out}");
        self.note(places, day, hundredths);
    }

    /// S1-4: a task of the village for a major contribution, claimed and handed in with a photo, and
    /// reviewed in one go.
    pub(in crate::systems) async fn major_contributions(&mut self, day: &str, places: &[usize]) {
        self.morning(day);
        let clerk = self.clerk();
        let new = json!({
            "organizationId": self.server.fixture.township.0, "title": "河道整治", "item": "environment_major"
        });
        let task = self.post("/tasks", &clerk, new, 201).await["id"].as_str().unwrap().to_owned();
        self.post(&format!("/tasks/{task}/publish"), &clerk, Value::Null, 200).await;
        let mut claims = Vec::new();
        for place in places {
            let member = &self.people[*place];
            let claim = self.post(&format!("/tasks/{task}/claims"), member, Value::Null, 201).await["id"].clone();
            let before = upload(&self.server, member, photo(2)).await.expect(201)["id"].clone();
            let report = json!({ "report": "清理三百米河道", "deedOn": day, "photoIds": [before] });
            self.post(&format!("/claims/{}/submit", claim.as_str().unwrap()), member, report, 200).await;
            claims.push(claim);
        }
        let out = self.post("/claims/reviews", &clerk, json!({ "approve": claims, "exceptions": [] }), 200).await;
        assert!(out["results"].as_array().unwrap().iter().all(|one| one["code"].is_null()), "{out}");
        self.note(places, day, MAJOR_CONTRIBUTION);
    }
}
