//! Who may call, as types (invariant 9).

use std::marker::PhantomData;
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use xianfeng_domain::access::{Reach, Right};
use xianfeng_domain::ids::PersonId;
use xianfeng_domain::members::Member;

use super::act::Act;
use super::bearer::Account;
use crate::http::problem::{Code, Problem};

/// A known person: member, clerk, overseer …
#[derive(Clone, Debug)]
pub struct Bound {
    /// The act.
    pub act: Act,
    /// Who acts.
    pub person: PersonId,
}

/// A member of a branch.
#[derive(Clone, Debug)]
pub struct AsMember {
    /// The act.
    pub act: Act,
    /// The member, as they stand today.
    pub member: Member,
}

/// Somebody who holds a right somewhere.
#[derive(Clone, Debug)]
pub struct Permit<R> {
    /// The act.
    pub act: Act,
    /// Who acts.
    pub person: PersonId,
    /// Where the right is held: pass it to every read of owned rows.
    pub reach: Reach,
    right: PhantomData<R>,
}

/// A right as a type.
pub trait Rights: 'static {
    /// Which one.
    const RIGHT: Right;
}

/// The rights as types, for [`Permit`].
pub mod rights {
    use super::{Right, Rights};

    macro_rules! rights {
        ($($(#[$doc:meta])* $name:ident,)*) => {$(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug)]
            pub struct $name;

            impl Rights for $name {
                const RIGHT: Right = Right::$name;
            }
        )*};
    }

    rights! {
        /// See members, tasks, claims and ledger.
        Read,
        /// Decide on claims.
        Review,
        /// Publish and change tasks.
        ManageTasks,
        /// Change the roster, invite, decide on re-bindings.
        ManageMembers,
        /// Take back and reinstate what approved claims gave.
        Correct,
        /// Enter and register for the branch.
        Register,
        /// Draft and adopt rule books and layers of them.
        SetRules,
        /// Organizations, roles, publication, corrections of every kind.
        Administer,
        /// Read the audit log.
        ReadAudit,
        /// Hand out redeemed goods, receive and count stock.
        KeepShop,
    }
}

macro_rules! deref_to_act {
    ($($type:ty $(, $param:ident)?;)*) => {$(
        impl$(<$param>)? Deref for $type {
            type Target = Act;
            fn deref(&self) -> &Act {
                &self.act
            }
        }
    )*};
}

deref_to_act! {
    Bound;
    AsMember;
    Permit<R>, R;
}

impl TryFrom<Account> for Bound {
    type Error = Problem;
    fn try_from(Account(act): Account) -> Result<Self, Problem> {
        let person = act.caller.person.ok_or(Code::AuthNotBound)?;
        Ok(Self { act, person })
    }
}

impl TryFrom<Account> for AsMember {
    type Error = Problem;
    fn try_from(Account(act): Account) -> Result<Self, Problem> {
        act.caller.person.ok_or(Code::AuthNotBound)?;
        let member = act.caller.member.clone().ok_or(Code::AuthForbidden)?;
        Ok(Self { act, member })
    }
}

impl<R: Rights> TryFrom<Account> for Permit<R> {
    type Error = Problem;
    fn try_from(account: Account) -> Result<Self, Problem> {
        let Bound { act, person } = account.try_into()?;
        let reach = act.caller.reach(R::RIGHT);
        if reach.is_empty() {
            return Err(Code::AuthForbidden.into());
        }
        Ok(Self { act, person, reach, right: PhantomData })
    }
}

fn extract<T>(request: &HttpRequest, payload: &mut Payload) -> LocalBoxFuture<'static, Result<T, Problem>>
where
    T: TryFrom<Account, Error = Problem>,
{
    let account = Account::from_request(request, payload);
    Box::pin(async move { account.await?.try_into() })
}

macro_rules! from_account {
    ($($type:ty $(, $param:ident)?;)*) => {$(
        impl$(<$param: Rights>)? FromRequest for $type {
            type Error = Problem;
            type Future = LocalBoxFuture<'static, Result<Self, Problem>>;
            fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
                extract(request, payload)
            }
        }
    )*};
}

from_account! {
    Bound;
    AsMember;
    Permit<R>, R;
}
