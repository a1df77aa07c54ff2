//! `[[grades]]` (等次): S0-8.

use xianfeng_domain::rulebook::Grade;

use super::scalars::{Code, Text};
use super::shape::table;
use super::threshold::{self, DownToPercent, FromPoints, Row};

table! {
    /// 等次，从好到差；按分数或按名次的百分比，全表只用一种。A grade, best first; by score or by share, one kind throughout.
    GradeTable {
        /// 代码，定下后不要改。Its code; keep it once it is in use.
        code: Code,
        /// 名称，例如 优秀。Its name for people.
        name: Text<30>,
        /// 从多少分起；最后一档不写。From this total up; not on the last.
        from_points: FromPoints = None,
        /// 到排名前百分之几；最后一档写 100。Down to this percentage of the ranking; 100 on the last.
        down_to_percent: DownToPercent = None,
    }
}

impl GradeTable {
    pub(super) fn code(&self) -> Option<&str> {
        self.code.as_ref().map(|code| code.0.as_str())
    }

    pub(super) fn row(&self) -> Row {
        Row::of(self.from_points, self.down_to_percent)
    }

    pub(super) fn build(self) -> Option<Grade> {
        let threshold = self.row().build()?;
        Some(Grade { code: self.code?.0, name: self.name?.0, threshold })
    }

    pub(super) fn of(grade: &Grade) -> Self {
        let (from_points, down_to_percent) = threshold::of(grade.threshold);
        Self {
            code: Some(Code(grade.code.clone())),
            name: Some(Text(grade.name.clone())),
            from_points,
            down_to_percent,
        }
    }
}
