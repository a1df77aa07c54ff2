//! Random valid rule books and layers, made of a tape of random numbers: proptest makes a failing
//! tape short and its numbers small.

use proptest::prelude::*;
use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{
    Base, Candidacy, Cap, Category, Colour, ColourBoard, Consequence, Grade, Hint, Item, ItemKind, Joiners, Layer,
    LayerLimits, Leavers, Limit, Narrowing, Publicity, Rate, RuleBook, Settlement, Statistic, Threshold, TieRule,
    Trigger, Way,
};
use xianfeng_domain::time::PeriodKind;

const KINDS: [ItemKind; 4] = [ItemKind::Addition, ItemKind::Deduction, ItemKind::Zeroing, ItemKind::Veto];

pub(super) fn books() -> impl Strategy<Value = RuleBook> {
    prop::collection::vec(any::<u32>(), 0..400).prop_map(|numbers| Tape(numbers.into_iter()).book())
}

pub(super) fn layers() -> impl Strategy<Value = Layer> {
    prop::collection::vec(any::<u32>(), 0..200).prop_map(|numbers| Tape(numbers.into_iter()).layer())
}

/// Random numbers; zeros when they are used up.
struct Tape(std::vec::IntoIter<u32>);

impl Tape {
    fn below(&mut self, bound: u32) -> u32 {
        self.0.next().unwrap_or(0) % bound
    }

    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(u32::try_from(all.len()).unwrap()) as usize]
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flag().then(|| make(self))
    }

    fn list<T>(&mut self, most: u32, mut make: impl FnMut(&mut Self, u32) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|index| make(self, index)).collect()
    }

    fn some<T: Clone>(&mut self, all: &[T]) -> Vec<T> {
        all.iter().filter(|_| self.flag()).cloned().collect()
    }

    fn name(&mut self) -> String {
        self.pick(&["护林防火", "a", "“引号” \"'\\", "名 称", "表\u{1f600}情", "#=[]{}"]).to_owned()
    }

    fn points(&mut self, least: i64) -> Points {
        Points::from_hundredths(least + i64::from(self.below(100_000)))
    }

    fn period(&mut self) -> PeriodKind {
        self.pick(&PeriodKind::ALL)
    }

    fn book(&mut self) -> RuleBook {
        let count = 1 + self.below(4);
        let categories: Vec<Category> = (0..count).map(|index| self.category(index)).collect();
        let codes: Vec<String> = categories.iter().map(|category| category.code.clone()).collect();
        let closing_unit = self.period();
        let graded = self.thresholds();
        let grades: Vec<Grade> = (0..)
            .zip(graded)
            .map(|(index, threshold)| Grade { code: format!("g{index}"), name: self.name(), threshold })
            .collect();
        let grades_per = self.maybe(|tape| tape.period().max(closing_unit));
        let per = |tape: &mut Self| grades_per.unwrap_or_else(|| tape.period().max(closing_unit));
        let base = |tape: &mut Self, code: &String| Some((code.clone(), tape.maybe(|tape| tape.points(0))?));
        RuleBook {
            name: self.name(),
            closing_unit,
            cycle_start_month: 1 + self.below(12),
            base: Base {
                points: self.points(0),
                per: self.period(),
                joiners: self.pick(&[Joiners::ProRata, Joiners::Full, Joiners::Nothing]),
                leavers: self.pick(&[Leavers::ProRata, Leavers::Keep]),
                by_category: codes.iter().filter_map(|code| base(self, code)).collect(),
            },
            items: self.list(6, |tape, index| tape.item(index, &codes)),
            colours: self.maybe(Self::colours).filter(|board| !board.colours.is_empty()),
            settlement: self.maybe(|tape| tape.settlement(per, &grades, &codes)).filter(|_| !grades.is_empty()),
            consequences: self.list(4, |tape, index| tape.consequence(index, per, &grades)),
            candidacy: self.maybe(|tape| Candidacy { post_holders: tape.flag(), from_points: tape.points(0) }),
            publicity: Publicity { days_to_object: 1 + self.below(90) },
            additions_after_zeroing: self.flag(),
            ties: self.pick(&[TieRule::Skip, TieRule::Dense]),
            organizations_in_scope: {
                let more = self.some(&["enterprise", "office"]);
                ["village"].into_iter().chain(more).map(str::to_owned).collect()
            },
            below: self.limits(),
            categories,
            grades,
            grades_per,
        }
    }

    fn layer(&mut self) -> Layer {
        let codes = ["aged".to_owned(), "away".to_owned()];
        Layer {
            name: self.name(),
            items: self.list(4, |tape, index| tape.item(index, &codes)),
            narrow: self.list(4, |tape, index| {
                let points = tape.maybe(|tape| (tape.points(1), tape.points(100_001)));
                Narrowing {
                    code: format!("above{index}"),
                    points,
                    caps: tape.caps(points.map_or(Points::ZERO, |(min, _)| min)),
                    categories: tape.maybe(|tape| tape.some(&codes)).filter(|some| !some.is_empty()),
                    evidence: tape.flag(),
                    retired: tape.flag(),
                }
            }),
            below: self.limits(),
        }
    }

    fn category(&mut self, index: u32) -> Category {
        let age = self.maybe(|tape| Hint::AgeFrom(18 + tape.below(100)));
        let away = self.maybe(|tape| Hint::AwayFor(1 + tape.below(120)));
        Category {
            code: format!("c{index}"),
            name: self.name(),
            exempt: self.flag(),
            sensitive: self.flag(),
            report_due: self.flag(),
            hints: age.into_iter().chain(away).collect(),
        }
    }

    fn item(&mut self, index: u32, categories: &[String]) -> Item {
        let kind = self.pick(&KINDS);
        let worthless = matches!(kind, ItemKind::Zeroing | ItemKind::Veto);
        let min = if worthless { Points::ZERO } else { self.points(1) };
        let max = if !worthless && self.flag() { min + self.points(0) } else { min };
        let ways = match kind {
            ItemKind::Addition => self.some(&Way::ALL),
            ItemKind::Deduction => self.some(&[Way::Attendance, Way::Dues, Way::Report, Way::Post, Way::Training]),
            ItemKind::Zeroing | ItemKind::Veto => self.some(&[Way::VillagerReport]),
        };
        Item {
            code: format!("i{index}"),
            name: self.name(),
            aspect: self.name(),
            kind,
            min,
            max,
            unit: self.pick(&["次", "件", "day"]).to_owned(),
            by_quantity: !worthless && self.flag(),
            caps: if kind == ItemKind::Addition { self.caps(min) } else { Vec::new() },
            categories: self.some(categories),
            ways: if ways.is_empty() { vec![Way::Direct] } else { ways },
            evidence: self.flag(),
            retired: self.flag(),
            narrowable: self.flag(),
            statistic: self.flag().then(|| self.pick(&Statistic::ALL)),
        }
    }

    /// Caps that grow with the period.
    fn caps(&mut self, least: Points) -> Vec<Cap> {
        let (mut points, mut times, mut caps) = (least + Points::from_hundredths(1), 1, Vec::new());
        for per in PeriodKind::ALL {
            points += self.points(0);
            times += self.below(1000);
            caps.extend(self.maybe(|_| Cap { per, limit: Limit::Points(points) }));
            caps.extend(self.maybe(|_| Cap { per, limit: Limit::Times(times) }));
        }
        caps
    }

    fn thresholds(&mut self) -> Vec<Threshold> {
        let count = self.below(5);
        if count == 0 {
            return Vec::new();
        }
        if self.flag() {
            let shares = (1..count).map(|index| Threshold::Share(index * (1 + 90 / count)));
            return shares.chain([Threshold::Share(100)]).collect();
        }
        let top = self.points(-50_000);
        let scores = (1..count).map(|index| Threshold::Score(top - Points::from_hundredths(i64::from(index))));
        scores.chain([Threshold::EVERYBODY]).collect()
    }

    fn colours(&mut self) -> ColourBoard {
        let thresholds = self.thresholds();
        let colour = |(index, threshold): (usize, Threshold)| Colour {
            code: ["blue", "yellow", "red", "grey"][index].to_owned(),
            name: self.name(),
            threshold,
            public: self.flag(),
        };
        let colours = thresholds.into_iter().enumerate().map(colour).collect();
        ColourBoard { per: self.period(), colours }
    }

    fn settlement(
        &mut self,
        per: impl Fn(&mut Self) -> PeriodKind,
        grades: &[Grade],
        categories: &[String],
    ) -> Settlement {
        let mut rates = Vec::new();
        for grade in grades {
            let of_all = self.flag();
            let own: Vec<String> = if of_all { self.some(categories) } else { categories.to_vec() };
            let of = own.into_iter().map(Some).chain(of_all.then_some(None));
            rates.extend(of.map(|category| Rate { grade: grade.code.clone(), category, points: self.points(0) }));
        }
        Settlement {
            per: per(self),
            organizations: {
                let more = self.some(&["enterprise", "office"]);
                ["village"].into_iter().chain(more).map(str::to_owned).collect()
            },
            fund_fen: i64::from(self.below(100_000_000)),
            fen_per_point: 100 * (1 + i64::from(self.below(1000))),
            rates,
            carry_over: self.flag(),
            expires_after_months: self.maybe(|tape| 1 + tape.below(120)),
        }
    }

    fn consequence(&mut self, index: u32, per: impl Fn(&mut Self) -> PeriodKind, grades: &[Grade]) -> Consequence {
        let bottom_percent = 1 + self.below(100);
        let trigger = match (self.below(6), grades.first()) {
            (0, Some(grade)) => Trigger::Grade(grade.code.clone()),
            (1, _) => Trigger::BottomShare(bottom_percent),
            (2, _) => Trigger::NoAdditions,
            (3, _) => Trigger::Deductions(self.points(1)),
            (4, _) => Trigger::RunningTotal { periods: 2 + self.below(119), bottom_percent },
            _ => Trigger::BelowBase,
        };
        Consequence {
            code: format!("k{index}"),
            name: self.name(),
            trigger,
            per: per(self),
            in_a_row: 1 + self.below(60),
            steps: self.list(4, |tape, _| tape.name()),
            deadline_days: self.maybe(|tape| 1 + tape.below(730)),
        }
    }

    fn limits(&mut self) -> LayerLimits {
        LayerLimits {
            most_items: self.below(2001),
            most_points: self.maybe(|tape| tape.points(1)),
            kinds: self.some(&KINDS),
            aspects: self.list(3, |tape, _| tape.name()),
        }
    }
}
