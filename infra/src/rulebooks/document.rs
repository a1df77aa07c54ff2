//! The document form of a rule book: TOML in, a valid [`RuleBook`] or every fault out.

use serde::Deserialize;
use xianfeng_domain::Points;
use xianfeng_domain::organizations::OrganizationKind;
use xianfeng_domain::rulebook::{
    Base, Cap, Category, Grade, Item, ItemKind, Joiners, LayerLimits, Leavers, Limit, Publicity, RuleBook, Threshold,
    TieRule, Way,
};
use xianfeng_domain::time::PeriodKind;

/// A fault of a document: where, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {what}")]
pub struct DocumentFault {
    /// The path of the value, such as `items[3].points`.
    pub path: String,
    /// What is wrong with it.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    name: String,
    closing_unit: String,
    #[serde(default)]
    ties: Option<String>,
    organizations_in_scope: Vec<String>,
    base: BaseDocument,
    categories: Vec<CategoryDocument>,
    items: Vec<ItemDocument>,
    #[serde(default)]
    grades: Vec<GradeDocument>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaseDocument {
    points: String,
    per: String,
    #[serde(default)]
    pro_rata: bool,
    #[serde(default)]
    by_category: std::collections::BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CategoryDocument {
    code: String,
    name: String,
    #[serde(default)]
    exempt: bool,
    #[serde(default)]
    sensitive: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemDocument {
    code: String,
    name: String,
    aspect: String,
    kind: String,
    points: Option<AmountDocument>,
    unit: String,
    #[serde(default)]
    caps: Vec<CapDocument>,
    #[serde(default)]
    categories: Vec<String>,
    #[serde(default)]
    evidence: bool,
    #[serde(default)]
    by_quantity: bool,
    ways: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum AmountDocument {
    Fixed(String),
    Range { min: String, max: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CapDocument {
    per: String,
    points: Option<String>,
    times: Option<u32>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GradeDocument {
    code: String,
    name: String,
    down_to_percent: u32,
}

#[derive(Default)]
struct Reader {
    faults: Vec<DocumentFault>,
}

impl Reader {
    fn fault(&mut self, path: impl Into<String>, what: impl Into<String>) {
        self.faults.push(DocumentFault { path: path.into(), what: what.into() });
    }

    fn points(&mut self, path: &str, text: &str) -> Points {
        match text.parse::<Points>() {
            Ok(points) if !points.is_negative() => points,
            Ok(_) => {
                self.fault(path, "must not be negative");
                Points::ZERO
            }
            Err(error) => {
                self.fault(path, error.to_string());
                Points::ZERO
            }
        }
    }

    fn period(&mut self, path: &str, text: &str) -> PeriodKind {
        match text {
            "month" => PeriodKind::Month,
            "quarter" => PeriodKind::Quarter,
            "year" => PeriodKind::Year,
            _ => {
                self.fault(path, "must be month, quarter or year");
                PeriodKind::Year
            }
        }
    }

    fn code(&mut self, path: &str, code: &str, seen: &mut Vec<String>) {
        let well_formed = (1..=40).contains(&code.len())
            && code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !well_formed {
            self.fault(path, "must be 1 to 40 of a-z, 0-9 and _");
        }
        if seen.iter().any(|other| other == code) {
            self.fault(path, "stands twice");
        }
        seen.push(code.to_owned());
    }

    fn item(&mut self, path: &str, item: ItemDocument, categories: &[Category]) -> Item {
        let kind = match item.kind.as_str() {
            "addition" => ItemKind::Addition,
            "deduction" => ItemKind::Deduction,
            "zeroing" => ItemKind::Zeroing,
            "veto" => ItemKind::Veto,
            _ => {
                self.fault(format!("{path}.kind"), "must be addition, deduction, zeroing or veto");
                ItemKind::Addition
            }
        };
        let takes_all = matches!(kind, ItemKind::Zeroing | ItemKind::Veto);
        let (min, max) = match &item.points {
            None => (Points::ZERO, Points::ZERO),
            Some(AmountDocument::Fixed(points)) => {
                let points = self.points(&format!("{path}.points"), points);
                (points, points)
            }
            Some(AmountDocument::Range { min, max }) => {
                (self.points(&format!("{path}.points.min"), min), self.points(&format!("{path}.points.max"), max))
            }
        };
        if max < min || max.is_zero() != takes_all {
            self.fault(format!("{path}.points"), "must be above zero, and the most not below the least");
        }
        let mut ways = Vec::new();
        for way in item.ways.iter().flatten() {
            match Way::from_code(way) {
                Some(way) => ways.push(way),
                None => self.fault(format!("{path}.ways"), "no such way"),
            }
        }
        let caps = item.caps.iter().enumerate().map(|(index, cap)| {
            let path = format!("{path}.caps[{index}]");
            Cap {
                per: self.period(&format!("{path}.per"), &cap.per),
                limit: match (&cap.points, cap.times) {
                    (None, Some(times)) => Limit::Times(times),
                    (points, _) => {
                        let points = points.as_deref().unwrap_or_default();
                        Limit::Points(self.points(&format!("{path}.points"), points))
                    }
                },
            }
        });
        let caps = caps.collect();
        for (index, code) in item.categories.iter().enumerate() {
            if !categories.iter().any(|category| category.code == *code) {
                self.fault(format!("{path}.categories[{index}]"), "no such category");
            }
        }
        Item {
            code: item.code,
            name: item.name,
            aspect: item.aspect,
            kind,
            min,
            max,
            unit: item.unit,
            by_quantity: item.by_quantity,
            caps,
            categories: item.categories,
            ways: if item.ways.is_some() { ways } else { Way::ALL.to_vec() },
            evidence: item.evidence,
            retired: false,
            narrowable: false,
        }
    }
}

/// Reads a document.
///
/// # Errors
/// Every fault that it has, each by its path; a document that is no TOML of this form has one.
pub fn parse(text: &str) -> Result<RuleBook, Vec<DocumentFault>> {
    let document: Document = toml::from_str(text)
        .map_err(|error| vec![DocumentFault { path: "document".to_owned(), what: error.message().to_owned() }])?;
    let mut reader = Reader::default();
    let mut codes = Vec::new();
    let mut categories = Vec::new();
    for (index, category) in document.categories.into_iter().enumerate() {
        reader.code(&format!("categories[{index}].code"), &category.code, &mut codes);
        let CategoryDocument { code, name, exempt, sensitive } = category;
        categories.push(Category { code, name, exempt, sensitive, report_due: false, hints: Vec::new() });
    }
    if categories.is_empty() {
        reader.fault("categories", "there must be one");
    }
    let mut codes = Vec::new();
    let mut items = Vec::new();
    for (index, item) in document.items.into_iter().enumerate() {
        let path = format!("items[{index}]");
        reader.code(&format!("{path}.code"), &item.code, &mut codes);
        items.push(reader.item(&path, item, &categories));
    }
    let mut by_category = Vec::new();
    for (code, points) in &document.base.by_category {
        let path = format!("base.by_category.{code}");
        if !categories.iter().any(|category| category.code == *code) {
            reader.fault(&path, "no such category");
        }
        by_category.push((code.clone(), reader.points(&path, points)));
    }
    let base = Base {
        points: reader.points("base.points", &document.base.points),
        per: reader.period("base.per", &document.base.per),
        joiners: if document.base.pro_rata { Joiners::ProRata } else { Joiners::Full },
        leavers: Leavers::Keep,
        by_category,
    };
    let mut down_to = 0;
    let mut grades = Vec::new();
    for (index, grade) in document.grades.into_iter().enumerate() {
        if grade.down_to_percent <= down_to || grade.down_to_percent > 100 {
            reader.fault(format!("grades[{index}].down_to_percent"), "must grow from grade to grade, up to 100");
        }
        down_to = grade.down_to_percent;
        grades.push(Grade { code: grade.code, name: grade.name, threshold: Threshold::Share(grade.down_to_percent) });
    }
    if !grades.is_empty() && down_to != 100 {
        reader.fault("grades", "the last grade must reach down to 100");
    }
    let ties = match document.ties.as_deref() {
        None | Some("skip") => TieRule::Skip,
        Some("dense") => TieRule::Dense,
        Some(_) => {
            reader.fault("ties", "must be skip or dense");
            TieRule::Skip
        }
    };
    for (index, kind) in document.organizations_in_scope.iter().enumerate() {
        if !OrganizationKind::from_code(kind).is_some_and(OrganizationKind::is_branch) {
            reader.fault(format!("organizations_in_scope[{index}]"), "must be village, enterprise or office");
        }
    }
    let closing_unit = reader.period("closing_unit", &document.closing_unit);
    if !reader.faults.is_empty() {
        return Err(reader.faults);
    }
    Ok(RuleBook {
        name: document.name,
        closing_unit,
        cycle_start_month: 1,
        categories,
        base,
        items,
        grades,
        grades_per: None,
        colours: None,
        settlement: None,
        consequences: Vec::new(),
        candidacy: None,
        publicity: Publicity { days_to_object: 7 },
        additions_after_zeroing: true,
        ties,
        organizations_in_scope: document.organizations_in_scope,
        below: LayerLimits::default(),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_ready_book_of_chishiqiao_says_what_its_account_says() {
        let book = parse(super::super::CHISHIQIAO).expect("a valid book");
        // S0-3, S0-5, S0-6
        assert_eq!(book.base.points, Points::whole(60));
        assert_eq!(book.item("hazard_check").expect("the item").max, Points::whole(1));
        assert_eq!(book.item("epidemic_round").expect("the item").max, Points::from_hundredths(50));
        let names: Vec<_> = book.categories.iter().map(|category| category.name.as_str()).collect();
        assert_eq!(names, ["离任", "在职", "普通", "流动", "年老"]);
        assert_eq!(book.grade(PeriodKind::Year, 1, 497, Points::ZERO).map(|grade| grade.name.as_str()), Some("优秀"));
        assert_eq!(book.grade(PeriodKind::Year, 497, 497, Points::ZERO).map(|grade| grade.name.as_str()), Some("靠后"));
    }

    #[test]
    fn every_fault_is_named_by_its_path() {
        let text = super::super::CHISHIQIAO
            .replace("closing_unit = \"quarter\"", "closing_unit = \"week\"")
            .replace("points = \"0.5\"", "points = \"0.125\"")
            .replace("code = \"aged\"", "code = \"away\"")
            .replace("down_to_percent = 100", "down_to_percent = 95");
        let faults = parse(&text).expect_err("faults");
        let paths: Vec<_> = faults.iter().map(|fault| fault.path.as_str()).collect();
        for path in ["closing_unit", "items[1].points", "categories[4].code", "grades[3].down_to_percent", "grades"] {
            assert!(paths.contains(&path), "{path} in {paths:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in ".{0,200}") {
            let _ = parse(&text);
        }
    }
}
