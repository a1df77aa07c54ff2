//! Who acts, when and from where: what every use case is told about its caller.

use chrono::{DateTime, Utc};
use xianfeng_domain::access::{Grant, Reach, Right};
use xianfeng_domain::ids::{AccountId, AssistanceId, MemberId, PersonId};
use xianfeng_domain::members::Member;
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::time::{Day, day_of};
use xianfeng_infra::audit::{self, Record};
use xianfeng_infra::db::{StoreResult, Tx};
use xianfeng_infra::{accounts, assistance, members};

use crate::app::App;
use crate::failure::Failure;
use crate::http::meta::RequestMeta;

/// The caller, as read at this request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The account.
    pub account: AccountId,
    /// The person that it is bound to.
    pub person: Option<PersonId>,
    /// The member that the person is today.
    pub member: Option<Member>,
    /// The roles that the person holds; none while they act for somebody.
    pub grants: Vec<Grant>,
    /// For whom the person acts, if for somebody else: `member` is that member then.
    pub acting: Option<Acting>,
}

/// Acting for somebody, by their recorded consent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Acting {
    /// The right to.
    pub assistance: AssistanceId,
    /// Who acts.
    pub helper: PersonId,
    /// The member's person, for whom.
    pub person: PersonId,
}

impl Caller {
    /// Reads who an account is; `None` when there is no such account any more.
    ///
    /// # Errors
    /// The store's fault.
    pub async fn load(tx: &Tx, account: AccountId, today: Day) -> StoreResult<Option<Self>> {
        let Some(account) = accounts::find(tx, account).await? else { return Ok(None) };
        let Some(person) = account.person else {
            return Ok(Some(Self {
                account: account.id,
                person: None,
                member: None,
                grants: Vec::new(),
                acting: None,
            }));
        };
        let member = members::of_person(tx, person, today).await?;
        let grants = accounts::held_by(tx, person).await?;
        Ok(Some(Self { account: account.id, person: Some(person), member, grants, acting: None }))
    }

    /// The caller acting for a member: the member's own standing and none of the caller's rights. `None` where no
    /// consent stands today, or the member is none any more.
    ///
    /// # Errors
    /// The store's fault.
    pub async fn acting_for(self, tx: &Tx, member: MemberId, today: Day) -> StoreResult<Option<Self>> {
        let Some(helper) = self.person else { return Ok(None) };
        let Some(right) = assistance::good(tx, helper, member, today).await? else { return Ok(None) };
        let standing = members::of_person(tx, right.person, today).await?.filter(|found| found.id == member);
        let acting = Some(Acting { assistance: right.id, helper, person: right.person });
        Ok(standing.map(|member| Self { member: Some(member), grants: Vec::new(), acting, ..self }))
    }

    /// What the caller reaches with a right.
    pub fn reach(&self, right: Right) -> Reach {
        Reach::of(&self.grants, right)
    }

    /// The member's id.
    pub fn member_id(&self) -> Option<MemberId> {
        self.member.as_ref().map(|member| member.id)
    }

    /// The path of the member's branch.
    pub fn branch(&self) -> Option<&OrganizationPath> {
        self.member.as_ref().map(|member| &member.standing.branch_path)
    }
}

/// One act: a caller, an instant, a request.
#[derive(Clone, Debug)]
pub struct Act {
    /// Who acts.
    pub caller: Caller,
    /// When.
    pub now: DateTime<Utc>,
    /// In which request; none on the command line.
    pub meta: Option<RequestMeta>,
}

/// The account that stands for the program itself: the command line and background work.
pub const MACHINE: AccountId = AccountId(uuid::Uuid::nil());

impl Act {
    /// An act of the program itself, which holds no role.
    pub fn of_machine(now: DateTime<Utc>) -> Self {
        let caller = Caller { account: MACHINE, person: None, member: None, grants: Vec::new(), acting: None };
        Self { caller, now, meta: None }
    }

    /// Today in Asia/Shanghai.
    pub fn today(&self) -> Day {
        day_of(self.now)
    }

    /// A line of the audit log about this act, to be completed and [written](Self::audit).
    pub fn record(&self, action: &str) -> Record {
        Record {
            account: Some(self.caller.account).filter(|account| *account != MACHINE),
            person: self.caller.person,
            on_behalf_of: self.caller.acting.map(|acting| acting.person),
            action: action.to_owned(),
            ip: self.meta.map(|meta| meta.ip.to_string()),
            request_id: self.meta.map(|meta| meta.request_id.to_string()),
            ..Record::default()
        }
    }

    /// Writes a line of the audit log in the act's transaction.
    ///
    /// # Errors
    /// The store's fault.
    pub async fn audit(
        &self,
        tx: &Tx,
        action: &str,
        subject: (&'static str, uuid::Uuid),
        organization: &OrganizationPath,
    ) -> StoreResult<()> {
        let record = Record {
            subject_kind: Some(subject.0),
            subject: Some(subject.1),
            organization: Some(organization.clone()),
            ..self.record(action)
        };
        self.acted(tx, action, subject).await?;
        audit::write(tx, record, self.now).await
    }

    /// Puts a step that is done for somebody else on the day's list; [`audit`](Self::audit) does.
    ///
    /// # Errors
    /// The store's fault.
    pub async fn acted(&self, tx: &Tx, action: &str, subject: (&'static str, uuid::Uuid)) -> StoreResult<()> {
        let (Some(acting), Some(member)) = (self.caller.acting, &self.caller.member) else { return Ok(()) };
        let act = assistance::NewAct {
            assistance: acting.assistance,
            member: member.id,
            helper: acting.helper,
            path: &member.standing.branch_path,
            action,
            subject,
            day: self.today(),
        };
        assistance::insert_act(tx, &act, self.now).await
    }

    /// Where a list within reach was read, for the audit log: the place asked for, else the highest.
    pub fn place_read(reach: &Reach, asked: Option<OrganizationPath>) -> Option<OrganizationPath> {
        asked.filter(|path| reach.covers(path)).or_else(|| reach.tops().first().cloned())
    }

    /// Writes the line of a read that disclosed what is not the caller's own, after the read: in a
    /// short transaction of its own, so that reads stay reads. Before the answer leaves.
    ///
    /// # Errors
    /// The store's fault.
    pub async fn disclosed(
        &self,
        app: &App,
        action: &'static str,
        subject: Option<(&'static str, uuid::Uuid)>,
        organization: Option<OrganizationPath>,
    ) -> Result<(), Failure> {
        let write = async |tx: &Tx| -> Result<_, Failure> {
            let record = Record {
                subject_kind: subject.map(|(kind, _)| kind),
                subject: subject.map(|(_, id)| id),
                organization: organization.clone(),
                ..self.record(action)
            };
            Ok(audit::write(tx, record, self.now).await?)
        };
        app.database.transact(action, write).await
    }
}
