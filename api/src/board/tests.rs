//! What would break a villager's or a secretary's page (S0-2).

use proptest::prelude::*;
use xianfeng_domain::Points;
use xianfeng_domain::names::DisplayLevel;

use super::samples::{branch, township};
use super::*;

/// Names of 50 characters, markup in every text, negative and large totals.
pub(super) fn extremes() -> BoardView {
    let mut view = township(6);
    view.organization =
        "中共沁源县赤石桥乡委员会农产品加工与新能源企业联合流动党员临时支部委员会第一工作小组五十字名称".to_owned();
    let names = ["阿".repeat(50), "<script>alert(1)</script>".to_owned(), "𠮷𡈽 & \"𨋢\"".to_owned(), "W".repeat(50)];
    let totals = [100_000_000, 9_999_999, 50, 0, -50, -123_456];
    let names = names.iter().cycle();
    for ((row, total), name) in view.rows.iter_mut().zip(totals).zip(names) {
        row.name = Some(name.clone());
        row.total = Points::from_hundredths(total);
        row.change = PlaceChange::Up(-497);
    }
    let averages = [Some(Points::whole(100)), Some(Points::ZERO), None, Some(Points::whole(-40))];
    for (row, average) in view.branches.iter_mut().zip(averages) {
        row.average = average;
        row.rank = average.and(row.rank);
    }
    view.branches.truncate(4);
    for row in &mut view.branches {
        row.name = format!("<b>{}", "支".repeat(50));
        row.path.push_str("?a=\"><script>");
    }
    view.objection = "<img src=x onerror=alert(1)>".to_owned();
    view
}

fn html(view: &BoardView) -> String {
    render(view, Lang::Chinese).expect("a string takes everything")
}

/// What stands between a start and the next end.
fn between<'a>(html: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = html.split_once(start).expect("the start is there");
    rest.split_once(end).expect("the end is there").0
}

#[test]
fn the_policy_admits_the_style_sheet_that_the_page_carries_and_no_other() {
    use base64::Engine;
    use sha2::Digest;
    for page in [html(&branch(3)), render_message(Message::NotFound, Lang::Chinese).expect("renders")] {
        let sheet = between(&page, "<style>", "</style>");
        let hash = base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(sheet));
        assert!(content_security_policy().contains(&format!("'sha256-{hash}'")));
        for refused in ["<script", " style=", " onclick", "<link rel=\"stylesheet\"", "@import", "http://"] {
            let body = page.replace("http://www.w3.org/2000/svg", "");
            assert!(!body.contains(refused), "{refused} needs a policy of its own");
        }
    }
    assert!(!content_security_policy().contains("unsafe"));
}

#[test]
fn sixty_rows_stay_under_64_kib() {
    let page = html(&branch(60));
    assert!(page.len() < 64 * 1024, "{} bytes", page.len());
}

#[test]
fn every_member_has_a_numbered_row() {
    let page = html(&branch(30));
    assert_eq!(page.matches("<th scope=\"row\" class=\"i\">").count(), 30);
    let row = between(&page, "<th scope=\"row\" class=\"i\">6</th>", "</tr>");
    assert!(row.contains("<b>6</b>") && row.contains("−3") && row.contains("升3"), "{row}");
    assert!(page.contains("<caption>赤石桥村党支部 2026年第四季度"));
}

#[test]
fn says_the_period_and_that_figures_are_provisional() {
    let page = html(&branch(3));
    let header = between(&page, "<header>", "</header>");
    for text in ["2026年第四季度", "10月1日至12月31日，还剩58天", "暂行数据，以公示为准"] {
        assert!(header.contains(text), "{text}");
    }
    assert!(page.contains("数据截至2026年11月3日08:15"), "shown in the time of Shanghai (pitfall 14)");
}

#[test]
fn an_edition_names_its_number_term_and_fingerprint() {
    let mut view = branch(3);
    view.standing = Standing::Edition {
        number: 2,
        published_on: "2027-01-05".parse().expect("a day"),
        objections_until: Some("2027-01-12".parse().expect("a day")),
        fingerprint: "3f9a12c4".to_owned(),
    };
    let page = html(&view);
    assert!(page.contains("第2版公示 · 1月5日发布 · 异议截止1月12日") && page.contains("<code>3f9a12c4</code>"));
    assert!(!page.contains("暂行数据"));
}

#[test]
fn links_lead_only_where_there_are_figures() {
    let page = html(&branch(3));
    let nav = between(&page, "<nav", "</nav>");
    assert!(nav.contains("href=\"?period=2026-Q3\"") && !nav.contains("2027"), "{nav}");
    assert!(nav.contains("href=\"?period=2026-11\"") && nav.contains("href=\"?period=2026\""));
    let mut first = branch(3);
    first.data_from = Some("2026-10-01".parse().expect("a day"));
    first.today = "2027-02-01".parse().expect("a day");
    let nav = html(&first);
    let nav = between(&nav, "<nav", "</nav>");
    assert!(!nav.contains("2026-Q3") && nav.contains("?period=2027-Q1") && nav.contains("?period=2026-12"), "{nav}");
}

