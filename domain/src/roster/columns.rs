//! The header row: found under title rows, in any column order, by many titles.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::cell::Cell;
use super::fault::{Fault, FaultKind};
use super::text;

/// A header stands within this many rows from the top.
const HEADER_WITHIN: usize = 30;
/// So many known titles in one row make it the header: a data row has none.
const HEADER_AT_LEAST: usize = 3;

/// The columns that are taken out of a roster. All others are ignored and not kept
/// (invariant 11): nationality, ID numbers, health, remarks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Column {
    /// 姓名.
    Name,
    /// 性别.
    Sex,
    /// 出生日期; only year and month are kept.
    Birth,
    /// 学历.
    Schooling,
    /// 人员类别: full or probationary.
    Standing,
    /// 所在党支部.
    Branch,
    /// 入党日期.
    JoinedOn,
    /// 联系电话.
    Phone,
    /// 党员类别: the rule book's category.
    Category,
    /// 特长.
    Skills,
}

impl Column {
    /// Every column, in the order of the usual form.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Sex,
        Self::Birth,
        Self::Schooling,
        Self::Standing,
        Self::Branch,
        Self::JoinedOn,
        Self::Phone,
        Self::Category,
        Self::Skills,
    ];

    /// The usual title.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Name => "姓名",
            Self::Sex => "性别",
            Self::Birth => "出生日期",
            Self::Schooling => "学历",
            Self::Standing => "人员类别",
            Self::Branch => "所在党支部",
            Self::JoinedOn => "入党日期",
            Self::Phone => "联系电话",
            Self::Category => "党员类别",
            Self::Skills => "特长",
        }
    }

    /// Must the sheet have it? Phone, schooling and skills are optional.
    pub const fn is_required(self) -> bool {
        !matches!(self, Self::Phone | Self::Schooling | Self::Skills)
    }

    const fn synonyms(self) -> &'static [&'static str] {
        match self {
            Self::Name => &["名字", "党员姓名"],
            Self::Sex => &[],
            Self::Birth => &["出生年月", "出生年月日", "出生时间", "生日"],
            Self::Schooling => &["文化程度", "最高学历"],
            Self::Standing => &["正式或预备", "正式/预备"],
            Self::Branch => &["党支部", "支部", "所属党支部", "所在支部", "所属支部", "党支部名称", "支部名称"],
            Self::JoinedOn => &["入党时间", "入党年月日", "加入党组织日期", "加入党组织时间"],
            Self::Phone => &["手机号", "手机号码", "手机", "电话", "电话号码", "联系方式", "联系电话号码", "移动电话"],
            Self::Category => &["类别", "党员类型", "积分类别"],
            Self::Skills => &["技能", "技能特长", "个人特长", "专长"],
        }
    }

    /// The column that a header cell names. Spaces, marks such as `*`, and a hint in brackets
    /// (`出生日期（年月日）`) do not matter.
    fn named(cell: &Cell) -> Option<Self> {
        let Cell::Text(title) = cell else { return None };
        let title = text::compact(title);
        let title = title.split('(').next().unwrap_or_default().trim_matches(['*', ':', '★']);
        Self::ALL.into_iter().find(|column| column.title() == title || column.synonyms().contains(&title))
    }
}

/// The header row of a sheet: where each known column stands.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its row number, 1-based.
    pub row: u32,
    places: BTreeMap<Column, (usize, String)>,
}

