//! Rows as the database holds them; they never leave this crate. What a column means stands in `migrations`.

pub(crate) mod accounts;
pub(crate) mod audit_log;
pub(crate) mod blobs;
pub(crate) mod claim_events;
pub(crate) mod claims;
pub(crate) mod files;
pub(crate) mod idempotency_keys;
pub(crate) mod installation;
pub(crate) mod invites;
pub(crate) mod ledger_entries;
pub(crate) mod ledger_notes;
pub(crate) mod member_ledger_heads;
pub(crate) mod member_totals;
pub(crate) mod members;
pub(crate) mod memberships;
pub(crate) mod organizations;
pub(crate) mod outbox;
pub(crate) mod persons;
pub(crate) mod rebindings;
pub(crate) mod refresh_tokens;
pub(crate) mod role_grants;
pub(crate) mod rule_book_drafts;
pub(crate) mod rule_books;
pub(crate) mod task_assignees;
pub(crate) mod tasks;
pub(crate) mod wechat_identities;
