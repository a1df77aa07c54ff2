//! What can be wrong with a roster: where, which rule, and what to do about it in plain Chinese.

use super::columns::Column;
use super::date::DateError;
use super::phone::PhoneError;

/// One thing wrong with the roster. It never repeats the cell's content, which may be private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The row number, 1-based as a spreadsheet program shows it; of the header row where the
    /// header is at fault.
    pub row: u32,
    /// The column's title as in the sheet; the usual title where the sheet has none.
    pub column: String,
    /// What is wrong.
    pub kind: FaultKind,
}

/// The rules that a roster can break. `Display` is the English reason, [`FaultKind::reason`]
/// the Chinese one; both say what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// No row holds column titles.
    #[error("No header row was found in the first rows: put the titles {titles} into one row.")]
    HeaderMissing {
        /// The required titles.
        titles: String,
    },
    /// A required column is not in the header row.
    #[error("This column is missing: add it to the header row and fill it in.")]
    ColumnMissing,
    /// Two columns with the same meaning.
    #[error("Columns “{first}” and “{second}” mean the same: delete or rename one.")]
    ColumnTwice {
        /// The title further left.
        first: String,
        /// The title further right.
        second: String,
    },
    /// A required cell is blank.
    #[error("This cell is blank: fill it in.")]
    ValueMissing,
    /// A formula's error stands in the cell.
    #[error("This cell shows a formula error: type the value itself.")]
    CellError,
    /// More characters than are kept.
    #[error("Too long: at most {max} characters.")]
    TooLong {
        /// The limit in characters.
        max: usize,
    },
    /// Digits or signs where a name is meant.
    #[error("This is not a person's name: type the name in characters.")]
    NotAName,
    /// Neither 男 nor 女.
    #[error("Type 男 or 女.")]
    SexUnknown,
    /// No date in any known form.
    #[error("Not a valid date: write it like 1990-09-08.")]
    NotADate,
    /// A year alone.
    #[error("Only a year: add at least the month, like 1990-09.")]
    YearOnly,
    /// The number 2014.1.
    #[error("This may mean January or October: write it like 2014-01 or 2014-10.")]
    AmbiguousMonth,
    /// A month where a whole date is needed.
    #[error("The day is missing: write the whole date like 2014-08-27.")]
    DayMissing,
    /// A date after today.
    #[error("This date lies in the future: check the year.")]
    InFuture,
    /// Joined before the 18th birthday.
    #[error("Joined before the age of 18: check the date of birth and the date of joining.")]
    JoinedUnder18,
    /// Neither full nor probationary.
    #[error("Type 正式党员 or 预备党员.")]
    StandingUnknown,
    /// No branch of that name in this township.
    #[error("No branch of this name: type its full name as in the list of organizations.")]
    BranchUnknown,
    /// Several branches of that name.
    #[error("Several branches have this name: give them different names first.")]
    BranchAmbiguous,
    /// Not a category of the rule book.
    #[error("Not a category of the rule book: type one of {names}.")]
    CategoryUnknown {
        /// The names to choose from.
        names: String,
    },
    /// Not 11 digits.
    #[error("A mobile number has 11 digits: correct it, or leave it blank.")]
    PhoneWrongLength,
    /// Not a mobile number.
    #[error("Not a mainland mobile number: correct it, or leave it blank.")]
    PhoneNotMobile,
    /// Several numbers in one cell.
    #[error("Several numbers in one cell: keep one mobile number.")]
    PhoneSeveral,
    /// The number of an earlier row.
    #[error("Same number as in row {row}: correct one of them, or leave it blank.")]
    PhoneRepeated {
        /// The earlier row's number.
        row: u32,
    },
}

impl Fault {
    pub(super) fn in_header(row: u32, column: Column, kind: FaultKind) -> Self {
        Self { row, column: column.title().to_owned(), kind }
    }
}

