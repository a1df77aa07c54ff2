//! A simulated run over all villages: what each member would get, and what it costs.

use std::collections::HashMap;

use super::debt::Balance;
use super::nominal::{Standing, nominal};
use super::village::{Claimant, Fund, Share, Statement, settle};
use crate::Points;
use crate::ids::{MemberId, OrganizationId};
use crate::ledger::{self, Digest};
use crate::organizations::OrganizationPath;
use crate::rulebook::Settlement;

/// Names the encoding of the digest.
const ENCODING: &str = "xianfeng-settlement-2";

/// A member's row of the edition, as far as a settlement reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member<'a> {
    /// Who.
    pub id: MemberId,
    /// The branch of the period's last day: its fund pays (invariant 8).
    pub branch: OrganizationId,
    /// The place in the roster.
    pub order: i64,
    /// How the member stands.
    pub standing: Standing<'a>,
}

/// A branch with a fund.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageFund {
    /// The branch.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// What its fund has free now, in fen.
    pub available_fen: i64,
}

/// What one member would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who.
    pub member: MemberId,
    /// The grade's code in the edition.
    pub grade: Option<String>,
    /// The category's code in the edition.
    pub category: String,
    /// Exempt: nothing.
    pub exempt: bool,
    /// Kept out by a veto: nothing.
    pub kept_out: bool,
    /// What the rule book promises.
    pub nominal: Points,
    /// What was over-issued and not recovered when the draft was made.
    pub owed: Points,
    /// What was recovered in vain and not given back when the draft was made.
    pub due_back: Points,
    /// What the member gets, what is taken off and what is given back.
    pub share: Share,
}

/// What one village would get.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VillageDraft {
    /// The branch.
    pub organization: OrganizationId,
    /// Its path.
    pub path: OrganizationPath,
    /// Its members in the order of the roster, those with nothing included.
    pub lines: Vec<Line>,
    /// What it does to the fund.
    pub statement: Statement,
}

