//! Accounts and the WeChat users behind them.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue, ColumnTrait, EntityTrait, ExprTrait, QueryFilter};
use uuid::Uuid;
use xianfeng_domain::ids::{AccountId, PersonId};

use crate::db::{StoreResult, Tx};
use crate::entities::{accounts, wechat_identities};

/// An account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// Whose it is; nobody's until bound.
    pub person: Option<PersonId>,
}

impl From<accounts::Model> for Account {
    fn from(row: accounts::Model) -> Self {
        Self { id: AccountId(row.id), person: row.person_id.map(PersonId) }
    }
}

/// One account.
///
/// # Errors
/// The database's fault.
pub async fn find(tx: &Tx, id: AccountId) -> StoreResult<Option<Account>> {
    Ok(accounts::Entity::find_by_id(id.0).one(tx.conn()).await?.map(Into::into))
}

/// The account of a person, if bound.
///
/// # Errors
/// The database's fault.
pub async fn of_person(tx: &Tx, person: PersonId) -> StoreResult<Option<Account>> {
    let row = accounts::Entity::find().filter(accounts::Column::PersonId.eq(person.0)).one(tx.conn()).await?;
    Ok(row.map(Into::into))
}

/// The persons behind accounts, for showing who did what, also after a re-binding; an account that
/// never had one is absent.
///
/// # Errors
/// The database's fault.
pub async fn persons_behind(
    tx: &Tx,
    ids: impl IntoIterator<Item = AccountId>,
) -> StoreResult<HashMap<AccountId, PersonId>> {
    let rows = accounts::Entity::find()
        .filter(accounts::Column::Id.is_in(ids.into_iter().map(|id| id.0)))
        .all(tx.conn())
        .await?;
    Ok(rows.into_iter().filter_map(|row| Some((AccountId(row.id), PersonId(row.acted_for?)))).collect())
}

/// The account of a WeChat user.
///
/// # Errors
/// The database's fault.
pub async fn by_wechat(tx: &Tx, app_id: &str, open_id: &str) -> StoreResult<Option<Account>> {
    let key = (app_id.to_owned(), open_id.to_owned());
    let Some(identity) = wechat_identities::Entity::find_by_id(key).one(tx.conn()).await? else { return Ok(None) };
    find(tx, AccountId(identity.account_id)).await
}

/// The account of a WeChat user whom an event names: of the one mini-program that an installation serves.
///
/// # Errors
/// The database's fault.
pub async fn by_open_id(tx: &Tx, open_id: &str) -> StoreResult<Option<Account>> {
    let identity =
        wechat_identities::Entity::find().filter(wechat_identities::Column::OpenId.eq(open_id)).one(tx.conn()).await?;
    match identity {
        Some(identity) => find(tx, AccountId(identity.account_id)).await,
        None => Ok(None),
    }
}

/// Makes an account for a WeChat user.
///
/// # Errors
/// [`crate::db::StoreError::Duplicate`] when another request just did.
pub async fn create_for_wechat(
    tx: &Tx,
    app_id: &str,
    open_id: &str,
    union_id: Option<&str>,
    now: DateTime<Utc>,
) -> StoreResult<Account> {
    let account = insert(tx, None, now).await?;
    let identity = wechat_identities::ActiveModel {
        app_id: ActiveValue::Set(app_id.to_owned()),
        open_id: ActiveValue::Set(open_id.to_owned()),
        union_id: ActiveValue::Set(union_id.map(str::to_owned)),
        account_id: ActiveValue::Set(account.id.0),
        created_at: ActiveValue::Set(now.into()),
    };
    wechat_identities::Entity::insert(identity).exec_without_returning(tx.conn()).await?;
    Ok(account)
}

/// Makes an account that nobody logs in to yet: that of who acts by the command line.
///
/// # Errors
/// [`crate::db::StoreError::Duplicate`] when the person has one.
pub async fn create_for_person(tx: &Tx, person: PersonId, now: DateTime<Utc>) -> StoreResult<Account> {
    insert(tx, Some(person), now).await
}

async fn insert(tx: &Tx, person: Option<PersonId>, now: DateTime<Utc>) -> StoreResult<Account> {
    let id = Uuid::now_v7();
    let row = accounts::ActiveModel {
        id: ActiveValue::Set(id),
        person_id: ActiveValue::Set(person.map(Into::into)),
        acted_for: ActiveValue::Set(person.map(Into::into)),
        state: ActiveValue::Set("active".to_owned()),
        created_at: ActiveValue::Set(now.into()),
    };
    accounts::Entity::insert(row).exec_without_returning(tx.conn()).await?;
    Ok(Account { id: AccountId(id), person })
}

/// Makes an account a person's, if it is nobody's yet and never was somebody else's; says whether.
/// What an account did stays its first person's: the ledger names them by it.
///
/// # Errors
/// [`crate::db::StoreError::Duplicate`] when the person has another account.
pub async fn bind(tx: &Tx, account: AccountId, person: PersonId) -> StoreResult<bool> {
    let bound = accounts::Entity::update_many()
        .col_expr(accounts::Column::PersonId, Expr::value(person.0))
        .col_expr(accounts::Column::ActedFor, Expr::value(person.0))
        .filter(accounts::Column::Id.eq(account.0))
        .filter(accounts::Column::PersonId.is_null())
        .filter(accounts::Column::ActedFor.is_null().or(accounts::Column::ActedFor.eq(person.0)))
        .exec(tx.conn())
        .await?;
    Ok(bound.rows_affected == 1)
}

/// Takes the person from whatever account has them; what it did stays theirs.
///
/// # Errors
/// The database's fault.
pub async fn unbind(tx: &Tx, person: PersonId) -> StoreResult<()> {
    accounts::Entity::update_many()
        .col_expr(accounts::Column::PersonId, Expr::value(Option::<Uuid>::None))
        .filter(accounts::Column::PersonId.eq(person.0))
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// The WeChat user behind an account.
///
/// # Errors
/// The database's fault.
pub async fn open_id_of(tx: &Tx, app_id: &str, account: AccountId) -> StoreResult<Option<String>> {
    let row = wechat_identities::Entity::find()
        .filter(wechat_identities::Column::AppId.eq(app_id))
        .filter(wechat_identities::Column::AccountId.eq(account.0))
        .one(tx.conn())
        .await?;
    Ok(row.map(|row| row.open_id))
}

/// Forgets a WeChat user: whoever logs in as them again is somebody new.
///
/// # Errors
/// The database's fault.
pub async fn forget_wechat(tx: &Tx, app_id: &str, open_id: &str) -> StoreResult<()> {
    let key = (app_id.to_owned(), open_id.to_owned());
    wechat_identities::Entity::delete_by_id(key).exec(tx.conn()).await?;
    Ok(())
}
