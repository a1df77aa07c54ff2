//! `[[categories]]` (类别): S0-5, S4-1.

use xianfeng_domain::Points;
use xianfeng_domain::rulebook::{Category, Hint};

use super::fault::{Faults, Path};
use super::scalars::{Code, Decimal, Text, Whole};
use super::shape::table;
use super::words;

table! {
    /// 党员类别。A category of members.
    CategoryTable {
        /// 代码，定下后不要改。Its code; keep it once it is in use.
        code: Code,
        /// 名称，例如 年老。Its name for people.
        name: Text<30>,
        /// 这类党员的基础分；不写即与 base.points 相同。The base points of the category, if not those of `base`.
        base: Option<Decimal<0>> = None,
        /// 这类党员一般免于考核，由支委会另行决定。Its members are exempt unless the committee decides otherwise.
        exempt: bool = false,
        /// 敏感类别：不在任何公示、榜单、导出中出现。Shown on no board, notice or export.
        sensitive: bool = false,
        /// 这类党员每季度须汇报。Its members report each quarter.
        report_due: bool = false,
        /// 提示：什么情况下由系统建议归入，由人决定。What makes the machine propose it; a person decides.
        hints: Option<HintsTable> = None,
    }
}

table! {
    /// 提示归入某类别的情况。What speaks for a category.
    HintsTable {
        /// 满多少周岁。From this age on.
        age_from: Option<Whole<18, 120>> = None,
        /// 外出满多少个月。Away for so many months.
        away_months: Option<Whole<1, 120>> = None,
    }
}

impl CategoryTable {
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.0.as_str())
    }

    /// Its own base points and what the domain says of it.
    pub(super) fn build(self) -> Option<(Option<Points>, Category)> {
        let mut hints = Vec::new();
        if let Some(table) = self.hints? {
            hints.extend(table.age_from?.map(|age| Hint::AgeFrom(age.0)));
            hints.extend(table.away_months?.map(|months| Hint::AwayFor(months.0)));
        }
        let category = Category {
            code: self.code?.0,
            name: self.name?.0,
            exempt: self.exempt?,
            sensitive: self.sensitive?,
            report_due: self.report_due?,
            hints,
        };
        Some((self.base?.map(|base| base.0), category))
    }

    pub(super) fn of(category: &Category, base: Option<Points>) -> Self {
        let mut hints = HintsTable { age_from: Some(None), away_months: Some(None) };
        for hint in &category.hints {
            match hint {
                Hint::AgeFrom(age) => hints.age_from = Some(Some(Whole(*age))),
                Hint::AwayFor(months) => hints.away_months = Some(Some(Whole(*months))),
            }
        }
        Self {
            code: Some(Code(category.code.clone())),
            name: Some(Text(category.name.clone())),
            base: Some(base.map(Decimal)),
            exempt: Some(category.exempt),
            sensitive: Some(category.sensitive),
            report_due: Some(category.report_due),
            hints: Some((!category.hints.is_empty()).then_some(hints)),
        }
    }
}

/// Names codes that stand twice, at the later one.
pub(super) fn unique<'a>(codes: impl Iterator<Item = (usize, &'a str)>, at: &Path<'_>, faults: &mut Faults) {
    let mut seen = std::collections::HashSet::new();
    for (index, code) in codes {
        if !seen.insert(code) {
            faults.add(&at.index(index).key("code"), words::twice(code));
        }
    }
}

/// Names codes of a list that stand twice or that nothing has.
pub(super) fn categories_exist<'a>(
    codes: impl Iterator<Item = (usize, &'a Code)>,
    known: Option<&[&str]>,
    at: &Path<'_>,
    faults: &mut Faults,
) {
    let mut seen = Vec::new();
    for (index, Code(code)) in codes {
        if seen.contains(&code) {
            faults.add(&at.index(index), words::twice(code));
        } else if let Some(known) = known.filter(|known| !known.contains(&code.as_str())) {
            faults.add(&at.index(index), words::no_such("类别", "category", code, known));
        }
        seen.push(code);
    }
}
