//! What happened from January to March.

use serde_json::{Value, json};

use super::Six;

/// S4-5: the party day's five parts, in the plan's words.
const FIVE: [&str; 5] = ["党员学习日", "党员生活日", "党员议事日", "党员走访日", "党员服务日"];

const COMMON: &str = "共性要求";
const CATEGORY: &str = "分类积分";
const REWARD: &str = "奖励积分";
const DEDUCTION: &str = "扣分";

impl Six {
    pub(super) async fn january(&mut self) {
        self.base("2024-01").await;
        // S4-1, S4-6: who is away, since when, and who keeps in touch.
        for (who, from, liaison) in [(4, "2023-06-01", 3), (5, "2023-09-01", 3), (15, "2023-07-01", 17)] {
            let going = json!({ "from": from, "destination": "外地务工", "liaisonId": self.id(liaison) });
            let path = format!("/members/{}/aways", self.world.people[who].id.0);
            self.world.post(&path, &self.world.secretary(self.world.branch_of[who]), going, 201).await;
        }
        assert_eq!(self.hints(0).await, [], "64 years and four months away are not enough");
        self.at("2024-01-03", 9);
        let post = self.area_post().await;
        // S4-5: the party day in five parts, the three meetings, and the lesson: the fourth is one
        // too many for the month's cap.
        self.meeting(0, "party_day", "2024-01-05", &FIVE, &[5, 11]).await;
        self.meeting(1, "party_day", "2024-01-05", &FIVE, &[16]).await;
        for (kind, day) in [("branch_meeting", "12"), ("group_meeting", "16"), ("party_lesson", "18")] {
            self.meeting(0, kind, &format!("2024-01-{day}"), &[], &[5, 11]).await;
        }
        assert_eq!(self.meetings[&(3, "2024-01".to_owned())], 600, "four times 2, at most 6");
        self.dues("2024-01", &[11, 16]).await;
        self.training(("night_school", COMMON), &[0, 1, 2, 3, 8, 9, 12, 19], "2024-01-22", None, 100).await;
        self.training(("self_help", CATEGORY), &[6, 13], "2024-01-23", Some(3), 300).await;
        self.pledge("2024-01-24").await;
        let call = json!({ "way": "declaration", "item": "call_me", "doneOn": "2024-01-24", "what": "帮邻居代办医保" });
        self.declared(3, call, None).await;
        self.note(3, "2024-01-24", CATEGORY, 100);
        let word =
            json!({ "way": "suggestion", "item": "elders_word", "doneOn": "2024-01-24", "what": "建议修缮村口石桥" });
        self.declared(7, word, Some(2)).await;
        self.note(7, "2024-01-24", CATEGORY, 200);
        self.at("2024-01-31", 10);
        self.checked(&post, "2024-01", "2024-01-31", 4).await;
        self.enter("keep_contact", CATEGORY, &[4, 15], "2024-01-30", 300).await;
        self.enter("turning_round", CATEGORY, &[16], "2024-01-30", 200).await;
        self.enter("volunteer_service", REWARD, &[1, 2, 3, 8, 17, 18], "2024-01-27", 200).await;
        self.enter("good_deed", REWARD, &[17], "2024-01-28", 500).await;
        self.enter("honour", REWARD, &[19], "2024-01-29", 800).await;
        self.enter("absence", DEDUCTION, &[5, 11, 16], "2024-01-05", -200).await;
        self.enter("dues_late", DEDUCTION, &[11, 16], "2024-01-15", -200).await;
    }

    pub(super) async fn february(&mut self) {
        self.at("2024-02-01", 9);
        // Born in January 1959: certain once the month is over. One is moved, one is left.
        let aged = |who: usize| (self.id(who), json!("aged"));
        assert_eq!(self.hints(0).await, [aged(9), aged(10)]);
        self.moved(9, "aged", "2024-02-01", "年满65岁，行动不便", None).await;
        let aside = json!({ "memberId": self.id(10), "category": "aged", "reason": "身体健康，仍在务农" });
        self.world.post("/hints/dismissals", &self.world.secretary(0), aside, 201).await;
        assert_eq!(self.hints(0).await, []);
        self.moved(8, "no_office", "2024-02-01", "不再担任村委委员", None).await;
        self.base("2024-02").await;
        self.meeting(0, "party_day", "2024-02-05", &FIVE, &[5, 11]).await;
        self.meeting(1, "party_day", "2024-02-05", &FIVE, &[14]).await;
        self.meeting(1, "branch_meeting", "2024-02-06", &[], &[]).await;
        // S4-12: the third training of a month is on record and earns nothing.
        for (day, gives) in [("2024-02-17", 100), ("2024-02-18", 100), ("2024-02-19", 0)] {
            self.training(("night_school", COMMON), &[1, 2, 12, 17], day, None, gives).await;
        }
        self.dues("2024-02", &[11]).await;
        self.at("2024-02-21", 9);
        self.open_the_red_board("2024-03-01").await;
        self.at("2024-02-29", 18);
        self.enter("keep_contact", CATEGORY, &[4], "2024-02-29", 300).await;
        self.enter("elders_word", CATEGORY, &[9], "2024-02-27", 300).await;
        self.enter("turning_round", CATEGORY, &[16], "2024-02-28", 500).await;
        self.enter("pledge_kept", CATEGORY, &[12], "2024-02-28", 400).await;
        self.enter("volunteer_service", REWARD, &[8, 10, 13], "2024-02-29", 300).await;
        self.enter("absence", DEDUCTION, &[5, 11], "2024-02-05", -200).await;
        self.enter("dues_late", DEDUCTION, &[11], "2024-02-15", -200).await;
        self.enter("misconduct", DEDUCTION, &[11], "2024-02-20", -300).await;
    }

