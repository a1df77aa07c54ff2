//! Every fault at once, each by its path.

use super::super::{Faults, parse, parse_document};
use crate::rulebooks::CHISHIQIAO;

fn paths(faults: &Faults) -> Vec<&str> {
    faults.iter().map(|fault| fault.path.as_str()).collect()
}

#[test]
fn every_fault_is_named_by_its_path() {
    let text = CHISHIQIAO
        .replace("closing_unit = \"quarter\"", "closing_unit = \"week\"")
        .replace("points = \"0.5\"", "points = \"0.125\"")
        .replace("code = \"aged\"", "code = \"away\"")
        .replace("down_to_percent = 100", "down_to_percent = 95");
    let faults = parse(&text).expect_err("faults");
    let paths = paths(&faults);
    for path in ["closing_unit", "items[1].points", "categories[4].code", "grades[3].down_to_percent", "grades"] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
}

/// One sound line for each fault, and the path that must be named.
const FIFTY: &str = r#"
format = 2
name = ""
closing_unit = "week"
cycle_start_month = 13
ties = "random"
organizations_in_scope = ["village", "village", "county"]
surprise = 1
grades_per = "day"

[base]
points = "-1"
per = 1
joiners = "half"
extra = true

[[categories]]
code = "Aged"
name = 3
exempt = "yes"

[[categories]]
code = "away"
name = "流动"
base = "x"
hints = { age_from = 12, moon = 1 }

[[categories]]
code = "away"
name = "流动\u0007"

[[items]]
code = "a"
name = "甲"
aspect = "乙"
kind = "addition"
points = "0"
categories = ["nobody", "away", "away"]

[[items]]
code = "a"
name = "甲"
aspect = "乙"
kind = "addition"
points = { min = "3", max = "1" }
ways = ["task", "task", "fax"]

[[items]]
code = "b"
name = "甲"
aspect = "乙"
kind = "veto"
points = "3"
by_quantity = true
ways = ["task"]

[[items]]
code = "c"
name = "甲"
aspect = "乙"
kind = "addition"
points = "2"
unit = "非常长的单位名称超过了十个字"
caps = [{ per = "month", points = "1" }, { per = "quarter" }, { per = "month", times = 5 }, { per = "year", times = 4 }]

[[items]]
code = "d"
name = "甲"
aspect = "乙"
kind = "deduction"
points = "0.125"
caps = [{ per = "month", times = 5 }]

[[items]]
code = "e"
kind = "gift"
name = "甲"
aspect = ["乙"]

[[grades]]
code = "good"
name = "好"
from_points = "80"

[[grades]]
code = "fair"
name = "中"
from_points = "90"

[[grades]]
code = "low"
name = "差"
down_to_percent = 100

[settlement]
per = "month"
fund_yuan = 5000
yuan_per_point = "0.5"
carry_over = true
rates = [
  { grade = "good", points = "1" },
  { grade = "fair", points = "1" },
  { grade = "low", points = "1" },
  { grade = "low", points = "1" },
  { grade = "poor", points = "1" },
]

[[consequences]]
code = "late"
name = "迟"
per = "year"
trigger = { grade = "poor", no_additions = true }
in_a_row = 0
"#;

const FIFTY_PATHS: [&str; 50] = [
    "format",
    "name",
    "closing_unit",
    "cycle_start_month",
    "ties",
    "organizations_in_scope[1]",
    "organizations_in_scope[2]",
    "surprise",
    "grades_per",
    "base.points",
    "base.per",
    "base.joiners",
    "base.leavers",
    "base.extra",
    "categories[0].code",
    "categories[0].name",
    "categories[0].exempt",
    "categories[1].base",
    "categories[1].hints.age_from",
    "categories[1].hints.moon",
    "categories[2].code",
    "categories[2].name",
    "items[0].points",
    "items[0].categories[0]",
    "items[0].categories[2]",
    "items[1].code",
    "items[1].points",
    "items[1].ways[1]",
    "items[1].ways[2]",
    "items[2].points",
    "items[2].by_quantity",
    "items[2].ways[0]",
    "items[3].unit",
    "items[3].caps[0].points",
    "items[3].caps[1]",
    "items[3].caps[2].times",
    "items[4].points",
    "items[4].caps",
    "items[5].kind",
    "items[5].aspect",
    "grades[1].from_points",
    "grades[2].down_to_percent",
    "settlement.yuan_per_point",
    "settlement.rates[3]",
    "settlement.rates[4].grade",
    "consequences[0].trigger",
    "consequences[0].trigger.grade",
    "consequences[0].in_a_row",
    "consequences[1].code",
    "consequences[1].trigger",
];

/// Fifty faults of every sort — spelling of values, unknown and missing keys, ranges, duplicates,
/// broken references, sections that do not fit — are fifty lines.
#[test]
fn a_document_with_fifty_faults_names_fifty() {
    let text = format!("{FIFTY}\n[[consequences]]\nname = \"乙\"\nper = \"year\"\ntrigger = {{}}\n");
    let faults = parse_document(&text).expect_err("faults");
    let mut named = paths(&faults);
    let mut expected = FIFTY_PATHS.to_vec();
    named.sort_unstable();
    expected.sort_unstable();
    assert_eq!(named, expected, "{faults}");
    assert_eq!(faults.len(), 50);
    // Each in plain Chinese, and in English.
    for fault in &faults {
        assert!(fault.zh.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{fault:?}");
        assert!(fault.en.is_ascii() || fault.en.contains('…'), "{fault:?}");
    }
}

/// A clerk counts from one and knows the items by their names.
#[test]
fn a_fault_in_a_list_says_which_element_it_is() {
    let text = CHISHIQIAO.replacen("points = \"0.5\"", "points = \"0.125\"", 1);
    let faults = parse(&text).expect_err("a fault");
    let subjects: Vec<_> = faults.iter().map(|fault| fault.subject.as_deref()).collect();
    assert_eq!(subjects, [Some("第 2 个：疫情防控走访排查")]);
    assert!(faults.to_string().starts_with("items[1].points（第 2 个：疫情防控走访排查）: "), "{faults}");
}

/// S0-9: which branches have a fund is said once each, and never by an empty list.
#[test]
fn the_kinds_with_a_fund_are_named_once_each() {
    let with = |kinds: &str| {
        CHISHIQIAO.replace("organizations = [\"village\"]\nfund", &format!("organizations = {kinds}\nfund"))
    };
    let faults = |kinds| paths(&parse(&with(kinds)).expect_err("a fault")).join(" ");
    assert_eq!(faults("[]"), "settlement.organizations");
    assert_eq!(faults(r#"["village", "office", "village"]"#), "settlement.organizations[2]");
    assert_eq!(faults(r#"["township"]"#), "settlement.organizations[0]");
    let absent = CHISHIQIAO.replace("organizations = [\"village\"]\nfund", "fund");
    assert_eq!(parse(&absent).expect("a book"), parse(CHISHIQIAO).expect("a book"));
}
