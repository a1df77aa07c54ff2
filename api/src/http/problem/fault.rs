//! Faults: what is wrong with each field of a request, all of them told at once.

use std::fmt::Display;
use std::ops::RangeInclusive;

use super::Text;

/// One invalid field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where: a JSON pointer into the body (`/places/0/from`), or `?name` for a query parameter.
    pub pointer: String,
    /// What is wrong.
    pub code: FaultCode,
    /// The sentence for the person.
    pub detail: Text,
}

/// Makes [`FaultCode`]: rows read `Variant "code" "中文。" / "English.";`, where `{}` stands
/// for the limit that the fault tells.
macro_rules! fault_codes {
    ($($variant:ident $code:literal $zh:literal / $en:literal;)*) => {
        /// What can be wrong with a field.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FaultCode { $(#[doc = $en] $variant,)* }

        impl FaultCode {
            /// Every fault code.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The code as clients see it.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// The sentence, `{}` where the limit goes.
            pub const fn detail(self) -> Text {
                match self { $(Self::$variant => Text::fixed($zh, $en),)* }
            }
        }
    };
}

fault_codes! {
    Missing "missing" "请填写此项。" / "Fill in this field.";
    Unknown "unknown" "没有这一项，请删去或检查拼写。" / "There is no such field: remove it or check its spelling.";
    Duplicate "duplicate" "此项重复，请只保留一个。" / "This stands twice: keep one.";
    WrongType "wrong_type" "此项的类型不对，请对照接口文档修改。" / "This is of the wrong type: see the API document.";
    Invalid "invalid" "此项的值无效，请修改。" / "This value is not valid: correct it.";
    NotOneOf "not_one_of" "此项只能是：{}。" / "This must be one of: {}.";
    TooShort "too_short" "此项至少需要 {} 个字。" / "Write at least {} characters.";
    TooLong "too_long" "此项最多 {} 个字，请缩短。" / "Write at most {} characters.";
    TooFew "too_few" "此项至少需要 {} 个。" / "Give at least {}.";
    TooMany "too_many" "此项最多 {} 个。" / "Give at most {}.";
    TooSmall "too_small" "此项不能小于 {}。" / "This must not be less than {}.";
    TooLarge "too_large" "此项不能大于 {}。" / "This must not be more than {}.";
    OutOfRange "out_of_range" "此项超出允许范围，请修改。" / "This is out of range: correct it.";
    InThePast "in_the_past" "这个时间已经过去，请选择以后的时间。" / "This time has passed: choose a later one.";
    InTheFuture "in_the_future" "这个时间还没有到，请选择今天或以前。" / "This lies in the future: choose today or earlier.";
    OutOfOrder "out_of_order" "时间先后不对，此项应在 {} 之后。" / "The order of times is wrong: this must come after {}.";
    ControlCharacters "control_characters" "含有无法显示的字符，请重新输入。" / "This holds characters that cannot be shown: type it again.";
    NotPoints "not_points" "积分请写成数字，如 3 或 0.5。" / "Write points as a plain number such as 3 or 0.5.";
    PointsTooPrecise "points_too_precise" "积分最多两位小数。" / "Points have at most two decimals.";
    PointsOutOfRange "points_out_of_range" "积分超出允许范围，请检查。" / "These points are out of range: check them.";
    NotTime "not_time" "时间请写成 2024-03-01T08:00:00+08:00 的形式。" / "Write the time as 2024-03-01T08:00:00+08:00.";
    NotDay "not_day" "日期请写成 2024-03-01 的形式。" / "Write the day as 2024-03-01.";
    NotPeriod "not_period" "周期请写成 2024、2024-Q1 或 2024-03。" / "Write the period as 2024, 2024-Q1 or 2024-03.";
    NotId "not_id" "编号无效，请从列表中重新选择。" / "This is no valid id: choose from the list again.";
}

impl std::fmt::Display for FaultCode {
    /// The code; a wire type that refuses a value gives this as its serde message.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A request's input that can say what is wrong with it beyond its types.
pub trait Check {
    /// The most bytes that the body may have, for what is long by nature; where it is less than
    /// the service's own limit, that one holds.
    const MOST_BYTES: usize = 0;

