//! The sentences of faults: what is wrong and what to write instead, for a township's clerk.

use std::fmt::Display;

use xianfeng_domain::Points;

use super::fault::{Said, shown};

fn said(zh: impl Display, en: impl Into<String>) -> Said {
    Said { zh: format!("{zh}。"), en: en.into() }
}

pub(super) fn too_large(most: usize) -> Said {
    let most = most / 1024;
    said(
        format!("台账太大：最多 {most} KB，请删去用不上的内容"),
        format!("the document is too large: at most {most} KiB; leave out what is not needed"),
    )
}

pub(super) fn spelling(line: usize, column: usize, what: &str) -> Said {
    let advice = if what.contains("duplicate key") {
        "同一个键写了两次，请删去一个"
    } else if what.contains("string") || what.contains("quote") {
        "文字没有写对：文字要放在一对英文引号 \" 里"
    } else if what.contains("recurs") {
        "括号套得太深"
    } else {
        "写法不对：请检查等号、英文引号、方括号和花括号是否成对，标点是否为英文"
    };
    said(format!("第 {line} 行第 {column} 列：{advice}"), format!("line {line}, column {column}: {}", one_line(what)))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(200).collect()
}

pub(super) fn too_deep(most: usize) -> Said {
    said(format!("括号套得太深：最多 {most} 层"), format!("nested too deeply: at most {most} levels"))
}

pub(super) fn not_unicode() -> Said {
    said("含有不完整的字符，请重新输入", "holds half a character: type it again")
}

pub(super) fn key_twice() -> Said {
    said("同一个键写了两次，请删去一个", "this key stands twice: remove one")
}

pub(super) fn unknown_key(key: &str, known: &[&str]) -> Said {
    said(
        format!("没有 {} 这个键，请删去或改正；可用的有：{}", shown(key), known.join("、")),
        format!("there is no key {}: remove it or mend its name; known are {}", shown(key), known.join(", ")),
    )
}

pub(super) fn missing_key(key: &str) -> Said {
    if key == "format" {
        return said("缺少 format，请在第一行写 format = 1", "format is missing: write format = 1 in the first line");
    }
    said(format!("缺少 {key}，请补上"), format!("{key} is missing: add it"))
}

pub(super) fn not_a_table() -> Said {
    said("这里要写一组键和值", "must be a table of keys and values")
}

pub(super) fn not_a_list() -> Said {
    said("这里要写列表，用方括号 [ ]", "must be a list, in brackets [ ]")
}

pub(super) fn too_many(count: usize, most: usize) -> Said {
    said(format!("有 {count} 个，最多 {most} 个，请减少"), format!("{count} are too many: at most {most}"))
}

pub(super) fn too_few() -> Said {
    said("至少要写一个", "there must be at least one")
}

pub(super) fn not_a_text() -> Said {
    said("这里要写文字，放在英文引号里", "must be a text in quotes")
}

pub(super) fn empty_text() -> Said {
    said("不能为空，请填写", "must not be empty")
}

pub(super) fn long_text(most: usize) -> Said {
    said(format!("太长：最多 {most} 个字"), format!("too long: at most {most} characters"))
}

pub(super) fn hidden_characters() -> Said {
    said("含有换行或看不见的字符，请删去后重写", "holds a line break or invisible characters: type it again")
}

pub(super) fn not_a_code() -> Said {
    said(
        "代码只能用小写字母、数字和下划线，1 至 40 个，例如 \"good_deed\"",
        "a code is 1 to 40 of a-z, 0-9 and _, such as \"good_deed\"",
    )
}

pub(super) fn not_a_decimal() -> Said {
    said(
        "要写成普通小数并加英文引号，例如 \"0.5\"，整数如 3 也可",
        "must be a plain decimal number in quotes, such as \"0.5\"; a whole number such as 3 will do",
    )
}

pub(super) fn too_precise() -> Said {
    said("最多两位小数，例如 \"0.25\"", "at most two decimals, such as \"0.25\"")
}

pub(super) fn decimal_below(least: Points) -> Said {
    said(format!("不能小于 {least}"), format!("must not be below {least}"))
}

pub(super) fn decimal_too_large() -> Said {
    said(format!("不能超过 {}", Points::LIMIT), format!("must not be above {}", Points::LIMIT))
}

pub(super) fn not_whole(least: u32, most: u32) -> Said {
    if least == most {
        return said(format!("只能写 {least}"), format!("must be {least}"));
    }
    said(
        format!("要写 {least} 至 {most} 的整数，不加引号"),
        format!("must be a whole number from {least} to {most}, without quotes"),
    )
}

pub(super) fn not_a_bool() -> Said {
    said("只能写 true（是）或 false（否），不加引号", "must be true or false, without quotes")
}

pub(super) fn not_exactly(yes: bool) -> Said {
    said(format!("只能写 {yes}，或者删去这一行"), format!("can only be {yes}; else leave it out"))
}