    pub(super) async fn march(&mut self) {
        self.at("2024-03-01", 9);
        // Half a year away on this very day.
        assert_eq!(self.hints(0).await, [(self.id(5), json!("away"))]);
        self.moved(5, "away", "2024-03-01", "外出务工满半年", None).await;
        assert_eq!(self.hints(0).await, [], "the one left aside stays so for a year");
        self.moved(13, "no_office", "2024-03-01", "已经脱贫", None).await;
        // S4-11: to the special branch.
        self.moved(11, "backward", "2024-03-01", "批评教育不改，转入第八党支部帮教", Some(2)).await;
        self.base("2024-03").await;
        self.meeting(0, "party_day", "2024-03-05", &FIVE, &[]).await;
        self.meeting(1, "party_day", "2024-03-05", &FIVE, &[]).await;
        self.meeting(2, "party_day", "2024-03-06", &FIVE, &[]).await;
        self.dues("2024-03", &[]).await;
        self.at("2024-03-20", 10);
        // S4-6: the liaison reports for who is away; once a month.
        let report = json!({ "way": "report", "period": "2024-Q1", "item": "keep_contact", "doneOn": "2024-03-20",
            "memberId": self.id(4), "what": "电话联系，按时学习" });
        self.declared(3, report, None).await;
        self.note(4, "2024-03-20", CATEGORY, 300);
        self.at("2024-03-31", 18);
        self.enter("call_me", CATEGORY, &[8, 13], "2024-03-25", 100).await;
        self.enter("suggestion", REWARD, &[14, 18], "2024-03-26", 200).await;
        self.enter("turning_round", CATEGORY, &[16], "2024-03-29", 500).await;
        self.enter("misconduct", DEDUCTION, &[11], "2024-03-30", -400).await;
    }

    /// S4-7: a post by area, held by a member without office; answers the holding.
    async fn area_post(&self) -> Value {
        let secretary = self.world.secretary(0);
        let post = json!({ "organizationId": self.world.branch(0).id.0, "kind": "post", "name": "民事调解岗",
            "places": 2, "item": "area_post", "checkEvery": "month" });
        let post = self.world.post("/posts", &secretary, post, 201).await;
        let holders = format!("/posts/{}/holders", post["id"].as_str().expect("an id"));
        let holder = json!({ "memberId": self.id(2), "from": "2024-01-01" });
        self.world.post(&holders, &secretary, holder, 201).await["id"].clone()
    }

    async fn checked(&mut self, holding: &Value, month: &str, on: &str, points: i64) {
        let check = json!({ "holdingId": holding, "kept": true, "points": points });
        let body = json!({ "period": month, "checks": [check] });
        let done = self.world.post("/posts/checks", &self.world.secretary(0), body, 200).await;
        assert_eq!(done["results"][0]["outcome"], "paid", "{done}");
        self.note(2, on, CATEGORY, points * 100);
    }

    /// S4-10: what was pledged is a task; done, and approved by another.
    async fn pledge(&mut self, on: &str) {
        self.at(on, 9);
        let (secretary, member) = (self.world.secretary(0), self.world.people[1].clone());
        let task = json!({ "organizationId": self.world.branch(0).id.0, "title": "硬化村道", "item": "pledge_kept", "points": 5 });
        let task = self.world.post("/tasks", &secretary, task, 201).await;
        let path = format!("/tasks/{}", task["id"].as_str().expect("an id"));
        self.world.post(&format!("{path}/publish"), &secretary, Value::Null, 200).await;
        let claim = self.world.post(&format!("{path}/claims"), &member, Value::Null, 201).await;
        let path = format!("/claims/{}", claim["id"].as_str().expect("an id"));
        let report = json!({ "report": "三百米村道已硬化", "deedOn": on });
        self.world.post(&format!("{path}/submit"), &member, report, 200).await;
        self.world.post(&format!("{path}/approve"), &secretary, json!({}), 200).await;
        self.note(1, on, CATEGORY, 500);
    }

    /// The ready book as it stands is adopted: all three boards in the open.
    async fn open_the_red_board(&self, from: &str) {
        let clerk = self.world.clerk();
        let new = json!({ "organizationId": self.world.server.fixture.township.0, "name": "三榜公开", "from": "six_categories" });
        let draft = self.world.post("/rulebooks/drafts", &clerk, new, 201).await;
        let path = format!("/rulebooks/drafts/{}", draft["id"].as_str().expect("an id"));
        let check = self.world.post(&format!("{path}/check"), &clerk, Value::Null, 200).await;
        assert_eq!(check["flaws"], json!([]));
        let adopt = json!({ "effectiveFrom": from, "meeting": "镇党委会议", "signatory": "王秀英" });
        self.world.post(&format!("{path}/adopt"), &clerk, adopt, 201).await;
    }
}
