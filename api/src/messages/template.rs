//! Which kinds of messages go out with which template: read from the configuration and checked whole at start, so
//! that nothing is refused for the first time on somebody's phone.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use serde::Deserialize;
use xianfeng_domain::messages::{BrokenRule, FieldKind, FieldName};
use xianfeng_domain::time::in_shanghai;
use xianfeng_infra::inbox::Message;

use crate::http::problem::Language;
use crate::inbox::{Kind, said, words};

/// A template as it is configured: `[[wechat.templates]]`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TemplateIn {
    /// Our name for it, of `a-z0-9_`.
    pub key: String,
    /// The platform's.
    pub template_id: String,
    /// The page that a tap opens; `{subject}` stands for the id of what the message is about.
    #[serde(default)]
    pub page: Option<String>,
    /// The kinds of messages that go out with it.
    pub kinds: Vec<String>,
    /// What stands in each field: text, and placeholders in braces.
    pub fields: BTreeMap<String, String>,
}

/// What is wrong with a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TemplateFault {
    /// Where, such as `[0].fields.thing1`.
    pub path: String,
    /// What, and what to do.
    pub message: String,
}

/// A template.
#[derive(Clone, Debug)]
pub struct Template {
    /// Our name for it.
    pub key: String,
    /// The platform's.
    pub template_id: String,
    page: Option<String>,
    kinds: Vec<Kind>,
    fields: Vec<(FieldName, String)>,
}

/// All templates; none where only the inbox is used.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    all: Arc<Vec<Template>>,
    /// What was complained of in the log: once a process for each, since a fault of ours comes with every message.
    complained: Arc<Mutex<HashSet<(String, i64)>>>,
}

/// When the message was told.
const AT: &str = "at";

/// The whole sentence of the message.
const TEXT: &str = "text";

/// Placeholders that are stored as days.
const DAYS: [&str; 4] = ["day", "until", "deadline", "on"];

/// Placeholders that are stored as numbers.
const NUMBERS: [&str; 6] = ["points", "asked", "score", "count", "rank", "year"];

impl Templates {
    /// Reads what is configured.
    ///
    /// # Errors
    /// Everything that is wrong, each with its place.
    pub fn new(given: Vec<TemplateIn>) -> Result<Self, Vec<TemplateFault>> {
        let mut faults = Vec::new();
        let (mut keys, mut ids, mut kinds) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut all = Vec::new();
        for (at, given) in given.into_iter().enumerate() {
            let mut fault = |path: String, message: String| {
                faults.push(TemplateFault { path: format!("[{at}].{path}"), message });
            };
            if !keys.insert(given.key.clone()) {
                fault("key".to_owned(), "is the key of another template: choose another".to_owned());
            }
            if !ids.insert(given.template_id.clone()) {
                fault("template_id".to_owned(), "is used by another template: put their kinds together".to_owned());
            }
            for (place, kind) in given.kinds.iter().enumerate() {
                if !kinds.insert(kind.clone()) {
                    fault(format!("kinds[{place}]"), format!("\"{kind}\" is sent by another template already"));
                }
            }
            all.push(Template::read(given, &mut fault));
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Self { all: Arc::new(all), complained: Arc::default() })
    }

    /// All of them, in the order of the configuration.
    pub fn all(&self) -> &[Template] {
        &self.all
    }

    /// The codes of the kinds that go out.
    pub fn kinds(&self) -> Vec<&'static str> {
        self.all.iter().flat_map(|template| template.kinds.iter().map(|kind| kind.code())).collect()
    }

    /// The template of a kind.
    pub fn of_kind(&self, code: &str) -> Option<&Template> {
        self.all.iter().find(|template| template.kinds.iter().any(|kind| kind.code() == code))
    }

    /// The template of a key, or of the platform's id.
    pub fn find(&self, key: &str) -> Option<&Template> {
        self.all.iter().find(|template| template.key == key || template.template_id == key)
    }

    /// Whether a fault of ours is new in this process, so that the log says it once (pitfall 36).
    pub(super) fn is_new_fault(&self, key: &str, errcode: i64) -> bool {
        self.complained.lock().unwrap_or_else(PoisonError::into_inner).insert((key.to_owned(), errcode))
    }
}

