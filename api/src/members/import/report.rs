//! What an import did, or would do.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::ids::MemberId;
use xianfeng_domain::roster::{Decision, Doubt, Fault, RosterRow, Step};

use super::read::Read;
use crate::http::problem::{Language, Text};

/// What an import did, or would do.
#[derive(Clone, Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ImportReport {
    /// Whether anything was written.
    pub applied: bool,
    /// Good rows.
    pub rows: usize,
    /// Newcomers.
    pub created: usize,
    /// Known members of whom something changed.
    pub updated: usize,
    /// Known members as the file says.
    pub unchanged: usize,
    /// Rows that a person must decide on; they are never written.
    pub doubts: Vec<DoubtOut>,
    /// Everything wrong, by row; no row among these is written.
    pub faults: Vec<RowFaultOut>,
    /// How many rows have faults.
    pub failed_rows: usize,
    /// Good rows by branch.
    pub by_branch: Vec<CountOut>,
    /// Good rows by category.
    pub by_category: Vec<CountOut>,
    /// Branches that were made, or would be.
    pub new_branches: Vec<String>,
}

/// A row that a person must decide on.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DoubtOut {
    /// The row's number in the sheet.
    pub row: u32,
    /// The name in it.
    pub name: String,
    /// `several_match`, `branch_changed`, `phone_of_another` or `same_person_twice`.
    pub code: &'static str,
    /// What to do, for the person.
    pub detail: String,
    /// The members that it may mean.
    pub member_ids: Vec<Uuid>,
    /// The rows that state the same person.
    pub rows: Vec<u32>,
}

/// Something wrong in a row.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RowFaultOut {
    /// The row's number in the sheet.
    pub row: u32,
    /// The column's title.
    pub column: String,
    /// The stable code, `roster.…`.
    pub code: &'static str,
    /// What is wrong and what to do, for the person.
    pub reason: String,
}

/// So many rows of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CountOut {
    /// The branch's or the category's name.
    pub name: String,
    /// How many rows.
    pub count: usize,
}

impl ImportReport {
    /// The report of what is planned.
    pub(super) fn new(read: &Read, steps: &[Step<'_>], language: Language) -> Self {
        let of = |is: &dyn Fn(&Decision) -> bool| steps.iter().filter(|step| is(&step.decision)).count();
        let rows = &read.reading.rows;
        let branch = |row: &RosterRow| read.branches.get(&row.branch).map(|branch| branch.name.clone());
        let category = |row: &RosterRow| read.book.category(&row.category).map(|category| category.name.clone());
        let used = |name: &String| rows.iter().any(|row| branch(row).as_ref() == Some(name));
        let new_branches = read.new_branches.iter().map(|branch| branch.name.clone()).filter(used).collect();
        Self {
            applied: false,
            rows: rows.len(),
            created: of(&|decision| matches!(decision, Decision::New)),
            updated: of(&|decision| matches!(decision, Decision::Update(..))),
            unchanged: of(&|decision| matches!(decision, Decision::Unchanged(_))),
            doubts: steps.iter().filter_map(|step| doubt(step, language)).collect(),
            faults: read.reading.faults.iter().map(|fault| fault_out(fault, language)).collect(),
            failed_rows: read.reading.failed_rows().len(),
            by_branch: counts(rows, branch),
            by_category: counts(rows, category),
            new_branches,
        }
    }
}

fn counts(rows: &[RosterRow], name: impl Fn(&RosterRow) -> Option<String>) -> Vec<CountOut> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in rows.iter().filter_map(name) {
        *counts.entry(name).or_default() += 1;
    }
    counts.into_iter().map(|(name, count)| CountOut { name, count }).collect()
}

fn fault_out(fault: &Fault, language: Language) -> RowFaultOut {
    let reason = match language {
        Language::Chinese => fault.kind.reason(),
        Language::English => fault.kind.to_string(),
    };
    RowFaultOut { row: fault.row, column: fault.column.clone(), code: fault.kind.code(), reason }
}

fn doubt(step: &Step<'_>, language: Language) -> Option<DoubtOut> {
    let Decision::Confirm(doubt) = &step.decision else { return None };
    let ids = |members: &[MemberId]| members.iter().map(|member| member.0).collect();
    let (code, member_ids, rows, detail) = match doubt {
        Doubt::SeveralMatch(members) => (
            "several_match",
            ids(members),
            Vec::new(),
            Text::fixed(
                "花名册中有几个人都符合，请核对后直接修改该党员。",
                "Several members fit: find out who is meant and edit that member.",
            ),
        ),
        Doubt::BranchChanged(member, _) => (
            "branch_changed",
            ids(&[*member]),
            Vec::new(),
            Text::fixed(
                "所在党支部与现有记录不同，如确已转接，请办理组织关系转接。",
                "The branch differs from the present one: transfer the member if that is so.",
            ),
        ),
        Doubt::PhoneOfAnother(member) => (
            "phone_of_another",
            ids(&[*member]),
            Vec::new(),
            Text::fixed(
                "手机号属于另一名党员，请核对号码，或直接新增、修改该党员。",
                "The phone is another member's: check it, then add or edit the member by hand.",
            ),
        ),
        Doubt::SamePersonTwice { rows } => (
            "same_person_twice",
            Vec::new(),
            rows.clone(),
            Text::fixed(
                "表中有几行是同一个人，请只保留一行后重新导入。",
                "Several rows state the same person: keep one and import again.",
            ),
        ),
    };
    let detail = detail.in_language(language).to_owned();
    Some(DoubtOut { row: step.row.row, name: step.row.name.clone(), code, detail, member_ids, rows })
}

/// The example in the document.
pub(super) fn report_example() -> serde_json::Value {
    serde_json::json!({
        "applied": true, "rows": 41, "created": 1, "updated": 1, "unchanged": 38,
        "doubts": [{ "row": 12, "name": "蒋远嘉", "code": "branch_changed",
            "detail": "所在党支部与现有记录不同，如确已转接，请办理组织关系转接。",
            "memberIds": ["018e0f6a-0000-7000-8000-000000000004"], "rows": [] }],
        "faults": [], "failedRows": 0, "byBranch": [{ "name": "甲村党支部", "count": 41 }],
        "byCategory": [{ "name": "普通", "count": 41 }], "newBranches": []
    })
}
