//! `xianfeng rulebook`: without configuration or database. What it says of a document is Chinese:
//! a township's clerk writes it.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use xianfeng_domain::rulebook::{ItemKind, RuleBook};
use xianfeng_domain::time::PeriodKind;
use xianfeng_infra::rulebooks::{self, Document, LARGEST_DOCUMENT, READY};

use super::Ending;
use super::arguments::RulebookCommand;
use super::backup::cannot_write;
use super::console::{print, say};
use super::error::CliError;

pub(super) fn rulebook(command: &RulebookCommand) -> Result<Ending, CliError> {
    match command {
        RulebookCommand::Check { file } => check(file),
        RulebookCommand::Schema { file } => schema(file.as_deref()),
        RulebookCommand::Ready { code } => ready(code.as_deref()),
    }
}

fn check(file: &Path) -> Result<Ending, CliError> {
    match rulebooks::parse_document(&read(file)?) {
        Ok(document) => {
            say(summary(&document));
            Ok(Ending::Done)
        }
        Err(faults) => {
            say(&faults);
            say(format_args!("共 {} 处需要改正。", faults.len()));
            Ok(Ending::Differs)
        }
    }
}

/// The text of a file; of one that is too large, as much as the reader needs to refuse it.
fn read(file: &Path) -> Result<String, CliError> {
    let most = LARGEST_DOCUMENT + 1;
    let mut bytes = Vec::new();
    let read = |bytes: &mut Vec<u8>| -> io::Result<usize> { File::open(file)?.take(most as u64).read_to_end(bytes) };
    read(&mut bytes).map_err(|error| CliError::failed(format!("{} 读不了：{error}", file.display())))?;
    if bytes.len() == most {
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes)
        .map_err(|_| CliError::failed(format!("{} 不是 UTF-8 文本：请在编辑器中另存为 UTF-8 编码", file.display())))
}

fn schema(file: Option<&Path>) -> Result<Ending, CliError> {
    let text = rulebooks::schema_json();
    match file {
        None => print(&text),
        Some(file) => {
            fs::write(file, text).map_err(|error| cannot_write(file, &error))?;
            say(format_args!("written to {}", file.display()));
        }
    }
    Ok(Ending::Done)
}

fn ready(code: Option<&str>) -> Result<Ending, CliError> {
    let Some(code) = code else {
        for (code, name, _) in READY {
            say(format_args!("{code:<16}{name}"));
        }
        return Ok(Ending::Done);
    };
    let Some(text) = rulebooks::ready(code) else {
        let codes = READY.iter().map(|(code, ..)| *code).collect::<Vec<_>>().join("、");
        return Err(CliError::failed(format!("没有现成台账 {code}；可用的有：{codes}")));
    };
    print(text);
    Ok(Ending::Done)
}

fn summary(document: &Document) -> String {
    match document {
        Document::Book(book) => book_summary(book),
        Document::Layer(layer) => format!(
            "本层没有错误：{}\n自设项目 {} 个\n收窄上级项目 {} 个\n是否合于上级台账，在提交时核对。",
            layer.name,
            layer.items.len(),
            layer.narrow.len()
        ),
    }
}

fn book_summary(book: &RuleBook) -> String {
    let categories: Vec<_> = book.categories.iter().map(|category| category.name.as_str()).collect();
    let grades: Vec<_> = book.grades.iter().map(|grade| grade.name.as_str()).collect();
    let kinds = [
        ("加分", ItemKind::Addition),
        ("扣分", ItemKind::Deduction),
        ("清零", ItemKind::Zeroing),
        ("一票否决", ItemKind::Veto),
    ];
    let count = |kind| book.items.iter().filter(|item| item.kind == kind).count();
    let kinds = kinds.map(|(name, kind)| format!("{name} {}", count(kind))).join("、");
    format!(
        "台账没有错误：{}\n结账周期：{}\n类别 {} 个：{}\n项目 {} 个：{kinds}\n基础分：{}{} 分\n等次 {} 个：{}",
        book.name,
        each(book.closing_unit),
        categories.len(),
        categories.join("、"),
        book.items.len(),
        each(book.base.per),
        book.base.points,
        grades.len(),
        if grades.is_empty() { "不评等次".to_owned() } else { grades.join("、") },
    )
}

const fn each(per: PeriodKind) -> &'static str {
    match per {
        PeriodKind::Month => "每月",
        PeriodKind::Quarter => "每季度",
        PeriodKind::Year => "每年",
    }
}
