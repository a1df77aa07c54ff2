//! What a quarter is worth, computed once more: places by counting, shares of the ranking, the book's rates,
//! the largest remainder, wallets and funds. Hundredths of a point are fen here: a point is a yuan.

use std::collections::BTreeMap;

use serde_json::json;

use super::super::kit::World;
use super::VILLAGES;
use crate::township::{hundredths, pages};

/// A quarter's share of a village's 5,000 yuan, in fen.
pub(super) const SHARE: i64 = 125_000;

/// The book's shares of the ranking, best first.
const GRADES: [(&str, usize); 4] = [("excellent", 20), ("good", 60), ("fair", 95), ("low", 100)];

/// What everybody has and what each fund did.
pub(super) struct Money {
    /// Free redemption points by place, in hundredths.
    pub(super) free: BTreeMap<usize, i64>,
    /// By village: put in, promised, spent, in fen.
    pub(super) funds: Vec<[i64; 3]>,
    /// By place: what was issued too much and not taken off yet.
    pub(super) owed: BTreeMap<usize, i64>,
    /// By quarter and place: what was issued.
    pub(super) issued: BTreeMap<(String, usize), i64>,
    categories: Vec<&'static str>,
}

/// The grade of a total among all, by counting.
pub(super) fn grade(totals: &[i64], own: i64) -> &'static str {
    let rank = 1 + totals.iter().filter(|other| **other > own).count();
    let lowest = totals.iter().min().copied().unwrap_or_default();
    let reaches = |percent: usize| rank <= (totals.len() * percent).div_ceil(100);
    let found = GRADES.iter().find(|(code, percent)| reaches(*percent) && !(*code == "excellent" && own == lowest));
    found.map_or("low", |(code, _)| code)
}

/// The book's rates: the aged get a little more for a good grade.
fn rate(grade: &str, category: &str) -> i64 {
    match (grade, category) {
        ("excellent", "aged") => 8_000,
        ("excellent", _) => 6_000,
        ("good", "aged") => 5_000,
        ("good", _) => 4_000,
        ("fair", _) => 2_000,
        _ => 0,
    }
}

/// The shares of what there is: whole where it suffices, else by largest remainder, ties in the order given.
fn shared(wanted: &[i64], there: i64) -> Vec<i64> {
    let sum: i64 = wanted.iter().sum();
    if sum <= there {
        return wanted.to_vec();
    }
    let part = |one: &i64| (i128::from(*one) * i128::from(there), i128::from(sum));
    let mut shares: Vec<i64> =
        wanted.iter().map(|one| i64::try_from(part(one).0 / part(one).1).expect("a share")).collect();
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(part(&wanted[*at]).0 % part(&wanted[*at]).1));
    let left = usize::try_from(there - shares.iter().sum::<i64>()).expect("what is left");
    for at in order.into_iter().take(left) {
        shares[at] += 1;
    }
    shares
}

impl Money {
    pub(super) fn new(world: &World) -> Self {
        let categories = ["retired", "in_office", "ordinary", "away", "aged"];
        let of = |place: usize| {
            let branch = world.branch_of[place];
            let at = world.of_branch(branch).iter().position(|one| *one == place).expect("a member of the branch");
            categories[at % 5]
        };
        Self {
            free: BTreeMap::new(),
            funds: vec![[0; 3]; VILLAGES],
            owed: BTreeMap::new(),
            issued: BTreeMap::new(),
            categories: (0..world.people.len()).map(of).collect(),
        }
    }

    /// What a total would be worth in a quarter, before the fund is looked at.
    pub(super) fn worth(&self, world: &World, place: usize, own: i64, quarter: &str) -> i64 {
        let others = world.all().into_iter().filter(|other| *other != place);
        let totals: Vec<i64> = others.map(|other| world.count.total(other, quarter)).chain([own]).collect();
        rate(grade(&totals, own), self.categories[place])
    }