impl Header {
    /// Finds the header row: of the first rows the one with the most known titles.
    ///
    /// # Errors
    /// Every fault of the header: none found, each required column that is missing, and
    /// columns of the same meaning, where to choose would be to guess.
    pub fn find(rows: &[Vec<Cell>]) -> Result<Self, Vec<Fault>> {
        let Some((row, cells)) = densest(rows) else {
            let required = Column::ALL.into_iter().filter(|column| column.is_required());
            let titles = required.map(Column::title).collect::<Vec<_>>().join("、");
            return Err(vec![Fault::in_header(1, Column::Name, FaultKind::HeaderMissing { titles })]);
        };
        let mut places = BTreeMap::new();
        let mut faults = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let Some(column) = Column::named(cell) else { continue };
            let title = text::tidy(&cell.as_text());
            match places.entry(column) {
                Entry::Vacant(place) => {
                    place.insert((index, title));
                }
                Entry::Occupied(place) => {
                    let (_, first) = place.get().clone();
                    faults.push(Fault::in_header(row, column, FaultKind::ColumnTwice { first, second: title }));
                }
            }
        }
        let missing = Column::ALL.into_iter().filter(|column| column.is_required() && !places.contains_key(column));
        faults.extend(missing.map(|column| Fault::in_header(row, column, FaultKind::ColumnMissing)));
        if faults.is_empty() { Ok(Self { row, places }) } else { Err(faults) }
    }

    /// The cell of a column; an empty one where the sheet lacks the column or the row is short.
    pub(super) fn cell<'a>(&self, cells: &'a [Cell], column: Column) -> &'a Cell {
        self.places.get(&column).and_then(|(index, _)| cells.get(*index)).unwrap_or(&Cell::Empty)
    }

    /// The column's title as the sheet has it.
    pub(super) fn title(&self, column: Column) -> &str {
        self.places.get(&column).map_or(column.title(), |(_, title)| title)
    }

    /// Is nothing filled in that would be kept?
    pub(super) fn is_blank(&self, cells: &[Cell]) -> bool {
        self.places.values().all(|(index, _)| cells.get(*index).is_none_or(Cell::is_empty))
    }

    /// Is it the header once more, as on every page of a printed form?
    pub(super) fn repeats_in(&self, cells: &[Cell]) -> bool {
        Column::named(self.cell(cells, Column::Name)) == Some(Column::Name)
    }
}

/// How many known titles the best header row of these rows has; 0 where there is no header.
/// For choosing the roster among the sheets of a workbook.
pub fn recognised(rows: &[Vec<Cell>]) -> usize {
    densest(rows).map_or(0, |(_, cells)| titles_in(cells))
}

/// Is there a faultless header with something filled in below it?
pub fn is_complete(rows: &[Vec<Cell>]) -> bool {
    Header::find(rows).is_ok_and(|header| {
        let below = (1..).zip(rows).filter(|(number, _)| *number > header.row);
        below.into_iter().any(|(_, cells)| !header.is_blank(cells))
    })
}

/// The first of the rows with the most known titles.
fn densest(rows: &[Vec<Cell>]) -> Option<(u32, &[Cell])> {
    (1..)
        .zip(rows.iter().take(HEADER_WITHIN).map(Vec::as_slice))
        .filter(|(_, cells)| titles_in(cells) >= HEADER_AT_LEAST)
        .min_by_key(|(_, cells)| std::cmp::Reverse(titles_in(cells)))
}

fn titles_in(cells: &[Cell]) -> usize {
    cells.iter().filter_map(Column::named).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(titles: &str) -> Vec<Cell> {
        titles.split('|').map(|title| if title.is_empty() { Cell::Empty } else { Cell::Text(title.into()) }).collect()
    }

    #[test]
    fn found_under_title_rows_in_any_order_and_wording() {
        let rows = [
            row("赤石桥乡党员花名册"),
            vec![],
            row("*名字|手机号|党支部|类 别|人员类别|入党\n时间|出生年月（年月）|性　别|备注"),
        ];
        let header = Header::find(&rows).expect("a header");
        assert_eq!(header.row, 3);
        assert_eq!(header.title(Column::JoinedOn), "入党 时间");
        assert_eq!(header.cell(&row("张三|1"), Column::Name), &Cell::Text("张三".into()));
        assert_eq!(header.cell(&row("张三|1"), Column::Birth), &Cell::Empty);
    }

    #[test]
    fn every_missing_column_is_named() {
        let faults = Header::find(&[row("姓名|性别|民族|联系电话")]).expect_err("columns are missing");
        let named: Vec<&str> = faults.iter().map(|fault| fault.column.as_str()).collect();
        assert_eq!(named, ["出生日期", "人员类别", "所在党支部", "入党日期", "党员类别"]);
        assert!(faults.iter().all(|fault| fault.kind == FaultKind::ColumnMissing && fault.row == 1));
    }

    #[test]
    fn two_columns_of_one_meaning_are_never_chosen_between() {
        let faults = Header::find(&[row("姓名|性别|出生日期|人员类别|党支部|入党日期|党员类别|电话|手机号")])
            .expect_err("two phones");
        let kind = FaultKind::ColumnTwice { first: "电话".into(), second: "手机号".into() };
        assert_eq!(faults, [Fault { row: 1, column: "联系电话".into(), kind }]);
    }

    #[test]
    fn no_header_is_said_so() {
        let faults = Header::find(&[row("填表说明"), vec![]]).expect_err("no header");
        assert!(matches!(faults.as_slice(), [Fault { kind: FaultKind::HeaderMissing { .. }, .. }]));
        assert_eq!(recognised(&[row("填表说明")]), 0);
    }
}
