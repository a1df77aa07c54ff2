//! The notice's own words in Chinese and English.

use xianfeng_domain::time::Day;

use super::text::Lang;

/// The words.
pub(super) struct Says {
    lang: Lang,
    pub(super) kind: &'static str,
    pub(super) category: &'static str,
    pub(super) additions: &'static str,
    pub(super) deductions: &'static str,
    pub(super) total: &'static str,
    pub(super) grade: &'static str,
    pub(super) colour: &'static str,
    pub(super) approval: &'static str,
    pub(super) rule_book: &'static str,
    pub(super) reason: &'static str,
    pub(super) objection: &'static str,
    pub(super) how: &'static str,
    pub(super) answers: &'static str,
    pub(super) newest: &'static str,
    pub(super) board: &'static str,
    pub(super) scan: &'static str,
    pub(super) check: &'static str,
    pub(super) note: &'static str,
    pub(super) empty: &'static str,
}

/// The words of a language.
pub(super) const fn says(lang: Lang) -> Says {
    match lang {
        Lang::Chinese => Says {
            lang,
            kind: "公示",
            category: "类别",
            additions: "加分",
            deductions: "扣分",
            total: "总积分",
            grade: "等次",
            colour: "榜",
            approval: "审定会议",
            rule_book: "计分依据",
            reason: "更正原因",
            objection: "异议",
            how: "网上：扫码打开本公示，写明序号和理由；书面：交党支部，可以不署名；电话：打给党支部书记或乡镇党委组织办公室。收到后会核对流水，决定和理由公开答复。",
            answers: "异议的处理和答复",
            newest: "查看最新一版",
            board: "查看积分榜",
            scan: "微信扫一扫，核对本公示",
            check: "核对方法：扫码打开网上公示，校验码和各行应与本纸一致；不一致的，以网上最新一版为准，并请告诉乡镇党委。",
            note: "加分含基础分。同分名次并列。姓名隐去了部分字的，请按序号辨认。",
            empty: "本期没有列入公示的党员。",
        },
        Lang::English => Says {
            lang,
            kind: "Public notice",
            category: "Category",
            additions: "Gained",
            deductions: "Deducted",
            total: "Total",
            grade: "Grade",
            colour: "Board",
            approval: "Approved by",
            rule_book: "Under",
            reason: "Corrected because",
            objection: "Objections",
            how: "On line: scan and name the row's number and your reason. In writing: to the branch, with or without your name. By telephone: to the branch secretary or the township's organisation office. The ledger is checked, and the decision is published with its reason.",
            answers: "Objections answered",
            newest: "See the latest edition",
            board: "See the board",
            scan: "Scan to check this notice",
            check: "To check: scan the code; fingerprint and rows must be those of this sheet. If they are not, the latest edition on line decides, and please tell the township.",
            note: "Gained includes base points. Equal totals share a rank. Where names are partly hidden go by the number.",
            empty: "No member is listed in this period.",
        },
    }
}

impl Says {
    /// A day as it is written out.
    pub(super) fn day(&self, day: Day) -> String {
        let pattern = match self.lang {
            Lang::Chinese => "%Y年%-m月%-d日",
            Lang::English => "%-d %b %Y",
        };
        day.format(pattern).to_string()
    }

    /// An edition's number, day and hash in one line.
    pub(super) fn edition(&self, number: u32, published_on: Day, hash: &str) -> String {
        let day = self.day(published_on);
        match self.lang {
            Lang::Chinese => format!("第{number}版 · {day}公示 · 校验码 {hash}"),
            Lang::English => format!("Edition {number} · published {day} · fingerprint {hash}"),
        }
    }

    /// A later edition corrects this one.
    pub(super) fn superseded(&self, by: u32) -> String {
        match self.lang {
            Lang::Chinese => format!("本版已被第{by}版更正"),
            Lang::English => format!("Corrected by edition {by}"),
        }
    }

    /// The row that an objection was against, and on whose notice if that is another.
    pub(super) fn against(&self, elsewhere: Option<&str>, edition: u32, row: u32) -> String {
        match (self.lang, elsewhere) {
            (Lang::Chinese, None) => format!("第{edition}版 {row} 号"),
            (Lang::Chinese, Some(name)) => format!("{name}公示 第{edition}版 {row} 号"),
            (Lang::English, None) => format!("edition {edition}, row {row}"),
            (Lang::English, Some(name)) => format!("{name}, edition {edition}, row {row}"),
        }
    }

    /// What was decided on an objection.
    pub(super) fn outcome(&self, code: &str, edition_made: Option<u32>) -> String {
        match (self.lang, code, edition_made) {
            (Lang::Chinese, "upheld", Some(made)) => format!("成立，见第{made}版"),
            (Lang::English, "upheld", Some(made)) => format!("Right, see edition {made}"),
            (Lang::Chinese, "upheld", None) => "成立".to_owned(),
            (Lang::English, "upheld", None) => "Right".to_owned(),
            (Lang::Chinese, "carried", _) => "成立，记入当期".to_owned(),
            (Lang::English, "carried", _) => "Right, counts in the running period".to_owned(),
            (Lang::Chinese, ..) => "不成立".to_owned(),
            (Lang::English, ..) => "Not right".to_owned(),
        }
    }

    /// The rule book's version.
    pub(super) fn rules(&self, name: &str, version: i64) -> String {
        match self.lang {
            Lang::Chinese => format!("《{name}》第{version}版"),
            Lang::English => format!("{name}, version {version}"),
        }
    }

    /// Until when objections may be made.
    pub(super) fn term(&self, until: Option<Day>) -> String {
        match (self.lang, until.map(|until| self.day(until))) {
            (Lang::Chinese, Some(until)) => format!("对积分有异议的，请在{until}前（含当天）提出。"),
            (Lang::English, Some(until)) => format!("May be made until {until}, that day included."),
            (Lang::Chinese, None) => "对积分有异议的，请及时提出。".to_owned(),
            (Lang::English, None) => "Please make them soon.".to_owned(),
        }
    }
}
