//! A new member, typed in.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use xianfeng_domain::access::Reach;
use xianfeng_domain::ids::{MemberId, OrganizationId};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_domain::roster::{Decision, RosterRow, normalized_name, of_age, plan};
use xianfeng_domain::time::{Day, Period};
use xianfeng_infra::db::Tx;
use xianfeng_infra::privacy::Vault;
use xianfeng_infra::{members, organizations, rulebooks};

use super::add::{Joining, add};
use super::fields::{self, WirePhone, WireSex, optional};
use super::wire::{MemberDetailOut, detail, detail_example};
use crate::app::App;
use crate::auth::{Act, Permit, rights};
use crate::command::{Command, Done};
use crate::failure::Failure;
use crate::http::extract::{IdempotencyKey, JsonBody};
use crate::http::problem::{Check, Code, FaultCode, Faults, Problem};
use crate::http::wire::{WireDay, WireMonth};
use crate::ledger::grant_base_to;

/// A new member.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewMemberIn {
    /// The branch.
    pub branch_id: Uuid,
    /// The name, 1 to 50 characters; spaces are dropped.
    #[schema(example = "蒋远嘉")]
    pub name: String,
    /// Sex.
    pub sex: WireSex,
    /// Birth year and month.
    pub birth: WireMonth,
    /// The mobile number, where there is one.
    pub phone: Option<WirePhone>,
    /// Schooling, at most 50 characters.
    pub schooling: Option<String>,
    /// Skills, at most 200 characters.
    pub skills: Option<String>,
    /// The date of joining the party.
    pub joined_on: WireDay,
    /// Probationary (预备党员).
    pub probationary: bool,
    /// The category's code in the rule book.
    #[schema(example = "ordinary")]
    pub category: String,
    /// Exempt by decision of the branch committee (S2-7).
    #[serde(default)]
    pub exempt: bool,
    /// From which day the member belongs to this township: for who moved in from elsewhere; the
    /// date of joining the party where absent.
    pub since: Option<WireDay>,
}

impl Check for NewMemberIn {
    fn check(&self, faults: &mut Faults) {
        fields::check(faults, &self.name, self.schooling.as_ref(), self.skills.as_ref());
        if !of_age(self.birth.0, self.joined_on.0) {
            faults.add("/joinedOn", FaultCode::OutOfRange);
        }
        if self.since.is_some_and(|since| since.0 < self.joined_on.0) {
            faults.add_limit("/since", FaultCode::OutOfOrder, "joinedOn");
        }
    }
}

/// Adds a member.
///
/// With the base points of the running period. Somebody of the same name, birth month and joining
/// date in the township is taken for the same person and refused.
#[utoipa::path(
    tag = "members",
    request_body = NewMemberIn,
    responses((status = 201, body = MemberDetailOut, description = "The member", example = json!(detail_example()))),
    extensions(("x-error-codes" = json!([
        "auth.forbidden", "organization.not_found", "rulebook.not_found", "member.already_listed"
    ]))),
)]
#[post("/members")]
pub(super) async fn create_member(
    app: Data<App>,
    permit: Permit<rights::ManageMembers>,
    key: IdempotencyKey,
    body: JsonBody<NewMemberIn>,
) -> Result<HttpResponse, Problem> {
    let command = Command::new(&app, &permit, "members.create", &key, "", &body.0)?;
    let work = async |tx: &Tx| {
        let id = create(tx, &app.vault, &permit, &permit.reach, &body.0).await?;
        // Also who belongs from an earlier day stands here today.
        let member = members::by_id(tx, &permit.reach, id, permit.today()).await?.ok_or(Code::MemberNotFound)?;
        let body = detail(tx, &app.vault, &member, false).await?;
        Ok(Done::created(body).within(&member.standing.branch_path))
    };
    Ok(command.run(work).await?.into())
}

/// The use case.
///
/// # Errors
/// What branch, rule book and roster refuse.
pub async fn create(tx: &Tx, vault: &Vault, act: &Act, reach: &Reach, new: &NewMemberIn) -> Result<MemberId, Failure> {
    let branch = organizations::find(tx, reach, OrganizationId(new.branch_id)).await?;
    let branch = branch.filter(|branch| branch.kind.is_branch()).ok_or(Code::OrganizationNotFound)?;
    let township = organizations::township(tx, &branch.path).await?.ok_or(Code::OrganizationNotFound)?;
    // Two who add the same person at once take turns here.
    organizations::take_turn(tx, township.id).await?;
    let since = new.since.unwrap_or(new.joined_on).0;
    check_category(tx, &branch.path, &new.category, act.today()).await?;
    for (pointer, day) in [("/joinedOn", new.joined_on.0), ("/since", since)] {
        if day > act.today() {
            return Err(Failure::field(pointer, FaultCode::InTheFuture));
        }
    }
    let row = RosterRow {
        row: 0,
        name: normalized_name(&new.name),
        sex: new.sex.into(),
        birth: new.birth.0,
        joined_on: new.joined_on.0,
        probationary: new.probationary,
        branch: branch.id,
        category: new.category.clone(),
        phone: None,
        schooling: optional(new.schooling.as_ref()),
        skills: optional(new.skills.as_ref()),
    };
    let known = members::known(tx, vault, &township.path, act.today()).await?;
    // By identity only: a family may share a phone, and here a person is at the keyboard.
    let rows = [row];
    if plan(&rows, &known).iter().any(|step| step.decision != Decision::New) {
        return Err(Code::MemberAlreadyListed.into());
    }
    let [row] = rows;
    let row = RosterRow { phone: new.phone.clone().and_then(|phone| phone.0), ..row };
    let order = members::last_order(tx, township.id).await? + 1;
    let joining = Joining { township: township.id, branch_path: &branch.path, since, exempt: new.exempt, order };
    let member = add(tx, vault, act, &joining, &row).await?;
    for period in Period::all_containing(act.today()) {
        grant_base_to(tx, act, township.id, period, member).await?;
    }
    Ok(member)
}

/// Refuses a category that the rule book in force does not know.
pub(super) async fn check_category(
    tx: &Tx,
    branch: &OrganizationPath,
    category: &str,
    today: Day,
) -> Result<(), Failure> {
    let book = rulebooks::effective(tx, branch, today).await?.ok_or(Code::RulebookNotFound)?;
    if book.book.category(category).is_none() {
        let mut faults = Faults::default();
        let codes: Vec<_> = book.book.categories.iter().map(|category| category.code.as_str()).collect();
        faults.add_limit("/category", FaultCode::NotOneOf, codes.join(", "));
        return Err(Problem::invalid(Code::RequestInvalid, faults).into());
    }
    Ok(())
}
