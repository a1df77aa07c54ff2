//! An entry as a sentence that a member understands: what, when, by which item, by whom, and
//! everything about it that would otherwise raise a question (S0-4).

use chrono::Datelike;
use xianfeng_domain::ledger::{Draft, EntryKind, SourceKind};
use xianfeng_domain::time::{Day, PeriodKind};
use xianfeng_infra::ledger::LedgerRow;

use crate::auth::MACHINE;
use crate::board::Lang;
use crate::http::problem::Language;

/// What the sentence is made of.
pub(super) struct Facts<'a> {
    /// The entry with its words.
    pub(super) row: &'a LedgerRow,
    /// The member's name.
    pub(super) member: &'a str,
    /// The item's name.
    pub(super) item: Option<&'a str>,
    /// Who recorded it; none for the system.
    pub(super) recorded_by: Option<&'a str>,
    /// Who approved it; none for the system.
    pub(super) approved_by: Option<&'a str>,
    /// How many photos prove it.
    pub(super) photos: usize,
}

impl Facts<'_> {
    /// Did a cap trim it?
    pub(super) fn is_capped(&self) -> bool {
        let draft = &self.row.entry.draft;
        draft.points != draft.asked && matches!(draft.kind, EntryKind::Addition | EntryKind::Reinstatement)
    }

    /// Is it the zeroing itself, not what keeps it as it is?
    fn is_taking(&self) -> bool {
        usize::try_from(self.draft().source.line).is_ok_and(|line| line < PeriodKind::ALL.len())
    }

    fn draft(&self) -> &Draft {
        &self.row.entry.draft
    }

    /// Who recorded and who approved it. The system's name is for the machine's account alone.
    fn who<'a>(&'a self, system: &'a str, unknown: &'a str) -> (&'a str, &'a str) {
        let who = |account, name: Option<&'a str>| if account == MACHINE { system } else { name.unwrap_or(unknown) };
        (who(self.draft().recorded_by, self.recorded_by), who(self.draft().approved_by, self.approved_by))
    }

    fn what(&self) -> &str {
        self.row.what.as_deref().or(self.item).unwrap_or("—")
    }

    /// Counts on another day than that of the deed, and not because it belongs to a period.
    fn is_moved(&self) -> bool {
        self.draft().scope.is_none() && self.row.entry.counts_on != self.draft().deed_on
    }
}

/// What people did for an entry, in Chinese and English: two of them, or one who did both.
struct Verbs {
    first: (&'static str, &'static str),
    second: (&'static str, &'static str),
    alone: (&'static str, &'static str),
}

impl Verbs {
    /// By what caused the entry: members declare and the branch registers, the committee decides and
    /// the secretary signs (S2-3, S2-4).
    const fn of(source: SourceKind) -> Self {
        let (first, second) = (("登记", "Recorded"), ("审核", "approved"));
        match source {
            SourceKind::Claim => Self { first, second, alone: ("审核", "Approved") },
            SourceKind::Declaration => {
                Self {
                    first: ("申报", "Declared"), second: ("登记", "registered"), alone: ("登记", "Registered")
                }
            }
            SourceKind::Audit => {
                Self { first: ("审议", "Decided"), second: ("签字", "signed"), alone: ("签字", "Signed") }
            }
            SourceKind::Attendance | SourceKind::Dues | SourceKind::PostCheck | SourceKind::Direct => {
                Self { first, second, alone: ("登记", "Recorded") }
            }
            SourceKind::Base
            | SourceKind::Reversal
            | SourceKind::Reinstatement
            | SourceKind::CapRelease
            | SourceKind::Zeroing
            | SourceKind::Lifting => Self { first, second, alone: ("办理", "Recorded") },
        }
    }
}

/// The sentence in a language.
pub(super) fn sentence(facts: &Facts<'_>, language: Language) -> String {
    match language {
        Language::Chinese => chinese(facts),
        Language::English => english(facts),
    }
}

