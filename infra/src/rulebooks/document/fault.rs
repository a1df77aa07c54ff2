//! What is wrong with a document, and where.

use std::fmt;

use super::value::Value;

/// The most faults that are kept; beyond, only their number is.
const MOST: usize = 1_000;

/// One fault of a document: where it stands, and what to write instead.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}{}: {zh}", told(subject.as_ref()))]
pub struct Fault {
    /// The path of the value, such as `items[3].points`; `document` for the whole.
    pub path: String,
    /// What stands there, for who does not count from zero: `第 4 个：志愿服务`.
    pub subject: Option<String>,
    /// What is wrong and what to write instead, in Chinese.
    pub zh: String,
    /// The same in English.
    pub en: String,
}

/// Every fault of a document, in the order in which they were found; never empty in an `Err`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    kept: Vec<Fault>,
    beyond: usize,
}

/// A sentence in both languages.
pub(super) struct Said {
    pub(super) zh: String,
    pub(super) en: String,
}

impl Faults {
    /// The faults that are kept: the first thousand.
    pub fn iter(&self) -> std::slice::Iter<'_, Fault> {
        self.kept.iter()
    }

    /// How many there are, those beyond the thousand included.
    pub fn len(&self) -> usize {
        self.kept.len() + self.beyond
    }

    /// Is there none?
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    pub(super) fn add(&mut self, at: &Path<'_>, said: Said) {
        if self.kept.len() < MOST {
            self.kept.push(Fault { path: at.to_string(), subject: None, zh: said.zh, en: said.en });
        } else {
            self.beyond += 1;
        }
    }
}

impl Faults {
    /// Says of each fault inside a list which element it is: its place from one, and its name or code.
    pub(super) fn name_subjects(&mut self, document: &Value) {
        for fault in &mut self.kept {
            fault.subject = subject(document, &fault.path);
        }
    }
}

/// The element of the first list that a path leads into.
fn subject(document: &Value, path: &str) -> Option<String> {
    let (list, rest) = path.split_once('[')?;
    let index: usize = rest.split_once(']')?.0.parse().ok()?;
    let Value::List(elements) = list.split('.').try_fold(document, |value, key| value.get(key))? else { return None };
    let element = elements.get(index)?;
    let name = ["name", "code", "grade"].into_iter().find_map(|key| match element.get(key) {
        Some(Value::Text(text)) => Some(shown(text)),
        _ => None,
    });
    let place = index + 1;
    Some(name.map_or_else(|| format!("第 {place} 个"), |name| format!("第 {place} 个：{name}")))
}

fn told(subject: Option<&String>) -> String {
    subject.map(|subject| format!("（{subject}）")).unwrap_or_default()
}

impl<'a> IntoIterator for &'a Faults {
    type Item = &'a Fault;
    type IntoIter = std::slice::Iter<'a, Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl IntoIterator for Faults {
    type Item = Fault;
    type IntoIter = std::vec::IntoIter<Fault>;

    fn into_iter(self) -> Self::IntoIter {
        self.kept.into_iter()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.kept.iter().enumerate() {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{fault}")?;
        }
        if self.beyond > 0 {
            write!(f, "\n（还有 {} 处未列出）", self.beyond)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// Where a value stands: written out only when there is a fault.
#[derive(Clone, Copy)]
pub(super) struct Path<'a> {
    above: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Clone, Copy)]
enum Step<'a> {
    Top,
    Key(&'a str),
    Index(usize),
}

impl Path<'static> {
    pub(super) const TOP: Self = Self { above: None, step: Step::Top };
}

impl<'a> Path<'a> {
    pub(super) fn key(&'a self, key: &'a str) -> Self {
        Self { above: Some(self), step: Step::Key(key) }
    }

    pub(super) fn index(&'a self, index: usize) -> Self {
        Self { above: Some(self), step: Step::Index(index) }
    }

    fn is_top(&self) -> bool {
        matches!(self.step, Step::Top)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let above = self.above.filter(|above| !above.is_top());
        if let Some(above) = above {
            above.fmt(f)?;
        }
        match self.step {
            Step::Top => f.write_str("document"),
            Step::Index(index) => write!(f, "[{index}]"),
            Step::Key(key) => {
                let dot = if above.is_some() { "." } else { "" };
                write!(f, "{dot}{}", shown(key))
            }
        }
    }
}

/// A text from the document as a message may show it: short, on one line.
pub(super) fn shown(text: &str) -> String {
    if text.is_empty() {
        return "\"\"".to_owned();
    }
    let mut shown: String = text.chars().take(40).map(|c| if super::scalars::is_hidden(c) { '?' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}