impl Template {
    fn read(given: TemplateIn, fault: &mut impl FnMut(String, String)) -> Self {
        let named = |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !(1..=40).contains(&given.key.len()) || !named(&given.key) {
            fault("key".to_owned(), "must be 1 to 40 of a-z, 0-9 and _".to_owned());
        }
        let id = &given.template_id;
        if !(1..=64).contains(&id.len()) || !id.bytes().all(|byte| byte.is_ascii_graphic()) {
            fault("template_id".to_owned(), "must be the id of the template in the console".to_owned());
        }
        if let Some(page) = &given.page
            && (page.is_empty() || page.len() > 128 || page.starts_with('/') || !page.is_ascii() || !fits_page(page))
        {
            let rule = "must be a page without a leading slash; {subject} is its one placeholder";
            fault("page".to_owned(), rule.to_owned());
        }
        let mut kinds = Vec::new();
        if given.kinds.is_empty() {
            fault("kinds".to_owned(), "must name at least one kind of message".to_owned());
        }
        for (place, code) in given.kinds.iter().enumerate() {
            match Kind::from_code(code) {
                Some(kind) => kinds.push(kind),
                None => fault(format!("kinds[{place}]"), format!("there is no kind of message \"{code}\"")),
            }
        }
        if !(1..=10).contains(&given.fields.len()) {
            fault("fields".to_owned(), "must give 1 to 10 fields".to_owned());
        }
        let mut fields = Vec::new();
        for (name, pattern) in given.fields {
            let path = format!("fields.{name}");
            match name.parse::<FieldName>() {
                Ok(name) => match check_pattern(name.kind(), &pattern, &kinds) {
                    Ok(()) => fields.push((name, pattern)),
                    Err(message) => fault(path, message),
                },
                Err(unknown) => fault(path, unknown.to_string()),
            }
        }
        Self { key: given.key, template_id: given.template_id, page: given.page, kinds, fields }
    }

    /// The page that a message opens.
    pub(super) fn page_of(&self, message: &Message) -> Option<String> {
        let subject = message.subject.as_ref().map(|(_, id)| id.to_string()).unwrap_or_default();
        self.page.as_ref().map(|page| page.replace("{subject}", &subject))
    }

    /// The checked values of a message's fields.
    ///
    /// # Errors
    /// The field whose rule its value breaks.
    pub(super) fn fill(&self, message: &Message) -> Result<BTreeMap<String, String>, (FieldName, BrokenRule)> {
        let params: BTreeMap<String, String> = serde_json::from_str(&message.params).unwrap_or_default();
        let value = |(name, pattern): &(FieldName, String)| {
            let text = filled(name.kind(), pattern, message, &params);
            match name.kind().value(&text) {
                Ok(value) => Ok((name.as_str().to_owned(), value)),
                Err(broken) => Err((name.clone(), broken)),
            }
        };
        self.fields.iter().map(value).collect()
    }
}

fn fits_page(page: &str) -> bool {
    !page.replace("{subject}", "").contains(['{', '}', ' '])
}

/// The pieces of a pattern: text, and the names in braces.
fn pieces(pattern: &str) -> Vec<(&str, Option<&str>)> {
    let mut pieces = Vec::new();
    let mut rest = pattern;
    while let Some((before, (name, after))) = rest.split_once('{').and_then(|(b, r)| Some((b, r.split_once('}')?))) {
        pieces.push((before, Some(name)));
        rest = after;
    }
    pieces.push((rest, None));
    pieces
}

/// What can be seen before any message is there.
fn check_pattern(kind: FieldKind, pattern: &str, kinds: &[Kind]) -> Result<(), String> {
    let names: Vec<&str> = pieces(pattern).into_iter().filter_map(|(_, name)| name).collect();
    for name in names.iter().filter(|name| ![AT, TEXT].contains(name)) {
        if let Some(without) = kinds.iter().find(|kind| !kind.placeholders().contains(name)) {
            return Err(format!("\"{}\" has no placeholder {{{name}}}", without.code()));
        }
    }
    let [name] = names.as_slice() else {
        return match names.as_slice() {
            [] => constant(kind, pattern),
            _ if kind == FieldKind::Thing => Ok(()),
            _ => Err("takes one placeholder and no text beside it".to_owned()),
        };
    };
    let alone = pattern.len() == name.len() + 2;
    let good = match kind {
        FieldKind::Thing => true,
        FieldKind::Time => alone && [AT, "time"].contains(name),
        FieldKind::Date => alone && (DAYS.contains(name) || [AT, "time"].contains(name)),
        FieldKind::Number | FieldKind::Amount => alone && NUMBERS.contains(name),
        _ => false,
    };
    if good { Ok(()) } else { Err(format!("{{{name}}} does not give {}", kind.rule())) }
}

fn constant(kind: FieldKind, text: &str) -> Result<(), String> {
    if text.chars().count() > 20 && kind == FieldKind::Thing {
        return Err("must be at most 20 characters".to_owned());
    }
    kind.value(text).map(drop).map_err(|broken| broken.to_string())
}

fn filled(kind: FieldKind, pattern: &str, message: &Message, params: &BTreeMap<String, String>) -> String {
    let mut text = String::new();
    for (before, name) in pieces(pattern) {
        text.push_str(before);
        text.push_str(&name.map(|name| parameter(kind, name, message, params)).unwrap_or_default());
    }
    text
}