fn chinese(facts: &Facts<'_>) -> String {
    let draft = facts.draft();
    let (day, what, name) = (chinese_day(draft.deed_on), facts.what(), facts.member);
    let amount =
        if draft.points.is_negative() { format!("扣{}分", -draft.points) } else { format!("加{}分", draft.points) };
    let by_item = facts.item.map(|item| format!("按“{item}”")).unwrap_or_default();
    let period = draft.scope.map(|period| Lang::Chinese.period(period)).unwrap_or_default();
    let mut text = match draft.kind {
        EntryKind::Base => format!("{name}的{period}基础分，{amount}。"),
        EntryKind::Addition | EntryKind::Deduction => format!("{day}，{name}：{what}，{by_item}{amount}。"),
        EntryKind::Reversal => format!("冲正{name}于{day}的“{what}”，{amount}。"),
        EntryKind::Reinstatement => format!("恢复{name}于{day}被冲正的“{what}”，{amount}。"),
        EntryKind::CapRelease => format!("{name}{day}的“{what}”此前因到上限少计，现补计，{amount}。"),
        EntryKind::Zeroing | EntryKind::Veto if !facts.is_taking() => {
            let whose =
                if draft.scope.is_some() { format!("{name}的{period}积分") } else { "这笔积分".to_owned() };
            format!("{whose}已清零，此前流水的更正不再增减，冲抵：{amount}。")
        }
        EntryKind::Zeroing | EntryKind::Veto => {
            let veto = if draft.kind == EntryKind::Veto { "一票否决，" } else { "" };
            let amount = if draft.points.is_zero() { "原为0分".to_owned() } else { amount };
            format!("{day}，{name}{by_item}{veto}{period}积分清零，{amount}。")
        }
        EntryKind::Lifting => format!("{name}于{day}的“{what}”已解除，{period}恢复，{amount}。"),
    };
    if facts.is_capped() {
        text.push_str(&format!("应计{}分，已到上限，实计{}分。", draft.asked, draft.points));
    }
    if let Some(quantity) = &facts.row.quantity {
        text.push_str(&format!("数量{quantity}。"));
    }
    if facts.is_moved() {
        let counts_on = chinese_day(facts.row.entry.counts_on);
        text.push_str(&format!("登记时原周期已结账，计入{counts_on}所在的周期。"));
    }
    let (recorded, approved) = facts.who("系统", "姓名不详者");
    let verbs = Verbs::of(draft.source.kind);
    text.push_str(&match draft.recorded_by == draft.approved_by {
        true if draft.recorded_by == MACHINE => "系统登记。".to_owned(),
        true => format!("{recorded}{}。", verbs.alone.0),
        false => format!("{recorded}{}，{approved}{}。", verbs.first.0, verbs.second.0),
    });
    if facts.photos > 0 {
        text.push_str(&format!("附照片{}张。", facts.photos));
    }
    if let Some(reason) = reason(facts) {
        text.push_str(&format!("理由：{reason}。"));
    }
    if facts.row.reversed_by.is_some() {
        text.push_str(if draft.kind == EntryKind::Reversal {
            "这次冲正已被恢复。"
        } else {
            "已被冲正。"
        });
    }
    text
}

fn english(facts: &Facts<'_>) -> String {
    let draft = facts.draft();
    let (day, what, name) = (draft.deed_on, facts.what(), facts.member);
    let amount = if draft.points.is_negative() { draft.points.to_string() } else { format!("+{}", draft.points) };
    let points = if matches!(draft.points.hundredths(), 100 | -100) { "point" } else { "points" };
    let by_item = facts.item.map(|item| format!(" under “{item}”")).unwrap_or_default();
    let period = draft.scope.map(|period| format!(" for {period}")).unwrap_or_default();
    let mut text = match draft.kind {
        EntryKind::Base => format!("Base points of {name}{period}: {amount} {points}."),
        EntryKind::Addition | EntryKind::Deduction => format!("{day}, {name}: {what}, {amount} {points}{by_item}."),
        EntryKind::Reversal => format!("Reversal of “{what}” of {name} on {day}: {amount} {points}."),
        EntryKind::Reinstatement => format!("“{what}” of {name} on {day} counts again: {amount} {points}."),
        EntryKind::CapRelease => {
            format!("“{what}” of {name} on {day}, trimmed by a cap before, gets more: {amount} {points}.")
        }
        EntryKind::Zeroing | EntryKind::Veto if !facts.is_taking() => {
            format!("The points of {name}{period} are zeroed; a correction changes nothing: {amount} {points}.")
        }
        EntryKind::Zeroing | EntryKind::Veto => {
            let verb = if draft.kind == EntryKind::Veto { "veto, points" } else { "points" };
            format!("{day}, {name}: {verb}{period} zeroed{by_item}: {amount} {points}.")
        }
        EntryKind::Lifting => format!("“{what}” of {name} on {day} is lifted{period}: {amount} {points}."),
    };
    if facts.is_capped() {
        text.push_str(&format!(" Worth {}; the cap left {}.", draft.asked, draft.points));
    }
    if let Some(quantity) = &facts.row.quantity {
        text.push_str(&format!(" Quantity: {quantity}."));
    }
    if facts.is_moved() {
        let counts_on = facts.row.entry.counts_on;
        text.push_str(&format!(" Its period was closed, so it counts from {counts_on}."));
    }
    let (recorded, approved) = facts.who("the system", "somebody unknown");
    let verbs = Verbs::of(draft.source.kind);
    text.push_str(&match draft.recorded_by == draft.approved_by {
        true if draft.recorded_by == MACHINE => " Recorded by the system.".to_owned(),
        true => format!(" {} by {recorded}.", verbs.alone.1),
        false => format!(" {} by {recorded}, {} by {approved}.", verbs.first.1, verbs.second.1),
    });
    if facts.photos > 0 {
        text.push_str(&format!(" Photos: {}.", facts.photos));
    }
    if let Some(reason) = reason(facts) {
        text.push_str(&format!(" Reason: {reason}."));
    }
    if facts.row.reversed_by.is_some() {
        text.push_str(if draft.kind == EntryKind::Reversal {
            " It was mended later."
        } else {
            " It was reversed later."
        });
    }
    text
}

/// The reason without a full stop of its own.
fn reason<'a>(facts: &'a Facts<'_>) -> Option<&'a str> {
    let reason = facts.row.reason.as_deref()?.trim_end_matches(['。', '.', ' ']);
    (!reason.is_empty()).then_some(reason)
}

fn chinese_day(day: Day) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
