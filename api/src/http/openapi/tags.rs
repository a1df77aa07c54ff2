//! What the operations under each tag are about.

use serde_json::{Value, json};

const TAGS: [(&str, &str); 42] = [
    ("access", "Roles, and requests to bind a new account to a person."),
    ("appraisals", "Pledges judged and the democratic appraisal: rounds, four voices, the signed result."),
    ("assistance", "Acting for members who cannot do it alone, by their recorded consent."),
    ("audit", "The log of writes and of reads that disclose personal data."),
    ("audits", "Quarterly audits of a branch: lines, decisions, the signature."),
    ("auth", "Logging in with WeChat, sessions, and binding an account to a person."),
    ("certificates", "Archives and proofs of service, frozen, with codes that anybody can check."),
    ("call-list", "Who is to be called, because a message did not reach them."),
    ("care", "The care-and-help register, who looks after whom, and its fund."),
    ("closings", "Closing a period: the edition, its publication and corrections, until it is final."),
    ("contents", "Notices, documents, study materials, cases and stories: approval, readers, receipts, search."),
    ("coupons", "Online coupons: the pool of codes, replacing and refunding one."),
    ("declarations", "Deeds outside tasks, brought forward and registered; quarterly reports."),
    ("dues", "Party dues, recorded by month."),
    ("exports", "Workbooks of boards and of the ledger."),
    ("files", "Pictures of what was done."),
    ("funds", "Village funds: what was put in, promised, spent and lapsed."),
    ("grids", "Grids and micro-grids: their published cards, and who belongs to them."),
    ("handovers", "A secretary's hand-over: open work, two signatures, the printed protocol."),
    ("inbox", "What concerns the caller, told step by step."),
    ("help-cases", "Help cases: proposals, what was confirmed, the steps on record, how they ended."),
    ("leaderboards", "Who stands where, for members."),
    ("ledger", "The entries behind every total, and their corrections."),
    ("me", "What members read about themselves."),
    ("meetings", "Meetings of organisation life: sign-in, leave, absence, make-up study."),
    ("members", "The roster: members, other persons, invites, import."),
    ("moderation", "Content safety: what WeChat doubts or cannot judge, decided by people."),
    ("objections", "Objections to published results: made by members and villagers, decided, answered in public."),
    ("organizations", "The tree of organizations, and what they make public."),
    ("pledges", "What members promise for a year, and how they keep it."),
    ("posts", "Posts and responsibility zones: claiming, assigning, checking them off, candidates."),
    ("privacy", "The privacy desk: what is held, corrections, who looked, consents, closing the account."),
    ("proposals", "Lists of persons that the machine proposes and people sign."),
    ("public", "What everybody may read without logging in."),
    ("redemption", "Shops, the catalogue, stock, orders, and handing out at the counter."),
    ("rulebooks", "The rules in force."),
    ("settlements", "What a closed period is worth in redemption points, inside the villages' funds."),
    ("suggestions", "Suggestions of members and villagers: taken up, answered or adopted within a term."),
    ("tasks", "Tasks, and their claims from taking one to its review."),
    ("villager-reports", "What villagers report about members, and how it is weighed."),
    ("wallets", "Redemption points, the second purse beside the ledger."),
    ("wechat", "For the WeChat platform alone: message push, and pictures that it checks."),
];

/// The document's entry for a tag.
pub(super) fn entry(name: &Value) -> Value {
    let found = TAGS.iter().find(|(tag, _)| *name == *tag);
    found.map_or_else(|| json!({ "name": name }), |(_, text)| json!({ "name": name, "description": text }))
}