/// Runs a settlement (S0-9): village by village in the order given, members in the order of the
/// roster. Members of branches without a fund are ranked in the edition and have no line here. The
/// same edition, funds and balances give the same draft.
pub fn draft(
    members: &[Member<'_>],
    funds: &[VillageFund],
    balances: &HashMap<MemberId, Balance>,
    book: &Settlement,
) -> Vec<VillageDraft> {
    let mut by_branch: HashMap<OrganizationId, Vec<&Member<'_>>> = HashMap::new();
    for member in members {
        by_branch.entry(member.branch).or_default().push(member);
    }
    let of_village = |village: &VillageFund| {
        let mut own = by_branch.remove(&village.organization).unwrap_or_default();
        own.sort_unstable_by_key(|member| (member.order, member.id));
        let claimants: Vec<Claimant> = own
            .iter()
            .map(|member| {
                let Balance { owed, due_back } = balances.get(&member.id).copied().unwrap_or_default();
                Claimant { order: member.order, nominal: nominal(member.standing, book), owed, due_back }
            })
            .collect();
        let fund = Fund {
            share_fen: book.fund_fen,
            carried_in_fen: village.available_fen,
            fen_per_point: book.fen_per_point,
            carry_over: book.carry_over,
        };
        let settled = settle(&claimants, fund);
        let lines = own.iter().zip(claimants).zip(settled.shares).map(|((member, claimant), share)| {
            let Standing { grade, category, exempt, kept_out } = member.standing;
            let (grade, category) = (grade.map(str::to_owned), category.to_owned());
            let Claimant { nominal, owed, due_back, .. } = claimant;
            Line { member: member.id, grade, category, exempt, kept_out, nominal, owed, due_back, share }
        });
        VillageDraft {
            organization: village.organization,
            path: village.path.clone(),
            lines: lines.collect(),
            statement: settled.statement,
        }
    };
    funds.iter().map(of_village).collect()
}

/// The digest of a draft: two are the same if and only if everything that they were made from and
/// say is. `edition` is the hash of the edition.
pub fn digest_of(edition: &Digest, book: &Settlement, villages: &[VillageDraft]) -> Digest {
    let number = |number: i64| number.to_be_bytes();
    let mut fields: Vec<Vec<u8>> = vec![ENCODING.into(), edition.to_vec(), number(book.fen_per_point).to_vec()];
    fields.push(vec![u8::from(book.carry_over)]);
    for village in villages {
        let Statement { share_fen, carried_in_fen, committed_fen, .. } = village.statement;
        fields.push(village.organization.0.as_bytes().to_vec());
        fields.push([share_fen, carried_in_fen, committed_fen].map(number).concat());
        for line in &village.lines {
            let Share { recovered, given_back, points, .. } = line.share;
            let points = [line.nominal, line.owed, line.due_back, recovered, given_back, points];
            fields.push(line.member.0.as_bytes().to_vec());
            fields.push(points.map(|points| number(points.hundredths())).concat());
        }
    }
    ledger::digest(fields.iter().map(Vec::as_slice))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::super::nominal::tests::book;
    use super::*;

    fn organization(number: u128) -> OrganizationId {
        OrganizationId(Uuid::from_u128(number))
    }

    fn fund(number: u128, available_fen: i64) -> VillageFund {
        let organization = organization(number);
        VillageFund { organization, path: OrganizationPath::root(organization), available_fen }
    }

    fn member(number: u128, branch: u128, grade: &str) -> Member<'_> {
        let standing = Standing { grade: Some(grade), category: "ordinary", exempt: false, kept_out: false };
        let order = i64::try_from(number).expect("small");
        Member { id: MemberId(Uuid::from_u128(number)), branch: organization(branch), order, standing }
    }

    #[test]
    fn s0_9_every_village_pays_for_its_own() {
        let members = [member(3, 1, "good"), member(1, 1, "excellent"), member(2, 2, "low"), member(4, 9, "excellent")];
        let exempt = Member { standing: Standing { exempt: true, ..members[0].standing }, ..member(5, 2, "good") };
        let members = [&members[..], &[exempt]].concat();
        let debt = |owed, due_back| Balance { owed: Points::whole(owed), due_back: Points::whole(due_back) };
        let owed = HashMap::from([(members[0].id, debt(15, 0)), (exempt.id, debt(0, 3))]);
        let drafts = draft(&members, &[fund(1, 0), fund(2, 700), fund(3, 0)], &owed, &book());
        let shares = |village: &VillageDraft| -> Vec<i64> {
            village.lines.iter().map(|line| line.share.points.hundredths()).collect()
        };
        assert_eq!(drafts.iter().map(shares).collect::<Vec<_>>(), [vec![6_000, 2_500], vec![0, 300], vec![]]);
        let costs: Vec<_> = drafts.iter().map(|village| village.statement.committed_fen).collect();
        assert_eq!(costs, [8_500, 300, 0], "a branch without a fund costs nothing");
        assert_eq!(drafts[1].statement.available_fen, 125_700);
        let line = &drafts[1].lines[1];
        assert!(line.exempt && line.nominal.is_zero() && line.share.by_rate().is_zero(), "only what is due comes back");
    }

    #[test]
    fn the_same_gives_the_same_and_a_fen_more_another_digest() {
        let members = [member(1, 1, "excellent"), member(2, 1, "good")];
        let run = |members: &[Member<'_>], available| {
            let villages = draft(members, &[fund(1, available)], &HashMap::new(), &book());
            digest_of(&[7; 32], &book(), &villages)
        };
        let backwards = [members[1], members[0]];
        assert_eq!(run(&members, 0), run(&backwards, 0));
        assert_ne!(run(&members, 0), run(&members, 1));
        assert_ne!(run(&members, 0), run(&[members[0]], 0));
    }
}