impl FaultKind {
    /// The stable code for programs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::HeaderMissing { .. } => "roster.header_missing",
            Self::ColumnMissing => "roster.column_missing",
            Self::ColumnTwice { .. } => "roster.column_twice",
            Self::ValueMissing => "roster.value_missing",
            Self::CellError => "roster.cell_error",
            Self::TooLong { .. } => "roster.too_long",
            Self::NotAName => "roster.not_a_name",
            Self::SexUnknown => "roster.sex_unknown",
            Self::NotADate => "roster.not_a_date",
            Self::YearOnly => "roster.year_only",
            Self::AmbiguousMonth => "roster.ambiguous_month",
            Self::DayMissing => "roster.day_missing",
            Self::InFuture => "roster.in_future",
            Self::JoinedUnder18 => "roster.joined_under_18",
            Self::StandingUnknown => "roster.standing_unknown",
            Self::BranchUnknown => "roster.branch_unknown",
            Self::BranchAmbiguous => "roster.branch_ambiguous",
            Self::CategoryUnknown { .. } => "roster.category_unknown",
            Self::PhoneWrongLength => "roster.phone_wrong_length",
            Self::PhoneNotMobile => "roster.phone_not_mobile",
            Self::PhoneSeveral => "roster.phone_several",
            Self::PhoneRepeated { .. } => "roster.phone_repeated",
        }
    }

    /// The reason in Chinese, saying what to do.
    pub fn reason(&self) -> String {
        match self {
            Self::HeaderMissing { titles } => {
                format!("没有找到表头，请把{titles}等列名写在同一行")
            }
            Self::ColumnMissing => "缺少这一列，请在表头加上并填写".into(),
            Self::ColumnTwice { first, second } => {
                format!("“{first}”和“{second}”两列意思相同，请删去或改名其中一列")
            }
            Self::ValueMissing => "没有填写，请补上".into(),
            Self::CellError => "单元格里是公式错误，请直接填写内容".into(),
            Self::TooLong { max } => format!("太长，请不要超过{max}个字"),
            Self::NotAName => "不是姓名，请填写姓名".into(),
            Self::SexUnknown => "请填写“男”或“女”".into(),
            Self::NotADate => "不是有效日期，请按 1990-09-08 的样子填写".into(),
            Self::YearOnly => "只有年份，请至少写到月，例如 1990-09".into(),
            Self::AmbiguousMonth => "分不清是1月还是10月，请写成 2014-01 或 2014-10".into(),
            Self::DayMissing => "没有写到日，请写完整日期，例如 2014-08-27".into(),
            Self::InFuture => "日期在今天之后，请核对年份".into(),
            Self::JoinedUnder18 => "入党时未满18周岁，请核对出生日期和入党日期".into(),
            Self::StandingUnknown => "请填写“正式党员”或“预备党员”".into(),
            Self::BranchUnknown => "没有这个党支部，请填写组织列表里的全称".into(),
            Self::BranchAmbiguous => "有几个党支部同名，请先给它们改成不同的名称".into(),
            Self::CategoryUnknown { names } => format!("不是积分管理台账里的类别，请从{names}中选一个"),
            Self::PhoneWrongLength => "手机号码应为11位，请改正；没有手机请留空".into(),
            Self::PhoneNotMobile => "不是手机号码，请改正；没有手机请留空".into(),
            Self::PhoneSeveral => "一格里有几个号码，请只留一个手机号码".into(),
            Self::PhoneRepeated { row } => format!("与第{row}行的号码相同，请改正其中一个或留空"),
        }
    }
}

impl From<DateError> for FaultKind {
    fn from(error: DateError) -> Self {
        match error {
            DateError::NotADate => Self::NotADate,
            DateError::YearOnly => Self::YearOnly,
            DateError::AmbiguousMonth => Self::AmbiguousMonth,
        }
    }
}

impl From<PhoneError> for FaultKind {
    fn from(error: PhoneError) -> Self {
        match error {
            PhoneError::WrongLength => Self::PhoneWrongLength,
            PhoneError::NotMobile => Self::PhoneNotMobile,
            PhoneError::Several => Self::PhoneSeveral,
        }
    }
}
