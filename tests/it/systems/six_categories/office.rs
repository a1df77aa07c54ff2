//! What the office of S4 does over HTTP, each with its note.

use serde_json::{Value, json};

use super::{Six, base_of};
use crate::township::hundredths;

impl Six {
    /// Sets the clock to an hour of a day, in Shanghai.
    pub(super) fn at(&self, day: &str, hour: u32) {
        self.world.server.set_time(&format!("{day}T{hour:02}:00:00+08:00"));
    }

    pub(super) fn id(&self, who: usize) -> Value {
        json!(self.world.people[who].id.0)
    }

    pub(super) fn ids(&self, who: &[usize]) -> Vec<Value> {
        who.iter().map(|who| self.id(*who)).collect()
    }

    /// Writes down what somebody got on a day, or for a month.
    pub(super) fn note(&mut self, who: usize, on: &str, heading: &'static str, points: i64) {
        self.world.count.add(who, on, points);
        *self.under.entry((who, on[..7].to_owned(), heading)).or_default() += points;
    }

    /// S4-2: base points by category, on the first working day of a month.
    pub(super) async fn base(&mut self, month: &str) {
        self.world.work().await;
        for who in 0..self.category.len() {
            self.note(who, month, "base", base_of(self.category[who]));
        }
    }

    /// The committee enters a deed of some: all have the same.
    pub(super) async fn enter(&mut self, item: &str, heading: &'static str, who: &[usize], on: &str, points: i64) {
        let ranged = !["keep_contact", "absence", "dues_late", "suggestion", "call_me"].contains(&item);
        let mut body = json!({ "memberIds": self.ids(who), "item": item, "doneOn": on, "what": "支委会登记",
            "reason": "支委会研究决定" });
        if ranged {
            body["points"] = json!(points.abs() / 100);
        }
        let done = self.world.post("/entries", &self.world.clerk(), body, 201).await;
        for result in done["results"].as_array().expect("results") {
            assert!(!result["entryId"].is_null(), "{item}: {result}");
        }
        for who in who {
            self.note(*who, on, heading, points);
        }
    }

    /// S4-5: a meeting of a branch; the away have leave. The book gives 2 for coming, at most 6 a
    /// month. One signs in with the code on the screen, the others are called.
    pub(super) async fn meeting(&mut self, branch: usize, kind: &str, on: &str, parts: &[&str], missing: &[usize]) {
        let (secretary, clerk) = (self.world.secretary(branch), self.world.clerk());
        let own = self.world.of_branch(branch);
        let is_away = |who: &usize| self.category[*who] == "away";
        let came: Vec<usize> = own.iter().copied().filter(|who| !missing.contains(who) && !is_away(who)).collect();
        let leave: Vec<Value> = own
            .iter()
            .filter(|who| is_away(who))
            .map(|who| json!({ "memberId": self.id(*who), "reason": "外出务工" }))
            .collect();
        self.at(on, 9);
        let body = json!({ "organizationId": self.world.branch(branch).id.0, "kind": kind, "title": "组织生活",
            "startsAt": format!("{on}T09:00:00+08:00"), "endsAt": format!("{on}T11:00:00+08:00"), "parts": parts,
            "attendanceItem": "meetings", "absenceItem": "absence" });
        let planned = self.world.post("/meetings", &secretary, body, 201).await;
        assert_eq!(planned["parts"].as_array().expect("parts").len(), parts.len());
        let path = format!("/meetings/{}", planned["id"].as_str().expect("an id"));
        self.world.post(&format!("{path}/open"), &secretary, Value::Null, 200).await;
        let shown = self.world.server.get(&format!("{path}/code"), &secretary).await.expect(200);
        let signing = self.world.people[came[1]].clone();
        self.world.post(&format!("{path}/sign-in"), &signing, json!({ "code": shown["code"] }), 201).await;
        let roll = json!({ "present": self.ids(&came), "absent": self.ids(missing), "leave": leave });
        self.world.post(&format!("{path}/attendance"), &clerk, roll, 200).await;
        self.at(on, 11);
        // The secretary's own points wait for another person's word.
        self.world.post(&format!("{path}/close"), &secretary, Value::Null, 200).await;
        self.world.post(&format!("{path}/confirmations"), &clerk, Value::Null, 200).await;
        for who in came {
            let had = self.meetings.entry((who, on[..7].to_owned())).or_default();
            let gives = (600 - *had).min(200);
            *had += gives;
            self.note(who, on, "共性要求", gives);
        }
    }