#[test]
fn a_township_compares_its_branches_and_tells_nobody_from_zero() {
    let mut view = township(30);
    view.branches[0].average = Some(Points::ZERO);
    view.branches[1].average = None;
    view.branches[1].rank = None;
    let page = html(&view);
    let branches = between(&page, "<section class=\"branches\">", "</section>");
    assert_eq!(branches.matches("class=\"bar\"").count(), 17);
    let cells: Vec<&str> = branches.split("<td class=\"p\">").skip(1).take(2).collect();
    assert!(cells[0].starts_with("0<") && cells[1].starts_with("暂无<"), "{cells:?}");
    assert!(!html(&branch(3)).contains("<section class=\"branches\">"));
}

#[test]
fn an_empty_branch_is_told_what_to_do() {
    let page = html(&branch(0));
    assert!(page.contains("本期没有参评党员") && page.contains("<dd>暂无</dd>"));
    assert!(!page.contains("<table") && !page.contains("class=\"histogram\" "));
}

#[test]
fn without_names_the_numbers_stand_alone() {
    let mut view = branch(3);
    view.names = DisplayLevel::NumberOnly;
    let page = html(&view);
    for row in &view.rows {
        let name = row.name.as_deref().expect("the sample has names");
        assert!(!page.contains(name), "a name handed in by mistake is still not shown");
    }
    assert!(!page.contains(">姓名<"));
}

#[test]
fn markup_in_data_stays_text() {
    let page = html(&extremes());
    for refused in ["<script", "<img", "<b>支"] {
        assert!(!page.contains(refused), "{refused}");
    }
    assert!(page.contains("?a=&#34;&#62;&#60;script&#62;\">"), "an address stays inside its quotes");
    assert!(page.contains("&#60;script&#62;alert(1)"));
    assert!(page.contains("−1234.56") && page.contains("降497"));
}

#[test]
fn english_has_no_chinese_words_of_its_own() {
    let mut view = branch(0);
    view.organization = "Chishiqiao".to_owned();
    view.above = None;
    view.items.clear();
    view.objection = "Tell the branch secretary.".to_owned();
    let page = render(&view, Lang::English).expect("renders").replace("中文", "");
    let page = page.replace(between(&page, "<style>", "</style>"), "");
    let chinese: String =
        page.chars().filter(|c| matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}')).collect();
    assert_eq!(chinese, "");
    assert!(page.contains("<html lang=\"en\">") && page.contains("?period=2026-Q3&#38;lang=en"));
}

#[test]
fn every_message_says_what_to_do_next_in_both_languages() {
    for message in [Message::NotFound, Message::BadPeriod, Message::Unavailable] {
        let chinese = render_message(message, Lang::Chinese).expect("renders");
        let advice = between(&chinese, "<main><p>", "</p>");
        assert!(advice.contains('请') && advice.ends_with('。'), "{advice}");
        assert!(render_message(message, Lang::English).expect("renders").contains("<html lang=\"en\">"));
    }
}

proptest! {
    #[test]
    fn any_text_leaves_the_page_whole(text in ".{0,60}") {
        let mut view = branch(1);
        let plain = html(&view);
        view.organization.clone_from(&text);
        view.objection.clone_from(&text);
        view.rows[0].name = Some(text.clone());
        view.rows[0].category = Some(text);
        let page = html(&view);
        prop_assert_eq!(page.matches('<').count(), plain.matches('<').count());
        prop_assert_eq!(page.matches('"').count(), plain.matches('"').count());
    }
}

#[test]
fn paper_holds_a_branch_on_one_sheet_and_more_on_several() {
    for (view, class) in [
        (branch(0), "sheet lines-6"),
        (branch(10), "sheet lines-10"),
        (branch(11), "sheet lines-6 two"),
        (branch(30), "sheet lines-16 two"),
        (branch(36), "sheet lines-18 two"),
        (branch(37), "sheets two"),
        (township(5), "sheets two"),
    ] {
        let page = html(&view);
        assert_eq!(between(&page, "<body class=\"", "\""), class);
        for one in class.split(' ') {
            assert!(page.contains(&format!(".{one} ")), "the style sheet knows {one}");
        }
    }
}

#[test]
fn every_printed_sheet_names_board_period_and_address() {
    let page = html(&township(300));
    let strip = between(&page, "<footer>", "</footer>");
    for text in ["赤石桥乡党委 · 2026年第四季度 · 暂行数据", "<svg", "https://points.example.org/board/"]
    {
        assert!(strip.contains(text), "{text}");
    }
    assert!(between(&page, "@media print", "</style>").contains("footer { display: table-footer-group"));
}
