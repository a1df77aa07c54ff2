//! What the operations under each tag are about.

use serde_json::{Value, json};

const TAGS: [(&str, &str); 23] = [
    ("access", "Roles, and requests to bind a new account to a person."),
    ("audit", "The log of writes and of reads that disclose personal data."),
    ("audits", "Quarterly audits of a branch: lines, decisions, the signature."),
    ("auth", "Logging in with WeChat, sessions, and binding an account to a person."),
    ("closings", "Closing a period: the edition, its publication and corrections, until it is final."),
    ("declarations", "Deeds outside tasks, brought forward and registered; quarterly reports."),
    ("dues", "Party dues, recorded by month."),
    ("exports", "Workbooks of boards and of the ledger."),
    ("files", "Pictures of what was done."),
    ("grids", "Grids and micro-grids: their published cards, and who belongs to them."),
    ("help-cases", "Help cases: proposals, what was confirmed, the steps on record, how they ended."),
    ("inbox", "What concerns the caller, told step by step."),
    ("leaderboards", "Who stands where, for members."),
    ("ledger", "The entries behind every total, and their corrections."),
    ("me", "What members read about themselves."),
    ("meetings", "Meetings of organisation life: sign-in, leave, absence, make-up study."),
    ("members", "The roster: members, other persons, invites, import."),
    ("organizations", "The tree of organizations, and what they make public."),
    ("posts", "Posts and responsibility zones: claiming, assigning, checking them off, candidates."),
    ("public", "What everybody may read without logging in."),
    ("rulebooks", "The rules in force."),
    ("tasks", "Tasks, and their claims from taking one to its review."),
    ("villager-reports", "What villagers report about members, and how it is weighed."),
];

/// The document's entry for a tag.
pub(super) fn entry(name: &Value) -> Value {
    let found = TAGS.iter().find(|(tag, _)| *name == *tag);
    found.map_or_else(|| json!({ "name": name }), |(_, text)| json!({ "name": name, "description": text }))
}
