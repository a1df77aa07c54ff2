//! S4-3: the board of three colours of each month, and what nothing public shows.

use reqwest::Method;
use serde_json::{Value, json};

use super::{Six, sensitive};
use crate::township::{hundredths, pages};

/// One line of a colour board: colour, name, total.
type Line = (String, String, i64);

fn lines(rows: &[Value]) -> Vec<Line> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    let mut lines: Vec<Line> =
        rows.iter().map(|row| (text(&row["colour"]), text(&row["name"]), hundredths(&row["total"]))).collect();
    lines.sort();
    lines
}

impl Six {
    /// The figures may be shown; the special branch never.
    pub(super) async fn publish(&self) {
        let clerk = self.world.clerk();
        let township = self.world.server.fixture.township;
        let approved = json!({ "approved": true, "reason": "镇党委会议同意" });
        self.world.post(&format!("/organizations/{township}/publication"), &clerk, approved, 200).await;
        let hidden = json!({ "name": "镇党委第八党支部", "position": 2, "sensitive": true });
        let path = format!("/organizations/{}", self.world.branch(2).id.0);
        self.world.server.put(&path, &clerk, 1, hidden).await.expect(200);
    }

    /// The end of a month: totals, ranks, aspects and colours are what the notes say.
    pub(super) async fn month_ends(&self, month: &str, red_is_public: bool) {
        self.world.compare(&[month]).await;
        self.aspects(month).await;
        self.colours(month, red_is_public).await;
        self.public_pages(month).await;
    }

    /// The colour of everybody: the best three tenths, those down to nine tenths, and the rest, by the
    /// rank in the township, rounded in the members' favour.
    fn coloured(&self, month: &str) -> Vec<&'static str> {
        let everybody: Vec<usize> = (0..self.category.len()).collect();
        let within = |rank: usize, percent: usize| rank * 100 < everybody.len() * percent + 100;
        let colour = |who: &usize| match self.world.count.rank(*who, &everybody, month) {
            rank if within(rank, 30) => "blue",
            rank if within(rank, 90) => "yellow",
            _ => "red",
        };
        everybody.iter().map(colour).collect()
    }

    fn is_public(&self, who: usize) -> bool {
        !sensitive(self.category[who]) && self.world.branch_of[who] != 2
    }

    async fn colours(&self, month: &str, red_is_public: bool) {
        let (server, township) = (&self.world.server, self.world.server.fixture.township);
        let colours = self.coloured(month);
        assert!(["blue", "yellow", "red"].iter().all(|one| colours.contains(one)), "{month}: {colours:?}");
        let line = |who: usize, name: String| (colours[who].to_owned(), name, self.world.count.total(who, month));
        let sorted = |mut lines: Vec<Line>| {
            lines.sort();
            lines
        };
        let board = format!("/leaderboards/colours?organizationId={township}&period={month}");
        let whole = pages(server, &board, Some(&self.world.clerk())).await;
        let everybody = (0..self.category.len()).map(|who| line(who, self.world.people[who].name.clone())).collect();
        assert_eq!(lines(&whole), sorted(everybody), "{month}, as the committee sees it");
        for (index, branch) in server.fixture.branches.iter().enumerate() {
            let board = format!("/leaderboards/colours?organizationId={}&period={month}", branch.id);
            let own = pages(server, &board, Some(&self.world.clerk())).await;
            let of_branch =
                self.world.of_branch(index).into_iter().map(|who| line(who, self.world.people[who].name.clone()));
            assert_eq!(lines(&own), sorted(of_branch.collect()), "{month}, branch {index}");
        }
        let shown = |who: &usize| self.is_public(*who) && (red_is_public || colours[*who] != "red");
        let masked = |who: usize| self.world.people[who].name.replace('立', "*");
        let public = (0..self.category.len()).filter(shown).map(|who| line(who, masked(who))).collect();
        let path = format!("/public/organizations/{township}/colours?period={month}");
        assert_eq!(lines(&pages(server, &path, None).await), sorted(public), "{month}, in public");
        // A member of the west village: what is open to all, and the own row whatever it is.
        let reader = 17;
        let seen = (0..self.category.len()).filter(|who| shown(who) || *who == reader);
        let seen = seen.map(|who| line(who, self.world.people[who].name.clone())).collect();
        let own = pages(server, &board, Some(&self.world.people[reader])).await;
        assert_eq!(lines(&own), sorted(seen), "{month}, as a member sees it");
    }

    /// Invariant 11: no board, page or list outside need-to-know shows a sensitive category.
    async fn public_pages(&self, month: &str) {
        let (server, township) = (&self.world.server, self.world.server.fixture.township);
        let hidden: Vec<usize> = (0..self.category.len()).filter(|who| !self.is_public(*who)).collect();
        let board = format!("/public/organizations/{township}/leaderboard?period={month}");
        let rows = pages(server, &board, None).await;
        assert_eq!(rows.len(), self.category.len() - hidden.len());
        let members = format!("/leaderboards/members?organizationId={township}&period={month}");
        let listed = pages(server, &members, Some(&self.world.people[17])).await;
        let page = server.send(server.request(Method::GET, &format!("/board/{township}?period={month}"), None)).await;
        assert_eq!(page.status, 200);
        let page = String::from_utf8(page.body).expect("UTF-8");
        for who in hidden {
            let name = &self.world.people[who].name;
            let masked = name.replace('立', "*");
            assert!(listed.iter().all(|row| row["memberId"] != self.id(who)), "{name}");
            assert!(rows.iter().all(|row| row["name"] != json!(masked)), "{name}");
            assert!(!page.contains(&masked) && !page.contains(name.as_str()), "{name}");
        }
        assert!(!page.contains("后进") && !page.contains("贫困") && !page.contains("第八党支部"));
        let special = format!("/api/v1/public/organizations/{}/colours?period={month}", self.world.branch(2).id.0);
        server.send(server.request(Method::GET, &special, None)).await.refused("organization.not_found");
    }

    /// S4-11: who was red three months in a row is brought to the committee, which decides; and the
    /// quarter and the year are the sum of their months.
    pub(super) async fn three_red_months(&mut self) {
        self.at("2024-04-01", 9);
        self.base("2024-04").await;
        self.world.compare(&["2024-04", "2024-Q1", "2024-Q2", "2024"]).await;
        let months = ["2024-01", "2024-02", "2024-03"].map(|month| self.coloured(month));
        let always: Vec<Value> = (0..self.category.len())
            .filter(|who| months.iter().all(|month| month[*who] == "red"))
            .map(|who| self.id(who))
            .collect();
        assert!(!always.is_empty(), "{months:?}");
        let path = format!("/findings?organizationId={}&period=2024-03", self.world.server.fixture.township);
        let found = pages(&self.world.server, &path, Some(&self.world.clerk())).await;
        let found: Vec<Value> = found.iter().map(|finding| finding["memberId"].clone()).collect();
        assert_eq!(found, always);
    }
}