pub(super) fn not_a_choice(codes: &[&str]) -> Said {
    let quoted = |separator| codes.iter().map(|code| format!("\"{code}\"")).collect::<Vec<_>>().join(separator);
    said(format!("只能写：{}", quoted("、")), format!("must be one of {}", quoted(", ")))
}

pub(super) fn twice(what: &str) -> Said {
    said(
        format!("{} 重复了，请改用别的或删去一个", shown(what)),
        format!("{} stands twice: change or remove one", shown(what)),
    )
}

/// What is referred to is not there.
pub(super) fn no_such(zh: &str, en: &str, code: &str, known: &[&str]) -> Said {
    let more = if known.len() > 12 { " …" } else { "" };
    let known = &known[..known.len().min(12)];
    said(
        format!("没有代码为 {} 的{zh}；已有的是：{}{more}", shown(code), known.join("、")),
        format!("there is no {en} with the code {}; there are {}{more}", shown(code), known.join(", ")),
    )
}

pub(super) fn needless(zh: &str, en: &str) -> Said {
    said(format!("这里不能写：{zh}"), format!("must not stand here: {en}"))
}

pub(super) fn least_above_most() -> Said {
    said("max 要大于 0，且不小于 min", "max must be above zero and not below min")
}

pub(super) fn nothing_worth() -> Said {
    said("分值要大于 0", "must be above zero")
}

pub(super) fn way_does_not_fit(kind: &str, fitting: &[&str]) -> Said {
    said(
        format!("{kind}项目不能这样录入；可用的有：{}", fitting.join("、")),
        format!("such an item cannot be entered this way; possible are {}", fitting.join(", ")),
    )
}

pub(super) fn cap_unclear() -> Said {
    said("封顶要写 points（分）或 times（次）之一", "a cap needs either points or times")
}

pub(super) fn cap_below_one(least: Points) -> Said {
    said(
        format!("封顶低于一次的最少分值 {least}，等于永远得不满一次，请提高"),
        format!("the cap is below the least points of one deed, {least}: raise it"),
    )
}

pub(super) fn cap_above_longer(longer: impl Display) -> Said {
    said(
        format!("短周期的封顶不能高于长周期的封顶 {longer}，请降低其一"),
        format!("a cap of a shorter period must not be above that of the longer one, {longer}"),
    )
}

pub(super) fn threshold_unclear() -> Said {
    said(
        "要写 from_points（从多少分起）或 down_to_percent（到前百分之几）之一",
        "needs either from_points or down_to_percent",
    )
}

pub(super) fn threshold_mixed() -> Said {
    said(
        "同一张表里只能用一种界限：都写 from_points，或都写 down_to_percent",
        "one list has one kind of threshold: from_points or down_to_percent throughout",
    )
}

pub(super) fn shares_must_rise() -> Said {
    said("百分比要一档比一档大", "the percentage must grow from one to the next")
}

pub(super) fn scores_must_fall() -> Said {
    said("起始分要一档比一档低", "the score must fall from one to the next")
}

pub(super) fn last_share() -> Said {
    said("最后一档要写到 100，把所有人都包括进去", "the last one must reach down to 100, to hold everybody")
}

pub(super) fn last_score() -> Said {
    said("最后一档不写 from_points：其余的人都在这一档", "the last one has no from_points: it holds everybody else")
}

pub(super) fn too_short(what_zh: &str, what_en: &str) -> Said {
    said(
        format!("不能短于{what_zh}，请写更长的周期"),
        format!("must not be shorter than {what_en}: name a longer period"),
    )
}

pub(super) fn not_graded_then() -> Said {
    said("与 grades_per 不同：这种周期不评等次", "differs from grades_per: no grades are given for such periods")
}

pub(super) fn no_grades() -> Said {
    said("没有等次：请先写 [[grades]]", "there are no grades: write [[grades]] first")
}

pub(super) fn not_whole_yuan() -> Said {
    said(
        "要是整数元，例如 \"1\"：这样 0.01 分兑换分才是整数分钱",
        "must be whole yuan, such as \"1\", so that 0.01 point is a whole number of fen",
    )
}

pub(super) fn rate_missing(grade: &str, category: &str) -> Said {
    let (grade, category) = (shown(grade), shown(category));
    said(
        format!("缺少等次 {grade}、类别 {category} 的兑换分，请补一行（不写 category 即适用于其余类别）"),
        format!(
            "no rate for grade {grade} and category {category}: add one (without category it holds for all others)"
        ),
    )
}

pub(super) fn trigger_unclear() -> Said {
    said(
        "要写且只写一种条件：grade、bottom_percent、below_base、no_additions、deductions，或 running_periods 加 bottom_percent",
        "needs exactly one condition: grade, bottom_percent, below_base, no_additions, deductions, or running_periods with bottom_percent",
    )
}

pub(super) fn added_and_narrowed() -> Said {
    said("这个项目是本级自设的，不能再收窄", "this layer adds the item itself: it cannot narrow it, too")
}
