//! `[colours]` (蓝黄红榜): S4-3.

use xianfeng_domain::rulebook::{Colour, ColourBoard};
use xianfeng_domain::time::PeriodKind;

use super::category::unique;
use super::fault::{Faults, Path};
use super::scalars::{Code, List, Text};
use super::shape::table;
use super::threshold::{self, DownToPercent, FromPoints, Row};
use super::words;

table! {
    /// 蓝黄红榜。The blue, yellow and red board.
    ColoursTable {
        /// 每月、每季度还是每年一榜。The kind of period that it is made for.
        per: PeriodKind,
        /// 各榜，从好到差。Its colours, best first.
        list: List<ColourTable, 20>,
    }
}

table! {
    /// 一种榜。One colour of the board.
    ColourTable {
        /// 代码：blue、yellow、red。Its code: blue, yellow, red.
        code: Code,
        /// 名称，例如 蓝榜。Its name for people.
        name: Text<30>,
        /// 从多少分起；最后一档不写。From this total up; not on the last.
        from_points: FromPoints = None,
        /// 到排名前百分之几；最后一档写 100。Down to this percentage of the ranking; 100 on the last.
        down_to_percent: DownToPercent = None,
        /// 是否公开；不写时红榜不公开，其余公开。Shown to everybody; where absent, all but red are.
        public: Option<bool> = None,
    }
}

impl ColoursTable {
    pub(super) fn check(&self, at: &Path<'_>, faults: &mut Faults) {
        let Some(list) = &self.list else { return };
        let at = at.key("list");
        if list.0.is_empty() {
            faults.add(&at, words::too_few());
        }
        let codes = list.iter().filter_map(|(index, colour)| Some((index, colour.code.as_ref()?.0.as_str())));
        unique(codes, &at, faults);
        let rows: Vec<_> = list.0.iter().map(|colour| colour.as_ref().map(ColourTable::row)).collect();
        threshold::check(&rows, &at, faults);
    }

    pub(super) fn build(self) -> Option<ColourBoard> {
        Some(ColourBoard { per: self.per?, colours: self.list?.all(ColourTable::build)? })
    }

    pub(super) fn of(board: &ColourBoard) -> Self {
        Self { per: Some(board.per), list: Some(List::of(board.colours.iter().map(ColourTable::of))) }
    }
}

impl ColourTable {
    fn row(&self) -> Row {
        Row::of(self.from_points, self.down_to_percent)
    }

    fn build(self) -> Option<Colour> {
        let threshold = self.row().build()?;
        let code = self.code?.0;
        // Invariant 11: the red board is private unless the book says otherwise.
        let public = self.public?.unwrap_or(code != "red");
        Some(Colour { code, name: self.name?.0, threshold, public })
    }

    fn of(colour: &Colour) -> Self {
        let (from_points, down_to_percent) = threshold::of(colour.threshold);
        Self {
            code: Some(Code(colour.code.clone())),
            name: Some(Text(colour.name.clone())),
            from_points,
            down_to_percent,
            public: Some(Some(colour.public)),
        }
    }
}
