//! Claims and declarations that wait for a decision follow the reviewers.

use xianfeng_domain::access::{Reach, review_organization};
use xianfeng_domain::organizations::OrganizationPath;
use xianfeng_infra::db::{StoreError, Tx};
use xianfeng_infra::{accounts, declarations, members, tasks};

use crate::assistance;
use crate::auth::Act;
use crate::failure::Failure;

/// Sends the submitted claims and open declarations of an organization and below to where somebody may review them now:
/// nobody reviews their own, so a role that came or went changes whose queue a claim stands in.
///
/// # Errors
/// The store's fault; a race when a claim is decided at the same moment.
pub async fn reroute(tx: &Tx, act: &Act, path: &OrganizationPath) -> Result<(), Failure> {
    for claim in tasks::submitted_at(tx, path).await? {
        let claimant = members::by_id(tx, &Reach::township_of(&claim.path), claim.member, act.today()).await?;
        let claimant = claimant.ok_or_else(|| StoreError::corrupt(format!("claim {} of nobody", claim.id)))?;
        let reviewers = accounts::grants_on_path(tx, &claim.path).await?;
        let reviewers = assistance::without_hands(tx, None, claim.id.0, reviewers).await?;
        let review_at = review_organization(&claim.path, claimant.person, &reviewers);
        let review_at = review_at.unwrap_or(claim.organization);
        if review_at != claim.review_organization {
            let mut after = claim.clone();
            after.review_organization = review_at;
            tasks::advance(tx, &claim, &after, act.caller.account).await?;
        }
    }
    for declaration in declarations::open_at(tx, path).await? {
        let member = declaration.member;
        let member = members::by_id(tx, &Reach::township_of(&declaration.path), member, act.today()).await?;
        let id = declaration.id;
        let member = member.ok_or_else(|| StoreError::corrupt(format!("declaration {id} of nobody")))?;
        let reviewers = accounts::grants_on_path(tx, &declaration.path).await?;
        let reviewers = assistance::without_hands(tx, None, declaration.id.0, reviewers).await?;
        let review_at = review_organization(&declaration.path, member.person, &reviewers);
        let review_at = review_at.unwrap_or(declaration.organization);
        if review_at != declaration.review_organization {
            declarations::reroute(tx, &declaration, review_at).await?;
        }
    }
    Ok(())
}