    /// Settles a quarter; answers what each member of a village gets.
    pub(super) fn settle(&mut self, world: &World, quarter: &str) -> BTreeMap<usize, i64> {
        let totals: Vec<i64> = world.all().iter().map(|place| world.count.total(*place, quarter)).collect();
        let mut got = BTreeMap::new();
        for village in 0..VILLAGES {
            let own = world.of_branch(village);
            let wanted: Vec<i64> =
                own.iter().map(|place| rate(grade(&totals, totals[*place]), self.categories[*place])).collect();
            let fund = &mut self.funds[village];
            fund[0] += SHARE;
            let shares = shared(&wanted, fund[0] - fund[1] - fund[2]);
            for (place, share) in own.into_iter().zip(shares) {
                // What is owed is taken off what there is for the member, and stays in the fund.
                let owed = self.owed.entry(place).or_default();
                let taken = share.min(*owed);
                *owed -= taken;
                let share = share - taken;
                fund[1] += share;
                *self.free.entry(place).or_default() += share;
                self.issued.insert((quarter.to_owned(), place), share);
                got.insert(place, share);
            }
        }
        got
    }

    /// Every wallet of a village and every fund says what was computed.
    pub(super) async fn compare(&self, world: &World) {
        let clerk = world.clerk();
        let township = world.server.fixture.township.0;
        let funds = pages(&world.server, &format!("/funds?organizationId={township}"), Some(&clerk)).await;
        for (village, fund) in self.funds.iter().enumerate() {
            let id = json!(world.branch(village).id.0);
            let shown = funds.iter().find(|one| one["organizationId"] == id).expect("a village has a fund");
            let told =
                ["allottedFen", "committedFen", "spentFen"].map(|name| shown["sums"][name].as_i64().expect("fen"));
            assert_eq!(told, *fund, "the fund of village {village}: {shown}");
            assert_eq!(shown["sums"]["availableFen"], json!(fund[0] - fund[1] - fund[2]));
        }
        assert_eq!(funds.len(), VILLAGES, "branches of enterprises and the office have none");
        for village in [0, 5, 12] {
            for place in world.of_branch(village) {
                let wallet = world.read("/me/wallet", &world.people[place]).await;
                let expected = self.free.get(&place).copied().unwrap_or_default();
                assert_eq!(hundredths(&wallet["free"]), expected, "{}: {wallet}", world.people[place].name);
            }
        }
    }

    /// S0-9: what was put into each fund over the year.
    pub(super) async fn five_thousand_a_village(&self, world: &World) {
        assert!(self.funds.iter().all(|fund| fund[0] == 500_000 && fund[1] + fund[2] <= fund[0]));
        assert!(self.funds.iter().any(|fund| fund[1] + fund[2] == fund[0]), "one is used to the last fen");
        self.compare(world).await;
        // The notice board's own page of a fund says the same.
        let statement = format!("/api/v1/public/organizations/{}/fund", world.branch(0).id.0);
        let approval = json!({ "approved": true, "reason": "乡党委会议" });
        let publication = format!("/organizations/{}/publication", world.server.fixture.township.0);
        world.post(&publication, &world.clerk(), approval, 200).await;
        let shown = world.server.send(world.server.request(reqwest::Method::GET, &statement, None)).await.expect(200);
        assert!(shown.to_string().contains("500000"), "{shown}");
    }
}

#[test]
fn shares_add_up_to_what_there_is() {
    assert_eq!(shared(&[60, 40], 200), [60, 40]);
    assert_eq!(shared(&[1, 1, 1], 2), [1, 1, 0]);
    assert_eq!(shared(&[6_000, 4_000, 2_000], 10_001), [5_000, 3_334, 1_667]);
    assert_eq!(shared(&[5, 5], 0), [0, 0]);
    assert_eq!(grade(&[300, 200, 200, 100, 0], 300), "excellent");
    assert_eq!([grade(&[0, 0, 0], 0), grade(&[5, 0, 0, 0], 0)], ["good", "good"]);
}