    /// S4-5: the month's dues, due by the 10th; who is named paid on the 15th.
    pub(super) async fn dues(&mut self, month: &str, late: &[usize]) {
        self.at(&format!("{month}-20"), 9);
        let [in_time, too_late] = ["05", "15"].map(|day| format!("{month}-{day}"));
        for branch in 0..3 {
            let own = self.world.of_branch(branch);
            let paid = |who: &usize| if late.contains(who) { too_late.clone() } else { in_time.clone() };
            let entries: Vec<Value> = own
                .iter()
                .map(|who| json!({ "memberId": self.id(*who), "paidOn": paid(who), "amountFen": 500 }))
                .collect();
            let body = json!({ "organizationId": self.world.branch(branch).id.0, "period": month,
                "dueBy": format!("{month}-10"), "entries": entries });
            let sheet = self.world.server.put("/dues", &self.world.clerk(), 1, body).await.expect(200);
            let in_time = sheet["items"].as_array().expect("a list").iter().filter(|one| one["standing"] == "in_time");
            assert_eq!(in_time.count(), own.iter().filter(|who| !late.contains(who)).count());
        }
        for who in (0..self.category.len()).filter(|who| !late.contains(who)) {
            self.note(who, &in_time, "共性要求", 100);
        }
    }

    /// S4-12: a training on record; `gives` is what the caps leave of it.
    pub(super) async fn training(
        &mut self,
        (item, heading): (&str, &'static str),
        who: &[usize],
        on: &str,
        points: Option<i64>,
        gives: i64,
    ) {
        self.at(on, 20);
        let body = json!({ "memberIds": self.ids(who), "item": item, "doneOn": on, "place": "党员夜校",
            "what": "冬训：政策与技能", "points": points, "reason": "按课时" });
        let done = self.world.post("/declarations/trainings", &self.world.clerk(), body, 200).await;
        for result in done["results"].as_array().expect("results") {
            assert_eq!(result["state"], "registered", "{result}");
        }
        for who in who {
            self.note(*who, on, heading, gives);
        }
    }

    /// A member declares, and the secretary registers it in a sitting.
    pub(super) async fn declared(&mut self, by: usize, new: Value, points: Option<i64>) -> Value {
        let branch = self.world.branch_of[by];
        let member = self.world.people[by].clone();
        let declared = self.world.post("/declarations", &member, new, 201).await;
        let day = &declared["doneOn"];
        let sitting = json!({ "on": day, "place": "村委会", "title": "主题党日" });
        let register = json!([{ "id": declared["id"], "points": points, "reason": "支委会研究" }]);
        let body = json!({ "sitting": sitting, "register": register });
        let done = self.world.post("/declarations/registrations", &self.world.secretary(branch), body, 200).await;
        assert_eq!(done["results"][0]["state"], "registered", "{done}");
        declared
    }

    /// S4-1: another category from a day on, for a reason, decided by somebody at a meeting.
    pub(super) async fn moved(
        &mut self,
        who: usize,
        to: &'static str,
        from: &str,
        reason: &str,
        branch: Option<usize>,
    ) {
        let before = self.history(who).await.len();
        let by = match branch {
            Some(_) => self.world.clerk(),
            None => self.world.secretary(self.world.branch_of[who]),
        };
        let body = json!({ "category": to, "from": from, "reason": reason, "meeting": "支委会会议",
            "branchId": branch.map(|branch| self.world.branch(branch).id.0) });
        let path = format!("/members/{}/transfer", self.world.people[who].id.0);
        self.world.post(&path, &by, body, 200).await;
        let spans = self.history(who).await;
        assert_eq!(spans.len(), before + 1, "the past stays");
        let (was, is) = (&spans[before - 1], &spans[before]);
        assert_eq!((&was["category"], &was["to"]), (&json!(self.category[who]), &json!(from)));
        let told = ["category", "from", "reason", "meeting", "recordedBy"].map(|name| is[name].clone());
        assert_eq!(told, [json!(to), json!(from), json!(reason), json!("支委会会议"), json!(by.name)]);
        self.category[who] = to;
        if let Some(branch) = branch {
            self.world.branch_of[who] = branch;
        }
    }

    /// Whom the machine proposes in a branch, and for what (S4-1).
    pub(super) async fn hints(&self, branch: usize) -> Vec<(Value, Value)> {
        let path = format!("/hints?organizationId={}", self.world.branch(branch).id.0);
        let told = self.world.server.get(&path, &self.world.secretary(branch)).await.expect(200);
        let hint = |hint: &Value| (hint["memberId"].clone(), hint["proposed"].clone());
        told["items"].as_array().expect("a list").iter().map(hint).collect()
    }

    /// S4-2: base, aspects and the total of everybody's month add up, line by line.
    pub(super) async fn aspects(&self, month: &str) {
        for who in 0..self.category.len() {
            let path = format!("/leaderboards/members/{}/aspects?period={month}", self.world.people[who].id.0);
            let told = self.world.server.get(&path, &self.world.clerk()).await.expect(200);
            let mut sum = 0;
            for part in told["items"].as_array().expect("a list") {
                let heading = part["aspect"].as_str().unwrap_or("base");
                let noted: i64 = self
                    .under
                    .iter()
                    .filter(|((one, of, under), _)| (*one, of.as_str(), *under) == (who, month, heading))
                    .map(|(_, points)| *points)
                    .sum();
                assert_eq!(hundredths(&part["points"]), noted, "{heading} of {who} in {month}");
                sum += noted;
            }
            assert_eq!((hundredths(&told["total"]), sum), (self.world.count.total(who, month), sum), "{who}: {told}");
            assert_eq!(sum, self.world.count.total(who, month), "nothing is left out");
        }
    }
}