    /// Adds a fault for every field that is not acceptable. Needs no database and no clock:
    /// what depends on state is the domain's to refuse.
    fn check(&self, _faults: &mut Faults) {}
}

/// All faults found so far.
#[derive(Debug, Default)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// Adds a fault at a pointer (`/title`, `?limit`).
    pub fn add(&mut self, pointer: impl Into<String>, code: FaultCode) {
        self.0.push(Fault { pointer: pointer.into(), code, detail: code.detail() });
    }

    /// Adds a fault that tells a limit.
    pub fn add_limit(&mut self, pointer: impl Into<String>, code: FaultCode, limit: impl Display) {
        self.0.push(Fault { pointer: pointer.into(), code, detail: code.detail().with(&limit.to_string()) });
    }

    /// Checks the length of a text in characters, spaces at its ends not counted, and that it
    /// holds no control characters but line breaks and tabs.
    pub fn text(&mut self, pointer: &str, text: &str, length: RangeInclusive<usize>) {
        let count = text.trim().chars().count();
        if count < *length.start() {
            self.add_limit(pointer, FaultCode::TooShort, length.start());
        } else if count > *length.end() {
            self.add_limit(pointer, FaultCode::TooLong, length.end());
        }
        // Neither what cannot be shown nor what turns the line around for who reads it next.
        let hidden = |c: char| {
            let layout = matches!(c, '\n' | '\r' | '\t');
            (c.is_control() && !layout)
                || matches!(c, '\u{200b}' | '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
                || matches!(c, '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}' | '\u{2800}')
        };
        if text.chars().any(hidden) {
            self.add(pointer, FaultCode::ControlCharacters);
        }
    }

    /// Checks how many there are of something.
    pub fn count(&mut self, pointer: &str, count: usize, allowed: RangeInclusive<usize>) {
        if count < *allowed.start() {
            self.add_limit(pointer, FaultCode::TooFew, allowed.start());
        } else if count > *allowed.end() {
            self.add_limit(pointer, FaultCode::TooMany, allowed.end());
        }
    }

    /// Checks that a value lies in a range.
    pub fn range<T: PartialOrd + Display>(&mut self, pointer: &str, value: T, allowed: RangeInclusive<T>) {
        if value < *allowed.start() {
            self.add_limit(pointer, FaultCode::TooSmall, allowed.start());
        } else if value > *allowed.end() {
            self.add_limit(pointer, FaultCode::TooLarge, allowed.end());
        }
    }

    /// Lets a part check itself; its faults are told under `prefix` (`/shares/0`).
    pub fn nested(&mut self, prefix: &str, part: &impl Check) {
        let mut inner = Self::default();
        part.check(&mut inner);
        self.0
            .extend(inner.0.into_iter().map(|fault| Fault { pointer: format!("{prefix}{}", fault.pointer), ..fault }));
    }

    /// Adds the faults found elsewhere.
    pub fn append(&mut self, mut others: Self) {
        self.0.append(&mut others.0);
    }

    /// None found?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The faults, in the order found.
    pub fn into_vec(self) -> Vec<Fault> {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Share(i64);

    impl Check for Share {
        fn check(&self, faults: &mut Faults) {
            faults.range("/percent", self.0, 1..=100);
        }
    }

    #[test]
    fn every_fault_is_told_with_its_place_and_limit() {
        let mut faults = Faults::default();
        faults.text("/title", "  ", 1..=4);
        faults.text("/body", "四个汉字啊\u{0}", 1..=4);
        faults.count("/files", 10, 0..=9);
        faults.nested("/shares/0", &Share(101));
        let found: Vec<_> = faults.into_vec().into_iter().map(|f| (f.pointer, f.code)).collect();
        let expected = [
            ("/title", FaultCode::TooShort),
            ("/body", FaultCode::TooLong),
            ("/body", FaultCode::ControlCharacters),
            ("/files", FaultCode::TooMany),
            ("/shares/0/percent", FaultCode::TooLarge),
        ];
        assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code)));
    }
}