/// A parameter: as it is stored in fields of times and numbers, else as people say it.
fn parameter(kind: FieldKind, name: &str, message: &Message, params: &BTreeMap<String, String>) -> String {
    let held = |name: &str| params.get(name).cloned().unwrap_or_default();
    match (kind, name) {
        (FieldKind::Date, AT) => at(message.at, "%Y-%m-%d"),
        (_, AT) => at(message.at, "%Y-%m-%d %H:%M"),
        (_, TEXT) => words(&message.kind, &message.params, Language::Chinese),
        (FieldKind::Thing, name) => said(name, &held(name), Language::Chinese),
        (_, name) => held(name),
    }
}

fn at(instant: DateTime<Utc>, form: &str) -> String {
    in_shanghai(instant).format(form).to_string()
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;
    use xianfeng_domain::ids::MessageId;

    use super::*;

    fn given(kinds: &[&str], fields: &[(&str, &str)]) -> TemplateIn {
        let fields = fields.iter().map(|(name, pattern)| ((*name).to_owned(), (*pattern).to_owned())).collect();
        TemplateIn {
            key: "review".to_owned(),
            template_id: "zun-Lzc".to_owned(),
            page: Some("pages/claim/index?id={subject}".to_owned()),
            kinds: kinds.iter().map(|kind| (*kind).to_owned()).collect(),
            fields,
        }
    }

    fn faults(given: Vec<TemplateIn>) -> Vec<String> {
        let faults = Templates::new(given).expect_err("there are faults");
        faults.into_iter().map(|fault| fault.path).collect()
    }

    fn message(kind: &str, params: &str) -> Message {
        Message {
            id: MessageId(Uuid::nil()),
            kind: kind.to_owned(),
            subject: Some(("claim".to_owned(), Uuid::from_u128(7))),
            params: params.to_owned(),
            at: "2024-03-01T01:05:00Z".parse().expect("an instant"),
            read_at: None,
        }
    }

    #[test]
    fn values_are_filled_cut_and_checked() {
        let fields = [("thing1", "{task}"), ("number2", "{points}"), ("time3", "{at}"), ("phrase4", "已通过")];
        let templates = Templates::new(vec![given(&["claim.approved"], &fields)]).expect("no fault");
        let template = templates.of_kind("claim.approved").expect("a template");
        let long = format!(r#"{{"task":"{}","points":"0.5"}}"#, "巡山".repeat(12));
        let approved = message("claim.approved", &long);
        let values = template.fill(&approved).expect("values");
        assert_eq!(values["thing1"], format!("{}巡…", "巡山".repeat(9)));
        assert_eq!((values["number2"].as_str(), values["time3"].as_str()), ("0.5", "2024-03-01 09:05"));
        assert_eq!(template.page_of(&approved), Some(format!("pages/claim/index?id={}", Uuid::from_u128(7))));
        let (field, _) = template.fill(&message("claim.approved", r#"{"points":"1"}"#)).expect_err("no task");
        assert_eq!(field.as_str(), "thing1");
    }

    #[test]
    fn days_and_sentences() {
        let fields = [("date1", "{day}"), ("thing2", "{day}前：{task}"), ("thing3", "{text}")];
        let templates = Templates::new(vec![given(&["claim.due_soon"], &fields)]).expect("no fault");
        let due = message("claim.due_soon", r#"{"task":"修路","day":"2024-03-20"}"#);
        let values = templates.find("zun-Lzc").expect("by the platform's id").fill(&due).expect("values");
        assert_eq!(values["date1"], "2024-03-20");
        assert_eq!(values["thing2"], "2024年3月20日前：修路");
        assert_eq!(values["thing3"].chars().count(), 20);
    }

    #[test]
    fn every_fault_is_named_by_its_place() {
        let bad = given(
            &["claim.approved", "claim.lost"],
            &[
                ("thing1", "{task} {who}"),
                ("stuff2", "x"),
                ("phrase3", "reviewed"),
                ("time4", "{task}"),
                ("number5", "{points} 分"),
                ("thing6", "这是一个远远超过二十个字的固定文字不能放在这里"),
            ],
        );
        assert_eq!(
            faults(vec![bad]),
            [
                "[0].kinds[1]",
                "[0].fields.number5",
                "[0].fields.phrase3",
                "[0].fields.stuff2",
                "[0].fields.thing1",
                "[0].fields.thing6",
                "[0].fields.time4",
            ]
        );
        let good = || given(&["claim.approved"], &[("thing1", "{task}")]);
        let expected = ["[1].key", "[1].template_id", "[1].kinds[0]"];
        assert_eq!(faults(vec![good(), good()]), expected, "each key, template and kind once");
        assert_eq!(faults(vec![TemplateIn { page: Some("/pages/x".to_owned()), ..good() }]), ["[0].page"]);
        assert_eq!(faults(vec![TemplateIn { kinds: Vec::new(), ..good() }]), ["[0].kinds"]);
    }
}
