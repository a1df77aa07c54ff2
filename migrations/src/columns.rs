//! The column types of the schema, each with one meaning on both databases.

use sea_orm_migration::prelude::*;

fn column(name: &'static str) -> ColumnDef {
    ColumnDef::new(Alias::new(name))
}

/// The primary key `id`: a UUIDv7.
pub(crate) fn id() -> ColumnDef {
    column("id").uuid().not_null().primary_key().to_owned()
}

/// A reference by id.
pub(crate) fn reference(name: &'static str) -> ColumnDef {
    column(name).uuid().not_null().to_owned()
}

/// A reference that may be absent.
pub(crate) fn maybe_reference(name: &'static str) -> ColumnDef {
    column(name).uuid().null().to_owned()
}

/// An instant: microseconds since 1970 in UTC. An integer, since the databases cut or round
/// fractions of their time types differently.
pub(crate) fn instant(name: &'static str) -> ColumnDef {
    column(name).big_integer().not_null().to_owned()
}

/// An instant that may be absent.
pub(crate) fn maybe_instant(name: &'static str) -> ColumnDef {
    column(name).big_integer().null().to_owned()
}

/// A calendar day of Asia/Shanghai.
pub(crate) fn day(name: &'static str) -> ColumnDef {
    column(name).date().not_null().to_owned()
}

/// A day that may be absent.
pub(crate) fn maybe_day(name: &'static str) -> ColumnDef {
    column(name).date().null().to_owned()
}

/// Points in hundredths.
pub(crate) fn points(name: &'static str) -> ColumnDef {
    column(name).big_integer().not_null().to_owned()
}

/// Points in hundredths, may be absent.
pub(crate) fn maybe_points(name: &'static str) -> ColumnDef {
    column(name).big_integer().null().to_owned()
}

/// A count, a version or a position.
pub(crate) fn number(name: &'static str) -> ColumnDef {
    column(name).big_integer().not_null().to_owned()
}

/// A count that may be absent.
pub(crate) fn maybe_number(name: &'static str) -> ColumnDef {
    column(name).big_integer().null().to_owned()
}

/// A code of our own (a state, a kind, an item): at most 40 ASCII characters.
pub(crate) fn code(name: &'static str) -> ColumnDef {
    column(name).string_len(40).not_null().to_owned()
}

/// A code that may be absent.
pub(crate) fn maybe_code(name: &'static str) -> ColumnDef {
    column(name).string_len(40).null().to_owned()
}

/// A text of at most so many characters.
pub(crate) fn text(name: &'static str, characters: u32) -> ColumnDef {
    column(name).string_len(characters).not_null().to_owned()
}

/// A text that may be absent.
pub(crate) fn maybe_text(name: &'static str, characters: u32) -> ColumnDef {
    column(name).string_len(characters).null().to_owned()
}

/// A text without a limit of its own (the API has one), such as a document.
pub(crate) fn long_text(name: &'static str) -> ColumnDef {
    column(name).custom(Alias::new("longtext")).not_null().to_owned()
}

/// A SHA-256 hash or a keyed hash.
pub(crate) fn hash(name: &'static str) -> ColumnDef {
    column(name).binary_len(32).not_null().to_owned()
}

/// A hash that may be absent.
pub(crate) fn maybe_hash(name: &'static str) -> ColumnDef {
    column(name).binary_len(32).null().to_owned()
}

/// A few bytes that are always there, such as an encrypted code.
pub(crate) fn bytes(name: &'static str, length: u32) -> ColumnDef {
    column(name).var_binary(length).not_null().to_owned()
}

/// A few bytes, such as an encrypted phone number.
pub(crate) fn maybe_bytes(name: &'static str, length: u32) -> ColumnDef {
    column(name).var_binary(length).null().to_owned()
}

/// "One active": a key that only a live row holds, NULL once released. There are no partial
/// indexes on MySQL; a unique index lets NULL stand any number of times.
pub(crate) fn active_key() -> ColumnDef {
    column("active_key").var_binary(64).null().unique_key().to_owned()
}

/// A key of a few places that a live row holds one of, NULL once released: as [`active_key`], beside it.
pub(crate) fn maybe_unique_key(name: &'static str) -> ColumnDef {
    column(name).var_binary(64).null().unique_key().to_owned()
}

/// Yes or no.
pub(crate) fn flag(name: &'static str) -> ColumnDef {
    column(name).boolean().not_null().to_owned()
}

/// The check that an amount is not below zero.
pub(crate) fn not_below_zero(name: &'static str) -> Expr {
    Expr::col(Alias::new(name)).gte(0)
}
