//! What is entered for many at once, over HTTP and in the record.

use serde_json::{Value, json};
use xianfeng_tests::fixture::FixtureMember;

use super::kit::World;

/// A deed that is entered directly, and what a careful clerk writes for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entered<'a> {
    /// The item's code.
    pub(super) item: &'a str,
    /// The day of the deed.
    pub(super) on: &'a str,
    /// What was done; of a deduction, why.
    pub(super) what: &'a str,
    /// What each gets after caps, in hundredths; negative for a deduction.
    pub(super) counts: i64,
}

impl World {
    /// Enters a deed for many members, 200 at a time; every result is as the record says.
    pub(super) async fn enter(&mut self, by: &FixtureMember, places: &[usize], deed: Entered<'_>) {
        for some in places.chunks(200) {
            let ids: Vec<_> = some.iter().map(|place| self.people[*place].id.0).collect();
            let mut body = json!({ "memberIds": ids, "item": deed.item, "doneOn": deed.on, "what": deed.what });
            if deed.counts < 0 {
                body["reason"] = json!(deed.what);
            }
            let answer = self.post("/entries", by, body, 201).await;
            for result in answer["results"].as_array().expect("results") {
                assert_eq!(crate::township::hundredths(&result["points"]), deed.counts, "{result} of {deed:?}");
            }
            for place in some {
                self.count.add(*place, deed.on, deed.counts);
            }
        }
    }

    /// Notes that everybody got the base points of a year.
    pub(super) fn base(&mut self, year: &str, hundredths: i64) {
        for place in 0..self.people.len() {
            self.count.add(place, year, hundredths);
        }
    }

    /// Everybody.
    pub(super) fn all(&self) -> Vec<usize> {
        (0..self.people.len()).collect()
    }

    /// The ids of some, as the API writes them.
    pub(super) fn ids(&self, places: &[usize]) -> Vec<Value> {
        places.iter().map(|place| json!(self.people[*place].id.0)).collect()
    }

    /// GET that must answer 200.
    pub(super) async fn read(&self, path: &str, by: &FixtureMember) -> Value {
        self.server.get(path, by).await.expect(200)
    }
}
